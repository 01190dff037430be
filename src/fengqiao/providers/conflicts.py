"""利益冲突: what keeps somebody from a case. Pure functions; the database stands in :mod:`fengqiao.providers.edges`.

    hits(asked, candidate)  -> tuple[Hit, ...]     the strongest of each rule, hardest first; empty: nothing known against it
    verdict(hits)           -> Verdict             通过 / 提示 / 需双方同意 / 禁止

A hit says which rule and how hard, never whom or what: the other side's affairs are not to be learned from an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from fengqiao.daycount.months import add_months
from fengqiao.providers import keys
from fengqiao.providers.codes import EdgeKind, OrganKind
from fengqiao.statutes import BureauPaper, Citation
from fengqiao.statutes.lawyers import JUDGES, LAWYERS, PROCURATORS

HOUSE = BureauPaper("法律援助案件指派工作制度")
COOLING_MONTHS = 24  # 律师法第四十一条
LINGERS_MONTHS = 12  # how long a service that has ended still asks for consent: the bureau's own measure


class Severity(IntEnum):
    """How hard a hit is."""

    WARN = 1  # 提示
    CONSENT = 2  # 双方书面同意后可以
    HARD = 3  # 不得指派

    @property
    def words(self) -> str:
        return {1: "提示", 2: "需双方同意", 3: "禁止"}[self.value]


class Verdict(IntEnum):
    """What the hits come to."""

    CLEAR = 0
    WARN = 1
    CONSENT = 2
    HARD = 3

    @property
    def words(self) -> str:
        return {0: "通过", 1: "提示", 2: "需双方同意", 3: "禁止"}[self.value]


@dataclass(frozen=True)
class Rule:
    """One rule: its code, what may be said of it, what it rests on."""

    code: str
    said: str
    cites: tuple[Citation, ...]


H4 = Rule("H4", "存在利益冲突", (LAWYERS.art(39),))
H4_FIRM = Rule("H4-firm", "所在机构存在利益冲突", (LAWYERS.art(50, 1, 5), LAWYERS.art(23)))
H4_TWO_YEARS = Rule("H4-2y", "从法院、检察院离任未满二年", (LAWYERS.art(41), JUDGES.art(36, 1), PROCURATORS.art(37, 1)))
H4_FORMER = Rule("H4-former", "原任职法院、检察院办理的案件", (JUDGES.art(36, 2), PROCURATORS.art(37, 2)))
H5 = Rule("H5", "已承办同案或者事实关联案件另一人", (HOUSE.whole(),))
H5_FIRM = Rule("H5-firm", "同一机构已承办同案另一人", (HOUSE.whole(),))
H6 = Rule("H6", "承担的其他法律服务与本案冲突", (HOUSE.whole(), LAWYERS.art(39)))
H6_FIRM = Rule("H6-firm", "所在机构承担的其他法律服务与本案冲突", (HOUSE.whole(), LAWYERS.art(50, 1, 5)))
RULES = (H4, H4_FIRM, H4_TWO_YEARS, H4_FORMER, H5, H5_FIRM, H6, H6_FIRM)

STANDING = frozenset({EdgeKind.COUNSEL, EdgeKind.VILLAGE, EdgeKind.ENVOY})  # as long as the term lasts
ADVISED = frozenset({EdgeKind.CONSULTED, EdgeKind.DUTY, EdgeKind.PETITION})  # what one was told does not end
OF_THE_CASE = frozenset({EdgeKind.MEDIATOR, EdgeKind.NOTARISED, EdgeKind.EXAMINED})


@dataclass(frozen=True)
class Hit:
    """One rule that is met."""

    rule: Rule
    severity: Severity

    @property
    def words(self) -> str:
        """What may be said to whoever asks."""
        return f"{self.rule.said}（{self.rule.code}，{self.severity.words}）"


@dataclass(frozen=True)
class Asked:
    """The case, as far as a conflict depends on it. Parties and the case are blind indexes (:mod:`fengqiao.providers.keys`)."""

    on: date
    client: frozenset[bytes]
    opponents: frozenset[bytes] = frozenset()
    co_accused: frozenset[bytes] = frozenset()  # of the same case, or of one its facts are linked with
    facing: frozenset[bytes] = frozenset()  # of the opponents, those known to stand on the other side of this very case
    case: bytes | None = None
    organ: str = ""  # the handling court or procuratorate, in full
    litigation: bool = True  # agency or defence before a court; not advice, drafting, negotiation
    criminal: bool = False
    only_firm: bool = False  # the county has no other firm


@dataclass(frozen=True)
class Edge:
    """What joins somebody to one of the parties asked for, or to the case."""

    kind: str
    party: bytes
    from_on: date
    to_on: date | None = None
    case: bytes | None = None

    def lasts(self, on: date) -> bool:
        return self.to_on is None or on <= self.to_on

    def lingers(self, on: date) -> bool:
        """Whether it lasts, or ended less than :data:`LINGERS_MONTHS` ago."""
        return self.to_on is None or on <= add_months(self.to_on, LINGERS_MONTHS)


@dataclass(frozen=True)
class Left:
    """A post somebody left."""

    organ_kind: str
    organ: str
    on: date


@dataclass(frozen=True)
class Candidate:
    """Somebody who might have the case: the own edges, those of the firm itself, those of the colleagues."""

    own: tuple[Edge, ...] = ()
    firm: tuple[Edge, ...] = ()
    colleagues: tuple[Edge, ...] = ()
    left: tuple[Left, ...] = ()
    index: bytes | None = None  # of the person, to know a party in them


def hits(asked: Asked, candidate: Candidate) -> tuple[Hit, ...]:
    """Every rule that is met, each once in its hardest form; the hardest first, then by code."""
    found = [*_former(asked, candidate), *_own(asked, candidate), *_of_firm(asked, candidate)]
    hardest: dict[str, Hit] = {}
    for hit in found:
        known = hardest.get(hit.rule.code)
        if known is None or known.severity < hit.severity:
            hardest[hit.rule.code] = hit
    return tuple(sorted(hardest.values(), key=lambda hit: (-hit.severity, hit.rule.code)))


def verdict(found: Iterable[Hit], *, consents_on_file: bool = False) -> Verdict:
    """What they come to. With both written consents on file, what asks for consent is a warning."""
    worst = max((hit.severity for hit in found), default=None)
    if worst is None:
        return Verdict.CLEAR
    return Verdict.WARN if worst is Severity.CONSENT and consents_on_file else Verdict(worst)


def restricted_until(left: Left) -> date:
    """The last day of the two years after leaving a court or procuratorate (民法典第二百零二条: the corresponding day)."""
    return add_months(left.on, COOLING_MONTHS)


def _former(asked: Asked, candidate: Candidate) -> Iterable[Hit]:
    if not asked.litigation:
        return
    for left in candidate.left:
        if left.organ_kind == OrganKind.OTHER:
            continue
        if asked.on <= restricted_until(left):
            yield Hit(H4_TWO_YEARS, Severity.HARD)
        if asked.organ and keys.plain(left.organ) == keys.plain(asked.organ):
            yield Hit(H4_FORMER, Severity.HARD)


def _own(asked: Asked, candidate: Candidate) -> Iterable[Hit]:
    if candidate.index is not None and candidate.index in asked.opponents | asked.client | asked.co_accused:
        yield Hit(H4, Severity.HARD)
    for edge in candidate.own:
        same, against = _same(asked, edge), edge.party in asked.opponents
        if edge.kind in (EdgeKind.KIN, EdgeKind.INVESTED) and edge.lasts(asked.on):
            if against:
                yield Hit(H4, Severity.HARD)
            elif edge.party in asked.client:
                yield Hit(H4, Severity.WARN)
        elif edge.kind == EdgeKind.AGENT:
            yield from _agent(asked, edge, same, against)
        elif edge.kind in STANDING and against:
            yield Hit(H6, _by_term(asked, edge, Severity.HARD))
        elif edge.kind in ADVISED and against:
            yield Hit(H6, Severity.HARD)
        elif edge.kind in OF_THE_CASE and (same or against):
            yield Hit(H6, Severity.HARD if same else Severity.WARN)


def _agent(asked: Asked, edge: Edge, same: bool, against: bool) -> Iterable[Hit]:
    """Acting, now or once, for somebody else."""
    if edge.party in asked.co_accused or (asked.criminal and same and edge.party not in asked.client and not against):
        yield Hit(H5, Severity.HARD)
    if against:
        yield Hit(H4, Severity.HARD if same or edge.lasts(asked.on) else Severity.WARN)


def _of_firm(asked: Asked, candidate: Candidate) -> Iterable[Hit]:
    for edge in candidate.firm:
        if edge.kind in STANDING and edge.party in asked.opponents:
            yield Hit(H6_FIRM, _by_term(asked, edge, Severity.HARD))
    for edge in (*candidate.firm, *candidate.colleagues):
        same, against = _same(asked, edge), edge.party in asked.opponents
        if edge.kind == EdgeKind.AGENT:
            if edge.party in asked.co_accused:
                yield Hit(H5_FIRM, Severity.WARN)
            if against and same:
                yield Hit(H4_FIRM, Severity.CONSENT if asked.only_firm and not asked.criminal else Severity.HARD)
            elif against:
                yield Hit(H4_FIRM, Severity.CONSENT if edge.lasts(asked.on) else Severity.WARN)
    for edge in candidate.colleagues:
        same, against = _same(asked, edge), edge.party in asked.opponents
        if against and edge.kind in STANDING:
            yield Hit(H6_FIRM, _by_term(asked, edge, Severity.CONSENT))
        elif against and edge.kind in ADVISED:
            yield Hit(H6_FIRM, Severity.CONSENT if edge.lingers(asked.on) else Severity.WARN)
        elif same and edge.kind in OF_THE_CASE:
            yield Hit(H6_FIRM, Severity.CONSENT)


def _same(asked: Asked, edge: Edge) -> bool:
    return edge.party in asked.facing or (asked.case is not None and edge.case == asked.case)


def _by_term(asked: Asked, edge: Edge, lasting: Severity) -> Severity:
    """In its term as hard as said; for a year after it consent; then a word of warning."""
    if edge.lasts(asked.on):
        return lasting
    return Severity.CONSENT if edge.lingers(asked.on) else Severity.WARN
