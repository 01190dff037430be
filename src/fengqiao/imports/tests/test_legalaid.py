"""法律援助历年台账: last years' cases come in as history, counted in totals and never in timeliness."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.running import Outcome, Work, enter
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.registers import register
from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.matter.models import DeadlineRow
from tests.county import County, at

OWN = OwnWords("legalaid")
HEADINGS = ("序号", "案号", "受援人", "案由", "援助方式", "申请日期", "批准日期", "年度", "审批结果", "承办律师")
WANG: dict[str, Any] = {"案号": "枫援〔2024〕12号", "受援人": "王秀兰", "案由": "追索劳动报酬", "援助方式": "劳动仲裁", "申请日期": "2024-03-05", "批准日期": "2024-03-08", "审批结果": "批准"}
BARE: dict[str, Any] = {"案号": "枫援〔2023〕3号", "受援人": "阿依古丽·买买提", "案由": "赡养费", "年度": "2023年度"}


def bring(county: County, *rows: dict[str, Any]) -> Outcome:
    work = Work(county.offices["bureau"], Centre(county).head, OWN, "援助台账.xlsx", at("2026-11-20"), say=lambda text: None)
    return enter(work, read_ledger(register(*rows, headings=HEADINGS, title="枫林县法律援助案件台账"), OWN))


def test_history_counts_in_totals_and_never_in_timeliness(county: County) -> None:
    outcome = bring(county, WANG, BARE, {**BARE, "案号": "枫援〔2023〕4号", "年度": ""}, {**WANG, "案号": "枫援〔2024〕13号", "批准日期": "2024-03-01"})
    said = [each.said for each in outcome.judged]
    assert [each.result for each in outcome.judged] == ["更正后导入", "更正后导入", "没有导入", "没有导入"], said
    wang, bare = Application.objects.order_by("-opened_on")
    assert (wang.historical, wang.decided_on, wang.stage, bare.decided_on, bare.opened_on) == (True, date(2024, 3, 8), "granted", None, date(2023, 12, 31))
    assert not DeadlineRow.objects.exists()
    told = counted("legalaid", "I-01", "I-02", "I-03", period="2023-01-01..2024-12-31", reach=county.offices["bureau"].reach)
    assert told == ("2", "没有到期的", "100.00%（1/1）")
    assert [each.result for each in bring(county, WANG).judged] == ["以前已导入"]
