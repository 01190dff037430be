"""Filling the bench's database: live a demonstration, press its matters again by the thousand, verify a sample."""

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

from fengqiao.operate.serving import in_django
from fengqiao.operate.setup import prepare_database

LEAST_EACH = 500

@dataclass(frozen=True)
class Scale:
    """How much is filled in beside which demonstration, and how often each thing is measured."""

    matters: int
    demo: str
    verified: int
    repeats: int  # how often each measure is taken
    ledger_rows: int  # how long the ledger is that is imported
    clocks: int  # open deadlines the daily sweep goes over
    seconds: int  # how long fifty people work at once


SCALES = {
    "tiny": Scale(120, "small", 60, 3, 60, 2_000, 5),
    "small": Scale(2_000, "small", 200, 11, 1_000, 20_000, 20),
    "county": Scale(50_000, "county", 400, 21, 5_000, 100_000, 60),
    "city": Scale(1_000_000, "city", 400, 21, 5_000, 1_000_000, 60),
}


@dataclass
class Filled:
    """What filling gave and took."""

    matters: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    copy_seconds: float = 0.0
    index_seconds: float = 0.0
    verified: int = 0
    differences: list[str] = field(default_factory=list)
    sign_in: tuple[str, str] = ("", "")


def main(argv: Sequence[str]) -> int:
    """``filling SIZE REPORT MATTERS``: fill, and write what it took as JSON. What was filled before is only brought up to date."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=tuple(SCALES))
    parser.add_argument("report", type=Path)
    parser.add_argument("matters", type=int, help="0: as many as the size says")
    args = parser.parse_args(argv)
    if args.report.exists():
        in_django(os.environ["FENGQIAO_DB_URL"], prepare_database)
        return 0
    scale, filled = SCALES[args.size], Filled()
    scale = replace(scale, matters=args.matters) if args.matters else scale
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
    clerk = Post.objects.select_related("staff").filter(roles__contains=["section_mediation"])[0]
    filled.sign_in = (clerk.staff.username, PASSWORD)
    say(f"正在装入{scale.matters}件……")
    with psycopg.connect(os.environ["FENGQIAO_DB_URL"], autocommit=True) as connection:
        _press_all(connection, scale.matters, filled)
        connection.execute("vacuum analyze")
    _verify(scale.verified, filled)


def _press_all(connection: psycopg.Connection, count: int, filled: Filled) -> None:
    """Press in as many processes as there are cores; indexes and foreign keys are made when the rows are there."""
    from fengqiao.bench.families import tables_pressed
    from fengqiao.bench.indexes import taken_off

    with taken_off(connection, [table.name for table in tables_pressed()]):
        _press_side_by_side(count, filled)
        began = time.perf_counter()
        say("  正在建索引……")
    filled.index_seconds = time.perf_counter() - began


def _press_side_by_side(count: int, filled: Filled) -> None:
    hands = max(1, min(os.cpu_count() or 1, count // LEAST_EACH))
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        reports = [Path(folder) / f"{n}.json" for n in range(hands)]
        share = [count // hands + (n < count % hands) for n in range(hands)]
        command = [sys.executable, "-m", "fengqiao.bench.pressing"]
        running = [
            subprocess.Popen([*command, str(each), f"bench-{n}", str(report)])
            for n, (each, report) in enumerate(zip(share, reports, strict=True))
        ]
        if any([each.wait() for each in running]):
            raise RuntimeError("装入没有做完")
        for report in reports:
            done = json.loads(report.read_text())
            filled.matters += done["matters"]
            filled.seconds += done["seconds"]
            filled.copy_seconds += done["copy_seconds"]
            for name, rows in done["rows"].items():
                filled.rows[name] = filled.rows.get(name, 0) + rows


def _verify(sample: int, filled: Filled) -> None:
    """What was pressed must hold as what was lived: rebuild a sample and compare."""
    from fengqiao.matter import verify

    tally = verify.Tally()
    filled.differences = [str(found) for found in verify.walk(tally, sample=sample, files=False)]
    filled.verified = tally.matters
    say(f"  抽{filled.verified}件核对：差异{len(filled.differences)}处。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
