"""Judicial confirmation 司法确认: the parties' joint application within thirty days (人民调解法 33, 民事诉讼法 205-206)."""

from __future__ import annotations

from fengqiao.lines.mediation import agreement, people
from fengqiao.matter.timeline import Facts

INFORM, PREPARE, FILE = "confirm_inform", "confirm_prepare", "confirm_file"
ANSWER, RULING, LAPSE = "confirm_answer", "confirm_ruling", "confirm_lapse"
STATES = (
    "未考虑", "已告知", "双方同意", "已备件", "已提交", "已受理", "不予受理", "裁定有效", "驳回", "准许撤回", "按撤回处理", "逾期不可申请",
)  # fmt: skip
RULED = {"valid": "裁定有效", "dismissed": "驳回", "withdrawn": "准许撤回", "deemed_withdrawn": "按撤回处理"}


def state(facts: Facts) -> str:
    """Where the confirmation stands, in the handbook's words; empty before the agreement takes effect."""
    if agreement.effective_on(facts) is None:
        return ""
    ruling = facts.last(RULING)
    if ruling is not None:
        return RULED[ruling.get("ruling")]
    answer = facts.last(ANSWER)
    if answer is not None:
        return "已受理" if answer.get("answer") == "accepted" else "不予受理"
    if facts.has(FILE):
        return "已提交"
    if facts.has(LAPSE):
        return "逾期不可申请"
    if facts.has(PREPARE):
        return "已备件"
    if not people.without_consent(facts, "confirmation"):
        return "双方同意"
    return "已告知" if facts.has(INFORM) else "未考虑"


def is_confirmed(facts: Facts) -> bool:
    """Whether the court has ruled the agreement valid: it can then be enforced (民事诉讼法 206)."""
    ruling = facts.last(RULING)
    return ruling is not None and ruling.get("ruling") == "valid"
