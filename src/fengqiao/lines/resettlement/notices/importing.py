"""A list of notices becomes matters, one row each: what would become of every row is said first, then the same is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.lines.resettlement.models import ReleaseCase
from fengqiao.lines.resettlement.notices.reading import ListRow
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing
from fengqiao.matter.bulk import Opening, open_matters
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

NEW, CORRECTED, ELSEWHERE, KNOWN, TWICE, REFUSED = (
    "可登记",
    "更正后可登记",
    "外县，登记后转出",
    "已在册",
    "表内重复",
    "没有登记",
)
KEPT = (NEW, CORRECTED, ELSEWHERE)
OUTCOMES = (NEW, CORRECTED, ELSEWHERE, KNOWN, TWICE, REFUSED)


@dataclass(frozen=True)
class RowReport:
    """What becomes of a row, and why."""

    number: int
    name: str
    release_on: str
    outcome: str
    said: str = ""


def import_list(actor: Actor, rows: Sequence[ListRow], *, prison: str, now: datetime, keep: bool) -> list[RowReport]:
    """The report of every row; with ``keep`` the rows that can be registered are. Importing twice adds nothing."""
    today = timezone.localdate(now)
    office = Office.objects.get(pk=actor.office_id)
    procedure = registry.procedure_on("resettlement", today)
    stems = _stems(actor)
    reports: dict[int, RowReport] = {}
    wanted: list[tuple[ListRow, str, str, Opening]] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = (str(row.values.get("id_no") or row.values.get("name", "")), str(row.values.get("release_on", "")))
        report = _before(row, key in seen, actor)
        seen.add(key)
        if report is not None:
            reports[row.number] = report
            continue
        elsewhere = _is_elsewhere(row, stems)
        doing = Doing(procedure.action("receive_notice"), _data(row, prison, elsewhere), today)
        outcome = ELSEWHERE if elsewhere else CORRECTED if row.notes else NEW
        wanted.append((row, outcome, _suggested(row, actor), Opening(procedure, [doing])))
    made = open_matters(actor, office, [opening for *_, opening in wanted], now=now, keep=keep)
    for (row, outcome, said, _), found in zip(wanted, made, strict=True):
        if isinstance(found, Refused):
            known = any("已经登记" in reason.said for reason in found.reasons)
            reports[row.number] = _report(row, KNOWN if known else REFUSED, str(found))
        else:
            reports[row.number] = _report(row, outcome, "；".join(filter(None, (*row.notes, said))))
    return [reports[row.number] for row in rows]


def _report(row: ListRow, outcome: str, said: str) -> RowReport:
    return RowReport(row.number, str(row.values.get("name", "")), str(row.values.get("release_on", "")), outcome, said)


def _before(row: ListRow, twice: bool, actor: Actor) -> RowReport | None:
    """What can be said of a row without opening anything."""
    if row.wrong:
        return _report(row, REFUSED, "；".join(row.wrong))
    if twice:
        return _report(row, TWICE, "和上面一行是同一个人、同一个释放日期")
    if row.values.get("key") and not row.values.get("key_reason"):
        return _report(row, REFUSED, "注明为重点，没有写理由；请补“重点理由”一栏，或者另发通知书")
    if not row.values.get("id_no") and _same_name(row, actor):
        return _report(row, KNOWN, "同名、同一释放日期的已经在册")
    return None


def _same_name(row: ListRow, actor: Actor) -> bool:
    low, high = territories.county_reach(actor.territory)
    same = ReleaseCase.objects.filter(title=str(row.values["name"]), release_on=str(row.values["release_on"]))
    return same.filter(territory__range=(low, high)).exists()


def _data(row: ListRow, prison: str, elsewhere: bool) -> dict[str, Any]:
    person = {
        name: row.values[name]
        for name in ("name", "sex", "id_no", "birth_on", "phone", "address", "residence")
        if name in row.values
    }
    given = {
        name: row.values[name]
        for name in ("release_on", "notice_no", "offence", "term", "key", "key_reason")
        if name in row.values
    }
    return {
        "parties": [person], "source": "prison", "prison": row.values.get("prison") or prison, "release_kind": row.values.get("release_kind", "term"),
        **given, **({"elsewhere": True} if elsewhere else {}),
    }  # fmt: skip


def _stems(actor: Actor) -> list[str]:
    """How this county and its towns are called in addresses."""
    low, high = territories.county_reach(actor.territory)
    names = Office.objects.filter(territory__range=(low, high), kind__in=("bureau", "office")).values_list(
        "name", "number_word"
    )
    found: list[str] = []
    for name, word in names:
        stem = name.removesuffix("司法局").removesuffix("司法所")
        found += [stem, word]
    return sorted({stem for stem in found if len(stem) > 1}, key=len, reverse=True)


def _is_elsewhere(row: ListRow, stems: Sequence[str]) -> bool:
    """Whether an address is given and none of them speaks of this county or one of its towns."""
    places = [row.values[name] for name in ("address", "residence") if row.values.get(name)]
    return bool(places) and not any(stem in place for stem in stems for place in places)


def _suggested(row: ListRow, actor: Actor) -> str:
    """The office whose town the address names: said, never assigned."""
    low, high = territories.county_reach(actor.territory)
    place = row.values.get("residence") or row.values.get("address") or ""
    for office in Office.objects.filter(territory__range=(low, high), kind="office"):
        if office.name.removesuffix("司法所") in place:
            return f"住址在{office.short_name}辖区"
    return "" if place else "没有住址，分派前请向释放机关问明"
