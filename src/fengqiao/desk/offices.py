"""The organisation below the post one acts for: offices and who is in which post today."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from fengqiao.desk.access import staff_only
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind, Post
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.taking import page_size

MOST, PEOPLE = 200, 8
TIGHT = "desk/cell_tight.html"
FIRST = (OfficeKind.OFFICE, OfficeKind.COMMITTEE, OfficeKind.BUREAU)


@staff_only
def offices(request: HttpRequest) -> HttpResponse:
    """Offices of one kind, by name if asked, with the people in post."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    text = request.GET.get("q", "").strip()[:40]
    low, high = actor.administers or (actor.low, actor.high)
    below = Office.objects.filter(territory__gte=low, territory__lte=high, to_on=None)
    counts = dict(below.order_by().values_list("kind").annotate(Count("pk")))
    kind = _kind(request.GET.get("kind", ""), counts)
    found = below.filter(kind=kind).order_by("territory")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(area__icontains=text))
    most = page_size(request, MOST)
    shown = list(found[: most + 1])
    context = {
        "tabs": [
            {"label": label, "url": f"?{urlencode({'kind': value, 'q': text})}", "current": kind == value, "count": counts[value]}
            for value, label in OfficeKind.choices if value in counts
        ],
        "columns": [Column("机构"), Column("片区"), Column("人员"), Column("电话")], "rows": _rows(shown[:most]),
        "q": "", "text": text, "kind": kind, "partial": _partial(actor, len(shown)),
        "empty": {"title": f"没有名称含“{text}”的机构" if text else "没有这一类机构", "icon": "building",
                  "text": "换一个名称再找。" if text else "机构由系统管理员登记或从表格导入。"},
        "places": [{"label": "机构"}], "poster": _poster(actor),
    }  # fmt: skip
    return render(request, "desk/offices.html", context)


def _poster(actor: Actor) -> str:
    """Where the poster of the own office is printed; empty for offices citizens do not send anything to."""
    own = (
        Office.objects.filter(pk=actor.office_id, kind__in=(OfficeKind.OFFICE, OfficeKind.BUREAU)).exists()
        and not actor.administers
    )
    return reverse("office-poster", args=[actor.office_id]) if own else ""


def _kind(wanted: str, counts: dict[str, int]) -> str:
    """The kind asked for; else the first kind there is."""
    if wanted in OfficeKind.values:
        return wanted
    return next((kind for kind in (*FIRST, *OfficeKind.values) if kind in counts), OfficeKind.OFFICE)


def _partial(actor: Actor, number: int) -> str:
    seen = f"您看得到{actor.office_name}及其辖区内的机构。"
    return f"只列前{MOST}个，写名称可以查找。{seen}" if number > MOST else seen


def _rows(found: list[Office]) -> list[Row]:
    posts: dict[int, list[Post]] = {}
    held = Post.objects.held_on(timezone.localdate()).filter(office__in=[office.pk for office in found])
    for post in held.select_related("staff").order_by("office_id", "pk"):
        posts.setdefault(post.office_id, []).append(post)
    return [
        Row((Cell(office.name), _tight(office.area), Cell(_people(posts.get(office.pk, []))), _tight(office.phone)))
        for office in found
    ]


def _tight(text: str) -> Cell:
    return Cell(text, template=TIGHT if text else "")


def _people(posts: list[Post]) -> str:
    named = "、".join(f"{post.staff.name}（{post.title}）" for post in posts[:PEOPLE])
    return f"{named}等{len(posts)}人" if len(posts) > PEOPLE else named
