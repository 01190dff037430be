"""The matter's page: where it stands, what may be done now, what happened, what is in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.correcting import own_correct
from fengqiao.desk.history import LATEST, Reading, kinds, names_for, timeline, wants_all
from fengqiao.desk.lawlinks import law_part
from fengqiao.desk.merged_card import linked_cards, merged_cards
from fengqiao.desk.paper_list import SCAN_ACTION, listed, printable
from fengqiao.desk.steps import steps, waiting
from fengqiao.desk.veil import Veil, handles
from fengqiao.exchange.outside.card import filing_card
from fengqiao.matter import registry
from fengqiao.matter.actions import known_facts, record_of
from fengqiao.matter.derive import party_needs, side_words
from fengqiao.matter.diagram import stage_svg
from fengqiao.matter.keys import ring
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import ClockState, DeadlineRow, Entry, Matter, Paper, PaperState, TaskRow
from fengqiao.matter.procedure import Procedure
from fengqiao.matter.sealing import opener
from fengqiao.matter.sentences import Names, show
from fengqiao.matter.sharing import shares_of
from fengqiao.matter.timeline import Facts, PartyFact, Standing, read_facts, replay
from fengqiao.matter.visibility import get_matter, why_not
from fengqiao.orgs.actor import Actor
from fengqiao.ui.due import Due, describe_due
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.masks import mask_id, mask_name, mask_phone
from fengqiao.ui.parts import Fact, Stage
from fengqiao.vault import parse_phone


@staff_only
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one matter."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code)
    today, procedure, line = timezone.localdate(), registry.procedure_of(found), registry.line(found.line)
    entries = list(Entry.objects.filter(matter_id=found.pk).select_related("actor").order_by("seq"))
    facts = read_facts((record_of(entry) for entry in entries), opener(ring().unwrap(found.data_key), found.pk))
    own = is_own(actor, found, entries)
    if own:
        record_look(actor, found, "打开本案", "承办", now=timezone.now(), by_handler=True)
    elif line.guarded:
        record_look(actor, found, "打开本案（隐去姓名）", "岗位职责", now=timezone.now())
    veil = Veil.over(facts, full=own or not line.party_word)
    names = names_for(procedure, facts, entries, veil, found.office)
    correcting = own_correct(procedure)
    corrects = correcting is not None and correcting.by is not None and why_not(actor, correcting.by, found) is None
    reading = Reading(actor, found, procedure, entries, facts, names, own, corrects, veil, wants_all(request))
    title = found.title if own else found.masked_title or found.title
    context = {
        "matter": found, "title": title, "line": line, "own": own,
        **_standing(reading, line, today),
        **timeline(request, reading), "kinds": kinds(request, reading),
        "parties": [_party(found, each, own, side_words(procedure)) for each in facts.parties],
        "may_change_parties": own and corrects and not found.closed,
        "shares": [(names.offices.get(share.office_id, ""), share) for share in shares_of(procedure, facts)],
        "facts": _cover(procedure, facts, veil, names),
        "cards": [*(line.cards(found, facts, actor, today) if line.cards else ()), *merged_cards(facts, actor), *linked_cards(facts, actor), *_filings(found, actor)],
        "places": [{"label": line.label, "url": line.list_url}, {"label": found.number or title}],
    }  # fmt: skip
    return render_page(request, "desk/matter.html", context, "timeline" if reading.whole else None)


def _filings(found: Matter, actor: Actor) -> list[registry.Card]:
    """How it stands with the outside systems that want to hear of it."""
    card = filing_card(found, actor)
    return [card] if card is not None else []


def is_own(actor: Actor, found: Matter, entries: list[Entry]) -> bool:
    """Whether the reader handles the matter; while nobody does, whoever registered it does."""
    return handles(actor, found, entries[0].actor_id if entries else None)


def _standing(reading: Reading, line: registry.Line, today: date) -> dict[str, Any]:
    """Where the matter stands, what may be done, its clocks and its papers."""
    found, procedure = reading.matter, reading.procedure
    standing = replay(procedure, reading.facts)
    rows = list(DeadlineRow.objects.filter(matter_id=found.pk).exclude(state=ClockState.VOID).begun(today))
    begun = TaskRow.objects.filter(matter_id=found.pk, since_on__lte=today)
    tasks = list(begun.select_related("handler").order_by(F("due_on").asc(nulls_last=True), "n"))
    given = steps(reading.actor, found, procedure, standing, tasks, {row.n: row for row in rows}, reading.veil)
    papers = list(Paper.objects.filter(matter_id=found.pk).order_by("n"))
    if not any(paper.scan_of is None and paper.state in (PaperState.ISSUED, PaperState.SIGNED) for paper in papers):
        given.everyday = [button for button in given.everyday if button["code"] != SCAN_ACTION]  # nothing to sign yet
    may_scan = any(button["code"] == SCAN_ACTION for button in given.everyday)
    clocks = _deadlines(rows, today)
    running = [row for row in rows if row.state in (ClockState.RUNNING, ClockState.PAUSED)]
    ended = [clock for clock in reversed(clocks) if not clock["open"]]
    return {
        "glance": line.glance(reading.facts, running, today) if line.glance and not found.closed else (),
        "unnumbered": "未编号" if procedure.numbered else procedure.label,
        "stage": standing.stage, "stages": _stages(procedure, standing), "diagram": stage_svg(procedure, standing.stage),
        "aspects": [(a.label, word) for a in procedure.aspects if (word := a.word(reading.facts))],
        "steps": given, "tasks": waiting(tasks, today), "due": _first_due(found, today),
        "deadlines": [clock for clock in clocks if clock["open"]], "ended": ended if reading.whole else ended[:LATEST], "ended_total": len(ended),
        **listed(found, [paper for paper in papers if not paper.private or reading.own], may_scan),
        "printable": printable(found, procedure, given.near),
    }  # fmt: skip


def _first_due(found: Matter, today: date) -> Any:
    if found.next_due_on is None or found.closed:
        return None
    return describe_due(found.next_due_on, today, house=not found.next_due_statutory, due_at=found.next_due_at, now=timezone.now())


def _stages(procedure: Procedure, standing: Standing) -> list[Stage]:
    """The main line with the present stage marked; a stage aside appears only where the matter went there."""
    reached: dict[str, date] = {}
    for step in standing.path:
        if step.before is not step.after:
            reached[step.after.code] = step.fact.happened_on
    now = standing.stage
    drawn = [s for s in procedure.stages if not s.aside or s is now]
    order = {stage.code: place for place, stage in enumerate(procedure.stages)}
    ended_aside = now is not None and now.aside and now.closed
    beside = now is not None and now.aside and not now.closed  # it comes back to the line: what was not reached is still to come
    line = []
    for stage in drawn:
        if stage is now:
            state = "now"
        elif stage.code in reached and now is not None and order[stage.code] < order[now.code]:
            state = "done"
        elif ended_aside or (now is not None and not beside and order[stage.code] < order[now.code]):
            state = "skipped"
        else:
            state = "next"
        on = None if state == "next" else reached.get(stage.code)  # the days of an earlier round are in the timeline
        line.append(Stage(stage.label, state, on))  # type: ignore[arg-type]
    return line


def _deadlines(rows: list[DeadlineRow], today: date) -> list[dict[str, Any]]:
    """The clocks for the card: those that run, by the day they end, then the rest."""
    rows.sort(key=lambda row: (row.state not in ("running", "paused"), row.due_on))
    return [
        {
            "label": row.label,
            "due": _due_of(row, today),
            "open": row.state in (ClockState.RUNNING, ClockState.PAUSED),
            "law": law_part(row.source) if row.statutory else None,
            "house": "" if row.statutory else row.source,
            "explain": [*row.explanation.get("steps", ()), f"期满：{row.explanation.get('expiry', '')}。"],
            "whose": row.whose,
        }
        for row in rows
    ]  # fmt: skip


def _due_of(row: DeadlineRow, today: date) -> Due:
    if row.state == ClockState.EXPIRED:
        return Due("done", f"已期满：{row.explanation.get('expiry', '')}", row.due_on)
    return describe_due(
        row.due_on, today, provisional=row.provisional, paused=row.state == ClockState.PAUSED, done_on=row.met_on,
        house=not row.statutory, soon_days=row.warn_days, owner="" if row.whose == "本所" else row.whose,
        due_at=row.due_at, now=timezone.now(),
    )  # fmt: skip



def _party(found: Matter, party: PartyFact, own: bool, sides: Mapping[str, str]) -> dict[str, Any]:
    """A party for the card: in full for the handler; else masked, and of an organisation only the name."""
    phone, number = str(party.get("phone", "")), str(party.get("id_no", ""))
    is_person = party.get("kind", "person") == "person"
    deputies = {"法定代理人" if is_person else "法定代表人": party.get("representative", ""), "委托代理人": party.get("proxy", "")}
    return {
        "doubtful": bool(phone) and not parse_phone(phone).ok,
        "n": party.n, "side": sides.get(party.side, party.side), "left_on": party.left_on,
        "name": party.name if own or not is_person else mask_name(party.name), "phone": phone if own else mask_phone(phone),
        "id_no": number if own else mask_id(number), "address": party.get("address", "") if own else "",
        "deputies": [(word, name if own else mask_name(name)) for word, name in deputies.items() if name],
        "url": reverse("party", args=[found.code, party.n]),
        "change_url": reverse("act", args=[found.code, "change_party"]) + f"?party={party.n}",
    }  # fmt: skip


def _cover(procedure: Procedure, facts: Facts, veil: Veil, names: Names) -> list[Fact]:
    """The cover facts: what was said at the opening, long texts over the whole width."""
    opening = procedure.action(facts.opening.action)
    shown = []
    for need in opening.needs:
        value = facts.opening.data.get(need.name)
        if need.name == "parties" or need.personal or value in (None, "", [], False):
            continue
        text = veil(show(need, value, names))
        if not text:  # a key or a code: what it stands for is told on its own card
            continue
        shown.append(Fact(need.label, text, wide=len(text) > 30))
    return shown


@staff_only
def party(request: HttpRequest, code: str, n: int) -> HttpResponse:
    """One party in full. The handler's look is recorded by itself; anybody else gives a reason first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code)
    own = found.handler_id == actor.staff_id
    reason = request.POST.get("reason", "").strip()
    facts = known_facts(found)
    try:
        shown = facts.party(n)
    except KeyError:
        return redirect_to(request, reverse("matter", args=[code]))
    context: dict[str, Any] = {
        "matter": found, "party": shown, "places": [
            {"label": found.number or found.title_for(actor.staff_id), "url": reverse("matter", args=[code])}, {"label": "当事人信息"}],
    }  # fmt: skip
    if not own and (request.method != "POST" or len(reason) < 4):
        context |= {"name": mask_name(shown.name), "short": request.method == "POST"}
        return render(request, "desk/party_reason.html", context, status=422 if context["short"] else 200)
    record_look(actor, found, f"第{n}位当事人的完整信息", reason or "承办", now=timezone.now(), by_handler=own)
    context["facts"] = _party_facts(registry.procedure_of(found), shown)
    return render(request, "desk/party.html", context)


def _party_facts(procedure: Procedure, shown: PartyFact) -> list[Fact]:
    return [
        Fact(need.label, need.show(shown.get(need.name)))
        for need in party_needs(procedure)
        if shown.get(need.name) not in (None, "", [])
    ]
