"""案件.xlsx: one matter in words: cover, people, timeline, every value that was given, deadlines, the list of papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from fengqiao.exports.sheets import Book
from fengqiao.matter import registry
from fengqiao.matter.derive import party_needs
from fengqiao.matter.models import DeadlineRow, Entry, Matter
from fengqiao.matter.needs import Need, Rows, Upload
from fengqiao.matter.procedure import Action
from fengqiao.matter.sentences import Names, say, show
from fengqiao.matter.timeline import Fact, Facts

HIDDEN = "（不公开的记录，没有导出）"


@dataclass(frozen=True)
class Reading:
    """What the sheets of one matter are written from. ``private``: the walled-off records are written too."""

    matter: Matter
    entries: list[Entry]
    facts: Facts
    private: bool

    def hides(self, entry: Entry) -> bool:
        return entry.private and not self.private


def write_matter(path: Path, reading: Reading, papers: Iterable[Iterable[Any]]) -> None:
    """Write the spreadsheet; ``papers`` are the rows of its last sheet."""
    names = Names.of(registry.procedure_of(reading.matter), reading.facts, reading.entries)
    with Book(path) as book:
        _rows(book.sheet("案件", (("项目", 22), ("内容", 90))), _cover(reading, names))
        needs = party_needs(registry.procedure_of(reading.matter))
        heads = [("序号", 6), *((need.label, 18) for need in needs), ("退出日期", 12)]
        _rows(book.sheet("当事人", heads), _parties(reading, needs))
        heads = [
            ("序号", 6),
            ("发生日期", 12),
            ("事项", 16),
            ("内容", 80),
            ("经办人", 12),
            ("身份", 24),
            ("录入时间", 17),
            ("说明", 18),
        ]
        _rows(book.sheet("时间轴", heads), _timeline(reading, names))
        _rows(
            book.sheet("填写内容", (("序号", 6), ("事项", 16), ("栏目", 24), ("内容", 100))), _details(reading, names)
        )
        heads = [
            ("期限", 26),
            ("性质", 10),
            ("起算日", 12),
            ("届满日", 12),
            ("状态", 12),
            ("完成日", 12),
            ("责任方", 10),
            ("依据", 46),
            ("怎样算出来的", 80),
        ]
        _rows(book.sheet("期限", heads), _deadlines(reading.matter))
        heads = [
            ("序号", 6),
            ("名称", 40),
            ("第几版", 8),
            ("状态", 14),
            ("形成时间", 17),
            ("文件", 50),
            ("文件摘要（SM3）", 66),
        ]
        _rows(book.sheet("文书材料", heads), papers)


def _rows(sheet: Any, rows: Iterable[Iterable[Any]]) -> None:
    for row in rows:
        sheet.add(row)


def _cover(reading: Reading, names: Names) -> Iterator[tuple[str, str]]:
    matter = reading.matter
    line, procedure = registry.line(matter.line), registry.procedure_of(matter)
    yield "编号", registry.number_of(matter)
    yield "名称", matter.title
    yield "条线", line.label
    yield "程序", f"{procedure.label}（{matter.procedure_version}起施行的规则）"
    yield "承办机构", matter.office.name
    yield "承办人", matter.handler.name if matter.handler else ""
    yield "阶段", procedure.stage(matter.stage).label
    yield "发生日期", matter.opened_on.isoformat()
    yield "办结日期", matter.closed_on.isoformat() if matter.closed_on else ""
    yield "限制查看", matter.get_restricted_display() if matter.restricted else ""
    yield "已封存", "是" if matter.sealed else ""
    for name, label in line.columns:
        yield label, plain(getattr(matter, name))
    for aspect in procedure.aspects:
        yield aspect.label, aspect.word(reading.facts)
    opening = procedure.action(reading.facts.opening.action)
    for need in opening.needs:
        if not isinstance(need, Rows):
            yield need.label, words(need, reading.facts.opening.data.get(need.name), names)
    if matter.demo:
        yield "说明", "演示数据"


def plain(value: Any) -> str:
    """A column of the line's own in words: a date in its ISO form."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def words(need: Need, value: Any, names: Names) -> str:
    """One given value in words; files by their names."""
    if isinstance(need, Upload):
        return "、".join(str(file.get("name", "")) for file in value or [])
    return show(need, value, names)


def _parties(reading: Reading, needs: tuple[Need, ...]) -> Iterator[list[Any]]:
    for party in reading.facts.parties:
        said = [need.show(party.get(need.name)) for need in needs]
        yield [party.n, *said, party.left_on.isoformat() if party.left_on else ""]


def _timeline(reading: Reading, names: Names) -> Iterator[list[Any]]:
    read = {fact.seq: fact for fact in reading.facts}
    procedure = registry.procedure_of(reading.matter)
    for entry in sorted(reading.entries, key=lambda e: (e.happened_on, e.seq)):
        action, fact = procedure.action(entry.action), read.get(entry.seq)
        what = HIDDEN if reading.hides(entry) else say(action, fact.data, names) if fact else action.label
        marks = [word for word, so in (("补录", entry.late and entry.actor_id is not None), ("已作废", fact is None),
                                       ("不公开", entry.private)) if so]  # fmt: skip
        if entry.behalf_of:
            marks.append(f"代{entry.behalf_of}录入")
        yield [
            entry.seq, entry.happened_on.isoformat(), action.label, what, entry.actor.name if entry.actor else "系统",
            entry.as_whom, f"{timezone.localtime(entry.recorded_at):%Y-%m-%d %H:%M}", "、".join(marks),
        ]  # fmt: skip


def _details(reading: Reading, names: Names) -> Iterator[list[Any]]:
    hidden = {entry.seq for entry in reading.entries if reading.hides(entry)}
    procedure = registry.procedure_of(reading.matter)
    for fact in reading.facts:
        if fact.seq not in hidden:
            yield from _given(procedure.action(fact.action), fact, names)


def _given(action: Action, fact: Fact, names: Names) -> Iterator[list[Any]]:
    for need in action.needs:
        value = fact.data.get(need.name)
        if value in (None, "", []):
            continue
        if not isinstance(need, Rows):
            yield [fact.seq, action.label, need.label, words(need, value, names)]
            continue
        for place, row in enumerate(value, 1):
            said = [f"{each.label}：{text}" for each in need.of if (text := words(each, row.get(each.name), names))]
            yield [fact.seq, action.label, f"{need.label}{place}", "；".join(said)]


def _deadlines(matter: Matter) -> Iterator[list[Any]]:
    for row in DeadlineRow.objects.begun(timezone.localdate()).filter(matter_id=matter.pk).order_by("n"):
        yield [
            row.label, "法定期限" if row.statutory else "本局时限", row.start_on.isoformat(),
            row.due_on.isoformat() + ("（暂定）" if row.provisional else ""), row.get_state_display(),
            row.met_on.isoformat() if row.met_on else "", row.whose, row.source,
            "".join(str(step) for step in row.explanation.get("steps", ())),
        ]  # fmt: skip


__all__ = ["HIDDEN", "Reading", "plain", "words", "write_matter"]
