"""What the machine does overnight for people under supervision: windows that begin laid out, clocks announced, facts asked.

The night before is worked off first, as a sweep that has never run announces all there is. Then the next day comes: what it takes is
what begins and what comes near on it. Bare is reading the rows that this is found from, and writing the same notices by COPY.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from fengqiao.bench.measuring import Measure, Run, elapsed_ms
from fengqiao.bench.recounting import read_timelines
from fengqiao.bench.sweeping import read_clocks, write_notices
from fengqiao.matter import notices, recompute

BEGINS = "select id from matter_matter where lay_out_on <= %(day)s"
UNDER = "select count(*), sum(head_seq), max(laid_out_to) from matter_matter where line = 'corrections' and not closed and laid_out_to is not null"
FORGET = "delete from matter_notice n using matter_matter m where m.id = n.matter_id and m.line = 'corrections'"


@dataclass(frozen=True)
class Night:
    """One sweep: milliseconds of each part, and how many matters went on, how many notices were made."""

    lay_out_ms: float
    clocks_ms: float
    alerts_ms: float
    begun: int
    made: int

    @property
    def ms(self) -> float:
        return self.lay_out_ms + self.clocks_ms + self.alerts_ms

    @property
    def words(self) -> str:
        parts = (("铺开新周期", self.lay_out_ms), ("期限提醒", self.clocks_ms), ("事实预警", self.alerts_ms))
        said = "、".join(f"{name}{ms / 1000:.1f}秒" for name, ms in parts)
        return f"共{self.ms / 1000:.1f}秒（{said}）；{self.begun}人有新周期，出提醒{self.made}条"


def measure(run: Run) -> Iterator[Measure]:
    """The first sweep of all, the next day's, and that of an hour later; for each person."""
    run.owner.execute(FORGET)
    [(people, records, laid_out_to)] = run.rows(UNDER, {})
    today, tomorrow = laid_out_to, laid_out_to + timedelta(days=1)
    before = _last_notice(run)
    first = sweep(today)
    bare = read_ms(run, today) + write_notices(run, f"id > {before}")[0]
    yield Measure("每晚：在矫人员，头一遍，每人", first.ms / people, bare / people, note=f"{people}人，{records}条记录；{first.words}")
    before = _last_notice(run)
    begin_ms = elapsed_ms(lambda: read_timelines(run, BEGINS, {"day": tomorrow}))
    following = sweep(tomorrow)
    bare = begin_ms + read_ms(run, tomorrow) + write_notices(run, f"id > {before}")[0]
    yield Measure("每晚：在矫人员，次日，每人", following.ms / people, bare / people, note=following.words)
    again = sweep(tomorrow, hour=7)
    yield Measure("每晚：在矫人员，当天再一遍，每人", again.ms / people, read_ms(run, tomorrow) / people, note=again.words)


def sweep(day: date, hour: int = 6) -> Night:
    """What the worker does on the morning of a day."""
    now, counts = timezone.make_aware(datetime.combine(day, time(hour, 20))), []
    return Night(
        elapsed_ms(lambda: counts.append(recompute.lay_out(day))), elapsed_ms(lambda: counts.append(notices.sweep_clocks(now))),
        elapsed_ms(lambda: counts.append(notices.sweep_alerts(now))), counts[0], counts[1] + counts[2],
    )  # fmt: skip


def read_ms(run: Run, day: date) -> float:
    """Reading the running clocks near this day with their matters."""
    return elapsed_ms(lambda: read_clocks(run, day))


def _last_notice(run: Run) -> int:
    [(last,)] = run.rows("select coalesce(max(id), 0) from matter_notice", {})
    return int(last)
