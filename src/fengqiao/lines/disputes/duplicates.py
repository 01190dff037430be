"""可能重复: whether the same quarrel is in already, with the reasons. A person decides; nothing is merged by itself.

Weights are the bureau's (本局约定). Both sides alike and 100 points: 高度疑似; 60 points: 疑似. The same people over
another cause are no duplicate; they may be linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from fengqiao.codes.disputes import same_family
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes.models import Dispute
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Party
from fengqiao.orgs.actor import Actor

IDENTITY, TELEPHONE, NAME_AND_PLACE, OTHER_SIDE, TYPE, PLACE, DAY, AMOUNT = 60, 30, 25, 40, 10, 15, 10, 10
STRONG, LIKELY = 100, 60
WINDOW_DAYS, NEAR_DAYS, NEAR_AMOUNT = 180, 30, 0.10
MOST_ROWS, MOST_SHOWN = 200, 5
VILLAGE_WIDTH = 1000
MERGED = "merged"


@dataclass(frozen=True)
class Somebody:
    """A person as told: blind indexes, never the numbers themselves."""

    name: str
    phone: bytes | None = None
    identity: bytes | None = None


@dataclass(frozen=True)
class Told:
    """What is known of the quarrel while it is being typed."""

    people: tuple[Somebody, ...]
    type: str = ""
    place_territory: int | None = None
    place: str = ""
    occurred_on: date | None = None
    amount_fen: int | None = None


@dataclass(frozen=True)
class Alike:
    """One matter that may be the same, with its points and why."""

    dispute: Dispute
    points: int
    both_sides: bool
    why: tuple[str, ...] = field(default_factory=tuple)

    @property
    def word(self) -> str:
        return "高度疑似" if self.both_sides and self.points >= STRONG else "疑似"


def told_of(data: Mapping[str, Any], people: Iterable[Mapping[str, Any]]) -> Told:
    """What a form says so far; whatever cannot be read yet counts as not known."""
    return Told(
        tuple(somebody(row.get("name", ""), row.get("phone", ""), row.get("id_no", "")) for row in people if row.get("name")),
        data.get("type", ""), data.get("place_territory"), data.get("place", ""), data.get("occurred_on"), data.get("amount"),
    )  # fmt: skip


def somebody(name: str, phone: str = "", identity: str = "") -> Somebody:
    """A person by name, with the blind indexes of the numbers given."""
    index = ring().blind_index
    return Somebody(
        name.strip(), index.of("phone", phone) if phone else None, index.of("id_number", identity) if identity else None
    )


def alike(actor: Actor, told: Told, today: date, besides: UUID | None = None) -> list[Alike]:
    """The matters inside the actor's sight that may be the same quarrel, the likeliest first; two questions at most."""
    rows = _people_alike(actor, told, besides)
    if not rows:
        return []
    since = today - timedelta(days=WINDOW_DAYS)
    found: list[Alike] = []
    for dispute in _readable(actor, rows.keys(), since):
        one = judge(dispute, rows[dispute.pk], told)
        if one.points >= LIKELY:
            found.append(one)
    found.sort(key=lambda each: (-each.points, each.dispute.first_report_on))
    return found[:MOST_SHOWN]


def _people_alike(actor: Actor, told: Told, besides: UUID | None) -> dict[UUID, list[Party]]:
    """Parties of matters of this line with a name, telephone or identity number that was told, by their matter."""
    names = {each.name for each in told.people if each.name}
    phones = {each.phone for each in told.people if each.phone}
    identities = {each.identity for each in told.people if each.identity}
    if not names | phones | identities:
        return {}
    here = Q(territory__gte=actor.low, territory__lte=actor.high)
    same = Q(name__in=names) | Q(phone_index__in=phones) | Q(id_index__in=identities)
    rows: dict[UUID, list[Party]] = {}
    found = Party.objects.filter(same, here, matter__line="disputes").order_by("-matter_id")
    for party in found.only("matter_id", "n", "name", "side", "phone_index", "id_index")[:MOST_ROWS]:
        if party.matter_id != besides:
            rows.setdefault(party.matter_id, []).append(party)
    return rows


def _readable(actor: Actor, ids: Iterable[UUID], since: date) -> QuerySet[Dispute]:
    """The matters themselves, through the door, opened or told of within the window and not merged away."""
    visible = Matter.objects.visible_to(actor).filter(pk__in=list(ids), opened_on__gte=since).values("pk")
    return Dispute.objects.filter(pk__in=visible).exclude(stage=MERGED).select_related("office")


def judge(dispute: Dispute, parties: Sequence[Party], told: Told) -> Alike:
    """The points of one matter and the reasons, in the words a clerk would use."""
    points = 0
    why: list[str] = []
    same_place = _same_village(dispute, told)
    matched: list[tuple[Somebody, Party]] = []
    for party in parties:
        best = max((_alike_person(each, party, same_place) for each in told.people), key=lambda found: found[0])
        if best[0]:
            matched.append((best[2], party))
            points, why = points + best[0], [*why, best[1]]
    sides = {party.side for _, party in matched}
    both = {codes.APPLICANT, codes.RESPONDENT} <= sides and len({each.name for each, _ in matched}) > 1
    if both:
        points, why = points + OTHER_SIDE, [*why, "双方都对得上"]
    for says, worth, word in _circumstances(dispute, told, same_place):
        if says:
            points, why = points + worth, [*why, word]
    return Alike(dispute, points, both, tuple(dict.fromkeys(why)))


def _alike_person(told: Somebody, party: Party, same_place: bool) -> tuple[int, str, Somebody]:
    if told.identity and party.id_index and told.identity == bytes(party.id_index):
        return IDENTITY, "身份证号相同", told
    if told.phone and party.phone_index and told.phone == bytes(party.phone_index):
        return TELEPHONE, "电话相同", told
    if told.name and told.name == party.name:
        return (NAME_AND_PLACE, "姓名相同、同一村（社区）", told) if same_place else (TYPE, "姓名相同", told)
    return 0, "", told


def _same_village(dispute: Dispute, told: Told) -> bool:
    if told.place_territory is None or dispute.place_territory is None:
        return False
    return told.place_territory // VILLAGE_WIDTH == dispute.place_territory // VILLAGE_WIDTH


def _circumstances(dispute: Dispute, told: Told, same_place: bool) -> list[tuple[bool, int, str]]:
    near_day = near_amount = False
    if told.occurred_on and dispute.occurred_on:
        near_day = abs((told.occurred_on - dispute.occurred_on).days) <= NEAR_DAYS
    if told.amount_fen and dispute.amount_fen:
        near_amount = abs(told.amount_fen - dispute.amount_fen) <= NEAR_AMOUNT * max(told.amount_fen, dispute.amount_fen)
    return [
        (bool(told.type) and same_family(told.type, dispute.dispute_type), TYPE, "同一类纠纷"),
        (same_place or bool(told.place and told.place == dispute.place), PLACE, "同一地点"),
        (near_day, DAY, "发生日期相近"),
        (near_amount, AMOUNT, "金额相近"),
    ]
