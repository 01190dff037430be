"""人民调解。人民调解法（2010），自2011-01-01起施行；民事诉讼法（2023修正）第二百零五、二百零六条，自2024-01-01起施行。

A case from application to archived file, in the order of the statute. What the law leaves to people is named at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.mediation import (
    agreement,
    alerts,
    asks,
    beginnings,
    clocks,
    codes,
    confirmation,
    merging,
    papers,
    register,
)
from fengqiao.lines.mediation import conditions as c
from fengqiao.lines.mediation.committees import eligibility
from fengqiao.lines.mediation.merging import MERGING
from fengqiao.lines.mediation.permissions import (
    MAY_ACCEPT,
    MAY_APPROVE,
    MAY_ARCHIVE,
    MAY_MEDIATE,
    MAY_MERGE,
    MAY_RECORD_COURT,
    MAY_REGISTER,
    MAY_SET_RIGHT,
    MAY_TAG,
)
from fengqiao.matter.appointments import Appointing
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    ANY,
    ANY_OPEN,
    OVERDUE,
    Action,
    Aspect,
    Back,
    Deadline,
    Expected,
    Expiry,
    Extension,
    Goes,
    Met,
    Moment,
    NumberRule,
    Pause,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.supplements import Supplements
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper
from fengqiao.statutes.known import (
    ARCHIVES,
    CIVIL_CODE,
    CIVIL_PROCEDURE,
    DOMESTIC_VIOLENCE,
    INVITED_MEDIATION_RULES,
    JUDICIAL_CONFIRMATION_RULES,
    LABOUR_DISPUTES,
    MEDIATION_WORK_RULES,
    MEDICAL_DISPUTES_REGULATIONS,
    ONLINE_MEDIATION_RULES,
    PEOPLES_MEDIATION,
    PERSONAL_INFORMATION,
    PROTECTION_OF_MINORS,
    RURAL_LAND_DISPUTES,
    TRAFFIC_ACCIDENT_PROCEDURE,
)

LAW = PEOPLES_MEDIATION
HOUSE = BureauPaper("人民调解工作内部办理时限规定")

# Stages --------------------------------------------------------------------------------------------------------------

PENDING = Stage("pending", "待受理")
ACCEPTED = Stage("accepted", "已受理")
ASSIGNED = Stage("assigned", "已指派")
MEDIATING = Stage("mediating", "调解中")
SUSPENDED = Stage("suspended", "中止", aside=True)
SIGNING = Stage("signing", "待签署")
PERFORMING = Stage("performing", "履行中")
PERFORMED = Stage("performed", "履行完毕")
ENDED = Stage("ended", "调解终止", aside=True)
CLOSED = Stage("closed", "结案", closed=True)
ARCHIVED = Stage("archived", "归档", closed=True)
DECLINED = Stage("declined", "不予受理", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "撤回", closed=True, aside=True)
ESCALATED = Stage("escalated", "转上级", closed=True, aside=True)
VOIDED = Stage("voided", "作废", closed=True, aside=True)
MERGED = Stage("merged", "并案", closed=True, aside=True)

IN_HAND = (ACCEPTED, ASSIGNED, MEDIATING)
BEFORE_AGREEMENT = (PENDING, *IN_HAND, SUSPENDED)
WITH_AGREEMENT = (PERFORMING, PERFORMED, CLOSED)
UNSETTLED = (*BEFORE_AGREEMENT, SIGNING, PERFORMING, PERFORMED)  # from signing on it is refused, and says why

# What the parties are asked and say by telephone --------------------------------------------------------------------------

APPOINTING = Appointing(
    MAY_REGISTER, (ACCEPTED, ASSIGNED, MEDIATING, SIGNING), HOUSE, held_by=("session", "absence", "sign", "reach_oral"),
    over_by=("suspend", "end", "time_is_up", "withdraw", "escalate", "void_case"), todo="按约调解",
)  # fmt: skip
SUPPLEMENTS = Supplements(MAY_MEDIATE, HOUSE)


def _after_signing(facts: Facts) -> Stage | None:
    if agreement.effective_on(facts) is None:
        return None
    return PERFORMED if agreement.performed_on(facts) else PERFORMING


def _after_performing(facts: Facts) -> Stage | None:
    return PERFORMED if agreement.performed_on(facts) else None


def _has_proxy(facts: Facts) -> bool:
    return any(party.get("proxy") for party in facts.present_parties)


def _from_court(facts: Facts) -> bool:
    return agreement.regime(facts) in (codes.ENTRUSTED_BEFORE, codes.ENTRUSTED_AFTER)


def _reached_for_court(facts: Facts) -> bool:
    return _from_court(facts) and agreement.effective_on(facts) is not None


EFFECTIVE = Goes(_after_signing, (PERFORMING, PERFORMED))
ALL_DONE = Goes(_after_performing, (PERFORMED,))

# Applying and accepting: 人民调解法 17-18 ------------------------------------------------------------------------------

apply = Action(
    "apply", "登记调解案件", (), MAY_REGISTER, to=PENDING, needs=asks.APPLY, cite=(LAW.art(17), LAW.art(18)),
    conditions=(c.TWO_SIDES, c.NOT_THE_SAME, beginnings.BIRTH_MATCHES, beginnings.RECEIVED_FIRST, beginnings.NOT_IN_HAND, beginnings.ONE_AT_A_LEVEL),
    gathers=beginnings.of_opening, changes_parties=True,
    produces=(Produces(papers.APPLICATION, when=lambda f: f.opening.get("source") == "2"),),
    sentence="登记案件，来源：{source}",
)  # fmt: skip
ask = Action(
    "ask", "征询对方意见", (PENDING,), MAY_REGISTER, needs=asks.ASK, cite=(LAW.art(17),),
    sentence="征询对方意见（{way}）：{said}",
)  # fmt: skip
consent = Action(
    "consent", "登记同意", ANY_OPEN, MAY_REGISTER, needs=asks.CONSENT, cite=(LAW.art(17), LAW.art(23)), primary=True,
    gathers=c.of_consent,
    sentence="{who}：{kind}——{answer}（{way}）",
)  # fmt: skip
decline = Action(
    "decline", "不予受理", (PENDING,), MAY_ACCEPT, to=DECLINED, needs=asks.DECLINE, cite=(LAW.art(17), LAW.art(3)),
    produces=(Produces(papers.DECLINING), Produces(papers.ENTRUST_REPLY, when=_from_court)), sentence="不予受理：{reason}",
)  # fmt: skip
accept = Action(
    "accept", "受理", (PENDING,), MAY_ACCEPT, to=ACCEPTED, needs=asks.ACCEPT, cite=(LAW.art(17), LAW.art(23)),
    conditions=(c.NONE_REFUSED, c.ALL_CONSENTED, c.REPRESENTED, c.OPEN_BY_CONSENT, eligibility.TERM_KNOWN,
                beginnings.HOST_NOT_A_PARTY), primary=True,
    gathers=beginnings.of_acceptance,
    gives_number=NumberRule("mediation", "（{year}）{body}人调字第{serial:04d}号"),
    produces=(
        Produces(papers.REGISTER), Produces(papers.RIGHTS), Produces(papers.POWER, when=_has_proxy),
        Produces(papers.ENTRUST_REPLY, when=_from_court),
    ),
    sentence="受理，已告知权利义务",
)  # fmt: skip

# Mediators: 人民调解法 13-15, 19, 23; 特邀调解规定 15 -------------------------------------------------------------------

assign = Action(
    "assign", "指派调解员", (ACCEPTED,), MAY_ACCEPT, to=ASSIGNED, needs=asks.ASSIGN, cite=(LAW.art(19),),
    conditions=(c.ASSIGNABLE, eligibility.IN_OFFICE), gathers=eligibility.of_assignment,
    produces=(Produces(papers.ASSIGNMENT),), primary=True,
    sentence="指派{mediator}主持调解（{chosen_by}）",
)  # fmt: skip
replace_mediator = Action(
    "replace", "更换调解员", (ASSIGNED, MEDIATING, SIGNING, PERFORMING), MAY_ACCEPT, needs=asks.REPLACE,
    cite=(LAW.art(19), LAW.art(23)), conditions=(c.ASSIGNABLE, eligibility.IN_OFFICE), gathers=eligibility.of_assignment,
    produces=(Produces(papers.ASSIGNMENT),),
    sentence="更换调解员为{mediator}：{reason}",
)  # fmt: skip

# Mediating: 人民调解法 20-26 -------------------------------------------------------------------------------------------

session = Action(
    "session", "登记调解", (ASSIGNED, MEDIATING), MAY_MEDIATE, to=MEDIATING, needs=asks.SESSION,
    cite=(LAW.art(21), LAW.art(22), LAW.art(27)), conditions=(c.SAFE_SESSION, eligibility.IN_OFFICE), gathers=eligibility.of_session,
    produces=(Produces(papers.SESSION, each=True),), primary=True, sentence="在{place}调解，结果：{result}",
    cautions=(alerts.DANGER,), begins_with=APPOINTING.of_agreed,
)  # fmt: skip
absence = Action(
    "absence", "登记未到场", (ASSIGNED, MEDIATING), MAY_MEDIATE, needs=asks.ABSENCE, cite=(LAW.art(24),),
    sentence="{who}经通知未到场：{notified}", cautions=(alerts.DANGER,),
)  # fmt: skip
investigate = Action(
    "investigate", "调查", (ACCEPTED, ASSIGNED, MEDIATING), MAY_MEDIATE, needs=asks.INVESTIGATE,
    cite=(LAW.art(27), MEDIATION_WORK_RULES.art(29)), produces=(Produces(papers.INVESTIGATION, each=True),),
    sentence="向{person}调查",
)  # fmt: skip
private_talk = Action(
    "private_talk", "单独谈话", (ASSIGNED, MEDIATING, SIGNING), MAY_MEDIATE, needs=asks.PRIVATE_TALK,
    cite=(LAW.art(15), INVITED_MEDIATION_RULES.art(22)), sentence="与{who}单独谈话",
    help="不进笔录、不进卷宗、不给对方；只有本人和调委会主任看得到。",
    cautions=(alerts.DANGER,),
)  # fmt: skip
invite = Action(
    "invite", "邀请参加人", (ACCEPTED, ASSIGNED, MEDIATING), MAY_MEDIATE, needs=asks.INVITE, cite=(LAW.art(20),),
    sentence="邀请{person}（{kind}）参加调解",
)  # fmt: skip
suspend = Action(
    "suspend", "中止", IN_HAND, MAY_APPROVE, to=SUSPENDED, needs=asks.SUSPEND,
    cite=(MEDICAL_DISPUTES_REGULATIONS.art(38), INVITED_MEDIATION_RULES.art(18)),
    produces=(Produces(papers.SUSPENSION, each=True),), sentence="中止：{reason}",
)  # fmt: skip
resume = Action(
    "resume", "恢复调解", (SUSPENDED,), MAY_APPROVE, to=MEDIATING, cite=(INVITED_MEDIATION_RULES.art(18),), primary=True,
    produces=(Produces(papers.RESUMPTION, each=True),), sentence="恢复调解",
)  # fmt: skip
extend = Action(
    "extend", "延期", IN_HAND, MAY_APPROVE, needs=asks.EXTEND, conditions=(c.ALL_AGREED_TO_EXTEND,),
    cite=(MEDIATION_WORK_RULES.art(33), INVITED_MEDIATION_RULES.art(27)),
    produces=(Produces(papers.EXTENSION, each=True),), sentence="各方同意延期到{new_due_on}：{reason}",
)  # fmt: skip
death = Action(
    "death", "登记当事人死亡", ANY_OPEN, MAY_MEDIATE, needs=asks.DEATH, cite=(CIVIL_CODE.art(13),),
    sentence="{who}于{on}死亡",
)  # fmt: skip
heirs_join = Action(
    "heirs_join", "继承人参加调解", BEFORE_AGREEMENT, MAY_MEDIATE, needs=asks.HEIRS, cite=(CIVIL_CODE.art(13), LAW.art(17)),
    conditions=(c.THEY_DIED,), changes_parties=True, sentence="继承人参加调解（{proof}）",
    help="赡养、扶养等专属于本人的请求随本人死亡消灭，不由继承人参加，办理“终止调解”。",
)  # fmt: skip
report = Action(
    "report", "报告有关部门", ANY_OPEN, MAY_MEDIATE, needs=asks.REPORT,
    cite=(LAW.art(25), PROTECTION_OF_MINORS.art(11), DOMESTIC_VIOLENCE.art(14)),
    produces=(Produces(papers.HANDOVER, each=True),), sentence="报告{to}：{reason}",
)  # fmt: skip

# Agreement: 人民调解法 28-30 -------------------------------------------------------------------------------------------

draft_agreement = Action(
    "draft_agreement", "拟定协议", (MEDIATING,), MAY_MEDIATE, to=SIGNING, needs=asks.AGREEMENT,
    cite=(LAW.art(28), LAW.art(29)), conditions=(c.CONTENT_GATE, c.AMOUNT_IN_WORDS, c.NOBODY_DIED, alerts.WARNED),
    produces=(Produces(papers.AGREEMENT),), sentence="协议定稿，金额{total}", help="定稿后不能改动；要改先退回修改，再出新版。",
)  # fmt: skip
redraft = Action(
    "redraft", "退回修改", (SIGNING,), MAY_MEDIATE, to=MEDIATING, needs=asks.REDRAFT, cite=(LAW.art(28),),
    sentence="协议退回修改：{reason}",
)  # fmt: skip
sign = Action(
    "sign", "登记签署和盖章", (SIGNING,), MAY_MEDIATE, to=EFFECTIVE, needs=asks.SIGN, cite=(LAW.art(29),), primary=True,
    conditions=(c.NOBODY_DIED, c.SIGNING_DATES, c.READ_ALOUD, eligibility.IN_OFFICE), gathers=eligibility.of_signing,
    produces=(Produces(papers.COURT_REPLY, when=_reached_for_court),), sentence="登记签署",
)  # fmt: skip
demand_ratification = Action(
    "demand_ratification", "催告追认", (SIGNING,), MAY_MEDIATE, needs=asks.DEMAND_RATIFICATION,
    cite=(CIVIL_CODE.art(145), CIVIL_CODE.art(171)), sentence="就{who}的签署向{of_whom}催告追认",
)  # fmt: skip
ratify = Action(
    "ratify", "登记追认", (SIGNING,), MAY_MEDIATE, to=EFFECTIVE, needs=asks.RATIFY,
    cite=(CIVIL_CODE.art(145), CIVIL_CODE.art(171)), sentence="{who}：{answer}",
)  # fmt: skip
ratification_refused = Action(
    "ratification_refused", "未作表示，视为拒绝追认", (SIGNING,), None, to=MEDIATING, cite=(CIVIL_CODE.art(145, 2),),
    sentence="三十日内未作表示，视为拒绝追认",
)  # fmt: skip
reach_oral = Action(
    "reach_oral", "达成口头协议", (ASSIGNED, MEDIATING), MAY_MEDIATE, to=EFFECTIVE, needs=asks.ORAL,
    cite=(LAW.art(28), LAW.art(30)), conditions=(c.MAY_BE_ORAL, c.CONTENT_GATE, c.NOBODY_DIED, alerts.WARNED, eligibility.IN_OFFICE),
    gathers=eligibility.of_session,
    produces=(Produces(papers.ORAL_AGREEMENT),), sentence="达成口头协议",
)  # fmt: skip

# Ending without agreement: 人民调解法 23, 26; 医疗纠纷预防和处理条例 38 ----------------------------------------------------

end = Action(
    "end", "终止调解", (ACCEPTED, ASSIGNED, MEDIATING, SUSPENDED, SIGNING), MAY_MEDIATE, to=ENDED, needs=asks.END,
    cite=(LAW.art(23), LAW.art(26)), conditions=(c.SECOND_ABSENCE,),
    produces=(Produces(papers.ENDING), Produces(papers.COURT_REPLY, when=_from_court)),
    sentence="终止调解：{reason}",
)  # fmt: skip
time_is_up = Action(
    "time_is_up", "期满，视为调解不成", (ACCEPTED, ASSIGNED, MEDIATING, SIGNING), None, to=ENDED,
    cite=(MEDICAL_DISPUTES_REGULATIONS.art(38),), sentence="期满未达成协议，视为调解不成",
)  # fmt: skip
withdraw = Action(
    "withdraw", "当事人撤回申请", (PENDING, ACCEPTED), MAY_REGISTER, to=WITHDRAWN, needs=asks.WITHDRAWAL, cite=(LAW.art(23),),
    produces=(Produces(papers.ENDING),),
    sentence="当事人撤回申请：{reason}",
)  # fmt: skip
escalate = Action(
    "escalate", "转上级调委会", (PENDING, *IN_HAND), MAY_APPROVE, to=ESCALATED, needs=asks.ESCALATE, cite=(LAW.art(23),),
    produces=(Produces(papers.ESCALATION),), sentence="转{to_committee}：{reason}",
)  # fmt: skip
void_case = Action(
    "void_case", "作废", (PENDING, *IN_HAND), MAY_ACCEPT, to=VOIDED, needs=asks.VOIDING, cite=(HOUSE.whole(),),
    sentence="作废：{reason}", help="误录的案件；编号保留为作废，不再使用。",
)  # fmt: skip

void_entered = Action(
    "void_entered", "作废补录", ANY, MAY_APPROVE, to=VOIDED, needs=asks.VOIDING, cite=(HOUSE.whole(),), repeats=False,
    conditions=(c.FROM_A_LEDGER,), sentence="作废补录：{reason}", offered=False,
    help="由台账导入、导错了的案件；编号保留，记录仍看得到。",
)  # fmt: skip

# Two cases of one quarrel: 人民调解法 7, 23 ------------------------------------------------------------------------------

merge = Action(
    "merge", "并案", UNSETTLED, MAY_MERGE, to=MERGED, needs=asks.MERGE, cite=(LAW.art(23), HOUSE.whole()), gathers=merging.of_merging,
    conditions=(merging.NO_AGREEMENT, merging.MAY_MERGE, merging.TAKEN), touches=MERGING.touches, carries=MERGING.merge,
    produces=(Produces(papers.MERGE_NOTICE, each=True),), sentence="并入{into_number}：{why}",
    help="两件是同一件纠纷的，先受理的继续办理；本案不算成功也不算不成，不发补贴，可以拆分。",
)  # fmt: skip
unmerge = Action(
    "unmerge", "拆分", (MERGED,), MAY_MERGE, to=Back(("merge",), BEFORE_AGREEMENT), needs=asks.UNMERGE, cite=(LAW.art(23), HOUSE.whole()),
    touches=MERGING.touches, carries=MERGING.split, produces=(Produces(papers.SPLIT_NOTICE, each=True),), sentence="拆分：{reason}",
    help="回到并案以前的阶段，期限照旧计算。",
)  # fmt: skip
absorb = Action(
    "absorb", "并入另一件案件", ANY, None, needs=asks.ABSORBED, cite=(HOUSE.whole(),), sentence="案件{number}并入本案", help="另一件案件办理“并案”时由系统记录。",
)  # fmt: skip
release = Action(
    "release", "另一件案件拆出", ANY, None, needs=asks.ABSORBED, cite=(HOUSE.whole(),), sentence="案件{number}从本案拆出", help="另一件案件办理“拆分”时由系统记录。",
)  # fmt: skip

# Performance: 人民调解法 31-32 ----------------------------------------------------------------------------------------

perform = Action(
    "perform", "登记履行", (PERFORMING,), MAY_MEDIATE, to=ALL_DONE, needs=asks.PERFORM, cite=(LAW.art(31),), primary=True,
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN, c.SAYS_WHAT), produces=(Produces(papers.PERFORMANCE),),
    sentence="第{item}项履行{amount}",
)  # fmt: skip
urge = Action(
    "urge", "督促履行", (PERFORMING,), MAY_MEDIATE, needs=asks.URGE, cite=(LAW.art(31),),
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN), produces=(Produces(papers.URGING, each=True),),
    sentence="督促履行第{item}项，限{until}前",
)  # fmt: skip
waive = Action(
    "waive", "债权人免除", (PERFORMING,), MAY_MEDIATE, to=ALL_DONE, needs=asks.WAIVE, cite=(LAW.art(31),),
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN), sentence="第{item}项债权人免除：{reason}",
)  # fmt: skip
unperformed = Action(
    "unperformed", "未履行处理", (PERFORMING,), MAY_MEDIATE, needs=asks.UNPERFORMED, cite=(LAW.art(31), LAW.art(32)),
    conditions=(c.ITEMS_EXIST, c.ITEM_OPEN, c.URGED_TWICE), sentence="第{item}项未履行（{reason}），已告知：{ways}",
)  # fmt: skip
visit = Action(
    "visit", "登记回访", (PERFORMING, PERFORMED), MAY_MEDIATE, needs=asks.VISIT, cite=(LAW.art(31),), primary=True,
    produces=(Produces(papers.VISIT, each=True),), sentence="回访（{way}），{satisfaction}：{performance}",
)  # fmt: skip

# Judicial confirmation: 人民调解法 33; 民事诉讼法 205-206, 187 -------------------------------------------------------------

confirm_inform = Action(
    "confirm_inform", "告知司法确认", (PERFORMING, PERFORMED), MAY_MEDIATE, cite=(LAW.art(33),), repeats=False,
    conditions=(c.NOT_LAPSED,), sentence="告知可以共同申请司法确认及期限",
)  # fmt: skip
confirm_prepare = Action(
    "confirm_prepare", "备齐确认材料", (PERFORMING, PERFORMED), MAY_MEDIATE, needs=asks.CONFIRM_PREPARE,
    cite=(CIVIL_PROCEDURE.art(205),), conditions=(c.NOT_LAPSED, c.MAY_CONFIRM, c.NOT_YET_FILED),
    produces=(Produces(papers.CONFIRMATION_APPLICATION), Produces(papers.CERTIFICATE)), sentence="备齐司法确认材料：{materials}",
)  # fmt: skip
confirm_file = Action(
    "confirm_file", "提交司法确认", (PERFORMING, PERFORMED), MAY_MEDIATE, needs=asks.CONFIRM_FILE,
    cite=(LAW.art(33), CIVIL_PROCEDURE.art(205)), conditions=(c.NOT_LAPSED, c.MAY_CONFIRM, c.NOT_YET_FILED),
    dated_by="posted_on", sentence="向{court}提交司法确认申请（{way}）",
)  # fmt: skip
confirm_answer = Action(
    "confirm_answer", "登记法院受理情况", WITH_AGREEMENT, MAY_RECORD_COURT, needs=asks.CONFIRM_ANSWER,
    cite=(JUDICIAL_CONFIRMATION_RULES.art(4),), conditions=(c.FILED,), sentence="法院{answer}",
)  # fmt: skip
confirm_ruling = Action(
    "confirm_ruling", "登记确认裁定", WITH_AGREEMENT, MAY_RECORD_COURT, needs=asks.CONFIRM_RULING,
    cite=(CIVIL_PROCEDURE.art(206),), conditions=(c.FILED,), sentence="法院{ruling}",
)  # fmt: skip
confirm_lapse = Action(
    "confirm_lapse", "司法确认申请期满", ANY, None, cite=(LAW.art(33), CIVIL_PROCEDURE.art(205)),
    sentence="自协议生效三十日届满，未申请司法确认",
)  # fmt: skip

# Closing and archive: 人民调解法 27; 档案法 -----------------------------------------------------------------------------

close = Action(
    "close", "结案", (PERFORMING, PERFORMED, ENDED), MAY_APPROVE, to=CLOSED, needs=asks.CLOSE, cite=(LAW.art(27),), primary=True,
    conditions=(c.NOTHING_LEFT_OPEN, c.VISITED, c.HARM_REPORTED), produces=(Produces(papers.CLOSING),), sentence="结案：{opinion}",
    not_by_handler=True,
)  # fmt: skip
archive = Action(
    "archive", "归档", (CLOSED,), MAY_ARCHIVE, to=ARCHIVED, needs=asks.ARCHIVE, cite=(LAW.art(27),), primary=True,
    conditions=(register.COMPLETE,), produces=(Produces(papers.COVER), Produces(papers.STATEMENT)), sentence="归档，保管期限：{retention}",
)  # fmt: skip
set_aside = Action(
    "set_aside", "办结后更正", (CLOSED, ARCHIVED), MAY_SET_RIGHT, needs=asks.SET_ASIDE, cite=(LAW.art(32),),
    produces=(Produces(papers.CORRECTION_SHEET, each=True),), sentence="{what}：{explanation}",
)  # fmt: skip
answer_deletion = Action(
    "answer_deletion", "答复删除请求", ANY, MAY_APPROVE, needs=asks.DELETION, cite=(PERSONAL_INFORMATION.art(47, 2), ARCHIVES.art(14)),
    sentence="{who}请求删除个人信息，已答复：依法保管期内只存储、不作其他处理", help="个人请求删除的，保管期内只存储；答复后本案限制查看。",
)  # fmt: skip

# What the county watches, whatever the type: declared by a person, with a reason -------------------------------------------

tag = Action(
    "tag", "标记热点、历史欠账", ANY, MAY_TAG, needs=asks.TAG, cite=(HOUSE.whole(),), conditions=(c.TAGS_CHANGE,), sentence="标记：{tags}（{reason}）",
    help="群众关心、社会热点、历史欠账；以最近一次标记为准。",
)  # fmt: skip

# Periods ---------------------------------------------------------------------------------------------------------------

_standing_still = (
    Pause(suspend, resume, only_if=lambda data: data.get("reason") in ("appraisal", "force_majeure", "death")),
)
_appraisal = (Pause(suspend, resume, only_if=lambda data: data.get("reason") == "appraisal"),)
_ends = (draft_agreement, reach_oral, end, time_is_up, escalate, withdraw)
_agreed = Met("达成协议", lambda facts, key: agreement.effective_on(facts))
effective = Moment("协议生效日", clocks.effective)
pushed = Moment("平台推送日", clocks.received)


def _in(*regimes: str) -> Callable[[Facts], bool]:
    return lambda facts: agreement.regime(facts) in regimes


DEADLINES = (
    Deadline(
        "accept", "决定是否受理", house("accept_days", Unit.WORKING), after=apply, met_by=(accept, decline, withdraw, escalate),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("决定是否受理", accept), warn_days=2,
    ),
    Deadline(
        "confirm_entrusted", "在平台确认委派、委托", Period(3, Unit.WORKING), after=pushed, met_by=(accept, decline, withdraw, escalate),
        on_expiry=Expiry("法院可以另行委派、委托"), cite=(ONLINE_MEDIATION_RULES.art(12),), todo=Todo("在平台确认，决定是否受理", accept),
        warn_days=2, applies=clocks.on_platform,
    ),
    Deadline(
        "ask_other_side", "征询对方是否同意调解", Period(3, Unit.WORKING), after=pushed, met_by=(ask, consent, decline, withdraw, escalate),
        on_expiry=OVERDUE, cite=(ONLINE_MEDIATION_RULES.art(15),), todo=Todo("征询对方意见", ask), warn_days=2, applies=clocks.on_platform,
    ),
    Deadline(
        "assign", "指派调解员", house("assign_days", Unit.WORKING), after=accept, met_by=(assign, end, escalate),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("指派调解员", assign), warn_days=1,
    ),
    Deadline(
        "mediate", "调解期限", clocks.general_period, after=accept, met_by=(*_ends, _agreed), on_expiry=OVERDUE,
        cite=(MEDIATION_WORK_RULES.art(33),), todo=Todo("调解并登记", session), applies=_in(codes.GENERAL, codes.TRAFFIC, codes.RURAL_LAND),
        pauses=_standing_still, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_court_before", "委派调解期限", Period(30, Unit.CALENDAR, roll=True), after=accept, met_by=(*_ends, _agreed),
        on_expiry=OVERDUE, cite=(INVITED_MEDIATION_RULES.art(27),), todo=Todo("调解并登记", session),
        applies=_in(codes.ENTRUSTED_BEFORE), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_court_ordinary", "委托调解期限（普通程序）", Period(15, Unit.CALENDAR, roll=True), after=accept, met_by=(*_ends, _agreed),
        on_expiry=OVERDUE, cite=(INVITED_MEDIATION_RULES.art(27),), todo=Todo("调解并登记", session),
        applies=clocks.entrusted("ordinary"), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_court_simplified", "委托调解期限（简易程序）", Period(7, Unit.CALENDAR, roll=True), after=accept, met_by=(*_ends, _agreed),
        on_expiry=OVERDUE, cite=(INVITED_MEDIATION_RULES.art(27),), todo=Todo("调解并登记", session),
        applies=clocks.entrusted("simplified"), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "mediate_medical", "医疗纠纷调解期限", Period(30, Unit.WORKING), after=accept, met_by=(*_ends, _agreed),
        on_expiry=Expiry("视为调解不成", time_is_up), cite=(MEDICAL_DISPUTES_REGULATIONS.art(38),), todo=Todo("调解并登记", session),
        applies=_in(codes.MEDICAL), pauses=_appraisal, extension=Extension(extend, "new_due_on"),
    ),
    Deadline(
        "labour_arbitration", "劳动者可以申请仲裁之日", Period(15, Unit.CALENDAR), after=Moment("收到申请", clocks.applied), met_by=(_agreed, end),
        on_expiry=Expiry("当事人可以依法申请仲裁"), cite=(LABOUR_DISPUTES.art(14, 3),), applies=_in(codes.LABOUR), whose="当事人",
        blocks_nothing=True,
    ),
    Deadline(
        "ratify", "法定代理人追认", Period(30, Unit.CALENDAR, roll=True), after=demand_ratification, met_by=(ratify, end),
        on_expiry=Expiry("视为拒绝追认", ratification_refused), cite=(CIVIL_CODE.art(145, 2),), whose="当事人",
        todo=Todo("等待追认答复", ratify),
    ),
    Deadline(
        "seal", "补齐签名和盖章", house("seal_days", Unit.WORKING), after=Moment("当事人签齐", clocks.parties_signed),
        met_by=(_agreed, end, redraft), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("补齐调解员签名和印章", sign), warn_days=1,
        reminders=alerts.SEAL,
    ),
    Deadline(
        "confirm", "共同申请司法确认", Period(30, Unit.CALENDAR, roll=True), after=effective, met_by=(confirm_file,),
        on_expiry=Expiry("不能再申请司法确认", confirm_lapse), cite=(LAW.art(33), CIVIL_PROCEDURE.art(205)), whose="当事人",
        warn_days=10, survives_closing=True, blocks_nothing=True, applies=clocks.may_be_confirmed,
        todo=Todo("协助申请司法确认", confirm_file), reminders=alerts.CONFIRMATION,
    ),
    Deadline(
        "ruling", "法院审查司法确认", Period(30, Unit.CALENDAR), after=confirm_answer, met_by=(confirm_ruling,), on_expiry=OVERDUE,
        cite=(CIVIL_PROCEDURE.art(187),), whose="法院", survives_closing=True, todo=Todo("登记法院裁定", confirm_ruling),
        applies=lambda facts: confirmation.state(facts) != "不予受理",
    ),
    Deadline(
        "perform", "履行", Period(0, Unit.CALENDAR), after=Moment("约定的履行日", clocks.due_items), met_by=(Met("已履行", clocks.item_done),),
        on_expiry=OVERDUE, cite=(LAW.art(31),), whose="当事人", warn_days=3, todo=Todo("核实履行", perform),
        reminders=alerts.PERFORMANCE,
    ),
    Deadline(
        "traffic_police", "共同请求交管部门调解", Period(3, Unit.CALENDAR), after=end, met_by=(), on_expiry=Expiry("可以起诉"),
        cite=(TRAFFIC_ACCIDENT_PROCEDURE.art(86),), applies=_in(codes.TRAFFIC), whose="当事人", blocks_nothing=True,
    ),
    Deadline(
        "visit", "回访", house("visit_days", Unit.CALENDAR), after=Moment("履行完毕日", clocks.performed), met_by=(visit, close),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("登记回访", visit),
    ),
    Deadline(
        "archive", "归档", house("archive_days", Unit.CALENDAR), after=close, met_by=(archive,), on_expiry=OVERDUE,
        basis=(HOUSE.whole(),), todo=Todo("整理卷宗归档", archive), survives_closing=True,
    ),
    Deadline(
        "enforce", "申请强制执行", Period(2, Unit.YEAR, roll=True), after=Moment("最后一期履行期限届满日", clocks.confirmed_last_due),
        met_by=(Met("已履行", lambda facts, key: agreement.performed_on(facts)),), on_expiry=Expiry("申请执行时效届满"),
        cite=(CIVIL_PROCEDURE.art(250),), whose="当事人", survives_closing=True, blocks_nothing=True, warn_days=60,
    ),
    Deadline(
        "limitation", "诉讼时效提示（不构成法律意见）", Period(3, Unit.YEAR, roll=True), after=Moment("最后一期履行期限届满日", clocks.unsettled_last_due),
        met_by=(Met("已履行", lambda facts, key: agreement.performed_on(facts)),), on_expiry=Expiry("义务人可以提出时效抗辩"),
        cite=(CIVIL_CODE.art(188), CIVIL_CODE.art(189)), whose="当事人", survives_closing=True, blocks_nothing=True, warn_days=90,
    ),
)  # fmt: skip

EXPECTED = (
    Expected(ASSIGNED, Todo("约双方调解", APPOINTING.offers_days), unless=lambda facts: APPOINTING.current(facts) is not None),
    Expected(MEDIATING, Todo("继续调解并登记", session)),
    Expected(SUSPENDED, Todo("中止事由消除后恢复", resume), whose="当事人"),
    Expected(SIGNING, Todo("请各方签署", sign)),
    Expected(PERFORMED, Todo("审核结案", close), unless=lambda facts: not facts.has(visit)),
    Expected(ENDED, Todo("审核结案", close)),
)

LEFT_TO_PEOPLE = {
    LAW.art(21): "及时、就地进行，由调解员掌握",
    LAW.art(22): "调解方法由调解员选择",
    LAW.art(25): "是否可能激化、采取什么预防措施，由调解员判断并报告",
    CIVIL_CODE.art(35): "监护人处分未成年人财产是否为其利益，由调解员审查",
    RURAL_LAND_DISPUTES.art(10): "村委会、乡镇政府自行调解的案件不在本程序内",
}

_GENERAL = with_everyday(
    Procedure(
        code="mediation",
        label="人民调解",
        in_force_from=date(2011, 1, 1),
        stages=(
            PENDING, ACCEPTED, ASSIGNED, MEDIATING, SUSPENDED, SIGNING, PERFORMING, PERFORMED, ENDED, CLOSED, ARCHIVED,
            DECLINED, WITHDRAWN, ESCALATED, VOIDED, MERGED,
        ),
        actions=(
            apply, ask, consent, decline, accept, assign, replace_mediator, session, absence, investigate, private_talk,
            invite, suspend, resume, extend, death, heirs_join, report, draft_agreement, redraft, sign, demand_ratification, ratify,
            ratification_refused, reach_oral, end, time_is_up, withdraw, escalate, void_case, void_entered, perform, urge, waive,
            unperformed, visit, confirm_inform, confirm_prepare, confirm_file, confirm_answer, confirm_ruling,
            confirm_lapse, close, archive, set_aside, answer_deletion, tag, merge, unmerge, absorb, release,
        ),
        deadlines=DEADLINES,
        expected=EXPECTED,
        aspects=(Aspect("司法确认", confirmation.state), Aspect("履行", register.performance_word)),
        left_to_people=LEFT_TO_PEOPLE,
        office_kinds=("committee",),
        parameters={
            "accept_days": 3, "assign_days": 1, "seal_days": 1, "visit_days": 15, "archive_days": 30, "general_months": 1,
        },
        project=register.columns,
        sight=merging.sight,
        alerts=alerts.ALERTS,
        urgency=register.urgency,
    ),
    changes={"add_material": {"produces": (Produces(papers.EVIDENCE_LIST),), "cite": (LAW.art(27),)}},
)  # fmt: skip
GENERAL = SUPPLEMENTS.added_to(APPOINTING.added_to(_GENERAL))
