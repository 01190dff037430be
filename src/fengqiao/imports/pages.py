"""Importing a ledger in the browser: upload, columns, check, preview, import, result; each step can be left and come back to."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import CheckboxInput
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.imports import jobs, stages
from fengqiao.imports.book import LedgerWrong, open_book
from fengqiao.imports.forms import ACCEPT, ColumnsWrong, UploadForm, chosen_columns, options
from fengqiao.imports.kinds import Kind, kinds, kinds_of, named
from fengqiao.imports.known import remember_words
from fengqiao.imports.models import ImportRun, RunState
from fengqiao.imports.proposing import propose, remember_headings
from fengqiao.imports.refused import refused_rows
from fengqiao.imports.running import LEFT_OUT
from fengqiao.imports.seeing import runs_seen, sees_all
from fengqiao.imports.showing import run_context
from fengqiao.matter.looks import note_look_at
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.recording import record
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.parts import Cell, Column, Row, Tab
from fengqiao.vault import VaultError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 50


def _actor(request: HttpRequest) -> Actor:
    """Whoever may enter some ledger. Raises Refused."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not kinds_of(actor):
        raise Refused.because("permission", actor.lacks(kinds()[0].may))
    return actor


def _kind(request: HttpRequest, actor: Actor) -> Kind:
    """The kind of ledger asked for, else the first the person may enter. Raises NotVisible."""
    mine = {each.code: each for each in kinds_of(actor)}
    asked = request.GET.get("kind", "")
    if asked and asked not in mine:
        raise NotVisible
    return mine[asked] if asked else next(iter(mine.values()))


def _run(actor: Actor, pk: UUID) -> ImportRun:
    """An import of one's own, or any within reach for a head. Raises NotVisible."""
    found = runs_seen(actor).select_related("office", "uploaded_by").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def _offices(actor: Actor, kind: Kind) -> list[Office]:
    within = Office.objects.filter(territory__range=(actor.low, actor.high), to_on=None, kind__in=kind.office_kinds)
    return list(within.order_by("territory"))


@staff_only
def imports(request: HttpRequest) -> HttpResponse:
    """What has been imported, and the form for another ledger."""
    actor = _actor(request)
    kind = _kind(request, actor)
    form = UploadForm(request.POST or None, request.FILES or None, kind=kind, offices=_offices(actor, kind))
    if request.method == "POST" and form.is_valid():
        answer = _receive(request, actor, kind, form)
        if answer is not None:
            return answer
        if "again" in form.errors:
            form.fields["again"].widget = CheckboxInput()
    runs = runs_seen(actor).filter(kind=kind.code).select_related("office", "uploaded_by")
    mine = kinds_of(actor)
    context = {
        "kind": kind, "form": form, "accept": ACCEPT, "rows": [_line(run) for run in runs[:SHOWN]], "places": [{"label": "导入台账"}],
        "tabs": [Tab(each.label, f"?kind={each.code}", each is kind) for each in mine] if len(mine) > 1 else [],
        "columns": [Column("台账"), Column("机构"), Column("进度"), Column("结果"), Column("谁，什么时候")],
        "empty": {"title": f"还没有导入过{kind.label}", "text": "选好机构和文件，先核对每一行，看过再导入。", "icon": "file-text"},
    }  # fmt: skip
    return render_page(request, "imports/imports.html", context, status=422 if form.errors else 200)


def _receive(request: HttpRequest, actor: Actor, kind: Kind, form: UploadForm) -> HttpResponse | None:
    """Take in the file; None when it is refused, with the reason at the form."""
    given = form.cleaned_data
    office, content = form.offices[given["office"]], given["file"].read()
    now = timezone.now()
    try:
        book = open_book(content)
        plans = propose(book, office, kind)
        if not plans:
            raise LedgerWrong("这个文件里没有内容：每张工作表都是空的，或者都隐藏了。请重新选择。")
        before = stages.same_file(kind, office, content)
        if before is not None and before.state != RunState.DONE and _visible(actor, before):
            messages.info(request, "这个文件已经上传过，这里就是那一批。")
            return redirect_to(request, reverse("import-run", args=[before.pk]))
        if before is not None and before.state == RunState.DONE and not given["again"]:
            when = timezone.localtime(before.uploaded_at)
            form.add_error(
                "again",
                f"这个文件已于{when:%Y-%m-%d}导入过。要再核对一遍，请重新选择文件并勾选这一项；已导入的行不会重复。",
            )
            return None
        run = stages.receive(actor, office, kind, content, given["file"].name, [plan.as_json() for plan in plans], now)
    except (LedgerWrong, VaultError) as error:
        form.add_error("file", str(error))
        return None
    if book.hidden:
        messages.info(request, f"隐藏的工作表没有读：{'、'.join(book.hidden)}。要导入的，请取消隐藏后另存再选。")
    return redirect_to(request, reverse("import-columns", args=[run.pk]))


def _visible(actor: Actor, run: ImportRun) -> bool:
    return run.uploaded_by_id == actor.staff_id or sees_all(actor, named(run.kind))


def _line(run: ImportRun) -> Row:
    counted = "，".join(f"{word}{count}行" for word, count in run.counts.items())
    cells = (
        Cell(run.file_name), Cell(run.office.short_name), Cell(RunState(run.state).label), Cell(counted),
        Cell(f"{run.uploaded_by.name}，{timezone.localtime(run.uploaded_at):%Y-%m-%d %H:%M}"),
    )  # fmt: skip
    return Row(cells, reverse("import-run", args=[run.pk]))


@staff_only
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each column means: proposed, looked at by a person, kept for the next time; then the rows are checked."""
    actor = _actor(request)
    run = _run(actor, pk)
    plans, year, errors, kind = run.plans, str(run.year or ""), [], named(run.kind)
    if request.method == "POST":
        try:
            with_columns(actor, run, request)
            return redirect_to(request, reverse("import-run", args=[run.pk]))
        except ColumnsWrong as wrong:
            plans, errors, year = wrong.plans, wrong.reasons, request.POST.get("year", "")
    samples = stages.samples_of(run)
    _note_look(actor, run)
    context = {
        "run": run, "errors": [{"text": text, "url": ""} for text in errors], "year": year,
        "sheets": [_sheet(kind, place, plan, shown) for place, (plan, shown) in enumerate(zip(plans, samples, strict=True))], "kind": kind, "required": [each.label for each in kind.wanted if not each.given],
        "places": [*_places(), {"label": run.file_name}],
    }  # fmt: skip
    return render_page(request, "imports/columns.html", context, status=422 if errors else 200)


def with_columns(actor: Actor, run: ImportRun, request: HttpRequest) -> None:
    """Keep the columns and begin to check. Raises ColumnsWrong, Refused."""
    kind = named(run.kind)
    plans, year = chosen_columns(kind, run.plans, request.POST)
    now, run = timezone.now(), stages.locked(run)
    run.plans, run.year = plans, year
    stages.begin_checking(run, actor, now)
    for plan in plans:
        if plan["taken"]:
            remember_headings(run.office, kind, plan["headings"], plan["fields"], now)
    jobs.begin(run)


def _sheet(kind: Kind, place: int, plan: dict[str, Any], shown: list[list[str]]) -> dict[str, Any]:
    return {
        "name": plan["sheet"], "key": f"s{place}", "taken": plan["taken"],
        "columns": [
            {"key": f"s{place}c{n}", "heading": heading or f"第{n + 1}栏（没有栏名）", "samples": samples, "why": why, "options": options(kind, field),
             "noted": not field}
            for n, (heading, field, why, samples) in enumerate(
                zip(plan["headings"], plan["fields"], plan["why"], shown, strict=True))
        ],
    }  # fmt: skip


@staff_only
def run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it has come and what became of the rows; while it works the page asks again by itself."""
    actor = _actor(request)
    found = _run(actor, pk)
    if found.state == RunState.UPLOADED:
        return redirect_to(request, reverse("import-columns", args=[found.pk]))
    context = run_context(actor, found, request.GET, timezone.now())
    if context["tables"]:
        _note_look(actor, found)
    context["places"] = [*_places(), {"label": found.file_name}]
    return render_page(request, "imports/run.html", context)  # the page's own script takes its part out of it


@require_POST
@staff_only
def words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what the ledger's own words mean, and check the rows again with them."""
    actor = _actor(request)
    found, now = stages.locked(_run(actor, pk)), timezone.now()
    with transaction.atomic():  # what is refused leaves nothing remembered
        changed = remember_words(found, request.POST.dict(), now)
        if changed:
            stages.begin_checking(found, actor, now)
            jobs.begin(found)
    if not changed:
        messages.info(request, "没有改动：写法都和原来一样。")
    return redirect_to(request, reverse("import-run", args=[found.pk]))


@require_POST
@staff_only
def enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Enter the good rows; also goes on with what had stopped."""
    actor = _actor(request)
    found, now = stages.locked(_run(actor, pk)), timezone.now()
    if stages.stalled(found, now):
        ImportRun.objects.filter(pk=found.pk).update(beat_at=now)
    else:
        stages.begin_entering(found, actor, now)
    jobs.begin(found)
    return redirect_to(request, reverse("import-run", args=[found.pk]))


@require_POST
@staff_only
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop behind the batch it is at."""
    found = stages.locked(_run(_actor(request), pk))
    stages.stop(found)
    messages.info(request, f"已停下。已处理的{found.done}行保持原样，可以接着办。")
    return redirect_to(request, reverse("import-run", args=[found.pk]))


@require_POST
@staff_only
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back every matter of the import, with a reason."""
    actor = _actor(request)
    found = stages.locked(_run(actor, pk))
    stages.begin_undoing(found, actor, request.POST.get("reason", ""), timezone.now())
    jobs.begin(found)
    return redirect_to(request, reverse("import-run", args=[found.pk]))


@staff_only
def refused(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows that were not entered, to be put right."""
    actor = _actor(request)
    found = _run(actor, pk)
    rows = sum(found.counts.get(each, 0) for each in LEFT_OUT)
    record(actor, "matter.import_refused", f"{found.office.name}：{found.file_name}", now=timezone.now(), office=found.office,
           territory=found.territory, new={"rows": rows})  # fmt: skip
    stem = found.file_name.rpartition(".")[0] or found.file_name
    response = HttpResponse(refused_rows(found), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stem)}-{quote('没有导入的行')}.xlsx"
    return response


def _note_look(actor: Actor, run: ImportRun) -> None:
    """Whose rows these are is read like any other record; leafing through within ten minutes is one look."""
    now = timezone.now()
    note_look_at(actor, run.pk, run.territory, f"导入台账的行：{run.file_name}", "核对导入", now=now, own=run.uploaded_by_id == actor.staff_id)


def _places() -> list[dict[str, str]]:
    return [{"label": "导入台账", "url": reverse("imports")}]
