"""What a matter of the platform brings to the one it is merged into.

The surviving matter takes the earliest day, the highest colour and the strictest restriction; each report keeps its own
duty to reply; a clock that ran longer in the other goes on from its own day. Its cases are the other's from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.lines.disputes import clocks, dispatching
from fengqiao.lines.disputes import facts as f
from fengqiao.matter.merging import Merging
from fengqiao.matter.procedure import Carrying
from fengqiao.matter.timeline import Facts


def _brings(carrying: Carrying) -> Mapping[str, Any]:
    before = carrying.facts.until(carrying.happened_on)
    return {
        "reports": f.reports_count(before), "first_report_on": f.first_report_on(before).isoformat(), "risk": f.risk(before),
        "restricted": f.restriction(before), "cases": [_told(case) for case in f.cases(before)], **_waiting_since(before),
    }  # fmt: skip


def _told(case: f.Case) -> dict[str, Any]:
    return {"case": case.case, "office": case.office, "since_on": case.since_on.isoformat(), "ended": case.ended, "closed": case.closed}


def _waiting_since(facts: Facts) -> dict[str, str]:
    """Since when it lay on a desk or with a unit when it was merged."""
    found: dict[str, str] = {}
    lead = dispatching.lead(facts)
    if lead is not None and lead.accepted_on is not None:
        found["handling_since"] = lead.accepted_on.isoformat()
    starts = list(clocks.sorting(facts))
    if starts and lead is None:
        found["sorting_since"] = starts[-1].on.isoformat()
    return found


MERGING = Merging(_brings)
