"""Acts through HTTP, from the form to the commit, against the same rows written by bare SQL in one transaction.

The rows are the same indeed: the statements by which the act writes are taken down on one matter, undone, and sent again
bare; the act itself is timed on its twin, pressed from the same stencil, or on another report of the same length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction

from fengqiao.bench.measuring import Measure, Run, asked, elapsed_ms, signed_in
from fengqiao.orgs.models import Staff

WRITES = ("INSERT", "UPDATE", "DELETE", "insert", "update", "delete")
DONE = (302, 303)
NOT_THE_MATTERS = ('"django_session"', '"orgs_staff"', '"axes_')
RECEIVED = "/register/reports/new/intake/"
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "建国秀英志强桂兰文明"

Send = Callable[[], None]


@dataclass
class Deed:
    """An act as it is sent from its form, each time on a matter of its own."""

    name: str
    sends: Iterator[Send]
    bare: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    statements: int = 0

    def take(self, run: Run) -> None:
        """One turn: its writes taken down and sent bare, then the whole act."""
        written = _taken_down(next(self.sends))
        self.bare.append(elapsed_ms(partial(_write, run, written)))
        with asked() as found:
            self.ours.append(elapsed_ms(next(self.sends)))
        self.queries.append(len(found))
        self.statements = len(written)

    def measured(self) -> Measure:
        """The fastest of all turns but the first."""
        return Measure(self.name, min(self.ours[1:]), min(self.bare[1:]), max(self.queries[1:]), None, f"{self.statements}条写入语句")


def measure(run: Run) -> Iterator[Measure]:
    """Every deed; the first turn does not count."""
    for deed in [*_intakes(run), *_doings(run)]:
        for _ in range(run.repeats + 1):
            deed.take(run)
        yield deed.measured()


# Receiving -----------------------------------------------------------------------------------------------------------


def _intakes(run: Run) -> list[Deed]:
    """What comes to the counter: left waiting, raised at once."""
    browser = signed_in(run.post("clerk", "office").staff)
    raised = {"then": "raise", "difficulty": "ordinary", "risk": "yellow"}
    return [
        Deed("受理：登记来件", _received(browser, run, {"then": "later"})),
        Deed("受理：登记来件并立事项", _received(browser, run, raised)),
    ]


def _received(browser: Any, run: Run, more: dict[str, str]) -> Iterator[Send]:
    n = 0
    while True:
        n += 1
        one, other = (SURNAMES[(n + k) % 10] + GIVEN[(n // 10 + k) % 10] + GIVEN[n % 10] for k in range(2))
        form = {
            "summary": f"{one}和邻居{other}两家为院墙滴水吵了半个月，墙面返潮掉皮，昨天又吵了一回，说不拢。",
            "claim": "把滴水改过去，赔偿粉刷墙面的钱。", "place_unit": "-1", "channel": "01", "reporter_role": "party", "reporter_name": one,
            "reporter_phone": f"1540000{n:04d}", "type": "T02", "on": run.today.isoformat(), "parties-TOTAL_FORMS": "1", "parties-INITIAL_FORMS": "0", "parties-0-name": other,
            "parties-0-side": "respondent", "parties-0-kind": "person", "parties-0-phone": f"1541000{n:04d}", **more,
        }  # fmt: skip
        yield partial(post, browser, RECEIVED, form, "/matters/")


# Doing ---------------------------------------------------------------------------------------------------------------


def _doings(run: Run) -> list[Deed]:
    """What a mediator records of a case in performance."""
    handler, codes = _twins(run)
    browser = signed_in(Staff.objects.get(pk=handler))
    visit = {"way": "phone", "performance": "正在按协议履行，没有新的矛盾。", "satisfaction": "yes"}
    return [
        Deed("办理：工作记事（不动期限）", done(browser, run, codes, "note", {"text": "电话联系双方，约定下周见面。"})),
        Deed("办理：登记回访（出文书）", done(browser, run, codes[::-1], "visit", visit)),
    ]


def done(browser: Any, run: Run, codes: list[str], action: str, form: dict[str, str]) -> Iterator[Send]:
    given = form | {"happened_on": run.today.isoformat()}
    while True:
        for code in codes:
            yield partial(post, browser, f"/matters/{code}/do/{action}/", given, f"/matters/{code}/")


def _twins(run: Run) -> tuple[int, list[str]]:
    """The mediator with most matters in performance, and their codes."""
    found = run.owner.execute(
        "select handler_id, array_agg(replace(id::text, '-', '') order by id) from matter_matter"
        " where stage = 'performing' and procedure = 'mediation' and territory between %s and %s"
        " group by 1 order by count(*) desc, 1 limit 1",
        [run.low, run.high],
    ).fetchone()
    assert found is not None
    return found[0], found[1]


# Sending -------------------------------------------------------------------------------------------------------------


def post(browser: Any, path: str, form: dict[str, str], leads_to: str) -> None:
    response = browser.post(path, form)
    if response.status_code not in DONE or not response.headers["Location"].startswith(leads_to):
        said = re.findall(r'class="(?:form-errors|error)[^>]*>(.*?)</(?:div|section|ul|p)>', response.content.decode(), re.DOTALL)
        said = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in said]
        raise RuntimeError(f"{path}: {response.status_code} {said}")


def _taken_down(send: Send) -> list[str]:
    """The statements that write the act's rows; what they wrote is undone."""
    with transaction.atomic():
        with asked() as statements:
            send()
        transaction.set_rollback(True)
    return [s for s in statements if s.startswith(WRITES) and not any(table in s for table in NOT_THE_MATTERS)]


def _write(run: Run, statements: list[str]) -> None:
    with run.owner.transaction():
        for statement in statements:
            run.owner.execute(statement.encode())
