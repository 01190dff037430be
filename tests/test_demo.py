"""The demonstration county: it loads, it is the same each time, it is marked, it shows every stage, and it verifies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from fengqiao.demo.boards import LAST_YEAR
from fengqiao.demo.load import PASSWORD, load_demo, sign_in_sheet
from fengqiao.demo.matters import cases, crews_of
from fengqiao.demo.plan import county_plans
from fengqiao.indicators import checking, periods, registry
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes.models import Dispute, Handoff, Report, SupervisionOrder
from fengqiao.lines.disputes.procedure import DISPUTE
from fengqiao.lines.disputes.reports import REPORT
from fengqiao.lines.disputes.watching import stuck, units
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.procedure import GENERAL
from fengqiao.lines.screening.models import Lead, ScreeningReport, ScreeningRound
from fengqiao.matter import events
from fengqiao.matter.appointments import KEPT
from fengqiao.matter.models import ClockState, DeadlineRow, Entry, Matter, Paper
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.verify import Tally, walk
from fengqiao.orgs.models import Staff
from tests.jobs import forget_earlier

pytestmark = pytest.mark.django_db
LIVED = (GENERAL.code, DISPUTE.code, REPORT.code)
NOW = datetime.fromisoformat("2026-11-21T15:00+08:00")


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """The small county, loaded once for all tests here; what the loader said."""
    lines: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        forget_earlier()
        load_demo("small", say=lines.append, now=NOW)
        yield lines
        transaction.set_rollback(True)


def counts() -> tuple[int, int, int, int]:
    return Staff.objects.count(), Matter.objects.count(), Entry.objects.count(), Paper.objects.count()


def test_loading_says_how_far_it_is(said: list[str]) -> None:
    assert said[0] == "正在装入枫林县（演示数据）：机构58个，人员82人……"
    assert "  案件60件已装入。" in said
    out_of_matters = Entry.objects.filter(action="case_opened", matter__line="disputes").count()
    assert out_of_matters > 5
    assert MediationCase.objects.count() == 60 + 1 + out_of_matters + LAST_YEAR["small"]  # one came twice and was merged
    assert not [line for line in said if "停在中途" in line]


def test_loading_again_changes_nothing(said: list[str]) -> None:
    before = counts()
    load_demo("small", say=lambda line: None, now=NOW)
    assert counts() == before


def test_the_same_moment_gives_the_same_cases(said: list[str]) -> None:
    [plan] = county_plans("small", today=timezone.localdate(NOW))
    crews = crews_of(plan, timezone.localdate(NOW))
    first, second = (list(cases(plan, crews, NOW, 60)) for _ in range(2))
    assert first == second
    loaded = set(MediationCase.objects.values_list("title", flat=True))
    assert {case.told.title for case, _ in first} & loaded


def test_everybody_and_everything_is_marked(said: list[str]) -> None:
    assert not Staff.objects.exclude(demo=True).exists()
    assert not Matter.objects.exclude(demo=True).exists()
    paper = Paper.objects.filter(kind="agreement").select_related("matter")[0]
    page = PdfReader(BytesIO(pdf_bytes(paper, paper.matter))).pages[0].extract_text()
    assert "演示数据" in page


def test_every_stage_of_a_mediation_can_be_seen(said: list[str]) -> None:
    stages = set(MediationCase.objects.values_list("stage", flat=True))
    assert [stage.label for stage in GENERAL.stages if stage.code not in stages] == []


def test_every_stage_and_channel_of_the_front_door_can_be_seen(said: list[str]) -> None:
    stages = set(Dispute.objects.values_list("stage", flat=True)) | set(Report.objects.values_list("stage", flat=True))
    assert [stage.label for stage in (*DISPUTE.stages, *REPORT.stages) if stage.code not in stages] == []
    for field, options in (("channel", codes.CHANNELS), ("result", codes.REPORT_RESULTS)):
        seen = set(Report.objects.values_list(field, flat=True))
        assert [word for code, word in options if code not in seen] == []
    assert set(Dispute.objects.exclude(order_level="").values_list("order_level", flat=True)) == {
        code for code, _ in codes.ORDER_LEVELS
    }
    assert set(Handoff.objects.values_list("state", flat=True)) == {"待接收", "已接收", "已退回", "已反馈"}
    assert set(Dispute.objects.values_list("returns", flat=True)) == {0, 1, 2}
    assert Dispute.objects.filter(reports_count__gte=3).exists()
    assert Dispute.objects.filter(watched=True).exists()


def test_the_county_is_alive(said: list[str]) -> None:
    """On any morning something is late, something came back twice, something broke out anew, a round is out, help is asked,
    somebody is expected today."""
    today = timezone.localdate(NOW)
    assert Matter.objects.filter(closed=False, next_due_statutory=True, next_due_on__lt=today).exists()
    assert Matter.objects.filter(line="disputes", closed=False, next_due_on__lt=today).exists()
    assert Dispute.objects.filter(returns=2, closed=False).exists()
    assert Dispute.objects.filter(reopened__gte=1, closed=False).exists()
    in_hand = list(Dispute.objects.filter(closed=False).select_related("office"))
    assert {card.light for card in units(stuck(in_hand, today))} == {"red", "yellow", "green"}
    assert SupervisionOrder.objects.values("state").distinct().count() > 2
    out, home = Handoff.objects.values("agency").distinct(), Report.objects.filter(channel__in=codes.FROM_BODIES)
    assert out.count() > 2
    assert home.values("channel").distinct().count() > 2
    under_way = ScreeningRound.objects.filter(closed=False, deadline_on__gte=today).values("pk")
    answered = ScreeningReport.objects.filter(round_id__in=under_way).values_list("filed_on", flat=True)
    assert None in answered  # some units have answered, some owe theirs
    assert set(answered) - {None}
    assert ScreeningReport.objects.exclude(contradicted_on=None).exists()
    assert Lead.objects.values("stage").distinct().count() > 2
    running = DeadlineRow.objects.filter(state=ClockState.RUNNING)
    assert {today, today + timedelta(days=1)} <= set(running.filter(rule=KEPT).values_list("due_on", flat=True))
    assert running.filter(rule="days_answer").exists()  # an offer waits
    assert running.filter(rule="days_again").exists()  # one was turned down


def test_the_worker_hears_nothing_that_is_not_recorded_already(said: list[str]) -> None:
    """What becomes of a case stands with its matter, a matter's outcome with its reports, what came in later with the zero
    report it contradicts, as the worker would record it."""
    told = list(ProcrastinateJob.objects.filter(task_name="matter.deliver").values_list("args", flat=True))
    before = set(Entry.objects.values_list("pk", flat=True))
    for args in told:
        events.deliver.func(**args)
    assert {args["event"].partition(".")[0] for args in told} >= {"disputes", "mediation", "screening"}
    added = [entry for entry in Entry.objects.select_related("matter") if entry.pk not in before]
    assert [(entry.matter.procedure, entry.action, entry.happened_on) for entry in added] == []


def test_what_was_done_on_a_day_was_entered_on_that_day(said: list[str]) -> None:
    rows = Entry.objects.filter(matter__procedure=DISPUTE.code).select_related("matter").order_by("matter", "seq")
    late = [(e.action, e.happened_on) for e in rows if timezone.localdate(e.recorded_at) != e.happened_on]
    assert late == []


def test_an_event_lies_in_its_season_and_before_the_application(said: list[str]) -> None:
    [plan] = county_plans("small", today=timezone.localdate(NOW))
    for case, _ in cases(plan, crews_of(plan, timezone.localdate(NOW)), NOW, 60):
        happened, story = case.told.happened_on, case.told.story
        assert happened.month in story.months
        assert (case.opened_on - happened).days >= story.lag_days


def test_nothing_lies_in_the_future(said: list[str]) -> None:
    lived = Entry.objects.filter(matter__line__in=("mediation", "disputes", "reports"), matter__procedure__in=LIVED)
    assert not lived.filter(recorded_at__gt=NOW).exists()
    assert not Entry.objects.filter(happened_on__gt=timezone.localdate(NOW)).exists()


def test_the_sheet_names_one_sign_in_per_role(said: list[str]) -> None:
    sheet = sign_in_sheet()
    assert PASSWORD in sheet
    for words in (
        "司法所所长",
        "调委会主任",
        "村调解员",
        "指挥中心值班员",
        "窗口受理员",
        "派驻联络员",
        "局领导",
        "网格员",
    ):
        assert words in sheet


def test_verify_finds_nothing(said: list[str]) -> None:
    tally = Tally()
    assert [str(found) for found in walk(tally)] == []
    assert tally.matters == Matter.objects.count()


def test_the_figures_are_what_the_matters_say(said: list[str]) -> None:
    """``fengqiao verify --indicators``: nothing differs; and every line shows something."""
    assert [str(each) for each in checking.differences()] == []
    asked = Asked(0, 10**15 - 1, periods.read("2026"))
    for found in registry.sets():
        assert any(figure.number for figure in figures(found.indicators, asked)), found.code
    [served] = figures([registry.find("legalservice").indicator("S1")], asked)
    assert served.of.n > 20
