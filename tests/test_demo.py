"""The demonstration county: it loads, it is the same each time, it is marked, it shows every stage, and it verifies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pypdf import PdfReader

from fengqiao.demo.load import PASSWORD, load_demo, sign_in_sheet
from fengqiao.demo.matters import cases, crews_of
from fengqiao.demo.plan import county_plans
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.procedure import GENERAL
from fengqiao.matter.models import Entry, Matter, Paper
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.verify import Tally, walk
from fengqiao.orgs.models import Staff

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-21T15:00+08:00")


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """The small county, loaded once for all tests here; what the loader said."""
    lines: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo("small", say=lines.append, now=NOW)
        yield lines
        transaction.set_rollback(True)


def counts() -> tuple[int, int, int, int]:
    return Staff.objects.count(), Matter.objects.count(), Entry.objects.count(), Paper.objects.count()


def test_loading_says_how_far_it_is(said: list[str]) -> None:
    assert said[0] == "正在装入枫林县（演示数据）：机构58个，人员82人……"
    assert "  案件60件已装入。" in said
    assert MediationCase.objects.count() == 60


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


def test_an_event_lies_in_its_season_and_before_the_application(said: list[str]) -> None:
    [plan] = county_plans("small", today=timezone.localdate(NOW))
    for case, _ in cases(plan, crews_of(plan, timezone.localdate(NOW)), NOW, 60):
        happened, story = case.told.happened_on, case.told.story
        assert happened.month in story.months
        assert (case.opened_on - happened).days >= story.lag_days


def test_nothing_lies_in_the_future(said: list[str]) -> None:
    assert not Entry.objects.filter(recorded_at__gt=NOW, matter__in=MediationCase.objects.all()).exists()
    assert not Entry.objects.filter(happened_on__gt=timezone.localdate(NOW)).exists()


def test_the_sheet_names_one_sign_in_per_role(said: list[str]) -> None:
    sheet = sign_in_sheet()
    assert PASSWORD in sheet
    for words in ("司法所所长", "调委会主任", "村调解员"):
        assert words in sheet


def test_verify_finds_nothing(said: list[str]) -> None:
    tally = Tally()
    assert [str(found) for found in walk(tally)] == []
    assert tally.matters == Matter.objects.count()
