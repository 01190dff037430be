"""The whole export: every matter of the chosen lines and county, the lists beside them, and a page that explains."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.exports.explanation import explain
from fengqiao.exports.folder import folder_name, is_complete, write_folder
from fengqiao.exports.ledgers import NAME, write_ledger
from fengqiao.exports.matter_sheets import plain
from fengqiao.exports.names import safe
from fengqiao.exports.sheets import Book, Sheet
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.recording import record

PAGE = 100


@dataclass(frozen=True)
class Order:
    """What to export. ``county`` is six digits or empty for all; ``reason`` lets private and sealed records out."""

    to: Path
    operator: str
    line: str = ""
    county: str = ""
    reason: str = ""

    @property
    def private(self) -> bool:
        return bool(self.reason)

    @property
    def reach(self) -> tuple[int, int]:
        """The interval of territories, both ends included."""
        if not self.county:
            return 0, 10**15
        return territories.reach(territories.compose(self.county))

    def lines(self) -> list[Line]:
        return [registry.line(self.line)] if self.line else registry.lines()


@dataclass
class Outcome:
    """What came of it."""

    written: int = 0
    kept: int = 0
    sealed: int = 0
    by_line: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.written + self.kept


def export_all(order: Order, *, now: datetime, say: Callable[[str], None]) -> Outcome:
    """Write everything under ``order.to``. Stopped halfway, it goes on where it was; memory does not grow with the county.

    The export is recorded before the first file is written, with the operator and the reason.
    """
    order.to.mkdir(parents=True, exist_ok=True)
    order.to.chmod(0o700)
    what = "、".join(line.label for line in order.lines())
    given = {"operator": order.operator, "lines": what, "county": order.county, "private_reason": order.reason}
    record(None, "matter.export", f"导出{what}到服务器目录", now=now, new=given,
           territory=order.reach[0] if order.county else None)  # fmt: skip
    outcome = Outcome()
    for line in order.lines():
        _export_line(order, line, outcome, say)
    _write_offices(order)
    (order.to / "说明.txt").write_text(explain(order, outcome, now), encoding="utf-8")
    return outcome


def _export_line(order: Order, line: Line, outcome: Outcome, say: Callable[[str], None]) -> None:
    place = order.to / safe(line.label)
    place.mkdir(exist_ok=True)
    matters = line.model()._default_manager.filter(line=line.code, territory__range=order.reach)
    total, done, folders = matters.count(), 0, _Folders()
    unfinished = place / "目录（未完成）.xlsx"
    with Book(unfinished) as book:
        heads = [
            ("编号", 30),
            ("名称", 36),
            ("承办机构", 26),
            ("承办人", 12),
            ("阶段", 12),
            ("发生日期", 12),
            ("办结日期", 12),
        ]
        heads += [(label, 16) for _, label in line.columns] + [("文件夹", 60)]
        sheet = book.sheet("目录", heads)
        for matter in _paged(line, order):
            done += 1
            if matter.sealed and not order.private:
                outcome.sealed += 1
                continue
            parent = place / folders.of(matter.office)
            if is_complete(parent / folder_name(matter), matter, order.private):
                outcome.kept += 1
            else:
                _, lost = write_folder(parent, matter, private=order.private)
                outcome.lost += lost
                outcome.written += 1
            _list_matter(sheet, line, matter, f"{parent.name}/{folder_name(matter)}")
            if done % PAGE == 0:
                say(f"{line.label} {done}/{total}")
    unfinished.replace(place / "目录.xlsx")
    _write_ledgers(order, line, place, folders)
    outcome.by_line[line.label] = done
    say(f"{line.label} {done}/{total}")


def _write_ledgers(order: Order, line: Line, place: Path, folders: _Folders) -> None:
    """Beside each office's folders its ledger, where the line keeps one."""
    if line.ledger is None:
        return
    manager = line.model()._default_manager.filter(line=line.code, territory__range=order.reach).exclude(stage="voided")
    for office in Office.objects.filter(pk__in=manager.values("office_id")).order_by("territory"):
        mine = manager.filter(office=office).select_related("office", "handler").order_by("opened_on", "pk")
        parent = place / folders.of(office)
        parent.mkdir(exist_ok=True)
        open_ones = mine if order.private else mine.filter(sealed=False)
        write_ledger(parent / NAME, line.ledger, open_ones.iterator(chunk_size=PAGE))


def _paged(line: Line, order: Order) -> Iterator[Matter]:
    """The matters in the order of their ids, a page at a time."""
    last: UUID | None = None
    while True:
        found = line.model()._default_manager.filter(line=line.code, territory__range=order.reach)
        if last is not None:
            found = found.filter(pk__gt=last)
        page = list(found.select_related("office", "handler").order_by("pk")[:PAGE])
        yield from page
        if len(page) < PAGE:
            return
        last = page[-1].pk


class _Folders:
    """The folder of each office; two offices of one name are told apart by their territories."""

    def __init__(self) -> None:
        self._by_office: dict[int, str] = {}
        names = list(Office.objects.values_list("name", flat=True))
        self._twice = {name for name in names if names.count(name) > 1} if len(names) < 20_000 else set(names)

    def of(self, office: Office) -> str:
        if office.pk not in self._by_office:
            name = f"{office.name}（{office.territory}）" if office.name in self._twice else office.name
            self._by_office[office.pk] = safe(name)
        return self._by_office[office.pk]


def _list_matter(sheet: Sheet, line: Line, matter: Matter, folder: str) -> None:
    sheet.add([
        registry.number_of(matter), matter.title, matter.office.name, matter.handler.name if matter.handler else "",
        registry.procedure_of(matter).stage(matter.stage).label, plain(matter.opened_on), plain(matter.closed_on),
        *(plain(getattr(matter, name)) for name, _ in line.columns), folder,
    ])  # fmt: skip


def _write_offices(order: Order) -> None:
    today, offices = timezone.localdate(), Office.objects.filter(territory__range=order.reach).order_by("territory")
    with Book(order.to / "机构.xlsx") as book:
        heads = [
            ("区域号", 18),
            ("名称", 36),
            ("简称", 24),
            ("类别", 16),
            ("业务上级", 30),
            ("片区", 12),
            ("地址", 30),
            ("电话", 16),
            ("起", 12),
            ("止", 12),
        ]
        sheet = book.sheet("机构", heads)
        for office in offices.select_related("parent").iterator(chunk_size=1000):
            sheet.add([
                str(office.territory), office.name, office.short_name, office.get_kind_display(),
                office.parent.name if office.parent else "", office.area, office.address, office.phone,
                plain(office.from_on), plain(office.to_on),
            ])  # fmt: skip
        sheet = book.sheet("人员岗位", (("机构", 36), ("姓名", 14), ("岗位", 30), ("起", 12), ("止", 12)))
        posts = (
            Post.objects.not_over(today)
            .filter(office__territory__range=order.reach)
            .order_by("office__territory", "pk")
        )
        for post in posts.select_related("office", "staff").iterator(chunk_size=1000):
            sheet.add([post.office.name, post.staff.name, post.title, plain(post.from_on), plain(post.to_on)])
