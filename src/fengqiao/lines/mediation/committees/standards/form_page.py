"""Self-assessment, the office's check and the check of what was put right: one page, a block for each criterion.

Beside each stands what the records know and what was said before; a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.mediator_list import training_need
from fengqiao.lines.mediation.committees.mediator_page import the_committee
from fengqiao.lines.mediation.committees.standards import papers, states
from fengqiao.lines.mediation.committees.standards.known import Known, known
from fengqiao.lines.mediation.committees.standards.standard import MET, PARTLY, Criterion, Finding
from fengqiao.lines.mediation.committees.standards.states import Programme, programme
from fengqiao.lines.mediation.committees.standards.versions import standard_on
from fengqiao.lines.mediation.models import Committee
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.needs import Choice, Need, Number, Rows, Text
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import check_permission
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent, read_once

STEPS = {"assess": states.ASSESS, "review": states.REVIEW, "recheck": states.RECHECK}
HEADS = {
    states.ASSESS: "逐项填写。旁边是系统记录，仅供参考；是否达到由填写的人判断。",
    states.REVIEW: "结果与自评一致的不用改；改动的，须写明理由。",
    states.RECHECK: "只复查要求整改的各项。",
}


@dataclass(frozen=True)
class Sheet:
    """What is asked: the committee, the step, its criteria and what was said of them before."""

    committee: Committee
    facts: Facts
    action: Action
    criteria: tuple[Criterion, ...]
    before: Programme

    @property
    def needs(self) -> tuple[Need, ...]:
        """One choice, points and words for each criterion, then what the step asks besides."""
        rows = [need for c in self.criteria for need in _needs(c, self.action.code)]
        return (*rows, *(need for need in self.action.needs if not isinstance(need, Rows)))

    def initial(self) -> dict[str, Any]:
        """A check begins with what was said before; an assessment begins empty."""
        if self.action.code != states.REVIEW:
            return {}
        found: dict[str, Any] = {}
        for code, finding in self.before.findings.items():
            found |= {f"r_{code}": finding.result, f"p_{code}": finding.points or None}
        return found

    def findings(self, data: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows as the action takes them; of a check only what differs from what was said before."""
        rows = []
        for c in self.criteria:
            result = data.get(f"r_{c.code}", "")
            points = int(data.get(f"p_{c.code}") or 0) if result == PARTLY else 0
            row = {"code": c.code, "result": result, "points": points, "note": data.get(f"n_{c.code}", "")}
            if self.action.code != states.REVIEW or self._differs(c, result, points):
                rows.append({name: value for name, value in row.items() if value not in ("", 0)})
        return rows

    def _differs(self, criterion: Criterion, result: str, points: int) -> bool:
        own = self.before.findings.get(criterion.code)
        return own is None or (own.result, own.points if own.result == PARTLY else 0) != (result, points)


def _needs(c: Criterion, step: str) -> Iterator[Need]:
    yield Choice(f"r_{c.code}", "结果", options=c.results)
    if c.points > 1:
        yield Number(f"p_{c.code}", f"得分（部分达到的，1至{c.points - 1}）", most=100, required=False)
    yield Text(f"n_{c.code}", "变更理由" if step == states.REVIEW else "佐证说明", required=False, most=200)


@staff_only
def standard_form(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """The page of one step."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    committee = the_committee(actor, code)
    if step not in STEPS:
        raise NotVisible
    sheet = _sheet(actor, committee, p.COMMITTEE.action(STEPS[step]))
    setting = Setting(actor, timezone.localdate(), committee.office, sheet.facts, committee.pk)
    if request.method != "POST":
        return _show(request, actor, sheet, ActionForm(sheet.needs, setting, initial=sheet.initial()))
    form = ActionForm(sheet.needs, setting, request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, actor, sheet, form, 422)
    data = form.data()
    given = {name: value for name, value in data.items() if name[:2] not in ("r_", "p_", "n_")}
    doing = Doing(sheet.action, given | {"findings": sheet.findings(data)}, form.happened_on, behalf_of=form.behalf_of)
    try:
        perform(actor, committee.pk, [doing], now=timezone.now(), once=read_once(request))
    except Refused as refusal:
        for reason in refusal.reasons:
            form.refuse(str(reason), reason.need)
        return _show(request, actor, sheet, form, 422)
    messages.success(request, f"已办理：{sheet.action.label}。")
    return mark_sent(request, redirect_to(request, reverse("matter", args=[code])))


def _sheet(actor: Actor, committee: Committee, action: Action) -> Sheet:
    """What the step asks of this committee now. Raises Refused when it cannot be done."""
    assert action.by is not None
    check_permission(actor, action.by, committee)
    facts, today = known_facts(committee), timezone.localdate()
    reasons = [reason for c in action.conditions if (reason := c.reason(facts, None)) is not None]
    if reasons:
        raise Refused("condition", tuple(reasons[:1]))
    before = programme(facts)
    if action.code == states.RECHECK:
        return Sheet(committee, facts, action, tuple(c for c in before.criteria if c.code in before.ordered), before)
    if action.code == states.REVIEW:
        return Sheet(committee, facts, action, before.criteria, before)
    standard = standard_on(committee.territory, today)
    if standard is None:
        said = "本县还没有登记规范化标准。请业务科室先在“规范化标准”中登记。"
        raise Refused.because("condition", said)
    return Sheet(committee, facts, action, standard.criteria, before)


def _show(request: HttpRequest, actor: Actor, sheet: Sheet, form: ActionForm, status: int = 200) -> HttpResponse:
    committee, action = sheet.committee, sheet.action
    records = known(committee, sheet.facts, timezone.localdate(), training_need(actor))
    asked = {need.name for need in sheet.needs if need.name[:2] in ("r_", "p_", "n_")}
    context = {
        "form": form, "label": action.label, "committee": committee, "head": HEADS[action.code], "url": request.path,
        "blocks": [_block(form, c, sheet.before.findings.get(c.code), records) for c in sheet.criteria],
        "rest": [item["field"] for item in form.items() if item["field"].name not in asked],
        "draft": f"{committee.code}-{action.code}", "back": reverse("matter", args=[committee.code]),
        "places": [{"label": committee.title, "url": reverse("matter", args=[committee.code])}, {"label": action.label}],
    }  # fmt: skip
    return render_page(request, "mediation/committees/standard_form.html", context, fragment="form", status=status)


def _block(form: ActionForm, c: Criterion, before: Finding | None, records: dict[str, Known]) -> dict[str, Any]:
    fields: Sequence[str] = [name for name in (f"r_{c.code}", f"p_{c.code}", f"n_{c.code}") if name in form.main.fields]
    about = [
        f"{c.points}分" if c.points else "",
        "一票否决" if c.veto else "",
        f"看：{c.evidence}" if c.evidence else "",
    ]
    return {
        "code": c.code, "text": c.text, "about": "；".join(filter(None, about)), "fields": [form.main[name] for name in fields],
        "known": records.get(c.knows), "before": f"{papers.said(c, before)}{f'（{before.note}）' if before and before.note else ''}" if before else "",
        "met": before is not None and before.result == MET,
    }  # fmt: skip
