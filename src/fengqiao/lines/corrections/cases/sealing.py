"""封存: whose case is sealed when it has ended (刑事诉讼法第二百八十六条、预防未成年人犯罪法第五十九条)."""

from __future__ import annotations

from datetime import timedelta

from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.matter.keeping import Seal
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import JUVENILE_DELINQUENCY
from fengqiao.statutes.known import CRIMINAL_PROCEDURE

ENDS = ("release", "terminate", "not_received")
CITE = (CRIMINAL_PROCEDURE.art(286), JUVENILE_DELINQUENCY.art(59))
WHY = "犯罪时不满十八周岁，被判处五年有期徒刑以下刑罚"
A_DAY = timedelta(days=1)


def seals(facts: Facts) -> Seal | None:
    """The day after the end: on the day itself the certificate is handed over and the organs are told."""
    ended = facts.last(*ENDS)
    if ended is None or not is_minor(facts) or not facts.value("sentence_le_5y"):
        return None
    return Seal(ended.happened_on + A_DAY, WHY)
