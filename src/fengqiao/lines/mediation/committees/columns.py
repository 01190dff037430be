"""What a table of committees and mediators may be headed, and how each cell is read. Bureaus' own tables, not ours, come in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from fengqiao.codes import code_of, name_of
from fengqiao.lines.mediation.codes import HOSTS
from fengqiao.lines.mediation.committees import codes
from fengqiao.vault import VaultError, parse_id_number, parse_phone

EXCEL_EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 10_000, 60_000  # 1927 to 2064: a number in a date column that is a day, not a year
_DAY = re.compile(r"^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YES = frozenset({"是", "有", "√", "1", "专职", "y", "Y", "true", "True"})


class Unreadable(ValueError):
    """A cell that cannot be read; the text says what is wrong and what to write."""


@dataclass(frozen=True)
class Reading:
    """A value, and what was put right on the way."""

    value: Any
    corrected: str = ""


@dataclass(frozen=True)
class ColumnKind:
    """One column: what it fills, its usual heads (the first is ours), how it is read. ``of_committee``: merged over its people."""

    name: str
    heads: tuple[str, ...]
    read: Callable[[str], Reading]
    of_committee: bool = False
    required: bool = False
    example: str = ""


def plain(value: object) -> str:
    """A cell as text: days and whole numbers as one writes them, full width made half width."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFKC", str(value)).strip() if value is not None else ""


def read_text(text: str) -> Reading:
    return Reading(re.sub(r"\s+", " ", text))


def read_day(text: str) -> Reading:
    """A day in any usual way, an Excel serial number, or a month (its first day). Raises Unreadable."""
    if text.isdigit() and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        day = EXCEL_EPOCH + timedelta(days=int(text))
        return Reading(day.isoformat(), f"序列数{text}读作{day.isoformat()}")
    found = _DAY.match(text.replace(" ", "")) or _COMPACT.match(text)
    if found is None:
        raise Unreadable(f"日期“{text}”读不懂，请写成2026-11-21这样")
    try:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        raise Unreadable(f"没有“{text}”这一天") from None
    return Reading(day.isoformat(), "" if found[3] else f"“{text}”没有日，读作{day.isoformat()}")


def read_sex(text: str) -> Reading:
    found = {"男": "1", "男性": "1", "1": "1", "女": "2", "女性": "2", "2": "2"}.get(text)
    if found is None:
        raise Unreadable(f"性别“{text}”读不懂，请写男或女")
    return Reading(found)


def read_yes(text: str) -> Reading:
    return Reading(text in _YES)


def read_phone(text: str) -> Reading:
    """Digits where it can be read; as written, and said so, where it cannot."""
    phone = parse_phone(text)
    return Reading(phone.digits) if phone.ok and not phone.extension else Reading(text, "电话读不懂，按原样保留")


def read_id(text: str) -> Reading:
    try:
        return Reading(parse_id_number(text, today=date.max).number)
    except VaultError as error:
        raise Unreadable(str(error)) from None


def _from_list(name: str, what: str) -> Callable[[str], Reading]:
    def read(text: str) -> Reading:
        code = code_of(name, text)
        if code is None:
            raise Unreadable(f"{what}“{text}”不在国家标准名单中，请核对")
        named = name_of(name, code)
        return Reading(named, f"“{text}”规范为“{named}”" if named != text else "")

    return read


_SCHOOL = {
    "小学": "小学毕业", "初中": "初中毕业", "高中": "普通高中毕业", "中专": "中等专科毕业", "大专": "大学专科毕业", "专科": "大学专科毕业",
    "本科": "大学本科毕业", "大学": "大学本科毕业", "硕士": "硕士研究生毕业", "博士": "博士研究生毕业",
}  # fmt: skip


def read_education(text: str) -> Reading:
    """A name of the standard, or the word everybody writes for it."""
    if text in _SCHOOL:
        return Reading(_SCHOOL[text], f"学历“{text}”规范为“{_SCHOOL[text]}”")
    return _from_list("education", "学历")(text)


def _one_of(options: dict[str, str], what: str) -> Callable[[str], Reading]:
    """The value of the longest word that the text holds."""

    def read(text: str) -> Reading:
        if text in options:
            return Reading(options[text])
        held = [word for word in options if word in text]
        if not held:
            raise Unreadable(f"{what}“{text}”读不懂，可写：{'、'.join(options)}")
        word = max(held, key=len)
        return Reading(options[word], f"{what}“{text}”读作“{word}”")

    return read


_POSTS = {
    codes.HEAD: codes.HEAD,
    codes.DEPUTY: codes.DEPUTY,
    codes.MEMBER: codes.MEMBER,
    codes.ENGAGED: codes.ENGAGED,
    "聘任": codes.ENGAGED,
    "专职调解员": codes.ENGAGED,
    "调解员": codes.ENGAGED,
}
_HOST_WORDS = {
    **{label: code for code, label in HOSTS}, "村": "H1", "居民": "H2", "社区": "H2", "街道": "H4", "乡镇": "H3", "镇": "H3", "乡": "H3",
    "企业": "H5", "事业": "H5", "社会团体": "H6", "行业": "H6", "专业": "H6",
}  # fmt: skip


def read_many(text: str) -> Reading:
    """Words parted by any usual mark; those not in the list become 其他 and are said."""
    known = dict(codes.IDENTITIES)
    words = [word for word in re.split(r"[、，,;；/ ]+", text) if word]
    strange = [word for word in words if word not in known]
    kept = list(dict.fromkeys(word if word in known else "其他" for word in words))
    return Reading(kept, f"其他身份“{'、'.join(strange)}”记为“其他”" if strange else "")


COLUMNS: tuple[ColumnKind, ...] = (
    ColumnKind("committee", ("调委会名称", "人民调解委员会", "调委会", "所属调委会", "单位名称"), read_text, True, True, "枫林镇白水村人民调解委员会"),
    ColumnKind("host", ("设立主体", "类型", "调委会类型", "类别"), _one_of(_HOST_WORDS, "设立主体"), True, False, "村民委员会"),
    ColumnKind("field", ("行业专业领域", "行业领域", "领域"), read_text, True, False, ""),
    ColumnKind("founded_on", ("成立日期", "成立时间", "设立时间"), read_day, True, False, "2011-03-01"),
    ColumnKind("elected_by", ("委员产生方式", "推选方式"), read_text, True, False, "村民代表会议推选"),
    ColumnKind("term_from_on", ("任期起", "本届任期起", "任期开始", "换届时间", "推选时间"), read_day, True, True, "2024-03-01"),
    ColumnKind("term_to_on", ("任期止", "本届任期止", "任期届满", "任期结束"), read_day, True, False, ""),
    ColumnKind("filed_on", ("备案日期", "备案时间"), read_day, True, False, "2024-03-20"),
    ColumnKind("filing_no", ("备案文号", "备案号"), read_text, True, False, ""),
    ColumnKind("court_told_on", ("通报法院日期", "通报法院时间"), read_day, True, False, ""),
    ColumnKind("place", ("办公地点", "地址"), read_text, True, False, ""),
    ColumnKind("body_phone", ("办公电话", "调委会电话"), read_text, True, False, ""),
    ColumnKind("minority_area", ("多民族居住地区", "多民族地区"), read_yes, True, False, "否"),
    ColumnKind("name", ("姓名", "调解员姓名", "委员姓名"), read_text, False, True, "张三"),
    ColumnKind("side", ("职务", "调委会职务", "担任职务"), _one_of(_POSTS, "职务"), False, False, "主任"),
    ColumnKind("sex", ("性别",), read_sex, False, True, "男"),
    ColumnKind("birth_on", ("出生日期", "出生年月", "出生年月日"), read_day, False, False, "1970-05-01"),
    ColumnKind("id_no", ("身份证号", "身份证号码", "公民身份号码"), read_id, False, False, ""),
    ColumnKind("ethnicity", ("民族",), _from_list("ethnicity", "民族"), False, False, "汉族"),
    ColumnKind("education", ("学历", "文化程度"), read_education, False, False, "初中毕业"),
    ColumnKind("politics", ("政治面貌",), _from_list("political", "政治面貌"), False, False, "群众"),
    ColumnKind("phone", ("联系电话", "电话", "手机", "手机号", "联系方式"), read_phone, False, False, ""),
    ColumnKind("full_time", ("专职", "专兼职", "专职/兼职", "是否专职"), read_yes, False, False, "兼职"),
    ColumnKind("produced_by", ("产生方式", "人员产生方式"), _one_of({word: word for word, _ in codes.PRODUCED_BY}, "产生方式"), False, False, "推选"),
    ColumnKind("identities", ("其他身份", "身份"), read_many, False, False, "村干部"),
    ColumnKind("expertise", ("擅长领域", "擅长"), read_text, False, False, "邻里、宅基地"),
    ColumnKind("grade", ("等级", "调解员等级"), _one_of({word: word for word, _ in codes.GRADES}, "等级"), False, False, ""),
    ColumnKind("from_on", ("任职起", "任职时间", "聘任时间", "聘期起"), read_day, False, False, ""),
    ColumnKind("to_on", ("聘期止", "聘任到期"), read_day, False, False, ""),
)  # fmt: skip
BY_HEAD = {head: column for column in COLUMNS for head in column.heads}
