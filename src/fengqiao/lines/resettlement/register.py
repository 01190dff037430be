"""What the register shows of a release, its rows of needs and contacts, and who else may see it. All read from the facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from fengqiao.daycount.months import add_months
from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Sight
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts
from fengqiao.vault import mask_name

ENDED = "帮教已结束"


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a release's row. Once the help period has ended the name is no longer shown (个人信息保护法47)."""
    who, (ended, fact) = f.person(facts), f.ending(facts)
    name = who.name if who else ""
    masked = mask_name(name) if name else ""
    placement, placed_on = f.placement(facts)
    years = f.period_years(facts)
    released = f.release_on(facts)
    help_ = f.cooperating(facts)
    return {
        "title": masked if ended == "expired" else name, "masked_title": masked, "handler_id": f.handler(facts),
        "restricted": restricted_by_hand(facts) or ("minor" if f.is_sealed(facts) else ""),
        "source": f.source(facts), "prison": facts.opening.get("prison", ""), "release_kind": facts.opening.get("release_kind", ""),
        "release_on": released, "noticed_on": facts.opening.happened_on, "by_notice": facts.opening.action != "walk_in" and not f.came_unknown(facts),
        "key_ground": f.key_ground(facts), "minor": f.is_minor(facts), "id_known": any(told.get("id_no") for told in facts.parties_as_told[:1]),
        "split": help_ is not None, "cooperating_id": help_.get("cooperating") if help_ else None,
        "fed_back_on": facts.on("send_back"), "linked_on": f.linked_on(facts), "link_mode": f.link_mode(facts),
        "fetched_on_time": f.fetched_on_time(facts), "not_linked_why": f.why_not_linked(facts), "consent": f.consent(facts),
        "placement": placement, "placed_on": placed_on, "team_on": facts.on("set_team"), "helper_ids": f.helpers(facts),
        "period_to_on": add_months(released, 12 * years) if years else None,
        "ending": ended, "ended_on": fact.happened_on if fact else None,
        "before_release": bool(fact and ended in ("died", "detained") and not f.linked_on(facts)),
        "judged_on": fact.day("judged_on") if fact and ended == "reoffended" else None,
        "crime_on": fact.day("crime_on") if fact and ended == "reoffended" else None,
        "corrections_id": UUID(code) if (code := facts.opening.get("from_matter")) else None,
    }  # fmt: skip


def sight(facts: Facts) -> Iterator[Sight]:
    """The cooperating office, where hukou and residence are apart; the responsible one counts the person, once."""
    fact = f.cooperating(facts)
    if fact is not None and fact.get("cooperating") != f.seat(facts):
        yield Sight(int(fact.get("cooperating")), "协助司法所", fact.happened_on, name=fact.get("cooperating_name", ""))


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """The rows of its needs and contacts, as the facts say. What an act leaves as it was costs no question."""
    there = _rows(matter, before) if before is not None else None
    for model, rows in _rows(matter, facts).items():
        if there is None or _content(there[model]) != _content(rows):
            _bring_in_line(model, matter, rows)


def _rows(matter: Matter, facts: Facts) -> dict[Any, list[Any]]:
    """By table."""
    from fengqiao.lines.resettlement.models import HelpContact, HelpService

    common = {"matter_id": matter.pk, "territory": matter.territory}
    services = [
        HelpService(
            **common, n=each.n, kind=each.kind, asked_on=each.asked_on, urgent=each.urgent, referred_on=each.referred_on,
            outcome=each.outcome, closed_on=each.closed_on, attended=0,
        )
        for each in f.needs(facts)
    ]  # fmt: skip
    services += [
        HelpService(
            **common, n=each.n * 100 + 99, kind=codes.MIND, asked_on=each.offered_on, urgent=False, referred_on=each.offered_on,
            outcome={"done": "given"}.get(each.ended, "dropped" if each.ended else ""), closed_on=each.ended_on, attended=each.attended,
        )
        for each in f.psych(facts)
    ]  # fmt: skip
    contacts = [
        HelpContact(
            **common,
            n=fact.seq,
            on=fact.happened_on,
            channel=fact.get("channel", ""),
            reached=bool(fact.get("reached")),
            refused=bool(fact.get("refused")),
        )
        for fact in f.contacts(facts)
    ]
    return {HelpService: services, HelpContact: contacts}


def _content(rows: list[Any]) -> list[tuple[Any, ...]]:
    return [tuple(getattr(row, field.attname) for field in row._meta.concrete_fields) for row in rows]


def _bring_in_line(model: Any, matter: Matter, rows: list[Any]) -> None:
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("matter", "n")]
    model.objects.filter(matter_id=matter.pk).exclude(n__in=[row.n for row in rows]).delete()
    if rows:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["matter", "n"], update_fields=fields)


def gives(facts: Facts) -> dict[str, Any]:
    """What a stay at a base is told of the person: name, number, telephone, nothing of the past."""
    who = f.person(facts)
    if who is None:
        return {}
    row = {name: who.get(name) for name in ("name", "id_no", "phone") if who.get(name)}
    return {"parties": [row]}
