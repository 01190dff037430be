"""查看记录 on screen: for the audit administrator, and for leaders over their own territory."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.matter.models import Look
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import AUDIT, AUDITADMIN, LEADER, OFFICE_HEAD
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.taking import page_size

SEE_LOOKS = Permission("matter.see_looks", "查阅查看记录", roles=(AUDITADMIN, LEADER, AUDIT, OFFICE_HEAD))


@staff_only
def looks(request: HttpRequest) -> HttpResponse:
    """The latest looks inside one's reach; handlers' own looks are left out unless asked for."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(SEE_LOOKS):
        raise Refused.because("permission", actor.lacks(SEE_LOOKS))
    found = Look.objects.filter(territory__gte=actor.low, territory__lte=actor.high).select_related("staff")
    if request.GET.get("all") != "1":
        found = found.filter(by_handler=False)
    rows = [
        Row((Cell(timezone.localtime(look.at).strftime("%Y-%m-%d %H:%M")), Cell(look.staff.name), Cell(look.as_whom),
             Cell(look.what), Cell(look.reason)))
        for look in found.order_by("-at")[: page_size(request, 200)]
    ]  # fmt: skip
    context = {
        "columns": [Column("时间"), Column("谁"), Column("身份"), Column("看了什么"), Column("事由")], "rows": rows,
        "empty": {"title": "没有查看记录", "text": "承办人以外的人查看个人信息时，会记在这里。", "icon": "eye"},
        "places": [{"label": "查看记录"}],
    }  # fmt: skip
    return render(request, "desk/looks.html", context)
