"""监狱的通知：暂停会见、调动、释放、死亡。由监狱决定，本局（所）照登记，受影响的申请同时失效，先打电话告诉家属。

A suspension is a restrictive period (K7): its first day counts. The bureau suspends nobody and keeps no list of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.daycount.terms import term
from fengqiao.lines.visits import codes, gathering, states
from fengqiao.lines.visits.permissions import RECORD_PRISON
from fengqiao.lines.visits.restrictions import papers, reaching
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.keeping import Retention
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.needs import Choice, Day, IdNumber, Listed, Need, Number, Text, Upload
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import (
    Action,
    Asking,
    Condition,
    Deadline,
    Expiry,
    Goes,
    Moment,
    Procedure,
    Produces,
    Reminder,
    Stage,
    Start,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.retention import with_retention
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import VISIT_CLERK
from fengqiao.statutes.corrections import PRISON_VISIT_RULES
from fengqiao.statutes.known import PERSONAL_INFORMATION

HOUSE, RULES = codes.HOUSE.whole(), PRISON_VISIT_RULES.whole()
INMATE, VISITOR = "inmate", "visitor"
IN_FORCE = Stage("in_force", "执行中")
NOTED = Stage("noted", "已登记", closed=True)
ENDED = Stage("ended", "已届满", closed=True)
WITHDRAWN = Stage("withdrawn", "监狱已撤销", closed=True, aside=True)
SUSPENDS = ("change", (codes.SUSPENDED,))
ASKS: tuple[Need, ...] = (
    Choice("change", "监狱通知什么", options=codes.CHANGES),
    Listed("prison", "哪所监狱", of=gathering.prisons, none="还没有登记监狱"),
    Text("inmate_name", "服刑人员姓名", most=40, personal=True),
    Choice("whom", "暂停谁", options=((INMATE, "这名服刑人员的会见"), (VISITOR, "某一位会见人")), only_if=SUSPENDS, initial=INMATE),
    Text("visitor_name", "会见人姓名", most=40, personal=True, only_if=("whom", (VISITOR,))),
    IdNumber("id_no", "会见人身份证号", only_if=("whom", (VISITOR,))),
    Text("document_no", "监狱文号", required=False, most=60, help="电话通知的写经手人和时间。"),
    Day("from_on", "从哪天起", future=True),
    Number("months", "几个月", least=1, most=3, required=False, only_if=SUSPENDS, help="监狱可以暂停一至三个月。文书写明到哪天的，填下一栏。"),
    Day("to_on", "到哪天", required=False, future=True, only_if=SUSPENDS),
    Choice("ground", "监狱说明的原因", options=codes.SUSPENSIONS, only_if=SUSPENDS, required=False),
    Upload("files", "监狱文书", required=False),
)  # fmt: skip


def _gather(asking: Asking) -> Mapping[str, Any]:
    """The last day by the prison's document, else counted with the first day in (K7), and what is hit."""
    data = asking.data
    found: dict[str, Any] = {"prison_name": gathering.prison_name(int(data["prison"]) if data.get("prison") else None)}
    if data.get("change") == codes.SUSPENDED and not data.get("to_on") and data.get("months"):
        counted = term(date.fromisoformat(data["from_on"]), months=int(data["months"]))
        found |= {"to_on": counted.end_on.isoformat(), "counted": "".join(counted.steps)}
    return found | {"affected": [pk.hex for pk in reaching.affected(asking.matter.territory, {**data, **found})]}


def _has_end(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    if data is None or data.get("change") != codes.SUSPENDED:
        return None
    if not data.get("to_on"):
        return Reason("暂停会见须写明几个月，或者到哪一天。请看监狱的文书。", need="months")
    if data["to_on"] < data["from_on"]:
        return Reason("届满的日子早于起始的日子。请核对。", need="to_on")
    return None


def _after(facts: Facts) -> Stage:
    return IN_FORCE if facts.opening.get("change") == codes.SUSPENDED else NOTED


record = Action(
    "record", "登记监狱通知", (), RECORD_PRISON, to=Goes(_after, (IN_FORCE, NOTED)), needs=ASKS, cite=(RULES,), gathers=_gather,
    conditions=(Condition("暂停有届满日", _has_end),), carries=reaching.carry, produces=(Produces(papers.TELLING),),
    sentence="{prison_name}通知：{change}，自{from_on}（{document_no}）", help="暂停、调动、释放、死亡都由监狱通知；受影响的申请同时失效，请先打电话告诉家属。",
)  # fmt: skip
withdraw = Action(
    "withdraw", "监狱撤销暂停", (IN_FORCE,), RECORD_PRISON, to=WITHDRAWN, needs=(Text("document_no", "监狱文号或经手人", most=60),), cite=(RULES,),
    sentence="监狱撤销暂停（{document_no}）",
)  # fmt: skip
end = Action(
    "end",
    "暂停届满",
    (IN_FORCE,),
    None,
    to=ENDED,
    needs=(Text("deadline", "期限", required=False),),
    cite=(HOUSE,),
    sentence="暂停会见届满，可以重新申请",
)


def _last_day(facts: Facts) -> Iterator[Start]:
    last = facts.opening.day("to_on")
    if last is not None:
        yield Start(last, "end")


LASTS = Deadline(
    "lasts", "暂停会见", Period(0, Unit.CALENDAR), after=Moment("暂停的最后一天", _last_day), met_by=(withdraw,),
    on_expiry=Expiry("届满后可以重新申请", end), basis=(HOUSE,), whose="监狱", blocks_nothing=True, warn_days=3,
    reminders=(Reminder("VC06", (-3, 0), NoticeLevel.PLAIN, "暂停会见到{on}届满，届满后家属可以重新申请。", to=(HANDLER, VISIT_CLERK.code)),),
)  # fmt: skip


def title(facts: Facts, masked: bool = False) -> str:
    opening = facts.opening
    return f"{opening.get('prison_name', '监狱')}：{dict(codes.CHANGES).get(opening.get('change', ''), '')}"


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a notice's row: no name."""
    opening = facts.opening
    prison = int(opening.data["prison"]) if opening.get("prison") else None
    number = opening.get("id_no")
    return {
        "title": title(facts), "masked_title": title(facts), "handler_id": opening.actor_id, "change": opening.get("change", ""), "prison_id": prison,
        "inmate_key": states.inmate_key(prison, opening.get("inmate_name", "")),
        "visitor_key": states.visitor_key({"id_no": number}) if opening.get("whom") == VISITOR and number else None,
        "document_no": opening.get("document_no", ""), "from_on": opening.get("from_on"), "to_on": opening.get("to_on"),
        "affected": len(opening.get("affected", ())),
    }  # fmt: skip


def _everyday() -> tuple[Action, ...]:
    from dataclasses import replace

    return tuple(
        replace(a, by=RECORD_PRISON) for a in EVERYDAY if a.code in ("correct", "void", "note", "add_material")
    )


# 姓名、证件号码届满（登记）后十二个月销毁
RETENTION = Retention((HOUSE, PERSONAL_INFORMATION.art(19), PERSONAL_INFORMATION.art(47)), shred_months="shred_months")
RESTRICTION = with_retention(Procedure(
    code="visit_restriction", label="监狱通知", in_force_from=date(2016, 1, 1), stages=(IN_FORCE, NOTED, ENDED, WITHDRAWN),
    actions=(record, withdraw, end, *_everyday()), deadlines=(LASTS,), office_kinds=("office", "bureau", "section"), project=columns,
    parameters={"shred_months": 12}, retention=RETENTION,
))  # fmt: skip
