"""填报数据的核查规则：a unit's own total against what the records hold, a part against its whole."""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import plausible
from fengqiao.indicators.quality.plausible import Compared
from fengqiao.indicators.quality.rules import HOLD, Rule
from fengqiao.lines.burden import codes, held
from fengqiao.lines.burden.answers import state
from fengqiao.matter.actions import standing_of


def _corrected(period: Period) -> Iterator[Compared]:
    """Figures a unit wrote otherwise than its records, beside what the records hold by now: what was entered since is no doubt."""
    from fengqiao.lines.burden.models import FigureAnswer

    rows = FigureAnswer.objects.filter(to_on__range=(period.from_on, period.to_on), filled_on__isnull=False, corrected__gt=0).exclude(stage="voided")
    for row in rows.select_related("office").order_by("territory", "pk"):
        answers = [each for each in state.answers(standing_of(row).facts) if each.corrected]
        now = held.values([each.field.key for each in answers], row.office, Period(row.from_on, row.to_on))
        for each in answers:
            set_code, _, code = each.field.key.partition(":")
            yield Compared(row.territory, row.pk, each.field.label, each.said, now.get(each.field.key, each.said), ((set_code, code),), each.field.key)


def _parts(period: Period) -> Iterator[Compared]:
    """Typed numbers whose label begins with 其中, beside the number above them."""
    from fengqiao.lines.burden.models import FigureAnswer

    rows = FigureAnswer.objects.filter(to_on__range=(period.from_on, period.to_on), filled_on__isnull=False).exclude(stage="voided")
    for row in rows.order_by("territory", "pk"):
        said = [(each.field.label, each.said) for each in state.answers(standing_of(row).facts) if each.field.how == codes.TYPED and each.said.isdigit()]
        for (label, part), (_, whole) in plausible.pairs_in_order(said):
            yield Compared(row.territory, row.pk, label, part, whole)


RULES = (
    Rule("figure_answers.otherwise", "报的数和记录不一样", "单位报的数和记录里的不一样，到现在也没有补录、更正。先补录或者更正，数自己会对上。", HOLD, plausible.told_otherwise(_corrected), locks_out=True),
    Rule("figure_answers.parts", "其中数大于总数", "填报的“其中”大于它上面的总数。", HOLD, plausible.part_over_whole(_parts), locks_out=True),
)  # fmt: skip
