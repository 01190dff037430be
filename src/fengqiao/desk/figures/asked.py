"""What a page of figures was asked: whose, of which days, counted where. From the address, and back into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from fengqiao.indicators import folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import Figure
from fengqiao.indicators.freezing import Key, figures_of, locked
from fengqiao.indicators.periods import NoPeriod, Period
from fengqiao.indicators.registry import IndicatorSet, find
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.matter.models import FormerSeat
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind

FOLDED_AT_ONCE = 200
_BODIES = (OfficeKind.BUREAU, OfficeKind.OFFICE, OfficeKind.COMMITTEE, OfficeKind.STATION)


@dataclass(frozen=True)
class Question:
    """One page's question. ``offices`` may be asked for; ``said`` is what was wrong with the address, when something was;
    ``waiting``: changes that are not yet in the figures."""

    actor: Actor
    office: Office
    period: Period
    today: date
    offices: tuple[Office, ...]
    as_was: bool = False
    said: str = ""
    waiting: int = 0

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
    waiting = folding.fold_little(FOLDED_AT_ONCE)
    said: list[str] = []
    period = dict(periods.usual(today))["今年"]
    try:
        period = _period(request) or period
    except NoPeriod as wrong:
        said.append(f"{wrong}现在显示的是{period.words}。")
    offices = _offices_below(actor)
    office = _office(request, actor, offices, said)
    return Question(actor, office, period.until(today), today, offices, request.GET.get("was") == "1", "".join(said), waiting)


def _period(request: HttpRequest) -> Period | None:
    from_on, to_on = request.GET.get("from", "").strip(), request.GET.get("to", "").strip()
    if from_on or to_on:
        return periods.read(f"{from_on}..{to_on}")
    return periods.read(written) if (written := request.GET.get("period", "").strip()) else None


def _office(request: HttpRequest, actor: Actor, offices: Sequence[Office], said: list[str]) -> Office:
    own = next(each for each in offices if each.pk == actor.office_id)
    wanted = request.GET.get("office", "")
    found = next((each for each in offices if str(each.territory) == wanted), None)
    if found is None and wanted:
        said.append(f"这个机构不在您的辖区内，现在显示的是{own.name}。")
    return found or own


def _offices_below(actor: Actor) -> tuple[Office, ...]:
    """Whose figures one may ask for: one's own office, and the bodies inside one's reach, those that were merged away too."""
    inside = Q(territory__range=(actor.low, actor.high), kind__in=_BODIES)
    return tuple(Office.objects.filter(inside | Q(pk=actor.office_id)))


def have_moved(asked: Asked) -> bool:
    """Whether any matter here was counted elsewhere once: only then do the two ways of counting differ."""
    return FormerSeat.objects.filter(territory__range=(asked.low, asked.high)).exists()


@dataclass(frozen=True)
class Locked:
    """The lock that holds what is asked: when it was taken, its figures, and the address of all of them."""

    taken_at: datetime
    figures: Mapping[Key, Figure]
    url: str


def lock_on(asked: Asked) -> Locked | None:
    """None where these figures are not locked."""
    found = locked(asked)
    if found is None:
        return None
    snapshot, group = found
    return Locked(snapshot.taken_at, figures_of(snapshot, group), reverse("frozen", args=[snapshot.pk]) + (f"?office={group}" if group else ""))


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

def choices(question: Question) -> Iterable[dict[str, Any]]:
    """The offices one may ask for, as options."""
    for each in question.offices:
        depth = (each.territory // 10**6 % 1000 != 0) + (each.territory // 10**3 % 1000 != 0)
        gone = f"（{each.to_on.isoformat()}止）" if each.to_on and each.to_on < question.today else ""
        yield {"value": each.territory, "label": "　" * depth + each.short_name + gone, "selected": each.pk == question.office.pk}
