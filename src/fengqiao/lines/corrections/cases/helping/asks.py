"""What the forms of education, public-interest activity and help ask for."""

from __future__ import annotations

from collections.abc import Iterable

from fengqiao.lines.corrections import codes
from fengqiao.matter.needs import Choice, FactPick, LongText, Many, Number, Text, Upload, Yes
from fengqiao.matter.timeline import Fact, Facts

FIT, LIMITED, UNFIT = "fit", "limited", "unfit"
FITNESS = ((FIT, "适宜"), (LIMITED, "适宜，但有限制"), (UNFIT, "不适宜，改作其他安排"))
CONSIDERED = (("age", "年龄"), ("health", "健康状况"), ("pregnancy", "怀孕、哺乳"), ("disability", "残疾"), ("work", "工作、学习时间"), ("skill", "个人特长"))
RESULTS = (("done", "已经办成"), ("partly", "部分办成"), ("refused", "有关部门没有办"), ("declined", "本人不再需要"))

TEACH = (
    Choice("kind", "方式", options=codes.ALONE_KINDS),
    Text("topic", "内容", most=120),
    LongText("note", "谈了什么", required=False, lines=3, personal=True, help="心理辅导只记次数和时间，不记内容也可以。"),
    Number("minutes", "用时（分钟）", required=False, most=600),
    Upload("files", "材料", required=False),
)
FIT_CHECK = (
    Many("considered", "考虑了哪些", options=CONSIDERED),
    Choice("fitness", "公益活动是否适宜", options=FITNESS),
    Text("limits", "限制或者改作什么", required=False, most=120),
)
HELP = (
    Choice("kind", "帮扶什么", options=codes.HELP_KINDS),
    LongText("need", "困难和需要", least=4, lines=3),
    Text("referred_to", "转介给哪个部门、单位", required=False, most=80),
    Yes("consent", "本人同意转介和提供必要的信息"),
)


def helps(facts: Facts) -> list[Fact]:
    """The help measures that have no result yet."""
    ended = {fact.get("help") for fact in facts.all("help_result")}
    return [fact for fact in facts.all("help_measure") if fact.seq not in ended]


def open_helps(facts: Facts) -> Iterable[tuple[int, str]]:
    words = dict(codes.HELP_KINDS)
    return [(fact.seq, f"{fact.happened_on.isoformat()} {words.get(fact.get('kind'), '')}") for fact in helps(facts)]


HELP_RESULT = (
    FactPick("help", "哪一项帮扶", of=open_helps),
    Choice("result", "结果", options=RESULTS),
    LongText("explanation", "情况", required=False, lines=2),
)
