"""What a case's page shows beside the common parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.permissions import MAY_ASSIGN, MAY_SEE_MONEY
from fengqiao.lines.aidcases.subsidies.batches import HOLDS, lines, total_fen
from fengqiao.lines.forensic.published import commissioned_for
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

TABLE, FACTS = "ui/card_table.html", "ui/card_facts.html"


def of_case(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """Where it comes from, who has it, what was done."""
    return [*_proposal(matter, actor), *_ways(matter, facts, actor), _origin(facts), *_assignments(facts), *_work(facts), *_examinations(matter, actor), *_subsidies(matter, facts, actor)]


def _proposal(matter: Matter, actor: Actor) -> list[Card]:
    """Where the case waits for an assignment, the way to what the solver proposes."""
    if matter.stage != "pending" or not actor.holds(MAY_ASSIGN):
        return []
    return [Card("指派建议", "aidcases/card_proposal.html", {"url": reverse("aid-proposal", args=[matter.code])}, aside=True)]


def _ways(matter: Matter, facts: Facts, actor: Actor) -> list[Card]:
    """What somebody may begin out of this case: a commission to a forensic institute while it goes on, an objection to its end, a complaint, a recovery."""
    found = []
    for line, action, label, fits in (
        ("aid_objections", "receive", "登记对终止决定的异议", f.termination(facts) is not None), ("aid_complaints", "receive", "登记投诉", True),
        ("forensic", "commission", "登记鉴定委托", not matter.closed and f.termination(facts) is None and f.closing_day(facts) is None),
        ("aid_recoveries", "find", "立追偿", not facts.has("recovering") and (f.termination(facts) is not None or facts.has("pass_file"))),
    ):  # fmt: skip
        if fits and _may_begin(line, action, actor):
            found.append({"label": label, "url": f"{reverse('open-new', args=[line, action])}?origin={matter.code}"})
    return [Card("由本案登记", "ui/card_ways.html", {"ways": found}, aside=True)] if found else []


def of_help(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """Where the person asked for aid: the way to the application, filled in with the minute from which the twenty-four hours run."""
    if not facts.has("ask_aid") or not _may_begin("legalaid", "receive", actor):
        return []
    url = f"{reverse('open-new', args=['legalaid', 'receive'])}?origin={matter.code}"
    return [Card("本人申请法律援助", "ui/card_ways.html", {"ways": [{"label": "登记为法律援助申请", "url": url}]}, aside=True)]


def _may_begin(line: str, action: str, actor: Actor) -> bool:
    there = next((each for each in registry.lines() if each.code == line), None)
    by = there.procedures[-1].action(action).by if there is not None else None
    return by is not None and actor.holds(by)


def _origin(facts: Facts) -> Card:
    letter, grounds = f.letter(facts), dict(codes.GROUNDS)
    rows = [
        Fact("来源", dict(codes.ORIGINS).get(f.origin(facts), "")),
        Fact("援助方式", dict(codes.AID_FORMS).get(f.aid_form(facts), "")),
        Fact("阶段", dict(codes.STAGES).get(f.stage_code(facts), "")),
        Fact("办案机关", f.organ(facts)) if f.organ(facts) else None,
        Fact("函号", str(letter.get("letter_no", ""))) if letter else None,
        Fact("通知事由", grounds.get(f.ground(facts), "")) if letter else None,
        Fact("羁押", "在押") if facts.value("in_custody") else None,
        Fact("开庭", str(facts.value("hearing_on"))) if facts.value("hearing_on") else None,
    ]
    words = dict(codes.CAMPAIGNS)
    rows.append(Fact("专项行动", "、".join(words[each] for each in f.campaigns(facts))) if f.campaigns(facts) else None)
    rows += [Fact("代理人", acting.name) if (acting := f.agent(facts)) else None, Fact("联系", said, wide=True) if (said := "，".join(contact(facts))) else None]
    note = "应当通知辩护：不审查经济状况，三日不停。" if f.is_mandatory(facts) else ""
    return Card("案件", FACTS, {"facts": [row for row in rows if row is not None], "note": note}, aside=True)


def contact(facts: Facts) -> list[str]:
    """How the recipient may be reached; whom nobody may tell stands in the entry, and on the handler's telephone. Nothing where nobody was asked."""
    if facts.value("may_call") is None:
        return []
    said = ["可打电话" if facts.value("may_call") else "不要打电话", "可发短信" if facts.value("may_sms") and not f.is_violent(facts) else "不要发短信"]
    if facts.value("quiet_hours"):
        said.append(f"避开{facts.value('quiet_hours')}")
    if facts.value("code_word"):
        said.append("先问暗语")
    if facts.value("forbidden"):
        said.append("有不能联系的人")
    return said


ENDED = {"declined": "拒绝", "changed": "更换", "refused": "本人拒绝辩护", "terminated": "终止", "moved": "移交外地"}


def _assignments(facts: Facts) -> list[Card]:
    found = f.assignments(facts)
    if not found:
        return []
    rows = [
        Row((
            Cell(one.org_name), Cell(one.handler_name or "未确定"), Cell(one.on.isoformat()), Cell(one.named_on.isoformat() if one.named_on else ""),
            Cell(dict(codes.MODES).get(one.mode, "")), Cell(ENDED.get(one.ended, "现任" if not one.ended else "")),
        ))
        for one in found
    ]  # fmt: skip
    columns = [Column("承办机构"), Column("承办人"), Column("指派"), Column("确定"), Column("方式"), Column("情况")]
    return [Card("指派", TABLE, {"caption": "指派", "columns": columns, "rows": rows}, count=len(rows))]


def _work(facts: Facts) -> list[Card]:
    found = facts.all("work", "tell")
    if not found:
        return []
    words = dict(codes.WORK) | {"tell": "通报受援人"}
    rows = [
        Row((Cell(fact.happened_on.isoformat()), Cell(words.get(fact.get("kind", "tell"), "")), Cell(fact.get("place", "")), Cell(fact.get("minutes", ""), num=True),
             Cell(fact.actor_name)))
        for fact in found
    ]  # fmt: skip
    columns = [Column("日期"), Column("做了什么"), Column("地点"), Column("分钟", num=True), Column("登记人")]
    return [Card("承办记录", TABLE, {"caption": "承办记录", "columns": columns, "rows": rows}, count=len(rows))]


def _examinations(matter: Matter, actor: Actor) -> list[Card]:
    """What was commissioned for the case, each with the last day its institute has."""
    rows = [
        Row((Cell(one.subject), Cell(one.institute), Cell(one.effective_on.isoformat()), Cell(one.due_on.isoformat() if one.due_on else ""), Cell(one.state)), url=reverse("matter", args=[one.code]))
        for one in commissioned_for(matter.pk, actor)
    ]  # fmt: skip
    columns = [Column("鉴定事项"), Column("鉴定机构"), Column("委托生效"), Column("时限"), Column("情况")]
    return [Card("鉴定", TABLE, {"caption": "鉴定", "columns": columns, "rows": rows}, count=len(rows))] if rows else []


STATES = {"made": "已计待复核", "checked": "待发", "paid": "已发", "dropped": "作废"}


def _subsidies(matter: Matter, facts: Facts, actor: Actor) -> list[Card]:
    """What the case pays: the centre sees all of it, a handler the own."""
    from fengqiao.lines.aidcases.models import SubsidyLine

    if not facts.has("pass_file"):
        return []
    found = SubsidyLine.objects.filter(case_id=matter.pk).exclude(state="dropped")
    one = f.last_assigned(facts)
    if not actor.holds(MAY_SEE_MONEY):
        found = found.filter(provider_key=one.handler if one else "-")
    holds = dict(HOLDS)
    rows = [
        Row((Cell(line.handler_name), Cell(line.formula), Cell(f"{line.amount_fen / 100:,.2f}", num=True), Cell(holds.get(line.hold, "") or STATES.get(line.state, ""))))
        for line in found
    ]  # fmt: skip
    columns = [Column("承办人"), Column("怎样算"), Column("金额（元）", num=True), Column("情况")]
    return [Card("补贴", TABLE, {"caption": "补贴", "columns": columns, "rows": rows}, count=len(rows))] if rows else []


def of_batch(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """Every line of a batch, what was held and why."""
    holds = dict(HOLDS)
    rows = [
        Row((Cell(row["case_no"]), Cell(row["handler_name"]), Cell(row.get("formula", "")), Cell(f"{int(row['fen']) / 100:,.2f}", num=True), Cell(holds.get(row.get("hold", ""), ""))))
        for row in lines(facts)
    ]  # fmt: skip
    columns = [Column("案号"), Column("承办人"), Column("怎样算"), Column("金额（元）", num=True), Column("冻结")]
    note = f"合计{total_fen(facts) / 100:,.2f}元"
    return [Card(note, TABLE, {"caption": "各笔补贴", "columns": columns, "rows": rows}, count=len(rows))]
