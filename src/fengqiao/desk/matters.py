"""The matter's page: where it stands, what may be done now, what happened, what is in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.lawlinks import law_of, law_part
from fengqiao.matter import registry
from fengqiao.matter.actions import record_of
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.keys import ring
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import ClockState, DeadlineRow, Entry, Matter, Paper, PaperState, Share, TaskRow
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.sealing import opener
from fengqiao.matter.sentences import Names, say
from fengqiao.matter.timeline import Facts, PartyFact, Standing, read_facts, replay
from fengqiao.matter.visibility import get_matter, why_not
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.roles import COMMITTEE_HEAD
from fengqiao.ui.due import Due, describe_due
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.masks import mask_id, mask_name, mask_phone
from fengqiao.ui.parts import Fact, Stage

EVERYDAY_CODES = {action.code for action in EVERYDAY} - {"correct", "void", "change_party"}


@staff_only
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one matter."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code)
    today = timezone.localdate()
    procedure = registry.procedure_of(found)
    entries = list(Entry.objects.filter(matter_id=found.pk).select_related("actor").order_by("seq"))
    key = ring().unwrap(found.data_key)
    facts = read_facts((record_of(entry) for entry in entries), opener(key, found.pk))
    standing = replay(procedure, facts)
    papers = list(Paper.objects.filter(matter_id=found.pk).order_by("n"))
    names, clocks = Names.of(facts, entries), _deadlines(found, today)
    own = found.handler_id == actor.staff_id
    if own:
        record_look(actor, found, "打开本案", "承办", now=timezone.now(), by_handler=True)
    tasks = list(TaskRow.objects.filter(matter_id=found.pk).order_by("n").values_list("action", flat=True))
    allowed, refused = _actions(actor, found, procedure, standing, tasks)
    line = registry.line(found.line)
    context = {
        "matter": found,
        "today": today,
        "line": line,
        "stages": _stages(procedure, standing),
        "stage": standing.stage,
        "aspects": [(a.label, word) for a in procedure.aspects if (word := a.word(facts))],
        "allowed": allowed,
        "everyday": _everyday(actor, found, procedure, standing),
        "refused": refused,
        "entries": _timeline(request, actor, found, procedure, entries, facts, names),
        "deadlines": clocks,
        "ended": sum(1 for clock in clocks if not clock["open"]),
        "parties": [_party(found, party, own) for party in facts.parties],
        "own": own,
        "papers": [_paper(found, paper) for paper in papers if not paper.private or own],
        "shares": list(Share.objects.filter(matter_id=found.pk).select_related("office")),
        "facts": _cover(procedure, facts),
        "due": _first_due(found, today),
        "cards": line.cards(found, facts, actor, today) if line.cards else (),
        "places": [{"label": line.label, "url": line.list_url}, {"label": found.number or found.title}],
    }
    return render(request, "desk/matter.html", context)


def _first_due(found: Matter, today: date) -> Any:
    if found.next_due_on is None or found.closed:
        return None
    return describe_due(found.next_due_on, today, house=not found.next_due_statutory)


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
    line = []
    for stage in drawn:
        if stage is now:
            state = "now"
        elif stage.code in reached and now is not None and order[stage.code] < order[now.code]:
            state = "done"
        elif ended_aside or (now is not None and order[stage.code] < order[now.code]):
            state = "skipped"
        else:
            state = "next"
        line.append(Stage(stage.label, state, reached.get(stage.code)))  # type: ignore[arg-type]
    return line


def _actions(
    actor: Actor, found: Matter, procedure: Procedure, standing: Standing, tasks: list[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The buttons: what may be done now, and what may not with the reason. One is primary: what is asked for next."""
    allowed: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for action in procedure.actions:
        if action.by is None or action.opens or not action.offered or action.code in {a.code for a in EVERYDAY}:
            continue
        if not action.allowed_in(standing.stage) or (not action.repeats and standing.facts.has(action)):
            continue
        refusal = why_not(actor, action.by, found)
        if refusal:
            refused.append({"label": action.label, "reason": refusal, "law": None})
            continue
        if any(c.quiet and c.reason(standing.facts, None) is not None for c in action.conditions):
            continue
        reasons = [r for c in action.conditions if (r := c.reason(standing.facts, None)) is not None]
        if reasons:
            law = law_of(reasons[0].cite[0]) if reasons[0].cite else None
            refused.append({"label": action.label, "reason": reasons[0].said, "law": law})
        else:
            allowed.append(_button(found, action))
    _choose_primary(allowed, tasks)
    return allowed, refused


def _choose_primary(allowed: list[dict[str, Any]], tasks: list[str]) -> None:
    """One primary action a screen: the first task's, else the last that is marked as a usual next step."""
    wanted = next((b for code in tasks for b in allowed if b["code"] == code), None)
    wanted = wanted or next((b for b in reversed(allowed) if b["primary"]), None)
    for button in allowed:
        button["primary"] = button is wanted
    allowed.sort(key=lambda button: not button["primary"])


def _button(found: Matter, action: Action) -> dict[str, Any]:
    url = reverse("act", args=[found.code, action.code])
    return {"code": action.code, "label": action.label, "url": url, "primary": action.primary, "hint": action.help, "method": "get"}


def _everyday(actor: Actor, found: Matter, procedure: Procedure, standing: Standing) -> list[dict[str, Any]]:
    return [
        _button(found, action)
        for action in procedure.actions
        if action.code in EVERYDAY_CODES and action.allowed_in(standing.stage)
        and action.by is not None and why_not(actor, action.by, found) is None
    ]  # fmt: skip


def _timeline(
    request: HttpRequest, actor: Actor, found: Matter, procedure: Procedure, entries: list[Entry], facts: Facts,
    names: Names,
) -> list[dict[str, Any]]:  # fmt: skip
    """The entries, latest happening first; walled-off ones show that they exist, never what they say."""
    read = {fact.seq: fact for fact in facts}
    kind = request.GET.get("kind", "")
    shown = []
    for entry in sorted(entries, key=lambda e: (e.happened_on, e.seq), reverse=True):
        if kind and entry.action != kind:
            continue
        action = procedure.action(entry.action)
        fact = read.get(entry.seq)
        hidden = entry.private and not may_read_private(actor, found, entry)
        what = action.label if hidden or fact is None else say(action, fact.data, names)
        marks = [word for word, so in (("补录", entry.late and entry.actor_id is not None), ("已作废", fact is None), ("不公开", entry.private)) if so]
        shown.append(
            {
                "on": entry.happened_on, "happened_at": entry.happened_at, "who": entry.actor.name if entry.actor else "系统",
                "what": what, "note": "" if hidden or fact is None else _note(action, fact.data, entry.private),
                "recorded_at": entry.recorded_at if entry.late and entry.actor_id else None, "on_behalf": entry.behalf_of, "kind": entry.action,
                "marks": marks, "corrected": fact is None,
                "url": _correction_url(found, entry, action) if fact is not None and not hidden else "",
                "url_label": "更正",
            }
        )  # fmt: skip
    return shown


def may_read_private(actor: Actor, found: Matter, entry: Entry) -> bool:
    """单独谈话: the author, and the head of the committee that handles the matter."""
    is_head = COMMITTEE_HEAD.code in actor.roles and actor.office_id == found.office_id
    return entry.actor_id == actor.staff_id or is_head


def _note(action: Action, data: Mapping[str, Any], private: bool) -> str:
    if private:
        return "\n".join(str(data.get(n.name, "")) for n in action.needs if n.private and data.get(n.name))
    for name in ("course", "explanation", "content", "summary"):
        if data.get(name):
            return str(data[name])
    return ""


def _correction_url(found: Matter, entry: Entry, action: Action) -> str:
    if found.closed or action.by is None or action.code in ("correct", "void") or not action.needs:
        return ""
    return reverse("correct-entry", args=[found.code, entry.seq])


def _deadlines(found: Matter, today: date) -> list[dict[str, Any]]:
    rows = list(DeadlineRow.objects.filter(matter_id=found.pk).exclude(state=ClockState.VOID))
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
    )  # fmt: skip


def _party(found: Matter, party: PartyFact, own: bool) -> dict[str, Any]:
    words = {"applicant": "申请人", "respondent": "被申请人", "third": "第三人"}
    phone, number = str(party.get("phone", "")), str(party.get("id_no", ""))
    return {
        "n": party.n, "side": words.get(party.side, party.side), "left_on": party.left_on,
        "name": party.name if own else mask_name(party.name), "phone": phone if own else mask_phone(phone),
        "id_no": number if own else mask_id(number), "address": party.get("address", "") if own else "",
        "representative": party.get("representative", ""), "proxy": party.get("proxy", ""),
        "url": reverse("party", args=[found.code, party.n]),
    }  # fmt: skip


def _paper(found: Matter, paper: Paper) -> dict[str, Any]:
    form = "pdf" if not paper.mime or paper.state != PaperState.RECEIVED or paper.mime == "application/pdf" else "file"
    return {
        "title": paper.title, "version": paper.version, "state": paper.get_state_display(),
        "received": paper.state == PaperState.RECEIVED, "old": paper.state in (PaperState.REPLACED, PaperState.VOID),
        "url": reverse("paper", args=[found.code, paper.n, form]), "made_at": paper.made_at, "scan_of": paper.scan_of,
        "docx": reverse("paper", args=[found.code, paper.n, "docx"]) if paper.state != PaperState.RECEIVED else "",
    }  # fmt: skip


def _cover(procedure: Procedure, facts: Facts) -> list[Fact]:
    """The cover facts: what was said at the opening, long texts over the whole width."""
    opening = procedure.action(facts.opening.action)
    shown = []
    for need in opening.needs:
        value = facts.opening.data.get(need.name)
        if need.name == "parties" or need.personal or value in (None, "", []):
            continue
        text = need.show(value)
        shown.append(Fact(need.label, text, wide=len(text) > 30))
    return shown


@staff_only
def party(request: HttpRequest, code: str, n: int) -> HttpResponse:
    """One party in full. The handler's look is recorded by itself; anybody else gives a reason first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code)
    own = found.handler_id == actor.staff_id
    reason = request.POST.get("reason", "").strip()
    facts = _facts_of(found)
    try:
        shown = facts.party(n)
    except KeyError:
        return redirect_to(request, reverse("matter", args=[code]))
    context: dict[str, Any] = {
        "matter": found, "party": shown, "places": [
            {"label": found.number or found.title, "url": reverse("matter", args=[code])}, {"label": "当事人信息"}],
    }  # fmt: skip
    if not own and (request.method != "POST" or len(reason) < 4):
        context |= {"name": mask_name(shown.name), "short": request.method == "POST"}
        return render(request, "desk/party_reason.html", context, status=422 if context["short"] else 200)
    record_look(actor, found, f"第{n}位当事人的完整信息", reason or "承办", now=timezone.now(), by_handler=own)
    context["facts"] = _party_facts(registry.procedure_of(found), shown)
    return render(request, "desk/party.html", context)


def _facts_of(found: Matter) -> Facts:
    from fengqiao.matter.actions import known_facts

    return known_facts(found)


def _party_facts(procedure: Procedure, shown: PartyFact) -> list[Fact]:
    from fengqiao.matter.derive import party_needs

    return [
        Fact(need.label, need.show(shown.get(need.name)))
        for need in party_needs(procedure)
        if shown.get(need.name) not in (None, "", [])
    ]
