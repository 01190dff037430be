"""Doing something: an action's form, opened in place or as a page, and what others did while it was being filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.cautions import cautions_of, show_cautions
from fengqiao.desk.correcting import change_party, correct_entry, takes_particulars
from fengqiao.desk.form_layout import lay_out, unjudged_form, with_usual
from fengqiao.desk.lawlinks import laws_of
from fengqiao.desk.opening import BESIDE, choose_opening, open_new, openings, panel_beside
from fengqiao.desk.recalling import Recalled, recalled
from fengqiao.desk.veil import Veil, handles
from fengqiao.matter import registry
from fengqiao.matter.actions import ChangedMeanwhile, Doing, perform, standing_of
from fengqiao.matter.derive import side_words
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.looks import record_looks
from fengqiao.matter.models import ClockState, DeadlineRow, Entry, Matter
from fengqiao.matter.needs import ClockPick, FactPick, KeyPick, LongText, PartyPick, needs_named
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.sentences import Names, say
from fengqiao.matter.timeline import Standing
from fengqiao.matter.visibility import check_permission, get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.statutes import on_day
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.rows import wants_row, with_row

__all__ = ["act", "choose_opening", "correct_entry", "open_new", "openings"]

SEEN, DUE = "_seen", "due"


@staff_only
def act(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """The form of one action on one matter, and doing it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    matter = get_matter(actor, code)
    procedure = registry.procedure_of(matter)
    try:
        declared = procedure.action(action)
    except KeyError:
        raise NotVisible from None
    if declared.by is None:
        raise Refused.because("system-only", f"“{declared.label}”由系统依法记录，不能手工办理。")
    check_permission(actor, declared.by, matter)
    standing = standing_of(matter)
    veiled = bool(registry.line(matter.line).party_word) and not handles(actor, matter, standing.facts.opening.actor_id)
    setting = Setting(actor, timezone.localdate(), matter.office, standing.facts, matter.pk, side_words(procedure), veiled)
    if request.method != "POST" and (closed := why_over(declared, standing)):
        messages.info(request, closed)
        return redirect_to(request, reverse("matter", args=[code]))
    if takes_particulars(declared):
        return change_party(request, matter, declared, setting)
    return _Page(request, matter, declared, setting).answer()


def why_over(action: Action, standing: Standing) -> str:
    """Why the stage the matter has come to no longer admits the action; empty while it does."""
    assert standing.stage is not None
    if not action.repeats and standing.facts.has(action):
        return f"“{action.label}”已经办过，不用再办。"
    if action.allowed_in(standing.stage):
        return ""
    return f"本案现在{standing.stage.label}，不能再办“{action.label}”。"


class _Page:
    """One action's form page."""

    def __init__(self, request: HttpRequest, matter: Matter, action: Action, setting: Setting) -> None:
        self.request, self.matter, self.action, self.setting = request, matter, action, setting

    @cached_property
    def items(self) -> list[tuple[str, str]]:
        return open_items(self.matter)

    def answer(self) -> HttpResponse:
        request = self.request
        if request.method != "POST":
            return self.show(self._form(initial=self._initial()))
        if wants_row(request):
            form = self._form(with_row(request))
            return self.show(unjudged_form(form))
        if BESIDE in request.POST:
            return self.show(unjudged_form(self._form(request.POST)))
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self.changed(form) if self._choice_gone(form) else self.show(form, status=422)
        try:
            doing = Doing(self.action, form.data(), form.happened_on, behalf_of=form.behalf_of)
            done = perform(
                self.setting.actor, self.matter.pk, [doing], now=timezone.now(), once=read_once(request),
                seen_seq=_seen(request),
            )  # fmt: skip
        except ChangedMeanwhile:
            return self.changed(form)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.refuse(str(reason), reason.need)
            return self.show(form, status=422)
        shown = cautions_of(self.matter, self.action, form.data())
        if shown:
            return mark_sent(request, show_cautions(request, self.matter, self.action, shown))
        messages.success(request, f"已办理：{self.action.label}。")
        return mark_sent(request, redirect_to(request, self._after(done.matter)))

    def _choice_gone(self, form: ActionForm) -> bool:
        """Whether what was chosen can no longer be, since somebody did something: two who decide on one application."""
        if _seen(self.request) in (None, self.matter.head_seq):
            return False
        return any(isinstance(need, FactPick | KeyPick) and need.name in form.main.errors for need in self.action.needs)

    def _after(self, matter: Matter) -> str:
        """The matter's page, or its line's list where it has gone to an office beyond one's sight."""
        actor = self.setting.actor
        gone = matter.office_id != self.matter.office_id and not Matter.objects.visible_to(actor).filter(pk=matter.pk).exists()
        return registry.line(matter.line).list_url if gone else reverse("matter", args=[matter.code])

    def _form(self, data: Any = None, files: Any = None, initial: Mapping[str, Any] | None = None) -> ActionForm:
        form = with_usual(ActionForm(self.action.needs, self.setting, data, files, initial, day_word=self.action.day_word))
        for need in self.action.needs:
            if isinstance(need, ClockPick) and need.name in form.main.fields and self.items:
                form.main.fields[need.name].widget = Select(choices=[("", "请选择"), *self.items])
        return form

    def _initial(self) -> dict[str, Any]:
        """What can be filled in already: the only party, the numbers in the address."""
        found: dict[str, Any] = dict(self.action.begins_with(self.setting.facts, self.setting.today))
        for name, need in needs_named(self.action.needs).items():
            if name in self.request.GET:
                found[name] = self.request.GET[name]
            elif isinstance(need, ClockPick):
                found[name] = next((key for key, _ in self.items), None)
            elif name == "signatures":
                sides = [party for party in self.setting.facts.present_parties if party.side != "third"]
                found[name] = [{"party": party.n} for party in sides]
            elif name == "mediator" and self.matter.handler_id:
                found[name] = self.matter.handler_id
            elif isinstance(need, PartyPick) and need.several and name in ("present", "who"):
                found[name] = [party.n for party in self.setting.facts.present_parties]
            elif isinstance(need, FactPick | KeyPick):
                found[name] = self._picked(need)
            elif need.known and (value := self.setting.facts.value(name)) is not None:
                found[name] = value
        return found

    def _picked(self, need: FactPick | KeyPick) -> int | str | None:
        """The only one there is, or the one whose clock led here from the worklist."""
        facts, today = self.setting.facts, self.setting.today
        keys: list[int | str] = [key for key, _ in (need.of(facts, today) if isinstance(need, KeyPick) else need.of(facts))]
        if len(keys) == 1:
            return keys[0]
        return next((key for key in keys if str(key) in self.due_keys), None)

    @cached_property
    def due_keys(self) -> set[str]:
        """What the clocks of this action's tasks are about that end on the day in the address (``?due=``), each by its key."""
        try:
            due = date.fromisoformat(self.request.GET.get(DUE, ""))
        except ValueError:
            return set()
        asks = ((rule.code, rule.todo.does) for rule in registry.procedure_of(self.matter).deadlines if rule.todo)
        rules = [code for code, does in asks if does and does.code == self.action.code]
        rows = DeadlineRow.objects.filter(matter_id=self.matter.pk, rule__in=rules, due_on=due, state=ClockState.RUNNING)
        return set(rows.values_list("key", flat=True))

    def show(self, form: ActionForm, status: int = 200, changes: Any = None, over: str = "") -> HttpResponse:
        line, matter = registry.line(self.matter.line), self.matter
        title = matter.title_for(self.setting.actor.staff_id)
        context = {
            "matter": matter, "title": title, "action": self.action, "form": form, "layout": lay_out(form), "laws": laws_of(on_day(self.action.cite, self.setting.today)),
            "seen": matter.head_seq, "url": self.request.path, "changes": changes, "over": over,
            "draft": f"{matter.code}-{self.action.code}", "story": self._story(),
            "recalled": self._recalled(),
            "story_word": "案情" if line.party_word else line.label, **panel_beside(self.request, self.action.beside, matter.code),
            "places": [
                {"label": line.label, "url": line.list_url},
                {"label": matter.number or title, "url": reverse("matter", args=[matter.code])},
                {"label": self.action.label},
            ],
        }  # fmt: skip
        return render_page(self.request, "desk/act.html", context, fragment="form", status=status)

    def _recalled(self) -> list[Recalled]:
        """What is decided about; that it was read here is recorded."""
        found = recalled(registry.procedure_of(self.matter), self.action, self.setting) if self.action.recalls else []
        if found:
            record_looks(self.setting.actor, [self.matter], f"据以“{self.action.label}”的内容", "岗位职责", now=timezone.now())
        return found

    def _story(self) -> list[tuple[str, str]]:
        """What it is about, as it was told when the matter was opened: the form may be reached without its page."""
        facts = self.setting.facts
        veil = Veil.over(facts, full=not self.setting.veiled)
        needs = registry.procedure_of(self.matter).action(facts.opening.action).needs
        told = [need for need in needs if (need.told or isinstance(need, LongText)) and not (need.personal or need.private)]
        return [(need.label, veil(text)) for need in told if (text := facts.opening.get(need.name))]

    def changed(self, form: ActionForm) -> HttpResponse:
        """Somebody did something meanwhile: show what, keep what was typed, let the person choose."""
        self.matter.refresh_from_db()
        standing, procedure = standing_of(self.matter), registry.procedure_of(self.matter)
        since = Entry.objects.filter(matter_id=self.matter.pk, seq__gt=_seen(self.request) or 0, private=False)
        entries = list(since.select_related("actor").order_by("seq"))
        read, names = {fact.seq: fact for fact in standing.facts}, Names.of(procedure, standing.facts, entries)
        changes = [
            {
                "what": say(procedure.action(e.action), read[e.seq].data, names) if e.seq in read else procedure.action(e.action).label,
                "who": e.actor.name if e.actor else "系统", "on": e.recorded_at,
            }
            for e in entries
        ]  # fmt: skip
        return self.show(form, status=409, changes=changes, over=why_over(self.action, standing))


def open_items(matter: Matter) -> list[tuple[str, str]]:
    """The things of an agreement that still run, by number, the first due first: (number, its clock's name)."""
    running = DeadlineRow.objects.filter(matter_id=matter.pk, state__in=(ClockState.RUNNING, ClockState.PAUSED), key__regex=r"^\d+$")
    return [(row.key, f"{row.label}（{row.due_on.isoformat()}）") for row in running.order_by("due_on", "n")]


def _seen(request: HttpRequest) -> int | None:
    value = request.POST.get(SEEN, "")
    return int(value) if value.isdigit() else None
