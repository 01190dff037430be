"""The organisation below the post one acts for: offices and who is in which post today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind, Post
from fengqiao.ui.parts import Cell, Column, Row


@staff_only
def offices(request: HttpRequest) -> HttpResponse:
    """Offices by kind; one kind at a time, with the people in post."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    kind = request.GET.get("kind", OfficeKind.OFFICE)
    today = timezone.localdate()
    inside = Office.objects.filter(territory__gte=actor.low, territory__lte=actor.high, kind=kind).order_by("territory")
    found = list(inside[:600])
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.held_on(today).filter(office__in=[o.pk for o in found]).select_related("staff"):
        posts.setdefault(post.office_id, []).append(post)
    rows = [
        Row((Cell(office.name), Cell(office.area), Cell("、".join(f"{p.staff.name}（{p.title}）" for p in posts.get(office.pk, [])[:8])),
             Cell(office.phone)))
        for office in found
    ]  # fmt: skip
    context = {
        "tabs": [{"label": label, "url": f"?kind={value}", "current": kind == value} for value, label in OfficeKind.choices],
        "columns": [Column("机构"), Column("片区"), Column("人员"), Column("电话")], "rows": rows,
        "empty": {"title": "没有这一类机构", "text": "机构由系统管理员登记或从表格导入。", "icon": "building"},
        "places": [{"label": "机构"}],
    }  # fmt: skip
    return render(request, "desk/offices.html", context)
