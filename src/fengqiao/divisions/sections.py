"""The sections a county justice bureau usually has, as a start: a bureau changes names and adds its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A section by its serial (assigned once, ours), its name without 股 or 科, and its lines of work."""

    serial: int
    name: str
    lines: tuple[str, ...]
    keeps_its_name: bool = False

    def named(self, word: str) -> str:
        """The name with the bureau's word, 股 in counties, 科 in the districts of a municipality."""
        return self.name if self.keeps_its_name else self.name + word


USUAL_SECTIONS = (
    Section(901, "办公室", ("综合文秘", "统计", "财务"), keeps_its_name=True),
    Section(902, "政工室", ("队伍建设", "司法所编制", "教育培训"), keeps_its_name=True),
    Section(903, "法治综合", ("依法治县", "法治督察", "规范性文件审查")),
    Section(904, "人民参与和促进法治", ("人民调解", "普法宣传", "法律明白人", "司法所指导")),
    Section(905, "社区矫正管理", ("社区矫正", "安置帮教")),
    Section(906, "公共法律服务管理", ("公共法律服务", "律师", "公证", "基层法律服务")),
    Section(907, "行政复议", ("行政复议", "行政应诉")),
    Section(908, "行政执法协调监督", ("行政执法监督",)),
    Section(909, "法律援助中心", ("法律援助",), keeps_its_name=True),
    Section(910, "公共法律服务中心", ("窗口接待", "12348热线"), keeps_its_name=True),
    Section(911, "矛盾纠纷调处指挥中心", ("纠纷受理与转办", "督办"), keeps_its_name=True),
)

PEOPLES_MEDIATION_SECTION = 904
COMMAND_SECTION = 911


def section_word(is_in_municipality: bool) -> str:
    """科 in the districts of 北京、天津、上海、重庆, whose bureaus rank a step higher; 股 elsewhere."""
    return "科" if is_in_municipality else "股"
