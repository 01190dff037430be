"""三员 the three administrators: what each may do, over which offices, and that none does another's work.

系统管理员 keeps offices, accounts and posts; 安全管理员 confirms accounts, grants roles, resets and unlocks; 审计管理员 reads
what the other two did. Source: GB/T 22239-2019, security management centre.
"""

from __future__ import annotations

from django.db.models import QuerySet

from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, Post, PostQuerySet, Staff
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.refusal import NotAllowed, NotHere
from fengqiao.orgs.roles import AUDITADMIN, SECADMIN, SYSADMIN

SEE_ORGANISATION = Permission("admin.see", "查看机构与人员", roles=(SYSADMIN, SECADMIN, AUDITADMIN))
KEEP_OFFICES = Permission("admin.offices", "管理机构", roles=(SYSADMIN,))
KEEP_ACCOUNTS = Permission("admin.accounts", "管理账号与岗位", roles=(SYSADMIN,))
SET_PARAMETERS = Permission("admin.parameters", "设定本局参数", roles=(SYSADMIN,))
KEEP_ACCESS = Permission("admin.access", "确认账号与授权", roles=(SECADMIN,))
READ_LOGS = Permission("admin.logs", "查阅日志", roles=(AUDITADMIN,))


def require(actor: Actor, permission: Permission) -> tuple[int, int]:
    """The interval of territories in which the actor administers, both ends included. Raises NotAllowed."""
    if not actor.holds(permission) or actor.administers is None:
        raise NotAllowed(actor.lacks(permission))
    return actor.administers


def offices_of(actor: Actor) -> QuerySet[Office]:
    """The offices of the administrator's own county, closed ones included; none for anybody else."""
    low, high = actor.administers or (1, 0)
    return Office.objects.filter(territory__gte=low, territory__lte=high)


def staff_of(actor: Actor) -> QuerySet[Staff]:
    """The people who hold or held a post in the administrator's county."""
    low, high = actor.administers or (1, 0)
    here = Post.objects.filter(office__territory__gte=low, office__territory__lte=high).values("staff_id")
    return Staff.objects.filter(pk__in=here)


def posts_of_county(actor: Actor) -> PostQuerySet:
    """The posts in the administrator's county, past ones included."""
    low, high = actor.administers or (1, 0)
    found = Post.objects.filter(office__territory__gte=low, office__territory__lte=high)
    return found.select_related("office", "staff", "stands_for__staff")


def office_for(actor: Actor, number: int) -> Office:
    """One office by its number. Raises NotHere when it is not in the county."""
    found = offices_of(actor).select_related("parent", "town").filter(pk=number).first()
    if found is None:
        raise NotHere
    return found


def person_for(actor: Actor, number: int) -> Staff:
    """One person by number. Raises NotHere when nothing ties them to the county."""
    found = staff_of(actor).filter(pk=number).first()
    if found is None:
        raise NotHere
    return found


def post_for(actor: Actor, number: int) -> Post:
    """One post by number. Raises NotHere when it is not in the county."""
    found = posts_of_county(actor).filter(pk=number).first()
    if found is None:
        raise NotHere
    return found


def not_oneself(actor: Actor, staff: Staff, what: str) -> None:
    """Raises NotAllowed: nobody decides about their own account."""
    if staff.pk == actor.staff_id:
        raise NotAllowed(f"不能给自己{what}。请由另一名同类管理员办理；只有一名的，由服务器管理人员用 fengqiao staff 命令办理。")
