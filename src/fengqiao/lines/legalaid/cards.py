"""What an application shows beside the common parts: the table's answer, the means line by line, campaigns, safe contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from fengqiao.lines.legalaid import codes, duplicates
from fengqiao.lines.legalaid import facts as f
from fengqiao.lines.legalaid.green import advice
from fengqiao.lines.legalaid.permissions import HANDLE_COMPLAINTS, HANDLE_OBJECTIONS
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.needs import Options
from fengqiao.matter.registry import Card, Glance
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.statutes import Citation
from fengqiao.ui.parts import Cell, Column, Fact, Law, Row

FOLDER = "legalaid/"


def of_application(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The cards of an application."""
    found = [_table(facts)]
    if (means := _means(facts)) is not None:
        found.append(means)
    found.append(_told(facts))
    if not matter.closed and (green := _green(facts)) is not None:
        found.append(green)
    found += _ways(matter, actor)
    if not matter.closed:
        alike = duplicates.alike(actor, matter, facts.present_parties, str(facts.value("cause", "")))
        if alike:
            found.append(Card("可能重复", FOLDER + "card_alike.html", {"rows": alike}, aside=True, count=len(alike)))
    return found


def _ways(matter: Matter, actor: Actor) -> list[Card]:
    """What the bureau may begin out of it: an objection to a refusal, a complaint."""
    found = []
    if matter.stage in ("refused", "ended") and actor.holds(HANDLE_OBJECTIONS):
        found.append({"label": "登记异议", "url": f"{reverse('open-new', args=['aid_objections', 'receive'])}?origin={matter.code}"})
    if actor.holds(HANDLE_COMPLAINTS):
        found.append({"label": "登记投诉", "url": f"{reverse('open-new', args=['aid_complaints', 'receive'])}?origin={matter.code}"})
    return [Card("由本申请登记", "ui/card_ways.html", {"ways": found}, aside=True)] if found else []


def _table(facts: Facts) -> Card:
    """As the reviewer proposed; before that, as it stands now if matter, place and applicant are in order."""
    fact = facts.last("propose")
    verdict = f.verdict(facts, fact.data if fact else {})
    rows = [Row((Cell(f"第{row}行"), Cell(said))) for row, said in verdict.steps]
    note = f"第{verdict.row}行判定：{verdict.words}。" + ("" if fact else "还没有提出审查意见，按已登记的推算；由人决定。")
    return Card("资格判定", FOLDER + "card_table.html", {"columns": [Column("行"), Column("判定")], "rows": rows, "note": note})


def _means(facts: Facts) -> Card | None:
    found = f.reckoned(facts)
    if found is None:
        return None
    rows = [Row((Cell(said), Cell(amount, num=True))) for said, amount in found.lines]
    note = "对方是共同生活的家庭成员，只算申请人本人。" if found.basis == "individual" else f"按共同生活的{found.persons}人计算。"
    return Card("经济状况计算", FOLDER + "card_table.html", {"columns": [Column("项目"), Column("金额", num=True)], "rows": rows, "note": note})


def _green(facts: Facts) -> Card | None:
    """What the campaigns ask, each with its article."""
    words = dict(codes.CAMPAIGNS)
    shown = [Fact(words.get(each.for_, "提醒"), each.said, wide=True, law=_law(each.cite)) for each in advice(facts)]
    return Card("绿色通道", "ui/card_facts.html", {"facts": shown}, aside=True) if shown else None


def _law(cited: Citation) -> Law:
    return Law(cited.label, reverse("law", args=[cited.url_key]) if cited.in_library else "")


def _told(facts: Facts) -> Card:
    words = [
        ("申请事项", dict(codes.MATTERS).get(facts.value("matter_code", ""), "")), ("援助方式", dict(codes.AID_FORMS).get(facts.value("aid_form", ""), "")),
        ("所处阶段", dict(codes.STAGES).get(facts.value("stage", ""), "")), ("机关", facts.value("organ", "")), ("时效、期限届满", facts.value("limitation_on", "")),
        ("紧急情形", _many(codes.URGENT, facts.value("urgent", []))), ("便利需求", _many(codes.AIDS, facts.value("need_aids", []))),
        ("专项行动", "；".join(f"{word}（{why}）" for word, why in f.campaign_reasons(facts))), ("联系", _contact(facts)),
    ]  # fmt: skip
    return Card("申请情况", "ui/card_facts.html", {"facts": [Fact(k, v, wide=len(str(v)) > 24) for k, v in words if v]}, aside=True)


def _many(options: Options, chosen: Sequence[str]) -> str:
    words = dict(options)
    return "、".join(words.get(code, code) for code in chosen)


def _contact(facts: Facts) -> str:
    """What may be done by telephone; the forbidden ones stand in the entry, behind the look that is recorded."""
    said = ["可打电话" if facts.value("may_call") else "不要打电话", "可发短信" if facts.value("may_sms") else "不要发短信"]
    if facts.value("quiet_hours"):
        said.append(f"避开{facts.value('quiet_hours')}")
    if facts.value("code_word"):
        said.append("先问暗语")
    if facts.value("forbidden"):
        said.append("有不能联系的人")
    return "，".join(said)


def glance(facts: Facts, clocks: Sequence[DeadlineRow], today: date) -> list[Glance]:
    """Days left until limitation ends, and first aid."""
    found: list[Glance] = []
    left = f.days_left(facts, today)
    if left is not None and not facts.has("grant", "refuse"):
        state = "late" if left < 0 else "soon" if left < f.SHORT_DAYS else ""
        found.append(Glance("时效", f"还有{left}日" if left >= 0 else f"已届满{-left}日", state))
    return found
