"""AL11: the second admonition, the second warning served. It shows the ladder; a person decides."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import Alert
from fengqiao.matter.timeline import Facts
from fengqiao.matter.turning import never
from fengqiao.orgs.roles import CORRECTIONS_HEAD

AFTER_WARNINGS = {
    codes.CONTROL: "管制没有可以撤销的；违反禁止令等应予治安处罚的，提请公安机关处罚",
    codes.PROBATION: "此后仍不改正的，可以提请撤销缓刑",
    codes.PAROLE: "此后仍不改正的，可以提请撤销假释",
    codes.OUTSIDE: "两次警告即属可以提请收监执行的情形",
}


def ladder(facts: Facts) -> str:
    """What the sanctions served so far make possible, in words; empty while there are not two of a kind."""
    second = c.after_two(facts, c.WARN)
    if second is not None:
        said = AFTER_WARNINGS.get(measure.category(facts), "")
        return f"第二次警告已于{second.isoformat()}送达。{said}。由社区矫正机构决定，不自动升级。"
    second = c.after_two(facts, c.ADMONISH)
    if second is not None:
        return f"第二次训诫已于{second.isoformat()}送达。此后再有违反、仍不改正的，可以警告。由社区矫正机构决定，不自动升级。"
    return ""


def _key(facts: Facts) -> str:
    warned, admonished = c.after_two(facts, c.WARN), c.after_two(facts, c.ADMONISH)
    return f"warn:{warned}" if warned else f"admonish:{admonished}"


ALERTS = (
    Alert("AL11", NoticeLevel.YELLOW, lambda facts: ladder(facts) or None, to=("handler", CORRECTIONS_HEAD.code), key=_key, turns_on=never),
)
