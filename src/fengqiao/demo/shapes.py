"""What the plan of an invented county consists of: frozen data, no behaviour beyond looking things up.

Territories and units have the form of `fengqiao.divisions.PlannedUnit`, so that one loader serves a real county and
an invented one. Staff and offices are named by `key`, which is stable for a seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from fengqiao.divisions import PlannedUnit

Size = Literal["small", "county", "city", "province"]
PostKind = Literal["regular", "acting", "substitute"]

CommitteeLevel = Literal["村(社区)", "镇(街)", "县"]
VillageKind = Literal["村", "社区"]

DEMO_MARK = "演示数据"


@dataclass(frozen=True)
class PersonPlan:
    """An invented person. The identity number passes its check and can belong to nobody: area 9999xx is unassigned."""

    name: str
    sex: Literal["男", "女"]
    birth_on: date
    ethnicity: str
    id_number: str
    phone: str


@dataclass(frozen=True)
class TownPlan:
    """A street, town or township. `place` is its field on the schematic map (column, row)."""

    code: str
    name: str
    kind: Literal["街道", "镇", "乡"]
    territory: int
    office: int
    place: tuple[int, int]
    neighbours: tuple[str, ...]
    population: int


@dataclass(frozen=True)
class VillagePlan:
    """A village or community with its invented 12-digit code. `territory` is where its matters lie.

    `committee` is None for the few villages without a committee of their own (村民委员会组织法 9): the town's serves.
    """

    code: str
    name: str
    kind: VillageKind
    town: str
    territory: int
    households: int
    population: int
    committee: int | None


@dataclass(frozen=True)
class OfficePlan:
    """A justice office, the towns it serves, its area and posts. `neighbours` are territories of adjacent offices."""

    territory: int
    name: str
    short_name: str
    number_word: str
    towns: tuple[str, ...]
    area: int
    neighbours: tuple[int, ...]
    address: str
    phone: str
    approved_posts: int
    premises_m2: int
    note: str = ""


@dataclass(frozen=True)
class AreaPlan:
    """Offices side by side with a rotating central office; `turns` is (year, territory of the central office)."""

    number: int
    name: str
    offices: tuple[int, ...]
    turns: tuple[tuple[int, int], ...]

    def centre_in(self, year: int) -> int | None:
        """The central office of a year, None outside the plan."""
        return dict(self.turns).get(year)


@dataclass(frozen=True)
class PostPlan:
    """A post from one day to another, both included. `stands_for` is the key of the person who is away."""

    unit: int
    roles: tuple[str, ...]
    title: str
    from_on: date
    to_on: date | None = None
    kind: PostKind = "regular"
    stands_for: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Record:
    """A training (`hours` set) or an honour of a mediator."""

    kind: Literal["training", "honour"]
    title: str
    organiser: str
    on: date
    hours: int | None = None
    document_no: str = ""


@dataclass(frozen=True)
class MediatorPlan:
    """What makes a member of staff a people's mediator (人民调解法 13, 14)."""

    committee: int
    post: str
    full_time: bool
    purchased: bool
    produced_by: str
    identities: tuple[str, ...]
    expertise: str
    education: str
    grade: str
    from_on: date
    to_on: date
    records: tuple[Record, ...] = ()
    declared_kin: str = ""


@dataclass(frozen=True)
class StaffPlan:
    """A person with an account, signing in with `key`. `say` is a line for the sign-in sheet; empty for most."""

    key: str
    person: PersonPlan
    posts: tuple[PostPlan, ...]
    mediator: MediatorPlan | None = None
    elder_mode: bool = False
    say: str = ""
    note: str = ""


@dataclass(frozen=True)
class MemberPlan:
    """A member of a committee or an engaged mediator; `staff` is empty for members without an account."""

    person: PersonPlan
    post: str
    staff: str = ""


@dataclass(frozen=True)
class CommitteePlan:
    """A mediation committee: three to nine members, a woman among them (人民调解法 8), a term of three years (9)."""

    territory: int
    name: str
    short_name: str
    number_word: str
    host: str
    level: CommitteeLevel
    field: str
    office: int
    town: int | None
    founded_on: date
    elected_by: str
    term_from_on: date
    term_to_on: date
    filed_on: date | None
    filing_no: str
    court_told_on: date | None
    members: tuple[MemberPlan, ...]
    address: str
    phone: str
    note: str = ""

    @property
    def head(self) -> MemberPlan:
        """The one 主任."""
        return next(member for member in self.members if member.post == "主任")


@dataclass(frozen=True)
class StudioPlan:
    """A mediation room named after a well-known mediator (个人调解工作室); a station of an office."""

    territory: int
    name: str
    office: int
    mediator: str


@dataclass(frozen=True)
class CountyPlan:
    """An invented county, whole. `units` is the tree for the loader, parents first."""

    code: str
    name: str
    bureau_name: str
    court: str
    towns: tuple[TownPlan, ...]
    villages: tuple[VillagePlan, ...]
    offices: tuple[OfficePlan, ...]
    areas: tuple[AreaPlan, ...]
    committees: tuple[CommitteePlan, ...]
    studios: tuple[StudioPlan, ...]
    staff: tuple[StaffPlan, ...]
    units: tuple[PlannedUnit, ...]
    mark: str = DEMO_MARK

    @property
    def mediators(self) -> tuple[StaffPlan, ...]:
        """The people's mediators with an account."""
        return tuple(person for person in self.staff if person.mediator is not None)

    def staff_with(self, role: str) -> tuple[StaffPlan, ...]:
        """Everybody who holds a post with this role."""
        return tuple(person for person in self.staff if any(role in post.roles for post in person.posts))

    @property
    def sign_ins(self) -> tuple[StaffPlan, ...]:
        """One person per role and situation, for the sheet that the demonstration prints."""
        return tuple(person for person in self.staff if person.say)
