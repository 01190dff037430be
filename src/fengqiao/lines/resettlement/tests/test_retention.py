"""保存期限：帮教一结束就遮蔽，再过两年销毁（个人信息保护法第十九条、第四十七条）；数字一直保留。"""

from __future__ import annotations

from datetime import date

from fengqiao.indicators.tests.reading import said
from fengqiao.lines.resettlement.tests.driver import MINOR, Help
from fengqiao.matter import search
from fengqiao.matter.actions import known_facts
from fengqiao.matter.jobs import keep_limits
from fengqiao.matter.models import Party
from fengqiao.matter.retention import due
from fengqiao.matter.verify import Tally, walk
from tests.county import at


def test_masked_the_night_after_the_help_period_and_destroyed_two_years_later(help_: Help) -> None:
    case = help_.notice("2026-10-08", "2026-11-04").ready("2026-10-09").link("2026-11-04").open_case("2026-11-06")
    case.pass_to("2031-11-05")
    assert case.row.ending == "expired"
    ended = case.row.closed_on
    assert str(ended) == "2031-11-04"
    assert list(due(date(2031, 11, 4))) == []
    assert [each.what for each in due(date(2031, 11, 5))] == ["mask"]
    assert keep_limits(at("2031-11-05")) == 1
    assert (case.row.masked, case.row.title, case.row.id_known) == (True, "郑**", True)
    row = Party.objects.get(matter_id=case.matter.pk)
    assert (row.name, row.sealed, row.id_index, row.phone_index) == ("郑**", {}, None, None)
    assert search.find(help_.county["resettler"], "郑平安") == []
    before = said("resettlement", "J01", "J02", "J03", "J09-1")
    assert keep_limits(at("2033-11-04")) == 0
    assert keep_limits(at("2033-11-05")) == 1
    assert (case.row.shredded, case.row.title, str(case.row.linked_on)) == (True, "个人信息已销毁", "2026-11-04")
    assert {party.name for party in known_facts(case.row).parties} == {"（已销毁）"}
    assert said("resettlement", "J01", "J02", "J03", "J09-1") == before == ("1", "1", "100.00%（1/1）", "0.00%（0/1）")
    assert [str(found) for found in walk(Tally())] == []


def test_a_minor_stays_one_when_the_name_is_masked(help_: Help) -> None:
    """遮蔽了出生日期，仍然只有少数人看得到。"""
    person = {"name": "周小树", "sex": "男", "id_no": MINOR}
    case = help_.notice("2026-10-08", "2026-11-04", parties=[person], sealed=True).do("leave_out", "2026-10-09", by="resettler", left_out="wrong", reason="户籍、居住地都不在本县")
    assert keep_limits(at("2026-10-10")) == 1
    assert (case.row.minor, case.row.restricted) == (True, "minor")
    assert keep_limits(at("2028-10-10")) == 1
    assert case.row.restricted == "minor"
    assert [str(found) for found in walk(Tally())] == []
