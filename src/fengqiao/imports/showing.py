"""What the page of an import shows: how far it is, the counts, and a table in which every problem stands at its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from fengqiao.imports.clearing import KEPT_DAYS
from fengqiao.imports.filtering import NAME
from fengqiao.imports.kinds import Kind, named
from fengqiao.imports.known import Asked, asked_of, remembered
from fengqiao.imports.models import ImportRow, ImportRun, RunState
from fengqiao.imports.refused import in_words
from fengqiao.imports.running import CORRECTED, ENTERED, KNOWN, LEFT_OUT, REFUSED, TWICE
from fengqiao.imports.stages import KEPT_ROW, VOIDED_ROW, Told, stalled, told
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row, Tab

PAGE = 50
WRONG, SAID = "imports/cell_wrong.html", "imports/cell_said.html"
VIEWS = {
    "problems": ("有问题的", (REFUSED, KEPT_ROW)),
    "corrected": ("读时更正的", (CORRECTED,)),
    "good": ("可以导入的", (ENTERED, CORRECTED)),
    "known": ("以前已导入和重复的", (KNOWN, TWICE)),
}
ORDER = (ENTERED, CORRECTED, KNOWN, TWICE, REFUSED, "合计行", "空行", VOIDED_ROW, KEPT_ROW)
WORDS = {ENTERED: "没有问题", CORRECTED: "更正后可导入", REFUSED: "有问题，不导入"}  # while nothing is entered yet


def run_context(actor: Actor, run: ImportRun, given: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Everything the template needs."""
    counts, kind = run.counts, named(run.kind)
    good = counts.get(ENTERED, 0) + counts.get(CORRECTED, 0)
    view = given.get("show", "")
    if view not in VIEWS:
        view = "problems" if counts.get(REFUSED) or counts.get(KEPT_ROW) else "good"
    after = int(given["after"]) if given.get("after", "").isdigit() else 0
    rows = (
        list(run.rows.filter(result__in=VIEWS[view][1], n__gt=after).order_by("n")[: PAGE + 1])
        if not run.at_work
        else []
    )
    return {
        "run": run, "kind": kind, "state": RunState(run.state).label, "numbers": _numbers(run), "good": good, "refused": sum(counts.get(each, 0) for each in LEFT_OUT),
        "total": run.total or None, "percent": min(100, run.done * 100 // run.total) if run.total else 0, "stalled": stalled(run, now),
        "tabs": [Tab(_tab_label(run, key, label), f"?{urlencode({'show': key})}", key == view, _count(run, results)) for key, (label, results) in VIEWS.items()],
        "tables": _tables(actor, kind, run, rows[:PAGE]), "next_url": f"?{urlencode({'show': view, 'after': rows[PAGE - 1].n})}" if len(rows) > PAGE else "",
        "first_url": f"?{urlencode({'show': view})}" if after else "", "shown": min(len(rows), PAGE), "count": _count(run, VIEWS[view][1]),
        "register_url": f"{reverse('register', args=[kind.line])}?{urlencode({'state': 'all', NAME: run.pk})}", "undone": run.state == RunState.UNDONE,
        "may_enter": run.state in (RunState.CHECKED, RunState.STOPPED), "may_undo": run.state in (RunState.DONE, RunState.STOPPED),
        "may_remap": run.entered_at is None and not run.at_work, **_words(run), "cleared": run.cleared_at, "kept_days": KEPT_DAYS,
        "empty": {"title": "没有这样的行", "text": "换一类看看。", "icon": "check"},
    }  # fmt: skip


def _words(run: ImportRun) -> dict[str, Any]:
    """The words of the ledger nobody knew and those explained before, each with what it may mean; only while it can be checked again."""
    if run.entered_at is not None or run.at_work or run.state == RunState.UPLOADED:
        return {}
    kind = named(run.kind)
    before, offered = {each.key: each for each in remembered(run.office, kind)}, kind.offered(run.office)
    asked = {each.key: each for each in asked_of(run)}
    both = [("asked", asked.values()), ("remembered", (each for key, each in before.items() if key not in asked))]
    return {name: [_word(each, before, offered[each.kind.field]) for each in found] for name, found in both}


def _word(each: Asked, before: Mapping[str, Asked], offered: Mapping[str, str]) -> dict[str, Any]:
    known = before.get(each.key, each)
    options = [{"value": key, "label": label, "chosen": key == known.meaning} for key, label in offered.items()]
    return {
        "key": each.key,
        "word": each.word,
        "kind": each.kind.label,
        "rows": each.rows,
        "options": options,
        "known": known.meaning,
    }


def _tab_label(run: ImportRun, key: str, label: str) -> str:
    return "已导入的" if key == "good" and run.entered_at is not None else label


def _count(run: ImportRun, results: Sequence[str]) -> int:
    return sum(run.counts.get(each, 0) for each in results)


def _numbers(run: ImportRun) -> list[dict[str, Any]]:
    words = WORDS if run.entered_at is None else {}
    return [
        {"label": words.get(word, word), "value": run.counts[word], "unit": "行", "state": "soon" if word in (REFUSED, KEPT_ROW) else ""}
        for word in ORDER if run.counts.get(word)
    ]  # fmt: skip


def _tables(actor: Actor, kind: Kind, run: ImportRun, rows: Sequence[ImportRow]) -> list[dict[str, Any]]:
    """One table for each sheet: rows with problems as they stand in the ledger, the others with what was said of them."""
    ids = [row.matter_id for row in rows if row.matter_id]
    matters = {m.pk: m for m in Matter.objects.visible_to(actor).filter(pk__in=ids)} if ids else {}
    found: list[dict[str, Any]] = []
    for plan in run.plans:
        mine = [each for each in told(run, [row for row in rows if row.sheet == plan["sheet"][:40]])]
        refused = [each for each in mine if each.row.result == REFUSED]
        others = [each for each in mine if each.row.result != REFUSED]
        if refused:
            found.append(_problems(plan, refused, kind))
        if others:
            found.append({
                "sheet": plan["sheet"], "columns": [Column("行", num=True), Column("结果"), Column(kind.thing), Column("说明")],
                "rows": [_plain(run, each, matters.get(each.row.matter_id) if each.row.matter_id else None, actor.staff_id) for each in others],
            })  # fmt: skip
    return found


def _plain(run: ImportRun, each: Told, matter: Matter | None, staff_id: int) -> Row:
    result = WORDS.get(each.row.result, each.row.result) if run.entered_at is None else each.row.result
    title = f"{matter.number} {matter.title_for(staff_id)}" if matter else ""
    url = reverse("matter", args=[matter.code]) if matter else ""
    said = "；".join(filter(None, (each.said,)))
    return Row((Cell(each.row.number, num=True), Cell(result), Cell(title, url=url), Cell(said, template=SAID)))


def _problems(plan: Mapping[str, Any], rows: Sequence[Told], kind: Kind) -> dict[str, Any]:
    """The mapped columns of the ledger; the columns in which something is wrong come first, so that nobody has to look for them."""
    fields = plan["fields"]
    places = [place for place, name in enumerate(fields) if name and name != "serial"]
    wrong = {name for each in rows for name, _ in each.problems}
    places.sort(key=lambda place: (fields[place] not in wrong, place))
    elsewhere = any(name not in fields or not name for name in wrong)
    columns = [Column("行", num=True), *(Column(plan["headings"][place] or "（没有栏名）") for place in places)]
    columns += [Column("其他问题")] if elsewhere else []
    shown = [_problem(fields, places, each, elsewhere, kind) for each in rows]
    return {"sheet": plan["sheet"], "columns": columns, "rows": shown}


def _problem(fields: Sequence[str], places: Sequence[int], each: Told, elsewhere: bool, kind: Kind) -> Row:
    at: dict[str, list[str]] = {}
    for name, sentence in each.problems:
        at.setdefault(name if name in fields else "", []).append(sentence)
    cells = [Cell(each.row.number, num=True)]
    for place in places:
        text = each.cells[place] if place < len(each.cells) else ""
        if fields[place] in at:
            cells.append(Cell(text or "（空）", template=WRONG, data={"said": at[fields[place]]}))
        else:
            cells.append(Cell(text, template=SAID))
    if elsewhere:
        rest = tuple(("", text) for text in at.get("", ()))
        cells.append(Cell(in_words(rest, "", kind.labels) if rest else "", template=SAID))
    return Row(tuple(cells))
