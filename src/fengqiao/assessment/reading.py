"""Who reads which sheets. The bureau reads all; a unit its own and how many stand behind it; lists go out once a year.

按月、按季排名通报是基层负担：within the year a unit sees itself and nobody else, unless the scheme says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from fengqiao.assessment import results, rounds
from fengqiao.assessment.codes import Scope
from fengqiao.assessment.models import Round, Run, Scheme, Sheet, SheetCheck
from fengqiao.assessment.permissions import SEE, SEE_ALL
from fengqiao.assessment.scoring import half_up, plain
from fengqiao.divisions.territory import county_of, county_reach
from fengqiao.matter import net
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor

TOLD = (rounds.SELF_CHECK.code, rounds.PROVISIONAL.code, rounds.APPEAL.code, rounds.FINAL.code, rounds.PUBLISHED.code)
PLACED = TOLD[1:]  # before that a unit checks its figures, not its place
NONE, EVEN = "—", "持平"


@dataclass(frozen=True)
class Reader:
    """Somebody before the sheets of a round."""

    actor: Actor
    found: Round
    scheme: Scheme

    @property
    def sees_all(self) -> bool:
        return self.actor.holds(SEE_ALL)

    @property
    def sees_list(self) -> bool:
        """Whether other units' totals are shown: to the bureau always, to units once it is published and goes out."""
        return self.sees_all or (self.found.stage == rounds.PUBLISHED.code and (self.found.period.is_year or self.scheme.interim_lists))

    @property
    def sees_others(self) -> bool:
        """Whether other units' items are shown: 系统内 and 公开 alone."""
        return self.sees_all or (self.sees_list and self.scheme.publish_scope != Scope.SELF)

    @property
    def sees_places(self) -> bool:
        return self.sees_all or self.found.stage in PLACED

    @property
    def goes_out(self) -> bool:
        """Whether there is something to be published outside: a scheme that says 公开, once its results are."""
        return self.sees_all and self.scheme.publish_scope == Scope.PUBLIC and self.found.stage == rounds.PUBLISHED.code

    def is_own(self, sheet: Sheet) -> bool:
        return sheet.office_id == self.actor.office_id

    def tells(self, sheet: Sheet) -> bool:
        """Whether the exact numbers of people are told: not those of another unit."""
        return self.sees_all or self.is_own(sheet)


@contextmanager
def county_wide(actor: Actor) -> Iterator[None]:
    """The block reads what lies with the bureau; each reading below asks first who may. A post that reaches the county needs no widening."""
    low, high = county_reach(actor.territory)
    if actor.low <= low and high <= actor.high:
        yield
        return
    with net.widened(low, high):
        yield


def reader(actor: Actor, code: str) -> Reader:
    """The round of one's county, as far as it was told; inside :func:`county_wide`. Raises NotVisible."""
    try:
        pk = UUID(code)
    except ValueError:
        raise NotVisible from None
    if not actor.holds(SEE):
        raise NotVisible
    found = Round.objects.filter(pk=pk, territory=county_of(actor.territory)).exclude(stage=VOIDED.code).select_related("scheme").first()
    if found is None or (not actor.holds(SEE_ALL) and found.stage not in TOLD):
        raise NotVisible
    return Reader(actor, found, found.scheme)


def rounds_for(actor: Actor) -> list[Round]:
    """The rounds of one's county that one may know of, the latest first; inside :func:`county_wide`."""
    rows = Round.objects.filter(territory=county_of(actor.territory)).exclude(stage=VOIDED.code).select_related("scheme").order_by("-to_on", "-from_on")
    return [each for each in rows if actor.holds(SEE_ALL) or each.stage in TOLD]


def run_for(by: Reader) -> Run:
    """The computation that holds; inside :func:`county_wide`. Raises NotVisible."""
    try:
        return results.run_of(by.found.pk)
    except Run.DoesNotExist:
        raise NotVisible from None


def sheets_for(by: Reader, run: Run) -> list[Sheet]:
    """The sheets one may read, by place; those without one last; inside :func:`county_wide`."""
    rows = Sheet.objects.filter(run=run).select_related("office")
    found = list(rows if by.sees_list else rows.filter(office_id=by.actor.office_id))
    return sorted(found, key=lambda each: (each.group, each.rank is None, each.rank or 0, each.territory))


def sheet_for(by: Reader, office: int) -> Sheet:
    """One unit's sheet of the computation that holds; inside :func:`county_wide`. Raises NotVisible."""
    if not by.sees_others and office != by.actor.office_id:
        raise NotVisible
    rows = Sheet.objects.filter(run__round_id=by.found.pk, office_id=office).select_related("office", "run", "run__snapshot")
    found = rows.order_by("-run__version").first()
    if found is None:
        raise NotVisible
    return found


def checks_of(by: Reader, office: int) -> list[SheetCheck]:
    """What a unit said of its sheets in this round, for who may read it; inside :func:`county_wide`."""
    if not by.sees_all and office != by.actor.office_id:
        return []
    return list(SheetCheck.objects.filter(sheet__office_id=office, sheet__run__round_id=by.found.pk).select_related("made_by"))


def own_totals(actor: Actor, rounds_told: Iterable[Round]) -> dict[UUID, Sheet]:
    """One's own office's latest sheet of each of these rounds; inside :func:`county_wide`."""
    rows = Sheet.objects.filter(office_id=actor.office_id, run__round_id__in=[each.pk for each in rounds_told]).select_related("run").order_by("run__version")
    return {sheet.run.round_id: sheet for sheet in rows}


# Against another period ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Earlier:
    """A unit's sheet of another period, and what that period is called: 环比, 同比."""

    label: str
    words: str
    sheet: Sheet

    def row(self, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The same indicator there: by the indicator it reads, else by its name."""
        key = (row.get("set"), row.get("indicator"))
        for each in self.sheet.items:
            if ((each.get("set"), each.get("indicator")) == key and key[0]) or (not key[0] and each["label"] == row["label"]):
                return each  # type: ignore[no-any-return]  # JSON
        return None


def earlier(by: Reader, office: int) -> list[Earlier]:
    """The same unit the period before and the year before, as far as they were assessed and fixed; inside :func:`county_wide`."""
    period = by.found.period
    wanted = {(each.from_on, each.to_on): (label, each) for label, each in (("上期", period.before()), ("去年同期", period.year_before()))}
    fixed = Round.objects.filter(territory=by.found.territory, stage__in=(rounds.FINAL.code, rounds.PUBLISHED.code))
    mine = fixed.filter(pk=OuterRef("run__round_id"))
    rows = Sheet.objects.filter(office_id=office).annotate(from_on=Subquery(mine.values("from_on")[:1]), to_on=Subquery(mine.values("to_on")[:1]))
    rows = rows.filter(from_on__in=[key[0] for key in wanted], to_on__in=[key[1] for key in wanted]).order_by("run__version")
    last = {(sheet.from_on, sheet.to_on): sheet for sheet in rows}
    return [Earlier(label, each.words, last[key]) for key, (label, each) in wanted.items() if key in last]


def change(now: Mapping[str, Any], then: Mapping[str, Any], unit: str) -> str:
    """N6: +12.5%, of rates +3.10个百分点, 持平; from nought no per cent, the difference alone."""
    one, two = now.get("x"), then.get("x")
    if one is None or two is None:
        return NONE
    here, there = Fraction(one), Fraction(two)
    if here == there:
        return EVEN
    if unit == "%":
        return f"{half_up(here - there):+}个百分点"
    if not there:
        return f"{NONE}（{_signed(here)}{unit}）"
    return f"{half_up((here - there) / there * 100, 1):+}%"


def _signed(number: Fraction) -> str:
    return f"+{plain(number)}" if number > 0 else plain(number)


def places_moved(now: Sheet, then: Sheet) -> str:
    """上升2位, 下降1位, 位次不变."""
    if now.rank is None or then.rank is None:
        return NONE
    moved = then.rank - now.rank
    return f"上升{moved}位" if moved > 0 else f"下降{-moved}位" if moved else "位次不变"


