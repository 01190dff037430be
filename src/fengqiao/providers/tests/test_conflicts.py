"""利益冲突: who may not have a case, by rule; and what an answer gives away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fengqiao.divisions import territory as territories
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Look
from fengqiao.matter.tests.roles import as_web
from fengqiao.providers import edges, keys
from fengqiao.providers.codes import EdgeKind, OrganKind, OrgKind, ProviderKind
from fengqiao.providers.conflicts import Asked, Candidate, Edge, Left, Severity, Verdict, hits, verdict
from fengqiao.providers.models import FormerPost, Provider, RelationEdge, ServiceOrg
from tests.county import County, at

CLIENT, EMPLOYER, SECOND, OTHER, CASE = b"client", b"employer", b"co-accused", b"other", b"case"
DAY = date(2026, 5, 6)
CIVIL = Asked(on=DAY, client=frozenset({CLIENT}), opponents=frozenset({EMPLOYER}), case=CASE, organ="枫林县人民法院")
CRIME = Asked(on=DAY, client=frozenset({CLIENT}), co_accused=frozenset({SECOND}), case=CASE, criminal=True)
LONG_AGO, LAST_YEAR = date(2024, 3, 1), date(2025, 8, 1)


def edge(kind: EdgeKind, party: bytes = EMPLOYER, to_on: date | None = None, case: bytes | None = None) -> Edge:
    return Edge(kind, party, date(2024, 1, 1), to_on, case)


def said(asked: Asked, **of: object) -> list[tuple[str, str]]:
    return [(hit.rule.code, hit.severity.name) for hit in hits(asked, Candidate(**of))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "kind", "more", "own", "colleague"),
    [
        ("在办的案件里代理对方", EdgeKind.AGENT, {}, [("H4", "HARD")], [("H4-firm", "CONSENT")]),
        ("本案里代理对方", EdgeKind.AGENT, {"case": CASE}, [("H4", "HARD")], [("H4-firm", "HARD")]),
        ("从前代理过对方", EdgeKind.AGENT, {"to_on": LONG_AGO}, [("H4", "WARN")], [("H4-firm", "WARN")]),
        ("对方的近亲属", EdgeKind.KIN, {}, [("H4", "HARD")], []),
        ("对方企业的法治特派员", EdgeKind.ENVOY, {}, [("H6", "HARD")], [("H6-firm", "CONSENT")]),
        ("特派员任期去年结束", EdgeKind.ENVOY, {"to_on": LAST_YEAR}, [("H6", "CONSENT")], [("H6-firm", "CONSENT")]),
        ("特派员任期早已结束", EdgeKind.ENVOY, {"to_on": LONG_AGO}, [("H6", "WARN")], [("H6-firm", "WARN")]),
        ("几年前解答过对方的咨询", EdgeKind.CONSULTED, {"to_on": LONG_AGO}, [("H6", "HARD")], [("H6-firm", "WARN")]),
        ("本纠纷的调解员", EdgeKind.MEDIATOR, {"case": CASE, "party": OTHER}, [("H6", "HARD")], [("H6-firm", "CONSENT")]),
        ("与本案无关的人", EdgeKind.AGENT, {"party": OTHER}, [], []),
    ],
)  # fmt: skip
def test_by_whom_and_how_near(name: str, kind: EdgeKind, more: dict[str, object], own: object, colleague: object) -> None:
    each = edge(kind, **more)  # type: ignore[arg-type]
    assert said(CIVIL, own=(each,)) == own, name
    assert said(CIVIL, colleagues=(each,)) == colleague, name


def test_a_counsel_contract_of_the_firm_binds_all_its_lawyers() -> None:
    assert said(CIVIL, firm=(edge(EdgeKind.COUNSEL),)) == [("H6-firm", "HARD")]


def test_the_only_firm_of_a_county_may_with_both_consents() -> None:
    """律师执业行为规范：县内只有一家律师事务所的，双方同意后可以；刑事案件的对立双方不可以。"""
    both = edge(EdgeKind.AGENT, case=CASE)
    only = hits(replace(CIVIL, only_firm=True), Candidate(colleagues=(both,)))
    assert [hit.severity for hit in only] == [Severity.CONSENT]
    assert (verdict(only), verdict(only, consents_on_file=True)) == (Verdict.CONSENT, Verdict.WARN)
    assert said(replace(CIVIL, only_firm=True, criminal=True), colleagues=(both,)) == [("H4-firm", "HARD")]


def test_one_defender_for_one_of_the_accused() -> None:
    """刑诉法司法解释：一名辩护人不得为两名以上的同案被告人，或者未同案处理但犯罪事实存在关联的被告人辩护。"""
    assert said(CRIME, own=(edge(EdgeKind.AGENT, SECOND, case=CASE),)) == [("H5", "HARD")]
    assert said(CRIME, own=(edge(EdgeKind.AGENT, SECOND, to_on=LONG_AGO),)) == [("H5", "HARD")]
    assert said(CRIME, own=(edge(EdgeKind.AGENT, OTHER, case=CASE),)) == [("H5", "HARD")]
    assert said(CRIME, own=(edge(EdgeKind.AGENT, CLIENT, case=CASE),)) == []  # the same lawyer in the stage before
    assert said(CRIME, colleagues=(edge(EdgeKind.AGENT, SECOND, case=CASE),)) == [("H5-firm", "WARN")]


def test_art41_two_years_after_leaving_a_court_and_never_before_the_former_one() -> None:
    """律师法第四十一条，法官法第三十六条：两年届满的当日仍不得，次日起可以；原任职法院的案件始终不得。"""
    court = Left(OrganKind.COURT, "邻县人民法院", date(2024, 5, 6))
    assert said(CIVIL, left=(court,)) == [("H4-2y", "HARD")]
    assert said(replace(CIVIL, on=date(2026, 5, 7)), left=(court,)) == []
    assert said(replace(CIVIL, litigation=False), left=(court,)) == []
    own = Left(OrganKind.COURT, "枫林县人民法院", date(2010, 1, 1))
    assert said(replace(CIVIL, organ="枫林县 人民法院"), left=(own,)) == [("H4-former", "HARD")]
    assert said(CIVIL, left=(replace(own, organ_kind=OrganKind.OTHER),)) == []


def test_a_lawyer_is_no_party_and_no_agent_of_both() -> None:
    assert said(CIVIL, index=EMPLOYER) == [("H4", "HARD")]
    assert said(CIVIL, own=(edge(EdgeKind.KIN, CLIENT),)) == [("H4", "WARN")]


def test_an_answer_gives_the_rule_and_leaves_a_look(county: County) -> None:
    """工作站解答咨询记下的关系，由指派的人查出；只说规则，不说是谁、何事，并留下查看记录。"""
    case = Case(county, "town", "head", "mediator").apply("2026-05-06")
    assert case.matter is not None
    here = territories.county_of(case.matter.territory)
    firm = ServiceOrg.objects.create(territory=here, name="枫林律师事务所", kind=OrgKind.FIRM, confirmed_on="2026-05-06")
    asked_once, colleague, judge = (
        Provider.objects.create(territory=here, name=name, kind=ProviderKind.LAWYER, org=firm, confirmed_on="2026-05-06", licence_no=name)
        for name in ("律师甲", "律师乙", "律师丙")
    )  # fmt: skip
    FormerPost.objects.create(territory=here, provider=judge, organ_kind=OrganKind.COURT, organ="枫林县人民法院", left_on="2026-01-01")
    given = edges.Said(EdgeKind.CONSULTED, keys.body("枫林建筑（集团）公司"), DAY, "consultation:7", provider=asked_once, to_on=DAY)
    with as_web(county["mediator"]):
        edges.record_edge(given, territory=county["mediator"].territory, now=at("2026-05-06"))
        edges.record_edge(given, territory=county["mediator"].territory, now=at("2026-05-06"))
    assert RelationEdge.objects.count() == 1
    asked = Asked(on=DAY, client=frozenset({CLIENT}), opponents=frozenset({keys.body("枫林建筑(集团)公司")}), organ="枫林县人民法院")
    with as_web(county["section"]):
        found = edges.check(county["section"], case.matter, asked, [asked_once, colleague, judge], now=at("2026-05-06"))
    assert [hit.words for hit in found[asked_once.pk]] == ["承担的其他法律服务与本案冲突（H6，禁止）"]
    assert [hit.words for hit in found[colleague.pk]] == ["所在机构承担的其他法律服务与本案冲突（H6-firm，需双方同意）"]
    assert [hit.rule.code for hit in found[judge.pk]] == ["H4-2y", "H4-former", "H6-firm"]
    look = Look.objects.get(what=edges.LOOKED)
    assert (look.staff_id, look.reason) == (county["section"].staff_id, "检查3名候选人")
