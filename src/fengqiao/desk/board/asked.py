"""Whose board it is: the lines whose figures the person sees, whole or as sums alone, and what was asked of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest

from fengqiao.desk.figures import asked as questions
from fengqiao.desk.figures.asked import Locked, Question
from fengqiao.indicators import periods
from fengqiao.indicators.periods import Period
from fengqiao.indicators.permissions import SEE_SUMS
from fengqiao.indicators.registry import IndicatorSet, sets, sets_for
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor

MONTHS = 24  # on the axis of the line; beside each the same month a year before
SEASONS = 12  # months of what is told by season


@dataclass(frozen=True)
class Board:
    """The question, the sets that stand on the board, the one that is drawn, and whether all of them were asked for."""

    question: Question
    sets: tuple[IndicatorSet, ...]
    drawn_set: IndicatorSet
    line: str = ""
    show: str = ""  # the figure that is drawn, where another than the usual was asked for
    wall: bool = False
    lock: Locked | None = None  # of a period that is over and locked

    @property
    def whole(self) -> bool:
        """Whether the figures open: of a post that sees sums alone none does, and where it is told by village it is told by town."""
        return opens(self.question.actor)

    @property
    def drawn(self) -> Indicator:
        return self.drawn_set.indicator(self.show or self.drawn_set.shown.drawn)

    @property
    def spots(self) -> Indicator | None:
        code = self.drawn_set.shown.spots
        return self.drawn_set.indicator(code) if code else None

    @property
    def by_month(self) -> bool:
        """Whether months may be told: of persons not to whom sums alone are shown, as they would follow from each other."""
        return self.whole or not self.drawn.people

    def url(self, name: str = "board", **other: str) -> str:
        """A page of the board with the same question."""
        return self.question.url(name, **{"line": self.line, "show": self.show, "wall": "1" if self.wall else "", **other})

    @property
    def drawable(self) -> list[Indicator]:
        """The figures that may be drawn: the usual one, and the line's tiles that are read from sums."""
        found = [self.drawn_set.shown.drawn, *self.drawn_set.shown.tiles]
        return [each for each in map(self.drawn_set.indicator, dict.fromkeys(found)) if each.is_summed]

    def figure_url(self, of: IndicatorSet, indicator: Indicator, **other: str) -> str:
        """The figure's own page; nothing for whom it does not open."""
        return self.question.url("figure", of.code, indicator.code, **other) if self.whole else ""

    def months(self) -> list[Period]:
        """The last two years' months, the last one cut where the period ends."""
        end = self.question.period.to_on
        first = date(end.year - MONTHS // 12, end.month, 1)
        return Period(first, end).months()[1:]


def opens(actor: Actor) -> bool:
    """Whether the person's posts see more than sums."""
    return not actor.holds(SEE_SUMS)


def sees_board(actor: Actor) -> bool:
    """Whether there is a board for this post at all."""
    return actor.holds(SEE_SUMS) or bool(sets_for(actor))


def read(request: HttpRequest, today: date) -> Board:
    """The board of this address. Raises Refused for a post that sees no figures."""
    question = questions.read(request, today)
    actor = question.actor
    mine = tuple(each for each in (sets_for(actor) if opens(actor) else sets()) if each.shown.drawn)
    if not mine:
        raise Refused.because("permission", "您的岗位不看统计，没有驾驶舱。需要某项数字的，请问本单位负责人。")
    if not opens(actor):
        question = _sums(question)
    chosen = next((each for each in mine if each.code == request.GET.get("line")), None)
    drawn = chosen or mine[0]
    show = request.GET.get("show", "")
    lock = questions.lock_on(question.asked) if question.period.to_on < today else None
    found = Board(question, mine, drawn, chosen.code if chosen else "", wall=request.GET.get("wall") == "1", lock=lock)
    return replace(found, show=show) if show in {each.code for each in found.drawable} else found


def _sums(question: Question) -> Question:
    """Sums alone: the whole reach, this year or last: what is asked in many ways would tell of few people by subtraction."""
    usual = dict(periods.usual(question.today))
    period = usual["去年"] if question.period == usual["去年"] else usual["今年"]
    own = next(each for each in question.offices if each.pk == question.actor.office_id)
    return replace(question, period=period, office=own, as_was=False, said="")

