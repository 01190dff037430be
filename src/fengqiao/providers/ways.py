"""乡镇间路程表: minutes one way between towns, taken in from the bureau's own workbook; each row entered or refused in a sentence.

A pair is the same both ways. What the file does not name stays; a pair that is missing is reckoned in another way by who asks.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from fengqiao.divisions import territory as territories
from fengqiao.imports.headings import plain
from fengqiao.imports.values import CellWrong
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.orgs.recording import record
from fengqiao.providers import keeping
from fengqiao.providers.distances import Pair, pair, town
from fengqiao.providers.importing import CHANGED, NEW, REFUSED, SAME, Layout, Line, Outcome, Raw, read
from fengqiao.providers.models import ServiceOrg, ServicePoint, TownWay
from fengqiao.providers.permissions import KEEP

LONGEST = 600  # minutes; who writes more has written seconds, or metres
_ONE = ("甲地", "起点", "出发地", "乡镇一", "从", "起点乡镇")
_OTHER = ("乙地", "终点", "目的地", "乡镇二", "到", "终点乡镇")
_MINUTES = ("分钟", "单程分钟", "路程（分钟）", "路程分钟", "用时（分钟）", "时间（分钟）")
HEADINGS = "甲地、乙地、分钟"
LAYOUT = Layout(
    {plain(word): name for name, words in (("one", _ONE), ("other", _OTHER), ("minutes", _MINUTES)) for word in words}, frozenset({"one", "other", "minutes"}), ("minutes",),
    HEADINGS, "甲地、乙地、分钟",
)  # fmt: skip


def take(actor: Actor, content: bytes, file_name: str, *, dry_run: bool, now: datetime) -> Outcome:
    """Enter every row; with ``dry_run`` everything is tried and nothing kept. Raises RegisterWrong, Refused."""
    keeping.require(actor, KEEP)
    outcome = Outcome(file_name, dry_run)
    rows = read(content, outcome.notes, LAYOUT)
    with transaction.atomic():
        taking = _Taking(actor, file_name, now)
        for raw in rows:
            name = f"{raw.cells.get('one') or ''}—{raw.cells.get('other') or ''}"
            try:
                result, said = taking.one(raw)
            except CellWrong as wrong:
                result, said = REFUSED, str(wrong)
            outcome.rows.append(Line(raw.number, name[:80], result, said))
        record(actor, "ways.import", file_name, now=now, territory=actor.territory, new={"rows": len(rows), **outcome.counts})
        if dry_run:
            transaction.set_rollback(True)
    return outcome


class _Taking:
    """One file: the pairs known already, the towns the registers know, which rows named which pair."""

    def __init__(self, actor: Actor, file_name: str, now: datetime) -> None:
        self.actor, self.file_name, self.now, self.county = actor, file_name, now, territories.county_of(actor.territory)
        self.known = {(row.one, row.other): row for row in TownWay.objects.filter(territory=self.county)}
        self.seen: dict[Pair, tuple[int, int]] = {}
        low, high = territories.county_reach(actor.territory)
        inside = {"territory__gte": low, "territory__lte": high}
        towns = {town(each) for model in (ServiceOrg, ServicePoint) for each in model.objects.filter(**inside).values_list("town", flat=True).distinct()}
        offices = Office.objects.filter(**inside, kind=OfficeKind.OFFICE, to_on=None).values_list("short_name", flat=True)
        self.towns = (towns | {town(each.removesuffix("司法所")) for each in offices}) - {""}

    def one(self, raw: Raw) -> tuple[str, str]:
        ends = pair(self._town(raw, "one", "甲地"), self._town(raw, "other", "乙地"))
        minutes = _minutes(raw.cells.get("minutes"), same=ends[0] == ends[1])
        before = self.seen.setdefault(ends, (raw.number, minutes))
        if before[0] != raw.number:
            if before[1] == minutes:
                return SAME, f"与第{before[0]}行相同（往返一样）。"
            raise CellWrong(f"与第{before[0]}行是同样的两地，那一行写的是{before[1]}分钟。往返按一样计，请核对后留一行。")
        note = "；".join(f"名册里没有{each}，对不上的机构用不到这一行" for each in dict.fromkeys(ends) if each not in self.towns)
        held = self.known.get(ends)
        if held is not None and held.minutes == minutes:
            return SAME, note
        said = {"minutes": minutes, "source": self.file_name[:120], "made_by_id": self.actor.staff_id, "made_at": self.now}
        TownWay.objects.update_or_create(territory=self.county, one=ends[0], other=ends[1], defaults=said)
        return (NEW if held is None else CHANGED), note or (f"原来是{held.minutes}分钟" if held is not None else "")

    def _town(self, raw: Raw, field: str, label: str) -> str:
        said = town(str(raw.cells.get(field) or ""))
        if not said:
            raise CellWrong(f"没有写{label}。请写乡镇（街道）的名称。")
        if len(said) > 40:
            raise CellWrong(f"{label}“{said[:12]}…”超过40个字。请只写乡镇（街道）的名称。")
        return said


def _minutes(value: object, *, same: bool) -> int:
    text = plain(value).removesuffix("分钟").removesuffix("分")
    if not text:
        raise CellWrong("没有写分钟。不知道的，删去这一行，按经纬度折算。")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CellWrong(f"分钟“{text[:12]}”不是数。请只写单程的分钟数，如35。") from None
    if not number.is_finite() or number != number.to_integral_value():
        raise CellWrong(f"分钟“{text[:12]}”不是整数。请写整分钟数，如35。")
    if not (0 if same else 1) <= number <= LONGEST:
        raise CellWrong(f"分钟{text[:12]}不在1至{LONGEST}之间。请核对单位是不是分钟。")
    return int(number)
