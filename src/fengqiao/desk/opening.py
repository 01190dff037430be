"""Opening a matter: the ways to begin, and the form of one action or of a whole journey."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from fengqiao.desk.access import staff_only
from fengqiao.desk.form_layout import lay_out, unjudged_form, with_usual
from fengqiao.desk.lawlinks import laws_of
from fengqiao.exchange.filling import letter_for
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, standing_of
from fengqiao.matter.forms import HAPPENED_ON, ActionForm, Setting
from fengqiao.matter.looks import record_look
from fengqiao.matter.needs import Need, OfficePick, Origin, Parties
from fengqiao.matter.procedure import Action, Journey, Procedure
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.statutes import on_day
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.rows import wants_row, with_row

ORIGIN, LETTER, BESIDE = "origin", "letter", "_beside"
STEP_BY_STEP = "从登记开始，以后一步一步办理。"


@staff_only
def choose_opening(request: HttpRequest, line: str) -> HttpResponse:
    """The ways to begin: one goes straight to its form, several are offered."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    ways = openings(line, actor)
    if not ways:
        raise Refused.because("permission", "您现在的岗位不能登记这类事项。请切换岗位，或交由有权登记的人。")
    asked = f"?{request.GET.urlencode()}" if request.GET else ""  # out of which matter or letter it comes: the form is filled in by it
    if len(ways) == 1:
        return redirect_to(request, reverse("open-new", args=[line, ways[0].code]) + asked)
    found = registry.line(line)
    context = {
        "ways": [{"label": w.label, "help": w.help or STEP_BY_STEP, "url": reverse("open-new", args=[line, w.code]) + asked} for w in ways],
        "line": found,
        "places": [{"label": found.label, "url": found.list_url}, {"label": "登记"}],
    }
    return render(request, "desk/choose_opening.html", context)


def openings(line: str, actor: Actor) -> list[Action | Journey]:
    """The actions and journeys that open a matter of the line and that the actor's post may do; the ordinary way first."""
    try:
        found = registry.line(line)
    except KeyError:
        raise NotVisible from None
    ways: dict[str, Action | Journey] = {}  # of a procedure with several versions each way once, as the first has it
    for procedure in found.procedures:
        mine = [a for a in procedure.openings if a.by is not None and a.offered and actor.holds(a.by)]
        allowed: tuple[Action | Journey, ...] = (*mine, *(j for j in procedure.journeys if actor.holds(j.by)))
        for way in allowed:
            ways.setdefault(way.code, way)
    return list(ways.values())


def _procedure_with(line: str, code: str) -> tuple[Procedure, Action | Journey]:
    try:
        found = registry.line(line)
    except KeyError:
        raise NotVisible from None
    for procedure in found.procedures:
        ways: tuple[Action | Journey, ...] = (*procedure.openings, *procedure.journeys)
        for way in ways:
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
            return self.show(self._form(initial=self._initial()))
        if wants_row(request):
            return self.show(unjudged_form(self._form(with_row(request))))
        if BESIDE in request.POST:
            return self.show(unjudged_form(self._form(request.POST)))
        form = with_usual(self._form(request.POST, request.FILES))
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

    def _form(self, data: Any = None, files: Any = None, initial: dict[str, Any] | None = None) -> ActionForm:
        word = self.way.day_word if isinstance(self.way, Action) else ""
        return ActionForm(self.needs, self.setting, data, files, initial, dated=self.dated, day_word=word)

    def _initial(self) -> dict[str, Any]:
        """What can be filled in already: what the address says, and two sides of a dispute where it has sides."""
        found: dict[str, Any] = {need.name: self.request.GET[need.name] for need in self.needs if need.name in self.request.GET}
        found |= self._from_another(found.get(ORIGIN, "")) | self._from_letter(found.get(LETTER, ""))
        for need in self.needs:
            if need.name in found:
                continue
            if isinstance(need, Parties) and any(each.name == "side" and each.initial == "applicant" for each in need.of):
                found[need.name] = [{"side": "applicant"}, {"side": "respondent"}]
        return found

    def _from_another(self, code: str) -> dict[str, Any]:
        """What the matter it comes from hands over, in the words this form knows; every full view is recorded."""
        if not code or not any(isinstance(need, Origin) for need in self.needs):
            return {}
        origin = get_matter(self.setting.actor, code)
        gives = registry.line(origin.line).gives
        if gives is None:
            return {}
        record_look(self.setting.actor, origin, "带入当事人信息", f"据以{self.way.label}", now=timezone.now())
        asked = {need.name for need in self.needs} | ({HAPPENED_ON} if self.dated else set())  # what was asked for earlier was received then
        return {name: value for name, value in gives(standing_of(origin).facts).items() if name in asked}

    def _from_letter(self, number: str) -> dict[str, Any]:
        """What a letter of another body says, in the words this form knows; the look is recorded."""
        fills = registry.line(self.line).fills
        if fills is None or not number.isdigit():
            return {}
        letter = letter_for(self.setting.actor, int(number), reason=f"据以{self.way.label}", now=timezone.now())
        asked = {need.name for need in self.needs}
        return {name: value for name, value in fills(letter).items() if name in asked}

    def _version(self, form: ActionForm) -> Procedure:
        return registry.procedure_on(self.procedure.code, form.happened_on) if self.dated else self.procedure

    def _doings(self, form: ActionForm, data: dict[str, Any]) -> list[Doing]:
        if isinstance(self.way, Action):
            data = {name: value for name, value in data.items() if name != "office"}
            return [Doing(self.way, data, form.happened_on, behalf_of=form.behalf_of)]
        steps = self.way.steps(data | {"actor": self.setting.actor.staff_id})
        under = self.way.by if self.way.under_own else None
        return [Doing(a, values, day, behalf_of=form.behalf_of, under=under) for a, values, day in steps]

    def _office(self, data: dict[str, Any]) -> Office:
        return Office.objects.get(pk=data["office"]) if "office" in data else self.setting.office  # type: ignore[return-value]

    def show(self, form: ActionForm, status: int = 200) -> HttpResponse:
        found = registry.line(self.line)
        context = {
            "way": self.way, "form": form, "layout": lay_out(form), "url": self.request.path, "draft": f"new-{self.way.code}",
            "laws": laws_of(on_day(self.way.cite, self.setting.today)) if isinstance(self.way, Action) else [],
            "places": [{"label": found.label, "url": found.list_url}, {"label": self.way.label}], **panel_beside(self.request, self.way.beside),
        }  # fmt: skip
        return render_page(self.request, "desk/open.html", context, fragment="form", status=status)


def panel_beside(request: HttpRequest, name: str, code: str = "") -> dict[str, Any]:
    """The panel beside a form: filled in by itself as one types, or at once where no scripts run; nothing without a name.

    ``code``: the matter the form belongs to, which the panel is told of.
    """
    if not name:
        return {}
    url = reverse(name)
    answer = resolve(url).func(request) if request.method == "POST" else None
    return {"beside_url": url, "beside": mark_safe(answer.content.decode()) if answer else "", "beside_matter": code}
