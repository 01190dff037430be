"""I-04至I-09、I-21、I-23和F5至F8：每个数再用SQL从案件里数一遍，逐个机构、逐个期间。"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures, split
from fengqiao.indicators.registry import find
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.aidcases.models import AidCase, Assignment
from fengqiao.lines.aidcases.proposals import keeping
from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_help import booked
from fengqiao.lines.aidcases.tests.test_life import FILE
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.everyday import correct
from tests.county import County, at

HERE = "m.territory between %(low)s and %(high)s and m.stage <> 'voided'"
IN = "between %(first)s and %(last)s"
CASES = f"from aidcases_aidcase c join matter_matter m on m.id = c.matter_ptr_id where {HERE}"
HELP = f"from aidcases_legalhelp h join matter_matter m on m.id = h.matter_ptr_id where {HERE} and h.on {IN} and m.stage not in ('booked', 'declined')"
MADE = f"from aidcases_assignment a join matter_matter m on m.id = a.matter_id where {HERE} and a.on {IN}"
CLOCKS = f"from matter_deadline d join matter_matter m on m.id = d.matter_id where {HERE} and d.state <> 'void' and d.due_on {IN}"
NAMING = f"{CLOCKS} and m.line = 'aidcases' and d.rule in ('assign_notice', 'assign_other', 'assign_grant')"
DAYS = "c.named_on - coalesce(c.decided_on, c.received_on)"
PAID = "from aidcases_subsidyline l join aidcases_aidbatch b on b.matter_ptr_id = l.matter_id where l.case_id = m.id and l.state = 'paid' and b.paid_on <= %(last)s"
OWED = f"{CASES} and c.passed_on + 30 < %(last)s and not exists (select 1 {PAID})"
LINES = "select coalesce(sum(l.amount_fen), 0) from aidcases_subsidyline l where l.case_id = m.id and l.state in ('made', 'checked') and l.hold = ''"
BATCHES = f"from aidcases_aidbatch b join matter_matter m on m.id = b.matter_ptr_id where {HERE} and b.paid_on {IN}"
BY_HAND: dict[str, tuple[str, ...]] = {
    "C-01": (f"select count(*) {CASES} and c.received_on {IN}",),
    "I-04": (f"select count(*) {NAMING}", f"select count(*) {NAMING} and d.state = 'met'"),
    "I-05": (f"select coalesce(sum({DAYS}), 0) {CASES} and c.named_on {IN}",),
    "I-05m": (f"select coalesce(percentile_disc(0.5) within group (order by {DAYS}), 0) {CASES} and c.named_on {IN}",),
    "I-05p": (f"select coalesce(percentile_disc(0.9) within group (order by {DAYS}), 0) {CASES} and c.named_on {IN}",),
    "I-06n": (f"select count(*) {CASES} and c.received_on {IN} and c.origin in ('defence', 'representation')",),
    "I-06a": (
        f"select count(*) {CASES} and c.received_on {IN} and c.origin in ('defence', 'representation')",
        f"select count(*) {CASES} and c.received_on {IN} and c.origin in ('defence', 'representation') and c.named_on is not null",
    ),
    "I-07": (f"select count(*) {HELP}", f"select count(*) {HELP} and h.met and (h.read_file or h.opinion)"),
    "I-08h": (f"select count(*) {CLOCKS} and m.line = 'aidcases' and d.rule = 'hand_in'", f"select count(*) {CLOCKS} and m.line = 'aidcases' and d.rule = 'hand_in' and d.state = 'met'"),
    "I-08c": (f"select count(*) {CLOCKS} and m.line = 'aidcases' and d.rule = 'review'", f"select count(*) {CLOCKS} and m.line = 'aidcases' and d.rule = 'review' and d.state = 'met'"),
    "I-08p": (f"select count(*) {CLOCKS} and m.line = 'aidbatches' and d.rule = 'pay'", f"select count(*) {CLOCKS} and m.line = 'aidbatches' and d.rule = 'pay' and d.state = 'met'"),
    "C-02": (f"select count(*) {CASES} and c.closing_day {IN}",),
    "I-21": (f"select coalesce(sum(c.recovered_fen), 0) {CASES} and c.closing_day {IN}",),
    "I-23": (f"select count(*) {OWED}",),
    "I-23f": (f"select coalesce(sum(({LINES})), 0) {OWED}",),
    "C-03": (f"select coalesce(sum(b.total_fen), 0) {BATCHES}",),
    "F6": (f"select count(*) {MADE}", f"select count(*) {MADE} and a.overridden"),
    "F6o": (f"select count(*) {MADE} and a.overridden", f"select count(*) {MADE} and a.overridden and a.override_reason = 'other'"),
    "F7": (f"select count(*) {MADE} and a.named_on is not null", f"select count(*) {MADE} and a.named_on is not null and a.mode = 'chosen'"),
    "F8": (f"select count(*) {MADE}", f"select count(*) {MADE} and a.declined <> ''"),
}  # fmt: skip
AMOUNTS = ("I-05", "I-05m", "I-05p", "I-21", "I-23f", "C-03")


def by_hand(code: str, asked: Asked) -> tuple[int, ...]:
    given = {"low": asked.low, "high": asked.high, "first": asked.period.from_on, "last": asked.period.to_on}
    with connection.cursor() as cursor:
        found = []
        for sql in BY_HAND[code]:
            cursor.execute(sql, given)
            found.append(int(cursor.fetchone()[0]))
    return tuple(found)


def differing(county: County) -> list[Any]:
    """Every figure of every office and period that is not what the rows say."""
    folding.fold_all_changes()
    declared, wrong = find("aidcases"), []
    for written in ("2026-11", "2026-12", "2026-Q4", "2027-01", "2026", "2026-11-04..2026-12-20", "2027"):
        for name in ("bureau", "section", "office"):
            asked = Asked(*county.offices[name].reach, periods.read(written))
            for figure in figures([declared.indicator(code) for code in BY_HAND], asked):
                halves = [figure.of, *([figure.met] if figure.met is not None else [])]
                told = tuple(each.amount if figure.indicator.code in AMOUNTS else each.n for each in halves)
                if told != (hand := by_hand(figure.indicator.code, asked)):
                    wrong.append((written, name, figure.indicator.code, told, hand))
    return wrong


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
