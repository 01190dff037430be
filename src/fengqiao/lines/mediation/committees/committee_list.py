"""The list of committees: filters in the address, what is wrong with each in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.mediation.codes import FIELDS, HOSTS
from fengqiao.lines.mediation.committees import codes, composition
from fengqiao.lines.mediation.committees.coverage import coverage
from fengqiao.lines.mediation.committees.permissions import MAY_RUN_COMMITTEES, MAY_SEE_COMMITTEES
from fengqiao.lines.mediation.committees.standards import states
from fengqiao.lines.mediation.committees.standards.standard import FULL, MODEL
from fengqiao.lines.mediation.listing import Filters, of_office, offices_of, paged, without
from fengqiao.lines.mediation.models import Committee
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.due import describe_due
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

SOON_DAYS = 90
TIGHT = "desk/cell_tight.html"
ABSENT = "absent"
ARTICLE_8 = "article_8"
WRONG = ((ARTICLE_8, "组成不合第八条"), *composition.LABELS.items(), (ABSENT, "未纳入管理"))
NOT_RATED, ENDING, ENDED = "none", "ending", "ended"
STANDARDS = ((MODEL, MODEL), (FULL, FULL), (NOT_RATED, "没有认定"), (ENDING, "认定60天内到期"), (ENDED, "认定已到期"))
RECOGNITION_SOON_DAYS = 60
LEVELS = (("village", "村（社区）"), ("town", "乡镇（街道）"), ("county", "县级行业专业"), ("other", "企事业等"))


def visible_committees(actor: Actor) -> QuerySet[Committee]:
    """The committees the person may see. Raises NotVisible for who may not see any."""
    if not actor.holds(MAY_SEE_COMMITTEES):
        raise NotVisible
    mine = Matter.objects.visible_to(actor).filter(line="committees")
    return Committee.objects.filter(pk__in=mine.values("pk"))


def absent_offices(actor: Actor) -> QuerySet[Office]:
    """Committees of the organisation that nobody has taken into the register yet."""
    inside = Office.objects.filter(
        kind=OfficeKind.COMMITTEE, to_on=None, territory__gte=actor.low, territory__lte=actor.high
    )
    return inside.filter(~Exists(Committee.objects.filter(office_id=OuterRef("pk")))).order_by("territory")


def is_wrong(code: str, today: date) -> Q:
    """The committees with a fault of this kind today."""
    if code == "term_over":
        return Q(term_to_on__lt=today)
    if code in ("term_90", "term_30"):
        return Q(term_to_on__gte=today, term_to_on__lte=today + timedelta(days=int(code.removeprefix("term_"))))
    return Q(faults__overlap=list(composition.OF_ARTICLE_8)) if code == ARTICLE_8 else Q(faults__contains=[code])


def of_level(code: str) -> Q:
    """The committees of a level, as ``Committee.level`` says it: an organisation's counts where it sits."""
    at_county = Q(host=codes.ORGANISATION, office__parent__kind=OfficeKind.BUREAU)
    if code == "village":
        return Q(host__in=codes.OF_PEOPLE)
    if code == "county":
        return at_county
    if code == "town":
        return Q(host__in=(codes.TOWN, codes.STREET)) | (Q(host=codes.ORGANISATION) & ~at_county)
    return Q(host=codes.ENTERPRISE)


def of_standard(code: str, today: date) -> Q:
    """The committees that hold a level today, or whose recognition runs out or has."""
    over, soon = Q(standard_to_on__lt=today), today + timedelta(days=RECOGNITION_SOON_DAYS)
    if code == ENDED:
        return over
    if code == ENDING:
        return Q(standard_to_on__gte=today, standard_to_on__lte=soon)
    if code == NOT_RATED:
        return ~Q(standard__in=(MODEL, FULL)) | over
    return Q(standard=code) & (Q(standard_to_on=None) | Q(standard_to_on__gte=today))


def filtered_committees(request: HttpRequest, today: date) -> tuple[QuerySet[Committee], Filters]:
    """The committees that the address asks for, in the order of the organisation."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = Filters(
        request.GET,
        {
            "office": ("司法所", offices_of(actor)),
            "host": ("设立主体", HOSTS),
            "field": ("行业领域", FIELDS),
            "level": ("层级", LEVELS),
            "standard": ("规范化等级", STANDARDS),
            "programme": ("规范化创建", states.STATES),
            "wrong": ("有什么问题", WRONG),
        },
    )
    chosen = form.chosen()
    found = visible_committees(actor).filter(closed=request.GET.get("state") == "closed")
    if "office" in chosen:
        found = of_office(found, chosen["office"])
    for name in ("host", "field"):
        if name in chosen:
            found = found.filter(**{name: chosen[name]})
    if "level" in chosen:
        found = found.filter(of_level(chosen["level"]))
    if "standard" in chosen:
        found = found.filter(of_standard(chosen["standard"], today))
    if "programme" in chosen:
        found = found.filter(standard_state=chosen["programme"])
    if "wrong" in chosen and chosen["wrong"] != ABSENT:
        found = found.filter(is_wrong(chosen["wrong"], today))
    return found.order_by("territory").select_related("office__parent"), form


@staff_only
def committees(request: HttpRequest) -> HttpResponse:
    """All committees within reach, what is wrong with each, and those nobody has registered yet."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    found, form = filtered_committees(request, today)
    absent = form.chosen().get("wrong") == ABSENT
    shown, pager = paged(request, absent_offices(actor) if absent else found)
    may_run = actor.holds(MAY_RUN_COMMITTEES)
    context = {
        "columns": [Column("名称"), Column("司法所")] if absent else COMMITTEE_COLUMNS,
        "rows": [_absent_row(o, may_run) for o in shown] if absent else [committee_row(c, today) for c in shown],
        "form": form, "chips": form.chips(request), "numbers": _numbers(actor, today), **pager,
        "tabs": [{"label": word, "url": f"{without(request, 'state')}&state={key}", "current": request.GET.get("state", "open") == key}
                 for key, word in (("open", "现有"), ("closed", "已撤销"))],
        "may_run": may_run, "export_url": f"{reverse('committees-export')}?{request.GET.urlencode()}", "open_url": reverse("opening", args=["committees"]),
        "empty": {"title": "没有这样的调委会", "text": "换一个条件；还没有登记的，可以从表格导入或逐个纳入管理。", "icon": "building-community"},
        "places": [{"label": "调委会"}],
    }  # fmt: skip
    return render_page(request, "mediation/committees/list.html", context, fragment="table")


COMMITTEE_COLUMNS = [
    Column("名称"), Column("司法所"), Column("设立主体"), Column("领域"), Column("委员", num=True), Column("调解员", num=True),
    Column("任期止"), Column("换届"), Column("规范化"), Column("有什么问题"),
]  # fmt: skip


def committee_row(c: Committee, today: date) -> Row:
    """One committee; faults in words, the gravest first."""
    due = describe_due(c.term_to_on, today, soon_days=SOON_DAYS).words if c.term_to_on and not c.closed else ""
    wrong = "、".join(fault_words(c, today))
    cells = (
        Cell(c.title), Cell(c.office.parent.short_name if c.office.parent else ""), Cell(dict(HOSTS).get(c.host, "")), Cell(c.field),
        Cell(c.members_count if c.set_up_as == codes.COMMITTEE else "分工负责"), Cell(c.mediators_count),
        Cell(c.term_to_on.isoformat() if c.term_to_on else "", template=TIGHT), Cell(due, template=TIGHT), Cell(standard_word(c, today)), Cell(wrong or "无", muted=not wrong),
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[c.code]))


def standard_word(c: Committee, today: date) -> str:
    """The level held, or where the committee stands on the way to one."""
    state = dict(states.STATES).get(c.standard_state, "")
    held = c.standard if c.standard in (MODEL, FULL) else ""
    if held and c.standard_to_on is not None and c.standard_to_on < today:
        held = f"{held}（已到期）"
    moving = "" if c.standard_state == states.RECOGNISED else state
    return "，".join(filter(None, (held, moving)))


def fault_words(c: Committee, today: date) -> list[str]:
    """What is wrong with a committee today, in words."""
    if c.closed:
        return ["已撤销"]
    found = []
    if c.term_to_on is not None and c.term_to_on < today:
        found.append(composition.LABELS["term_over"])
    elif c.term_to_on is not None and c.term_to_on <= today + timedelta(days=SOON_DAYS):
        soon = "term_30" if c.term_to_on <= today + timedelta(days=30) else "term_90"
        found.append(composition.LABELS[soon])
    return found + [composition.LABELS[code] for code in c.faults]


def _absent_row(office: Office, may_run: bool) -> Row:
    url = f"{reverse('open-new', args=['committees', 'take_in'])}?office={office.pk}" if may_run else ""
    return Row((Cell(office.name), Cell(office.parent.short_name if office.parent else "")), url)


def _numbers(actor: Actor, today: date) -> list[dict[str, Any]]:
    """The figures above the list; each opens what it counts."""
    here = visible_committees(actor).filter(closed=False)
    soon = today + timedelta(days=SOON_DAYS)
    found = here.aggregate(
        all=Count("pk"), over=Count("pk", filter=Q(term_to_on__lt=today)),
        soon=Count("pk", filter=Q(term_to_on__gte=today, term_to_on__lte=soon)),
        untold=Count("pk", filter=Q(untold_since_on__isnull=False)),
        composed=Count("pk", filter=is_wrong(ARTICLE_8, today)),
        shared=Count("pk", filter=Q(set_up_as=codes.SHARED_DUTY)),
        rated=Count("pk", filter=of_standard(MODEL, today) | of_standard(FULL, today)), model=Count("pk", filter=of_standard(MODEL, today)),
    )  # fmt: skip
    home, absent, covered = reverse("committees"), absent_offices(actor).count(), coverage(actor, today)
    note = f"另有{found['shared']}个村（社区）依法分工负责" if found["shared"] else ""
    return [
        {"label": "调委会", "value": found["all"] - found["shared"], "unit": "个", "url": home, "note": note},
        {"label": "任期届满待换届", "value": found["over"], "unit": "个", "url": f"{home}?wrong=term_over", "state": "late" if found["over"] else ""},
        {"label": "任期90天内届满", "value": found["soon"], "unit": "个", "url": f"{home}?wrong=term_90", "state": "soon" if found["soon"] else ""},
        {"label": "变动未通报法院", "value": found["untold"], "unit": "个", "url": f"{home}?wrong=court_untold", "state": "soon" if found["untold"] else ""},
        {"label": "组成不合第八条", "value": found["composed"], "unit": "个", "url": f"{home}?wrong={ARTICLE_8}"},
        {"label": "村居覆盖面", "value": covered.percent, "url": f"{home}?level=village", "note": covered.said},
        {"label": "规范化、示范", "value": found["rated"], "unit": "个", "url": f"{home}?standard={FULL}", "note": f"其中示范{found['model']}个"},
        {"label": "未纳入管理", "value": absent, "unit": "个", "url": f"{home}?wrong={ABSENT}"},
    ]  # fmt: skip
