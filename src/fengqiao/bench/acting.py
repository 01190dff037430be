"""An action through HTTP, from the form to the commit, against the same rows written by bare SQL in one transaction.

The rows are the same indeed: the statements by which the action writes on one matter are taken down, undone, and sent again
bare; the action itself is timed on its twin, pressed from the same stencil.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from fengqiao.bench.measuring import Measure, Run, asked, elapsed_ms, signed_in
from fengqiao.orgs.models import Staff

WRITES = ("INSERT", "UPDATE", "DELETE", "insert", "update", "delete")
DONE = (302, 303)
NOT_THE_MATTERS = ('"django_session"', '"orgs_staff"', '"axes_')


@dataclass(frozen=True)
class Deed:
    """An action as it is sent from its form."""

    name: str
    code: str
    form: dict[str, Any]


DEEDS = (
    Deed("办理：工作记事（不动期限）", "note", {"text": "电话联系双方，约定下周见面。"}),
    Deed(
        "办理：登记回访（出文书）", "visit",
        {"way": "phone", "performance": "正在按协议履行，没有新的矛盾。", "satisfaction": "yes"},
    ),
)  # fmt: skip


def measure(run: Run) -> Iterator[Measure]:
    """Every deed, each on matters of its own."""
    handler, codes = twins(run)
    browser = signed_in(Staff.objects.get(pk=handler))
    for deed in DEEDS:
        ours, bare, counts, rows = [], [], [], 0
        for _ in range(run.repeats + 1):
            one, other = codes.pop(), codes.pop()
            form = deed.form | {"happened_on": run.today.isoformat()}
            written = _taken_down(browser, other, deed, form)
            bare.append(elapsed_ms(partial(_write, run, written)))
            with asked() as statements:
                ours.append(elapsed_ms(partial(_send, browser, one, deed, form)))
            counts.append(len(statements))
            rows = len(written)
        note = f"{rows}条写入语句"
        yield Measure(deed.name, min(ours[1:]), min(bare[1:]), max(counts), None, note)


def twins(run: Run) -> tuple[int, list[str]]:
    """The mediator with most matters in performance, and the codes of enough of them to act on each once."""
    found = run.owner.execute(
        "select handler_id, array_agg(replace(id::text, '-', '') order by id) from matter_matter"
        " where stage = 'performing' and procedure = 'mediation' group by 1 order by count(*) desc, 1 limit 1"
    ).fetchone()
    assert found is not None
    needed = 2 * len(DEEDS) * (run.repeats + 1)
    handler, codes = found
    return handler, (codes * (needed // len(codes) + 1))[:needed]


def _send(browser: Any, code: str, deed: Deed, form: dict[str, Any]) -> None:
    response = browser.post(f"/matters/{code}/do/{deed.code}/", form)
    if response.status_code not in DONE or not response.headers["Location"].startswith(f"/matters/{code}/"):
        raise RuntimeError(f"{deed.code}: {response.status_code} {response.content.decode()[:2000]}")


def _taken_down(browser: Any, code: str, deed: Deed, form: dict[str, Any]) -> list[str]:
    """The statements that write the deed's rows; what they wrote is undone."""
    with transaction.atomic():
        with asked() as statements:
            _send(browser, code, deed, form)
        transaction.set_rollback(True)
    return [s for s in statements if s.startswith(WRITES) and not any(table in s for table in NOT_THE_MATTERS)]


def _write(run: Run, statements: list[str]) -> None:
    with run.owner.transaction():
        for statement in statements:
            run.owner.execute(statement.encode())
