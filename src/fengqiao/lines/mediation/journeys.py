"""Several steps on one page: an oral case from opening to closing; a case that was done on paper, entered whole.

Each step is an ordinary action with its real date, done in one transaction or not at all. The journey's own permission
stands for the steps: who may enter a whole case need not hold each step's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.lines.mediation import asks, codes
from fengqiao.lines.mediation import procedure as p
from fengqiao.matter.everyday import add_material
from fengqiao.matter.needs import (
    TODAY,
    Choice,
    Day,
    LongText,
    Money,
    Parties,
    Phone,
    Rows,
    StaffPick,
    Text,
    Upload,
    Yes,
)
from fengqiao.matter.procedure import Action, Journey
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import COMMITTEE_HEAD, MEDIATOR, OFFICE_HEAD, OFFICE_STAFF

Step = tuple[Action, dict[str, Any], date]
RECORD_ORAL = Permission("mediation.record_oral", "登记口头协议", roles=(MEDIATOR, COMMITTEE_HEAD))
RECORD_PAPER = Permission(
    "mediation.record_paper", "补录整案", roles=(MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD)
)

ORAL_NEEDS = (
    Choice("type", "纠纷类型", options=codes.TYPES),
    Text("first", "一方姓名", most=40),
    Phone("first_phone", "一方电话"),
    Text("second", "另一方姓名", most=40),
    Phone("second_phone", "另一方电话"),
    LongText("facts", "为什么事争执", least=10, lines=3),
    LongText("agreed", "说好了什么", least=4, lines=3),
    Day("on", "哪天说好的", initial=TODAY),
    Day("due_on", "最迟哪天做到", future=True, initial=TODAY, help="当场做到的，写说好的那天，本案随即办结。"),
    Yes("told", "双方都愿意调解，已告知权利、不收费"),
)


def oral_steps(data: Mapping[str, Any]) -> list[Step]:
    """An oral agreement reached on the spot: ten fields, six to eight steps."""
    on = date.fromisoformat(data["on"])
    parties = [
        {"side": codes.APPLICANT, "kind": codes.PERSON, "name": data["first"], "phone": data["first_phone"]},
        {"side": codes.RESPONDENT, "kind": codes.PERSON, "name": data["second"], "phone": data["second_phone"]},
    ]
    apply = {
        "source": "1", "regime": codes.GENERAL, "parties": parties, "type": data["type"], "summary": data["facts"],
        "claim": "请求调解", "difficulty": "simple", "prediction": "none", "people_count": 2,
    }  # fmt: skip
    item = {"what": "按协议履行", "kind": "other", "debtor": 2, "due_on": data["due_on"]}
    steps: list[Step] = [
        (p.apply, apply, on),
        *_begun(on, data["actor"]),
        (p.reach_oral, {"facts": data["facts"], "agreed": data["agreed"], "items": [item], "warned": True}, on),  # said and done
    ]
    if data["due_on"] == data["on"]:
        steps += [
            (p.perform, {"item": 1, "complete": True, "evidence": "当场履行"}, on),
            (p.close, {"opinion": "口头协议当场履行，同意结案。"}, on),
        ]
    return steps


def _begun(on: date, mediator: int, accepted_on: date | None = None, who: tuple[int, ...] = (1, 2)) -> list[Step]:
    return [
        (p.consent, {"who": list(who), "kind": "mediation", "answer": "yes", "way": "oral"}, on),
        (p.accept, {"rights_told": True, "open_mode": "closed"}, accepted_on or on),
        (p.assign, {"mediator": mediator, "chosen_by": "parties", "kin": "none"}, accepted_on or on),
    ]


SIDE = (("1", "申请人"), ("2", "被申请人"))
PAPER_ITEM = (
    Text("what", "履行什么", most=120),
    Choice("kind", "种类", options=codes.ITEM_KINDS, initial="money"),
    Choice("debtor", "谁履行", options=SIDE, initial="2"),
    Money("amount", "金额", required=False),
    Day("due_on", "最迟哪天", future=True),
    Day("done_on", "哪天做到的", required=False, help="还没做到的不填。"),
)
PAPER_NEEDS = (
    Choice("source", "案件来源", options=codes.SOURCES, initial="2"),
    Choice("regime", "程序类别", options=codes.REGIMES, initial=codes.GENERAL),
    Parties("parties", "当事人", of=asks.PARTY, least=2, most=30, blank=2, row_word="当事人"),
    Choice("type", "纠纷类型", options=codes.TYPES),
    LongText("summary", "纠纷简要情况", least=10, lines=4),
    LongText("claim", "申请事项", least=2, lines=2),
    StaffPick("mediator", "调解员", roles=asks.MEDIATORS),
    Day("applied_on", "申请或登记日期"),
    Day("accepted_on", "受理日期"),
    Day("session_on", "调解日期"),
    Text("place", "调解地点", most=80, initial="调解室"),
    LongText("course", "调解经过", least=4, lines=4),
    Choice("agreement_form", "协议形式", options=(("written", "书面协议"), ("oral", "口头协议"), ("none", "没有达成"))),
    LongText("facts", "主要事实、争议事项", required=False, lines=3, only_if=("agreement_form", ("written", "oral"))),
    Rows("terms", "协议内容", of=(LongText("text", "条款", lines=2, least=2),), row_word="条", least=0, blank=1),
    Money("total", "协议涉及金额", required=False, only_if=("agreement_form", ("written", "oral"))),
    Rows("items", "履行安排", of=PAPER_ITEM, row_word="项", least=0, blank=1),
    Day("signed_on", "当事人和调解员签名日期", only_if=("agreement_form", ("written",))),
    Day("seal_on", "盖章日期", only_if=("agreement_form", ("written",))),
    Day("ended_on", "终止日期", only_if=("agreement_form", ("none",))),
    Day("visited_on", "回访日期", required=False),
    Text("behalf_of", "代谁录入", required=False, most=40, help="替别人录入的，写原经办人。"),
    Upload("files", "纸质卷宗的照片或扫描件", required=False, help="不得上传国家秘密和工作秘密。"),
)


def paper_steps(data: Mapping[str, Any]) -> list[Step]:
    """A whole paper case in its real order; clocks are judged by the real dates."""
    day = {name: date.fromisoformat(data[name]) for name in data if name.endswith("_on") and data.get(name)}
    applied, accepted, met = day["applied_on"], day["accepted_on"], day["session_on"]
    opening = {name: data[name] for name in ("source", "regime", "parties", "type", "summary", "claim")}
    opening["another"] = True  # done on paper already: whether it was one and the same was judged then
    opening |= {"difficulty": "ordinary", "prediction": "none", "people_count": len(data["parties"])}
    present = list(range(1, len(data["parties"]) + 1))
    result = "2" if data["agreement_form"] == "none" else "1"
    session = {"place": data["place"], "present": present, "course": data["course"], "result": result}
    steps: list[Step] = [(p.apply, opening, applied), *_begun(applied, data["mediator"], accepted, tuple(present)), (p.session, session, met)]
    steps += {"written": _written, "oral": _oral, "none": _none}[data["agreement_form"]](data, day, present)
    steps += _afterwards(data, day)
    return sorted(steps, key=lambda step: step[2])


def _items(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    first = {side: n for n, side in reversed([*enumerate((row["side"] for row in data["parties"]), 1)])}
    applicant, respondent = first.get(codes.APPLICANT, 1), first.get(codes.RESPONDENT, 2)
    pairs = {"1": (applicant, respondent), "2": (respondent, applicant)}
    return [
        {k: v for k, v in row.items() if k not in ("done_on", "debtor")}
        | {"debtor": pairs[row["debtor"]][0], "creditor": pairs[row["debtor"]][1]}
        for row in data.get("items") or ()
    ]


def _written(data: Mapping[str, Any], day: Mapping[str, date], present: list[int]) -> list[Step]:
    signed, sealed = day["signed_on"], day["seal_on"]
    agreement = {"facts": data["facts"], "terms": data.get("terms") or [], "items": _items(data), "total": data.get("total")}
    agreement["warned"] = True  # signed on paper long ago: nothing is left to think over
    signatures = [{"party": n, "way": "signature", "on": signed.isoformat()} for n in present]
    signing = {"signatures": signatures, "mediator": data["mediator"], "mediator_on": signed.isoformat()}
    signing["seal_on"] = sealed.isoformat()
    return [
        (p.draft_agreement, {k: v for k, v in agreement.items() if v not in (None, [])}, min(day["session_on"], signed)),
        (p.sign, signing, max(signed, sealed)),
    ]


def _oral(data: Mapping[str, Any], day: Mapping[str, date], present: list[int]) -> list[Step]:
    agreed = "；".join(row["text"] for row in data.get("terms") or ()) or data["course"]
    given = {"facts": data["facts"], "agreed": agreed, "items": _items(data), "total": data.get("total"), "warned": True}
    return [(p.reach_oral, {k: v for k, v in given.items() if v not in (None, [])}, day["session_on"])]


def _none(data: Mapping[str, Any], day: Mapping[str, date], present: list[int]) -> list[Step]:
    return [(p.end, {"reason": "no_prospect", "ways": ["suit"]}, day["ended_on"])]


def _afterwards(data: Mapping[str, Any], day: Mapping[str, date]) -> list[Step]:
    """What has been performed, the visit, the scans."""
    steps: list[Step] = []
    for n, row in enumerate(data.get("items") or (), 1):
        if row.get("done_on"):
            done = {"item": n, "complete": True} | ({"amount": row["amount"]} if row.get("amount") else {})
            steps.append((p.perform, done, date.fromisoformat(row["done_on"])))
    if "visited_on" in day and data["agreement_form"] != "none":
        steps.append((p.visit, {"way": "door", "performance": "见纸质回访记录", "satisfaction": "none"}, day["visited_on"]))
    if data.get("files"):
        last = max([step[2] for step in steps] + list(day.values()))
        steps.append((add_material, {"name": "纸质卷宗", "copy": "copy", "files": data["files"]}, last))
    return steps


ORAL = Journey(
    "oral", "口头协议（一页办结）", RECORD_ORAL, ORAL_NEEDS, oral_steps, help="小事当场说好：十项填完，从登记到结案一次办好。"
)
PAPER = Journey(
    "paper", "补录整案", RECORD_PAPER, PAPER_NEEDS, paper_steps, help="已在纸上办过的案件，按真实日期一次录入，附上照片。"
)
