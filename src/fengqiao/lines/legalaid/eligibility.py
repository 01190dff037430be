"""资格判定: the decision table of legal aid, read from above; the row that decides is stored. Pure: a person decides on it.

A person still proposes and another decides; the table never refuses anybody by itself and scores nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.means import Reckoned


class Outcome(StrEnum):
    """What a row leads to."""

    ASSIGN = "assign"  # a notice of an organ: no means test
    GRANT = "grant"
    OUT_OF_SCOPE = "scope"
    REDIRECT = "redirect"
    OTHER_AGENT = "agent"
    TOO_WELL_OFF = "means"
    NOT_KNOWN = "unknown"  # the statement or the proof is still to come


WORDS = {
    Outcome.ASSIGN: "应当指派，不审查经济状况", Outcome.GRANT: "符合条件，给予法律援助", Outcome.OUT_OF_SCOPE: "不属于法律援助范围",
    Outcome.REDIRECT: "告知另投或者移送", Outcome.OTHER_AGENT: "换有资格的代理人申请，或补正", Outcome.TOO_WELL_OFF: "不符合经济困难标准",
    Outcome.NOT_KNOWN: "还不能判定",
}  # fmt: skip
REFUSING = (Outcome.OUT_OF_SCOPE, Outcome.TOO_WELL_OFF)


@dataclass(frozen=True)
class Question:
    """What is known of an application. ``head``: of article 32; ``exempt``: the category of article 42, with its proof."""

    matter: str
    in_scope: bool = True
    competent: bool = True
    entitled: bool = True
    notified: bool = False
    head: str = ""
    head_proved: bool = False
    exempt: str = ""
    exempt_proved: bool = False
    exempt_valid: bool = False  # on the day of receipt
    no_fixed_income: bool = False  # a pension is a fixed income
    opponent_lives_with: bool = False
    means: Reckoned | None = None


@dataclass(frozen=True)
class Verdict:
    """The row that decided, what it leads to, and what each row above it said."""

    row: int
    outcome: Outcome
    steps: tuple[tuple[int, str], ...]

    @property
    def words(self) -> str:
        return WORDS[self.outcome]

    def as_data(self) -> dict[str, object]:
        """As it is stored with the entry."""
        return {"row": self.row, "outcome": str(self.outcome), "steps": [[row, said] for row, said in self.steps]}


def judge(asked: Question) -> Verdict:
    """Read the table from above."""
    steps: list[tuple[int, str]] = []

    def ends(row: int, said: str, outcome: Outcome) -> Verdict:
        return Verdict(row, outcome, (*steps, (row, said)))

    if asked.notified:
        return ends(1, "办案机关依法通知", Outcome.ASSIGN)
    steps.append((1, "不是办案机关通知的"))
    if not (asked.in_scope or asked.head):
        return ends(2, "事项不在法律援助范围内", Outcome.OUT_OF_SCOPE)
    steps.append((2, f"事项在范围内：{dict(codes.MATTERS).get(asked.matter, asked.matter)}"))
    if not asked.competent:
        return ends(3, "不归本机构管辖，或者别的机构先收到", Outcome.REDIRECT)
    steps.append((3, "归本机构办理"))
    if not asked.entitled:
        return ends(4, "申请人、代理人没有申请资格", Outcome.OTHER_AGENT)
    steps.append((4, "申请人、代理人有资格"))
    if asked.head and asked.head_proved:
        return ends(5, f"不受经济困难条件限制：{dict(codes.HEADS)[asked.head]}", Outcome.GRANT)
    steps.append((5, "没有不受经济困难条件限制的情形" if not asked.head else "不受限制的情形还没有材料"))
    found = _exempt(asked)
    if not found:
        return ends(6, f"免予核查：{dict(codes.EXEMPTS)[asked.exempt]}", Outcome.GRANT)
    steps.append((6, found))
    return _by_means(asked, steps)


def _exempt(asked: Question) -> str:
    """Why the check is not spared; empty where it is."""
    if not asked.exempt:
        return "不属于免予核查的人员"
    if not asked.exempt_proved:
        return "没有免予核查身份的材料"
    if not asked.exempt_valid:
        return "免予核查的证明在收到申请之日不在有效期内"
    if asked.exempt == codes.MIGRANT and asked.matter not in codes.MIGRANT_CLAIMS:
        return "进城务工人员只有请求支付劳动报酬、工伤赔偿的免予核查，本事项不是"
    if asked.exempt == codes.NO_LIVELIHOOD and not asked.no_fixed_income:
        return "有固定生活来源（领取养老金、退休金等），不按特定群体免予核查"
    return ""


def _by_means(asked: Question, steps: list[tuple[int, str]]) -> Verdict:
    basis = "对方是共同生活的家庭成员，只算申请人本人" if asked.opponent_lives_with else "按共同生活的家庭计算"
    steps.append((7, basis))
    means = asked.means
    if means is None:
        return Verdict(8, Outcome.NOT_KNOWN, (*steps, (8, "还没有经济困难状况说明")))
    said = means.words + ("，财产超过规定" if means.too_much_property else "") + ("，符合标准" if means.meets else "，不符合标准")
    return Verdict(8, Outcome.GRANT if means.meets else Outcome.TOO_WELL_OFF, (*steps, (8, said)))
