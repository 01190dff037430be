"""封存档案查询：申请、审查、决定、承诺、查阅一次。收到完整申请后三个工作日内答复（本局时限）。

Until it is granted nobody looks whether there is anything: the refusal says nothing of it, and an empty answer is given at the
one look only.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.permissions import DECIDE, GRANT, SEE_QUERIES
from fengqiao.lines.corrections.queries import asks, papers
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Condition,
    Deadline,
    Expected,
    Goes,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import JUVENILE_DELINQUENCY, SEALING_RULES
from fengqiao.statutes.known import CRIMINAL_PROCEDURE, PUBLIC_SECURITY_PENALTIES

HOUSE = codes.HOUSE
CITE = (CRIMINAL_PROCEDURE.art(286), JUVENILE_DELINQUENCY.art(59), PUBLIC_SECURITY_PENALTIES.art(136), SEALING_RULES.whole())

APPLIED = Stage("applied", "待审查")
PROPOSED = Stage("proposed", "待决定")
GRANTED = Stage("granted", "已许可", help="只开一次；来人先签保密承诺书。")
READ = Stage("read", "已查阅", closed=True)
REFUSED = Stage("refused", "不予许可", closed=True, aside=True)
LAPSED = Stage("lapsed", "未查作废", closed=True, aside=True)
ORGANISING = ("share", "unshare", "recuse", "restrict")


def _decided(facts: Facts) -> Stage:
    last = facts.last("decide")
    return GRANTED if last is not None and last.get("answer") == asks.GRANTED else REFUSED


def _granted(facts: Facts) -> bool:
    return _decided(facts) is GRANTED


def _refused(facts: Facts) -> bool:
    return _decided(facts) is REFUSED


def _reason(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    if data is None or data.get("answer") == asks.GRANTED or data.get("why"):
        return None
    return Reason("不予许可的，应当书面说明理由。请填写。", need="why")


def _period(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    if data is None or data["from_on"] <= data["to_on"]:
        return None
    return Reason("“许可至”早于“许可自”。请核对。", need="to_on")


def _pledged(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    return None if facts.has("pledge") else Reason("来人还没有签保密承诺书。请先办理“登记保密承诺”。", (CRIMINAL_PROCEDURE.art(286),))


def _in_time(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    first, last = facts.value("from_on"), facts.value("to_on")
    day = facts.day or date.max
    if first and last and not date.fromisoformat(first) <= day <= date.fromisoformat(last):
        return Reason(f"许可自{first}至{last}，今天不在其内。要查的请重新申请；没有查的，办理“未查作废”。")
    return None


apply = Action(
    "apply", "登记查询申请", (), GRANT, to=APPLIED, needs=asks.APPLY, cite=CITE, conditions=(Condition("起止", _period),),
    gives_number=NumberRule("sealed_query", "（{year}）{body}封查字第{serial:04d}号", body="county"), sentence="{organ}申请查询{kind}，依据{basis}",
    help="只登记申请，不先查有没有。",
)  # fmt: skip
propose = Action(
    "propose", "提出审查意见", (APPLIED,), GRANT, to=PROPOSED, needs=asks.OPINION, cite=(HOUSE.whole(),), primary=True, sentence="拟{opinion}：{reasons}",
)  # fmt: skip
decide = Action(
    "decide", "决定是否许可", (PROPOSED,), DECIDE, to=Goes(_decided, (GRANTED, REFUSED)), needs=asks.DECIDE, recalls=("propose",), cite=CITE, primary=True, not_by="propose",
    conditions=(Condition("说明理由", _reason),), sentence="{answer}：{why}",
    produces=(Produces(papers.PLEDGE, when=_granted), Produces(papers.REFUSAL, when=_refused)),
)  # fmt: skip
pledge = Action(
    "pledge", "登记保密承诺", (GRANTED,), GRANT, needs=asks.PLEDGE, cite=(CRIMINAL_PROCEDURE.art(286),), primary=True, repeats=False,
    sentence="来人签了保密承诺书",
)  # fmt: skip
view = Action(
    "view", "查阅封存档案", (GRANTED,), GRANT, to=READ, cite=CITE, conditions=(Condition("签了承诺", _pledged), Condition("在许可期内", _in_time)),
    sentence="查阅一次", offered=False,
)  # fmt: skip
lapse = Action(
    "lapse", "未查作废", (GRANTED,), GRANT, to=LAPSED, needs=asks.LAPSE, cite=(HOUSE.whole(),), sentence="没有查，作废：{why}",
)  # fmt: skip

QUERY = with_everyday(
    Procedure(
        code="sealed_query", label="封存档案查询", in_force_from=date(2012, 3, 1), stages=(APPLIED, PROPOSED, GRANTED, READ, REFUSED, LAPSED),
        actions=(apply, propose, decide, pledge, view, lapse), parameters={"query_days": 3}, office_kinds=("bureau", "section", "corr_centre"),
        deadlines=(
            Deadline(
                "answer", "答复查询申请", house("query_days", Unit.WORKING), after=apply, met_by=(decide,), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
                todo=Todo("审查查询申请", propose), warn_days=1,
            ),
        ),
        expected=(Expected(PROPOSED, Todo("决定是否许可查询", decide)), Expected(GRANTED, Todo("等来人查阅", pledge))),
        project=lambda facts: {
            "title": f"{facts.opening.get('organ', '')}查询封存档案", "masked_title": f"{facts.opening.get('organ', '')}查询封存档案",
            "organ": facts.opening.get("organ", ""), "kind": facts.opening.get("kind", ""), "answer": str(facts.value("answer", "")),
        },
    ),
    {action.code: {"by": SEE_QUERIES if action.code in ORGANISING else GRANT} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
