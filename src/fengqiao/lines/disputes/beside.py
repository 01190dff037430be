"""Beside the intake form: what the story proposes, what it may not be, and what is in already. Proposals, never decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.desk.lawlinks import law_part
from fengqiao.divisions.territory import county_reach
from fengqiao.documents.amounts import AmountError, parse_amount
from fengqiao.lines.disputes import codes, duplicates
from fengqiao.lines.disputes.permissions import MAY_RECEIVE
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.triage import Span, Suggestion, suggest
from fengqiao.vault import VaultError, parse_id_number, parse_phone

LONGEST = 8000
MOST_PARTIES = 30
COMMITTEE = "人民调解委员会"
OF_ONESELF = ("我叫", "我是", "本人", "我的名字是", "我姓名")


@dataclass(frozen=True)
class Proposal:
    """One thing proposed for one field; ``fill`` is what the button writes into the form."""

    label: str
    value: str
    words: str
    fill: str = ""
    share: str = ""


@require_POST
@staff_only
def beside(request: HttpRequest) -> HttpResponse:
    """The panel for what has been typed so far. Nothing of it is kept."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_RECEIVE):
        raise Refused.because("permission", actor.lacks(MAY_RECEIVE))
    return render(request, "disputes/beside.html", panel(request.POST, actor, timezone.localdate()))


def panel(typed: Mapping[str, str], actor: Actor, today: date) -> dict[str, Any]:
    """What the panel shows: type, people, place, circumstances, lead unit, warnings, and matters that may be the same."""
    story = f"{typed.get('summary', '')}\n{typed.get('claim', '')}".strip()[:LONGEST]
    places = _places(actor)
    found = suggest(story, [(place.pk, place.name.removesuffix(COMMITTEE), ()) for place in places], today=today)
    rows, marks = list(_people_typed(typed)), dict(codes.FLAGS)
    told = duplicates.told_of(_typed(typed, found, {place.pk: place.territory for place in places}), [*rows, *_people_found(found, rows)])
    types, proposals = _types(found), list(_proposals(found, typed, story))
    alike = [_shown(each, actor) for each in duplicates.alike(actor, told, today)]
    counted = (("注意", len(found.dangers)), ("可能重复", len(alike)), ("不归调解", len(found.elsewhere)), ("建议", len(types) + len(proposals)))
    return {
        "empty": not story and not told.people, "kind": found.kind, "types": types, "dangers": found.dangers,
        "flags": json.dumps({"flags": [d.key for d in found.dangers if d.key in marks]}),
        "elsewhere": [(each, [law_part(law.label) for law in each.law]) for each in found.elsewhere],
        "proposals": proposals, "lead": found.lead, "alike": alike,
        "told": " · ".join(f"{word} {count}" for word, count in counted if count),
    }  # fmt: skip


def _places(actor: Actor) -> list[Office]:
    """The committees of the actor's county: each stands for the village or community it serves."""
    offices = Office.objects.filter(kind=OfficeKind.COMMITTEE, to_on=None, territory__range=county_reach(actor.territory))
    return list(offices.only("pk", "name", "territory"))


def _people_typed(typed: Mapping[str, str]) -> Iterator[dict[str, str]]:
    if typed.get("reporter_name") and typed.get("reporter_role") == "party":
        yield {"name": typed["reporter_name"], "phone": _phone(typed.get("reporter_phone", "")), "id_no": ""}
    for n in range(MOST_PARTIES):
        name = typed.get(f"parties-{n}-name", "").strip()
        if name:
            yield {"name": name, "phone": _phone(typed.get(f"parties-{n}-phone", "")), "id_no": _identity(typed.get(f"parties-{n}-id_no", ""))}


def _people_found(found: Suggestion, rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The people the story names, who are not in the form yet."""
    known = {row["name"] for row in rows}
    for name in [each.name for each in found.persons] + [each.name for each in found.organisations]:
        if name not in known:
            yield {"name": name, "phone": "", "id_no": ""}


def _phone(text: str) -> str:
    read = parse_phone(text)
    return read.digits if read.ok else ""


def _identity(text: str) -> str:
    try:
        return parse_id_number(text.strip(), today=timezone.localdate()).number if text.strip() else ""
    except VaultError:
        return ""


def _typed(typed: Mapping[str, str], found: Suggestion, territories: Mapping[int, int]) -> dict[str, Any]:
    """The circumstances as typed, or as the story says them."""
    unit = typed.get("place_unit", "")
    place = territories.get(int(unit)) if unit.isdigit() else None
    if place is None and len(found.places) == 1:
        place = territories.get(found.places[0].id)
    best = found.kind.guesses[0].type if found.kind.guesses and not found.kind.silent else ""
    return {
        "type": typed.get("type") or best, "place_territory": place, "place": typed.get("place", ""),
        "occurred_on": _day(typed.get("occurred_on", "")), "amount": _fen(typed.get("amount", "")),
    }  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _fen(text: str) -> int | None:
    try:
        return parse_amount(text).fen if text.strip() else None
    except AmountError:
        return None


def _types(found: Suggestion) -> list[Proposal]:
    """The best three types that mediation knows, each with the words that led to it."""
    if found.kind.silent:
        return []
    words = dict(codes.TYPES)
    return [
        Proposal(guess.name, words.get(guess.type, ""), _quoted(guess.words), json.dumps({"type": guess.type}), _share(guess.share))
        for guess in found.kind.guesses
    ]  # fmt: skip


def _share(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else "可能很小"


def _proposals(found: Suggestion, typed: Mapping[str, str], story: str) -> Iterator[Proposal]:
    """What else the story says, for fields that are still empty."""
    typed_names = {row["name"] for row in _people_typed(typed)}
    for person in found.persons:
        if person.name in typed_names or person.name == typed.get("reporter_name"):
            continue
        if story[: person.span.start].endswith(OF_ONESELF):
            yield Proposal("反映人", person.name, person.span.text, json.dumps({"reporter_name": person.name}, ensure_ascii=False))
        else:
            yield Proposal("涉及的人", person.name, person.span.text, json.dumps({"+parties": {"name": person.name}}, ensure_ascii=False))
    for body in found.organisations:
        if body.name not in typed_names:
            fill = {"+parties": {"name": body.name, "kind": codes.ORGANISATION}}
            yield Proposal("涉及的单位", body.name, body.span.text, json.dumps(fill, ensure_ascii=False))
    if not typed.get("reporter_phone") and len(found.telephones) == 1:
        yield Proposal("反映人电话", found.telephones[0].digits, found.telephones[0].span.text, json.dumps({"reporter_phone": found.telephones[0].digits}))
    if not typed.get("place_unit", "").isdigit():
        for place in found.places[:3]:
            yield Proposal("村（社区）", place.name, place.span.text, json.dumps({"place_unit": str(place.id)}))
    yield from _days(found, typed)
    yield from _risk(found, typed)
    if not typed.get("amount") and found.sums:
        most = max(found.sums, key=lambda each: each.fen)
        yield Proposal("涉及金额", f"{most.fen / 100:,.2f}元", most.span.text, json.dumps({"amount": f"{most.fen / 100:.2f}"}))
    if not typed.get("people_count") and found.people:
        most_people = max(found.people, key=lambda each: each.count)
        yield Proposal("涉及人数", f"{most_people.count}人", most_people.span.text, json.dumps({"people_count": str(most_people.count)}))


def _days(found: Suggestion, typed: Mapping[str, str]) -> Iterator[Proposal]:
    """The day somebody came to tell of it is when it came in; the first other day is when it happened."""
    fixed = [(each, each.day.isoformat()) for each in found.dates if each.day is not None]
    came = next(((each, day) for each, day in fixed if each.telling), None)
    happened = next(((each, day) for each, day in fixed if not each.telling), None)
    if came is not None and typed.get("on") != came[1]:
        yield Proposal("来件日期", came[1], came[0].span.text, json.dumps({"on": came[1]}))
    if happened is not None and not typed.get("occurred_on"):
        yield Proposal("发生日期", happened[1], happened[0].span.text, json.dumps({"occurred_on": happened[1]}))


def _risk(found: Suggestion, typed: Mapping[str, str]) -> Iterator[Proposal]:
    """The colour that the words of danger ask for, while a lower one is chosen for the new matter."""
    order = codes.RISK_ORDER.index
    levels = [danger.level for danger in found.dangers]
    chosen = typed.get("risk") if typed.get("risk") in codes.RISK_ORDER else codes.YELLOW
    worst = max(levels, key=order, default=codes.BLUE)
    if typed.get("then") == "raise" and order(worst) > order(str(chosen)):
        named = "、".join(danger.name for danger in found.dangers if danger.level == worst)
        yield Proposal("风险等级", dict(codes.RISKS)[worst], named, json.dumps({"risk": worst}))


def _quoted(words: tuple[Span, ...]) -> str:
    return "、".join(f"“{word.text}”" for word in words)


def _shown(found: duplicates.Alike, actor: Actor) -> dict[str, Any]:
    """One matter that may be the same, as this person may see it."""
    dispute = found.dispute
    return {
        "word": found.word, "title": dispute.title_for(actor.staff_id), "number": dispute.number, "why": "，".join(found.why),
        "unit": dispute.office.short_name, "since": dispute.first_report_on, "reports": dispute.reports_count,
        "closed": dispute.closed, "url": reverse("matter", args=[dispute.code]),
        "fill": json.dumps({"then": "join", "into": dispute.number, "why": "，".join(found.why)}, ensure_ascii=False),
    }  # fmt: skip
