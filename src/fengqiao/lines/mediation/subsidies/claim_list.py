"""The list of claims by where they stand, and of the cases one may still claim for; totals at the foot, Excel of what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.spreadsheet import form_of
from fengqiao.lines.mediation.codes import OUTCOMES
from fengqiao.lines.mediation.listing import Filters, of_office, offices_of, paged, without
from fengqiao.lines.mediation.models import MediationCase, SubsidyClaim, SubsidyShare
from fengqiao.lines.mediation.subsidies import batches, codes
from fengqiao.lines.mediation.subsidies.permissions import (
    CLAIM_SUBSIDY,
    MAY_SEE_SUBSIDIES,
    PUBLISH_SUBSIDY,
    RECHECK_SUBSIDY,
    SET_RULES,
)
from fengqiao.lines.mediation.subsidies.rule import FORMS, WORDS
from fengqiao.lines.mediation.workbook import shown, taken_out
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

CLAIMABLE_WITHIN = timedelta(days=366)
EXPORT_MOST = 20_000
TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "claimed": ("待初审", ("claimed",)), "returned": ("退回补正", ("returned",)), "checked": ("待复核", ("checked",)),
    "rechecked": ("待公示", ("rechecked",)), "published": ("公示和待发放", ("published",)), "frozen": ("冻结", ("frozen",)),
    "paid": ("已发放", ("paid",)), "ended": ("其他", ("withdrawn", "refused", "recovering", "recovered")),
}  # fmt: skip
CLAIMABLE = "claimable"
STAGES = {
    "claimed": "已申报", "returned": "退回补正", "checked": "初审通过", "rechecked": "复核通过", "published": "公示", "frozen": "冻结",
    "paid": "已发放", "withdrawn": "撤回", "refused": "不予补贴", "recovering": "追回中", "recovered": "已追回",
}  # fmt: skip
COLUMNS = [
    Column("案号"), Column("调委会"), Column("调解员"), Column("协议生效"), Column("形式"), Column("等次"), Column("金额（元）", num=True),
    Column("现在"), Column("要注意的"),
]  # fmt: skip
CASE_COLUMNS = [
    Column("案号"),
    Column("名称"),
    Column("调委会"),
    Column("结果"),
    Column("协议生效"),
    Column("履行完毕"),
    Column("归档"),
]


def visible_claims(actor: Actor) -> QuerySet[SubsidyClaim]:
    """The claims the person may see. Raises NotVisible for who may not see any."""
    if not actor.holds(MAY_SEE_SUBSIDIES):
        raise NotVisible
    return SubsidyClaim.objects.filter(pk__in=Matter.objects.visible_to(actor).filter(line="subsidies").values("pk"))


def claimable_cases(actor: Actor, today: date) -> QuerySet[MediationCase]:
    """Cases with an agreement of the last year, of the person's own committee, nobody has claimed for."""
    claimed = SubsidyClaim.objects.filter(case_id=OuterRef("pk")).exclude(stage="withdrawn")
    mine = Matter.objects.visible_to(actor).filter(line="mediation", office_id=actor.office_id)
    agreed = MediationCase.objects.filter(
        pk__in=mine.values("pk"), outcome__in=list(FORMS), outcome_on__gte=today - CLAIMABLE_WITHIN
    )
    return agreed.filter(~Exists(claimed)).order_by("-outcome_on", "-pk").select_related("office")


def filtered_claims(request: HttpRequest, tab: str) -> tuple[QuerySet[SubsidyClaim], Filters]:
    """The claims of a tab that the address asks for, the latest outcome first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = Filters(
        request.GET,
        {
            "office": ("司法所", offices_of(actor)),
            "level": ("等次", codes.LEVELS),
            "finding": ("待核查", codes.FINDINGS),
        },
    )
    chosen = form.chosen()
    found = visible_claims(actor).filter(stage__in=TABS[tab][1])
    if "office" in chosen:
        found = of_office(found, chosen["office"])
    if "level" in chosen:
        found = found.filter(level=chosen["level"])
    if "finding" in chosen:
        found = found.filter(findings__contains=[chosen["finding"]])
    return found.order_by("-outcome_on", "-pk").select_related("office"), form


def rows_of(claims: Iterable[SubsidyClaim]) -> list[Row]:
    """Claims as rows, each with its mediators."""
    listed = list(claims)
    names: dict[Any, list[str]] = {}
    for matter_id, name in (
        SubsidyShare.objects.filter(matter_id__in=[c.pk for c in listed]).order_by("n").values_list("matter_id", "name")
    ):
        names.setdefault(matter_id, []).append(name)
    return [_row(claim, "、".join(names.get(claim.pk, ()))) for claim in listed]


def _row(claim: SubsidyClaim, mediators: str) -> Row:
    words = dict(codes.FINDINGS)
    marks = [words.get(code, code) for code in claim.findings]
    if claim.sampled and not claim.called_back:
        marks.append("抽中，待回访")
    cells = (
        Cell(claim.case_number), Cell(claim.office.short_name), Cell(mediators), Cell(claim.outcome_on.isoformat()),
        Cell(FORMS.get(claim.agreement_form, "")), Cell(WORDS.get(claim.level, "")), Cell(claim.total_yuan), Cell(STAGES.get(claim.stage, "")),
        Cell("、".join(marks)),
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[claim.code]), claim.code)


def undrawn(actor: Actor) -> list[SubsidyClaim]:
    """Checked claims that have not taken part in a draw yet."""
    waiting = visible_claims(actor).filter(stage="checked")
    seen = Entry.objects.filter(matter_id__in=waiting.values("pk"), action="draw").values_list("matter_id", flat=True)
    return list(waiting.exclude(pk__in=list(seen)))


@staff_only
def subsidies(request: HttpRequest) -> HttpResponse:
    """Claims by where they stand; one's own cases one may claim for come first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    counts = _counts(actor, today)
    tab = request.GET.get("tab", "")
    if tab not in counts:
        tab = next((code for code, n in counts.items() if n), next(iter(counts)))
    context = _claimable(request, today) if tab == CLAIMABLE else _claims(request, tab)
    context |= {
        "tab": tab, "tabs": [{"label": TABS[code][0] if code in TABS else "可申报", "url": f"{request.path}?tab={code}", "current": code == tab, "count": n}
                             for code, n in counts.items()],
        "export_url": f"{reverse('subsidies-export')}?{request.GET.urlencode()}", "may_draw": tab == "checked" and actor.holds(RECHECK_SUBSIDY) and bool(undrawn(actor)),
        "may_publish": tab == "rechecked" and actor.holds(PUBLISH_SUBSIDY), "may_set": actor.holds(SET_RULES),
        "places": [{"label": "案件补贴"}],
    }  # fmt: skip
    return render_page(request, "mediation/subsidies/list.html", context, fragment="table")


def _counts(actor: Actor, today: date) -> dict[str, int]:
    by_stage = dict(visible_claims(actor).values_list("stage").annotate(n=Count("pk")))
    found = {code: sum(by_stage.get(stage, 0) for stage in stages) for code, (_, stages) in TABS.items()}
    return {CLAIMABLE: claimable_cases(actor, today).count(), **found} if actor.holds(CLAIM_SUBSIDY) else found


def _claims(request: HttpRequest, tab: str) -> dict[str, Any]:
    found, form = filtered_claims(request, tab)
    listed, pager = paged(request, found)
    total = found.aggregate(sum=Sum("total_yuan"))["sum"] or 0
    return {
        "columns": COLUMNS, "rows": rows_of(listed), "form": form, "chips": form.chips(request), "clear_url": without(request, *form.fields),
        "totals": ["合计", "", "", "", "", "", f"{total:,}", "", ""] if listed else [], **pager,
        "empty": {"title": "没有这样的申报", "text": "案件达成协议、履行完毕、卷宗齐全后，由调解员申报。", "icon": "coin"},
    }  # fmt: skip


def _claimable(request: HttpRequest, today: date) -> dict[str, Any]:
    """The cases, each with the way to its claim; what is still missing shows in its columns."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    listed, pager = paged(request, claimable_cases(actor, today))
    words, way = dict(OUTCOMES), reverse("open-new", args=["subsidies", "claim"])
    rows = [
        Row((Cell(c.number), Cell(c.title_for(actor.staff_id)), Cell(c.office.short_name), Cell(words.get(c.outcome, "")), Cell(c.outcome_on),
             Cell(c.performed_on or "未履行完毕", muted=c.performed_on is None), Cell(c.archived_on or "未归档", muted=c.archived_on is None)),
            f"{way}?case={c.number}")
        for c in listed
    ]  # fmt: skip
    return {
        "columns": CASE_COLUMNS, "rows": rows, "quarter": batches.quarter_of(today), "closes": batches.quarter_end(today), **pager,
        "empty": {"title": "没有可以申报的案件", "text": "达成协议的案件会列在这里；点开就是申报表。", "icon": "coin"},
    }  # fmt: skip


@staff_only
def export(request: HttpRequest) -> HttpResponse:
    """The claims that the list shows, all pages, without the names of parties."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    tab = request.GET.get("tab", "claimed")
    rows = rows_of(filtered_claims(request, tab if tab in TABS else "claimed")[0][:EXPORT_MOST])
    heads, cells = shown(COLUMNS, rows)
    return taken_out(form_of(request), actor, "subsidies", "案件补贴", heads, cells, "件")
