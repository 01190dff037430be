"""Filling the bench's database: live a few dozen cases, press them again by the thousand, verify a sample."""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from fengqiao.operate.serving import in_django
from fengqiao.operate.setup import prepare_database

BATCH = 500
OPEN_SHARE = 0.05
SAY_EVERY_SECONDS = 5.0


@dataclass(frozen=True)
class Scale:
    """How much is filled in, and from how many lived cases of which demonstration."""

    matters: int
    lived: int
    demo: str
    verified: int
    repeats: int  # how often each measure is taken
    ledger_rows: int  # how long the ledger is that is imported


SCALES = {
    "tiny": Scale(60, 24, "small", 60, 3, 60),
    "small": Scale(2_000, 60, "small", 200, 11, 1_000),
    "county": Scale(50_000, 120, "county", 400, 21, 5_000),
}


@dataclass
class Filled:
    """What filling gave and took."""

    matters: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    copy_seconds: float = 0.0
    verified: int = 0
    differences: list[str] = field(default_factory=list)
    sign_in: tuple[str, str] = ("", "")


def main(argv: Sequence[str]) -> int:
    """``filling SIZE REPORT``: fill, and write what it took as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=tuple(SCALES))
    parser.add_argument("report", type=Path)
    args = parser.parse_args(argv)
    scale, filled = SCALES[args.size], Filled()
    in_django(os.environ["FENGQIAO_DB_URL"], lambda: _fill(scale, filled))
    args.report.write_text(json.dumps(vars(filled), ensure_ascii=False))
    return 0


def say(line: str) -> None:
    print(line, flush=True)


def _fill(scale: Scale, filled: Filled) -> None:
    prepare_database()
    from fengqiao.demo.load import PASSWORD, load_demo
    from fengqiao.orgs.models import Post

    load_demo(scale.demo, say=say, matters=scale.lived)  # type: ignore[arg-type]
    clerk = Post.objects.select_related("staff").filter(roles__contains=["section_mediation"])[0]
    filled.sign_in = (clerk.staff.username, PASSWORD)
    say(f"正在装入{scale.matters}件……")
    with psycopg.connect(os.environ["FENGQIAO_DB_URL"]) as connection:
        press_all(connection, scale.matters, filled)
        connection.commit()
        connection.autocommit = True
        connection.execute("analyze")
    _verify(scale.verified, filled)


def press_all(connection: psycopg.Connection, count: int, filled: Filled) -> None:
    """Write ``count`` new matters; the case numbers' counters go on from where they are."""
    from fengqiao.bench import stencils
    from fengqiao.matter.models import Counter

    rng = random.Random("bench")
    settled, at_work = _stencils(connection)
    numbers = stencils.Numbers({(c.body, c.series, c.year): c.last for c in Counter.objects.all()})
    began = said = time.perf_counter()
    for size in _batches(count):
        lines: dict[str, list[str]] = {}
        for _ in range(size):
            stencil = rng.choice(at_work if rng.random() < OPEN_SHARE else settled)
            for name, made in stencil.press(rng, numbers)[1].items():
                lines.setdefault(name, []).extend(made)
        _copy(connection, settled[0].tables, lines, filled)
        filled.matters += size
        if time.perf_counter() - said > SAY_EVERY_SECONDS:
            said = time.perf_counter()
            say(f"  {filled.matters}/{count}")
    _keep_numbers(connection, numbers)
    filled.seconds = time.perf_counter() - began


def _batches(count: int) -> Iterator[int]:
    yield from [BATCH] * (count // BATCH)
    if count % BATCH:
        yield count % BATCH


def _stencils(connection: psycopg.Connection) -> tuple[list[Any], list[Any]]:
    """The lived cases of the demonstration: those nobody has anything to do for, and those on somebody's list."""
    from fengqiao.bench import stencils
    from fengqiao.lines.mediation.models import MediationCase

    cases = MediationCase.objects.select_related("office", "handler").order_by("pk")
    found = [stencils.read(connection, case) for case in cases]
    return [s for s in found if not s.rows["matter_task"]], [s for s in found if s.rows["matter_task"]]


def _copy(connection: psycopg.Connection, tables: Mapping[str, Any], lines: Mapping[str, list[str]], filled: Filled) -> None:
    from fengqiao.bench import stencils

    began = time.perf_counter()
    for name, table in tables.items():
        if lines.get(name):
            with connection.cursor().copy(stencils.copy_statement(table)) as copy:
                copy.write("".join(lines[name]))
            filled.rows[name] = filled.rows.get(name, 0) + len(lines[name])
    connection.commit()
    filled.copy_seconds += time.perf_counter() - began


def _keep_numbers(connection: psycopg.Connection, numbers: Any) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "update matter_counter set last = %s where body = %s and series = %s and year = %s",
            [(last, *key) for key, last in numbers.last.items()],
        )


def _verify(sample: int, filled: Filled) -> None:
    """What was pressed must hold as what was lived: rebuild a sample and compare."""
    from fengqiao.matter import verify

    tally = verify.Tally()
    filled.differences = [str(found) for found in verify.walk(tally, sample=sample, files=False)]
    filled.verified = tally.matters
    say(f"  抽{filled.verified}件核对：差异{len(filled.differences)}处。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
