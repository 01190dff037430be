"""律师参与信访接待：接待登记、出具意见、转出、跟踪、办结。解答、说明、评估、引导，不代替信访部门的办理。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fengqiao.daycount import Period, Unit
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.counsel import looking
from fengqiao.lines.advisers.permissions import EVERYDAY, RECEIVE
from fengqiao.lines.advisers.petitions import codes as words
from fengqiao.lines.advisers.petitions import queueing
from fengqiao.lines.advisers.petitions.papers import RECORD
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.keeping import Retention
from fengqiao.matter.limits import house
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, Day, IdNumber, Listed, LongText, Many, Parties, Phone, Text, Yes
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Condition,
    Deadline,
    Expected,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.retention import with_retention
from fengqiao.matter.timeline import Facts
from fengqiao.providers import edges, keys
from fengqiao.providers.codes import EdgeKind
from fengqiao.providers.models import Provider
from fengqiao.statutes.known import LEGAL_AID, PERSONAL_INFORMATION
from fengqiao.vault import DESTROYED, mask_name

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

H = (codes.HOUSE.whole(),)
Data = Mapping[str, Any] | None
RECEIVED, ADVISED, HANDED = Stage("received", "已接待"), Stage("advised", "已出具意见"), Stage("handed", "已转出")
CLOSED = Stage("closed", "已办结", closed=True)


def _lawyers(setting: Setting) -> Iterator[tuple[str, str]]:
    yield from looking.lawyers_of(setting.actor.territory)


RECEPTION = (
    Choice("place", "在哪里接待", options=words.PLACES),
    Listed("lawyer", "接待律师", of=_lawyers, none="名册里还没有律师"),
    Parties("parties", "来访人", of=(
        Text("name", "姓名", most=40, personal=True), IdNumber("id_no", "公民身份号码", required=False), Phone("phone", "联系电话", required=False),
    ), least=1, most=20, row_word="人"),
    LongText("subject", "反映的事项", least=4, lines=3, personal=True),
    Yes("no_retainer", "律师已说明：不在接待中接受私人委托，不收取财物"),
)  # fmt: skip
ADVISE = (
    Choice("category", "评估", options=words.CATEGORIES, help="评估的是诉求，不是人。"),
    LongText("opinion", "律师意见", least=4, lines=4, personal=True),
    Many("channels", "建议途径", options=words.CHANNELS),
    Choice("risk", "情况", options=words.RISKS, initial="usual"),
    Day("follow_up", "哪天跟踪", required=False, future=True),
)
HAND_ON = (Text("to", "转给哪个单位", most=80), LongText("said", "说明", required=False, lines=2))
TO_QUEUE = (Choice("intent", "转去办什么", options=queueing.INTENTS), Yes("agreed", "来访人同意把接待的内容转去"))
FOLLOW = (Choice("outcome", "后来怎样", options=words.OUTCOMES), LongText("said", "情况", required=False, lines=2, personal=True))


def of_receiving(asking: Asking) -> Mapping[str, Any]:
    rows = [{**row, "side": codes.SELF, "kind": "person"} for row in asking.data.get("parties") or ()]
    with looking.county(asking.matter.territory):
        one = Provider.objects.filter(pk=int(asking.data["lawyer"])).first() if asking.data.get("lawyer") else None
    return {"parties": rows, "lawyer_name": one.name if one else ""}


def _channel(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("category") != "ended" or "litigation" not in (data.get("channels") or ()):
        return None
    return Reason("评估是“程序已经终结”，不能再建议诉讼。请核对评估，或者改为申诉、息诉。", need="channels")


def _not_back(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("follow_up") or facts.day is None or date.fromisoformat(data["follow_up"]) > facts.day:
        return None
    return Reason("跟踪的日子不晚于今天。请填以后的日子，或者不填。", need="follow_up")


receive = Action(
    "receive_petition", "登记接待", (), RECEIVE, to=RECEIVED, needs=RECEPTION, cite=H, gathers=of_receiving, changes_parties=True,
    gives_number=NumberRule("petition", "{county}JF{year}{serial:04d}", body=COUNTY), sentence="{lawyer_name}律师接待（{place}）",
)  # fmt: skip
advise = Action(
    "advise", "出具意见", (RECEIVED,), RECEIVE, to=ADVISED, needs=ADVISE, cite=H, conditions=(Condition("建议途径", _channel), Condition("跟踪日期", _not_back)),
    produces=(Produces(RECORD, each=True),), primary=True, sentence="{category}，建议{channels}",
)  # fmt: skip
hand_on = Action(
    "hand_on", "转出", (ADVISED,), RECEIVE, to=HANDED, needs=HAND_ON, cite=(LEGAL_AID.art(23), *H), produces=(Produces(RECORD, each=True),), sentence="转给{to}",
    help="符合法律援助条件的，转给法律援助机构，并告诉来访人可以申请。",
)  # fmt: skip
to_queue = Action(
    "to_queue", "转入公共法律服务", (ADVISED,), RECEIVE, to=HANDED, needs=TO_QUEUE, cite=(LEGAL_AID.art(23), *H), gathers=queueing.of_queueing, conditions=(queueing.INSTALLED,),
    carries=queueing.carry, produces=(Produces(RECORD, each=True),), sentence="转入{to}", help="姓名、电话、反映的事项和律师意见一起过去，不用再说一遍；从那里转为法律援助申请、调解。",
)  # fmt: skip
follow = Action("follow", "登记跟踪", (ADVISED, HANDED), RECEIVE, needs=FOLLOW, cite=H, sentence="跟踪：{outcome}")
close = Action("close_petition", "办结", (ADVISED, HANDED), RECEIVE, to=CLOSED, needs=(Choice("outcome", "结果", options=words.OUTCOMES),), cite=H, sentence="办结：{outcome}")


def _follow_ups(facts: Facts) -> Iterator[Start]:
    said = facts.last("advise")
    day = said.day("follow_up") if said else None
    if day is not None:
        yield Start(day)


def _to_aid(facts: Facts) -> Iterator[Start]:
    """Who is to apply for legal aid is handed on within so many hours of the advice, not told to come again."""
    said = facts.last("advise")
    if said is not None and "aid" in (said.get("channels") or ()):
        yield Start(said.happened_on, at=said.instant)


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a session's row. The title names nobody in full, whoever reads it."""
    opening, said, end = facts.opening, facts.last("advise"), facts.last("close_petition", "follow")
    there = facts.parties
    name = mask_name(there[0].name) if there and there[0].name else "来访人"
    title = f"{name}{f'等{len(there)}人' if len(there) > 1 else ''}来访"
    return {
        "title": title, "masked_title": title, "place": opening.get("place", ""), "lawyer": opening.get("lawyer_name", ""), "received_on": opening.happened_on,
        "category": said.get("category", "") if said else "", "channels": said.get("channels", []) if said else [], "risk": said.get("risk", "") if said else "",
        "outcome": end.get("outcome", "") if end else "", "handler_id": opening.actor_id,
    }  # fmt: skip


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """Who listened to somebody is known again, so that the same lawyer is not set against the same person."""
    if before is not None and len(before):
        return
    lawyer = facts.opening.get("lawyer")
    with looking.county(matter.territory):
        one = Provider.objects.filter(pk=int(lawyer)).first() if lawyer else None
    for party in facts.parties_as_told if one is not None else ():
        number = party.get("id_no")
        if number and number != DESTROYED:
            said = edges.Said(
                kind=EdgeKind.PETITION, party=keys.person(str(number)), from_on=facts.opening.happened_on, to_on=facts.opening.happened_on,
                source=f"petition:{matter.pk.hex}", provider=one,
            )  # fmt: skip
            edges.record_edge(said, territory=matter.territory, now=timezone.now())


# 接待中知道的事保密；办结满两年遮蔽姓名、号码，满五年销毁
RETENTION = Retention((*H, PERSONAL_INFORMATION.art(19), PERSONAL_INFORMATION.art(47)), mask_months="mask_months", shred_months="shred_months")
PETITION = with_retention(with_everyday(
    Procedure(
        code="petition_session", label="律师接访", in_force_from=date(2018, 1, 1), stages=(RECEIVED, ADVISED, HANDED, CLOSED),
        actions=(receive, advise, hand_on, to_queue, follow, close),
        deadlines=(
            Deadline("advise", "出具意见", house("advise_days", Unit.WORKING), after=receive, met_by=(advise,), on_expiry=OVERDUE, basis=H, todo=Todo("出具意见", advise), warn_days=1),
            Deadline("forward", "转交法律援助", house("forward_hours", Unit.HOUR), after=Moment("建议申请法律援助", _to_aid), met_by=(hand_on, to_queue, close), on_expiry=OVERDUE, basis=H,
                     todo=Todo("转交法律援助机构", hand_on), warn_days=1),
            Deadline("follow", "跟踪", Period(0, Unit.CALENDAR), after=Moment("约定的跟踪日", _follow_ups), met_by=(follow, close), on_expiry=OVERDUE, basis=H,
                     todo=Todo("跟踪并登记", follow), warn_days=3),
        ),
        expected=(Expected(ADVISED, Todo("转出、跟踪或者办结", close)), Expected(HANDED, Todo("跟踪或者办结", close))), parameters={"advise_days": 1, "forward_hours": 24, "mask_months": 24, "shred_months": 60}, retention=RETENTION,
        office_kinds=("bureau", "section", "office"), project=columns, keeps=keep,
        left_to_people={LEGAL_AID.art(23): "是否符合法律援助条件，由法律援助机构审查"},
    ),
    {action.code: {"by": EVERYDAY} for action in EVERYDAY_ACTIONS},
))  # fmt: skip
