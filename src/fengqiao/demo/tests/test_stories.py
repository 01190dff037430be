"""The invented disputes: of every type, lawful as far as a plan can be, and not all alike."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from fengqiao.demo import People, county_plan, stream
from fengqiao.demo.stories import TYPE_SHARES, Story, choose, stories
from fengqiao.demo.telling import Told, Where, tell, where_of

TODAY = date(2026, 11, 21)
HAPPENED = date(2026, 7, 3)
SIGNED = date(2026, 9, 8)
ALL = stories()


def told(story: Story, seed: int = 1) -> Told:
    rng = stream(seed, story.key)
    where = Where("枫林县", "枫林镇", "幸福里社区" if story.community else "青松村")
    return tell(story, People("999901", rng, TODAY), rng, where, happened_on=HAPPENED, signed_on=SIGNED)


def test_every_type_has_stories_and_the_frequent_ones_have_many() -> None:
    count = Counter(story.type for story in ALL)
    assert set(count) == set(TYPE_SHARES)
    assert len(ALL) >= 60
    assert min(count.values()) >= 2
    assert count["T01"] >= 10
    assert len({story.key for story in ALL}) == len(ALL)


def test_codes_are_those_of_the_mediation_line() -> None:
    assert {story.regime for story in ALL} <= {"general", "labour", "medical", "traffic", "rural_land"}
    assert {story.source for story in ALL} <= {"1", "2", "31", "32", "33", "34", "39"}
    assert {story.difficulty for story in ALL} <= {"simple", "ordinary", "hard", "major"}
    assert {story.prediction for story in ALL} <= {"none", "escalate", "crime", "group"}
    assert {term.kind for s in ALL for term in s.terms} <= {"money", "goods", "repair", "apology", "stop", "other", ""}
    assert {flag for story in ALL for flag in story.flags} <= {"minor", "violence", "sensitive"}
    assert {s.regime for s in ALL if s.type == "T15"} == {"medical"}
    assert {s.regime for s in ALL if s.type in ("T10", "T11") and not s.oral} == {"labour"}


@pytest.mark.parametrize("story", ALL, ids=lambda story: story.key)
def test_a_told_story_has_no_slot_left_and_reads_as_text(story: Story) -> None:
    for seed in (1, 2, 3):
        case = told(story, seed)
        texts = (case.title, case.facts, case.claim, case.said, case.course, case.visit, case.no_agreement, *case.terms)
        for text in texts:
            assert not re.search(r"[{}<>|]", text)
            assert text.strip() == text != ""
        assert len(case.facts) >= 40
        assert case.mark == "演示数据"


@pytest.mark.parametrize("story", ALL, ids=lambda story: story.key)
def test_what_is_to_be_performed_is_complete(story: Story) -> None:
    """Who, to whom, what, by when; instalments add up to the sum in the text (人民调解法 29: 履行的方式、期限)."""
    case = told(story)
    numbers = {party.n for party in case.parties}
    assert case.items
    for item in case.items:
        assert item.debtor in numbers
        assert item.creditor is None or item.creditor in numbers - {item.debtor}
        assert item.due_on >= SIGNED
        assert (item.amount_fen is not None) == (item.kind == "money")
        assert item.amount_fen is None or (item.amount_fen > 0 and item.amount_fen % 100 == 0)
        assert 2 <= len(item.what) <= 60
    assert case.agreed_fen == sum(item.amount_fen or 0 for item in case.items)
    if case.claimed_fen is not None and story.key not in ("transition-rent",):
        assert case.agreed_fen <= case.claimed_fen


@pytest.mark.parametrize("story", [story for story in ALL if story.oral], ids=lambda story: story.key)
def test_oral_agreements_are_small_and_performed_soon(story: Story) -> None:
    """Labour, rural land and medical agreements must be written, so must five thousand yuan and more."""
    case = told(story)
    assert story.regime not in ("labour", "medical", "rural_land")
    assert case.agreed_fen < 5_000_00
    assert max(item.due_on for item in case.items) <= SIGNED + timedelta(days=10)


@pytest.mark.parametrize("story", ALL, ids=lambda story: story.key)
def test_agreements_give_up_no_right_and_decide_no_status(story: Story) -> None:
    """Content gate: no waiver of suit, petition or report to the police, no fee, no decision on title or marriage."""
    text = "".join(term.text for term in story.terms)
    for word in ("不得起诉", "放弃诉讼", "不再上访", "撤案", "不报案", "调解费", "准予离婚", "所有权归"):
        assert word not in text


def test_parties_are_invented_and_on_different_sides() -> None:
    for story in ALL:
        case = told(story)
        assert {"applicant", "respondent"} <= {party.side for party in case.parties}
        names = [party.name for party in case.parties]
        assert len(set(names)) == len(names)
        for party in case.parties:
            assert party.address.startswith("枫林县")
            assert party.phone.startswith("154")
            assert (party.person is None) == (party.kind != "person") == bool(party.representative)


def test_brothers_share_their_surname_and_a_mother_need_not() -> None:
    case = told(next(story for story in ALL if story.key == "support-three-sons"))
    assert len({party.name[0] for party in case.parties[1:]}) == 1
    assert f"今年{age(case)}岁" in case.facts


def age(case: Told) -> int:
    person = case.parties[0].person
    assert person is not None
    birthday_passed = (HAPPENED.month, HAPPENED.day) >= (person.birth_on.month, person.birth_on.day)
    return HAPPENED.year - person.birth_on.year - (not birthday_passed)


def test_instalments_are_listed_and_the_last_takes_the_rest() -> None:
    story = next(story for story in ALL if story.key == "cook-wages")
    case = next(case for case in (told(story, seed) for seed in range(30)) if case.agreed_fen == 1_040_000)
    assert [item.amount_fen for item in case.items] == [346_600, 346_600, 346_800]
    assert [item.due_on for item in case.items] == [date(2026, 10, 8), date(2026, 11, 7), date(2026, 12, 7)]
    assert "分3期付清：2026年10月8日前付3466元，2026年11月7日前付3466元，2026年12月7日前付3468元。" in case.terms[0]


def test_an_organisation_is_named_once_and_then_called_shortly() -> None:
    case = told(next(story for story in ALL if story.key == "crops-damaged-by-works"))
    assert case.facts.count("枫林县通衢建设工程有限公司") == 1
    assert case.terms[0].startswith("枫林县通衢建设工程有限公司于")


def test_relations() -> None:
    relations = {story.key: story.relation for story in ALL}
    assert (relations["eaves-water"], relations["e-bike-car"], relations["gym-card"]) == ("R1", "R1", "R2")


def test_a_list_of_cases_does_not_look_generated() -> None:
    rng = stream(20260101, "list")
    people = People("999901", rng, TODAY)
    where = Where("枫林县", "枫林镇", "青松村")
    chosen = [choose(rng, level="village", month=7) for _ in range(200)]
    cases = [tell(s, people, rng, where, happened_on=HAPPENED, signed_on=SIGNED) for s in chosen]
    assert len({case.title for case in cases}) == 200
    assert max(Counter(story.key for story in chosen).values()) <= 30
    assert len({story.type for story in chosen}) >= 8


def test_stories_suit_committee_and_season() -> None:
    rng = stream(5, "suit")
    assert not any(choose(rng, level="village").community for _ in range(100))
    assert {choose(rng, level="county", field="医疗").type for _ in range(50)} == {"T15"}
    assert {choose(rng, level="county", field="劳动").type for _ in range(50)} == {"T10", "T11"}
    assert not any(choose(rng, level="town").oral for _ in range(200))
    winter = {choose(rng, level="village", month=1).key for _ in range(400)}
    assert not winter & {"harvester-missed-date", "irrigation-turns", "drying-ground", "field-ridge"}
    assert "bonfire-straw" in winter


def test_a_committees_disputes_happen_where_it_stands() -> None:
    plan = county_plan("small", today=TODAY)
    rng = stream(9, "where")
    villages = {(village.town, village.name) for village in plan.villages}
    for committee in plan.committees:
        place = where_of(plan, committee, rng)
        assert (place.town, place.village) in villages
        if committee.level == "村(社区)":
            assert committee.number_word == place.town + place.village
        elif committee.level == "镇(街)":
            assert committee.number_word == place.town


def test_no_agreement_before_the_dispute() -> None:
    rng = stream(1, "order")
    with pytest.raises(ValueError, match="协议不能早于纠纷发生的日期"):
        tell(ALL[0], People("999901", rng, TODAY), rng, Where("枫林县", "枫林镇", "青松村"),
             happened_on=SIGNED, signed_on=HAPPENED)  # fmt: skip
