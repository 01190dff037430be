"""What one assignment run is asked: the lawyers of the pool, the cases, and what stands between them.

Units: a point is one unit of work (工作量分, integer), travel is one way in minutes, instants are Beijing time without
an offset. Nothing here names the other side: a conflict arrives as a rule code between a case and a lawyer or a firm.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """法律援助人员的类别（法律援助法第十二至十七条）。"""

    LAWYER = "lawyer"
    BASIC = "basic_worker"
    STAFF = "staff"
    VOLUNTEER = "volunteer"


class Form(StrEnum):
    """援助方式：决定哪一类人员可以承办。"""

    CRIMINAL = "criminal"
    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"
    STATE_COMPENSATION = "state_compensation"
    LABOUR = "labour"
    RECONSIDERATION = "reconsideration"
    ENFORCEMENT = "enforcement"
    NON_LITIGATION = "non_litigation"
    DRAFTING = "drafting"


class Severity(StrEnum):
    """一处冲突的轻重：禁止、须双方同意、仅提示。"""

    HARD = "hard"
    CONSENT = "consent"
    WARN = "warn"


class Mode(StrEnum):
    """一次指派的范围：一件、一批、24小时内到期的。"""

    SINGLE = "single"
    BATCH = "batch"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Span:
    """A stretch of time from `start` up to, not including, `end`; `place` where the person then is, if known."""

    start: datetime
    end: datetime
    place: str = ""


@dataclass(frozen=True)
class Lawyer:
    """One member of the pool, as of the run. `open_points` are all points in hand before the run."""

    id: str
    capacity: int
    name: str = ""
    firm: str = ""
    kind: Kind = Kind.LAWYER
    gender: str = ""
    open_points: int = 0
    ytd_points: int = 0
    last_assigned_at: datetime | None = None
    new_this_month: int = 0
    max_new_month: int | None = None
    licence_valid_to: date | None = None
    suspended_until: date | None = None
    good_standing: bool = True
    firm_good_standing: bool = True
    criminal_since: date | None = None
    specialties: Mapping[str, int] = field(default_factory=dict)
    certified: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    public_payroll: bool = False
    borrowed: bool = False
    travel: Mapping[str, int] = field(default_factory=dict)
    travel_add: int = 0
    unavailable: tuple[Span, ...] = ()
    co_defendants: frozenset[str] = frozenset()

    @property
    def called(self) -> str:
        """The name, or the id where none is given."""
        return self.name or self.id


@dataclass(frozen=True)
class Case:
    """One case. With `named_to` it already has its lawyer: it is never moved, and its points are in `open_points`."""

    id: str
    points: int
    form: Form
    area: str = ""
    place: str = ""
    town: str = ""
    due_at: datetime | None = None
    opened_at: datetime | None = None
    named_to: str = ""
    kinds: frozenset[Kind] | None = None
    life_or_death: bool = False
    minor: bool = False
    woman_lawyer: bool = False
    sole_language: str = ""
    interpreter_booked: bool = False
    wish_gender: str = ""
    wish_language: str = ""
    hearings: tuple[Span, ...] = ()
    remote: bool = False
    co_defendants: str = ""
    previous_lawyer: str = ""
    chosen_lawyer: str = ""
    excluded: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    public_payroll_allowed: bool | None = None


@dataclass(frozen=True)
class Conflict:
    """A case and one lawyer, or every lawyer of one firm, do not go together under H4 or H6."""

    case: str
    rule: str
    severity: Severity = Severity.HARD
    lawyer: str = ""
    firm: str = ""
    consents: bool = False


@dataclass(frozen=True)
class Opposed:
    """Two cases of the two sides of one matter: never one lawyer; one firm only with both consents on file."""

    first: str
    second: str
    consents: bool = False


@dataclass(frozen=True)
class Weights:
    """The soft weights of the objective, in cost units. The law is not among them."""

    phi: Fraction = Fraction(6)
    mismatch: int = 10
    minutes_per_unit: int = 15
    unmet_need: int = 6
    same_lawyer: int = 8
    client_choice: int = 5
    unassigned: int = 1000
    due_within_24h: int = 9
    due_within_72h: int = 3


@dataclass(frozen=True)
class Problem:
    """One run: who is asked about which cases at the instant `now`."""

    now: datetime
    lawyers: tuple[Lawyer, ...]
    cases: tuple[Case, ...]
    conflicts: tuple[Conflict, ...] = ()
    opposed: tuple[Opposed, ...] = ()
    mode: Mode = Mode.BATCH
    only: str = ""
    weights: Weights = Weights()
    public_payroll_allowed: bool = False
    default_minutes: int | None = None
    ways_may_be_unknown: bool = False
    travel_source: str = ""
    between: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    seed: int = 1
