"""更正: a slip of one entry or of one party's particulars, put right while the matter is open. What was written stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.form_layout import lay_out, unjudged_form, with_usual
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.derive import party_needs
from fengqiao.matter.everyday import void
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Need, Parties, Text, Upload, needs_named
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.timeline import CORRECT, PARTY_CHANGE, VOID, Fact, PartyFact
from fengqiao.matter.visibility import check_permission, get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.rows import wants_row, with_row

WHEN = "happened_on"
WHY = Text("reason", "更正理由", required=False, most=80, help="笔误不用写。")


def may_correct(action: Action) -> bool:
    """Whether an entry of this action has anything a correction may touch."""
    return action.by is not None and action.code not in (CORRECT, VOID, PARTY_CHANGE) and bool(correctable(action))


def correctable(action: Action) -> tuple[Need, ...]:
    """The needs a correction may touch. Parties have a page of their own; what is walled off is voided and made anew,
    as a correction is no private entry; files are added, never swapped."""
    return tuple(need for need in action.needs if not (isinstance(need, Parties | Upload) or need.private))


def own_correct(procedure: Procedure) -> Action | None:
    """更正 as the procedure has it: a line may say that others do it, or that what was recorded is never changed."""
    return next((action for action in procedure.actions if action.code == CORRECT), None)


def _correct_of(matter: Matter) -> Action:
    """The same, where there must be one. Raises Refused."""
    procedure = registry.procedure_of(matter)
    if (found := own_correct(procedure)) is None:
        said = f"{procedure.label}记下的不能更正。写错了的，请作废这一条后重新登记；不能作废的，记一条工作记事说明。"
        raise Refused.because("never-corrected", said)
    return found


@staff_only
def correct_entry(request: HttpRequest, code: str, seq: int) -> HttpResponse:
    """One entry as a form, filled with what was written; what is changed becomes corrections."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    matter = get_matter(actor, code)
    by = _correct_of(matter).by
    assert by is not None
    check_permission(actor, by, matter)
    facts = standing_of(matter).facts
    fact = next((each for each in facts if each.seq == seq), None)
    if fact is None:
        raise NotVisible
    action = registry.procedure_of(matter).action(fact.action)
    if any(need.private for need in action.needs):
        raise Refused.because("private", "不公开的记录不能更正，以免原来写的露出来。请作废这一条，再重新登记。")
    setting = Setting(actor, timezone.localdate(), matter.office, facts, matter.pk)
    return _EntryPage(request, matter, action, fact, setting).answer()


class _EntryPage:
    """The form of one entry's correction."""

    def __init__(self, request: HttpRequest, matter: Matter, action: Action, fact: Fact, setting: Setting) -> None:
        self.request, self.matter, self.action, self.setting = request, matter, action, setting
        self.fact, self.needs = fact, correctable(action)
        self.before = {**fact.data, WHEN: fact.happened_on.isoformat()}

    def answer(self) -> HttpResponse:
        request = self.request
        if request.method != "POST":
            return self.show(ActionForm(self.needs, self.setting, initial=self.before))
        if wants_row(request):
            return self.show(unjudged_form(ActionForm(self.needs, self.setting, with_row(request))))
        form = with_usual(ActionForm(self.needs, self.setting, request.POST))
        if not form.is_valid():
            return self.show(form, 422)
        doings = self._doings(form)
        try:
            if doings:
                perform(self.setting.actor, self.matter.pk, doings, now=timezone.now(), once=read_once(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                form.refuse(str(reason), reason.need)
            return self.show(form, 422)
        return _done(request, self.matter, len(doings))

    def _doings(self, form: ActionForm) -> list[Doing]:
        after = {**form.data(), WHEN: form.happened_on.isoformat()}
        return [
            Doing(
                _correct_of(self.matter), {"entry": self.fact.seq, "field": name, "old": self.before.get(name), "new": after.get(name), "reason": "笔误"},
                self.setting.today,
            )
            for name in [need.name for need in self.needs] + [WHEN]
            if (self.before.get(name) or None) != (after.get(name) or None)
        ]  # fmt: skip

    def show(self, form: ActionForm, status: int = 200) -> HttpResponse:
        void_url = reverse("act", args=[self.matter.code, VOID]) + f"?entry={self.fact.seq}"
        context = {
            "what": self.action.label, "draft": f"{self.matter.code}-correct-{self.fact.seq}",
            "void_url": "" if self.fact is self.setting.facts.opening else void_url, "void_label": void.label,
        }  # fmt: skip
        return _show(self.request, self.matter, form, context, status)


def takes_particulars(action: Action) -> bool:
    """Whether this is the everyday correction of a party, which says what changed on a page of its own."""
    return action.code == PARTY_CHANGE and set(needs_named(action.needs)) == {"party", "reason"}


def change_party(request: HttpRequest, matter: Matter, action: Action, setting: Setting) -> HttpResponse:
    """One party's particulars as a form; what is changed becomes one entry. Called by the action's own address."""
    wanted = request.GET.get("party") or request.POST.get("party") or ""
    party = next((p for p in setting.facts.parties if str(p.n) == wanted), None)
    if party is None:
        raise NotVisible
    if matter.handler_id not in (None, setting.actor.staff_id):
        raise Refused.because("handler", "当事人信息由本案承办人更正。请转给承办人。")
    record_look(setting.actor, matter, f"第{party.n}位当事人的完整信息", "更正", now=timezone.now(), by_handler=True)
    return _PartyPage(request, matter, action, party, setting).answer()


class _PartyPage:
    """The form of one party's particulars."""

    def __init__(self, request: HttpRequest, matter: Matter, action: Action, party: PartyFact, setting: Setting) -> None:
        self.request, self.matter, self.action, self.party, self.setting = request, matter, action, party, setting
        asked = tuple(replace(need, initial=None) for need in party_needs(registry.procedure_of(matter)))
        self.of, self.needs = asked, (*asked, WHY)

    def answer(self) -> HttpResponse:
        request = self.request
        if request.method != "POST":
            return self.show(ActionForm(self.needs, self.setting, initial=dict(self.party.data), dated=False))
        form = ActionForm(self.needs, self.setting, request.POST, dated=False)
        if not form.is_valid():
            return self.show(form, 422)
        after = form.data()
        changes = {
            need.name: after.get(need.name)
            for need in self.of
            if (self.party.data.get(need.name) or None) != (after.get(need.name) or None)
        }
        if changes:
            data = {"party": self.party.n, "changes": changes, "reason": after.get("reason") or "笔误"}
            try:
                doing = Doing(self.action, data, self.setting.today)
                perform(self.setting.actor, self.matter.pk, [doing], now=timezone.now(), once=read_once(request))
            except Refused as refusal:
                for reason in refusal.reasons:
                    form.refuse(str(reason), reason.need)
                return self.show(form, 422)
        return _done(request, self.matter, len(changes))

    def show(self, form: ActionForm, status: int = 200) -> HttpResponse:
        context = {"what": self.party.name, "draft": f"{self.matter.code}-party-{self.party.n}", "party": self.party.n}
        return _show(self.request, self.matter, form, context, status)


def _done(request: HttpRequest, matter: Matter, count: int) -> HttpResponse:
    if count:
        messages.success(request, f"已更正{count}处；原来写的仍看得到。")
    else:
        messages.info(request, "没有改动。")
    return mark_sent(request, redirect_to(request, reverse("matter", args=[matter.code])))


def _show(
    request: HttpRequest, matter: Matter, form: ActionForm, context: Mapping[str, Any], status: int
) -> HttpResponse:
    shown = {
        "matter": matter, "form": form, "layout": lay_out(form), "url": request.get_full_path(), **context,
        "places": [
            {"label": matter.number or matter.title_for(request.actor.staff_id), "url": reverse("matter", args=[matter.code])},  # type: ignore[attr-defined]
            {"label": f"更正：{context['what']}"},
        ],
    }  # fmt: skip
    return render_page(request, "desk/correct.html", shown, fragment="form", status=status)
