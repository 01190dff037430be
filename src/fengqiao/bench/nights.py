"""What the machine does overnight for people under supervision: windows that begin laid out, clocks announced, facts asked.

The night before is worked off first, as a sweep that has never run announces all there is. Then the next day comes: what it takes is
what begins and what comes near on it. Bare is reading the rows that this is found from, and writing the same notices by COPY.

Filled in one go, all are laid out to the same day, which never happens where people act on other days. So one in thirty-one is put
back by five weeks first, as if nobody had acted on it since; of people who report by the week or month that is more than there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from time import process_time

from django.utils import timezone

from fengqiao.bench.measuring import Measure, Run, elapsed_ms
from fengqiao.bench.recounting import read_timelines
from fengqiao.bench.sweeping import read_clocks, write_notices
from fengqiao.matter import notices, recompute, recurring

IDLE = """
with idle as (
    select id, laid_out_to - 31 - 7 as before from matter_matter
    where line = 'corrections' and not closed and laid_out_to is not null and abs(hashtext(id::text)) % 31 = 0
), gone as (
    delete from matter_deadline d using idle where d.matter_id = idle.id and d.n >= 1000000 and d.start_on >= idle.before returning d.matter_id, d.n, d.start_on
), tasks as (
    delete from matter_task t using gone where t.matter_id = gone.matter_id and t.deadline_n = gone.n
), first as (
    select matter_id, min(start_on) + 1 as begins from gone group by 1
)
update matter_matter m set laid_out_to = idle.before, lay_out_on = least(m.lay_out_on, first.begins)
from idle left join first on first.matter_id = idle.id where m.id = idle.id
"""
BEGINS = "select id from matter_matter where lay_out_on <= %(day)s"
UNDER = "select count(*), sum(head_seq), max(laid_out_to) from matter_matter where line = 'corrections' and not closed and laid_out_to is not null"
FORGET = "delete from matter_notice n using matter_matter m where m.id = n.matter_id and m.line = 'corrections'"


@dataclass(frozen=True)
class Night:
    """One sweep: milliseconds of each part, the worker's own seconds of them, how many matters went on, how many notices were made."""

    lay_out_ms: float
    clocks_ms: float
    alerts_ms: float
    cpu_s: float
    begun: int
    made: int

    @property
    def ms(self) -> float:
        return self.lay_out_ms + self.clocks_ms + self.alerts_ms

    @property
    def words(self) -> str:
        parts = (("铺开周期", self.lay_out_ms), ("期限提醒", self.clocks_ms), ("事实预警", self.alerts_ms))
        said = "、".join(f"{name}{ms / 1000:.1f}秒" for name, ms in parts)
        return f"共{self.ms / 1000:.1f}秒（{said}），其中本进程CPU {self.cpu_s:.1f}秒；{self.begun}人铺开新的一月，出提醒{self.made}条"


def measure(run: Run) -> Iterator[Measure]:
    """The first sweep of all, the next day's, and that of an hour later; for each person."""
    run.owner.execute(FORGET)
    run.owner.execute("update matter_matter set remind_on = null where line = 'corrections' and remind_on < '9999-12-31'")
    [(people, records, laid_out_to)] = run.rows(UNDER, {})
    today = laid_out_to - recurring.AHEAD
    tomorrow = today + timedelta(days=1)
    before = _last_notice(run)
    first = sweep(today)
    bare = read_ms(run, today) + write_notices(run, f"id > {before}")[0]
    yield Measure("每晚：在矫人员，头一遍，每人", first.ms / people, bare / people, note=f"{people}人，{records}条记录；{first.words}")
    run.owner.execute(IDLE)
    before = _last_notice(run)
    begin_ms = elapsed_ms(lambda: read_timelines(run, BEGINS, {"day": tomorrow}))
    following = sweep(tomorrow)
    bare = begin_ms + read_ms(run, tomorrow) + write_notices(run, f"id > {before}")[0]
    yield Measure("每晚：在矫人员，次日，每人", following.ms / people, bare / people, note=following.words)
    again = sweep(tomorrow, hour=7)
    yield Measure("每晚：在矫人员，当天再一遍，每人", again.ms / people, read_ms(run, tomorrow) / people, note=again.words)


def sweep(day: date, hour: int = 6) -> Night:
    """What the worker does on the morning of a day."""
    now, counts, own = timezone.make_aware(datetime.combine(day, time(hour, 20))), [], process_time()
    parts = (
        elapsed_ms(lambda: counts.append(recompute.lay_out(day))), elapsed_ms(lambda: counts.append(notices.sweep_clocks(now))),
        elapsed_ms(lambda: counts.append(notices.sweep_alerts(now))),
    )  # fmt: skip
    return Night(*parts, process_time() - own, counts[0], counts[1] + counts[2])


def read_ms(run: Run, day: date) -> float:
    """Reading the running clocks near this day with their matters."""
    return elapsed_ms(lambda: read_clocks(run, day))


def _last_notice(run: Run) -> int:
    [(last,)] = run.rows("select coalesce(max(id), 0) from matter_notice", {})
    return int(last)
