"""What joins those who give legal services to parties: recorded by the lines, answered with a rule and its severity alone.

For a line::

    from fengqiao.providers import edges, keys
    from fengqiao.providers.conflicts import Asked, Severity, verdict

    edges.record_edge(edges.Said(provider=lawyer, kind=EdgeKind.CONSULTED, party=keys.person(id_no), from_on=day, to_on=day,
                                 source=f"legalservice:{pk}"), territory=matter.territory, now=now)      # once, however often
    edges.end_edge(source, on=day)                            # the service has ended; the edge stays
    found = edges.check(actor, matter, Asked(on=day, client=…, opponents=…, case=keys.case(organ, number)), pool, now=now)
    found[lawyer.pk]                                          # tuple[Hit, ...]; () means nothing is known against it
    edges.has_conflict(actor, matter, asked, lawyer, now=now) # the one question yes or no: may this person not be assigned?

Every asking is a look at the matter's file (查看记录), with how many were asked about. There is no way to read edges back: no
list of a lawyer's clients, none of a client's lawyers, no graph. What a check found is kept by the line whose case it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.matter import net
from fengqiao.matter.looks import record_looks
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor
from fengqiao.providers import keys
from fengqiao.providers.codes import EdgeKind
from fengqiao.providers.conflicts import Asked, Candidate, Edge, Hit, Left, Severity, hits
from fengqiao.providers.models import FormerPost, Provider, RelationEdge, ServiceOrg

LOOKED = "利益冲突检查"


@dataclass(frozen=True)
class Said:
    """One relation as a line records it. ``provider`` or ``org``, never both; ``source`` tells it from all others."""

    kind: str
    party: bytes
    from_on: date
    source: str
    provider: Provider | None = None
    org: ServiceOrg | None = None
    to_on: date | None = None
    case: bytes | None = None
    side: str = ""
    confidential: bool = True


def record_edge(said: Said, *, territory: int, now: datetime) -> None:
    """Record it, or bring what this source said before in line. ``territory``: of the office that records it."""
    RelationEdge.objects.update_or_create(
        source=said.source, kind=said.kind, party_index=said.party, provider=said.provider, org=said.org,
        defaults={"from_on": said.from_on, "to_on": said.to_on, "case_index": said.case, "side": said.side, "confidential": said.confidential},
        create_defaults={
            "from_on": said.from_on, "to_on": said.to_on, "case_index": said.case, "side": said.side, "confidential": said.confidential,
            "territory": territory, "made_at": now,
        },
    )  # fmt: skip


def end_edge(source: str, *, on: date) -> int:
    """The services of this source ended on ``on``; how many. An edge is never taken away: what was learned stays."""
    return RelationEdge.objects.filter(Q(to_on=None) | Q(to_on__gt=on), source=source, from_on__lte=on).update(to_on=on)


def is_counsel_of(staff_id: int, unit: str, *, territory: int, on: date) -> bool:
    """Whether this account is that of somebody who, or whose firm, is counsel of the unit on the day."""
    low, high = territories.county_reach(territory)
    mine = Provider.objects.filter(staff_id=staff_id, left_on=None, territory__gte=low, territory__lte=high).values("pk", "org_id")
    people, firms = [row["pk"] for row in mine], [row["org_id"] for row in mine if row["org_id"]]
    held = RelationEdge.objects.filter(Q(provider__in=people) | Q(org__in=firms), kind=EdgeKind.COUNSEL, party_index=keys.body(unit), from_on__lte=on)
    return bool(people) and held.filter(Q(to_on=None) | Q(to_on__gte=on), territory__gte=low, territory__lte=high).exists()


def check(
    actor: Actor, matter: Matter, asked: Asked, providers: Collection[Provider], *, now: datetime
) -> dict[int, tuple[Hit, ...]]:
    """What is known against each of these, by their numbers. Recorded as a look at the matter's file."""
    [found] = check_all(actor, [(matter, asked)], providers, now=now)
    return found


def check_all(
    actor: Actor, cases: Sequence[tuple[Matter, Asked]], providers: Collection[Provider], *, now: datetime
) -> list[dict[int, tuple[Hit, ...]]]:
    """As :func:`check` for several cases of one county at once, in their order; each a look at its own file."""
    found = _judge(cases, list(providers))
    record_looks(actor, [matter for matter, _ in cases], LOOKED, f"检查{len(providers)}名候选人", now=now, each=True)
    return found


def known_against(matter: Matter, asked: Asked, providers: Collection[Provider]) -> dict[int, tuple[Hit, ...]]:
    """As :func:`check`, for the night's search: nobody looks, and nothing but a rule comes of it."""
    return _judge([(matter, asked)], list(providers))[0]


def has_conflict(actor: Actor, matter: Matter, asked: Asked, provider: Provider, *, now: datetime) -> bool:
    """Whether this person may not be assigned; what only asks for consent or care is no such thing."""
    return any(hit.severity is Severity.HARD for hit in check(actor, matter, asked, [provider], now=now)[provider.pk])


def _judge(cases: Sequence[tuple[Matter, Asked]], providers: list[Provider]) -> list[dict[int, tuple[Hit, ...]]]:
    if not cases:
        return []
    parties = {party for _, asked in cases for party in _parties(asked)}
    numbers = [asked.case for _, asked in cases if asked.case is not None]
    with net.widened(*territories.county_reach(cases[0][0].territory)):
        rows = list(RelationEdge.objects.filter(Q(party_index__in=list(parties)) | Q(case_index__in=numbers)).select_related("provider"))
        posts = _by_provider(FormerPost.objects.filter(provider__in=providers))
    return [{each.pk: hits(asked, _candidate(each, _concerning(asked, rows), posts[each.pk])) for each in providers} for _, asked in cases]


def _parties(asked: Asked) -> frozenset[bytes]:
    return asked.client | asked.opponents | asked.co_accused


def _concerning(asked: Asked, rows: Iterable[RelationEdge]) -> list[RelationEdge]:
    """Those of the edges that concern this case or its parties."""
    parties = _parties(asked)
    return [row for row in rows if bytes(row.party_index) in parties or (asked.case is not None and bytes(row.case_index or b"") == asked.case)]


def _by_provider(rows: Iterable[FormerPost]) -> dict[int, list[Left]]:
    found: dict[int, list[Left]] = defaultdict(list)
    for row in rows:
        found[row.provider_id].append(Left(row.organ_kind, row.organ, row.left_on))
    return found


def _candidate(provider: Provider, rows: Iterable[RelationEdge], left: list[Left]) -> Candidate:
    own, firm, colleagues = [], [], []
    for row in rows:
        edge = Edge(row.kind, bytes(row.party_index), row.from_on, row.to_on, bytes(row.case_index) if row.case_index else None)
        if row.provider_id == provider.pk:
            own.append(edge)
        elif provider.org_id is None:
            continue
        elif row.org_id == provider.org_id:
            firm.append(edge)
        elif row.provider is not None and row.provider.org_id == provider.org_id:
            colleagues.append(edge)
    index = bytes(provider.id_index) if provider.id_index is not None else None
    return Candidate(tuple(own), tuple(firm), tuple(colleagues), tuple(left), index)
