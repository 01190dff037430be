"""安置帮教：释放前核查、衔接、自愿帮教、期满结束。

监狱法 59–62 (from 2026-11-01), before that 35–38: link-up, guidance and help, equal rights. Everything else here is help
between the office and a person who may say no: the periods are the bureau's own (本局时限). 安置教育 of another law has
nothing to do with it. No statute says how long help lasts: the bureau sets it, and says by which paper.
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.daycount.period import Direction
from fengqiao.lines.resettlement import alerts, asks, clocks, codes, help_asks, laws, papers, receiving, register
from fengqiao.lines.resettlement import conditions as c
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.permissions import (
    MAY_ASSIGN,
    MAY_COUNSEL,
    MAY_HANDLE,
    MAY_HEAD,
    MAY_RECORD,
    MAY_VISIT,
)
from fengqiao.matter import entered
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.keeping import Retention
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    ANY_OPEN,
    COUNTY,
    OVERDUE,
    Action,
    Aspect,
    Back,
    Deadline,
    Expected,
    Expiry,
    Extension,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.retention import with_retention
from fengqiao.statutes import Citation
from fengqiao.statutes.corrections import (
    COMMUNITY_CORRECTIONS,
    EMPLOYMENT_PROMOTION,
    JUVENILE_DELINQUENCY,
    MENTAL_HEALTH,
    ORGANISED_CRIME,
    PRISONS,
    PRISONS_2012,
    RELEASE_LINK_NOTICE,
    SOCIAL_ASSISTANCE,
)
from fengqiao.statutes.known import PERSONAL_INFORMATION

H = (codes.HOUSE.whole(),)

# Stages --------------------------------------------------------------------------------------------------------------

NOTICED = Stage("noticed", "待分派")
VERIFYING = Stage("verifying", "核查中")
FED_BACK = Stage("fed_back", "已反馈")
WAITING = Stage("waiting", "待释放")
NOT_LINKED = Stage("not_linked", "未衔接", aside=True)
TRACING = Stage("tracing", "查访", aside=True)
LOST = Stage("lost", "失联", aside=True)
REDIRECTED = Stage("redirected", "转外地待接收", aside=True)
LINKED = Stage("linked", "已衔接")
OPEN = Stage("open", "在帮")
PAUSED = Stage("paused", "暂停", aside=True)
REFUSED = Stage("refused", "书面拒绝", aside=True, help="不愿意接受帮教，是一种结果，不是违规；随时可以再来。")
CLOSED = Stage("closed", "结束", closed=True)

BEFORE = (VERIFYING, FED_BACK, WAITING)
UNLINKED = (*BEFORE, NOT_LINKED, TRACING)
IN_HELP = (LINKED, OPEN, PAUSED, REFUSED)
STAGES = (
    NOTICED,
    VERIFYING,
    FED_BACK,
    WAITING,
    NOT_LINKED,
    TRACING,
    LOST,
    REDIRECTED,
    LINKED,
    OPEN,
    PAUSED,
    REFUSED,
    CLOSED,
    entered.VOIDED,
)
NUMBER = NumberRule("resettlement", "{county}{year}{serial:05d}", body=COUNTY, checked=True)
ON_OPENING = (c.NOT_ON_PAROLE, c.NOT_KNOWN_YET, c.KEY_WITH_REASON, c.BORN_BEFORE)
LETTER = Produces(papers.TRANSFER_LETTER, each=True)
CLOSES = (Produces(papers.CLOSING_SHEET),)
entered_from = entered.entered_from(MAY_ASSIGN, *H)
void_entered = entered.void_entered(MAY_ASSIGN, *H)  # a register that was imported by mistake

# What other lines or the law do ----------------------------------------------------------------------------------------

ending_near = Action(
    "ending_near", "社区矫正即将解除", (), None, to=NOTICED, needs=asks.ENDING, cite=(COMMUNITY_CORRECTIONS.art(44), *H),
    gives_number=NUMBER, changes_parties=True, sentence="社区矫正将于{release_on}期满，预先衔接",
    help="社区矫正档案到期前三十日，由系统记录。",
)  # fmt: skip
corrections_ended = Action(
    "corrections_ended", "社区矫正已解除", ANY_OPEN, None, needs=asks.RELEASED, cite=(COMMUNITY_CORRECTIONS.art(44),),
    carries=receiving.close_older, sentence="社区矫正已解除",
    help="社区矫正档案解除时由系统记录。",
)  # fmt: skip
superseded = Action(
    "superseded", "再次释放，另立新档", ANY_OPEN, None, to=CLOSED, cite=H, sentence="本人再次释放，已另立新档，本档结束",
    help="登记再次释放时由系统记录。",
)  # fmt: skip
not_linked = Action(
    "not_linked", "转为未衔接", (NOTICED, *BEFORE), None, to=NOT_LINKED, cite=H, sentence="衔接期已于{due_on}届满，转为未衔接",
)  # fmt: skip
period_end = Action(
    "period_end", "帮教期满", ANY_OPEN, None, to=CLOSED, cite=H, produces=CLOSES, sentence="帮教期已于{due_on}届满，结束帮教，不再联系",
)  # fmt: skip

# Everybody else's acts, as the law of either day has them ----------------------------------------------------------------


def _release(cite: tuple[Citation, ...]) -> tuple[Action, ...]:
    """From the notice to the day of release."""
    return (
        Action(
            "receive_notice", "登记释放通知", (), MAY_ASSIGN, to=NOTICED, needs=asks.NOTICE, cite=cite, conditions=ON_OPENING,
            gathers=receiving.of_receiving, carries=receiving.close_older, gives_number=NUMBER, changes_parties=True,
            produces=(Produces(papers.NOTICE_SHEET, each=True),), sentence="收到{source}通知，{release_on}释放",
            help="监狱、看守所来的通知书，一人一件；来的是表格的，用“从名单导入”。",
        ),
        Action(
            "walk_in", "登记自行报到", (), MAY_HANDLE, to=LINKED, needs=asks.WALK_IN, cite=cite, conditions=ON_OPENING,
            gathers=receiving.of_receiving, carries=receiving.close_older, gives_number=NUMBER, changes_parties=True,
            produces=(Produces(papers.LINK_SHEET, each=True),), sentence="本人持释放证明书自行报到（{release_on}释放）",
            help="没有收到通知、本人持释放证明书来的；登记出于本人自愿。",
        ),
        Action(
            "assign", "分派核查", (NOTICED,), MAY_ASSIGN, to=VERIFYING, needs=asks.ASSIGN, cite=H, conditions=(c.TWO_OFFICES,),
            gathers=receiving.of_office, produces=(Produces(papers.VERIFY_TASK, each=True),), primary=True,
            sentence="分派{unit}核查：{reason}",
        ),
        Action(
            "verify", "登记核查反馈", (VERIFYING,), MAY_HANDLE, to=FED_BACK, needs=asks.VERIFY, cite=H, conditions=(c.MINOR_IS_FETCHED,),
            primary=True, sentence="核查：{result}",
        ),
        Action(
            "send_back", "函复释放机关", (FED_BACK,), MAY_ASSIGN, to=WAITING, needs=asks.SEND_BACK, cite=H, primary=True,
            produces=(Produces(papers.VERIFY_REPLY, each=True),), sentence="核查结果已函复释放机关",
        ),
        Action(
            "plan_fetch", "安排接送", BEFORE, MAY_HANDLE, needs=asks.PLAN_FETCH, cite=H, conditions=(c.MINOR_IS_FETCHED,),
            sentence="接送安排：{fetcher}，{meet_at}", help="不挂标志，不惊动邻里。",
        ),
        Action(
            "change_release", "变更释放日期", (NOTICED, *BEFORE, NOT_LINKED, TRACING), MAY_RECORD, needs=asks.CHANGE_RELEASE, cite=H,
            conditions=(c.ANOTHER_DAY,), sentence="释放日期改为{release_on}（{change}，{document_no}）",
        ),
        Action(
            "mark_key", "列为重点帮教", ANY_OPEN, MAY_HEAD, needs=asks.MARK_KEY, cite=H, conditions=(c.IS_NOT_KEY,), sentence="列为重点帮教：{key_ground}（{document}）",
            help="只有监狱通知书注明的，或者有材料证明的困难；本局不评估再犯风险。",
        ),
        Action(
            "unmark_key", "取消重点", ANY_OPEN, MAY_HEAD, needs=asks.UNMARK_KEY, cite=H, conditions=(c.IS_KEY,), sentence="取消重点：{reason}",
        ),
    )  # fmt: skip


def _hand_over(cite: tuple[Citation, ...]) -> tuple[Action, ...]:
    """The hand-over, and what else may become of somebody who was to be handed over."""
    return (
        Action(
            "hand_over", "办理衔接", (*UNLINKED, LOST), MAY_HANDLE, to=LINKED, needs=asks.LINK, cite=cite, primary=True,
            conditions=(c.NEVER_LINKED, c.WAS_RELEASED, c.OWN_MODE),
            produces=(Produces(papers.LINK_SHEET, each=True), Produces(papers.FETCH_SLIP, each=True, when=papers.was_fetched)),
            sentence="衔接：{mode}，{place}",
        ),
        Action(
            "trace", "登记查访", (NOT_LINKED, TRACING, LOST), MAY_HANDLE, to=TRACING, needs=asks.TRACE, cite=H,
            conditions=(c.NEVER_LINKED,), sentence="查访（{channel}）：{found}",
        ),
        Action(
            "lose", "登记失联", (TRACING, OPEN), MAY_HANDLE, to=LOST, needs=asks.LOSE, cite=H, conditions=(c.TWO_TRIES,),
            sentence="失联：{found}", help="只作为数字上报，不请公安机关查找，不列名单。",
        ),
        Action(
            "found_again", "重新取得联系", (LOST,), MAY_HANDLE, to=OPEN, needs=asks.FOUND_AGAIN, cite=H, conditions=(c.LINKED_BEFORE,),
            sentence="重新取得联系：{found}",
        ),
        Action(
            "redirect", "转外地", (NOTICED, *UNLINKED), MAY_ASSIGN, to=REDIRECTED, needs=asks.REDIRECT, cite=cite, produces=(LETTER,),
            sentence="居住地在{county}，发函转出", help="对方县接收以前，仍由本县负责，仍在册。",
        ),
        Action(
            "redirect_accepted", "登记外地接收", (REDIRECTED,), MAY_ASSIGN, to=CLOSED, needs=asks.ACCEPTED, cite=H, primary=True,
            produces=CLOSES, sentence="对方县已接收（{receipt_no}）",
        ),
        Action(
            "redirect_refused", "对方不接收", (REDIRECTED,), MAY_ASSIGN, to=Back(("redirect",), (NOTICED, *UNLINKED)),
            needs=asks.REFUSED_BACK, cite=H, sentence="对方县不接收：{reason}",
        ),
        Action(
            "detained_at_gate", "释放时另案羁押", (NOTICED, *UNLINKED), MAY_RECORD, to=CLOSED, needs=asks.DETAINED, cite=H, produces=CLOSES,
            sentence="释放时因另案由{organ}带走",
        ),
        Action(
            "leave_out", "不纳入", (NOTICED, *UNLINKED), MAY_ASSIGN, to=CLOSED, needs=asks.LEAVE_OUT, cite=H, produces=CLOSES,
            sentence="不纳入（{left_out}）：{reason}",
        ),
        Action("died", "登记死亡", ANY_OPEN, MAY_RECORD, to=CLOSED, needs=asks.DIED, cite=H, produces=CLOSES, sentence="本人已死亡（{document}）"),
        Action(
            "move_office", "变更责任司法所", (*UNLINKED, LOST, *IN_HELP), MAY_ASSIGN, needs=asks.MOVE_OFFICE, cite=H,
            conditions=(c.ANOTHER_OFFICE,), gathers=receiving.of_office, sentence="改由{unit}负责：{reason}",
            help="接手的司法所同意后才办；同意前仍由原司法所负责。",
        ),
        Action(
            "cooperate", "登记协助司法所", ANY_OPEN, MAY_ASSIGN, needs=asks.COOPERATE, cite=H, conditions=(c.TWO_OFFICES,),
            gathers=receiving.of_office, sentence="请{cooperating}协助：{reason}", help="人户分离的，户籍地司法所协助；同一个人只算一次。",
        ),
        Action("end_cooperation", "结束协助", ANY_OPEN, MAY_ASSIGN, cite=H, conditions=(c.HAS_HELP,), sentence="结束协助"),
        Action(
            "appoint", "确定承办和帮教人员", (*UNLINKED, LOST, *IN_HELP), MAY_HEAD, needs=asks.APPOINT, cite=H, sentence="确定承办和帮教人员",
            help="社会工作者、心理咨询师只看得到写明由他们参加的人。",
        ),
    )  # fmt: skip


def _help(cite: tuple[Citation, ...], equal: tuple[Citation, ...]) -> tuple[Action, ...]:
    """Help: offered, agreed to, declined, taken up again."""
    return (
        Action(
            "open_case", "建立帮教", (LINKED,), MAY_HANDLE, to=OPEN, needs=help_asks.OPEN_CASE, cite=cite, primary=True,
            produces=(Produces(papers.AGREEMENT, each=True, when=papers.wants_agreement),), sentence="本人{consent}接受帮教",
        ),
        Action(
            "refuse", "书面拒绝", (LINKED, OPEN, PAUSED), MAY_HANDLE, to=REFUSED, needs=help_asks.REFUSE, cite=equal,
            produces=(Produces(papers.REFUSAL, each=True),), sentence="本人不接受帮教（{manner}），不再联系",
            help="拒绝是本人的权利，不作任何不利记录；随时可以再来。",
        ),
        Action("come_back", "重新接受帮教", (REFUSED,), MAY_HANDLE, to=OPEN, needs=help_asks.COME_BACK, cite=cite, primary=True, sentence="本人重新接受帮教"),
        Action("pause", "暂停帮教", (OPEN,), MAY_HANDLE, to=PAUSED, needs=help_asks.PAUSE, cite=H, sentence="暂停帮教（{pause_reason}），期间不联系"),
        Action("resume", "恢复帮教", (PAUSED,), MAY_HANDLE, to=OPEN, needs=help_asks.RESUME, cite=H, primary=True, sentence="恢复帮教"),
        Action("change_wishes", "变更联系意愿", (OPEN, PAUSED), MAY_VISIT, needs=help_asks.CHANGE_WISHES, cite=H, sentence="本人变更联系意愿：{wishes}"),
        Action(
            "set_team", "组成帮教小组", (OPEN,), MAY_HANDLE, needs=help_asks.TEAM, cite=H, conditions=(c.ALL_AGREED,),
            produces=(Produces(papers.TEAM_LIST),), sentence="组成帮教小组", help="成员由本人同意；民警不是当然成员。",
        ),
        Action(
            "contact", "登记走访联系", (LINKED, OPEN), MAY_VISIT, needs=help_asks.CONTACT, cite=cite, conditions=(c.AS_WISHED,),
            produces=(Produces(papers.VISIT_RECORD, each=True),), sentence="联系（{channel}）",
        ),
        Action(
            "assess_needs", "需求评估", (OPEN,), MAY_VISIT, needs=help_asks.NEEDS_SHEET, cite=H, produces=(Produces(papers.NEEDS_SHEET, each=True),),
            sentence="和本人一起看了需求：{needs}",
        ),
        Action("ask", "登记需求", (LINKED, OPEN), MAY_VISIT, needs=help_asks.ASK, cite=cite, sentence="需要{kind}：{said}"),
        Action(
            "refer", "转介", (LINKED, OPEN), MAY_HANDLE, needs=help_asks.REFER,
            cite=(*cite, SOCIAL_ASSISTANCE.art(29), SOCIAL_ASSISTANCE.art(37, 2), EMPLOYMENT_PROMOTION.art(52)),
            conditions=(c.SOMETHING_OPEN, c.WHERE_IT_HAPPENED, c.UNTELLING, c.SEALED_STAYS_SEALED),
            produces=(
                Produces(papers.RELIEF_REFERRAL, each=True, when=papers.refers_relief), Produces(papers.JOB_REFERRAL, each=True, when=papers.refers_job),
                Produces(papers.TRAINING_REFERRAL, each=True, when=papers.refers_training), Produces(papers.SERVICE_REFERRAL, each=True, when=papers.refers_other),
            ), sentence="转介{referred_to}：{situation}",
        ),
        Action(
            "need_result", "登记办理结果", (LINKED, OPEN, PAUSED), MAY_HANDLE, needs=help_asks.RESULT, cite=H, conditions=(c.SOMETHING_OPEN,),
            sentence="办理结果：{outcome}",
        ),
        Action("check_work", "三个月回看", (OPEN,), MAY_VISIT, needs=help_asks.CHECK_WORK, cite=H, conditions=(c.SOME_WORK,), sentence="就业、培训回看：{found}"),
        Action("set_placement", "登记安置状态", (LINKED, OPEN, PAUSED), MAY_HANDLE, needs=help_asks.PLACEMENT, cite=H, sentence="安置状态：{placement}"),
        Action(
            "offer_psych", "介绍心理帮扶", (LINKED, OPEN), MAY_HANDLE, needs=help_asks.OFFER_PSYCH, cite=(MENTAL_HEALTH.art(23),),
            produces=(Produces(papers.PSYCH_CONSENT, each=True),), sentence="介绍心理帮扶：{provider}",
            help="记录留在提供服务的人手里，这里只记来没来。",
        ),
        Action(
            "psych_session", "登记一次心理服务", (OPEN, LINKED, PAUSED), MAY_COUNSEL, needs=help_asks.SESSION, cite=(MENTAL_HEALTH.art(23),),
            conditions=(c.SOME_PSYCH,), sentence="心理服务一次", help="只记来没来；谈了什么，留在您自己的记录里。",
        ),
        Action(
            "end_psych", "结束心理帮扶", (OPEN, LINKED, PAUSED), MAY_COUNSEL, needs=help_asks.END_PSYCH, cite=(MENTAL_HEALTH.art(23),),
            conditions=(c.SOME_PSYCH, c.HOSPITAL_ADVISED), produces=(Produces(papers.PSYCH_END, each=True),), sentence="心理帮扶结束：{psych_end}",
        ),
    )  # fmt: skip


def _ends(cite: tuple[Citation, ...]) -> tuple[Action, ...]:
    """Going to another county, going on beyond the period, and the endings people record."""
    return (
        Action(
            "transfer", "转出外地", (LINKED, OPEN, PAUSED, REFUSED), MAY_ASSIGN, needs=help_asks.TRANSFER, cite=cite,
            conditions=(c.NO_TRANSFER_WAITS,), produces=(LETTER,), sentence="居住地迁到{county}，发函转出", help="对方接收以前，仍由本县负责。",
        ),
        Action(
            "transfer_accepted", "登记外地接收", IN_HELP, MAY_ASSIGN, to=CLOSED, needs=asks.ACCEPTED, cite=H, conditions=(c.TRANSFER_WAITS,),
            produces=CLOSES, sentence="对方县已接收（{receipt_no}）",
        ),
        Action(
            "transfer_declined", "对方不接收", IN_HELP, MAY_ASSIGN, needs=asks.REFUSED_BACK, cite=H, conditions=(c.TRANSFER_WAITS,),
            sentence="对方县不接收：{reason}",
        ),
        Action("extend", "延长帮教", (OPEN, PAUSED), MAY_HANDLE, needs=help_asks.EXTEND, cite=H, sentence="本人要求延长到{until}：{service}"),
        Action(
            "reoffended", "登记重新犯罪收监", (*UNLINKED, LOST, *IN_HELP), MAY_HANDLE, to=CLOSED, needs=help_asks.REOFFENDED, cite=H,
            conditions=(c.AFTER_RELEASE,), produces=CLOSES, sentence="因重新犯罪收监（{judgment_no}）", help="凭生效判决登记。",
        ),
    )  # fmt: skip


# Periods -----------------------------------------------------------------------------------------------------------------

_release_day = Moment("释放之日", clocks.released)
_linked = Met("已衔接或另有去向", clocks.linked_on)


def _deadlines(of: dict[str, Action]) -> tuple[Deadline, ...]:
    return (
        Deadline(
            "notice", "监狱提前通知", Period(1, Unit.MONTH, direction=Direction.BACKWARD), after=Moment("释放之日", clocks.announced),
            met_by=(Met("收到通知", clocks.notice_on),), on_expiry=Expiry("通知来得晚"), cite=(RELEASE_LINK_NOTICE.whole(),), whose="释放机关",
            blocks_nothing=True, survives_closing=True, reminders=(),
        ),
        Deadline(
            "assign", "分派核查", house("assign_days", Unit.WORKING), after=Moment("收到通知", clocks.received), met_by=(Met("已分派", clocks.assigned_on),),
            on_expiry=OVERDUE, basis=H, todo=Todo("分派司法所核查", of["assign"]), warn_days=1, applies=clocks.verifying,
        ),
        Deadline(
            "feed_back", "释放前反馈核查结果", clocks.before("feed_back_days"), after=_release_day, met_by=(Met("已函复", clocks.sent_back_on),),
            on_expiry=OVERDUE, basis=H, todo=Todo("核查并函复释放机关", of["verify"]), warn_days=5, applies=clocks.answered_in_time,
            reminders=alerts.FEEDING_BACK,
        ),
        Deadline(
            "feed_back_soon", "反馈核查结果（通知来得晚）", house("late_notice_days", Unit.WORKING), after=Moment("收到通知", clocks.received),
            met_by=(Met("已函复", clocks.sent_back_on),), on_expiry=OVERDUE, basis=H, todo=Todo("尽快核查并函复", of["verify"]), warn_days=1,
            applies=clocks.answered_soon, reminders=alerts.FEEDING_BACK,
        ),
        Deadline(
            "fetch_plan", "安排接送", clocks.before("fetch_plan_days"), after=_release_day, met_by=(Met("已安排", clocks.planned_on),), on_expiry=OVERDUE,
            basis=H, todo=Todo("安排接送", of["plan_fetch"]), applies=clocks.needs_fetching, asks_days_before=7, reminders=alerts.FETCHING,
        ),
        Deadline(
            "fetch", "必接必送（重点）", Period(0, Unit.CALENDAR), after=_release_day, met_by=(_linked,), on_expiry=OVERDUE, basis=H,
            todo=Todo("释放当天到场接人", of["hand_over"]), applies=clocks.is_key, asks_days_before=7, warn_days=7, reminders=alerts.TODAY,
        ),
        Deadline(
            "fetch_minor", "未成年人按时接回", Period(0, Unit.CALENDAR), after=_release_day, met_by=(_linked,), on_expiry=OVERDUE,
            cite=(JUVENILE_DELINQUENCY.art(56),), todo=Todo("安排人员按时接回", of["hand_over"]), applies=clocks.is_minor, asks_days_before=7, warn_days=7,
            reminders=alerts.TODAY,
        ),
        Deadline(
            "link_window", "衔接", house("link_days", Unit.CALENDAR), after=_release_day, met_by=(_linked,), on_expiry=Expiry("转为未衔接", not_linked),
            basis=H, todo=Todo("办理衔接", of["hand_over"]), applies=clocks.is_ordinary, reminders=alerts.LINKING, asks_days_before=30,
        ),
        Deadline(
            "open_case", "建立帮教或登记拒绝", house("open_days", Unit.WORKING), after=Moment("衔接", clocks.handed_over),
            met_by=(Met("已登记本人意见", clocks.opened_on),), on_expiry=OVERDUE, basis=H, todo=Todo("问本人愿不愿意接受帮教", of["open_case"]), warn_days=3,
        ),
        Deadline(
            "receipt", "对方县接收回执", house("receipt_days", Unit.WORKING), after=Moment("发函", clocks.sent_on), met_by=(Met("已有回音", clocks.received_on),),
            on_expiry=OVERDUE, basis=H, todo=Todo("催问对方是否接收", of["redirect_accepted"]), whose="对方县",
        ),
        Deadline(
            "offer", "可以联系一次", Period(0, Unit.CALENDAR), after=Moment("约定或通常的日子", clocks.offers), met_by=(Met("已联系", clocks.contacted_on),),
            on_expiry=Expiry("没有联系"), basis=H, todo=Todo("问问本人近况（本人愿意才谈）", of["contact"]), asks_days_before=3, reminders=(),
        ),
        Deadline(
            "urgent_need", "急难需求", house("urgent_days", Unit.WORKING), after=Moment("提出急难", clocks.urgent), met_by=(Met("已转介或办结", clocks.referred_on),),
            on_expiry=OVERDUE, basis=H, todo=Todo("办理急难需求", of["refer"]), warn_days=1, reminders=alerts.URGENT,
        ),
        Deadline(
            "work_check", "就业、培训三个月回看", house("work_check_months", Unit.MONTH), after=Moment("办成", clocks.work_begun),
            met_by=(Met("已回看", clocks.checked_on),), on_expiry=OVERDUE, basis=H, todo=Todo("三个月回看", of["check_work"]), asks_days_before=7,
        ),
        *(
            Deadline(
                f"help_{word}", "帮教期", house(f"{word}_years", Unit.YEAR), after=Moment("释放（解除）之日", clocks.help_begins), met_by=(),
                on_expiry=Expiry("帮教期满，由系统结束", period_end), basis=H, applies=applies, warn_days=30, reminders=alerts.PERIOD_ENDING,
                extension=Extension(of["extend"], "until", H),
            )
            for word, applies in (("custody", clocks.from_custody), ("corrections", clocks.from_corrections))
        ),
    )  # fmt: skip


def _expected(of: dict[str, Action]) -> tuple[Expected, ...]:
    return (
        Expected(NOTICED, Todo("转外地", of["redirect"]), unless=lambda facts: not f.is_elsewhere(facts)),
        Expected(NOTICED, Todo("分派司法所核查", of["assign"]), unless=f.is_elsewhere),
        Expected(VERIFYING, Todo("核查住处和家属意愿", of["verify"])),
        Expected(FED_BACK, Todo("函复释放机关", of["send_back"])),
        Expected(NOT_LINKED, Todo("查访，联系上就办理衔接", of["trace"])),
        Expected(TRACING, Todo("继续联系，或登记失联", of["trace"])),
        Expected(REDIRECTED, Todo("登记对方县接收或者不接收", of["redirect_accepted"]), whose="对方县"),
        Expected(LINKED, Todo("问本人愿不愿意接受帮教", of["open_case"])),
    )  # fmt: skip


PARAMETERS = {
    "assign_days": 2, "feed_back_days": 10, "late_notice_days": 3, "fetch_plan_days": 7, "link_days": 30, "open_days": 10, "receipt_days": 5,
    "urgent_days": 3, "work_check_months": 3, "custody_years": 5, "corrections_years": 0,
    "shred_months": 24,
}  # fmt: skip
PARAMETER_WORDS = {"custody_years": "帮教期（监狱、看守所释放的）", "corrections_years": "帮教期（社区矫正解除的）"}
# 帮教一结束就遮蔽，再过两年销毁；档案另有规定的，由本局把期限改长，或者改成0。日期、方式、结果各栏一直保留，用来统计
RETENTION = Retention(
    (*H, PERSONAL_INFORMATION.art(19), PERSONAL_INFORMATION.art(47)), mask_at_once=True, shred_months="shred_months",
)  # fmt: skip
LEFT_TO_PEOPLE = {
    PRISONS.art(58): "释放、假释前的教育由监狱办理", PRISONS.art(59, 2): "剥夺政治权利由公安机关执行，这里只记已通知",
    PRISONS.art(61): "社会力量参与，由本局组织", ORGANISED_CRIME.art(18): "有组织犯罪刑满释放人员的安置措施，会同有关部门落实",
}  # fmt: skip
EVERYDAY = {
    code: {"by": MAY_RECORD} for code in ("correct", "void", "note", "add_material", "scan_signed", "change_party")
} | {code: {"by": MAY_HEAD} for code in ("share", "unshare", "recuse", "restrict")}  # fmt: skip


def _version(from_: date, until: date | None, cites: dict[str, tuple[Citation, ...]]) -> Procedure:
    """The procedure as one text of 监狱法 has it."""
    acts = (
        ending_near, corrections_ended, *_release(cites[laws.RELEASE]), *_hand_over(cites[laws.RELEASE]), *_help(cites[laws.HELP], cites[laws.EQUALITY]),
        *_ends(cites[laws.HELP]), superseded, not_linked, period_end, entered_from, void_entered,
    )  # fmt: skip
    of = {action.code: action for action in acts}
    return with_retention(with_everyday(
        Procedure(
            code="resettlement", label="安置帮教", in_force_from=from_, in_force_until=until, stages=STAGES, actions=acts,
            deadlines=_deadlines(of), expected=_expected(of),
            aspects=(
                Aspect("重点", lambda facts: dict(codes.KEY_GROUNDS).get(f.key_ground(facts), "")),
                Aspect("安置", lambda facts: dict(codes.PLACEMENTS).get(f.placement(facts)[0], "")),
                Aspect("转出", lambda facts: "已发函，等回执" if f.pending_transfer(facts) else ""),
            ),
            office_kinds=("bureau", "section", "office"), parameters=PARAMETERS, parameter_words=PARAMETER_WORDS, project=register.columns, keeps=register.keep,
            seat=f.seat, sight=register.sight, alerts=alerts.ALERTS, left_to_people=LEFT_TO_PEOPLE, retention=RETENTION,
        ),
        EVERYDAY,
    ))  # fmt: skip


_TOPICS = (laws.RELEASE, laws.HELP, laws.EQUALITY)
RESETTLEMENT = _version(PRISONS.in_force_on, None, {topic: laws.present(topic) for topic in _TOPICS})
# Opened under the older text, and perhaps acted on under the present one: both are named
RESETTLEMENT_2012 = _version(
    PRISONS_2012.in_force_on, PRISONS_2012.until, {topic: laws.both(topic) for topic in _TOPICS}
)
