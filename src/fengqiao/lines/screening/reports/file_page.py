"""The short form for the phone: a zero report is one press; a lead is one card."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.form_layout import lay_out, unjudged_form
from fengqiao.lines.screening.permissions import FILE
from fengqiao.lines.screening.reports import asks, states
from fengqiao.lines.screening.reports.filing import way_of
from fengqiao.matter.actions import ChangedMeanwhile, Doing, perform, standing_of
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.due import describe_due
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.rows import wants_row, with_row

ZERO = "_zero"
WITH_LEADS = tuple(need for need in asks.FILE if need.name != "zero")


@staff_only
def file_report(request: HttpRequest, code: str) -> HttpResponse:
    """One unit's report: the zero report's button, and under it the cards for what was found."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code)
    if found.line != "screenings":
        raise NotVisible
    way = way_of(actor, found)
    if way is None:
        raise Refused.because("permission", actor.lacks(FILE))
    facts = standing_of(found).facts
    if states.filing(facts) is not None or found.closed:
        messages.info(request, f"{found.title}已经上报过了。有新的情况，请办理“补充上报”。")
        return redirect_to(request, reverse("matter", args=[code]))
    setting = Setting(actor, timezone.localdate(), found.office, facts, found.pk)
    return _Page(request, found, way, setting).answer()


class _Page:
    """The short form of one report."""

    def __init__(self, request: HttpRequest, report: Matter, way: Action, setting: Setting) -> None:
        self.request, self.report, self.way, self.setting = request, report, way, setting

    def answer(self) -> HttpResponse:
        request = self.request
        if request.method != "POST":
            return self.show(ActionForm(WITH_LEADS, self.setting))
        if wants_row(request):
            return self.show(unjudged_form(ActionForm(WITH_LEADS, self.setting, with_row(request))))
        zero = ZERO in request.POST
        form = ActionForm(
            tuple(n for n in WITH_LEADS if n.name != "leads") if zero else WITH_LEADS, self.setting, request.POST
        )
        if not form.is_valid():
            return self.show(self._whole(form), 422)
        return self._file(form, zero)

    def _file(self, form: ActionForm, zero: bool) -> HttpResponse:
        request = self.request
        data = form.data() | ({"zero": True} if zero else {})
        try:
            doing = Doing(self.way, data, form.happened_on, behalf_of=form.behalf_of)
            perform(
                self.setting.actor, self.report.pk, [doing], now=timezone.now(), once=read_once(request),
                seen_seq=_seen(request),
            )  # fmt: skip
        except ChangedMeanwhile:
            return self._changed(form)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.refuse(str(reason), reason.need)
            return self.show(self._whole(form), 422)
        said = "零报告已上报。" if zero else f"已上报苗头线索{len(data['leads'])}条。"
        messages.success(request, said)
        return mark_sent(request, redirect_to(request, reverse("matter", args=[self.report.code])))

    def _changed(self, form: ActionForm) -> HttpResponse:
        """Somebody else did something meanwhile: if they filed the report, nothing that was typed here is lost."""
        filed = states.filing(standing_of(self.report).facts)
        if filed is not None:
            said = (
                f"{filed.actor_name}刚刚已经上报了本单位的这一份，没有重复上报。"
                "您填的还在下面；其中没有报的，请到这份上报里办理“补充上报”。"
            )
        else:
            said = "在您填写期间，这份上报有了新的记录（如催报）。请看一看，再上报一次。"
        form.refuse(said)
        self.report.refresh_from_db()
        return self.show(self._whole(form), 409)

    def _whole(self, form: ActionForm) -> ActionForm:
        """The form with its cards: after a zero report that was refused they are empty."""
        if form.rows:
            return form
        whole = ActionForm(WITH_LEADS, self.setting, initial={"visited": self.request.POST.get("visited", "")})
        for error in form.errors:
            whole.main.cleaned_data = {}
            whole.refuse(error["text"])
        return whole

    def show(self, form: ActionForm, status: int = 200) -> HttpResponse:
        report = self.report
        opening = standing_of(report).facts.opening
        due = describe_due(report.deadline_on, self.setting.today, house=True)  # type: ignore[attr-defined]
        context: dict[str, Any] = {
            "report": report, "form": form, "layout": lay_out(form), "statement": asks.ZERO_STATEMENT, "due": due, "seen": report.head_seq,
            "theme": opening.get("theme", ""), "demands": opening.get("demands", ""), "round": opening.data["title"],
            "days": f"{opening.data['period_from']}至{opening.data['period_to']}", "url": self.request.path, "today": self.setting.today.isoformat(),
            "places": [{"label": "排查上报", "url": reverse("screening-mine")}, {"label": "上报"}],
        }  # fmt: skip
        return render_page(self.request, "screening/file.html", context, status=status)


def _seen(request: HttpRequest) -> int | None:
    value = request.POST.get("_seen", "")
    return int(value) if value.isdigit() else None
