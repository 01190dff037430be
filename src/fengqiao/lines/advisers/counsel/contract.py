"""政府法律顾问合同：一次采购，许多单位一起用；每个单位由哪一家律师事务所服务，写在名单里。律师法25：由律师事务所统一接受委托。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from fengqiao.daycount import Period, Unit
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.counsel import codes as words
from fengqiao.lines.advisers.permissions import EVERYDAY, RUN_COUNSEL
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.models import Matter, NoticeLevel
from fengqiao.matter.needs import Day, LongText, Many, Money, Number, Phone, Rows, StaffPick, Text, Upload
from fengqiao.matter.procedure import (
    COUNTY,
    Action,
    Condition,
    Deadline,
    Expiry,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Reminder,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import ADVISERS, HOST
from fengqiao.providers import edges, keys
from fengqiao.providers.codes import EdgeKind
from fengqiao.providers.models import ServiceOrg
from fengqiao.statutes.lawyers import LAWYERS

H = (codes.HOUSE.whole(),)
CITE = (LAWYERS.art(25, 1), LAWYERS.art(29), *H)
Data = Mapping[str, Any] | None
RUNNING, OVER, ENDED = Stage("running", "履行中"), Stage("over", "已期满", closed=True), Stage("ended", "已终止", closed=True, aside=True)
UNITS = Rows("units", "服务单位", least=1, most=200, blank=5, row_word="个单位", of=(
    Text("name", "单位全称", most=60), Text("firm", "由哪一家律师事务所服务", most=60), Text("contact", "联络员", required=False, most=40, seldom=True),
    Phone("phone", "电话", required=False, seldom=True),
))  # fmt: skip
SIGN = (
    Text("batch", "采购批次", most=60, searched=True, help="例如：2026年度县直单位法律顾问服务。"),
    UNITS,
    Day("from", "合同自", future=True),
    Day("to", "合同至", future=True),
    Money("fee", "合同金额"),
    LongText("pay_plan", "付款安排", required=False, lines=2),
    Many("scope", "服务内容", options=words.SCOPE),
    Number("response_days", "答复时限（工作日）", least=1, most=60, initial=5, help="从受理的次日起算，补材料的时间不算。"),
    LongText("conflict_clause", "利益冲突约定", lines=2, initial="律师事务所及其律师不代理与服务单位相对的一方；服务单位之间有争议的，双方都不代理。"),
    Upload("files", "合同", required=False, help="不得上传国家秘密和工作秘密。"),
)
CHANGE_UNITS = (UNITS, LongText("reason", "为什么变", least=2, lines=2))


def units(facts: Facts) -> list[dict[str, str]]:
    """The units as last said, each with its firm."""
    fact = facts.last("sign_contract", "change_units")
    return [{"name": str(row.get("name", "")), "firm": str(row.get("firm", ""))} for row in (fact.get("units", ()) if fact else ())]


def liaisons(facts: Facts) -> dict[str, int]:
    """Who signs in for which unit, by the plain name of the unit: the last one named."""
    return {keys.plain(str(fact.get("unit", ""))): int(fact.get("liaison")) for fact in facts.all("name_liaison")}


def term(facts: Facts) -> tuple[date, date]:
    first, last = facts.opening.day("from"), facts.opening.day("to")
    assert first is not None
    assert last is not None
    return first, last


def _in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["from"] < data["to"]:
        return None
    return Reason("合同的最后一天不晚于第一天。请核对。", need="to")


def _once(facts: Facts, data: Data) -> Reason | None:
    names = [keys.plain(row.get("name", "")) for row in (data or {}).get("units") or ()]
    twice = {name for name in names if names.count(name) > 1}
    return Reason(f"服务单位里有{len(twice)}个写了两次。请删去重复的一行。", need="units") if twice else None


def _on_list(facts: Facts, data: Data) -> Reason | None:
    if data is None or any(keys.plain(unit["name"]) == keys.plain(str(data.get("unit", ""))) for unit in units(facts)):
        return None
    return Reason(f"“{data.get('unit', '')}”不在合同的{len(units(facts))}个服务单位里。请核对全称。", need="unit")


ON_LIST = Condition("在服务单位之列", _on_list)
IN_ORDER, ONCE = Condition("合同期限", _in_order), Condition("各单位一次", _once)
sign = Action(
    "sign_contract", "登记合同", (), RUN_COUNSEL, to=RUNNING, needs=SIGN, cite=CITE, conditions=(IN_ORDER, ONCE),
    gives_number=NumberRule("counsel", "{county}HT{year}{serial:03d}", body=COUNTY), sentence="{batch}，{from}至{to}",
)  # fmt: skip
change = Action(
    "change_units", "变更服务单位", (RUNNING,), RUN_COUNSEL, needs=CHANGE_UNITS, cite=H, conditions=(ONCE,), sentence="变更服务单位：{reason}",
    begins_with=lambda facts, today: {"units": facts.last("sign_contract", "change_units").get("units", ())} if len(facts) else {},  # type: ignore[union-attr]
)  # fmt: skip
name_liaison = Action(
    "name_liaison", "指定单位联络员", (RUNNING,), RUN_COUNSEL, cite=H, conditions=(ON_LIST,), sentence="{unit}的联络员：{liaison}",
    needs=(Text("unit", "哪个单位", most=60, help="合同服务单位名单里的全称。"), StaffPick("liaison", "联络员的账号", roles=(HOST.code,), county=True, help="先由系统管理员开“服务对象联络员”账号。")),
    help="联络员用自己的账号提出事项、补材料、看进展、反馈采纳和评价，只看得到本单位的。换人的，再指定一次。",
)  # fmt: skip
rate = Action(
    "rate_contract", "登记考核", (RUNNING,), RUN_COUNSEL, needs=(Number("score", "得分", most=100), LongText("said", "情况", lines=2)), cite=H, sentence="考核{score}分：{said}",
)  # fmt: skip
end = Action("end_contract", "终止合同", (RUNNING,), RUN_COUNSEL, to=ENDED, needs=(LongText("reason", "理由", least=2, lines=2),), cite=H, sentence="终止：{reason}")
over = Action("contract_over", "合同期满", (RUNNING,), None, to=OVER, cite=H, sentence="合同期满", help="合同最后一天过后由系统记录。")


def _ends(facts: Facts) -> Iterator[Start]:
    yield Start(term(facts)[1])


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a contract's row."""
    told, (first, last), ended = units(facts), term(facts), facts.last("end_contract", "contract_over")
    named = liaisons(facts)
    there = [unit | ({"liaison": named[keys.plain(unit["name"])]} if keys.plain(unit["name"]) in named else {}) for unit in told]
    firms = list(dict.fromkeys(unit["firm"] for unit in told))
    return {
        "title": facts.opening.get("batch", ""), "units": there, "units_n": len(there), "firms": "、".join(firms)[:300], "term_from_on": first, "term_to_on": last,
        "fee": facts.opening.get("fee"), "response_days": int(facts.opening.get("response_days", 5)), "ended_on": ended.happened_on if ended else None,
        "handler_id": facts.opening.actor_id,
    }  # fmt: skip


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """What joins each firm of the register to the units it serves: nobody of it is assigned against them."""
    if before is not None and len(before) and units(facts) == units(before) and facts.has("end_contract") == before.has("end_contract"):
        return
    now, (first, last) = timezone.now(), term(facts)
    ended = facts.on("end_contract")
    named = {unit["firm"] for unit in units(facts)}
    orgs = {keys.plain(org.name): org for org in ServiceOrg.objects.filter(left_on=None, territory__range=_reach(matter))}
    source = f"counsel:{matter.pk.hex}"
    if (changed := facts.on("change_units")) is not None:
        edges.end_edge(source, on=changed)  # those that are still served are recorded again below
    known = {firm: orgs[keys.plain(firm)] for firm in named if keys.plain(firm) in orgs}
    for unit in units(facts):
        if unit["firm"] in known:
            said = edges.Said(
                kind=EdgeKind.COUNSEL, party=keys.body(unit["name"]), from_on=first, to_on=min(last, ended) if ended else last, source=source,
                org=known[unit["firm"]],
            )  # fmt: skip
            edges.record_edge(said, territory=matter.territory, now=now)


def _reach(matter: Matter) -> tuple[int, int]:
    from fengqiao.divisions import territory as territories

    return territories.county_reach(matter.territory)


CONTRACT = with_everyday(
    Procedure(
        code="counsel_contract", label="政府法律顾问合同", in_force_from=date(2018, 1, 1), stages=(RUNNING, OVER, ENDED), actions=(sign, change, name_liaison, rate, end, over),
        deadlines=(
            Deadline(
                "contract", "合同期满", Period(0, Unit.CALENDAR), after=Moment("合同最后一天", _ends), met_by=(Met("已终止", lambda facts, key: facts.on("end_contract")),),
                on_expiry=Expiry("合同期满", effect=over), basis=H, todo=Todo("续签或者重新采购"), asks_days_before=60, warn_days=15,
                reminders=(Reminder("A14", (-60, -15), NoticeLevel.YELLOW, "法律顾问合同{on}期满，请安排续签或者重新采购。", to=(ADVISERS.code,)),),
            ),
        ),
        office_kinds=("bureau", "section"), project=columns, keeps=keep,
        left_to_people={LAWYERS.art(29): "合同约定哪些服务，由采购单位和律师事务所商定"},
    ),
    {action.code: {"by": EVERYDAY} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
