"""年底：统计员四点半要一个数，锁定上个月，写年度总结；股长核对、局长看到一份Word；补录的一件在每个地方都说得清。"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from fengqiao.indicators import folding
from fengqiao.indicators.periods import read
from fengqiao.lines.mediation import procedure as mediation
from fengqiao.lines.mediation.tests.driver import Case
from tests.county import County
from tests.journeys.visitor import LAPTOP, PHONE, Visitor

Come = Callable[..., Visitor]
TODAY = date.today()
LAST = read(f"{TODAY:%Y-%m}").before()  # the month that is over


@pytest.fixture
def cases(county: County) -> list[Case]:
    """Three cases of the month that is over; all that there is."""
    made = [Case(county).in_mediation((LAST.to_on - timedelta(days=days)).isoformat()) for days in (3, 6, 9)]
    folding.fold_all_changes()
    return made


def late(county: County) -> None:
    """A fourth of that month, entered today."""
    day = (LAST.to_on - timedelta(days=2)).isoformat()
    case = Case(county).apply(day)
    case.do(mediation.consent, day, entered=TODAY.isoformat(), who=[1, 2], kind="mediation", answer="yes", way="signature")
    case.do(mediation.accept, day, actor=county["head"], entered=TODAY.isoformat(), rights_told=True, open_mode="closed")
    folding.fold_all_changes()


def asked_for_at_half_past_four(visit: Come) -> None:
    """A number within a minute by who knows no SQL: counted, said in a sentence, opened, kept; then on the phone."""
    section = visit("section", LAPTOP).open(f"/figures/count/?line=mediation&on=opened_on&period=&from={LAST.from_on}&to={LAST.to_on}&by=office")
    section.sees("3件", "照抄的一句话")
    assert "共3件" in str(section.page.input_value("textarea"))
    section.page.fill("[name=name]", "上月调解")
    section.page.click("button:has-text('存下这个统计')")
    section.sees("上月调解")
    section.open("/figures/count/").sees("上月调解")
    visit("section", PHONE).open("/figures/count/").sees("上月调解")


def locks_the_month(visit: Come) -> str:
    """Asked for by one, approved by another; the address of the lock."""
    statistics = visit("statistics", LAPTOP).open("/register/locks/new/propose/")
    statistics.fill(**{"from": LAST.from_on.isoformat(), "to": LAST.to_on.isoformat(), "note": "各条线已核对。"}).press("提请锁定")
    statistics.page.wait_for_url("**/matters/**")
    lock = statistics.path.partition("?")[0]
    leader = visit("leader", LAPTOP).open(lock).do("锁定")
    assert leader.stage == "已锁定"
    leader.sees("第1版", "锁定以后各项数字没有变动")
    return lock


def writes_the_summary(visit: Come, bureau: int) -> str:
    """Prepared, opened to its matters, written, checked by another; the address of the report."""
    statistics = visit("statistics", LAPTOP).open("/register/reporting/new/prepare/")
    statistics.fill(kind="yearly", about=bureau, period_from=f"{LAST.from_on.year}-01-01", period_to=TODAY.isoformat()).press("起草一份报告")
    statistics.page.wait_for_url("**/matters/**")
    report = statistics.path.partition("?")[0]
    statistics.do("写入文字", problems="一些村的调解档案不齐。")
    section = visit("section", LAPTOP).open(report).do("数据核对无误", opened=True)
    assert section.stage == "数据核对"
    return report


def test_december_at_the_bureau(visit: Come, county: County, cases: list[Case]) -> None:
    asked_for_at_half_past_four(visit)
    lock = locks_the_month(visit)
    report = writes_the_summary(visit, county.offices["bureau"].pk)
    code = report.strip("/").split("/")[-1]
    section = visit("section", LAPTOP).open(f"/reporting/{code}/figures/")
    section.sees("调解案件", "3件")
    word: Any = section.context.request.get(f"{section.address}/reporting/{code}/report.docx")
    said = "".join(Document(BytesIO(word.body())).element.body.itertext())
    assert "调解案件3件" in said.replace(" ", "")
    assert "草稿" in said
    late(county)
    section.open(f"/reporting/{code}/figures/").sees("变动 +1")
    leader = visit("leader", LAPTOP).open(lock)
    leader.sees("锁定时3件，变动 +1（记录变动）")
    leader.follow("看锁定的全部指标").open(leader.path + "?line=mediation").sees("变动 +1（记录变动）")
    leader.page.click("a:has-text('变动 +1')")
    leader.sees("冻结以后计入的（1件）", "冻结时3件，现在4件")
