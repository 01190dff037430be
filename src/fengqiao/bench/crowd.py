"""Fifty people at work at once: a mixed day through the running group, by locust, where it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

from fengqiao.bench.filling import SCALES
from fengqiao.bench.place import Place

COMING_PER_SECOND = 10
NAMES, PASSWORD = "FENGQIAO_BENCH_PEOPLE", "FENGQIAO_BENCH_PASSWORD"
AT_WORK = """
select distinct on (s.username) s.username, row_number() over (partition by p.roles order by s.username) as turn
from orgs_post p join orgs_staff s on s.id = p.staff_id
where p.to_on is null and s.demo and s.confirmed
  and p.roles && array['clerk', 'duty', 'office_head', 'office_staff', 'committee_head', 'mediator', 'section_mediation', 'leader']::varchar[]
order by s.username
"""


@dataclass(frozen=True)
class Crowd:
    """What they did and how long they waited, in milliseconds."""

    people: int
    requests: int
    per_second: float
    middle_ms: float
    p95_ms: float
    errors: int
    by_name: dict[str, tuple[int, float]]  # how often, p95


def work(place: Place, address: str, size: str, password: str) -> Crowd | None:
    """Let them work for the seconds of this size; None, and a line that says so, without locust."""
    if find_spec("locust") is None:
        print("  没有安装 locust，略去多人同时办公", flush=True)
        return None
    day = Path(__file__).with_name("crowd_day.py")
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        found = Path(folder) / "stats"
        command = [
            sys.executable, "-m", "locust", "-f", str(day), "--headless", "--host", address, "-u", str(SCALES[size].crowd), "-r",
            str(COMING_PER_SECOND), "-t", f"{SCALES[size].seconds}s", "--stop-timeout", "20", "--json-file", str(found),
            "--only-summary", "--loglevel", "ERROR", "--reset-stats",
        ]  # fmt: skip
        told = {**os.environ, NAMES: json.dumps(_people(place, SCALES[size].crowd)), PASSWORD: password}
        subprocess.run(command, env=told, stdout=subprocess.DEVNULL, check=False)
        rows = json.loads(found.with_suffix(".json").read_text())
    return _summed(rows, SCALES[size].crowd)


def _people(place: Place, count: int) -> list[str]:
    """So many of different posts."""
    with psycopg.connect(place.info.owner) as connection:
        rows = connection.execute(AT_WORK).fetchall()
    return [name for name, _ in sorted(rows, key=lambda row: (row[1], row[0]))][:count]


def _summed(rows: list[dict[str, object]], people: int) -> Crowd:
    from collections import Counter

    times: Counter[float] = Counter()
    by_name: dict[str, tuple[int, float]] = {}
    seconds, errors = 0.0, 0
    for row in rows:
        spent = Counter({float(ms): int(count) for ms, count in dict(row["response_times"]).items()})  # type: ignore[call-overload]
        times += spent
        errors += int(row["num_failures"])  # type: ignore[call-overload]
        seconds = max(seconds, float(row["last_request_timestamp"]) - float(row["start_time"]))  # type: ignore[arg-type]
        by_name[str(row["name"])] = (spent.total(), _share(spent, 0.95))
    total = times.total()
    return Crowd(people, total, round(total / max(seconds, 1), 1), _share(times, 0.5), _share(times, 0.95), errors, by_name)


def _share(times: dict[float, int], share: float) -> float:
    """The time within which this share of the requests was answered."""
    left = share * sum(times.values())
    for spent, count in sorted(times.items()):
        left -= count
        if left <= 0:
            return spent
    return 0.0
