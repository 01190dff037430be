"""日志 for the audit administrator: what administrators did, who signed in, who looked at personal data, and whose looks to ask about."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from fengqiao.desk.admin import unusual
from fengqiao.desk.admin.access import administrators
from fengqiao.desk.spreadsheet import form_of, sheet
from fengqiao.matter import net
from fengqiao.matter.models import Look
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import READ_LOGS, staff_of
from fengqiao.orgs.ledger import AdminRecord, SignIn
from fengqiao.orgs.recording import DEEDS, PARTICULARS, broken_links, record
from fengqiao.ui.parts import Cell, Column, Row

PAGE, EXPORT_MOST, LATELY = 50, 20_000, timedelta(days=31)


@dataclass(frozen=True)
class Log:
    """One of the logs: its rows for this administrator, and how a row reads."""

    code: str
    label: str
    columns: tuple[str, ...]
    rows: Callable[[Actor], QuerySet[Any]]
    read: Callable[[Any], tuple[str, ...]]
    empty: str
    gathered: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None  # rows are put together day by day; without a first day, of the last weeks


def _deeds(actor: Actor) -> QuerySet[AdminRecord]:
    low, high = actor.administers or (1, 0)
    inside = Q(territory__gte=low, territory__lte=high) | Q(territory=None)
    return AdminRecord.objects.filter(inside).select_related("actor")


def _read_deed(row: AdminRecord) -> tuple[str, ...]:
    return (when(row.at), row.actor.name if row.actor else "", row.as_whom, DEEDS.get(row.deed, row.deed), row.about,
            _words(row.old), _words(row.new))  # fmt: skip


def _sign_ins(actor: Actor) -> QuerySet[SignIn]:
    return SignIn.objects.filter(Q(staff__in=staff_of(actor)) | Q(staff=None)).select_related("staff")


def _read_sign_in(row: SignIn) -> tuple[str, ...]:
    who = (row.staff.name, row.staff.username) if row.staff else ("", "不认识的登录名")
    return when(row.at), *who, row.get_way_display(), row.get_outcome_display(), row.address or ""


def _looks(actor: Actor) -> QuerySet[Look]:
    low, high = actor.administers or (1, 0)
    return Look.objects.filter(territory__gte=low, territory__lte=high).select_related("staff")


def _read_look(row: Look) -> tuple[str, ...]:
    return when(row.at), row.staff.name, row.as_whom, row.what, row.reason, "承办人" if row.by_handler else ""


LOGS: dict[str, Log] = {
    log.code: log
    for log in (
        Log("deeds", "管理日志", ("时间", "谁", "身份", "事项", "对象", "原来", "现在"), _deeds, _read_deed,
            "三员和安装命令做的事，会一条条记在这里。"),
        Log("sign-ins", "登录日志", ("时间", "谁", "登录名", "方式", "结果", "来源地址"), _sign_ins, _read_sign_in,
            "登录、退出和登录不成，会记在这里。"),
        Log("looks", "查看记录", ("时间", "谁", "身份", "看了什么", "事由", "承办"), _looks, _read_look,
            "查看当事人信息和打开文书，会记在这里。"),
        Log("unusual", "要核对的查看", unusual.COLUMNS, _looks, unusual.read,
            f"一天看{unusual.MANY}件以上不是自己承办的案件、夜间看{unusual.BY_NIGHT}次以上的，会列在这里，供核对，不等于违规。", unusual.gathered),
    )
}  # fmt: skip


def when(at: datetime) -> str:
    """2026-05-06 14:05:09 in the office's time."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")


def _words(values: dict[str, Any]) -> str:
    """What was, or is now, in words; what was left empty is not said."""
    said = [f"{PARTICULARS.get(name, name)}：{_word(value)}" for name, value in values.items() if value not in ("", None, [], {})]
    return "；".join(said)[:300]


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_word(each) for each in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _filtered(request: HttpRequest, log: Log) -> QuerySet[Any]:
    """The rows from one day to another, both included, newest first."""
    found = log.rows(request.actor)  # type: ignore[attr-defined]
    first, last = _day(request.GET.get("from", "")), _day(request.GET.get("to", ""))
    if log.gathered and not first:
        first = (last or timezone.localdate()) - LATELY
    if first:
        found = found.filter(at__gte=_midnight(first))
    if last:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
    return log.gathered(found) if log.gathered else found.order_by("-at", "-pk")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _log(kind: str) -> Log:
    if kind not in LOGS:
        raise NotVisible
    return LOGS[kind]


@administrators(READ_LOGS)
def log(request: HttpRequest, kind: str = "deeds") -> HttpResponse:
    """One log, fifty a page; the chain is walked when asked for."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, number = _log(kind), _page(request)
    with net.widened(*(actor.administers or (1, 0))):
        rows = list(_filtered(request, found)[(number - 1) * PAGE : number * PAGE + 1])
        shown = [Row(tuple(Cell(text) for text in found.read(row))) for row in rows[:PAGE]]
    days = {"from": request.GET.get("from", ""), "to": request.GET.get("to", "")}
    address = f"{reverse('admin-log', args=[kind])}?{urlencode(days)}"
    context = {
        "log": found, "tabs": [{"label": each.label, "url": reverse("admin-log", args=[each.code]), "current": each is found}
                               for each in LOGS.values()],
        "columns": [Column(label) for label in found.columns], "rows": shown, "days": days,
        "export_url": f"{reverse('admin-log-export', args=[kind])}?{urlencode(days)}",
        "next_url": f"{address}&page={number + 1}" if len(rows) > PAGE else "",
        "previous_url": f"{address}&page={number - 1}" if number > 1 else "",
        "empty": {"title": "这段时间没有记录", "text": found.empty, "icon": "history"}, "places": [{"label": "日志"}],
        "chain": _walk(actor) if kind == "deeds" and request.GET.get("walk") == "1" else "",
    }  # fmt: skip
    return render(request, "desk/admin/log.html", context)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), 10_000) if text.isdecimal() and len(text) < 7 else 1


def _walk(actor: Actor) -> str:
    """Walk the chain and say what was found; the walk itself is recorded."""
    broken = broken_links()
    number = AdminRecord.objects.count()
    said = (
        f"共{number}条，前后相连，没有改动过。" if not broken
        else f"共{number}条，第{'、'.join(map(str, broken[:20]))}条与前后不符：内容或次序被改动过。请保全数据库并报告。"
    )  # fmt: skip
    record(actor, "log.verify", "管理日志", now=timezone.now(), territory=actor.territory, new={"result": said})
    return said


@administrators(READ_LOGS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """What the days show, as Excel, CSV or JSON; the export is itself a record, and the file says whose it is."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form, found, now = form_of(request), _log(kind), timezone.now()
    with net.widened(*(actor.administers or (1, 0))):
        rows = [found.read(row) for row in _filtered(request, found)[: EXPORT_MOST + 1]]
    cut = len(rows) > EXPORT_MOST
    days = {"from": request.GET.get("from", ""), "to": request.GET.get("to", "")}
    record(actor, "log.export", found.label, now=now, territory=actor.territory, new={**days, "form": form, "rows": min(len(rows), EXPORT_MOST)})
    notes = (f"只有最近{EXPORT_MOST}条，请缩小日期范围。" if cut else "自{from}至{to}".format(**{name: day or "不限" for name, day in days.items()}),)
    return sheet(form, actor, kind, found.label, found.columns, rows[:EXPORT_MOST], notes=notes)
