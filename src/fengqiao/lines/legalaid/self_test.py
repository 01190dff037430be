"""法援自测: the decision table in plain questions. Nothing is kept, nobody is refused: at most one learns what else there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.eligibility import Outcome, Question, judge
from fengqiao.lines.legalaid.public_asks import PLAIN_MATTERS
from fengqiao.matter.needs import Choice, Options
from fengqiao.matter.public import Answer, Screen

HERE: Options = (("yes", "在本县"), ("no", "不在本县"), ("unsure", "说不清"))
PROOFS: Options = (
    (codes.RELIEF, "低保、特困等社会救助对象"), (codes.PREFERRED, "优抚对象"), (codes.JUDICIAL, "司法救助对象"), (codes.NO_LIVELIHOOD, "没有固定收入的老人、孩子、残疾人"),
    (codes.MIGRANT, "进城打工，要工资或工伤赔偿"), ("none", "都不是"),
)  # fmt: skip
INCOME: Options = (("low", "很低，请不起律师"), ("middle", "一般，说不清"), ("high", "比较宽裕"))


def _not_beaten(data: Mapping[str, Any]) -> bool:
    return data.get("violence") != "yes"


SCREENS = (
    Screen("violence", "是不是遭受家庭暴力、虐待、遗弃？", (Choice("violence", "家庭暴力、虐待、遗弃", options=codes.YES_NO),)),
    Screen("matter", "是什么事？", (Choice("matter_code", "什么事", options=PLAIN_MATTERS),)),
    Screen("place", "法院、仲裁委等处理的地方，或者事情发生的地方在哪？", (Choice("place", "地方", options=HERE),), help="不看户口在哪里。"),
    Screen("lawyer", "已经自己请了律师吗？", (Choice("lawyer", "律师", options=codes.YES_NO),)),
    Screen("proof", "您属于哪一种？", (Choice("proof", "哪一种", options=PROOFS),), when=_not_beaten),
    Screen("income", "家里的收入怎么样？", (Choice("income", "收入", options=INCOME),), when=lambda data: _not_beaten(data) and data.get("proof") == "none"),
)  # fmt: skip
BRING = ("身份证（没有的也可以申请）", "和这件事有关的材料：合同、欠条、判决书、通知书、照片等")
STATEMENT = "经济困难状况说明表（到时现场填，不用盖章）"


def answer(data: Mapping[str, Any]) -> Answer:
    """很可能符合, 需要核查, or what else may be done; always the way to apply."""
    beaten, proof = data.get("violence") == "yes", data.get("proof", "none")
    matter = str(data.get("matter_code", ""))
    asked = Question(
        matter=matter, in_scope=matter != codes.OTHER, competent=data.get("place") != "no", head=codes.ABUSED if beaten else "", head_proved=beaten,
        exempt="" if proof == "none" else str(proof), exempt_proved=proof != "none", exempt_valid=True, no_fixed_income=proof == codes.NO_LIVELIHOOD,
    )  # fmt: skip
    found, apply = judge(asked), "自测只是参考，是否给予由法律援助中心审查决定。任何时候都可以正式申请。"
    if data.get("lawyer") == "yes":
        return Answer("法律援助帮助没有请律师的人", ("已经请了律师的，可以先和律师商量。", "不再委托了，可以申请。", "有问题可以打12348免费咨询。"), apply, "legalaid")
    if found.outcome == Outcome.REDIRECT:
        return Answer("可能要向别的县申请", ("打官司的，向法院等办案机关所在地的法律援助中心申请。", "没打官司的，向处理争议的地方或者事情发生的地方申请。", "说不清的，交给我们，我们帮您转。"), apply, "legalaid")
    if found.outcome == Outcome.OUT_OF_SCOPE:
        return Answer("可能不属于范围，可以这样做", ("打12348或到窗口免费咨询。", "邻里、家庭、欠款等，可以申请人民调解，不收费。", "请律师有困难的，也可以问问有没有公益律师。"), apply, "legalaid")
    if found.outcome == Outcome.GRANT:
        bring = (*BRING, "能说明遭受侵害的材料，有一样就行（报警回执、照片、病历、告诫书等）") if beaten else (*BRING, "低保证等身份证明（在有效期内）")
        return Answer("很可能符合，请申请", bring, apply, "legalaid")
    word = "很可能符合，请申请" if data.get("income") == "low" else "需要核查，请申请"
    return Answer(word, (*BRING, STATEMENT), apply, "legalaid")
