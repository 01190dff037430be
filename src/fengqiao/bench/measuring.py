"""Taking the measures on a filled database, as the web's own role; the tables' owner asks the bare questions beside it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from fengqiao.bench.filling import SCALES, Scale
from fengqiao.operate.serving import in_django

if TYPE_CHECKING:
    from django.test import Client

    from fengqiao.orgs.models import Post, Staff

BUDGET = 12  # questions a page may ask the database
WEB, OWNER, WORKER, SUPERVISION, NIGHT, SERVICES = "web", "owner", "worker", "supervision", "night", "services"
TAKEN_AS = {"web": (WEB, SUPERVISION, SERVICES), "owner": (OWNER,), "worker": (WORKER, NIGHT)}  # in which role, one process each


@dataclass(frozen=True)
class Measure:
    """One line of the table: what we take and what bare SQL takes, in milliseconds of the fastest run."""

    name: str
    ours_ms: float
    bare_ms: float
    queries: int | None = None
    budget: int | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours_ms / self.bare_ms if self.bare_ms else 0.0

    @property
    def within_budget(self) -> bool:
        return self.queries is None or self.budget is None or self.queries <= self.budget

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": round(self.ratio, 2), "within_budget": self.within_budget}


@dataclass(frozen=True)
class Run:
    """What every measure is given."""

    owner: psycopg.Connection
    repeats: int
    today: date
    low: int
    high: int
    ledger_rows: int
    clocks: int

    def post(self, role: str, office: str = "") -> Post:
        """Somebody of the county who holds a role, in an office of this kind."""
        from fengqiao.orgs.models import Post

        found = Post.objects.held_on(self.today).filter(roles__contains=[role], office__territory__range=(self.low, self.high))
        found = found.filter(office__kind=office) if office else found
        return found.select_related("office", "staff").order_by("pk")[0]

    def rows(self, query: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
        """All rows of a hand-written query."""
        return self.owner.execute(query, parameters).fetchall()


def in_turn(ours: Callable[[], object], bare: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Each one's fastest run in milliseconds, run in turn after one that does not count.

    A busy machine only ever adds to a run, and adds more to a longer one: the fastest says most about the work itself.
    """
    ours(), bare()
    times = [(elapsed_ms(ours), elapsed_ms(bare)) for _ in range(repeats)]
    return min(first for first, _ in times), min(second for _, second in times)


def elapsed_ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def signed_in(staff: Staff) -> Client:
    """A browser in this process, signed in."""
    from django.test import Client

    client = Client(raise_request_exception=True)
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements a block sends to the database, without beginnings and ends of transactions."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    framing = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    found += [query["sql"] for query in captured if not query["sql"].startswith(framing)]


def main(argv: Sequence[str]) -> int:
    """``measuring SIZE REPORT PART…``: take the measures of these parts and write them as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=tuple(SCALES))
    parser.add_argument("report", type=Path)
    parser.add_argument("parts", nargs="+", choices=(WEB, OWNER, WORKER, SUPERVISION, NIGHT, SERVICES))
    args = parser.parse_args(argv)
    found: list[Measure] = []
    in_django(os.environ["FENGQIAO_DB_URL"], lambda: found.extend(_measure(SCALES[args.size], args.parts)))
    args.report.write_text(json.dumps([measure.as_json() for measure in found], ensure_ascii=False))
    return 0


def _measure(scale: Scale, wanted: Sequence[str]) -> Iterator[Measure]:
    from django.utils import timezone

    from fengqiao.bench import (
        acting,
        booking,
        finding,
        importing,
        legal_services,
        nights,
        pages,
        proposing,
        recounting,
        supervision,
        sweeping,
    )
    from fengqiao.orgs.models import Office

    parts = {
        WEB: (pages.measure, finding.measure, proposing.measure, acting.measure, importing.measure),
        OWNER: (recounting.measure,),
        WORKER: (sweeping.measure,),
        SUPERVISION: (supervision.measure, booking.measure),
        NIGHT: (nights.measure,),
        SERVICES: (legal_services.measure, legal_services.acts),
    }
    county = Office.objects.filter(kind="bureau").order_by("territory")[0].reach
    with psycopg.connect(os.environ["FENGQIAO_BENCH_OWNER"], autocommit=True) as owner:
        run = Run(owner, scale.repeats, timezone.localdate(), *county, scale.ledger_rows, scale.clocks)
        for take in (take for part in wanted for take in parts[part]):
            for measure in take(run):
                print(f"  {measure.name}：{measure.ours_ms:.2f}ms，裸SQL {measure.bare_ms:.2f}ms", flush=True)
                yield measure


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
