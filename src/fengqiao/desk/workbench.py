"""工作台: what must I do now, in the order of law. Overdue, today, past the bureau's own limits, this week, later, waiting for
others; within a day the pressing matters first; errands beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.arrangements import arrangements
from fengqiao.desk.lawlinks import law_part
from fengqiao.desk.news import changes_by_others
from fengqiao.desk.notices import latest
from fengqiao.desk.spreadsheet import form_of, sheet
from fengqiao.divisions.territory import COUNTY_WIDTH
from fengqiao.matter import asked_daily, registry
from fengqiao.matter.coming import coming
from fengqiao.matter.models import Entry, Errand, TaskRow
from fengqiao.matter.visibility import is_seen, lines_open_to
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import PostKind
from fengqiao.orgs.roles import SUMS_ONLY
from fengqiao.ui.due import describe_due
from fengqiao.ui.htmx import redirect_to, render_page, wants_fragment
from fengqiao.ui.parts import Chip
from fengqiao.ui.taking import MOST_ROWS

SHOWN, ALL_OF_ONE = 30, 500
COUNTED = 500  # no group is counted further
BY_DAY = (F("due_on").asc(nulls_last=True), "-urgency", "matter_id", "n")  # within a day the pressing matters first
FOLDED_FROM = 9  # later groups with so many rows are folded
OURS = "本所"
GROUPS = {"late": "已逾期", "today": "今天", "house": "超过本局时限", "week": "本周", "later": "以后", "waiting": "等待他人"}
STATES = {"late": "late", "house": "soon", "today": "today", "week": "soon", "later": "ok", "waiting": "waiting"}
NONE = {"late": "没有逾期的事。", "today": "今天没有到期的事。"}
HEAD = ("分组", "要办的事", "案件", "编号", "最后一天", "还剩", "依据", "责任方", "承办", "急缓")


@dataclass(frozen=True)
class Filters:
    """What the address asks for. ``who``: me, all, or the number of one person."""

    who: str = "me"
    line: str = ""
    group: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Filters:
        query = request.GET
        who, group = query.get("who", "me"), query.get("group", "")
        known = who in ("me", "all") or who.isdigit()
        return cls(who if known else "me", query.get("line", ""), group if group in GROUPS else "")

    @property
    def mine(self) -> bool:
        return self.who == "me"

    def url(self, **changes: str) -> str:
        """The workbench with these filters, some changed."""
        wanted = replace(self, **changes)
        given = {"who": "" if wanted.mine else wanted.who, "line": wanted.line, "group": wanted.group}
        query = urlencode({name: value for name, value in given.items() if value})
        return reverse("workbench") + (f"?{query}" if query else "")


def tasks_for(actor: Actor, mine: bool) -> QuerySet[TaskRow]:
    """Tasks of visible matters; ``mine``: those one handles, and those nobody handles yet that one's post may do.

    What one may not do oneself, because one did the step before, is not one's own.
    """
    inside = Q(territory__gte=actor.low, territory__lte=actor.high)
    tasks = TaskRow.objects.filter(inside, is_seen(actor))
    if mine:
        tasks = tasks.filter(
            Q(handler_id=actor.staff_id) | Q(handler_id=None, roles__overlap=list(actor.roles))
        ).exclude(_shut_out(actor.staff_id))
    return tasks


def _shut_out(staff_id: int) -> Q:
    """Tasks that wait for somebody else: who did one of certain acts there never does this one (两人办理)."""
    found = Q(pk__in=())
    for procedure in registry.procedures():
        for action in procedure.actions:
            if action.never_by:
                did = Entry.objects.filter(matter_id=OuterRef("matter_id"), actor_id=staff_id, action__in=action.never_by)
                found |= Q(Exists(did), action=action.code, matter__procedure=procedure.code)
    return found


def filtered(actor: Actor, filters: Filters, today: date) -> QuerySet[TaskRow]:
    """The tasks the filters leave."""
    tasks = tasks_for(actor, filters.mine).filter(since_on__lte=today)  # a task that has not begun is nobody's yet
    if filters.who.isdigit():
        tasks = tasks.filter(handler_id=int(filters.who))
    if filters.line:
        tasks = tasks.filter(matter__line=filters.line)
    return tasks.filter(conditions(today)[filters.group]) if filters.group else tasks


def conditions(today: date) -> dict[str, Q]:
    """What puts a task into a group; every task is in one. Only a statutory day that has passed is overdue; a
    house limit that has passed is a group of its own."""
    sunday = today + timedelta(days=6 - today.weekday())
    passed, ours = Q(due_on__lt=today), Q(whose=OURS)
    return {
        "late": passed & Q(statutory=True),
        "house": passed & Q(statutory=False),
        "today": Q(due_on=today),
        "week": ours & Q(due_on__gt=today, due_on__lte=sunday),
        "later": ours & (Q(due_on__gt=sunday) | Q(due_on=None)),
        "waiting": ~ours & (Q(due_on__gt=today) | Q(due_on=None)),
    }


@staff_only
def workbench(request: HttpRequest) -> HttpResponse:
    """The list, and beside it the people, the errands, the posts one stands in for, and what others changed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.roles <= SUMS_ONLY:
        return redirect_to(request, reverse("board"))  # nothing is to be done by who sees sums alone
    today, filters = timezone.localdate(), Filters.of(request)
    tasks = filtered(actor, filters, today)
    if request.GET.get("format") == "xlsx":
        return _export(form_of(request), actor, tasks, today)
    team = [] if filters.mine else _team(actor, today, filters)
    context = {
        "today": today, "groups": _groups(actor, filters, today), "filters": filters,
        "tabs": _tabs(filters, actor), "chips": _chips(filters, team), "lines": _lines(actor, filters),
        "empty": {"title": "没有符合这些条件的事", "text": "去掉上面的条件再看。", "icon": "checklist"},
        "export_url": _with_format(filters), "clear_url": filters.url(line="", group="", who="me" if filters.mine else "all"),
        "meetings": arrangements(tasks_for(actor, filters.mine), actor, today), "errands": open_errands(actor, filters.mine),
        "standing_in": [p for p in request.posts if p.kind != PostKind.REGULAR],  # type: ignore[attr-defined]
        "coming": coming(actor, today) if filters.mine and not wants_fragment(request) else [], "office": actor.office_name, "team": team, "news": changes_by_others(actor, timezone.now()) if filters.mine else [],
        "notices": latest(actor) if not wants_fragment(request) else {}, "places": [],
    }  # fmt: skip
    return render_page(request, "desk/workbench.html", context, fragment="list")


def _tabs(filters: Filters, actor: Actor) -> list[dict[str, Any]]:
    everybody = "全县" if actor.high - actor.low >= COUNTY_WIDTH else OURS
    return [
        {"label": "我的", "url": filters.url(who="me"), "current": filters.mine},
        {"label": everybody, "url": filters.url(who="all"), "current": not filters.mine},
    ]


def _chips(filters: Filters, team: list[dict[str, Any]]) -> list[Chip]:
    chips = []
    if filters.who.isdigit():
        name = next((p["handler__name"] for p in team if str(p["handler_id"]) == filters.who), "这位")
        chips.append(Chip(f"承办：{name}", filters.url(who="all")))
    if filters.line:
        label = next((line.label for line in registry.lines() if line.code == filters.line), filters.line)
        chips.append(Chip(f"条线：{label}", filters.url(line="")))
    if filters.group:
        chips.append(Chip(f"分组：{GROUPS[filters.group]}", filters.url(group="")))
    return chips


def _lines(actor: Actor, filters: Filters) -> list[dict[str, Any]]:
    """Links that keep one line, where there are several; and links that keep one group."""
    open_lines = lines_open_to(actor)
    lines = [{"label": x.label, "url": filters.url(line=x.code)} for x in registry.lines() if x.code in open_lines]
    groups = [{"label": label, "url": filters.url(group=code)} for code, label in GROUPS.items()]
    return (lines if len(lines) > 1 and not filters.line else []) + (groups if not filters.group else [])


def _with_format(filters: Filters) -> str:
    url = filters.url()
    return f"{url}{'&' if '?' in url else '?'}format=xlsx"


def _groups(actor: Actor, filters: Filters, today: date) -> list[dict[str, Any]]:
    """The groups in the order of law, each with its first rows and its count; what was done between the two questions is left
    out."""
    limit = ALL_OF_ONE if filters.group else SHOWN
    places = _places(actor, filters, today)
    wanted = [place for found in places.values() for place in found[:limit]]
    rows = {(row.matter_id, row.n): row for row in _shown(TaskRow.objects.filter(pk__in=wanted))}
    always = () if filters.group or filters.who.isdigit() else NONE
    return [
        _group(code, [rows[place] for place in found[:limit] if place in rows], len(found), today, filters, actor)
        for code, found in places.items()
        if found or code in always
    ]


def _places(actor: Actor, filters: Filters, today: date) -> dict[str, list[tuple[UUID, int]]]:
    """The keys of each group's tasks, in one question that reads no further than :data:`COUNTED`."""
    found: dict[str, list[tuple[UUID, int]]] = {code: [] for code in ([filters.group] if filters.group else GROUPS)}
    rows = asked_daily.rows(_keys, actor, filters, today)
    for code, _, _, *place in sorted(rows, key=lambda row: (row[1] or date.max, -row[2], *row[3:])):
        found[code].append(tuple(place))
    return found


def _keys(actor: Actor, filters: Filters, today: date) -> QuerySet[TaskRow, Any]:
    """Group, day, urgency and key of the first tasks of each group."""
    tasks, shown = filtered(actor, filters, today), ("due_on", "urgency", "matter_id", "n")
    parts = [
        tasks.filter(condition).order_by(*BY_DAY).values_list(Value(code), *shown)[: COUNTED + 1]
        for code, condition in conditions(today).items()
        if not filters.group or code == filters.group
    ]
    return parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]


def _shown(tasks: QuerySet[TaskRow]) -> QuerySet[TaskRow]:
    return tasks.select_related("matter", "handler").only(
        "label", "action", "due_on", "due_at", "deadline_n", "statutory", "provisional", "warn_days", "source", "whose", "n", "matter_id", "roles",
        "matter__title", "matter__masked_title", "matter__number", "matter__procedure", "matter__procedure_version", "matter__restricted", "matter__handler_id", "matter__urgency", "matter__urgent_word", "handler__name",
    )  # fmt: skip


def _group(code: str, rows: list[TaskRow], count: int, today: date, filters: Filters, actor: Actor) -> dict[str, Any]:
    return {
        "label": GROUPS[code], "state": STATES[code] if count else "ok", "rows": [row_of(task, today, actor) for task in rows],
        "count": count if count <= COUNTED else f"{COUNTED}+",
        "folded": code in ("later", "waiting") and count >= FOLDED_FROM and filters.group != code,
        "more_url": filters.url(group=code) if count > len(rows) and not filters.group else "",
        "none": NONE.get(code, ""),
    }  # fmt: skip


def row_of(task: TaskRow, today: date, actor: Actor) -> dict[str, Any]:
    """A row of the worklist: it opens the action's form for whoever may do it, the matter's page for everybody else."""
    matter, staff_id = task.matter, actor.staff_id
    own = task.handler_id == staff_id or bool(actor.roles & set(task.roles))
    url = reverse("matter", args=[matter.code])
    if task.action and own:
        url = reverse("act", args=[matter.code, task.action])
        url += f"?due={task.due_on.isoformat()}" if task.deadline_n and task.due_on else ""  # which of several it is about
    due = None
    if task.due_on:
        due = describe_due(
            task.due_on, today, provisional=task.provisional, house=not task.statutory, soon_days=task.warn_days,
            owner="" if task.whose == OURS else task.whose, due_at=task.due_at, now=timezone.now(),
        )  # fmt: skip
    return {
        "id": f"{matter.code}-{task.n}",
        "todo": task.label,
        "url": url,
        "matter": matter.title_for(staff_id),
        "number": matter.number,
        "due": due,
        "law": law_part(task.source) if task.statutory else None,
        "note": f"本局时限：{task.source}" if task.source and not task.statutory else "",
        "who": task.handler.name if task.handler else "",
        "marks": ["暂定"] if task.provisional else [],
        "urgent": matter.urgent_word,
    }


def _export(form: str, actor: Actor, tasks: QuerySet[TaskRow], today: date) -> HttpResponse:
    """The list to be taken along, with the filters it was shown with, groups in order, names masked as on the screen."""
    groups = conditions(today)
    bucket = Case(*(When(condition, then=Value(code)) for code, condition in groups.items()))
    place = Case(*(When(bucket=code, then=Value(n)) for n, code in enumerate(groups)))
    found = _shown(tasks.annotate(bucket=bucket)).order_by(place, *BY_DAY)[:MOST_ROWS]
    return sheet(form, actor, "workbench", "工作台", HEAD, (_line_of(task, today, actor) for task in found))


def _line_of(task: TaskRow, today: date, actor: Actor) -> tuple[str, ...]:
    row = row_of(task, today, actor)
    basis = f"本局时限：{task.source}" if task.source and not task.statutory else task.source
    return (
        GROUPS[task.bucket], row["todo"], row["matter"], registry.number_of(task.matter),  # type: ignore[attr-defined]
        task.due_on.isoformat() if task.due_on else "", row["due"].words if row["due"] else "", basis, task.whose, row["who"],
        task.matter.urgent_word,
    )  # fmt: skip


def open_errands(actor: Actor, mine: bool) -> list[Errand]:
    """临时事项 of the office that are not done: one's own and those nobody took, or all."""
    errands = Errand.objects.filter(territory__gte=actor.low, territory__lte=actor.high, done_on=None)
    errands = errands.filter(office_id=actor.office_id)
    if mine:
        errands = errands.filter(Q(who_id=actor.staff_id) | Q(who=None))
    return list(errands.select_related("who").order_by("due_on", "pk")[:20])


def _team(actor: Actor, today: date, filters: Filters) -> list[dict[str, Any]]:
    """People as rows: how much each has in hand, how much of it is late in law; each number opens what it counts."""
    rows = (
        tasks_for(actor, mine=False)
        .exclude(handler=None)
        .values("handler_id", "handler__name")
        .annotate(
            load=Count("matter_id", distinct=True), late=Count("matter_id", filter=Q(due_on__lt=today, statutory=True))
        )
        .order_by("-late", "-load", "handler_id")[:200]
    )
    return [
        {
            **row, "url": filters.url(who=str(row["handler_id"]), group=""),
            "late_url": filters.url(who=str(row["handler_id"]), group="late"),
        }
        for row in rows
    ]  # fmt: skip
