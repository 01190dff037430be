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

from fengqiao.bench.pressing import AID, DISPUTES, KINDS, QUESTIONS, SERVICES, SUPERVISED, Pressed, press
from fengqiao.operate.serving import in_django
from fengqiao.operate.setup import prepare_database

LEAST_EACH = 500
LEAST_PEOPLE = 50
SHARE = 5  # for so many matters that are rebuilt, another one of three years of supervision, and one of each kind of legal services
OF_SERVICES = {AID: 3_300, QUESTIONS: 45_000, SERVICES: 3_000}  # a county's three years: 1800 cases and what was applied for, the questions, all else


@dataclass(frozen=True)
class Scale:
    """How much is filled in beside which demonstration, and how often each thing is measured."""

    matters: int  # of the disputes' lines
    people: int  # under supervision for three years
    services: int  # of legal aid and public legal services
    lives: int  # so many under supervision are lived in each county, the others pressed
    lawyers: int  # of each county, whose cases are lived
    demo: str
    verified: int
    repeats: int  # how often each measure is taken
    ledger_rows: int  # how long the ledger is that is imported
    clocks: int  # open deadlines the daily sweep goes over
    crowd: int  # so many people work at once,
    seconds: int  # for how long


SCALES = {
    "tiny": Scale(120, 12, 60, 2, 1, "small", 60, 1, 60, 2_000, 10, 4),
    "small": Scale(2_000, 100, 2_000, 12, 6, "small", 200, 11, 1_000, 20_000, 50, 20),
    "county": Scale(50_000, 1_000, 51_300, 12, 24, "county", 400, 21, 5_000, 100_000, 50, 60),
    "city": Scale(1_000_000, 20_000, 1_026_000, 12, 24, "city", 400, 21, 5_000, 1_000_000, 50, 60),
}


@dataclass
class Filled:
    """What filling gave and took; rows and matters of all: the disputes' lines, those under supervision, legal services."""

    matters: int = 0
    people: int = 0
    records: int = 0  # entries of the people's
    services: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    copy_seconds: float = 0.0
    people_seconds: float = 0.0
    people_copy_seconds: float = 0.0
    services_seconds: float = 0.0
    services_copy_seconds: float = 0.0
    index_seconds: float = 0.0
    verified: int = 0
    people_verified: int = 0
    services_verified: int = 0
    differences: list[str] = field(default_factory=list)
    sign_in: tuple[str, str] = ("", "")


def main(argv: Sequence[str]) -> int:
    """``filling SIZE REPORT MATTERS PEOPLE SERVICES``: fill, and write what it took as JSON. What was filled before is only brought up to date."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=tuple(SCALES))
    parser.add_argument("report", type=Path)
    parser.add_argument("matters", type=int)
    parser.add_argument("people", type=int)
    parser.add_argument("services", type=int)
    args = parser.parse_args(argv)
    if args.report.exists():
        in_django(os.environ["FENGQIAO_DB_URL"], prepare_database)
        return 0
    scale, filled = replace(SCALES[args.size], matters=args.matters, people=args.people, services=args.services), Filled()
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
    say(f"正在装入{scale.matters}件，另有矫正三年的{scale.people}人，法律援助和公共法律服务{scale.services}件……")
    with psycopg.connect(os.environ["FENGQIAO_DB_URL"], autocommit=True) as connection:
        _press_all(connection, scale, filled)
        if scale.services:
            from fengqiao.bench.registers import fill_registers

            fill_registers(connection, scale.services)
        connection.execute("vacuum analyze")
    _verify(scale.verified, filled)


def _live(scale: Scale) -> None:
    """The lives that are pressed again, in every county, as many as are wanted at most."""
    from django.utils import timezone

    from fengqiao.bench import aided
    from fengqiao.bench.lives import live
    from fengqiao.demo.plan import county_plans

    now, lived = timezone.now(), 0
    for plan in county_plans(scale.demo, today=timezone.localdate(now)):  # type: ignore[arg-type]
        if scale.people:
            lived += live(plan, lived, scale.lives, say=say, now=now)
        if scale.services:
            aided.live(plan, scale.lawyers, say=say, now=now)


def _press_all(connection: psycopg.Connection, scale: Scale, filled: Filled) -> None:
    """Press in as many processes as there are cores; indexes and foreign keys are made when the rows are there."""
    from fengqiao.bench.families import tables_pressed
    from fengqiao.bench.indexes import taken_off

    with taken_off(connection, [table.name for table in tables_pressed()]):
        if scale.matters:
            done = _press_side_by_side(DISPUTES, scale.matters, LEAST_EACH, filled)
            filled.seconds, filled.copy_seconds = done.seconds, done.copy_seconds
        if scale.people:
            done = _press_side_by_side(SUPERVISED, scale.people, LEAST_PEOPLE, filled)
            filled.people_seconds, filled.people_copy_seconds = done.seconds, done.copy_seconds
            filled.people, filled.records = done.matters, done.rows.get("matter_entry", 0)
        for kind, share in OF_SERVICES.items() if scale.services else ():
            done = _press_side_by_side(kind, max(1, scale.services * share // sum(OF_SERVICES.values())), LEAST_EACH, filled)
            filled.services += done.matters
            filled.services_seconds += done.seconds
            filled.services_copy_seconds += done.copy_seconds
        began = time.perf_counter()
        say("  正在建索引……")
    filled.index_seconds = time.perf_counter() - began


def _press_side_by_side(what: str, count: int, least_each: int, filled: Filled) -> Pressed:
    """What all hands together wrote; their seconds are added up."""
    hands, all_hands = max(1, min(os.cpu_count() or 1, count // least_each)), Pressed()
    if hands == 1:
        press(what, count, "bench-0", all_hands)
    else:
        _press_with(hands, what, count, all_hands)
    filled.matters += all_hands.matters
    for name, rows in all_hands.rows.items():
        filled.rows[name] = filled.rows.get(name, 0) + rows
    return all_hands


def _press_with(hands: int, what: str, count: int, all_hands: Pressed) -> None:
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


def _verify(sample: int, filled: Filled) -> None:
    """What was pressed must hold as what was lived: rebuild a sample of all, and of each other kind, and compare."""
    from fengqiao.bench.families import supervised
    from fengqiao.matter import verify
    from fengqiao.matter.models import Matter

    tally = verify.Tally()
    found = list(verify.walk(tally, sample=sample, files=False))
    filled.verified = tally.matters
    for person in supervised().order_by("?")[: sample // SHARE] if filled.people else ():
        found += verify.walk(tally, only=person.pk, files=False)
    filled.people_verified = tally.matters - filled.verified
    for kind in OF_SERVICES if filled.services else ():
        for pk in Matter.objects.filter(line__in=KINDS[kind].lines).order_by("?").values_list("pk", flat=True)[: sample // SHARE]:
            found += verify.walk(tally, only=pk, files=False)
    filled.services_verified = tally.matters - filled.verified - filled.people_verified
    filled.differences = [str(each) for each in found]
    say(f"  抽{filled.verified}件、另抽矫正三年的{filled.people_verified}人、法律服务{filled.services_verified}件核对：差异{len(filled.differences)}处。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
