"""Pressing families by the thousand, in as many processes as there are cores; each has a connection of its own."""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from fengqiao.operate.serving import in_django

if TYPE_CHECKING:
    from fengqiao.bench.families import Family

ROWS = 7_500  # entries that are written at once
SAY_EVERY_SECONDS = 10.0
SUPERVISION = "corrections"
DISPUTES, SUPERVISED, AID, QUESTIONS, SERVICES = "disputes", "supervised", "aid", "questions", "services"


@dataclass(frozen=True)
class Kind:
    """What is pressed together: the lines whose matters may name each other, and which share of the families is still worked on."""

    lines: tuple[str, ...]
    at_work: float


KINDS = {
    DISPUTES: Kind(("mediation", "disputes", "reports"), 0.05), SUPERVISED: Kind((SUPERVISION,), 1.0), AID: Kind(("legalaid", "aidcases"), 0.15),
    QUESTIONS: Kind(("legalservice",), 0.001), SERVICES: Kind(("notary", "counsel_tasks", "petition_sessions"), 0.03),
}  # fmt: skip


@dataclass
class Pressed:
    """What one process wrote, and how long it took."""

    matters: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    copy_seconds: float = 0.0

    def add(self, other: Pressed) -> None:
        """What another process wrote beside it."""
        self.matters += other.matters
        self.seconds += other.seconds
        self.copy_seconds += other.copy_seconds
        for name, rows in other.rows.items():
            self.rows[name] = self.rows.get(name, 0) + rows


def main(argv: Sequence[str]) -> int:
    """``pressing WHAT COUNT SEED REPORT``: write at least so many new matters, and what it took as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=tuple(KINDS))
    parser.add_argument("count", type=int)
    parser.add_argument("seed")
    parser.add_argument("report", type=Path)
    args = parser.parse_args(argv)
    done = Pressed()
    in_django(os.environ["FENGQIAO_DB_URL"], lambda: press(args.what, args.count, args.seed, done))
    args.report.write_text(json.dumps(vars(done), ensure_ascii=False))
    return 0


def press(what: str, count: int, seed: str, done: Pressed) -> None:
    """Press until ``count`` matters are written, of each kind the share that is still worked on."""
    from fengqiao.bench.families import read_families

    rng = random.Random(seed)
    with psycopg.connect(os.environ["FENGQIAO_DB_URL"]) as connection:
        connection.execute("set synchronous_commit = off")
        families, share = read_families(connection, what), KINDS[what].at_work
        settled, at_work = [f for f in families if not f.at_work], [f for f in families if f.at_work]
        batch = max(1, ROWS * len(families) // sum(f.entries for f in families))
        began = said = time.perf_counter()
        while done.matters < count:
            chosen: list[Family] = []
            while (size := sum(len(f.stencils) for f in chosen)) < min(batch, count - done.matters):
                chosen.append(rng.choice(at_work if not settled or (at_work and rng.random() < share) else settled))
            _write(connection, chosen, rng, done)
            done.matters += size
            if time.perf_counter() - said > SAY_EVERY_SECONDS:
                said = time.perf_counter()
                print(f"  {done.matters}/{count}", flush=True)
        done.seconds = time.perf_counter() - began


def _write(connection: psycopg.Connection, chosen: Sequence[Family], rng: random.Random, done: Pressed) -> None:
    from fengqiao.bench.families import copy_in, reserve

    serials, lines = reserve(connection, chosen), dict[str, list[str]]()
    connection.commit()  # the counters are free for the others; the numbers are ours
    for family in chosen:
        for name, made in family.press(rng, serials).items():
            lines.setdefault(name, []).extend(made)
    began = time.perf_counter()
    copy_in(connection, lines)
    connection.commit()
    done.copy_seconds += time.perf_counter() - began
    for name, made in lines.items():
        done.rows[name] = done.rows.get(name, 0) + len(made)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
