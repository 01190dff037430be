"""顾问事项：提交、受理、补材料、出具法律意见、采纳反馈、归档。律师法29：按照约定为委托人就有关法律问题提供意见。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.counsel import codes as words
from fengqiao.lines.advisers.counsel import looking
from fengqiao.lines.advisers.counsel.papers import OPINION
from fengqiao.lines.advisers.permissions import ASK_COUNSEL, ASK_OWN, EVERYDAY, RUN_COUNSEL
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.needs import Choice, Listed, LongText, MatterPick, Number, Text, Upload
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
    Pause,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.providers import keys
from fengqiao.statutes.lawyers import LAWYERS

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

H = (codes.HOUSE.whole(),)
CITE = (LAWYERS.art(29), *H)
Data = Mapping[str, Any] | None
ASKED, HANDLING, WAITING = Stage("asked", "已提交"), Stage("handling", "办理中"), Stage("waiting", "待补材料", aside=True)
OPINED, ANSWERED = Stage("opined", "已出具意见"), Stage("answered", "已反馈")
FILED, WITHDRAWN = Stage("filed", "已归档", closed=True), Stage("withdrawn", "已撤回", closed=True, aside=True)
NO_SECRETS = "不得上传国家秘密和工作秘密。"


def _lawyers(setting: Setting) -> Iterator[tuple[str, str]]:
    yield from looking.lawyers_of(setting.actor.territory)


ASK = (
    MatterPick("contract", "按哪一份合同", line="counsel_contracts", help="写合同编号。"),
    Text("unit", "提出的单位", most=60, searched=True, help="合同服务单位名单里的全称。"),
    Choice("kind", "事项", options=words.SCOPE),
    Text("subject", "题目", most=80, searched=True),
    LongText("question", "要解决的法律问题", least=4, lines=3),
    Text("other", "对方", required=False, most=60, help="有相对一方的，写全称，用来检查利益冲突。"),
    Upload("files", "材料", required=False, help=NO_SECRETS),
)
ACCEPT = (Listed("lawyer", "承办律师", of=_lawyers, none="名册里还没有律师", help="须是服务这个单位的律师事务所的律师。"),)
MORE = (LongText("missing", "还缺什么", least=2, lines=2, help="一次列全。"),)
SUPPLIED = (LongText("said", "补了什么", required=False, lines=2), Upload("files", "补的材料", required=False, help=NO_SECRETS))
OPINE = (
    Choice("conclusion", "结论", options=words.CONCLUSIONS), Choice("risk", "风险", options=words.RISKS),
    LongText("opinion", "法律意见和依据", least=10, lines=6), Number("minutes", "用了多少分钟", most=6000, help="含阅卷、研究、起草。"),
    Upload("files", "法律意见书原件", required=False, help=NO_SECRETS),
)  # fmt: skip
FEEDBACK = (
    Choice("adopted", "采纳情况", options=words.ADOPTIONS), LongText("reason", "没有采纳的部分和理由", least=2, lines=2, only_if=("adopted", (words.PARTLY, words.NOT))),
    Choice("rating", "对这次服务的评价", options=words.RATINGS, required=False),
)  # fmt: skip


def of_asking(asking: Asking) -> Mapping[str, Any]:
    """The contract as it stands, and the firm that serves the unit."""
    found = looking.contract(UUID(asking.data["contract"]), asking.matter.territory) if asking.data.get("contract") else None
    if found is None:
        return {}
    firm = looking.firm_of(found["units"], str(asking.data.get("unit", "")))
    kept = {name: value for name, value in found.items() if name != "units"}
    liaison = looking.liaison_of(found["units"], str(asking.data.get("unit", "")))
    whole = asking.actor.roles & (ASK_COUNSEL.role_codes - ASK_OWN.role_codes)  # the section and the offices ask for every unit
    own = {} if whole or liaison == asking.actor.staff_id else {"not_own": True}
    return {**kept, "units_n": len(found["units"]), "firm": firm or "", **({"liaison": liaison} if liaison else {}), **own}


def of_accepting(asking: Asking) -> Mapping[str, Any]:
    """The lawyer's name and firm, and whether that firm serves the other side too."""
    from fengqiao.providers.models import Provider

    territory = asking.matter.territory
    with looking.county(territory):
        one = Provider.objects.filter(pk=int(asking.data["lawyer"])).select_related("org").first() if asking.data.get("lawyer") else None
    firm = one.org.name if one and one.org else ""
    other = str(asking.facts.opening.get("other", "") or "")
    clash = bool(other) and looking.serves(firm, other, territory, asking.happened_on)
    return {"lawyer_name": one.name if one else "", "lawyer_firm": firm, "conflict": clash}


def _under_contract(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("contract_number"):
        return None
    if data.get("contract_stage") == "running":
        return None
    return Reason(f"合同{data['contract_number']}已经期满或者终止（{data['contract_from']}至{data['contract_to']}）。请换一份履行中的合同。", need="contract")


def _unit_named(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("firm"):
        return None
    return Reason(f"“{data.get('unit', '')}”不在合同的{data.get('units_n', 0)}个服务单位里。请核对全称，或者先在合同里办理“变更服务单位”。", need="unit")


def _own_unit(facts: Facts, data: Data) -> Reason | None:
    return Reason("您不是这个单位的联络员，不能替它提出事项。请联系司法局业务科室指定联络员。", need="unit") if data and data.get("not_own") else None


def _own_firm(facts: Facts, data: Data) -> Reason | None:
    if data is None or keys.plain(str(data.get("lawyer_firm", ""))) == keys.plain(str(facts.opening.get("firm", ""))):
        return None
    return Reason(f"合同约定由{facts.opening.get('firm', '')}服务这个单位，{data.get('lawyer_name', '')}不是这一家的律师。请另选一人。", need="lawyer")


def _no_conflict(facts: Facts, data: Data) -> Reason | None:
    """The rule is named, never what the firm does for the other side."""
    if data is None or not data.get("conflict"):
        return None
    said = "存在利益冲突：这家律师事务所也为相对一方提供服务，双方都不代理。请办理“撤回”，由单位另请没有冲突的律师。"
    return Reason(said, (LAWYERS.art(39),), need="lawyer")


UNDER_CONTRACT, UNIT_NAMED = Condition("合同履行中", _under_contract), Condition("在服务单位之列", _unit_named)
OWN_UNIT = Condition("本单位的联络员", _own_unit)
OWN_FIRM, NO_CONFLICT = Condition("合同的律师", _own_firm), Condition("没有利益冲突", _no_conflict, (LAWYERS.art(39),))

ask = Action(
    "ask_counsel", "提交事项", (), ASK_COUNSEL, to=ASKED, needs=ASK, cite=CITE, gathers=of_asking, conditions=(UNDER_CONTRACT, UNIT_NAMED, OWN_UNIT),
    gives_number=NumberRule("counsel_task", "{county}GW{year}{serial:04d}", body=COUNTY), sentence="{unit}提出：{subject}（{kind}）",
)  # fmt: skip
accept = Action(
    "accept_task", "受理", (ASKED,), RUN_COUNSEL, to=HANDLING, needs=ACCEPT, cite=CITE, gathers=of_accepting, conditions=(OWN_FIRM, NO_CONFLICT), primary=True,
    sentence="受理，由{lawyer_name}（{lawyer_firm}）承办",
)  # fmt: skip
more = Action("ask_material", "要求补材料", (HANDLING,), RUN_COUNSEL, to=WAITING, needs=MORE, cite=H, sentence="还缺：{missing}", help="补齐以前的时间不计入答复时限。")
supply = Action("supply_material", "材料补齐", (WAITING,), ASK_COUNSEL, to=HANDLING, needs=SUPPLIED, cite=H, sentence="材料补齐{said}", primary=True)
opine = Action(
    "opine", "出具法律意见", (HANDLING,), RUN_COUNSEL, to=OPINED, needs=OPINE, cite=CITE, produces=(Produces(OPINION, each=True),), primary=True,
    sentence="{conclusion}，风险{risk}",
)  # fmt: skip
feed_back = Action("adoption", "登记采纳情况", (OPINED,), ASK_COUNSEL, to=ANSWERED, needs=FEEDBACK, cite=H, sentence="{adopted}{reason}", primary=True)
file = Action("file_task", "归档", (ANSWERED,), RUN_COUNSEL, to=FILED, cite=H, sentence="归档", primary=True)
withdraw = Action("withdraw_task", "撤回", (ASKED, HANDLING, WAITING), ASK_COUNSEL, to=WITHDRAWN, needs=(LongText("why", "为什么", least=2, lines=2),), cite=H, sentence="撤回：{why}")


def _agreed(facts: Facts) -> Iterator[Start]:
    """From the acceptance, for as long as the contract gives."""
    taken = facts.on("accept_task")
    if taken is not None:
        yield Start(taken, at_most=Period(int(facts.opening.get("response_days", 5)), Unit.WORKING))


OPINION_DUE = Deadline(
    "opinion", "出具法律意见", house("opinion_days", Unit.WORKING), after=Moment("受理", _agreed), met_by=(opine, withdraw), on_expiry=OVERDUE, basis=H,
    todo=Todo("出具法律意见", opine), warn_days=2, pauses=(Pause(more, supply),),
)  # fmt: skip
FEEDBACK_DUE = Deadline(
    "feedback", "采纳情况反馈", house("feedback_days", Unit.WORKING), after=opine, met_by=(feed_back,), on_expiry=OVERDUE, basis=H, whose="提出的单位",
    todo=Todo("登记采纳情况", feed_back), warn_days=3,
)  # fmt: skip


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a task's row."""
    opening, taken, said, fed = facts.opening, facts.last("accept_task"), facts.last("opine"), facts.last("adoption")
    return {
        "title": f"{opening.get('unit', '')}：{opening.get('subject', '')}", "contract_id": UUID(opening.get("contract")) if opening.get("contract") else None,
        "unit": opening.get("unit", ""), "kind": opening.get("kind", ""), "firm": opening.get("firm", ""), "lawyer": taken.get("lawyer_name", "") if taken else "",
        "accepted_on": taken.happened_on if taken else None, "opined_on": said.happened_on if said else None,
        "conclusion": said.get("conclusion", "") if said else "", "risk": said.get("risk", "") if said else "", "adopted": fed.get("adopted", "") if fed else "",
        "liaison_id": opening.get("liaison"), "rating": str(fed.get("rating", "") or "") if fed else "",
        "handler_id": opening.actor_id,
    }  # fmt: skip


TASK = with_everyday(
    Procedure(
        code="counsel_task", label="顾问事项", in_force_from=date(2018, 1, 1), stages=(ASKED, HANDLING, WAITING, OPINED, ANSWERED, FILED, WITHDRAWN),
        actions=(ask, accept, more, supply, opine, feed_back, file, withdraw), deadlines=(OPINION_DUE, FEEDBACK_DUE),
        expected=(Expected(ASKED, Todo("受理", accept)), Expected(WAITING, Todo("补齐材料", supply), whose="提出的单位"), Expected(ANSWERED, Todo("归档", file))),
        parameters={"opinion_days": 60, "feedback_days": 10}, office_kinds=("bureau", "section", "office"), project=columns,
        left_to_people={LAWYERS.art(29): "意见怎样写、结论是什么，由承办律师负责；采纳不采纳由提出的单位决定"},
    ),
    {action.code: {"by": EVERYDAY} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
