"""Filling the bench's database: live a demonstration and long lives, press them again by the thousand, verify a sample."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import psycopg

from fengqiao.bench.pressing import DISPUTES, SUPERVISED, Pressed
from fengqiao.operate.serving import in_django
from fengqiao.operate.setup import prepare_database

LEAST_EACH = 500
LEAST_PEOPLE = 50
PEOPLE_SHARE = 5  # for so many matters that are rebuilt, another one of three years of supervision


@dataclass(frozen=True)
class Scale:
    """How much is filled in beside which demonstration, and how often each thing is measured."""

    matters: int  # of the disputes' lines
    people: int  # under supervision for three years
    lives: int  # of which so many are lived in each county, the others pressed
    demo: str
    verified: int
    repeats: int  # how often each measure is taken
    ledger_rows: int  # how long the ledger is that is imported
    clocks: int  # open deadlines the daily sweep goes over
    seconds: int  # how long fifty people work at once


SCALES = {
    "tiny": Scale(120, 12, 2, "small", 60, 3, 60, 2_000, 5),
    "small": Scale(2_000, 100, 12, "small", 200, 11, 1_000, 20_000, 20),
    "county": Scale(50_000, 1_000, 12, "county", 400, 21, 5_000, 100_000, 60),
    "city": Scale(1_000_000, 20_000, 12, "city", 400, 21, 5_000, 1_000_000, 60),
}


@dataclass
class Filled:
    """What filling gave and took; rows and matters of both, the disputes' lines and those under supervision."""

    matters: int = 0
    people: int = 0
    records: int = 0  # entries of the people's
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    copy_seconds: float = 0.0
    people_seconds: float = 0.0
    people_copy_seconds: float = 0.0
    index_seconds: float = 0.0
    verified: int = 0
    people_verified: int = 0
    differences: list[str] = field(default_factory=list)
    sign_in: tuple[str, str] = ("", "")


def main(argv: Sequence[str]) -> int:
    """``filling SIZE REPORT MATTERS PEOPLE``: fill, and write what it took as JSON. What was filled before is only brought up to date."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=tuple(SCALES))
    parser.add_argument("report", type=Path)
    parser.add_argument("matters", type=int)
    parser.add_argument("people", type=int)
    args = parser.parse_args(argv)
    if args.report.exists():
        in_django(os.environ["FENGQIAO_DB_URL"], prepare_database)
        return 0
    scale, filled = replace(SCALES[args.size], matters=args.matters, people=args.people), Filled()
    in_django(os.environ["FENGQIAO_DB_URL"], lambda: _fill(scale, filled))
    args.report.write_text(json.dumps(vars(filled), ensure_ascii=False))
    return 0


def say(line: str) -> None:
    print(line, flush=True)


def _fill(scale: Scale, filled: Filled) -> None:
    prepare_database()
    from fengqiao.demo.load import PASSWORD, load_demo
    from fengqiao.orgs.models import Post

    load_demo(scale.demo, say=say, lean=scale.matters < LEAST_EACH)  # type: ignore[arg-type]
    _live(scale)
    clerk = Post.objects.select_related("staff").filter(roles__contains=["section_mediation"])[0]
    filled.sign_in = (clerk.staff.username, PASSWORD)
    say(f"正在装入{scale.matters}件，另有矫正三年的{scale.people}人……")
    with psycopg.connect(os.environ["FENGQIAO_DB_URL"], autocommit=True) as connection:
        _press_all(connection, scale, filled)
        connection.execute("vacuum analyze")
    _verify(scale.verified, filled)


def _live(scale: Scale) -> None:
    """The lives that are pressed again, in every county, as many as are wanted at most."""
    from django.utils import timezone

    from fengqiao.bench.lives import live
    from fengqiao.demo.plan import county_plans

    now, lived = timezone.now(), 0
    for plan in county_plans(scale.demo, today=timezone.localdate(now)):  # type: ignore[arg-type]
        lived += live(plan, lived, scale.lives, say=say, now=now)


def _press_all(connection: psycopg.Connection, scale: Scale, filled: Filled) -> None:
    """Press in as many processes as there are cores; indexes and foreign keys are made when the rows are there."""
    from fengqiao.bench.families import tables_pressed
    from fengqiao.bench.indexes import taken_off

    with taken_off(connection, [table.name for table in tables_pressed()]):
        if scale.matters:
            done = _press_side_by_side(DISPUTES, scale.matters, LEAST_EACH, filled)
            filled.seconds, filled.copy_seconds = done.seconds, done.copy_seconds
        done = _press_side_by_side(SUPERVISED, scale.people, LEAST_PEOPLE, filled)
        filled.people_seconds, filled.people_copy_seconds = done.seconds, done.copy_seconds
        filled.people, filled.records = done.matters, done.rows.get("matter_entry", 0)
        began = time.perf_counter()
        say("  正在建索引……")
    filled.index_seconds = time.perf_counter() - began


def _press_side_by_side(what: str, count: int, least_each: int, filled: Filled) -> Pressed:
    """What all hands together wrote; their seconds are added up."""
    hands, all_hands = max(1, min(os.cpu_count() or 1, count // least_each)), Pressed()
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        reports = [Path(folder) / f"{n}.json" for n in range(hands)]
        share = [count // hands + (n < count % hands) for n in range(hands)]
        command = [sys.executable, "-m", "fengqiao.bench.pressing", what]
        running = [
            subprocess.Popen([*command, str(each), f"bench-{n}", str(report)])
            for n, (each, report) in enumerate(zip(share, reports, strict=True))
        ]
        if any([each.wait() for each in running]):
            raise RuntimeError("装入没有做完")
        for report in reports:
            all_hands.add(Pressed(**json.loads(report.read_text())))
    filled.matters += all_hands.matters
    for name, rows in all_hands.rows.items():
        filled.rows[name] = filled.rows.get(name, 0) + rows
    return all_hands


def _verify(sample: int, filled: Filled) -> None:
    """What was pressed must hold as what was lived: rebuild a sample of all, and of those under supervision, and compare."""
    from fengqiao.bench.families import supervised
    from fengqiao.matter import verify

    tally = verify.Tally()
    found = list(verify.walk(tally, sample=sample, files=False))
    filled.verified = tally.matters
    for person in supervised().order_by("?")[: sample // PEOPLE_SHARE]:
        found += verify.walk(tally, only=person.pk, files=False)
    filled.people_verified = tally.matters - filled.verified
    filled.differences = [str(each) for each in found]
    say(f"  抽{filled.verified}件、另抽矫正三年的{filled.people_verified}人核对：差异{len(filled.differences)}处。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
