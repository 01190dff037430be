"""Leads: found in a round or in ordinary work, disposed of in one of five ways; their people are parties, sealed as usual."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from fengqiao.indicators import checking, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.screening import following
from fengqiao.lines.screening.indicators import FILINGS as M10
from fengqiao.lines.screening.indicators import RATE as M11
from fengqiao.lines.screening.leads import procedure as p
from fengqiao.lines.screening.models import Lead
from fengqiao.lines.screening.published import LeadRaised
from fengqiao.lines.screening.reports import procedure as reports
from fengqiao.lines.screening.tests.driver import FENCE, Round, find_lead, on_lead
from fengqiao.matter import events
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import DeadlineRow, Entry, Notice, Party, TaskRow
from fengqiao.matter.refusals import Refused
from tests.county import County, at


def test_a_reported_lead_becomes_a_matter_once(county: County) -> None:
    unit = (
        Round(county).start().of("village").file("2026-05-10", leads=[FENCE, FENCE | {"place": "村口", "people": ""}])
    )
    assert following.open_leads(unit.pk, now=at("2026-05-11")) == 0
    first, second = unit.leads()
    assert (first.title, second.title) == ("白水村三组：邻里纠纷苗头", "村口：邻里纠纷苗头")
    assert first.number == "（2026）白水村线索第0001号"
    assert first.finder == "村主任周"
    assert [party.name for party in Party.objects.filter(matter_id=first.pk)] == ["张三", "李四"]
    assert not Party.objects.filter(matter_id=second.pk).exists()


def test_names_are_sealed_in_the_report(county: County) -> None:
    unit = Round(county).start().of("village").file("2026-05-10", leads=[FENCE])
    stored = json.dumps([entry.data for entry in Entry.objects.filter(matter_id=unit.pk)], ensure_ascii=False)
    assert "院墙滴水" in stored
    assert "张三" not in stored


def test_a_zero_report_with_leads_is_refused(county: County) -> None:
    unit = Round(county).start().of("village")
    with pytest.raises(Refused, match="零报告不能同时列出苗头线索，现在列了1条"):
        unit.file("2026-05-10", zero=True, leads=[FENCE])
    assert unit.row.result_word == "未报"
    assert not Lead.objects.exists()


def test_what_is_added_before_the_summary_is_part_of_the_report(county: County) -> None:
    unit = Round(county).start().of("village").zero("2026-05-10")
    unit.do(reports.supplement, "2026-05-12", "village_head", explanation="又走访一遍，发现一起", leads=[FENCE])
    assert (unit.row.result_word, unit.row.zero, len(unit.leads())) == ("按时", False, 1)


def test_one_working_day_to_judge_then_a_day_agreed(county: County) -> None:
    """周五发现，下周一研判；处置期限由研判的人定，可以改早改晚。"""
    lead = find_lead(county, "2026-05-15")
    assert DeadlineRow.objects.get(matter_id=lead.pk).due_on.isoformat() == "2026-05-18"
    lead = on_lead(county, lead, p.decide, "2026-05-18", disposal="watch", disposal_due="2026-06-18")
    lead = on_lead(county, lead, p.decide, "2026-05-20", disposal="dissolve", disposal_due="2026-05-31")
    assert DeadlineRow.objects.get(matter_id=lead.pk, rule="dispose").due_on.isoformat() == "2026-05-31"
    assert "走访劝解，有结果就办结" in set(TaskRow.objects.filter(matter_id=lead.pk).values_list("label", flat=True))
    lead = on_lead(county, lead, p.dissolve, "2026-05-25", outcome="双方到场量过，各让一步。")
    assert (lead.disposal_word, lead.ended_on.isoformat(), lead.closed) == ("劝解消化", "2026-05-25", True)


@pytest.mark.parametrize(
    ("action", "data", "word"),
    [
        (p.dissolve, {"outcome": "已经和好。"}, "劝解消化"),
        (p.refer, {"organ": "镇综合执法队", "explanation": "涉及违建认定"}, "转有关部门"),
        (p.settle_down, {"explanation": "一个月没有再争"}, "持续关注"),
        (p.disclaim, {"explanation": "上门核实没有此事"}, "不属实"),
        (p.raise_matter, {}, "立事项"),
    ],
)
def test_five_ways_to_end(county: County, action: p.Action, data: dict[str, str], word: str) -> None:
    lead = on_lead(county, find_lead(county, "2026-05-15"), action, "2026-05-16", **data)
    assert (lead.disposal_word, lead.closed) == (word, True)
    assert not TaskRow.objects.filter(matter_id=lead.pk).exists()


def test_raising_a_matter_is_told_and_the_code_comes_back(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[LeadRaised] = []
    monkeypatch.setitem(events._SUBSCRIBERS, LeadRaised.name, [told.append])
    monkeypatch.setitem(events._TYPES, LeadRaised.name, LeadRaised)
    monkeypatch.setattr(events.deliver, "defer", lambda **job: events.deliver(**job))
    lead = on_lead(county, find_lead(county, "2026-05-15"), p.raise_matter, "2026-05-18")
    assert [(event.matter_id, event.on.isoformat()) for event in told] == [(lead.pk, "2026-05-18")]
    perform(None, lead.pk, [Doing(p.link_matter, {"matter": "99990120260000018"}, told[0].on)], now=at("2026-05-18"))
    assert Lead.objects.get(pk=lead.pk).raised == "99990120260000018"


def test_an_escalated_lead_is_told_at_once(county: County) -> None:
    lead = find_lead(county, "2026-05-15")
    on_lead(county, lead, p.develop, "2026-05-16", development="worse", explanation="持械对峙，已报警")
    notice = Notice.objects.get(matter_id=lead.pk, code="lead-worse", roles=["office_head"])
    assert notice.level == "红"
    assert "人民调解法第二十五条" in notice.text


def test_the_years_figures(county: County) -> None:
    """M10：按单位和次数计，按时迟报都算；立事项、劝解消化按办结日计，平时发现的也算。M11：分子分母都列。"""
    asked = Round(county, "section", "section").start()
    asked.of("village").file("2026-05-10", leads=[FENCE])
    asked.of("town").zero("2026-05-18", "head")
    on_lead(county, asked.of("village").leads()[0], p.raise_matter, "2026-05-11")
    on_lead(county, find_lead(county, "2026-04-01"), p.dissolve, "2026-04-02", outcome="已经和好。")
    on_lead(county, find_lead(county, "2025-12-01"), p.dissolve, "2025-12-30", outcome="已经和好。")
    codes = ("M10", "M10l", "M10z", "M10d", "M10r", "M10p", "M11")
    assert said("screening", *codes, reach=county.offices["bureau"].reach) == ("2", "1", "1", "1", "1", "1", "33.33%（1/3）")
    assert said("screening", *codes, reach=(999902_000_000_000, 999902_999_999_999)) == (*("0",) * 6, "没有应报的")
    by_hand = """select count(*) filter (where r.filed_on is not null), count(*) filter (where r.filed_on is not null and not r.late), count(*)
        from screening_screeningreport r join matter_matter m on m.id = r.matter_ptr_id
        where r.result <> 'excused' and m.territory between %s and %s and r.deadline_on between '2026-01-01' and '2026-12-31'"""
    for name in ("bureau", "office", "office2", "village"):
        reach = county.offices[name].reach
        with connection.cursor() as cursor:
            cursor.execute(by_hand, reach)
            filed, in_time, owed = cursor.fetchone()
        found = {each.indicator.code: each for each in figures([M10, M11], Asked(*reach, periods.read("2026")))}
        rate = found["M11"].met
        assert rate is not None
        assert (found["M10"].of.n, rate.n, found["M11"].of.n) == (filed, in_time, owed), name
    assert list(checking.differences()) == []
