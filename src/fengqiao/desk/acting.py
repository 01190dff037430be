"""Doing something: an action's form, opened in place or as a page; opening a matter; the quick correction of a slip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.lawlinks import laws_of
from fengqiao.matter import registry
from fengqiao.matter.actions import ChangedMeanwhile, Doing, open_matter, perform, standing_of
from fengqiao.matter.everyday import correct
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.needs import Need, OfficePick, Parties, needs_named
from fengqiao.matter.procedure import Action, Journey, Procedure
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import check_permission, get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.rows import unjudged, wants_row, with_row

SEEN = "_seen"


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
    facts = standing_of(matter).facts
    setting = Setting(actor, timezone.localdate(), matter.office, facts, matter.pk)
    return _Page(request, matter, declared, setting).answer()


class _Page:
    """One action's form page."""

    def __init__(self, request: HttpRequest, matter: Matter, action: Action, setting: Setting) -> None:
        self.request, self.matter, self.action, self.setting = request, matter, action, setting

    def answer(self) -> HttpResponse:
        request = self.request
        if request.method != "POST":
            return self.show(self._form(initial=self._initial()))
        if wants_row(request):
            form = self._form(with_row(request))
            return self.show(_unjudged(form))
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            doing = Doing(self.action, form.data(), form.happened_on, behalf_of=form.behalf_of)
            perform(
                self.setting.actor, self.matter.pk, [doing], now=timezone.now(), once=read_once(request),
                seen_seq=_seen(request),
            )  # fmt: skip
        except ChangedMeanwhile:
            return self.changed(form)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.refuse(str(reason), reason.need)
            return self.show(form, status=422)
        messages.success(request, f"已办理：{self.action.label}。")
        return mark_sent(request, redirect_to(request, reverse("matter", args=[self.matter.code])))

    def _form(self, data: Any = None, files: Any = None, initial: Mapping[str, Any] | None = None) -> ActionForm:
        return ActionForm(self.action.needs, self.setting, data, files, initial)

    def _initial(self) -> dict[str, Any]:
        """What can be filled in already: the only party, the numbers in the address."""
        found: dict[str, Any] = {}
        for name, need in needs_named(self.action.needs).items():
            if name in self.request.GET:
                found[name] = self.request.GET[name]
            elif name == "signatures":
                found[name] = [{"party": party.n} for party in self.setting.facts.present_parties]
            elif name == "mediator" and self.matter.handler_id:
                found[name] = self.matter.handler_id
            elif name == "present" or (name == "who" and getattr(need, "several", False)):
                found[name] = [party.n for party in self.setting.facts.present_parties]
        return found

    def show(self, form: ActionForm, status: int = 200, changes: Any = None) -> HttpResponse:
        context = {
            "matter": self.matter, "action": self.action, "form": form, "laws": laws_of(self.action.cite),
            "seen": self.matter.head_seq, "url": self.request.path, "changes": changes,
            "draft": f"{self.matter.code}-{self.action.code}",
            "places": [
                {"label": registry.line(self.matter.line).label, "url": registry.line(self.matter.line).list_url},
                {"label": self.matter.number or self.matter.title, "url": reverse("matter", args=[self.matter.code])},
                {"label": self.action.label},
            ],
        }  # fmt: skip
        return render_page(self.request, "desk/act.html", context, fragment="form", status=status)

    def changed(self, form: ActionForm) -> HttpResponse:
        """Somebody did something meanwhile: show what, keep what was typed, let the person choose."""
        self.matter.refresh_from_db()
        since = Entry.objects.filter(matter_id=self.matter.pk, seq__gt=_seen(self.request) or 0, private=False)
        procedure = registry.procedure_of(self.matter)
        changes = [
            {"what": procedure.action(entry.action).label, "who": entry.actor.name if entry.actor else "系统", "on": entry.recorded_at}
            for entry in since.select_related("actor").order_by("seq")
        ]  # fmt: skip
        return self.show(form, status=409, changes=changes)


def _seen(request: HttpRequest) -> int | None:
    value = request.POST.get(SEEN, "")
    return int(value) if value.isdigit() else None


def _unjudged(form: ActionForm) -> ActionForm:
    unjudged(form.main)
    for formset in form.rows.values():
        unjudged(formset)
    return form


# Opening ---------------------------------------------------------------------------------------------------------------


@staff_only
def choose_opening(request: HttpRequest, line: str) -> HttpResponse:
    """The ways to begin: one goes straight to its form, several are offered."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    ways = openings(line, actor)
    if not ways:
        raise Refused.because("permission", "您现在的岗位不能登记这类事项。请切换岗位，或交由有权登记的人。")
    if len(ways) == 1:
        return redirect_to(request, reverse("open-new", args=[line, ways[0].code]))
    found = registry.line(line)
    context = {
        "ways": [{"label": w.label, "help": w.help, "url": reverse("open-new", args=[line, w.code])} for w in ways],
        "line": found,
        "places": [{"label": found.label, "url": found.list_url}, {"label": "登记"}],
    }
    return render(request, "desk/choose_opening.html", context)


def openings(line: str, actor: Actor) -> list[Action | Journey]:
    """The actions and journeys that open a matter of the line and that the actor's post may do."""
    try:
        found = registry.line(line)
    except KeyError:
        raise NotVisible from None
    ways: list[Action | Journey] = []
    for procedure in found.procedures:
        ways += [j for j in procedure.journeys if actor.holds(j.by)]
        ways += [a for a in procedure.openings if a.by is not None and actor.holds(a.by)]
    return ways


def _procedure_with(line: str, code: str) -> tuple[Procedure, Action | Journey]:
    try:
        found = registry.line(line)
    except KeyError:
        raise NotVisible from None
    for procedure in found.procedures:
        for way in (*procedure.openings, *procedure.journeys):
            if way.code == code:
                return procedure, way
    raise NotVisible


@staff_only
def open_new(request: HttpRequest, line: str, code: str) -> HttpResponse:
    """The form that opens a matter, in one action or in a whole journey."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    procedure, way = _procedure_with(line, code)
    if way.by is None or not actor.holds(way.by):
        raise Refused.because("permission", actor.lacks(way.by) if way.by else "不能手工办理。")
    own = _own_office(actor, procedure)
    setting = Setting(actor, timezone.localdate(), own)
    needs = way.needs if own else (_office_need(procedure), *way.needs)
    return _Opening(request, line, procedure, way, needs, setting).answer()


def _own_office(actor: Actor, procedure: Procedure) -> Office | None:
    """The actor's own office when it is of the kind that handles this procedure."""
    return Office.objects.filter(pk=actor.office_id, kind__in=procedure.office_kinds).first()


def _office_need(procedure: Procedure) -> Need:
    return OfficePick("office", "承办机构", kinds=procedure.office_kinds)


class _Opening:
    """The page that opens a matter."""

    def __init__(
        self, request: HttpRequest, line: str, procedure: Procedure, way: Action | Journey, needs: tuple[Need, ...],
        setting: Setting,
    ) -> None:  # fmt: skip
        self.request, self.line, self.procedure, self.way = request, line, procedure, way
        self.needs, self.setting = needs, setting
        self.dated = isinstance(way, Action)

    def answer(self) -> HttpResponse:
        request = self.request
        if request.method != "POST":
            return self.show(ActionForm(self.needs, self.setting, initial=self._initial(), dated=self.dated))
        if wants_row(request):
            return self.show(_unjudged(ActionForm(self.needs, self.setting, with_row(request), dated=self.dated)))
        form = ActionForm(self.needs, self.setting, request.POST, request.FILES, dated=self.dated)
        if not form.is_valid():
            return self.show(form, status=422)
        data = form.data()
        try:
            done = open_matter(
                self.setting.actor, self._version(form), self._doings(form, data), self._office(data),
                now=timezone.now(), once=read_once(request),
            )  # fmt: skip
        except Refused as refusal:
            for reason in refusal.reasons:
                form.refuse(str(reason), reason.need)
            return self.show(form, status=422)
        except registry.NoVersion as reason:
            form.refuse(str(reason), "happened_on")
            return self.show(form, status=422)
        messages.success(request, f"已登记：{done.matter.title}。")
        return mark_sent(request, redirect_to(request, reverse("matter", args=[done.matter.code])))

    def _initial(self) -> dict[str, Any]:
        """What can be filled in already: what the address says, and two sides of a dispute where it has sides."""
        found: dict[str, Any] = {need.name: self.request.GET[need.name] for need in self.needs if need.name in self.request.GET}
        for need in self.needs:
            if isinstance(need, Parties) and any(each.name == "side" and each.initial == "applicant" for each in need.of):
                found[need.name] = [{"side": "applicant"}, {"side": "respondent"}]
        return found

    def _version(self, form: ActionForm) -> Procedure:
        return registry.procedure_on(self.procedure.code, form.happened_on) if self.dated else self.procedure

    def _doings(self, form: ActionForm, data: dict[str, Any]) -> list[Doing]:
        if isinstance(self.way, Action):
            data = {name: value for name, value in data.items() if name != "office"}
            return [Doing(self.way, data, form.happened_on, behalf_of=form.behalf_of)]
        behalf = str(data.get("behalf_of", ""))
        steps = self.way.steps(data | {"actor": self.setting.actor.staff_id})
        return [Doing(a, values, day, behalf_of=behalf, under=self.way.by) for a, values, day in steps]

    def _office(self, data: dict[str, Any]) -> Office:
        return Office.objects.get(pk=data["office"]) if "office" in data else self.setting.office  # type: ignore[return-value]

    def show(self, form: ActionForm, status: int = 200) -> HttpResponse:
        context = {
            "way": self.way, "form": form, "url": self.request.path, "draft": f"new-{self.way.code}",
            "laws": laws_of(self.way.cite) if isinstance(self.way, Action) else [],
            "places": [
                {"label": registry.line(self.line).label, "url": registry.line(self.line).list_url},
                {"label": self.way.label},
            ],
        }  # fmt: skip
        return render_page(self.request, "desk/open.html", context, fragment="form", status=status)


# Correcting a slip ------------------------------------------------------------------------------------------------------


@staff_only
def correct_entry(request: HttpRequest, code: str, seq: int) -> HttpResponse:
    """更正: one field of one entry, one click, while the matter is open. What was written stays readable."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    matter = get_matter(actor, code)
    assert correct.by is not None
    check_permission(actor, correct.by, matter)
    facts = standing_of(matter).facts
    fact = next((each for each in facts if each.seq == seq), None)
    if fact is None:
        raise NotVisible
    procedure = registry.procedure_of(matter)
    action = procedure.action(fact.action)
    needs = tuple(need for need in action.needs if not isinstance(need, Parties))
    setting = Setting(actor, timezone.localdate(), matter.office, facts, matter.pk)
    before = {**fact.data, "happened_on": fact.happened_on.isoformat()}
    if request.method == "POST":
        form = ActionForm(needs, setting, request.POST, request.FILES)
        if form.is_valid():
            return _correct(request, matter, seq, before, form, actor)
        return _show_correction(request, matter, action, form, facts, 422)
    return _show_correction(request, matter, action, ActionForm(needs, setting, initial=before), facts)


def _correct(
    request: HttpRequest, matter: Matter, seq: int, before: Mapping[str, Any], form: ActionForm, actor: Actor
) -> HttpResponse:
    after = {**form.data(), "happened_on": form.happened_on.isoformat()}
    names = [need.name for need in form.needs if need.name != "files"] + ["happened_on"]
    today = timezone.localdate()
    doings = [
        Doing(correct, {"entry": seq, "field": name, "old": before.get(name), "new": after.get(name), "reason": "笔误"}, today)
        for name in names
        if (before.get(name) or None) != (after.get(name) or None)
    ]  # fmt: skip
    if doings:
        perform(actor, matter.pk, doings, now=timezone.now(), once=read_once(request))
        messages.success(request, f"已更正{len(doings)}处；原来写的仍看得到。")
    else:
        messages.info(request, "没有改动。")
    return mark_sent(request, redirect_to(request, reverse("matter", args=[matter.code])))


def _show_correction(
    request: HttpRequest, matter: Matter, action: Action, form: ActionForm, facts: Facts, status: int = 200
) -> HttpResponse:
    context = {
        "matter": matter, "action": action, "form": form, "url": request.path, "laws": [],
        "draft": f"{matter.code}-correct", "correcting": True,
        "places": [
            {"label": matter.number or matter.title, "url": reverse("matter", args=[matter.code])},
            {"label": f"更正：{action.label}"},
        ],
    }  # fmt: skip
    return render_page(request, "desk/act.html", context, fragment="form", status=status)


