"""Filling in: every field the records answer is filled in already; the unit looks it over and sends it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.form_layout import lay_out
from fengqiao.lines.burden import asking, codes, held
from fengqiao.lines.burden.answers import procedure, state
from fengqiao.lines.burden.permissions import FILL
from fengqiao.matter.actions import ChangedMeanwhile, Doing, perform, standing_of
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Need, Text
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.due import describe_due
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once


@staff_only
def fill(request: HttpRequest, code: str) -> HttpResponse:
    """One unit's answer to one period."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code, to=FILL)
    if found.line != "figure_answers":
        raise NotVisible
    if found.closed:
        messages.info(request, f"{found.title}已经结束，不能再填。")
        return redirect_to(request, reverse("matter", args=[code]))
    return _Page(request, found, actor).answer()


class _Page:
    """The form of one answer; its fields are those the request asks for."""

    def __init__(self, request: HttpRequest, answer: Matter, actor: Actor) -> None:
        self.request, self.found = request, answer
        self.facts = standing_of(answer).facts
        self.fields = state.fields(self.facts)
        self.there = held.values([each.key for each in self.fields], answer.office, state.period(self.facts))
        self.setting = Setting(actor, timezone.localdate(), answer.office, self.facts, answer.pk)
        self.lacking = asking.unseen([each.key for each in self.fields], actor)

    @property
    def needs(self) -> tuple[Need, ...]:
        found: list[Need] = []
        for n, each in enumerate(self.fields):
            if each.how == codes.HELD:
                there = self.there.get(each.key, "")
                found.append(Text(f"said_{n}", each.label, required=False, most=procedure.MOST, initial=there, help=f"记录里是{there}；对的不用改。" if there else "这项指标现在没有定义了，请填写。"))
                found.append(Text(f"reason_{n}", "改动的，写明理由", required=False, most=120))
            else:
                label = f"{each.label}（{each.unit}）" if each.unit else each.label
                found.append(Text(f"said_{n}", label, required=False, most=procedure.MOST, help=f"已有数据：{asking.label_of(each.alike)}" if each.alike else ""))
        return tuple(found)

    def answer(self) -> HttpResponse:
        request, needs = self.request, self.needs
        if request.method != "POST":
            return self.show(ActionForm(needs, self.setting, initial=self._before()))
        form = ActionForm(needs, self.setting, request.POST)
        if not form.is_valid():
            return self.show(form, 422)
        try:
            doing = Doing(procedure.fill, {"answers": self._rows(form.data())}, form.happened_on, behalf_of=form.behalf_of)
            seen = request.POST.get("_seen", "")
            perform(self.setting.actor, self.found.pk, [doing], now=timezone.now(), once=read_once(request), seen_seq=int(seen) if seen.isdigit() else None)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.refuse(str(reason))
            self.found.refresh_from_db()
            return self.show(form, 409 if isinstance(refusal, ChangedMeanwhile) else 422)
        messages.success(request, f"已填报{len(self.fields)}项。")
        return mark_sent(request, redirect_to(request, reverse("matter", args=[self.found.code])))

    def _before(self) -> dict[str, str]:
        """What was said before, where it is filled in a second time."""
        found: dict[str, str] = {}
        for n, each in enumerate(state.answers(self.facts)):
            if each.corrected or each.field.how == codes.TYPED:
                found |= {f"said_{n}": each.said} | ({f"reason_{n}": each.reason} if each.reason else {})
        return found

    def _rows(self, data: dict[str, Any]) -> list[dict[str, str]]:
        rows = []
        for n, each in enumerate(self.fields):
            row = {"field": each.key, "said": data.get(f"said_{n}") or "", "reason": data.get(f"reason_{n}") or ""}
            rows.append({name: value for name, value in row.items() if value})
        return rows

    def show(self, form: ActionForm, status: int = 200) -> HttpResponse:
        opening = self.facts.opening
        context = {
            "answer": self.found, "form": form, "layout": lay_out(form), "due": describe_due(state.due_on(self.facts), self.setting.today, house=True),
            "seen": self.found.head_seq, "title": opening.data["title"], "period": state.period(self.facts).words, "purpose": opening.get("purpose", ""),
            "basis": opening.get("basis", ""), "until": opening.get("valid_until", ""), "lacking": "、".join(self.lacking), "url": self.request.path,
            "held": sum(1 for each in self.fields if each.how == codes.HELD), "count": len(self.fields),
            "places": [{"label": "数据填报", "url": reverse("register", args=["figure_answers"])}, {"label": "填报"}],
        }  # fmt: skip
        return render_page(self.request, "burden/fill.html", context, status=status)
