"""I-04至I-09、I-21、I-23和F5至F8：每个数再用SQL从案件里数一遍，逐个机构、逐个期间。"""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import split
from fengqiao.indicators.registry import find
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.aidcases.models import AidCase, Assignment
from fengqiao.lines.aidcases.proposals import keeping
from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_help import booked
from fengqiao.lines.aidcases.tests.test_life import FILE
from fengqiao.lines.aidcases.tests.test_season import BY_HAND
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.everyday import correct
from tests import season
from tests.county import County, at

SPANS = ("2026-11", "2026-12", "2026-Q4", "2027-01", "2026", "2026-11-04..2026-12-20", "2027")


def differing(county: County) -> list[str]:
    """Every figure of every office and period that is not what the rows say."""
    return season.differing("aidcases", BY_HAND, county, ("bureau", "section", "office"), SPANS)


def late(case: Case, action: str, day: str, entered: str, **data: Any) -> None:
    """What happened on one day is entered on a later one."""
    declared = registry.procedure_of(case.matter).action(action)
    case.matter = perform(case.county["assigner"], case.matter.pk, [Doing(declared, data, date.fromisoformat(day))], now=at(entered)).matter


def handled(aid: Aid, name: str, points: int, recovered: int = 0) -> Case:
    """A case from the grant to the file that passed, handled by somebody without an account."""
    handler = aid.provider(name)
    case = aid.given("2026-11-02").do("assign", "2026-11-03", org=aid.org(), handler=handler, mode="turn", points=points)
    case.do("sign", "2026-11-05", signed_on="2026-11-05", power="general", free=True)
    case.do("work", "2026-11-05", kind="interview", note="约见受援人，了解经过", told_rights=True, minutes=60)
    case.do("close", "2026-11-20", basis="judgment", closing_day="2026-11-16", document_no="（2026）枫民初1号", outcome="won", story="判决支付", **({"recovered": recovered} if recovered else {}))
    return case.do("hand_in", "2026-11-21", items=FILE).do("pass_file", "2026-11-24")


def test_every_figure_is_what_the_cases_say(aid: Aid) -> None:
    yan = aid.provider("律师严")
    aid.letter("2026-11-02").do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn")
    late_one = aid.letter("2026-11-09", letter_no="（2026）枫法援2号", parties=[{"name": "石无声", "sex": "男", "birth_on": "1985-01-02"}])
    aid.letter("2026-11-16", letter_no="（2026）枫法援3号", origin="representation", parties=[{"name": "林静", "sex": "女", "birth_on": "1992-01-02"}])
    turned = aid.given("2026-11-12").do("assign", "2026-11-13", org=aid.org(), mode="turn")
    turned.do("decline", "2026-11-16", decline="time", reason="连续开庭").do("assign", "2026-11-18", org=aid.org(), handler=yan, mode="chosen")
    booked(aid, "2026-11-20", handler=yan).do("give", "2026-11-20", by="lawyer", handler=yan, kinds=["advice"], begun="09:00", ended="10:00", met=True, read_file=True)
    booked(aid, "2026-11-20").do("give", "2026-11-20", handler=yan, kinds=["advice"], begun="14:00", ended="15:00", met=True)
    passed = handled(aid, "律师甲", 4, recovered=2_350_000)
    assert differing(aid.county) == []
    late(late_one, "assign", "2026-11-11", "2026-11-30", org=aid.org(), handler=yan, mode="turn")  # 补录：十一日已指派
    late(late_one, correct.code, "2026-12-01", "2026-12-01", entry=1, field="cause", old="盗窃", new="诈骗", reason="笔误")
    assert differing(aid.county) == []
    reach = aid.county.offices["bureau"].reach
    assert said("aidcases", "I-04", "I-05m", "I-05p", "I-06n", "I-07", period="2026-11", reach=reach) == (
        "60.00%（3/5）", "1天（4件）", "6天（4件）", "3", "50.00%（1/2）",
    )  # fmt: skip
    assert passed.row.passed_on is not None
    assert AidCase.objects.count() == 5
    assert list(checking.differences()) == []


def test_i23_what_is_owed_stands_from_the_thirty_first_day_until_it_is_paid(aid: Aid) -> None:
    """案卷十一月二十四日审查通过：满三十日还没有发的，从十二月二十五日起欠；发放那天起不欠。批次变了，案件的数跟着变。"""
    case = handled(aid, "律师甲", 4)
    reach = aid.county.offices["bureau"].reach

    def owed(day: str) -> tuple[str, ...]:
        return said("aidcases", "I-23", "I-23f", period=f"2026-01-01..{day}", reach=reach)

    assert [owed(day) for day in ("2026-12-24", "2026-12-25")] == [("0", "0.00"), ("1", "0.00")]
    opened(aid, "aidrate", "set_rate", "2026-12-28", "assigner", **RATE).do("adopt", "2026-12-28", by="aid_head")
    batch = opened(aid, "aidbatch", "make", "2026-12-28", "assigner", period="2026年12月")
    assert owed("2026-12-31") == ("1", "1,370.00")
    assert differing(aid.county) == []
    batch.do("check", "2026-12-29", by="aid_head").do("pay", "2027-01-04", by="finance", paid_on="2027-01-04", voucher="记字1号")
    assert [owed(day) for day in ("2026-12-31", "2027-01-03", "2027-01-04")] == [("1", "0.00"), ("1", "0.00"), ("0", "0.00")]
    assert differing(aid.county) == []
    assert case.row.passed_on.isoformat() == "2026-11-24"
    assert list(checking.differences()) == []


def test_f5_the_spread_is_told_of_five_lawyers_and_not_of_four(aid: Aid) -> None:
    """每分补贴最高的是最低的几倍：1370元÷4分与1370元÷10分，相差2.5倍；四个人的时候不说。"""
    for n in range(4):
        handled(aid, f"律师{n}", 4)
    opened(aid, "aidrate", "set_rate", "2026-11-25", "assigner", **RATE).do("adopt", "2026-11-25", by="aid_head")
    reach = aid.county.offices["bureau"].reach

    def paid(day: str) -> tuple[str, ...]:
        batch = opened(aid, "aidbatch", "make", day, "assigner", period=day).do("check", day, by="aid_head")
        batch.do("pay", day, by="finance", paid_on=day, voucher=f"记字{day}号")
        return said("aidcases", "F5", "C-03", period="2026", reach=reach)

    assert paid("2026-11-26") == ("有补贴的不足5人，不列", "5,480.00")
    handled(aid, "律师五", 10)
    assert paid("2026-12-01") == ("2.50倍（5人）", "6,850.00")
    AidCase.objects.filter(points=10).update(points=8)  # as a correction of the points would leave it
    case = AidCase.objects.get(points=8)
    folding.fold([case.pk])
    assert said("aidcases", "F5", period="2026", reach=reach) == ("2.00倍（5人）",)
    assert differing(aid.county) == []


def test_f6_overriding_is_told_by_who_assigned_and_why(aid: Aid) -> None:
    """没有采用建议的，按指派人、按理由；理由写“其他”的占比。从前的案件升级时也补上。"""
    aid.provider("律师严", specialties={"labour": 3})
    other = aid.provider("律师宽", capacity_points=1)
    now = at("2026-11-03", "10:00")
    for n, reason in enumerate(("recipient", "other")):
        case = aid.given("2026-11-02", cause=f"追索劳动报酬{n}")
        keeping.run(aid.county["assigner"], [case.row], now)
        case.do("ask_override", "2026-11-03", handler=other, override_reason=reason, note="写明理由").do("agree_override", "2026-11-03", by="aid_head", agreed=True)
        case.do("assign", "2026-11-03", org=aid.org(), handler=other, mode="turn", by="assigner" if n == 0 else "aid_head")
    assert list(Assignment.objects.order_by("override_reason").values_list("overridden", "override_reason")) == [(True, "other"), (True, "recipient")]
    folding.fold_all_changes()
    asked = Asked(*aid.county.offices["bureau"].reach, periods.read("2026-11"))
    rate = find("aidcases").indicator("F6")
    parts = split(rate, asked, "kind")
    names = rate.words_of([str(kind) for kind in parts])
    assert {names[str(kind)]: figure.words for kind, figure in parts.items()} == {"指派员向": "100.00%（1/1），高于10%", "主任援": "100.00%（1/1），高于10%"}
    assert {kind: figure.words for kind, figure in split(find("aidcases").indicator("F6w"), asked, "kind").items()} == {"recipient": "1件", "other": "1件"}
    assert differing(aid.county) == []
