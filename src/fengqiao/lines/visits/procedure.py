"""远程会见：申请、核验、转报、监狱答复、通知、签到、会见、改期、取消。会见由监狱决定，本局（所）受理、核验、转报、提供终端。

监狱法（2026年修订）第六十九条至第七十一条、第一百一十一条、第一百一十九条，自2026-11-01起施行；此前依2012年监狱法第四十八条。
罪犯会见通信规定 is cited as a whole. How many, how long, how often is each prison's own rule, recorded with the request;
the periods are the bureau's. The form one is still filling in (草稿) is no matter yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.visits import alerts, asks, codes, gathering, keeping, papers, states
from fengqiao.lines.visits import conditions as c
from fengqiao.lines.visits.permissions import BOOK, HANDLE, SEND_IN
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.keeping import Retention
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    ANY,
    OVERDUE,
    Action,
    Deadline,
    Expected,
    Extension,
    Goes,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
    Urgency,
)
from fengqiao.matter.retention import with_retention
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import Citation
from fengqiao.statutes.corrections import PRISON_VISIT_RULES, PRISONS, PRISONS_2012
from fengqiao.statutes.known import PERSONAL_INFORMATION

if TYPE_CHECKING:
    from django.db.models import QuerySet

HOUSE = codes.HOUSE.whole()
RULES = PRISON_VISIT_RULES.whole()

# Stages --------------------------------------------------------------------------------------------------------------

ASKED = Stage("asked", "待核验")
DOCS = Stage("docs", "退补", aside=True)
WAITING = Stage("waiting", "候补", aside=True)
FORWARDED = Stage("forwarded", "已转监狱")
APPROVED = Stage("approved", "已批准待会见")
ARRIVED = Stage("arrived", "已签到")
MEETING = Stage("meeting", "会见中")
DONE = Stage("done", "已完成", closed=True)
STOPPED = Stage("stopped", "已中止", closed=True, aside=True)
REFUSED = Stage("refused", "不批准", closed=True, aside=True)
CANCELLED = Stage("cancelled", "已取消", closed=True, aside=True)
NO_SHOW = Stage("no_show", "未到", closed=True, aside=True)
LAPSED = Stage("lapsed", "已失效", closed=True, aside=True)
STAGES = (
    ASKED,
    DOCS,
    WAITING,
    FORWARDED,
    APPROVED,
    ARRIVED,
    MEETING,
    DONE,
    STOPPED,
    REFUSED,
    CANCELLED,
    NO_SHOW,
    LAPSED,
)
BEFORE = (ASKED, DOCS, WAITING, FORWARDED, APPROVED)


@dataclass(frozen=True)
class Law:
    """The prison law as one version has it, and until when."""

    from_on: date
    until_on: date | None
    visits: Citation
    breach: tuple[Citation, ...]


# 罪犯会见通信规定 came in 2016 (司发通〔2016〕118号)
UNTIL_OCTOBER_2026 = Law(date(2016, 1, 1), date(2026, 10, 31), PRISONS_2012.art(48), (RULES,))
SINCE_NOVEMBER_2026 = Law(date(2026, 11, 1), None, PRISONS.art(69), (PRISONS.art(71), RULES))

# Asking and checking -------------------------------------------------------------------------------------------------

ask = Action(
    "ask", "登记会见申请", (), BOOK, to=ASKED, needs=asks.ASK, cite=(RULES,), gathers=gathering.of_request,
    conditions=(c.NOT_LAWYER, c.ADULT, c.PERSONS, c.QUOTA, c.NOT_BARRED, c.LANGUAGE), produces=(Produces(papers.APPLICATION),),
    gives_number=NumberRule("visits", "HJ{county}{year}{serial:05d}", body="county"), changes_parties=True,
    sentence="申请会见（{channel}），最想{wish_on}", help="电话里问清楚姓名、监狱、哪几个人来、哪天方便就行，证件来时再核。",
)  # fmt: skip
settle = Action(
    "settle", "核对监狱", (ASKED, DOCS, WAITING), HANDLE, needs=asks.SETTLE, cite=(HOUSE,), gathers=gathering.of_prison,
    conditions=(c.PERSONS, c.QUOTA, c.NOT_BARRED), sentence="核对：在{prison_name}",
)  # fmt: skip
prove = Action(
    "prove", "核验亲属关系", (ASKED, DOCS, WAITING), HANDLE, needs=asks.PROVE, cite=(RULES,), produces=(Produces(papers.KINSHIP),),
    sentence="核验{who}的身份和亲属关系：{proof}（{note}）", help="首次会见看身份证和户口簿或其他亲属关系证明；再次会见看身份证。只核身份和关系，不查别的。",
)  # fmt: skip
need_docs = Action(
    "need_docs", "退补", (ASKED,), HANDLE, to=DOCS, needs=asks.MISSING, cite=(RULES,), sentence="请补材料：{missing}（{missing_note}）",
    produces=(Produces(papers.KINSHIP),), help="一次说清缺什么；会见人不用跑第二趟。",
)  # fmt: skip
supply = Action(
    "supply", "登记补来的材料", (DOCS,), HANDLE, to=ASKED, needs=asks.SUPPLY, cite=(HOUSE,), sentence="补来：{what}", primary=True,
)  # fmt: skip
queue = Action(
    "queue", "列入候补", (ASKED,), HANDLE, to=WAITING, needs=asks.QUEUE, cite=(HOUSE,), sentence="列入候补：{why}",
    help="有场次空出来时，优先情形和因我方原因改约的先问。",
)  # fmt: skip

# The prison ----------------------------------------------------------------------------------------------------------

SLOT_CHECKS = (c.SLOT_SOUND, c.PERSONS, c.QUOTA, c.NOT_BARRED)
forward = Action(
    "forward", "转报监狱", (ASKED, WAITING), HANDLE, to=FORWARDED, needs=asks.FORWARD, cite=(RULES,), gathers=gathering.of_slot,
    conditions=(c.PRISON_KNOWN, c.KIN_PROVED, *SLOT_CHECKS), produces=(Produces(papers.FORWARDING),), primary=True,
    sentence="转报监狱，占住{slot_words}",
)  # fmt: skip
approve = Action(
    "approve", "登记监狱批准", (FORWARDED,), HANDLE, to=APPROVED, needs=asks.APPROVE, cite=(RULES,), gathers=gathering.of_slot, primary=True,
    conditions=(c.SLOT_SOUND,), produces=(Produces(papers.NOTICE), Produces(papers.PLEDGE)), sentence="监狱批准（{reply_no}）{slot_words}",
)  # fmt: skip
refuse = Action(
    "refuse", "登记监狱不批准", (FORWARDED,), HANDLE, to=REFUSED, needs=asks.REFUSE, cite=(RULES,), sentence="监狱不批准：{ground}",
)  # fmt: skip
tell = Action(
    "tell", "登记通知", ANY, HANDLE, needs=asks.TELL, cite=(RULES,), sentence="{way}通知{to_whom}：{told}",
)  # fmt: skip

# Changes -------------------------------------------------------------------------------------------------------------

put_off = Action(
    "put_off", "改期", (FORWARDED, APPROVED, ARRIVED), HANDLE, to=WAITING, needs=asks.PUT_OFF, cite=(HOUSE,),
    sentence="改期（{by}）：{why}（{words}）", help="因监狱或我方改期的，排在候补最前面，不计次数。",
)  # fmt: skip
cancel = Action(
    "cancel", "取消", BEFORE, HANDLE, to=CANCELLED, needs=asks.CANCEL, cite=(HOUSE,), sentence="取消（{by}）：{why}（{words}）",
)  # fmt: skip
# what the system records stands at the end of its day, after what people did: it is admitted in whatever stage they left
lapse = Action(
    "lapse", "失效", BEFORE, None, to=LAPSED, needs=asks.LAPSE, cite=(HOUSE,), sentence="监狱通知：{change}（{document_no}），申请失效",
    help="登记监狱的暂停、调动、释放、死亡通知时，由系统记录。",
)  # fmt: skip
fault = Action(
    "fault", "终端故障", ANY, None, needs=asks.FAULT, cite=(HOUSE,), sentence="{words}，须改约",
    help="终端登记维护或者暂停开放时，由系统记录。",
)  # fmt: skip
offer_slot = Action(
    "offer_slot", "空出场次", ANY, None, needs=asks.OFFERED, cite=(HOUSE,), sentence="空出{slot_words}，候补在最前",
    help="别的会见取消、改期，场次空出时，由系统记录。",
)  # fmt: skip


def _if_nobody_came(facts: Facts) -> Stage | None:
    fact = facts.last("no_show")
    return NO_SHOW if fact is not None and states.stayed_away(facts, fact) else None


no_show = Action(
    "no_show", "未到", ANY, None, to=Goes(_if_nobody_came, (NO_SHOW,)), needs=asks.NO_SHOW, cite=(HOUSE,), sentence="约定的{slot_words}过了15分钟没有人来，场次释放",
    help="到时没有登记签到的，过15分钟由系统记录；实际来了的，补登签到即可。",
)  # fmt: skip

# The visit -----------------------------------------------------------------------------------------------------------

check_in = Action(
    "check_in", "签到核验", (APPROVED, NO_SHOW), HANDLE, to=ARRIVED, needs=asks.ARRIVALS, cite=(RULES,), conditions=(c.ON_THE_DAY, c.SOMEBODY_CAME),
    begins_with=lambda facts, today: {"arrivals": [{"who": party.n, "check": codes.PASSED} for party in states.visitors(facts)]},
    produces=(Produces(papers.REGISTER),), primary=True, sentence="签到{came_at}，核验{arrivals}", help="由人看证件、看本人；顶替的人不能进，名单上的人照常会见。",
)  # fmt: skip
begin = Action(
    "begin",
    "会见接通",
    (ARRIVED,),
    HANDLE,
    to=MEETING,
    needs=asks.BEGIN,
    cite=(RULES,),
    primary=True,
    sentence="{begun}接通，监狱在线",
)
finish = Action(
    "finish", "会见结束", (MEETING,), HANDLE, to=DONE, needs=asks.FINISH, cite=(RULES,), conditions=(c.TIMES,), primary=True,
    produces=(Produces(papers.REGISTER),), sentence="{ended}结束（{incident}）",
)  # fmt: skip


def _after_stop(facts: Facts) -> Stage:
    fact = facts.last("stop")
    return WAITING if fact is not None and states.again(fact) else STOPPED


rate = Action(
    "rate",
    "评价",
    (DONE, STOPPED),
    SEND_IN,
    needs=asks.RATE,
    cite=(HOUSE,),
    sentence="家属评价：{satisfaction}（{said}）",
    repeats=False,
)

# Clocks: the bureau's own, and the day the prison has to answer by ---------------------------------------------------------


def _answer_due(facts: Facts) -> Iterator[Start]:
    for fact in facts.all(forward):
        yield Start(fact.happened_on, f"f{fact.seq}")


def _visit_day(facts: Facts) -> Iterator[Start]:
    slot = states.current(facts)
    if slot is not None and slot.state == "booked":
        yield Start(slot.on, f"v{slot.since.seq}", slot.words)


def _moved_by_us(facts: Facts) -> Iterator[Start]:
    for fact in facts.all(put_off, "stop", fault):
        if fact.action == "fault" or states.not_their_fault(fact):
            yield Start(fact.happened_on, f"m{fact.seq}")


def _answered(facts: Facts) -> Iterator[Start]:
    for fact in facts.all(approve, refuse, lapse, put_off):
        if fact.action != "put_off" or states.not_their_fault(fact):
            yield Start(fact.happened_on, f"t{fact.seq}")


WORKING = Unit.WORKING


def _deadlines(stop: Action) -> tuple[Deadline, ...]:
    ended = (cancel, lapse)
    return (
        Deadline(
            "check", "核验并转报", house("check_days", WORKING), after=ask, met_by=(forward, need_docs, queue, *ended), on_expiry=OVERDUE,
            basis=(HOUSE,), todo=Todo("核验并转报监狱", forward), warn_days=1,
        ),
        Deadline(
            "check_again", "核验补来的材料", house("check_days", WORKING), after=supply, met_by=(forward, need_docs, queue, *ended),
            on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("核验并转报监狱", forward), warn_days=1,
        ),
        Deadline(
            "docs", "家属补材料", house("docs_days", WORKING), after=need_docs, met_by=(supply, *ended), on_expiry=OVERDUE, basis=(HOUSE,),
            whose="家属", blocks_nothing=True, todo=Todo("打电话问材料补得怎样", supply), warn_days=2,
        ),
        Deadline(
            "answer", "监狱答复", Period(0, Unit.CALENDAR), after=forward, met_by=(approve, refuse, put_off, *ended), on_expiry=OVERDUE,
            basis=(HOUSE,), whose="监狱", todo=Todo("登记监狱答复", approve), warn_days=1, reminders=alerts.ANSWER,
            extension=Extension(by=forward, until="answer_by"), blocks_nothing=True,
        ),
        Deadline(
            "tell", "当天告诉家属", Period(0, Unit.CALENDAR), after=Moment("监狱答复、改期或失效", _answered), met_by=(tell,), on_expiry=OVERDUE,
            basis=(HOUSE,), todo=Todo("打电话告诉家属", tell), warn_days=0, survives_closing=True,
        ),
        Deadline(
            "visit", "按约会见", Period(0, Unit.CALENDAR), after=Moment("约定的日子", _visit_day),
            met_by=(check_in, put_off, no_show, *ended), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("签到核验", check_in, names=True),
            warn_days=1, asks_days_before=1, reminders=alerts.DAY_BEFORE,
        ),
        Deadline(
            "move", "改约", house("move_days", WORKING), after=Moment("因我方或监狱改期、终端故障", _moved_by_us),
            met_by=(forward, put_off, check_in, *ended), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("优先改约", forward), warn_days=1,
        ),
    )  # fmt: skip


EXPECTED = (
    Expected(WAITING, Todo("打电话安排空出的场次", forward), unless=lambda facts: states.offered(facts) is None),
    Expected(ARRIVED, Todo("登记会见接通", begin)),
    Expected(MEETING, Todo("登记会见结束", finish)),
)


def _everyday() -> tuple[Action, ...]:
    """Notes, papers, corrections by those who arrange visits; a visit is not shared, nobody is recused from it."""
    codes_of = ("correct", "void", "note", "add_material", "scan_signed", "change_party")
    return tuple(replace(action, by=HANDLE) for action in EVERYDAY if action.code in codes_of)


def _urgency(facts: Facts) -> Urgency:
    if states.faulted(facts) is not None or states.jumps(facts):
        return Urgency(1, "改约优先")
    return Urgency(1, "优先情形") if facts.value("priority") else Urgency()


def _under(law: Law) -> Procedure:
    """The procedure under one version of the prison law."""
    asked = replace(ask, cite=(law.visits, RULES))
    stop = Action(
        "stop", "会见中止", (MEETING,), HANDLE, to=Goes(_after_stop, (STOPPED, WAITING)), needs=asks.STOP, cite=law.breach,
        conditions=(c.TIMES,), produces=(Produces(papers.REGISTER),), sentence="{ended}中止：{why}，{incident}",
        help="违反规定的由监狱民警制止、终止；停电断网不计次数，可以优先另约。",
    )  # fmt: skip
    own = (
        asked, settle, prove, need_docs, supply, queue, forward, approve, refuse, tell, put_off, cancel, lapse, fault, offer_slot,
        check_in, begin, finish, stop, no_show, rate,
    )  # fmt: skip
    deadlines = tuple(replace(each, after=asked) if each.after is ask else each for each in _deadlines(stop))
    return with_retention(Procedure(
        code="visit", label="远程会见", in_force_from=law.from_on, in_force_until=law.until_on, stages=STAGES, actions=(*own, *_everyday()),
        deadlines=deadlines, expected=EXPECTED, alerts=alerts.ALERTS, office_kinds=("office", "bureau", "section"),
        parameters={"check_days": 1, "docs_days": 10, "move_days": 1, "mask_months": KEPT_MONTHS, "shred_months": KEPT_MONTHS},
        project=states.columns, keeps=keeping.keep_rows, kept=keeping.kept, urgency=_urgency, retention=RETENTION,
    ))  # fmt: skip


def _kinship_of_use() -> QuerySet[Any]:
    from fengqiao.lines.visits.models import Kinship

    return Kinship.still_of_use().values("matter_id")


# 会见人的资料办结后保存十二个月；亲属关系的证明留到服刑人员离开该监狱。会见的次数、人次、时长一直保留，用来统计
KEPT_MONTHS = 12
RETENTION = Retention(
    (HOUSE, PERSONAL_INFORMATION.art(19), PERSONAL_INFORMATION.art(47)), mask_months="mask_months", shred_months="shred_months",
    needed=_kinship_of_use,
)  # fmt: skip
VISIT_2012, VISIT = _under(UNTIL_OCTOBER_2026), _under(SINCE_NOVEMBER_2026)
VERSIONS = (VISIT_2012, VISIT)
