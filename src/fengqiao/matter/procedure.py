"""The vocabulary of a procedure: stages, actions, deadlines, written as declarations in the order of the statute.

A lawyer reads the file; ``manage.py check`` verifies it; the engine runs it. A new version of the law is a new procedure
with its own ``in_force_from``, chosen by the day the matter was opened; a day that no version covers raises.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fengqiao.daycount import Period
from fengqiao.matter.keeping import Retention, Seal
from fengqiao.matter.needs import Need
from fengqiao.matter.refusals import Reason
from fengqiao.matter.turning import every_day
from fengqiao.orgs.permissions import Permission
from fengqiao.statutes import Citation
from fengqiao.vault import sm3

if TYPE_CHECKING:
    from uuid import UUID

    from fengqiao.documents import PaperKind
    from fengqiao.matter.models import Matter
    from fengqiao.matter.timeline import Facts
    from fengqiao.orgs.actor import Actor

OFFICE, COUNTY = "office", "county"  # who numbers: the matter's office, or its county in one series
ANY_OPEN = "any-open"  # from every stage that is not closed
ANY = "any"  # from every stage
EXEMPTION, UPWARDS = "exemption", "upwards"


@dataclass(frozen=True)
class Stage:
    """Where a matter stands. ``closed`` ends every running clock; ``aside`` stages lie off the main line."""

    code: str
    label: str
    closed: bool = False
    aside: bool = False
    help: str = ""


@dataclass(frozen=True)
class InForce:
    """The days on which a rule inside a running matter is the law, both included: each act is judged by its own day."""

    from_on: date = date.min
    to_on: date = date.max
    instead: str = ""  # what to do on other days, said in the refusal

    def covers(self, day: date) -> bool:
        """Whether it is the law on that day."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True)
class Goes:
    """A stage that depends on the facts: ``pick(facts)`` returns one of ``among``, or None to stay."""

    pick: Callable[[Facts], Stage | None]
    among: tuple[Stage, ...]


@dataclass(frozen=True)
class Back:
    """Back to the stage, one of ``among``, in which the last of these actions (by code) found the matter."""

    set_aside_by: tuple[str, ...]
    among: tuple[Stage, ...]


@dataclass(frozen=True)
class Condition:
    """What must hold before an action. ``unmet(facts, data)`` returns the sentence that refuses, or None.

    Facts are those known on the day the action happened. ``data`` is the action's own clean data, or None when the
    question is only whether the action may be offered.
    """

    label: str
    unmet: Callable[[Facts, Mapping[str, Any] | None], str | Reason | None]
    cite: tuple[Citation, ...] = ()
    quiet: bool = False  # while unmet the action has no meaning yet: it is not offered, not even as refused

    def reason(self, facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
        said = self.unmet(facts, data)
        return said if said is None or isinstance(said, Reason) else Reason(said, self.cite)


@dataclass(frozen=True)
class NumberRule:
    """How a matter gets its number. ``form`` takes year, day (yyyymmdd), county (6 digits), body (文号用字) and serial.

    One gapless series per numbering body, series and year, or day where ``daily``; both are those of the action. With
    ``checked`` a check digit stands at the end (GB/T 17710 MOD 11,10), so that a number misheard is told at once.
    """

    series: str
    form: str
    body: str = OFFICE
    daily: bool = False
    checked: bool = False


@dataclass(frozen=True)
class Produces:
    """A paper an action makes. ``each``: every time a paper of its own; otherwise a new version replaces the one before."""

    paper: PaperKind
    each: bool = False
    when: Callable[[Facts], bool] = field(default=lambda facts: True)


@dataclass(frozen=True)
class Asking:
    """The moment an action is done, for what it must look up beyond its own matter. ``facts``: known on that day."""

    matter: Matter
    facts: Facts
    data: Mapping[str, Any]
    happened_on: date
    actor: Actor


@dataclass(frozen=True)
class Carrying:
    """An action just stored, for what it does to other matters in the same transaction. ``facts`` include it."""

    matter: Matter
    facts: Facts
    data: Mapping[str, Any]
    happened_on: date
    actor: Actor | None
    now: datetime


@dataclass(frozen=True)
class Sight:
    """An office that may see the matter beside its own, as its facts say, from one day to another, both included.

    ``name``: what it was called then, where that was recorded.
    """

    office_id: int
    reason: str
    from_on: date
    to_on: date | None = None
    name: str = field(default="", compare=False)


@dataclass(frozen=True)
class Caution:
    """What the person who has just typed is shown after saving, and nobody else: never stored, never a refusal.

    ``says(data)`` returns the sentence or None; ``does`` is the code of the action its button opens, with ``preset``.
    """

    says: Callable[[Mapping[str, Any]], str | None]
    does: str
    button: str
    preset: tuple[tuple[str, str], ...] = ()
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Action:
    """One thing an official does. ``from_`` empty opens a matter; ``to`` None stays in the stage."""

    code: str
    label: str
    from_: tuple[Stage, ...] | str
    by: Permission | None  # None: the system itself, never offered
    to: Stage | Goes | Back | None = None
    needs: tuple[Need, ...] = ()
    conditions: tuple[Condition, ...] = ()
    cite: tuple[Citation, ...] = ()  # of several editions of one law the one in force on its day is shown
    produces: tuple[Produces, ...] = ()
    gives_number: NumberRule | None = None
    not_by: str = ""  # 两人办理: not the person who did this action
    not_by_handler: bool = False  # 两人办理: not the person who handles the matter
    never_by: tuple[str, ...] = ()  # 两人办理 without any way out: nobody who ever did one of these here
    way_out: str = EXEMPTION  # 两人办理, where the office has one person: a logged exemption, or up to the bureau's section
    help: str = ""
    primary: bool = False  # the step one usually takes next
    group: str = ""  # the heading it is folded under while nothing asks for it: 外出, 奖惩
    repeats: bool = True
    in_force: InForce | None = None  # a step that an earlier or a later law knows: refused on other days
    dated_by: str = ""  # the need that says on which day it happened, where that is not the day of the entry (a postmark)
    day_word: str = ""  # what its day is called on its form, where 发生日期 does not say which: 委托书生效日期
    # who besides the author reads its private needs; None: the head of the committee that handles the matter
    private_to: Permission | None = None
    sentence: str = ""  # the timeline's sentence, with {need} slots in words
    changes_parties: bool = False
    # what is read elsewhere at that moment (another matter, a roster) and recorded with the entry: conditions judge it as
    # data, and rebuilding never asks again
    gathers: Callable[[Asking], Mapping[str, Any]] | None = None
    # where many matters are opened at once: asks of all of them in one question what ``gathers`` asks of each, and lets it
    # be known (:mod:`fengqiao.matter.asked_once`); it decides nothing
    foresees: Callable[[Sequence[Asking]], None] = field(default=lambda askings: None)
    offered: bool = True  # among the next steps; otherwise only where a page of its own leads to it
    # what entitles the office to it beside the person's permission, such as a delegation in writing: asked when the action
    # is offered and when it is done, on its day; says in the refusal who does it instead
    warrant: Callable[[Matter, date], Reason | None] = field(default=lambda matter, day: None)
    # other matters the action changes too: ``touches`` names them, by its own matter's id and its data, so that all are
    # locked in the order of their ids; ``carries`` does it through the same door, in the same transaction
    touches: Callable[[UUID, Mapping[str, Any]], Iterable[UUID]] = field(default=lambda matter_id, data: ())
    carries: Callable[[Carrying], None] = field(default=lambda carrying: None)
    cautions: tuple[Caution, ...] = ()
    # what of its form is known from the facts on the day it is opened: the place and time that were agreed
    begins_with: Callable[[Facts, date], Mapping[str, Any]] = field(default=lambda facts, today: {})
    beside: str = ""  # the url name of a panel beside the form that answers what has been typed so far
    recalls: tuple[str, ...] = ()  # the earlier acts whose words stand beside the form: what is decided about

    @property
    def opens(self) -> bool:
        return self.from_ == ()

    def allowed_in(self, stage: Stage | None) -> bool:
        """Whether the stage admits the action."""
        if self.from_ == ANY:
            return stage is not None
        if self.from_ == ANY_OPEN:
            return stage is not None and not stage.closed
        if not self.from_:
            return stage is None
        return stage in self.from_

    def next_stage(self, stage: Stage | None, facts: Facts) -> Stage:
        """The stage after the action; where it goes back, the path says it (:func:`timeline.replay`)."""
        if isinstance(self.to, Back):
            raise ValueError(f"action {self.code} goes back to a stage that only the path knows")
        goes = self.to.pick(facts) if isinstance(self.to, Goes) else self.to
        if goes is not None and goes not in self.may_reach():
            raise ValueError(f"action {self.code} picked stage {goes.code}, which its declaration does not name")
        after = goes or stage
        if after is None:
            raise ValueError(f"action {self.code} opens a matter but names no stage")
        return after

    def may_reach(self) -> tuple[Stage, ...]:
        """The stages it can lead to, other than staying."""
        if self.to is None:
            return ()
        return self.to.among if isinstance(self.to, Goes | Back) else (self.to,)


@dataclass(frozen=True)
class Start:
    """A clock that starts: ``key`` tells several clocks of one deadline apart; ``on`` is the day that is not counted.

    ``at_most``: the period it began with, where a limit lengthened since is not to lengthen it. ``lasts``: the period agreed or granted in
    place of the rule's own. ``at``: the instant a period of hours begins with; without it the end of the day: no earlier minute is known.
    """

    on: date
    key: str = ""
    label: str = ""
    at_most: Period | None = None
    lasts: Period | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Moment:
    """A day read from the facts rather than an action's own day, such as the day an agreement takes effect."""

    label: str
    starts: Callable[[Facts], Iterable[Start]]


class Beat(Enum):
    """What a rhythm is measured in; the value is its Chinese measure word."""

    DAY = "日"
    WEEK = "周"
    MONTH = "个月"


@dataclass(frozen=True)
class Rhythm:
    """Windows of one length that follow one another without a hole, from one day to another, both included.

    Each is reckoned from the first day, so that a month's end does not wander. What is left at the end asks for nothing,
    unless ``rest`` says so. ``key`` tells the rhythms of one deadline apart.
    """

    from_on: date
    every: int
    beat: Beat
    to_on: date | None = None
    key: str = ""
    rest: bool = False

    @property
    def words(self) -> str:
        """每周一次, 每2个月一次."""
        return f"每{self.every if self.every > 1 or self.beat is Beat.MONTH else ''}{self.beat.value}一次"


@dataclass(frozen=True)
class Recurring:
    """What comes due again and again: the rhythms that the facts lay down, one after another.

    Its clocks are laid out to a day, the sweep goes on; an act meets the window it names (``of_window``) or falls into.
    """

    label: str
    rhythms: Callable[[Facts], Iterable[Rhythm]]
    of_window: str = "window"


@dataclass(frozen=True)
class Met:
    """What meets a deadline besides an action: ``on(facts, key)`` returns the day it was met, or None.

    ``at``: the minute, where the act says it; a period of hours is judged by it.
    """

    label: str
    on: Callable[[Facts, str], date | None]
    at: Callable[[Facts, str], datetime | None] | None = None


@dataclass(frozen=True)
class Expiry:
    """What it means that the time ran out. With ``effect`` the law itself acts: that action is recorded by the system."""

    meaning: str
    effect: Action | None = None


OVERDUE = Expiry("逾期")


@dataclass(frozen=True)
class Pause:
    """Days between two actions that are not counted. ``only_if`` narrows by the facts of the pausing entry's data; ``ended`` names the
    pausing act's own need for the last of these days, where it was over when it was entered."""

    by: Action
    until: Action
    only_if: Callable[[Mapping[str, Any]], bool] = field(default=lambda data: True)
    ended: str = ""


@dataclass(frozen=True)
class Extension:
    """An agreed or approved later end: ``until`` names the action's need that holds the new last day."""

    by: Action
    until: str
    cite: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Todo:
    """What the clock asks somebody to do: a verb first, and the action that does it."""

    label: str
    does: Action | None = None
    names: bool = False  # whether the list says which one, in the clock's own words: 按约调解：12月3日（周四）9:30


# The rule's name; which of several, in the clock's own words; its key; its last day; its source; what to do next
REMINDER_FIELDS = frozenset({"label", "item", "key", "on", "source", "todo"})


@dataclass(frozen=True)
class Reminder:
    """One rung of announcing a clock. ``when``: days from its last day, before it negative, the day itself 0.

    ``to`` holds HANDLER or codes of roles: each hears by a notice of its own. ``text`` may use
    :data:`REMINDER_FIELDS`. A rung on or before the last day that falls on a rest day moves to an earlier working day, never later.
    """

    code: str
    when: tuple[int, ...]
    level: str
    text: str
    to: tuple[str, ...] = ("handler",)
    working: bool = False  # ``when`` counts working days
    least_days: int = 0  # only for periods at least this long, in calendar days


@dataclass(frozen=True)
class Alert:
    """A notice that follows from the facts. ``says(facts)`` returns the sentence or None; ``facts.day`` is the day asked.

    The sentence holds no personal data. One notice for each ``key`` of the facts, so that the same thing is said once.
    ``turns_on`` (see `turning`): when the nights ask again; every act asks at once.
    """

    code: str
    level: str
    says: Callable[[Facts], str | None]
    to: tuple[str, ...] = ("handler",)
    key: Callable[[Facts], str] = field(default=lambda facts: "")
    does: Action | None = None  # what it asks for: where nobody handles the matter, those hear who may do that
    turns_on: Callable[[Facts], date | None] = every_day


@dataclass(frozen=True)
class Deadline:
    """A period with a beginning, a length, what meets it and what its end means.

    Statutory ones carry ``cite``; a house limit (本局时限) carries ``basis``, the bureau's own paper, and is amber at most.
    ``period`` may be a callable of the bureau's parameters where the law leaves the length to the county.
    """

    code: str
    label: str
    period: Period | Callable[[Mapping[str, Any]], Period | None]
    after: Action | Moment | Recurring
    met_by: tuple[Action | Met, ...]
    on_expiry: Expiry
    cite: tuple[Citation, ...] = ()
    basis: tuple[Citation, ...] = ()
    todo: Todo | None = None
    whose: str = "本所"
    applies: Callable[[Facts], bool] = field(default=lambda facts: True)
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    warn_days: int = 7
    asks_days_before: int | None = None  # its task begins so many days before the last day; None: with the clock itself
    in_force: InForce | None = None  # by the day it starts: what began under an earlier law ends under it
    # what ends it though it was not met: the lateness has been dealt with, by an excuse or as a breach
    settled_by: tuple[Action, ...] = ()
    blocks_nothing: bool = False  # a party's right: announced, never a reason to refuse our work
    survives_closing: bool = False
    reminders: tuple[Reminder, ...] | None = None  # None: the usual ladder

    @property
    def statutory(self) -> bool:
        return not self.basis

    @property
    def sources(self) -> tuple[Citation, ...]:
        return self.cite or self.basis

    @cached_property
    def source_label(self) -> str:
        """The sources in words, as a screen shows them."""
        return "、".join(citation.label for citation in self.sources)

    @cached_property
    def source_keys(self) -> tuple[str, ...]:
        """The keys of the sources' pages."""
        return tuple(citation.url_key for citation in self.sources)

    @cached_property
    def declared(self) -> str:
        """Eight hexadecimal digits over what is declared: tells a row of an older declaration from a changed one."""
        words = [self.code, self.label, self.whose, str(self.warn_days), self.on_expiry.meaning, str(self.statutory)]
        words += ["parameter" if callable(self.period) else repr(self.period)]
        words += [citation.label for citation in self.sources]
        words += [self.after.code if isinstance(self.after, Action) else self.after.label]
        words += [met.label if isinstance(met, Met) else met.code for met in self.met_by]
        words += [action.code for action in self.settled_by]
        return sm3("\n".join(words).encode()).hex()[:8]


@dataclass(frozen=True)
class Expected:
    """What a stage waits for where no clock runs: it puts the matter on somebody's list."""

    stage: Stage
    todo: Todo
    unless: Callable[[Facts], bool] = field(default=lambda facts: False)
    whose: str = "本所"


@dataclass(frozen=True)
class Aspect:
    """A second thing a matter is, beside its stage: 司法确认：已提交."""

    label: str
    word: Callable[[Facts], str]


@dataclass(frozen=True)
class Urgency:
    """How pressing a matter is beside its days: where several end on one day, the higher ``place`` stands first.

    0 ordinary, 1 to be watched, 2 urgent. ``word`` says why, as a list shows it: of the matter, never of a person.
    """

    place: int = 0
    word: str = ""


@dataclass(frozen=True)
class Journey:
    """Several actions in one form: a case done on paper, an oral case on one page.

    ``steps(data)`` returns (action, data, happened_on) in order; they are done in one transaction or not at all.
    """

    code: str
    label: str
    by: Permission
    needs: tuple[Need, ...]
    steps: Callable[[Mapping[str, Any]], list[tuple[Action, dict[str, Any], date]]]
    help: str = ""
    verb: str = "登记"  # what its button says
    under_own: bool = True  # its permission stands for all its steps; otherwise each step asks for its own
    beside: str = ""  # the url name of a panel beside the form that answers what has been typed so far


@dataclass(frozen=True)
class Procedure:
    """One procedure of one line, as one version of the law has it."""

    code: str
    label: str
    in_force_from: date
    stages: tuple[Stage, ...]
    actions: tuple[Action, ...]
    deadlines: tuple[Deadline, ...]
    expected: tuple[Expected, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    journeys: tuple[Journey, ...] = ()
    in_force_until: date | None = None
    left_to_people: Mapping[Citation, str] = field(default_factory=dict)
    office_kinds: tuple[str, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)  # the bureau's, with their start values
    # what those of them are called that are not the length of a deadline, with their unit: 每年培训（学时）
    parameter_words: Mapping[str, str] = field(default_factory=dict)
    project: Callable[[Facts], dict[str, Any]] = field(default=lambda facts: {})
    # writes the line's own rows that follow from the facts, in the action's transaction; repeatable. The second facts are
    # those before the act, from which the stored rows follow; None where they may be wrong and are written anew
    keeps: Callable[[Matter, Facts, Facts | None], None] = field(default=lambda matter, facts, before: None)
    # what of the rows written by ``keeps`` is not as the facts say, in words: ``verify`` names it
    kept: Callable[[Matter, Facts], Iterable[str]] = field(default=lambda matter, facts: ())
    # the id of the office that has the matter now, where that may change (dispatch, escalation); None: where it was opened
    seat: Callable[[Facts], int | None] = field(default=lambda facts: None)
    # the offices that may see it beside that one: who sent it, who helps
    sight: Callable[[Facts], Iterable[Sight]] = field(default=lambda facts: ())
    alerts: tuple[Alert, ...] = ()
    urgency: Callable[[Facts], Urgency] = field(default=lambda facts: Urgency())
    # when an ended matter is sealed (:func:`sealed.with_sealing`); None: its matters never are
    seals: Callable[[Facts], Seal | None] | None = None
    retention: Retention | None = None  # how long personal values are kept (:func:`retention.with_retention`)

    def action(self, code: str) -> Action:
        """The declared action. Raises KeyError when there is none."""
        try:
            return self._actions_by_code[code]
        except KeyError:
            raise KeyError(f"{self.code}: no action {code!r}") from None

    @cached_property
    def _actions_by_code(self) -> dict[str, Action]:
        return {action.code: action for action in self.actions}

    @cached_property
    def recurs(self) -> bool:
        """Whether some of its deadlines come due again and again."""
        return any(isinstance(deadline.after, Recurring) for deadline in self.deadlines)

    @cached_property
    def with_effect(self) -> tuple[Deadline, ...]:
        """The deadlines whose end has an effect in law."""
        return tuple(rule for rule in self.deadlines if rule.on_expiry.effect is not None)

    def moved_by(self, action: Action) -> tuple[Deadline, ...]:
        """The deadlines whose end an action moves."""
        return self._moved.get(action.code, ())

    @cached_property
    def _moved(self) -> dict[str, tuple[Deadline, ...]]:
        extended = [rule for rule in self.deadlines if rule.extension is not None]
        by = {rule.extension.by.code for rule in extended if rule.extension}
        return {code: tuple(r for r in extended if r.extension and r.extension.by.code == code) for code in by}

    def stage(self, code: str) -> Stage:
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(f"{self.code}: no stage {code!r}")

    @property
    def numbered(self) -> bool:
        """Whether matters of this procedure are given a number."""
        return any(action.gives_number for action in self.actions)

    @property
    def openings(self) -> tuple[Action, ...]:
        return tuple(action for action in self.actions if action.opens)

    @property
    def version(self) -> str:
        return self.in_force_from.isoformat()
