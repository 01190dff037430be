"""The administrators' first page: each goes to the page of the own duty. And their entries in the rail."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fengqiao.desk.admin.access import administrators
from fengqiao.matter import calendars
from fengqiao.messages.channels import KEEP_CHANNELS
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_ACCESS, READ_LOGS, SEE_ORGANISATION
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import RailItem


@administrators(SEE_ORGANISATION)
def home(request: HttpRequest) -> HttpResponse:
    """To offices, to what waits for the security administrator, or to the log."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.holds(READ_LOGS):
        return redirect_to(request, reverse("admin-log", args=["deeds"]))
    return redirect_to(request, reverse("admin-locks" if actor.holds(KEEP_ACCESS) else "admin-offices"))


def missing_calendar(today: date) -> str:
    """A18: what to do about a year whose holidays are not loaded; empty when there is nothing to do."""
    year = calendars.missing_year(today)
    if year is None:
        return ""
    return f"{year}年的放假安排还没有导入，落在{year}年的届满日都是暂定。国务院办公厅公布以后，请在服务器上运行：fengqiao calendar load 放假安排文件。"


def rail_items(actor: Actor, path: str) -> list[RailItem]:
    """What an administrator may open; nothing for anybody else."""
    if actor.administers is None:
        return []
    items = [("机构管理", reverse("admin-offices"), "building-community"), ("人员与岗位", reverse("admin-people"), "users")]
    items.append(("本局参数", reverse("admin-parameters"), "clock"))
    items.append(("往来单位", reverse("admin-partners"), "arrows-exchange"))
    items.append(("接口令牌", reverse("admin-tokens"), "share"))
    if actor.holds(KEEP_ACCESS):
        items.insert(0, ("口令与锁定", reverse("admin-locks"), "lock"))
    if actor.holds(KEEP_CHANNELS):
        items.append(("通知通道", reverse("admin-messages"), "message"))
    if actor.holds(READ_LOGS):
        items.insert(0, ("日志", reverse("admin-log", args=["deeds"]), "history"))
    logs = reverse("admin-log", args=["deeds"]).removesuffix("deeds/")
    return [
        RailItem(label, url, icon, current=path.startswith(logs if icon == "history" else url)) for label, url, icon in items
    ]
