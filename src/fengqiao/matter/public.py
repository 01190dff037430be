"""What citizens do by themselves, declared by lines: services, what may be followed, and what one may do meanwhile.

A line says what it asks (one question to a screen), how what came in becomes a matter, and what of a matter this one
person is told. The pages know nothing of matters: they show what is declared here and the snapshots made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from fengqiao.documents import PaperKind
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Paper, Party
from fengqiao.matter.needs import Choice, LongText, Need
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office


@dataclass(frozen=True)
class Town(Need):
    """A town or street of the county; the value is ``<office>:<town>``, the office that serves it."""


@dataclass(frozen=True)
class Village(Need):
    """A village or community of the town chosen before; the value is its committee's id, 0 for 不清楚."""


@dataclass(frozen=True)
class Offered(Choice):
    """One of what the matter itself offers just now: its options come with the snapshot, under the need's name."""


@dataclass(frozen=True)
class Lines(LongText):
    """One thing to a line. ``reads`` raises ValueError with the sentence to show where it cannot read them."""

    reads: Callable[[str], object] = str


@dataclass(frozen=True)
class Photos(Need):
    """Photographs and papers, camera first."""

    most: int = 9


def _always(data: Mapping[str, Any]) -> bool:
    return True


@dataclass(frozen=True)
class Screen:
    """One question. ``when``: asked only if the answers so far call for it."""

    code: str
    question: str
    needs: tuple[Need, ...]
    help: str = ""
    when: Callable[[Mapping[str, Any]], bool] = _always


CONSULT, APPLY, SUPPLY, PROGRESS, BOOK = "consult", "apply", "supply", "progress", "book"
SCOPES = ((CONSULT, "咨询"), (APPLY, "申请"), (SUPPLY, "补材料"), (PROGRESS, "查进度"), (BOOK, "预约"))


@dataclass(frozen=True)
class Deputy:
    """Who acts for another today: ``authority`` is the matter that says so, ``scopes`` what for. ``person_phone`` may be empty."""

    authority: UUID
    person: str
    person_phone: str
    name: str
    phone: str
    scopes: frozenset[str]
    statutory: bool = False


@dataclass(frozen=True)
class SentIn:
    """What a citizen sent: clean answers, the telephone that was verified, files that lie in the store of matters.

    With a ``deputy`` somebody else sent it, and ``phone`` is that of the person it was done for.
    """

    key: UUID
    data: Mapping[str, Any]
    phone: str
    files: list[dict[str, Any]]
    actor: Actor
    sent_at: datetime
    now: datetime
    deputy: Deputy | None = None

    @property
    def behalf_of(self) -> str:
        """How the timeline names who did it."""
        if self.deputy is not None:
            return f"{self.deputy.name[:16]}（代办人，尾号{self.deputy.phone[-4:]}）替{self.deputy.person[:16]}"
        return f"本人（尾号{self.phone[-4:]}）"

    @property
    def once(self) -> str:
        """The token under which it is done once."""
        return f"portal-{self.key.hex}"


@dataclass(frozen=True)
class Answer:
    """What somebody who only asked is told on the spot: a sentence, what to know or bring, and what to do next.

    ``goes_to``: the code of the service its button begins, if any; ``goes_label`` what the button says.
    """

    said: str
    points: tuple[str, ...] = ()
    next: str = ""
    goes_to: str = ""
    goes_label: str = "去申请"


@dataclass(frozen=True)
class Written:
    """A paper made from somebody's own answers, theirs to print and sign. What they left out prints as a line to write on.

    ``warned``: what makes this one harder than it looks; ``points``: what to do with it; ``laws``: (article, day of its text).
    ``neutral``: the file is not named after the paper, for others may see the device.
    """

    kind: PaperKind
    values: Mapping[str, Any]
    warned: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    laws: tuple[tuple[str, str], ...] = ()
    neutral: bool = False


@dataclass(frozen=True)
class PublicService:
    """Something a citizen may begin. ``take`` opens the matter and returns it. Raises Refused with the reason to show.

    With ``answers`` nothing is sent, no telephone asked for and nothing kept: the answers are answered at once. With ``writes``
    likewise, and they become a paper of today to take away; or an answer, where no paper should be written without advice.
    ``place``: where on the first page, the smaller the higher. ``goes_to``: the service that helps where this one does not.
    """

    code: str
    label: str
    icon: str
    help: str
    screens: tuple[Screen, ...]
    take: Callable[[SentIn], Matter]
    done: str = "已经收到，会有人联系您。"
    send_label: str = "发送"
    answers: Callable[[Mapping[str, Any]], Answer] | None = None
    place: int = 50
    writes: Callable[[Mapping[str, Any], date], Written | Answer] | None = None
    goes_to: str = ""
    deputed: tuple[Screen, ...] = ()  # what a deputy is asked who begins it for another; empty: nobody does

    @property
    def keeps_nothing(self) -> bool:
        """Whether the answers go no further than this page."""
        return self.answers is not None or self.writes is not None


@dataclass(frozen=True)
class PublicAct:
    """Something a citizen may do in a matter they follow. ``once``: offered until it was done.

    ``scope``: what a deputy must be authorised for to do it; empty: only the person themselves. ``do`` returns the matter it opened, if any.
    """

    code: str
    label: str
    help: str
    screens: tuple[Screen, ...]
    do: Callable[[Matter, SentIn], Matter | None]
    send_label: str = "发送"
    done: str = "已经收到。"
    once: bool = False
    scope: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing a guide tells: words for everybody, of nobody. ``until_on``: an ISO day from which it is not shown any more.

    ``goes_to``: where its own button leads: a service (``ask-law``), a service with its first question answered (``paper:order``),
    ``mine``, or a telephone (``tel:12348``); without it the guide's own.
    """

    key: str
    title: str
    said: str
    group: str = ""
    points: tuple[str, ...] = ()  # what to bring, what to do
    laws: tuple[tuple[str, str], ...] = ()  # (article as cited, day of its text)
    more: str = ""  # where and when, here
    checked_on: str = ""
    until_on: str = ""
    goes_to: str = ""
    goes_label: str = ""


@dataclass(frozen=True)
class Guide:
    """What citizens may read without an account, published with the county's board: ``entries(low, high, today)``.

    ``goes_to``: the code of the service its button begins, if any. ``points_word`` stands over an entry's points.
    ``articles``: what is asked in plain words is looked for in the statute library, too. ``search_word`` stands over the line to ask in.
    ``cards``: few and short: nothing to search, the words of the law stand open, and all of them print on one page.
    """

    code: str
    label: str
    icon: str
    help: str
    entries: Callable[[int, int, date], Iterable[Entry]]
    goes_to: str = ""
    goes_label: str = ""
    points_word: str = "要带什么"
    note: str = ""
    articles: bool = False
    search_word: str = "想问什么，像说话一样写"
    cards: bool = False


@dataclass(frozen=True)
class Step:
    """One stop on the way: ``state`` is done, now or next; ``on`` an ISO date or empty."""

    label: str
    state: str
    on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Snapshot:
    """What one person is told of one matter: words and dates only, nobody else's name, number or address."""

    title: str
    number: str
    state: str
    who: str
    steps: tuple[Step, ...]
    since_on: str = ""
    until_on: str = ""
    until_word: str = ""
    can: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()  # (who or what, words for this person)
    acts: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()  # those of the acts one is waited for to do: shown first
    offered: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # options by need
    meeting: str = ""  # the time and place agreed
    papers: tuple[int, ...] = ()  # numbers of papers issued to this person
    closed: bool = False
    quiet: bool = False  # no message to the telephone: others may read it
    unnamed: bool = False  # papers are called by their day alone: others may look at the screen
    related: tuple[UUID, ...] = field(default=(), compare=False)  # matters whose course shows here
    own_only: bool = False  # nobody who acts for the person may learn that there is such a thing

    def plain(self) -> dict[str, Any]:
        """As it is published; papers are named by the publisher."""
        found = asdict(self)
        for inside in ("papers", "related", "own_only"):
            found.pop(inside)
        return found


@dataclass(frozen=True)
class Follows:
    """How a line's matters are followed: by whom, and what they are told. ``find`` is given a verified telephone."""

    line: str
    find: Callable[[str], Iterable[UUID]]
    tell: Callable[[Matter, str], Snapshot | None]  # None: this telephone is told nothing of it
    acts: tuple[PublicAct, ...] = ()
    may_have: Callable[[Matter, str, Paper], bool] = field(default=lambda matter, phone, paper: False)
    # telephones of those who are asked something and may never have looked here: they are told where to look
    asked: Callable[[Matter], Iterable[str]] = field(default=lambda matter: ())
    # the matter in which one of them is told of it, where that is another one: a reporter's own report
    where: Callable[[Matter, str], Matter] = field(default=lambda matter, phone: matter)
    # with which scope a deputy sees how it stands; who may only ask sees what they asked themselves. Empty: no deputy sees any of it
    by_deputy: frozenset[str] = frozenset()

    def act(self, code: str) -> PublicAct:
        """The declared act. Raises KeyError."""
        return next(act for act in self.acts if act.code == code) if code in self.codes else _unknown(code)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(act.code for act in self.acts)


def _unknown(code: str) -> Any:
    raise KeyError(f"unknown act {code!r}")


@dataclass(frozen=True)
class Deputies:
    """Who acts for whom, as a line keeps it. ``barred``: this deputy may not know of this matter, whatever the authority says."""

    line: str
    of_phone: Callable[[str], Iterable[Deputy]]
    of_authority: Callable[[UUID], Deputy | None]  # None: not in force today
    barred: Callable[[Deputy, Matter], bool]


_DEPUTIES: list[Deputies] = []


def deputises(declared: Deputies) -> Deputies:
    """Make the line known that keeps who acts for whom; there is one."""
    if _DEPUTIES and declared not in _DEPUTIES:
        raise ValueError("two lines keep who acts for whom")
    _DEPUTIES[:] = [declared]
    return declared


def deputies() -> Deputies | None:
    """The line that keeps them, if there is one."""
    return _DEPUTIES[0] if _DEPUTIES else None


_SERVICES: dict[str, PublicService] = {}
_FOLLOWS: dict[str, Follows] = {}
_GUIDES: dict[str, Guide] = {}


def offers(service: PublicService) -> PublicService:
    """Make a service known."""
    if service.code in _SERVICES and _SERVICES[service.code] is not service:
        raise ValueError(f"service offered twice: {service.code}")
    _SERVICES[service.code] = service
    return service


def follows(declared: Follows) -> Follows:
    """Make it known that a line's matters may be followed."""
    if declared.line in _FOLLOWS and _FOLLOWS[declared.line] is not declared:
        raise ValueError(f"line followed twice: {declared.line}")
    _FOLLOWS[declared.line] = declared
    return declared


def guides(declared: Guide) -> Guide:
    """Make a guide known."""
    if declared.code in _GUIDES and _GUIDES[declared.code] is not declared:
        raise ValueError(f"guide declared twice: {declared.code}")
    _GUIDES[declared.code] = declared
    return declared


def all_guides() -> list[Guide]:
    """All guides in the order they were declared."""
    return list(_GUIDES.values())


def services() -> list[PublicService]:
    """All services, those that come first on the page first; else in the order they were declared."""
    return sorted(_SERVICES.values(), key=lambda service: service.place)


def service(code: str) -> PublicService:
    """The service. Raises KeyError."""
    return _SERVICES[code]


def followed() -> list[Follows]:
    """How each line is followed."""
    return list(_FOLLOWS.values())


def follow_of(line: str) -> Follows:
    """How this line is followed. Raises KeyError."""
    return _FOLLOWS[line]


def phone_of(value: Any) -> str:
    """The digits of a telephone as it stands in a timeline, to be compared."""
    from fengqiao.vault import parse_phone

    return parse_phone(str(value or "")).digits


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def with_phone(line: str, phone: str, sides: Collection[str] = ()) -> Iterable[UUID]:
    """The matters of a line in which somebody left this telephone; on one of these sides, where they are named."""
    mine = Party.objects.filter(phone_index=ring().blind_index.of("phone", phone), matter__line=line)
    return (mine.filter(side__in=sides) if sides else mine).values_list("matter_id", flat=True).distinct()


# What lines ask of what was sent in ----------------------------------------------------------------------------------


def office_of_town(sent: SentIn, kinds: Collection[str] = ()) -> Office:
    """The office of the town chosen; one that was closed meanwhile, or is not of ``kinds``, hands over to its parent.

    Raises Refused where there is none, or it lies elsewhere.
    """
    number = str(sent.data.get("town", "")).partition(":")[0]
    office = Office.objects.filter(pk=int(number)).select_related("parent").first() if number.isdigit() else None
    while office is not None and (office.to_on is not None or (kinds and office.kind not in kinds)):
        office = office.parent
    if office is None or not sent.actor.reaches(office.territory):
        raise Refused.because("office", "没有找到负责那里的司法所。请重新选择乡镇，或拨打12348。")
    return office
