"""The bureau's standards on screen, and the form of a new version. A version that is in force is never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.form_layout import lay_out, unjudged_form
from fengqiao.lines.mediation.committees.permissions import MAY_SEE_COMMITTEES, SET_STANDARDS
from fengqiao.lines.mediation.committees.standards.known import SAYS, WORDS
from fengqiao.lines.mediation.committees.standards.standard import (
    FULL,
    MODEL,
    START,
    START_LEVELS,
    Criterion,
    Level,
    Standard,
)
from fengqiao.lines.mediation.committees.standards.versions import add_standard, standards
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.needs import Choice, Day, Number, Rows, Text, Yes
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.rows import wants_row, with_row

CRITERION = (
    Text("code", "编号", most=8),
    Text("text", "标准", most=120),
    Number("points", "分值", most=100, required=False),
    Text("evidence", "要看的材料", required=False, most=80),
    Choice("knows", "系统记录可以提示", options=WORDS, required=False),
    Yes("veto", "一票否决", required=False),
)
NEEDS = (
    Text("name", "文件名称", most=120),
    Text("document_no", "文号", most=60, help="标准须有本局的文件；它是本局标准，不是法律规定。"),
    Day("from_on", "自哪天起（按自评日期）", future=True),
    Number("valid_years", "认定有效几年", least=1, most=5),
    Number("least_full", f"“{FULL}”最低分", least=1, most=1000),
    Number("least_model", f"“{MODEL}”最低分", least=1, most=1000, required=False, help="不设这一级的空着。"),
    Rows("criteria", "逐项标准", of=CRITERION, least=1, most=60, row_word="项"),
)


def _allowed(request: HttpRequest, permission: Permission) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))
    return actor


@staff_only
def standard_list(request: HttpRequest) -> HttpResponse:
    """All versions, newest first, with their criteria."""
    actor = _allowed(request, MAY_SEE_COMMITTEES)
    may_set = actor.holds(SET_STANDARDS)
    new_url = reverse("committee-standard-new")
    context = {
        "standards": [_shown(each) for each in standards(actor.territory)], "may_set": may_set,
        "columns": [Column("编号"), Column("标准"), Column("分值", num=True), Column("要看的材料"), Column("系统记录提示")],
        "empty": {"title": "还没有登记规范化标准", "text": "标准由县司法局发文确定；登记以后，调委会才能自评。", "icon": "star",
                  "url": new_url if may_set else "", "url_label": "登记标准"},
        "places": [{"label": "调委会", "url": reverse("committees")}, {"label": "规范化标准"}],
    }  # fmt: skip
    return render(request, "mediation/committees/standards.html", context)


def _shown(standard: Standard) -> dict[str, Any]:
    rows = [
        Row((Cell(c.code), Cell(c.text), Cell(c.points if c.points else "—"), Cell(_evidence(c)), Cell(SAYS[c.knows][0] if c.knows in SAYS else "")))
        for c in standard.criteria
    ]  # fmt: skip
    levels = "，".join(f"{level.name}{level.least}分以上" for level in standard.levels)
    return {
        "label": standard.label, "from_on": standard.from_on, "rows": rows,
        "said": f"满分{standard.full}分；{levels}；认定有效{standard.valid_years}年。",
    }  # fmt: skip


def _evidence(criterion: Criterion) -> str:
    return "；".join(filter(None, (criterion.evidence, "一票否决" if criterion.veto else "")))


@staff_only
def new_standard(request: HttpRequest) -> HttpResponse:
    """Register a new version; it begins with the one in force, or with the product's start values."""
    actor = _allowed(request, SET_STANDARDS)
    setting = Setting(actor, timezone.localdate())
    if request.method != "POST":
        known = standards(actor.territory)
        return _show(request, ActionForm(NEEDS, setting, initial=_initial(known[0] if known else None), dated=False))
    if wants_row(request):
        return _show(request, unjudged_form(ActionForm(NEEDS, setting, with_row(request), dated=False)))
    form = ActionForm(NEEDS, setting, request.POST, dated=False)
    if not form.is_valid():
        return _show(request, form, 422)
    try:
        made = add_standard(actor, _standard(form.data()), now=timezone.now())
    except Refused as refusal:
        for reason in refusal.reasons:
            form.refuse(str(reason), reason.need)
        return _show(request, form, 422)
    messages.success(request, f"已登记规范化标准，自{made.from_on.isoformat()}起适用。")
    return mark_sent(request, redirect_to(request, reverse("committee-standards")))


def _initial(known: Standard | None) -> dict[str, Any]:
    criteria, levels = (known.criteria, known.levels) if known else (START, START_LEVELS)
    least = {level.name: level.least for level in levels}
    found: dict[str, Any] = {"criteria": [vars(c) for c in criteria], "valid_years": known.valid_years if known else 3}
    found |= {"least_full": least.get(FULL), "least_model": least.get(MODEL)}
    return found | ({"name": known.name} if known else {})


def _standard(data: dict[str, Any]) -> Standard:
    named = ((MODEL, data.get("least_model")), (FULL, data.get("least_full")))
    levels = tuple(Level(name, least) for name, least in named if least)
    criteria = tuple(
        Criterion(
            row["code"], row["text"], row.get("points", 0), row.get("evidence", ""), bool(row.get("veto")), row.get("knows", "")
        )
        for row in data["criteria"]
    )  # fmt: skip
    return Standard(
        data["name"], data["document_no"], date.fromisoformat(data["from_on"]), criteria, levels, data["valid_years"]
    )


def _show(request: HttpRequest, form: ActionForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form, "layout": lay_out(form), "url": reverse("committee-standard-new"), "back": reverse("committee-standards"),
        "places": [{"label": "调委会", "url": reverse("committees")}, {"label": "规范化标准", "url": reverse("committee-standards")},
                   {"label": "新的标准"}],
    }  # fmt: skip
    return render_page(request, "mediation/committees/new_standard.html", context, fragment="form", status=status)
