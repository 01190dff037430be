"""AL13, AL14: what is announced of a committee: composition, term, what the court was not told, engagements ending.

人民调解法 8, 9, 10.
"""

from __future__ import annotations

from datetime import date

from fengqiao.lines.mediation.alerts import AMBER, HEAD, OFFICE, PLAIN, RED, SECTION, YELLOW
from fengqiao.lines.mediation.committees import composition
from fengqiao.matter.notices import HOUSE_LADDER
from fengqiao.matter.procedure import Alert, Reminder
from fengqiao.matter.timeline import Facts

TERM = (
    Reminder("AL13", (-90,), PLAIN, "本届委员任期{on}届满（{source}）。请会同设立单位准备换届。", to=(OFFICE, SECTION)),
    Reminder("AL13", (-30,), YELLOW, "本届委员任期{on}届满（{source}）。请组织推选，登记换届。", to=(OFFICE, SECTION)),
    Reminder("AL13", (0,), AMBER, "本届委员任期{on}届满（{source}），还没有换届。请组织推选；在办案件可以办完。", to=(OFFICE, SECTION)),
    Reminder("AL13", (1,), RED, "本届委员任期已于{on}届满（{source}），现已逾期。请组织推选，登记换届。", to=(OFFICE, SECTION)),
)  # fmt: skip
COURT = (
    *HOUSE_LADDER,
    Reminder("AL13", (1,), AMBER, "组成变动后还没有通报人民法院，本局时限已于{on}到期（{source}）。", to=(SECTION,)),
)

# AL14: the time of an engaged mediator
ENGAGEMENT = (
    Reminder(
        "AL14", (-30, 0), YELLOW, "有调解员的聘期{on}届满。请续聘，或登记届满；届满后不能再主持新的调解。",
        to=(HEAD, OFFICE),
    ),
    Reminder("AL14", (1,), AMBER, "有调解员的聘期已于{on}届满，还没有续聘或登记离任。", to=(HEAD, OFFICE, SECTION)),
)  # fmt: skip


def _wrong(facts: Facts) -> list[composition.Problem]:
    return [p for p in composition.problems(facts, facts.day or date.max) if p.code in composition.OF_ARTICLE_8]


def _composition(facts: Facts) -> str | None:
    wrong = _wrong(facts)
    return f"调委会的组成不合人民调解法第八条：{'、'.join(p.label for p in wrong)}。" if wrong else None


ALERTS = (
    Alert("AL13", AMBER, _composition, to=(OFFICE, SECTION), key=lambda facts: ",".join(p.code for p in _wrong(facts))),
)
