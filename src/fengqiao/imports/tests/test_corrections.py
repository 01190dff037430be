"""社区矫正对象名册: a row becomes a case with its first real acts; what is wrong stands at its cell, nobody is entered twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.running import Outcome, Work, enter, undo
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.registers import QIAN, id_number, register
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.matter import verify
from fengqiao.matter.actions import standing_of
from fengqiao.matter.models import Entry, Party
from tests.county import County, at

NOW = at("2026-11-20")
OWN = OwnWords("corrections")


def work(county: County, office: str = "bureau", own: OwnWords = OWN, dry_run: bool = False) -> Work:
    return Work(county.offices[office], county["corrections"], own, "名册.xlsx", NOW, dry_run, say=lambda text: None)


def bring(county: County, *rows: dict[str, Any], office: str = "bureau", dry_run: bool = False, **shape: Any) -> Outcome:
    return enter(work(county, office, dry_run=dry_run), read_ledger(register(*rows, **shape), OWN))


def results(outcome: Outcome) -> list[str]:
    return [each.result for each in outcome.judged]


def test_a_row_becomes_a_case_with_its_first_real_acts(county: County) -> None:
    outcome = bring(county, QIAN)
    assert results(outcome) == ["更正后导入"], outcome.judged[0].said
    case = CorrectionCase.objects.get()
    assert (case.number, case.title, case.stage) == ("（2026）枫林县司法局矫字第0001号", "钱大勇（缓刑）", "registered")
    assert (case.category, case.received_on, case.measure_from_on, case.measure_to_on) == ("02", date(2026, 3, 16), date(2026, 3, 13), date(2027, 9, 12))
    assert case.office == county.offices["office"]
    assert case.handler == county.staff("office_staff")
    acts = list(Entry.objects.filter(matter_id=case.pk).order_by("seq").values_list("action", "happened_on"))
    assert acts == [("notice", date(2026, 3, 16)), ("documents", date(2026, 3, 16)), ("report_in", date(2026, 3, 16)), ("note", date(2026, 3, 16))]
    facts = standing_of(case).facts
    assert facts.value("told_rights") is None  # the register does not say it
    assert (facts.value("effective_on"), facts.value("term_years"), facts.value("term_months")) == ("2026-03-13", 1, 6)
    assert "名册没有收到通知、文书的日期，按接收日期记" in outcome.judged[0].said
    assert list(map(str, verify.walk(verify.Tally(), files=False))) == []
    assert Party.objects.get(matter_id=case.pk).name == "钱大勇"
