"""AL15: signs that a subsidised case may not be genuine are announced to the bureau and its auditors. They prove nothing."""

from __future__ import annotations

from fengqiao.lines.mediation.alerts import AMBER, SECTION
from fengqiao.lines.mediation.subsidies import states
from fengqiao.matter.procedure import Alert
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import AUDIT


def _frozen(facts: Facts) -> str | None:
    signs = states.open_signs(facts)
    if not signs:
        return None
    said = "、".join(dict.fromkeys(states.LABELS[sign.code] for sign in signs))
    return f"这件补贴有待核查的情形（{said}），已冻结。请听取调解员说明，由另一人复查；情形只是线索，不是结论。"


def _which(facts: Facts) -> str:
    return ",".join(f"{sign.code}@{sign.on.isoformat()}" for sign in states.open_signs(facts))[:120]


ALERTS = (Alert("AL15", AMBER, _frozen, to=(SECTION, AUDIT.code), key=_which),)
