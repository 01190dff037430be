"""Which column is which: the words ledgers use over their columns, and a bureau's own mapping file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from configparser import ConfigParser
from configparser import Error as ConfigError
from dataclasses import dataclass, field
from pathlib import Path

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "serial": ("序号", "顺序号"),
    "number": ("编号", "案号", "卷号", "案件编号", "档案号", "协议编号", "调解编号"),
    "applied_on": ("登记日期", "登记时间", "申请日期", "申请时间", "来访日期", "纠纷发生时间", "日期", "时间"),
    "accepted_on": ("受理日期", "受理时间", "立案日期"),
    "session_on": ("调解日期", "调解时间", "调处日期", "调处时间"),
    "signed_on": ("签订日期", "协议日期", "达成日期", "达成协议日期", "签订协议时间", "协议签订时间", "调解成功日期"),
    "ended_on": ("结案日期", "结案时间", "终止日期", "办结日期", "办结时间"),
    "visited_on": ("回访日期", "回访时间"),
    "visited": ("回访情况", "是否回访", "回访"),
    "parties": ("当事人", "当事人姓名", "纠纷当事人", "双方当事人"),
    "applicant": ("申请人", "申请人姓名", "甲方", "甲方当事人", "当事人甲", "申请方"),
    "respondent": ("被申请人", "被申请人姓名", "乙方", "乙方当事人", "当事人乙", "被申请方", "对方当事人"),
    "applicant_phone": ("申请人电话", "申请人联系电话", "甲方电话"),
    "respondent_phone": ("被申请人电话", "被申请人联系电话", "乙方电话"),
    "type": ("纠纷类型", "纠纷类别", "案件类型", "案由", "纠纷种类", "类型", "类别"),
    "source": ("案件来源", "来源", "纠纷来源"),
    "summary": (
        "纠纷简要情况",
        "简要案情",
        "案情简介",
        "基本情况",
        "纠纷事由",
        "案情",
        "纠纷情况",
        "主要事实",
        "简要情况",
        "纠纷内容",
    ),
    "terms": ("协议内容", "调解协议内容", "调解内容", "达成协议内容"),
    "result": ("调解结果", "处理结果", "调解情况", "是否成功", "调处结果", "结果", "是否调解成功"),
    "form": ("协议形式", "协议类型", "协议种类", "书面口头"),
    "total": ("协议金额", "涉及金额", "涉案金额", "协议涉及金额", "金额", "标的额", "标的", "涉及款项"),
    "performed": ("履行情况", "是否履行", "协议履行情况"),
    "performed_on": ("履行日期", "履行时间", "履行完毕日期"),
    "due_on": ("履行期限", "约定履行日期"),
    "mediator": ("调解员", "承办人", "调解人员", "主持人", "主持调解员", "首席调解员", "经办人", "调解人"),
    "note": ("备注", "说明"),
}
_BY_WORD = {word: name for name, words in HEADINGS.items() for word in words}
SECTIONS = ("栏目", "纠纷类型", "调解员", "日期")
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")


class MappingWrong(ValueError):
    """The mapping file cannot be used; the message says why in Chinese."""


@dataclass(frozen=True)
class OwnWords:
    """What a bureau writes in its own way: columns, types, mediators, the year of days without one.

    From its mapping file (sections 栏目, 纠纷类型, 调解员 of lines 台账的写法 = 系统的写法, and 日期 with 年份 = 2025), or as it
    was said in the browser and is remembered.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    mediators: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None

    def field_of(self, heading: str) -> str:
        """The field a heading stands for; empty for none."""
        text = plain(heading)
        return self.headings.get(text) or _BY_WORD.get(_IN_BRACKETS.sub("", text).strip("*:："), "")


def read_own_words(path: Path) -> OwnWords:
    """The mapping file. Raises MappingWrong."""
    said = ConfigParser(delimiters=("=",), comment_prefixes=("#",), interpolation=None, strict=False)
    said.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        said.read_string(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ConfigError) as error:
        raise MappingWrong(
            f"对照文件{path.name}读不了。请存成UTF-8，每行写“台账的写法 = 系统的写法”，分在[栏目]、[纠纷类型]、[调解员]下。"
        ) from error
    given = {name: {plain(k): plain(v) for k, v in said[name].items()} if name in said else {} for name in SECTIONS}
    headings = {word: name if name in HEADINGS else _BY_WORD.get(name, "") for word, name in given["栏目"].items()}
    unknown = [given["栏目"][word] for word, name in headings.items() if not name]
    if unknown:
        known = "、".join(words[0] for words in HEADINGS.values())
        raise MappingWrong(f"对照文件里没有这些栏目：{'、'.join(unknown)}。可用的有：{known}。")
    year = given["日期"].get("年份", "")
    if year and not re.fullmatch(r"20\d\d", year):
        raise MappingWrong(f"对照文件里的年份“{year}”不对，请写成2025这样。")
    return OwnWords(headings, given["纠纷类型"], given["调解员"], int(year) if year else None)


def plain(value: object) -> str:
    """The text of a cell: full-width signs made ordinary, spaces and line breaks gone, 3.0 as 3."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value))) if value is not None else ""
