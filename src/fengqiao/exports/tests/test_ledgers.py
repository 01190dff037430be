"""What is exported as a ledger, imported elsewhere and exported there, says the same; imported twice, it brings nothing twice."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from fengqiao.exports.ledgers import NAME, write_ledger
from fengqiao.imports.headings import OwnWords
from fengqiao.imports.running import Outcome, Work, enter
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.ledger import GOOD, ledger
from fengqiao.lines.mediation.ledger import LEDGER
from fengqiao.lines.mediation.models import MediationCase
from tests.county import County, at

pytestmark = pytest.mark.django_db
NOW = at("2026-01-15")
OF_THE_OFFICE = ("编号",)  # the committee that enters a case gives it its own number
DAYS = st.dates(date(2025, 1, 1), date(2025, 6, 30))


def serial(day: date) -> int:
    """The day as a spreadsheet stores it when the cell has lost its form: 45721."""
    return (day - date(1899, 12, 30)).days


@st.composite
def kept_rows(draw: st.DrawFn) -> dict[str, Any]:
    """A row as ledgers have them: days as text or serials, old types, sums in 万, failed and oral ones."""
    day = draw(DAYS)
    row = {
        **GOOD, "申请人": draw(st.sampled_from(["张三", "张三、赵五", "青山建材公司"])), "被申请人": draw(st.sampled_from(["李四", "钱七、孙八"])),
        "登记时间": draw(st.sampled_from([day.isoformat(), f"{day.year}.{day.month}.{day.day}", serial(day)])),
        "纠纷类别": draw(st.sampled_from(["邻里纠纷", "宅基地", "婚姻家庭", "其它"])),
        "协议金额": draw(st.sampled_from([3000, "3.5万", "", "1,200元"])), "回访时间": (day + timedelta(days=40)).isoformat(),
        "调解结果": draw(st.sampled_from(["书面协议，调解成功", "口头协议成功", "调解不成功"])),
    }  # fmt: skip
    if row["调解结果"] == "调解不成功":
        row |= {"协议金额": "", "履行情况": "", "回访时间": ""}
    return row


def bring(county: County, office: str, who: str, content: bytes) -> Outcome:
    work = Work(county.offices[office], county[who], OwnWords(meanings={"mediator": {"调解员王": "村主任周"}} if office != "town" else {}),
                "台账.xlsx", NOW, say=lambda text: None)  # fmt: skip
    return enter(work, read_ledger(content, work.own))


def ledger_of(county: County, office: str) -> tuple[bytes, list[list[Any]]]:
    """The ledger of a committee as it is exported: the file, and its rows without what is the committee's own."""
    heads = ["序号", *(word for word, _ in LEDGER.columns)]
    own = {heads.index(word) for word in (*OF_THE_OFFICE, "调解员")}
    cases = MediationCase.objects.filter(office=county.offices[office]).select_related("office", "handler")
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        write_ledger(path, LEDGER, cases.order_by("opened_on", "pk"))
        rows = load_workbook(path).get_sheet_by_name("台账").to_python()
        assert rows[0] == heads
        return path.read_bytes(), [[cell for n, cell in enumerate(row) if n not in own] for row in rows[1:]]


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(kept_rows(), min_size=1, max_size=4))
def test_export_import_export_is_identity_and_import_is_idempotent(county: County, rows: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        first = bring(county, "town", "head", ledger(*rows))
        entered = sum(count for word, count in first.counts.items() if word.endswith("导入") and word != "没有导入")
        assert (entered, first.counts["合计行"], first.counts["没有导入"]) == (len(rows), 1, 0), first.counts
        file, said = ledger_of(county, "town")
        elsewhere = bring(county, "village", "office_head", file)
        assert elsewhere.counts["没有导入"] == 0, [each.said for each in elsewhere.judged]
        assert ledger_of(county, "village")[1] == said
        again = bring(county, "village", "office_head", file)
        assert again.counts == {"以前已导入": len(rows)}
        transaction.set_rollback(True)
