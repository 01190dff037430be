"""Signs that a case may be invented, as pure functions over rows. A sign freezes one claim and asks; it proves nothing.

Late entry of a paper case (补录) is ordinary work and no sign by itself. Lengths and shares are the product's start values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from typing import Any

VILLAGE_SHARE_PERCENT, VILLAGE_LEAST = 40, 10
PHONE_LEAST = 3
BATCH_LEAST, BATCH_WITHIN = 5, timedelta(minutes=30)
SAME_TEXT, TEXT_LEAST = 0.9, 60
EARLIEST, LATEST, LONGEST_MINUTES = 6 * 60, 23 * 60, 12 * 60
SAME_DISPUTE_WITHIN = timedelta(days=365)

LABELS = {
    "village_share": "一村件数占比过高", "overlap": "调解时间重叠", "shared_phone": "几件案件同一电话", "batch": "短时间成批录入",
    "same_text": "文字雷同", "hours": "调解时间异常", "same_dispute": "疑似同一纠纷", "denied": "回访否认",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One sign: its code and why, in a sentence that names no party."""

    code: str
    said: str


@dataclass(frozen=True)
class ClaimRow:
    """A claim of the township in the year: which committee, and whether that is a village's."""

    committee_id: int
    committee: str
    of_village: bool


def village_share(claims: Sequence[ClaimRow], committee_id: int) -> Finding | None:
    """One village with more than 40 % of a township's cases, once the township has ten."""
    mine = [claim for claim in claims if claim.committee_id == committee_id]
    if len(claims) < VILLAGE_LEAST or not mine or not mine[0].of_village:
        return None
    if len(mine) * 100 <= len(claims) * VILLAGE_SHARE_PERCENT:
        return None
    percent = len(mine) * 100 // len(claims)
    return Finding(
        "village_share",
        f"{mine[0].committee}今年申报{len(mine)}件，占全乡镇{len(claims)}件的{percent}%（超过{VILLAGE_SHARE_PERCENT}%）",
    )


@dataclass(frozen=True)
class SessionRow:
    """A session as recorded: times as they were typed."""

    case: Any
    number: str
    staff_id: int | None
    on: date
    begins: str
    ends: str


_TIME = re.compile(r"(上午|下午|晚上|晚|中午|早上)?\s*(\d{1,2})\s*(?:[::点时.]\s*(\d{1,2}|半)?分?)?")


def minutes_of(text: str) -> int | None:
    """Minutes since midnight of a time as people write it: 9:30, 14：00, 下午2点半; None when it cannot be read."""
    found = _TIME.search(text.replace("：", ":")) if text else None
    if found is None:
        return None
    hour = int(found[2])
    minute = 30 if found[3] == "半" else int(found[3] or 0)
    if found[1] in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _span(row: SessionRow) -> tuple[int, int] | None:
    begins, ends = minutes_of(row.begins), minutes_of(row.ends)
    return (begins, ends) if begins is not None and ends is not None and begins < ends else None


def overlapping_sessions(sessions: Sequence[SessionRow], case: Any) -> Finding | None:
    """The same mediator in two sessions of different cases at the same time."""
    for mine in (row for row in sessions if row.case == case):
        own = _span(mine)
        for other in sessions:
            span = _span(other)
            if (
                other.case == case
                or other.on != mine.on
                or other.staff_id != mine.staff_id
                or own is None
                or span is None
            ):
                continue
            if own[0] < span[1] and span[0] < own[1]:
                return Finding(
                    "overlap",
                    f"{mine.on.isoformat()} {mine.begins}至{mine.ends}与{other.number}的调解（{other.begins}至{other.ends}）时间重叠",
                )
    return None


def impossible_hours(sessions: Sequence[SessionRow], case: Any) -> Finding | None:
    """A session in the night, ending before it begins, or longer than twelve hours."""
    for row in (row for row in sessions if row.case == case):
        begins, ends = minutes_of(row.begins), minutes_of(row.ends)
        when = f"{row.on.isoformat()} {row.begins}至{row.ends}"
        if begins is not None and not EARLIEST <= begins < LATEST:
            return Finding("hours", f"{when}的调解在深夜开始")
        if begins is not None and ends is not None and ends <= begins:
            return Finding("hours", f"{when}的调解结束早于开始")
        if begins is not None and ends is not None and ends - begins > LONGEST_MINUTES:
            return Finding("hours", f"{when}的调解超过12小时")
    return None


@dataclass(frozen=True)
class PhoneRow:
    """A party's telephone as a blind index; the number itself is not read."""

    case: Any
    phone: bytes
    name: str


def shared_phone(phones: Sequence[PhoneRow], case: Any) -> Finding | None:
    """One telephone in three or more cases that have nobody in common.

    Cases with a party of the same name count as one: a family with three quarrels is no sign.
    """
    for phone in {row.phone for row in phones if row.case == case}:
        names: dict[Any, set[str]] = {}
        for row in phones:
            if row.phone == phone:
                names.setdefault(row.case, set()).add(row.name)
        unrelated = _groups(names)
        if unrelated >= PHONE_LEAST:
            return Finding("shared_phone", f"当事人的同一电话出现在{len(names)}件案件中，其中{unrelated}组互不相干")
    return None


def _groups(names: dict[Any, set[str]]) -> int:
    """How many groups the cases form when those with a common name belong together."""
    groups: list[set[str]] = []
    for each in names.values():
        together = [group for group in groups if group & each]
        groups = [group for group in groups if not group & each] + [each.union(*together)]
    return len(groups)


@dataclass(frozen=True)
class OpeningRow:
    """When a case was entered and by whom; ``late``: entered on a later day than it happened (补录)."""

    case: Any
    actor_id: int | None
    recorded_at: datetime
    late: bool


def entered_at_once(openings: Sequence[OpeningRow], case: Any) -> Finding | None:
    """Five or more cases entered by one person within 30 minutes, late entries left out."""
    mine = next((row for row in openings if row.case == case), None)
    if mine is None or mine.late:
        return None
    times = sorted(row.recorded_at for row in openings if row.actor_id == mine.actor_id and not row.late)
    for place, first in enumerate(times):
        within = [each for each in times[place:] if each - first <= BATCH_WITHIN]
        if first <= mine.recorded_at <= first + BATCH_WITHIN and len(within) >= BATCH_LEAST:
            return Finding("batch", f"同一人在30分钟内录入{len(within)}件（不含补录），本案是其中一件")
    return None


@dataclass(frozen=True)
class TextRow:
    """What was written in a case, the parties' names taken out."""

    case: Any
    number: str
    text: str


def same_text(texts: Sequence[TextRow], case: Any) -> Finding | None:
    """A text nine tenths the same as another case's; short texts say nothing."""
    mine = next((row for row in texts if row.case == case), None)
    if mine is None or len(mine.text) < TEXT_LEAST:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(mine.text)
    for row in texts:
        if row.case == case or len(row.text) < TEXT_LEAST:
            continue
        matcher.set_seq1(row.text)
        if matcher.real_quick_ratio() < SAME_TEXT or matcher.quick_ratio() < SAME_TEXT:
            continue
        ratio = matcher.ratio()
        if ratio >= SAME_TEXT:
            return Finding("same_text", f"文字与{row.number}相同{int(ratio * 100)}%（当事人姓名除外）")
    return None


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with names, digits and spaces taken out, so that only the story is compared."""
    for name in sorted((name for name in names if name), key=len, reverse=True):
        text = text.replace(name, "某")
    return re.sub(r"[\d\s]+", "", text)


@dataclass(frozen=True)
class DisputeRow:
    """A case for which a subsidy was claimed: its people as blind indexes and names, its type and day."""

    case: Any
    number: str
    people: frozenset[Any]
    type: str
    on: date


def same_dispute(disputes: Sequence[DisputeRow], case: Any) -> Finding | None:
    """Another claimed case of the same type between the same people within a year: one dispute is paid once."""
    mine = next((row for row in disputes if row.case == case), None)
    if mine is None:
        return None
    for row in disputes:
        near = abs(row.on - mine.on) <= SAME_DISPUTE_WITHIN
        if row.case != case and row.type == mine.type and near and len(row.people & mine.people) >= 2:
            return Finding("same_dispute", f"与{row.number}的当事人和纠纷类型相同，已经申报过；同一纠纷只补一次")
    return None
