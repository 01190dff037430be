"""Two operators press 领取下一件 at one moment, each in a connection of their own: they get two different requests."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from fengqiao.lines.legalservice import codes, queueing
from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.legalservice.tests.driver import Request
from fengqiao.matter.models import Entry
from fengqiao.matter.tests.roles import as_web
from fengqiao.orgs.actor import Actor
from tests.county import County, at

pytestmark = pytest.mark.django_db(transaction=True)
NOW = at("2026-11-23", "10:00")


def alone(work: Callable[[], str | None]) -> str | None:
    """In a connection of its own, given back at the end."""
    try:
        connection.ensure_connection()
        return work()
    finally:
        connection.close()


def taking(actor: Actor, start: Barrier) -> str | None:
    start.wait(timeout=30)
    with as_web(actor):
        found = queueing.take_next(actor, now=NOW)
        return found.number if found is not None else None


def test_two_operators_get_two_different_requests(committed_county: County) -> None:
    """两个坐席同时按：各领一件，一件也不领两次；只剩一件时，一个领到，一个没有。"""
    county = committed_county
    for n in range(2):
        Request(county).come("2026-11-23", f"08:0{n}", channel=codes.H5)
    pair, start = (county["office_staff"], county["office_head"]), Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        got = list(pool.map(lambda actor: alone(lambda: taking(actor, start)), pair))
    assert None not in got
    assert len(set(got)) == 2
    assert {row.handler_id for row in ServiceRequest.objects.all()} == {actor.staff_id for actor in pair}
    last = Request(county).come("2026-11-23", "08:30", channel=codes.H5)
    start = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        got = list(pool.map(lambda actor: alone(lambda: taking(actor, start)), pair))
    assert sorted(got, key=str) == sorted([last.row.number, None], key=str)
    assert Entry.objects.filter(matter_id=last.pk, action="take").count() == 1


def test_what_another_is_just_taking_is_passed_over(committed_county: County) -> None:
    """The first holds the oldest and has not finished: the second does not wait for it, and gets the next."""
    county = committed_county
    old = Request(county).come("2026-11-23", "08:00", channel=codes.H5)
    new = Request(county).come("2026-11-23", "09:00", channel=codes.H5)
    held, done = Event(), Event()

    def holds() -> str | None:
        actor = county["office_head"]
        with as_web(actor), transaction.atomic():
            row = queueing.waiting(actor, NOW).select_for_update(of=("self",)).first()
            held.set()
            assert done.wait(timeout=30)
            return row.number if row is not None else None

    def takes() -> str | None:
        assert held.wait(timeout=30)
        try:
            return taking(county["office_staff"], Barrier(1))
        finally:
            done.set()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(alone, holds), pool.submit(alone, takes)
        assert (first.result(timeout=60), second.result(timeout=60)) == (old.row.number, new.row.number)
