"""数据项: each figure of each kind of report, declared once: its code, what it is called, where it comes from, how it is said.

The codes FG01 to FG27 are those of the year-end summary; what no line records comes from the hand register and is marked so. A figure
that is a part of another (or of two: “FG33+FG14”) names it in ``within``: more than the whole keeps the report from being checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.indicators import registry
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting.indicators import SET as HAND

Source = tuple[str, str]  # a set of indicators, and the indicator's code


@dataclass(frozen=True)
class Item:
    """One figure. ``of`` are added up. ``about``: said in round words (余) unless the template asks otherwise; ``names``: the kind of the
    hand register whose names it lists; ``note``: what the definitions of the sources do not say."""

    code: str
    label: str
    of: tuple[Source, ...]
    about: bool = False
    within: str = ""
    names: str = ""
    unit: str = ""
    note: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether it rests on the hand register, wholly or in part."""
        return any(each == HAND for each, _ in self.of)

    @property
    def reference(self) -> str:
        """As it stands behind the figure in the text: FG06 is 6."""
        return str(int("".join(filter(str.isdigit, self.code))))

    @property
    def indicators(self) -> tuple[tuple[str, Indicator], ...]:
        """The sources that are declared, with their sets; empty where one of them is not: half a sum is none."""
        found = [(source, indicator) for source in self.of if (indicator := declared(source)) is not None]
        return tuple((set_code, indicator) for (set_code, _), indicator in found) if len(found) == len(self.of) else ()


def declared(source: Source) -> Indicator | None:
    """The indicator; None where the line does not declare it (yet)."""
    try:
        return registry.find(source[0]).indicator(source[1])
    except KeyError:
        return None


def _hand(code: str, label: str, kind: str, **more: object) -> Item:
    return Item(code, label, ((HAND, f"R-{kind}"),), **more)  # type: ignore[arg-type]


YEARLY = (
    _hand("FG01", "集中学习", "study", about=True, note="不含警示教育集中宣讲。"),
    _hand("FG02", "警示教育集中宣讲", "warning"),
    _hand("FG03", "获评政法英模", "hero", names="hero"),
    _hand("FG04", "整治顽瘴痼疾", "problem_closed", within="FG28"),
    _hand("FG05", "建立长效机制", "mechanism"),
    _hand("FG06", "法治宣传活动", codes.PUBLICITY, about=True),
    _hand("FG07", "发放资料", "materials", about=True),
    _hand("FG08", "参与群众", "people", about=True, note="线上浏览不算。"),
    _hand("FG09", "全国民主法治示范村（社区）", "village_national", names="village_national"),
    _hand("FG10", "全省民主法治示范村（社区）", "village_province", names="village_province"),
    Item("FG11", "统一购买法律顾问的单位", (("advisers", "G1"),)),
    Item("FG12", "值班律师活动", (("legalservice", "D1"),), note="满本期各周才写“每周”。"),
    Item("FG13", "解答法律咨询", (("legalservice", "I-12"),), about=True, unit="次"),
    Item("FG14", "受理法律援助案件", (("legalservice", "I-01"),)),
    Item("FG15", "服务群众", (("legalservice", "S1"),), about=True, within="FG33+FG14"),
    Item("FG16", "公共法律服务工作站", (("legalservice", "P1"),)),
    Item("FG17", "公共法律服务工作室", (("legalservice", "P2"),)),
    Item("FG18", "人民调解委员会", (("mediation", "M24"),)),
    Item("FG19", "人民调解员", (("mediation", "M24m"),), about=True),
    Item("FG20", "行业性、专业性调委会", (("mediation", "M24h"),), within="FG18"),
    _hand("FG21", "全省优秀人民调解员", "mediator_province", names="mediator_province"),
    _hand("FG22", "全省优秀人民调解组织", "committee_province", names="committee_province"),
    Item("FG23", "接受远程会见申请", (("visits", "V02"),)),
    Item("FG24", "会见人数", (("visits", "V02p"),), note="按人次，不去重。"),
    Item("FG25", "为高龄、患病、路途遥远的安排会见", (("visits", "V02s"),), within="FG23"),
    Item("FG26", "高龄、患病、路途遥远的会见人数", (("visits", "V02sp"),), within="FG24"),
    _hand("FG27", "心理帮助", "psych"),
    _hand("FG28", "查摆顽瘴痼疾", "problem_found"),
    Item("FG29", "调解案件", (("mediation", "M01"),)),
    Item("FG30", "调解成功", (("mediation", "M03"),)),
    Item("FG31", "调解成功率（办结口径）", (("mediation", "M04b"),)),
    Item("FG32", "纠纷来件", (("disputes", "D01"),)),
    Item("FG33", "解答法律咨询（人次）", (("legalservice", "I-12p"),)),
)
MONTHLY = tuple(
    Item(f"YB{n:02d}", label, (source,))
    for n, (label, source) in enumerate((
        ("来件", ("disputes", "D01")), ("新立纠纷事项", ("disputes", "D04")), ("纠纷化解率", ("disputes", "D08")), ("调解案件", ("mediation", "M01")),
        ("调解成功率（办结口径）", ("mediation", "M04b")), ("期末在办调解", ("mediation", "M01o")), ("平均办理天数", ("mediation", "M18")),
        ("受理法律援助申请", ("legalaid", "I-01")), ("审查按期率", ("legalaid", "I-02")), ("会见次数", ("visits", "V03")),
        ("到期督办事项", ("supervision", "S01")), ("督办按期办结率", ("supervision", "S02")), ("督办曾亮红率", ("supervision", "S03")),
    ), 1)
)  # fmt: skip
SPEECH = (
    *YEARLY, Item("FG34", "新立纠纷事项", (("disputes", "D04"),)), Item("FG35", "纠纷化解率", (("disputes", "D08"),)), Item("FG36", "期末在办调解", (("mediation", "M01o"),)),
    Item("FG37", "平均办理天数", (("mediation", "M18"),)), Item("FG38", "审查按期率", (("legalaid", "I-02"),)), Item("FG39", "会见次数", (("visits", "V03"),)),
    Item("FG40", "到期督办事项", (("supervision", "S01"),)), Item("FG41", "督办按期办结率", (("supervision", "S02"),)), Item("FG42", "督办曾亮红率", (("supervision", "S03"),)),
)  # fmt: skip
ITEMS = {codes.YEARLY: YEARLY, codes.QUARTERLY: MONTHLY, codes.MONTHLY: MONTHLY, codes.SPEECH: SPEECH}


def items(kind: str) -> tuple[Item, ...]:
    """The figures of a kind of report. Raises KeyError for one that is none."""
    return ITEMS[kind]
