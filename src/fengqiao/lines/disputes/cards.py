"""What a report's or a dispute's page shows beside the common parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from fengqiao.lines.disputes import codes, dispatching, duplicates, orders
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes.merged import with_merged
from fengqiao.lines.disputes.models import Report
from fengqiao.lines.disputes.permissions import MAY_MERGE
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card, procedure_of
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import why_not
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.moving import number_now
from fengqiao.ui.parts import Cell, Column, Row

ALIKE = "disputes/card_alike.html"
TABLE = "ui/card_table.html"


def of_report(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """The matter it belongs to, or those it may belong to."""
    assert isinstance(matter, Report)
    if matter.dispute_id is not None:
        found = Matter.objects.visible_to(actor).filter(pk=matter.dispute_id).select_related("office").first()
        return [Card("所属事项", "disputes/card_dispute.html", _dispute(found, actor), aside=True)]
    if matter.stage != "registered":
        return []
    return _alike(matter, facts, actor, today, "join")


def _dispute(found: Matter | None, actor: Actor) -> dict[str, Any]:
    if found is None:
        return {"hidden": "所属事项现在不在您的辖区内，由县里或有关单位办理。"}
    stage = procedure_of(found).stage(found.stage).label
    url = reverse("matter", args=[found.code])
    return {"title": found.title_for(actor.staff_id), "number": found.number, "stage": stage, "unit": found.office.short_name, "url": url}


def of_dispute(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """Where it was sent, who pushes, what came in, its cases, and what may be the same."""
    made = [*_sendings(facts), *_orders(matter, facts, actor), *_reports(matter, facts, actor), *_cases(matter, facts, actor)]
    if matter.stage == "sorting" and actor.holds(MAY_MERGE):
        made += _alike(matter, facts, actor, today, "merge")
    return made


def _sendings(facts: Facts) -> list[Card]:
    sent = dispatching.sendings(facts)
    if not sent:
        return []
    reasons = dict(codes.RETURN_REASONS)
    rows = [
        Row((
            Cell(s.sent_on.isoformat()), Cell(s.from_name), Cell(s.to_name),
            Cell(s.state + (f"（{reasons.get(s.reason, '')}）" if s.reason in reasons else "")),
            Cell((s.accepted_on or s.ended_on or "") and (s.accepted_on or s.ended_on).isoformat()),  # type: ignore[union-attr]
        ))
        for s in sent
    ]  # fmt: skip
    columns = [Column(word) for word in ("转办日期", "转出", "承办", "状态", "签收或退回")]
    return [Card("转办", TABLE, {"caption": "转办记录", "columns": columns, "rows": rows}, count=len(sent))]


def _orders(matter: Matter, facts: Facts, actor: Actor) -> list[Card]:
    found = orders.orders(facts)
    if not found:
        return []
    procedure = procedure_of(matter)
    rows = []
    for order in found:
        does = {orders.SENT: orders.ANSWER, orders.ANSWERED: orders.ACCEPT}.get(order.state, "")
        action = procedure.action(does) if does else None
        may = action is not None and action.by is not None and why_not(actor, action.by, matter) is None
        url = f"{reverse('act', args=[matter.code, does])}?order={order.seq}" if may else ""
        label = action.label if may and action is not None else ""
        rows.append(Row((Cell(order.word), Cell(order.state), Cell(label, url=url))))
    columns = [Column("督办单"), Column("状态"), Column("")]
    return [Card("督办", TABLE, {"caption": "督办单", "columns": columns, "rows": rows}, count=len(found))]


def _reports(matter: Matter, facts: Facts, actor: Actor) -> list[Card]:
    """The reports this person may see, and how many others there are: who reported is nobody else's business."""
    ids = with_merged(matter.pk) if f.absorbed(facts) else [matter.pk]
    linked = Report.objects.filter(dispute_id__in=ids)
    visible = linked.filter(pk__in=Matter.objects.visible_to(actor).filter(line="reports").values("pk"))
    rows = [
        Row((Cell(r.number), Cell(r.channel_word), Cell(r.opened_on.isoformat()), Cell("已答复" if r.closed else "待答复")), reverse("matter", args=[r.code]))
        for r in visible.order_by("opened_on", "number")[:20]
    ]
    columns = [Column("来件"), Column("渠道"), Column("日期"), Column("答复")]
    total = f.reports_count(facts)
    note = f"另有{total - len(rows)}件由其他单位登记。" if total > len(rows) else ""
    return [Card("来件", TABLE, {"caption": "来件", "columns": columns, "rows": rows, "note": note}, count=total)]


def _cases(matter: Matter, facts: Facts, actor: Actor) -> list[Card]:
    known = f.cases(facts)
    if not known:
        return []
    ids = [UUID(case.case) for case in known]
    seen = {m.pk: m for m in Matter.objects.visible_to(actor).filter(pk__in=ids)}
    rows = []
    for case in known:
        found = seen.get(UUID(case.case))
        state = "已结案" if case.closed else dict(codes.OUTCOMES).get(case.ended, "已终止" if case.ended else "在办")
        state += "（并案的主案）" if case.leads else ""
        url = reverse("matter", args=[case.case]) if found else ""
        rows.append(Row((Cell((found.number or "（未编号）") if found else "调解案件"), Cell(case.since_on.isoformat()), Cell(state)), url))
    return [Card("调解案件", TABLE, {"caption": "调解案件", "columns": [Column("案件"), Column("登记"), Column("状态")], "rows": rows}, count=len(rows))]


def _alike(matter: Matter, facts: Facts, actor: Actor, today: date, action: str) -> list[Card]:
    """What may be the same quarrel, with a compare view and the act that makes them one."""
    opening = facts.opening
    index = ring().blind_index
    people = tuple(
        duplicates.Somebody(
            party.name, index.of("phone", party.get("phone")) if party.get("phone") else None,
            index.of("id_number", party.get("id_no")) if party.get("id_no") else None,
        )
        for party in facts.present_parties if party.side != codes.REPORTER
    )  # fmt: skip
    told = duplicates.Told(
        people, f.kind(facts), number_now(opening.get("place_territory")), opening.get("place", ""), opening.day("occurred_on"), opening.get("amount")
    )
    found = [each for each in duplicates.alike(actor, told, today, besides=matter.pk) if not each.dispute.closed]
    if not found:
        return []
    shown = [
        {
            "word": each.word, "title": each.dispute.title_for(actor.staff_id), "number": each.dispute.number, "why": "，".join(each.why),
            "unit": each.dispute.office.short_name, "compare_url": reverse("dispute-compare", args=[matter.code, each.dispute.code]),
        }
        for each in found
    ]  # fmt: skip
    return [Card("可能重复", ALIKE, {"alike": shown, "action": action}, aside=True, count=len(shown))]
