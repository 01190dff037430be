"""Roles 角色 a post can carry. A role is what a person may be asked to do, never how far they see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """One role: a stable code and the word on screen."""

    code: str
    label: str
    at: tuple[str, ...] = ()  # the kinds of office (OfficeKind) where a post may carry it
    section: bool = False  # a business section of the bureau: what an office cannot settle itself goes up to it
    administers: bool = False  # 三员: no business data, and no other duty beside it
    sums_only: bool = False  # sees sums and never what they are made of; may stay signed in on a wall


_BUREAU = ("bureau", "section")
_AGENCY = (*_BUREAU, "corr_centre")
_COMMITTEE = ("committee", "station")

CLERK = Role("clerk", "窗口受理员", ("office", "station", *_BUREAU))
GRID = Role("grid", "网格员", ("office", *_COMMITTEE))
MEDIATOR = Role("mediator", "人民调解员", _COMMITTEE)
COMMITTEE_HEAD = Role("committee_head", "调委会主任", _COMMITTEE)
OFFICE_STAFF = Role("office_staff", "司法所工作人员", ("office",))
OFFICE_HEAD = Role("office_head", "司法所所长", ("office",))
DUTY = Role("duty", "指挥中心值班员", _BUREAU)
SECTION_MEDIATION = Role("section_mediation", "局人民调解业务科室", _BUREAU, section=True)
CORRECTIONS_STAFF = Role("corrections_staff", "社区矫正机构工作人员", _AGENCY)
CORRECTIONS_HEAD = Role("corrections_head", "社区矫正机构负责人", _AGENCY)
RESETTLEMENT = Role("resettlement", "安置帮教机构工作人员", _BUREAU)
VISIT_CLERK = Role("visit_clerk", "会见专办员", ("office", *_AGENCY))
SOCIAL_WORKER = Role("social_worker", "社会工作者", ("office", *_AGENCY))
COUNSELLOR = Role("counsellor", "心理咨询师", ("office", *_AGENCY))
AID_REVIEWER = Role("aid_reviewer", "法律援助审查员", _BUREAU)
AID_HEAD = Role("aid_head", "法律援助中心主任（审批人）", _BUREAU)
AID_OBJECTIONS = Role("aid_objections", "局法律援助异议审查员", _BUREAU)
AID_ASSIGNER = Role("aid_assigner", "法律援助指派员", _BUREAU)
AID_LAWYER = Role("aid_lawyer", "法律援助承办人", _BUREAU)
AID_EVALUATOR = Role("aid_evaluator", "法律援助质量评估员", _BUREAU)
AID_COMPLAINTS = Role("aid_complaints", "法律援助投诉调查员", _BUREAU)
HOTLINE = Role("hotline", "12348坐席", ("office", "station", *_BUREAU))
SERVICE_HEAD = Role("service_head", "公共法律服务中心负责人", _BUREAU)
NOTARY = Role("notary", "公证处窗口", ("station", *_BUREAU))
LEGAL_SERVICE = Role("legal_service", "局公共法律服务科室", _BUREAU)
ADVISERS = Role("advisers", "局法律顾问业务科室", _BUREAU)
ADVISER = Role("adviser", "法律顾问（队伍成员）", ("office", "station", *_BUREAU))
HOST = Role("host", "服务对象联络员", ("office", *_COMMITTEE, *_BUREAU))
PRIVACY = Role("privacy", "个人信息保护负责人", _BUREAU)
LEADER = Role("leader", "局领导", _BUREAU)
STATISTICS = Role("statistics", "统计员", _BUREAU)
LIAISON = Role("liaison", "派驻联络员", ("office", "station", *_BUREAU))
FINANCE = Role("finance", "财务", _BUREAU)
AUDIT = Role("audit", "纪检审计", _BUREAU)
VIEWER = Role("viewer", "驾驶舱只读", _BUREAU, sums_only=True)
SYSADMIN = Role("sysadmin", "系统管理员", _BUREAU, administers=True)
SECADMIN = Role("secadmin", "安全管理员", _BUREAU, administers=True)
AUDITADMIN = Role("auditadmin", "审计管理员", _BUREAU, administers=True)
CITIZEN = Role("citizen", "群众（手机办理）")  # at no kind of office: held by the portal's own account, never granted

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        CLERK, GRID, MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION,
        CORRECTIONS_STAFF, CORRECTIONS_HEAD, RESETTLEMENT, VISIT_CLERK, SOCIAL_WORKER, COUNSELLOR,
        LEGAL_SERVICE, AID_REVIEWER, AID_HEAD, AID_OBJECTIONS, AID_ASSIGNER, AID_LAWYER, AID_EVALUATOR, AID_COMPLAINTS, HOTLINE, SERVICE_HEAD, NOTARY,
        ADVISERS, ADVISER, HOST, PRIVACY,
        LEADER, STATISTICS, LIAISON, FINANCE, AUDIT, VIEWER, SYSADMIN, SECADMIN, AUDITADMIN, CITIZEN,
    )
}  # fmt: skip

ADMINISTRATORS = frozenset(code for code, role in ROLES.items() if role.administers)
SUMS_ONLY = frozenset(code for code, role in ROLES.items() if role.sums_only)
SECTIONS = frozenset(code for code, role in ROLES.items() if role.section)


def roles_at(kind: str) -> tuple[Role, ...]:
    """The roles a post at an office of this kind may carry."""
    return tuple(role for role in ROLES.values() if kind in role.at)


def labels(codes: list[str] | tuple[str, ...]) -> str:
    """The roles' words joined by 、 in the order of the list above."""
    return "、".join(role.label for code, role in ROLES.items() if code in codes)


def clash_of_duties(codes: frozenset[str]) -> str | None:
    """Why these roles may not meet in one person, or None. 三员分立: GB/T 22239-2019."""
    administrative = codes & ADMINISTRATORS
    if not administrative or len(codes) == 1:
        return None
    names = labels(tuple(sorted(codes)))
    return (
        f"{names}不能由同一人担任：系统、安全、审计三员分设，且不兼任业务岗位"
        "（GB/T 22239-2019 安全管理中心）。请另选一人。"
    )
