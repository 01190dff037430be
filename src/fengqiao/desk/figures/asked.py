"""What a page of figures was asked: whose, of which days, counted where. From the address, and back into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from fengqiao.indicators import folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.periods import NoPeriod, Period
from fengqiao.indicators.registry import IndicatorSet, find
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.matter import changes, net
from fengqiao.matter.models import FormerSeat
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind

FOLDED_AT_ONCE = 200
_BODIES = (OfficeKind.BUREAU, OfficeKind.OFFICE, OfficeKind.COMMITTEE, OfficeKind.STATION)


@dataclass(frozen=True)
class Question:
    """One page's question. ``said`` is what was wrong with the address, when something was."""

    actor: Actor
    office: Office
    period: Period
    today: date
    as_was: bool = False
    said: str = ""

    @property
    def asked(self) -> Asked:
        low, high = self.office.reach
        return Asked(max(low, self.actor.low), min(high, self.actor.high), self.period, self.as_was)

    def url(self, name: str, *args: str, **other: str) -> str:
        """The address of a page with the same question; ``other`` replaces or adds parts, empty ones leave."""
        own = {"office": str(self.office.territory), "period": self.period.written, "was": "1" if self.as_was else ""}
        query = {key: value for key, value in {**own, **other}.items() if value}
        return f"{reverse(name, args=args)}?{urlencode(query)}"


def read(request: HttpRequest, today: date) -> Question:
    """The question of this address; what cannot be read falls back to this year and one's own office, and says so.

    What little changed since the last fold is folded first, so that the figures are those of this moment.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    with net.widened(*net.EVERYWHERE):
        folding.fold_changes(FOLDED_AT_ONCE)
    said: list[str] = []
    period = dict(periods.usual(today))["今年"]
    try:
        period = _period(request) or period
    except NoPeriod as wrong:
        said.append(f"{wrong}现在显示的是{period.words}。")
    return Question(actor, _office(request, actor, said), period.until(today), today, request.GET.get("was") == "1", "".join(said))


def _period(request: HttpRequest) -> Period | None:
    from_on, to_on = request.GET.get("from", "").strip(), request.GET.get("to", "").strip()
    if from_on or to_on:
        return periods.read(f"{from_on}..{to_on}")
    return periods.read(written) if (written := request.GET.get("period", "").strip()) else None


def _office(request: HttpRequest, actor: Actor, said: list[str]) -> Office:
    own = Office.objects.get(pk=actor.office_id)
    if not (wanted := request.GET.get("office", "")):
        return own
    found = Office.objects.filter(territory=int(wanted)).first() if wanted.isascii() and wanted.isdigit() else None
    if found is None or not actor.low <= found.territory <= actor.high:
        said.append(f"这个机构不在您的辖区内，现在显示的是{own.name}。")
        return own
    return found


def offices_below(actor: Actor) -> list[Office]:
    """Whose figures one may ask for: the bodies inside one's reach, those that were merged away too."""
    found = list(Office.objects.filter(territory__range=(actor.low, actor.high), kind__in=_BODIES))
    own = Office.objects.get(pk=actor.office_id)
    return found if any(each.pk == own.pk for each in found) else [own, *found]


def have_moved(asked: Asked) -> bool:
    """Whether any matter here was counted elsewhere once: only then do the two ways of counting differ."""
    return FormerSeat.objects.filter(territory__range=(asked.low, asked.high)).exists()


def waiting() -> int:
    """How many changes are not yet in the figures."""
    return changes.waiting()


def set_of(actor: Actor, code: str) -> IndicatorSet:
    """The set. Raises NotVisible for one that is not, Refused for one the person may not see."""
    try:
        found = find(code)
    except KeyError:
        raise NotVisible from None
    if not actor.holds(found.may_see):
        raise Refused.because("permission", actor.lacks(found.may_see))
    return found


def indicator_of(found: IndicatorSet, code: str) -> Indicator:
    """Raises NotVisible for one that is not."""
    try:
        return found.indicator(code)
    except KeyError:
        raise NotVisible from None


def shift(question: Question, period: Period) -> Question:
    """The same question of another period."""
    return replace(question, period=period)
