"""What is found, by whom, and what nobody finds: 人民调解法 15, 23; 未成年人保护法 103; 反家庭暴力法 14."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter import everyday, search
from fengqiao.matter.models import Matter, MatterSearch
from fengqiao.matter.needs import LongText, Text
from fengqiao.matter.search import asking
from fengqiao.matter.search.asking import Filters
from fengqiao.matter.search.folding import around, fold, spans
from fengqiao.matter.search.pinyin import sounds
from fengqiao.matter.search.questions import read
from fengqiao.matter.search.rebuilding import FIRST, Tally, rebuild, waiting
from fengqiao.matter.verify import Tally as Verified
from fengqiao.matter.verify import walk
from tests.county import County, at

TODAY = at("2026-05-12").date()
ID_NO, PHONE, ADDRESS = "999901197505040011", "15400000001", "枫林镇白水村三组四十二号"


def finds(county: County, who: str, text: str, **filters: str) -> int:
    return len(search.ask(county[who], read(text, TODAY), Filters(**filters), TODAY).hits)


def accepted(county: County, flag: str) -> Case:
    """A case under a restriction, accepted and assigned; nobody has met yet."""
    case = Case(county).apply("2026-05-06", flags=[flag]).consent("2026-05-06", who=(1, 2))
    return case.accept("2026-05-06").assign("2026-05-06")


@pytest.fixture
def case(county: County) -> Case:
    """院墙滴水: accepted, assigned and met on one day."""
    return Case(county).in_mediation("2026-05-06")


# Found -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "张三", "张", "zs", "zhangsan", "zhang san", "张三 李四", "（2026）枫林镇人调字第0001号", "(2026)枫林镇人调字第0001号",
        "２０２６枫林镇人调字第0001号", "二〇二六枫林镇", "枫林镇人调字第00", "1", "0001", "院墙滴水", "滴水 张三", "修复墙面", "邻里纠纷", "受理登记表",
    ],
)  # fmt: skip
def test_a_case_is_found_by(county: County, case: Case, asked: str) -> None:
    assert finds(county, "office_head", asked) == 1


@pytest.mark.parametrize("asked", ["张四", "墙院", "滴水院墙", "张李", "两家修复", "张三 王五", "zl", "2"])
def test_a_case_is_not_found_by(county: County, case: Case, asked: str) -> None:
    """词要连着、都有：“张三”不是张某与三组。"""
    assert finds(county, "office_head", asked) == 0


@pytest.mark.parametrize("opened", ["2026-05-12", "2026-05-11", "2026-05-02", "2026-04-27", "2026-03-31", "2024-02-29", "2021-01-04"])
def test_what_is_common_is_found_in_its_window_of_time(county: County, monkeypatch: pytest.MonkeyPatch, opened: str) -> None:
    """今天、前几天、上月、前年立的都找得到，各一次；每个窗口都走到。"""
    Case(county).in_mediation("2026-05-06")
    with connection.cursor() as cursor:
        cursor.execute("update matter_matter set opened_on = %s", [opened])
    [matter] = Matter.objects.all()
    rebuild(Tally(), every=True)
    monkeypatch.setattr(asking, "FEW", 0)
    for text in ("院墙滴水", "张三", "修复墙面"):
        assert [hit.id for hit in search.ask(county["office_head"], read(text, TODAY), today=TODAY).hits] == [matter.pk]


@pytest.mark.parametrize(("few", "found"), [(1, 3), (0, 0)])
def test_what_a_week_hardly_has_is_asked_for_at_once(county: County, few: int, found: int) -> None:
    for _ in range(3):
        Case(county).apply("2026-05-06")
    nowhere = [["'窗外'", "'窗外'"], [7, 1]]
    with connection.cursor() as cursor:
        cursor.execute("analyze matter_mattersearch")
        cursor.execute(
            "select count(*) from matter_looked_up(%s, %s, %s, %s, %s, %s, %s, %s)",
            ["'院墙'", "!'x'", ["'院墙'"], few, *nowhere, "", 10],
        )
        assert cursor.fetchone() == (found,)


def test_what_the_walk_alone_gave_never_takes_the_place_of_what_is_asked(county: County) -> None:
    """A window is walked with one word; the newest that has this word but not the rest does not push the right one out."""
    right = Case(county).apply("2026-05-06", summary="谷仓漏雨，两家都不修。").matter
    Case(county).apply("2026-05-06", summary="谷仓另有说法。")
    given = ["'谷仓' & '仓漏'", "!'x'", ["'谷仓'", "'仓漏'"], 0, ["!'窗外'", "'窗外'"], [7, 1], "", 1]
    with connection.cursor() as cursor:
        cursor.execute("select * from matter_looked_up(%s, %s, %s, %s, %s, %s, %s, %s)", given)
        assert cursor.fetchall() == [(right and right.pk,)]


def test_a_phrase_is_found_as_it_stands_only(county: County) -> None:
    Case(county).apply("2026-05-06", summary="王家建房，建房时国有道路受阻，道路阻断三天。")
    assert finds(county, "office_head", "道路受阻") == 1
    assert finds(county, "office_head", "建房时国") == 1
    assert finds(county, "office_head", "道路阻国") == 0


def test_the_whole_number_comes_first_then_the_name_then_the_text(county: County) -> None:
    said = Case(county).apply(
        "2026-05-08", parties=(dict(ZHANG, name="王五"), LI), summary="王五说此事张三也在场，可以作证。"
    )
    named = Case(county).apply("2026-05-06")
    assert said.matter
    assert named.matter
    assert search.find(county["office_head"], "张三") == [named.matter.pk, said.matter.pk]


def test_what_the_agreement_says_is_found_and_what_was_corrected_no_longer(county: County, case: Case) -> None:
    case.draft("2026-05-11", terms=[{"text": "李四出资加装落水管。"}])
    assert finds(county, "office_head", "加装落水管") == 1
    case.do(
        everyday.void, "2026-05-11", actor=county["head"], entry=case.facts.last(p.draft_agreement).seq, reason="录错"
    )  # type: ignore[union-attr]
    assert finds(county, "office_head", "加装落水管") == 0


@pytest.mark.parametrize(
    ("name", "sound"),
    [("单小红", "shanxiaohong"), ("解正", "xz"), ("欧阳建国", "oyjg"), ("曾乐", "zengle"), ("仇二", "qe")],
)
def test_surnames_sound_as_surnames(name: str, sound: str) -> None:
    assert sound in sounds(name)


# Not found -------------------------------------------------------------------------------------------------------------


def test_numbers_and_addresses_are_in_no_index_wherever_they_were_typed(county: County) -> None:
    parties = (dict(ZHANG, id_no=ID_NO, phone=PHONE, address=ADDRESS), LI)
    Case(county).apply("2026-05-06", parties=parties, summary=f"张三（{ID_NO}，电话{PHONE}，住{ADDRESS}）称院墙滴水。")
    for asked in (ID_NO[:12], PHONE[:8], "白水村三组", "四十二号"):
        assert finds(county, "section", asked) == 0, asked
    assert finds(county, "section", "院墙滴水") == 1


def test_a_persons_whole_number_finds_the_matters_inside_the_reach(county: County) -> None:
    Case(county).apply("2026-05-06", parties=(dict(ZHANG, id_no=ID_NO), LI))
    for who, found in (("office_head", 1), ("section", 1), ("village2_head", 0), ("other_head", 0), ("sysadmin", 0)):
        assert finds(county, who, PHONE) == finds(county, who, f"{ID_NO[:6]} {ID_NO[6:]}") == found, who


def test_what_is_said_apart_or_conceded_is_never_found(county: County, case: Case) -> None:
    """背靠背谈话、协商过程、让步：不进索引（手册第6节）。"""
    case.do(p.private_talk, "2026-05-07", who=2, content="最多肯让到两千元。", may_tell="愿意再谈一次。")
    case.meet(
        "2026-05-08",
        course="李四当场表示可以退让一步。",
        statements="张三坚持全额赔付。",
        undisputed="院墙是二〇一〇年修的。",
    )
    for who in ("mediator", "head", "section"):
        for asked in ("两千元", "再谈一次", "退让一步", "全额赔付"):
            assert finds(county, who, asked) == 0, asked
        assert finds(county, who, "2010年修") == 1


def test_what_is_sealed_cannot_be_declared_searched() -> None:
    for need in (dict(personal=True), dict(private=True)):
        with pytest.raises(ValueError, match="不得用于查找"):
            Text("said", "说了什么", searched=True, **need)  # type: ignore[arg-type]
    assert LongText("said", "说了什么", searched=True).searched


@pytest.mark.parametrize("flag", ["minor", "violence", "sensitive"])
def test_a_restricted_matter_is_neither_found_nor_counted(county: County, flag: str) -> None:
    Case(county).apply("2026-05-06")
    accepted(county, flag)
    for who, found in (("second", 1), ("office_staff", 1), ("mediator", 2), ("head", 2), ("section", 2)):
        answer = search.ask(county[who], read("滴水", TODAY), today=TODAY)
        assert (len(answer.hits), answer.lines["mediation"], answer.years["2026"]) == (found, found, found), who


def test_a_restriction_set_later_hides_at_once(county: County, case: Case) -> None:
    assert finds(county, "second", "张三") == 1
    case.do(everyday.restrict, "2026-05-07", actor=county["head"], restricted="sensitive", reason="涉及敏感事项")
    assert finds(county, "second", "张三") == 0
    assert finds(county, "mediator", "张三") == 1


def test_reach_lines_recusal_and_shares(county: County, case: Case) -> None:
    for who, found in (("town", 1), ("village_head", 0), ("office2_head", 0), ("other_section", 0), ("sysadmin", 0)):
        if who != "town":
            assert finds(county, who, "张三") == found, who
    case.do(
        everyday.share,
        "2026-05-07",
        actor=county["office_head"],
        office=county.offices["office2"].pk,
        reason="跨乡纠纷",
    )
    assert finds(county, "office2_head", "张三") == 1
    assert finds(county, "village2_head", "张三") == 0
    case.do(
        everyday.recuse, "2026-05-07", actor=county["office_head"], staff=county["second"].staff_id, reason="近亲属"
    )
    assert finds(county, "second", "张三") == 0


def test_filters_narrow_and_count_only_what_is_seen(county: County, case: Case) -> None:
    Case(county, "village2", "village2_head", "village2_head").apply("2025-12-06")
    answer = search.ask(county["section"], read("滴水", TODAY), today=TODAY)
    assert answer.years == {"2026": 1, "2025": 1}
    assert answer.places == {"999901001": 1, "999901002": 1}
    assert finds(county, "section", "滴水", year="2025", place="999901002", state="open", line="mediation") == 1
    assert finds(county, "section", "滴水", state="closed") == 0
    assert finds(county, "office_head", "滴水", place="999901002") == 0


# Kept --------------------------------------------------------------------------------------------------------------------


def test_a_row_that_is_missing_or_changed_is_named_and_made_anew(county: County, case: Case) -> None:
    assert case.matter is not None
    said = "查找用的索引缺少或与时间轴不符"
    assert not list(walk(Verified()))
    MatterSearch.objects.filter(matter_id=case.matter.pk).delete()
    assert [each.difference.where for each in walk(Verified())] == [said]
    assert waiting(False) == 1
    rebuild(tally := Tally())
    assert (tally.matters, tally.written, waiting(False)) == (1, 1, 0)
    MatterSearch.objects.update(digest=b"12345678")
    assert [each.difference.where for each in walk(Verified())] == [said]
    rebuild(tally := Tally(), every=True)
    assert (tally.written, tally.last) == (1, case.matter.pk)
    assert not list(walk(Verified()))
    rebuild(tally := Tally(last=tally.last), every=True)
    assert (tally.matters, waiting(True, FIRST)) == (0, 1)


# Anything ----------------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40) | st.text("张三李四zs0123'\\&|!:*()<-> \x00\x01号", max_size=30))
def test_whatever_is_asked_nothing_fails_and_nothing_hidden_is_found(county: County, text: str) -> None:
    if not Matter.objects.exists():
        accepted(county, "violence")
    found = search.ask(county["second"], read(text, TODAY), Filters(text[:8], text[:6], text[:4], text[:9]), TODAY)
    assert (list(found.hits), sum(found.lines.values())) == ([], 0)
    assert connection.is_usable()


@given(text=st.text(max_size=60), terms=st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_marking_changes_no_letter(text: str, terms: list[str]) -> None:
    pieces: list[Any] = spans(text, tuple(map(fold, terms)))
    assert "".join(piece.text for piece in pieces) == text
    assert sum(len(piece.text) for piece in around(pieces, 20)) <= 20 + 2
