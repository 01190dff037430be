"""A sign freezes one claim and asks: the mediator is heard, a second person decides within ten working days. Handbook §3.14."""

from __future__ import annotations

import pytest

from fengqiao.lines.mediation.subsidies import procedure as p
from fengqiao.lines.mediation.subsidies.tests.driver import Claim, agreed_case
from fengqiao.lines.mediation.tests.driver import LI, ZHANG
from fengqiao.matter.models import Notice
from fengqiao.matter.refusals import Refused
from tests.county import County

CALLED = {"whom": "applicant", "way": "phone"}


@pytest.fixture
def checked(ready: County) -> Claim:
    return Claim(ready, agreed_case(ready)).claim("2026-05-07").check("2026-05-08")


def test_a_session_in_the_night_freezes_that_claim_and_no_other(ready: County) -> None:
    odd = Claim(ready, agreed_case(ready, session={"begins": "2:30", "ends": "4:00"})).claim("2026-05-07")
    assert (odd.stage, odd.row.findings) == ("冻结", ["hours"])
    assert odd.facts.opening.get("findings")[0]["said"] == "2026-05-06 2:30至4:00的调解在深夜开始"
    others = ({**ZHANG, "name": "钱一", "phone": "15400000003"}, {**LI, "name": "孙二", "phone": "15400000004"})
    plain = agreed_case(ready, "2026-05-13", parties=others, summary="田埂被占，两家各执一词，请求丈量。")
    assert Claim(ready, plain).claim("2026-05-14").stage == "已申报"


def test_al15_the_bureau_and_its_auditors_hear_of_a_sign_and_no_name(ready: County) -> None:
    odd = Claim(ready, agreed_case(ready, session={"begins": "2:30", "ends": "4:00"})).claim("2026-05-07")
    found = Notice.objects.filter(matter_id=odd.pk, code="AL15").order_by("pk")
    assert [(str(n.level), n.roles) for n in found] == [("橙", ["section_mediation"]), ("橙", ["audit"])]
    assert "已冻结" in found[0].text
    assert not any(name in found[0].text for name in ("张三", "李四", "调解员王"))


def test_by_hand_heard_and_freed_again(checked: Claim) -> None:
    checked.do(p.freeze, "2026-05-11", "section", reason="有人反映双方没有纠纷。")
    assert (checked.stage, checked.row.findings, checked.due("second_check")) == ("冻结", ["by_hand"], ["2026-05-25"])
    assert checked.tasks() == ["听取说明并复查"]
    with pytest.raises(Refused, match="还没有听取调解员的说明。"):
        checked.do(p.second_check, "2026-05-12", "leader", verdict="cleared", explanation="查无问题。")
    checked.do(p.hear, "2026-05-12", "office_head", said="双方确因滴水争执，有照片。")
    with pytest.raises(Refused, match="这一步须由另一人办理"):
        checked.do(p.second_check, "2026-05-13", "section", verdict="cleared", explanation="上门核实。")
    checked.do(p.second_check, "2026-05-13", "leader", verdict="cleared", explanation="上门核实，双方均确认。")
    assert (checked.stage, checked.row.findings) == ("初审通过", [])
    assert checked.due("recheck") == ["2026-05-27"]  # 解冻后重新起算


def test_upheld_is_not_paid(checked: Claim) -> None:
    checked.do(p.freeze, "2026-05-11", "section", reason="有人反映双方没有纠纷。").do(
        p.hear, "2026-05-12", "office_head", said="记不清了。"
    )
    checked.do(p.second_check, "2026-05-13", "leader", verdict="upheld", explanation="双方均否认，签名不是本人。")
    assert checked.stage == "不予补贴"


def test_every_claim_takes_part_in_the_draw(checked: Claim) -> None:
    with pytest.raises(Refused, match="还没有参加回访抽查。"):
        checked.recheck("2026-05-11")


def test_a_drawn_claim_is_called_back_by_somebody_outside_the_committee(checked: Claim) -> None:
    checked.draw("2026-05-11", drawn=True)
    with pytest.raises(Refused, match="本案抽中回访，还没有回访结果。"):
        checked.recheck("2026-05-11")
    with pytest.raises(Refused, match="“抽查回访”由"):
        checked.do(p.call_back, "2026-05-11", "head", result="confirmed", **CALLED)
    checked.do(p.call_back, "2026-05-11", "office_head", result="confirmed", **CALLED).recheck("2026-05-12")
    assert checked.stage == "复核通过"


def test_a_denied_call_back_freezes(checked: Claim) -> None:
    """当事人可能忘了、害怕或者不喜欢调解员：先冻结，再核查，不是定论。"""
    checked.draw("2026-05-11", drawn=True).do(p.call_back, "2026-05-11", "office_head", result="denied", **CALLED)
    assert (checked.stage, checked.row.findings) == ("冻结", ["denied"])


def test_nobody_reached_twice_is_enough(checked: Claim) -> None:
    checked.draw("2026-05-11", drawn=True).do(p.call_back, "2026-05-11", "office_head", result="unreached", **CALLED)
    with pytest.raises(Refused, match="没有联系上的，至少联系两次。"):
        checked.recheck("2026-05-12")
    checked.do(p.call_back, "2026-05-12", "office_head", result="unreached", **CALLED).recheck("2026-05-12")


def test_an_objection_during_the_notice_freezes_and_stops_the_payment(checked: Claim) -> None:
    checked.draw("2026-05-11").recheck("2026-05-12").publish("2026-05-13", until="2026-05-20")
    checked.do(p.object_, "2026-05-15", "office_staff", from_whom="匿名", reason="两家是亲戚，没有吵过。")
    assert checked.stage == "冻结"
    with pytest.raises(Refused):
        checked.do(p.pay, "2026-05-21", "finance", batch=1)


def test_a_sign_once_cleared_does_not_freeze_again(ready: County) -> None:
    shared = "15400000001"
    for n, (day, one, two, said) in enumerate((
        ("2026-04-01", "甲一", "甲二", "宅基地边界不清，请求丈量划线。"), ("2026-04-08", "乙一", "乙二", "牛吃了青苗，请求赔偿损失。"),
    )):  # fmt: skip
        agreed_case(
            ready,
            day,
            parties=({**ZHANG, "name": one, "phone": shared}, {**LI, "name": two, "phone": f"1540000010{n}"}),
            summary=said,
        )
    claim = Claim(ready, agreed_case(ready)).claim("2026-05-07")
    assert (claim.stage, claim.row.findings) == ("冻结", ["shared_phone"])
    assert claim.facts.opening.get("findings")[0]["said"] == "当事人的同一电话出现在3件案件中，其中3组互不相干"
    claim.do(p.hear, "2026-05-08", "office_head", said="村里留的是文书的电话。")
    claim.do(p.second_check, "2026-05-11", "section", verdict="cleared", explanation="已改留本人电话。")
    assert claim.stage == "已申报"
    claim.check("2026-05-12")
    assert claim.stage == "初审通过"
