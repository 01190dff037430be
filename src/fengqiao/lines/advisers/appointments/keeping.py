"""The appointment's columns and its own rows, as the facts say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.lines.advisers.appointments.gathering import person_key, served_key
from fengqiao.matter.models import Matter
from fengqiao.matter.timeline import Facts
from fengqiao.providers import edges, keys
from fengqiao.providers.codes import EdgeKind
from fengqiao.providers.models import Provider
from fengqiao.vault import mask_name

EDGES = {codes.VILLAGE: EdgeKind.VILLAGE, codes.ENVOY: EdgeKind.ENVOY, codes.PROJECT: EdgeKind.ENVOY}


def title(facts: Facts, masked: bool = False) -> str:
    """白水村：村居法律顾问李正"""
    name = facts.parties[0].name if facts.parties else ""
    return f"{facts.opening.get('served', '')}：{dict(codes.TEAMS).get(f.team(facts), '')}{mask_name(name) if masked and name else name}"


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of an appointment's row."""
    opening, now = facts.opening, f.term(facts)
    ended = facts.last("dismiss", "expire", "decline")
    return {
        "title": title(facts), "masked_title": title(facts, masked=True), "team": f.team(facts), "served": opening.get("served", ""),
        "served_key": served_key(opening.get("served", "")), "source": opening.get("source", ""), "person_key": person_key(facts),
        "provider_id": int(opening.get("provider")) if opening.get("provider") else None, "adviser_id": opening.get("adviser"), "host_id": opening.get("host"),
        "term_from_on": now.from_on, "term_to_on": now.to_on, "term_no": f.term_no(facts), "hours_month": now.hours_month,
        "lectures_quarter": now.lectures_quarter, "lessons_year": now.lessons_year,
        "away": [[first.isoformat(), last.isoformat() if last else None] for first, last in now.away], "appointed_on": facts.on("appoint"),
        "ended_on": ended.happened_on if ended else None, "missed": f.missed_in_row(facts),
        "to_confirm": sum(1 for log in f.logs(facts) if log.state == codes.WAITING),
        "duty_days": facts.value("duty_days", ""), "public_phone": facts.value("public_phone", ""), "handler_id": opening.actor_id,
    }  # fmt: skip


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """The rows of its logs and months, and what joins an adviser of the register to the village or enterprise."""
    _keep_edge(matter, facts, before)
    wanted = _rows(matter, facts)
    there = _rows(matter, before) if before is not None and len(before) else None
    for model, rows in wanted.items():
        if there is None or _content(there[model]) != _content(rows):
            _bring_in_line(model, matter, rows)


def _keep_edge(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """So that nobody is assigned against the village or enterprise he or she advises."""
    kind, provider = EDGES.get(f.team(facts)), facts.opening.get("provider")
    changes = ("appoint", "renew", "dismiss")
    if kind is None or not provider or not facts.has("appoint"):
        return
    if before is not None and [len(facts.all(code)) for code in changes] == [len(before.all(code)) for code in changes]:
        return
    one = Provider.objects.filter(pk=int(provider)).first()
    if one is not None:
        now = f.term(facts)
        said = edges.Said(
            kind=kind, party=keys.body(facts.opening.get("served", "")), from_on=now.from_on, to_on=now.to_on, source=f"adviser:{matter.pk.hex}", provider=one,
        )  # fmt: skip
        edges.record_edge(said, territory=matter.territory, now=timezone.now())


def kept(matter: Matter, facts: Facts) -> Iterator[str]:
    """What of those rows is not as the facts say."""
    for model, rows in _rows(matter, facts).items():
        if _content(list(model.objects.filter(matter_id=matter.pk).order_by("n"))) != _content(sorted(rows, key=lambda row: row.n)):
            yield f"{model._meta.verbose_name}与时间轴不一致"


def _rows(matter: Matter, facts: Facts) -> dict[Any, list[Any]]:
    from fengqiao.lines.advisers.models import MonthResult, ServiceLog

    key, common = person_key(facts), {"matter_id": matter.pk, "territory": matter.territory}
    logs = []
    for log in f.logs(facts):
        plain = log.plain("")
        logs.append(ServiceLog(
            **common, n=log.seq, person_key=key, on=plain.on, begins=plain.begins, ends=plain.ends, kind=plain.kind, online=plain.online, people=plain.people,
            state=log.state, reused=plain.reused, photos=[file["digest"] for file in log.fact.get("files", ()) if file.get("digest")],
        ))  # fmt: skip
    months = [
        MonthResult(**common, n=fact.seq, month_on=day, result=fact.get("result", ""), minutes=int(fact.get("minutes", 0)))
        for day, fact in f.results(facts).items()
    ]
    return {ServiceLog: logs, MonthResult: months}


def _content(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [tuple(bytes(value) if isinstance(value, memoryview) else value for value in _values(row)) for row in rows]


def _values(row: Any) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def _bring_in_line(model: Any, matter: Matter, rows: list[Any]) -> None:
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("matter", "n")]
    model.objects.filter(matter_id=matter.pk).exclude(n__in=[row.n for row in rows]).delete()
    if rows:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["matter", "n"], update_fields=fields)
