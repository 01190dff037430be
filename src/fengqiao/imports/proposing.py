"""What each column is proposed to mean: as the office said last time, by its heading, by what stands in it.

A proposal says how sure it is and why; a person looks at every one before a row is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fengqiao.imports.book import Book, Sheet
from fengqiao.imports.headings import HEADINGS, OwnWords, plain
from fengqiao.imports.models import KnownHeading
from fengqiao.imports.sheet import HEAD_ROWS, SAMPLES, once_each, plan_of, show, top_rows
from fengqiao.imports.values import NOTHING
from fengqiao.imports.words import DONE, FAILED, NOT_DONE, OLD_TYPES, REACHED
from fengqiao.lines.mediation import codes
from fengqiao.orgs.models import Office

LABELS: Mapping[str, str] = {
    "serial": "序号", "number": "原编号", "applied_on": "登记日期", "accepted_on": "受理日期", "session_on": "调解日期",
    "signed_on": "签订日期", "ended_on": "结案日期", "visited_on": "回访日期", "visited": "回访情况", "parties": "双方当事人（一栏）",
    "applicant": "申请人", "respondent": "被申请人", "applicant_phone": "申请人电话", "respondent_phone": "被申请人电话",
    "type": "纠纷类型", "source": "案件来源", "summary": "纠纷简要情况", "terms": "协议内容", "result": "调解结果", "form": "协议形式",
    "total": "协议金额", "performed": "履行情况", "performed_on": "履行日期", "due_on": "履行期限", "mediator": "调解员", "note": "备注",
}  # fmt: skip
REQUIRED = (
    (
        "日期（登记、受理、调解、签订、结案中的一个）",
        ("applied_on", "accepted_on", "session_on", "signed_on", "ended_on"),
    ),
    ("当事人（双方一栏，或申请人和被申请人）", ("parties", "applicant")),
    ("纠纷类型", ("type",)),
    ("调解结果或签订日期", ("result", "form", "signed_on")),
    ("调解员", ("mediator",)),
)
SAME, REMEMBERED, ALIKE, BY_CONTENT, NONE = (
    "栏名相同",
    "本机构上次这样对",
    "栏名相近",
    "按内容推测",
    "没有对应的，记入备注",
)
LEAST_SHARE = 0.6
LOOKED_AT = 200
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
_DAY = re.compile(r"(19|20)?\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?|20\d{6}")
_MONEY = re.compile(r"[\d,.]+(万|万元|元|亿元)?")


@dataclass(frozen=True)
class Column:
    """A column of a sheet with what it is thought to mean, why, and a few of its values."""

    heading: str
    field: str
    why: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """How a sheet is proposed to be read. ``taken``: whether it looks like a ledger at all."""

    sheet: str
    first: int
    columns: tuple[Column, ...]
    taken: bool

    def as_json(self) -> dict[str, Any]:
        """The form kept in an import."""
        return {
            "sheet": self.sheet, "first": self.first, "taken": self.taken,
            "headings": [c.heading for c in self.columns], "fields": [c.field for c in self.columns],
            "why": [c.why for c in self.columns], "samples": [list(c.samples) for c in self.columns],
        }  # fmt: skip


def propose(book: Book, office: Office, mediators: Collection[str]) -> list[Proposal]:
    """A proposal for every visible sheet that has anything in it; empty sheets are left out."""
    known = {row.heading: row.field for row in KnownHeading.objects.filter(office=office)}
    found = [each for sheet in book.sheets if (each := _propose(sheet, known, mediators)) is not None]
    if found and not any(each.taken for each in found):
        found[0] = Proposal(found[0].sheet, found[0].first, found[0].columns, True)
    return found


def _propose(sheet: Sheet, known: Mapping[str, str], mediators: Collection[str]) -> Proposal | None:
    own = OwnWords({heading: field for heading, field in known.items() if field})
    plan = plan_of(sheet, own)
    rows = top_rows(sheet, HEAD_ROWS + LOOKED_AT)
    if plan is not None:
        headings, first = list(plan.headings), plan.first
    else:
        head = _fullest(rows)
        if head is None:
            return None
        headings, first = [plain(cell) for cell in rows[head]], head + 1
    width = max((len(row) for row in rows), default=len(headings))
    headings += [""] * (width - len(headings))
    below = [row for row in rows[first:] if any(plain(cell) for cell in row)]
    columns = [_column(place, word, below, known, mediators) for place, word in enumerate(headings)]
    while columns and not columns[-1].heading and not columns[-1].samples:
        columns.pop()
    fields = once_each([column.field for column in columns])
    kept = [c if f else Column(c.heading, "", NONE, c.samples) for c, f in zip(columns, fields, strict=True)]
    return Proposal(sheet.name, first, tuple(kept), plan is not None)


def _fullest(rows: Sequence[Sequence[Any]]) -> int | None:
    """The row of the first ones that most looks like headings: the most different short words."""
    best, most = None, 0
    for place, row in enumerate(rows[:HEAD_ROWS]):
        words = {
            text
            for cell in row
            if isinstance(cell, str) and 0 < len(text := plain(cell)) <= 20 and not text[0].isdigit()
        }
        if len(words) > most:
            best, most = place, len(words)
    return best


def _column(
    place: int, heading: str, rows: Sequence[Sequence[Any]], known: Mapping[str, str], mediators: Collection[str]
) -> Column:
    values = [row[place] for row in rows if place < len(row) and plain(row[place]) not in NOTHING]
    samples = tuple(dict.fromkeys(text[:40] for value in values[:20] if (text := show(value))))[:SAMPLES]
    word = plain(heading)
    if word in known:
        return Column(heading, known[word], REMEMBERED, samples)
    field = OwnWords().field_of(word)
    if field:
        return Column(heading, field, SAME, samples)
    field = _alike(word)
    if field:
        return Column(heading, field, ALIKE, samples)
    field = _by_content(values, mediators)
    return Column(heading, field, BY_CONTENT if field else NONE, samples)


def _alike(heading: str) -> str:
    """A field one of whose words stands inside the heading, or the other way round; the longest word wins."""
    found = [
        (len(word), field) for field, words in HEADINGS.items() for word in words
        if len(word) > 1 and len(heading) > 1 and (word in heading or heading in word)
    ]  # fmt: skip
    return max(found)[1] if found else ""


def _by_content(values: Sequence[Any], mediators: Collection[str]) -> str:
    """What the values look like; empty for nothing certain. Which of several days a day is cannot be seen."""
    texts = [plain(value) for value in values[:LOOKED_AT]]
    if not texts:
        return ""
    types = {label for _, label in codes.TYPES} | {f"{word}纠纷" for word in OLD_TYPES} | set(OLD_TYPES)

    def mostly(test: Any) -> bool:
        return sum(map(bool, map(test, texts))) >= LEAST_SHARE * len(texts)

    if sum(isinstance(value, date | datetime) for value in values) >= LEAST_SHARE * len(values) or mostly(
        _DAY.fullmatch
    ):
        return "applied_on"
    if mostly(_PHONE.fullmatch):
        return "applicant_phone"
    if mostly(lambda text: text in mediators):
        return "mediator"
    if mostly(lambda text: text in types):
        return "type"
    if mostly(lambda text: text in DONE or text in NOT_DONE):
        return "performed"
    if mostly(lambda text: any(word in text for word in (*FAILED, *REACHED)) and len(text) < 12):
        return "result"
    if mostly(lambda text: re.fullmatch(r".{2,6}[与诉和].{2,12}", text)):
        return "parties"
    return "summary" if sum(map(len, texts)) > 20 * len(texts) else ""


def missing(fields: Collection[str]) -> list[str]:
    """What no column was said to be and every row needs."""
    lacking = [label for label, any_of in REQUIRED if not set(any_of) & set(fields)]
    if "applicant" in fields and "respondent" not in fields and "parties" not in fields:
        lacking.append("被申请人")
    return lacking


def remember_headings(office: Office, headings: Sequence[str], fields: Sequence[str], now: datetime) -> None:
    """Keep what the office said its columns mean."""
    said = {plain(word)[:60]: field for word, field in reversed([*zip(headings, fields, strict=True)]) if plain(word)}
    KnownHeading.objects.bulk_create(
        [KnownHeading(office=office, heading=word, field=field, at=now) for word, field in said.items()],
        update_conflicts=True, unique_fields=["office", "heading"], update_fields=["field", "at"],
    )  # fmt: skip
