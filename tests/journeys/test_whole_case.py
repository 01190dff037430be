"""补录整案: a case done on paper months ago, entered whole in one form by the justice office for its mediator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.county import County
from tests.journeys.test_mediator import scan
from tests.journeys.visitor import Look, Visitor

Come = Callable[..., Visitor]


def test_a_paper_case_is_entered_whole_with_its_real_dates(visit: Come, county: County, look: Look) -> None:
    clerk = visit("office_staff", look)
    day = [(date.today() - timedelta(days=days)).isoformat() for days in (150, 148, 70, 69, 40, 20)]
    applied, accepted, met, signed, paid, seen = day

    clerk.open("/register/mediation/").follow("登记").follow("补录整案")
    clerk.fill(
        office=county.offices["town"].pk, mediator=county["mediator"].staff_id,
        parties_0_name="张三", parties_0_phone="13900000001", parties_1_name="李四", parties_1_phone="13900000002",
        type="T02", summary="两家因院墙滴水发生争执，墙面受损。", claim="请求改正滴水并赔偿。",
        applied_on=applied, accepted_on=accepted, session_on=met, course="三次上门，双方终于说好。", agreement_form="written",
        facts="院墙滴水，张三家墙面受损。", terms_0_text="李四赔偿张三一千元。", total="1000",
        items_0_what="赔偿款", items_0_amount="1000", items_0_due_on=paid, items_0_done_on=paid,
        signed_on=signed, seal_on=signed, visited_on=seen, behalf_of="调解员王", files=scan(),
    )  # fmt: skip
    clerk.press("登记")
    clerk.page.wait_for_selector(".message--success:has-text('已登记'), .form-errors")

    assert clerk.page.locator(".form-errors li").all_inner_texts() == []
    assert clerk.stage == "履行完毕"
    timeline = clerk.page.inner_text("#timeline")
    assert timeline.count("补录") >= 8
    assert "代调解员王录入" in timeline
    for happened in day:
        assert happened in timeline
    clerk.page.click("summary:has-text('走完的期限')")
    period = clerk.page.inner_text(".deadline:has-text('调解期限')")
    late_days = (date.fromisoformat(met) - _month_after(date.fromisoformat(accepted))).days
    assert f"已完成，晚{late_days}天" in period
    papers = clerk.page.inner_text(".card:has(> .card-head :text('文书'))")
    assert "纸质卷宗" in papers
    assert "人民调解协议书" in papers


def _month_after(day: date) -> date:
    """One month later, as the period counts: the same day of the next month, or its last."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return min(first.replace(day=min(day.day, last.day)), last)
