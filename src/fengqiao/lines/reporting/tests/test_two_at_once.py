"""两个人同时按同一个按钮：只成一次，另一个知道已经有人办了；各数只定住一次。"""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from fengqiao.indicators.models import Snapshot
from fengqiao.lines.reporting import procedure as p
from fengqiao.lines.reporting.tests.driver import Bureau, post
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.refusals import Refused
from fengqiao.orgs import roles
from tests.county import County, at


@pytest.mark.django_db(transaction=True)
def test_two_people_check_at_once_and_the_figures_are_frozen_once(committed_county: County) -> None:
    bureau = Bureau(committed_county)
    other = post(committed_county, "科长吕", roles.ADVISERS)
    report = bureau.report().written()
    ready, answers = Barrier(2), []

    def press(actor: object) -> None:
        try:
            ready.wait()
            perform(actor, report.matter.pk, [Doing(p.check, {"opened": True}, date(2026, 11, 20))], now=at("2026-11-20"))  # type: ignore[arg-type]
            answers.append("done")
        except Refused as refusal:
            answers.append(str(refusal))
        finally:
            connection.close()

    both = [Thread(target=press, args=(actor,)) for actor in (bureau.checker, other)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    [late] = [each for each in answers if each != "done"]
    assert "处于“数据核对”，不能办理“数据核对无误”" in late
    assert answers.count("done") == 1
    assert Snapshot.objects.filter(matter_id=report.matter.pk).count() == 1
