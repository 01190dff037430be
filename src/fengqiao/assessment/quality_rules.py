"""考核数据的核查规则：records corrected after a target was known until it was just met; a reported part above its whole.

A correction is ordinary work. What is told is only that, without the corrected matters, the target would not be met.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

from fengqiao.assessment import codes, rounds, rules, values
from fengqiao.assessment.computing import params_of
from fengqiao.assessment.gathering import indicator_of, key_of
from fengqiao.assessment.models import Reported, Scheme, SchemeItem
from fengqiao.indicators.asking import Asked, counted
from fengqiao.indicators.figures import figures
from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import plausible
from fengqiao.indicators.quality.plausible import Compared
from fengqiao.indicators.quality.rules import HOLD, WARN, Found, Rule
from fengqiao.indicators.vocabulary import Cases, Indicator, Measure, Times
from fengqiao.matter.models import Entry
from fengqiao.matter.timeline import CORRECT, VOID
from fengqiao.orgs.models import Office

STILL_EDITED_DAYS = 45  # so long after a period's end its records may still be set right before it is scored


def _crossings(period: Period) -> Iterator[Found]:
    for scheme in Scheme.objects.filter(state=codes.State.RUNNING).prefetch_related("items"):
        items = [item for item in scheme.items.all() if item.method == codes.Method.THR and item.source == codes.Source.SYSTEM and _counts(item)]
        if not items:
            continue
        offices = [row.office for row in scheme.units.select_related("office").order_by("office__territory")]
        params = params_of(items, offices)
        for assessed in rounds.due_periods(scheme, period.to_on + timedelta(days=1)):
            if assessed.to_on < period.from_on - timedelta(days=STILL_EDITED_DAYS):
                break
            for item in items:
                for office in offices:
                    yield from _crossing(scheme, item, office, assessed, period, rules.number(params[item.code, office.pk].get("target")))


def _counts(item: SchemeItem) -> bool:
    """Whether one matter more is one more: of sums and lengths of time nobody can say what a single correction did."""
    try:
        return all(isinstance(half, Times | Cases) for half in indicator_of(item).halves)
    except KeyError:
        return False


def _crossing(scheme: Scheme, item: SchemeItem, office: Office, assessed: Period, period: Period, target: Fraction | None) -> Iterator[Found]:
    """The target is met, and would not be without what was corrected in the looked-over days and after the scheme held."""
    if target is None:
        return
    indicator, asked = indicator_of(item), Asked(*office.reach, assessed)
    value = values.of_figure(figures([indicator], asked)[0], 0)
    if value.x is None or not _meets(value.x, target, item.better):
        return
    edited = _edited(indicator, asked, scheme, period)
    without = _without(indicator, value, len(edited), item.better)
    if edited and without is not None and not _meets(without, target, item.better):
        show = rules.show_as(item.unit)
        said = f"“{item.label}”目标{show(target)}，现在{value.words}，刚好达到；其中{len(edited)}件在方案执行以后更正过，不算这几件就达不到。"
        yield Found(office.territory // 10**6 * 10**6, said, tuple(edited), f"{scheme.family} {item.code}", (key_of(item),), assessed)


def _meets(x: Fraction, target: Fraction, better: str) -> bool:
    return x <= target if better == codes.DOWN else x >= target


def _edited(indicator: Indicator, asked: Asked, scheme: Scheme, period: Period) -> list[UUID]:
    """Matters of the half that decides, with a correction entered in the looked-over days and since the scheme has been running."""
    half = indicator.met if indicator.met is not None else indicator.of
    if not isinstance(half, Measure):
        return []
    since = max(scheme.state_on, period.from_on)
    ids = counted(half, asked).order_by().values("matter_id")
    found = Entry.objects.filter(matter_id__in=ids, action__in=(CORRECT, VOID), recorded_at__date__gt=since, recorded_at__date__lte=period.to_on)
    return sorted(set(found.values_list("matter_id", flat=True)))


def _without(indicator: Indicator, value: values.Value, n: int, better: str) -> Fraction | None:
    """What it would be had the corrected ones not counted as they do; None where that cannot be said."""
    if better == codes.DOWN or value.x is None:
        return None
    if indicator.met is None:
        return value.x - n
    if value.num is None or not value.den:
        return None
    return 100 * (value.num - n) / value.den


def _parts(period: Period) -> Iterator[Compared]:
    """Reported items that begin with 其中, beside the item above them, of each unit and assessed period that ends in these days."""
    for scheme in Scheme.objects.filter(state=codes.State.RUNNING).prefetch_related("items"):
        order = [(item.label, item.code) for item in scheme.items.all() if item.source != codes.Source.SYSTEM and not item.is_rate]
        pairs = list(plausible.pairs_in_order(order))
        if not pairs:
            continue
        rows = Reported.objects.filter(family=scheme.family, to_on__range=(period.from_on, period.to_on), value__isnull=False).order_by("pk")
        last = {(row.office_id, row.from_on, row.to_on, row.item_code): row for row in rows}
        for (office, first, until, code), row in last.items():
            for (label, part), (_, whole) in pairs:
                above = last.get((office, first, until, whole))
                if code == part and above is not None:
                    yield Compared(row.territory, None, label, str(row.value), str(above.value), (("", part), ("", whole)), f"{scheme.family} {office} {part}")


RULES = (
    Rule("assessment.crossing", "更正后刚好达标", "考核方案执行以后更正过的案件，不算它们就达不到门槛目标。更正有依据的，说明一下就行。越低越好的和按天数、金额计的看不出来，不在内。", WARN, _crossings),
    Rule("assessment.parts", "填报的其中数大于总数", "填报的“其中”大于它上面一项。", HOLD, plausible.part_over_whole(_parts), locks_out=True),
)  # fmt: skip
