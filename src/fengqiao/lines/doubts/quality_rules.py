"""回访核出来的疑点: who was called and said it was not so."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality.recalls import of_line
from fengqiao.indicators.quality.rules import HOLD, Found, Rule
from fengqiao.lines.doubts.recalls import procedure as p
from fengqiao.matter.actions import known_facts
from fengqiao.matter.models import Matter


def _denied(period: Period) -> Iterator[Found]:
    """Each case whose people denied it, in whole or in part, on a day of the period; the doubt is about the month it ended in."""
    from fengqiao.lines.doubts.models import Recall

    words = dict(p.RESULTS)
    rows = Recall.objects.filter(denied_n__gt=0, entries__action="call", entries__happened_on__range=(period.from_on, period.to_on)).distinct().order_by("pk")
    for row in rows:
        facts = known_facts(Matter.objects.get(pk=row.pk))
        for code, told in p.calls(facts).items():
            heard = p.result(told)
            if heard not in (p.PART, p.DENIED) or not period.from_on <= told[-1].happened_on <= period.to_on:
                continue
            case = Matter.objects.filter(pk=UUID(code)).first()
            guards = found.figures if case is not None and (found := of_line(case.line)) is not None else ()
            said = f"{told[-1].happened_on.isoformat()}抽查回访，对方的回答是“{words[heard]}”。"
            yield Found(int(facts.opening.data["unit_territory"]), said, (UUID(code),), code, guards, Period(row.from_on, row.to_on))


RULES = (Rule("recalls.denied", "回访没有得到证实", "随机抽查回访，对方说没有办过，或者说法不一样。对方可能忘了、怕事、对调解员不满，不等于造假：由单位说明，另一个人再核。", HOLD, _denied),)
