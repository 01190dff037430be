"""What registers of people say of a person: name, identity number, sex, birth, telephone; which office, which officer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from fengqiao.divisions import territory as territories
from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Field
from fengqiao.imports.ledgers.looks import looks_like_phone, mostly
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.values import CellWrong, read_day
from fengqiao.matter.keys import ring
from fengqiao.matter.needs import Options
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import OFFICE_HEAD, OFFICE_STAFF
from fengqiao.vault import VaultError, parse_id_number, parse_phone
from fengqiao.vault.idnumber import normalise_id_number

LONGEST_NAME = 60
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·•.A-Za-z]{2,}")
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")
YES = frozenset({"是", "有", "√", "✓", "1", "Y", "y", "未成年", "未成年人", "重点"})
NO = frozenset({"", "否", "无", "×", "0", "N", "n", "成年", "成年人", "/"})
WHO = (
    Field("serial", "序号", ("序号", "顺序号", "序")),
    Field("name", "姓名", ("姓名", "对象姓名", "人员姓名", "矫正对象", "社区矫正对象", "矫正对象姓名", "社区矫正对象姓名", "社区矫正人员", "罪犯姓名", "帮教对象", "帮教对象姓名", "安置帮教对象", "刑释人员姓名")),
    Field("sex", "性别", ("性别",)),
    Field("id_no", "身份证号", ("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码", "公民身份证号码", "居民身份证号码")),
    Field("birth_on", "出生日期", ("出生日期", "出生年月日", "生日", "出生年月")),
    Field("phone", "联系电话", ("联系电话", "电话", "手机号", "手机", "手机号码", "联系方式", "本人电话", "电话号码")),
    Field("hukou", "户籍地", ("户籍地", "户籍地址", "户籍所在地", "户口所在地", "户籍")),
)  # fmt: skip


def name_of(reading: Reading) -> str:
    """The name, without what stands in brackets behind it. Raises CellWrong."""
    text = _IN_BRACKETS.sub("", plain(reading.text("name")))
    if not text:
        raise CellWrong("没有写姓名。请补上。", "name")
    if not _NAME.fullmatch(text) or len(text) > LONGEST_NAME or any(mark in text for mark in "、，"):
        raise CellWrong(f"“{reading.text('name')[:20]}”不像一个人的姓名。一行只写一个人，请核对。", "name")
    return text


def number_of(reading: Reading) -> str:
    """The identity number, checked; empty where the cell is. Raises CellWrong."""
    text = plain(reading.text("id_no"))
    if not text or text in ("无证件", "不详", "无法核实"):
        return ""
    if re.fullmatch(r"\d+\.?\d*[eE]\+\d+", text):
        raise CellWrong("身份证号被Excel记成了数字，后几位已经丢失。请把这一栏设成文本，照证件重新填写。", "id_no")
    try:
        return parse_id_number(text, today=reading.setting.today).number
    except VaultError as wrong:
        raise CellWrong(str(wrong).replace("，选“无证件”并写明原因", "，把这一格空着，原因写在备注里"), "id_no") from None


def person(reading: Reading, sexes: Options) -> dict[str, Any]:
    """The party as the line's own form would have it, what can be read of it; problems are kept in the reading."""
    found: dict[str, Any] = {"name": reading.tried("name", partial(name_of, reading))}
    number = reading.tried("id_no", partial(number_of, reading)) or ""
    if number:
        found["id_no"] = number
    said = _sex(reading, sexes)
    by_number = {label: code for code, label in sexes}[parse_id_number(number, today=reading.setting.today).sex] if number else ""
    if said and by_number and said != by_number:
        reading.wrong("sex", "性别和身份证号不符。请对照证件核对是哪一个写错了。")
    if said or by_number:
        found["sex"] = said or by_number
    else:
        reading.wrong("sex", "没有写性别，也没有身份证号可以看出。请补上。")
    born = _born(reading, number)
    if born is not None and not number:
        found["birth_on"] = born.isoformat()
    phone = plain(reading.text("phone"))
    if phone:
        found["phone"] = _phone(phone)
    if hukou := reading.text("hukou"):
        found["hukou"] = hukou
    return found


def _phone(said: str) -> str:
    first = re.split(r"[、,，;；/]", said)[0]
    read = parse_phone(first)
    return read.digits if read.ok and not read.extension else said


def _sex(reading: Reading, sexes: Options) -> str:
    text = plain(reading.text("sex"))
    if not text:
        return ""
    found = next((code for code, label in sexes if label == text.removesuffix("性")), "")
    if not found:
        reading.wrong("sex", f"性别“{text}”看不懂。请写“男”或“女”。")
    return found


def _born(reading: Reading, number: str) -> date | None:
    value = reading.row.cells.get("birth_on")
    if re.fullmatch(r"\d{4}[-./年]\d{1,2}月?|\d{6}", plain(value)):
        value = ""  # the month alone says no day
    own, today = reading.setting.own, reading.setting.today
    said = reading.tried("birth_on", lambda: read_day(value, "出生日期", reading.notes, today, own.year, since=1900))
    by_number = parse_id_number(number, today=today).birth_on if number else None
    if said is not None and by_number is not None and said != by_number:
        reading.wrong("birth_on", f"出生日期{said.isoformat()}和身份证号（{by_number.isoformat()}）不符。请对照证件核对。")
    return by_number or said


def born_on(reading: Reading, who: Mapping[str, Any]) -> date | None:
    """The day of birth of a person that was read."""
    if who.get("id_no"):
        return parse_id_number(who["id_no"], today=reading.setting.today).birth_on
    return date.fromisoformat(who["birth_on"]) if who.get("birth_on") else None


def yes(reading: Reading, name: str) -> bool | None:
    """Whether a cell says yes; None where it is empty."""
    text = plain(reading.text(name))
    if not text:
        return None
    if text in YES or text in NO:
        return text in YES
    reading.wrong(name, f"“{text}”看不出是还是否。请写“是”或“否”。")
    return None


def code_of(reading: Reading, name: str, options: Options, more: Mapping[str, str]) -> str:
    """The code of a word: an official one, or one of those in use; empty for an empty cell. Raises CellWrong."""
    text = plain(reading.text(name))
    if not text:
        return ""
    found = {label: code for code, label in options}.get(text) or more.get(text)
    if found is None:
        known = "、".join(label for _, label in options)
        raise CellWrong(f"“{text}”没有对应的。可以写：{known}。", name)
    if dict(options)[found] != text:
        reading.notes.add(f"“{text}”记为{dict(options)[found]}")
    return found


def key_of(row: Any, *names: str) -> str:
    """What tells two people of one register apart, from the cells as they stand: number, else name, and these."""
    number = normalise_id_number(str(row.cells.get("id_no") or ""))
    who = number or plain(row.cells.get("name"))
    things = [re.sub(r"[（）()〔〕\[\]【】第号\s]", "", plain(row.cells.get(name))) for name in names]
    return "|".join([who, *things])


# Offices and officers ------------------------------------------------------------------------------------------------


def bureau_of(office: Office) -> Office:
    """The bureau of the office's county: it opens and numbers what its offices do."""
    return Office.objects.filter(territory=territories.county_of(office.territory)).first() or office


def offices(office: Office) -> dict[str, str]:
    """The county's justice offices, by their keys."""
    low, high = territories.county_reach(office.territory)
    found = Office.objects.filter(territory__range=(low, high), kind=OfficeKind.OFFICE, to_on=None).order_by("territory")
    return {str(each.pk): each.name for each in found}


def officers(office: Office) -> dict[str, str]:
    """Who works in the county's justice offices, by their keys; of two of one name neither can be meant by it."""
    low, high = territories.county_reach(office.territory)
    posts = Post.objects.filter(
        office__territory__range=(low, high), roles__overlap=[OFFICE_STAFF.code, OFFICE_HEAD.code], to_on=None, staff__left_on=None
    ).select_related("staff", "office")
    named: dict[str, set[int]] = {}
    for post in posts:
        named.setdefault(plain(post.staff.name), set()).add(post.staff_id)
    return {
        str(post.staff_id): plain(post.staff.name) if len(named[plain(post.staff.name)]) == 1 else f"{plain(post.staff.name)}（{post.office.short_name}）"
        for post in posts
    }


def office_named(reading: Reading, name: str = "office") -> int | None:
    """The justice office a cell names, else the one whose register it is. Raises CellWrong."""
    text, offered = plain(reading.text(name)), reading.setting.offered["office"]
    own = reading.setting.office
    if not text:
        if own is not None and str(own.pk) in offered:
            return own.pk
        raise CellWrong("没有写由哪个司法所负责。请补上。", name)
    meant = reading.setting.own.of("office").get(text)
    if meant is not None:
        reading.notes.add(f"司法所“{text}”按对照记为{meant}")
    found = _office(meant or text, offered)
    if found is None:
        reading.setting.unknown["office", text] += 1
        raise CellWrong(f"本县没有叫“{text}”的司法所。请写全称（现有：{'、'.join(list(offered.values())[:6])}），或在下面说明它是哪一个。", name)
    return int(found)


def _office(text: str, offered: Mapping[str, str]) -> str | None:
    exact = [key for key, known in offered.items() if plain(known) == text]
    stem = text.removesuffix("司法所").removesuffix("所")
    alike = [key for key, known in offered.items() if stem and stem in (plain(known).removesuffix("司法所"), plain(known).removesuffix("司法所")[:-1])]
    found = exact or alike
    return found[0] if len(found) == 1 else None


def officer_named(reading: Reading, name: str = "officer") -> int | None:
    """The officer a cell names; None where it is empty. Raises CellWrong."""
    text, offered = plain(reading.text(name)), reading.setting.offered["officer"]
    if not text:
        return None
    meant = reading.setting.own.of("officer").get(text, text)
    found = [key for key, known in offered.items() if known == meant]
    if len(found) == 1:
        return int(found[0])
    reading.setting.unknown["officer", text] += 1
    raise CellWrong(f"本县司法所没有叫“{text}”的工作人员，或者不止一位。请核对，或在下面说明是哪一位；不清楚的可以空着。", name)


def post_with(permission: Permission, office: Office, today: date, first: Sequence[str]) -> Actor | None:
    """Somebody of the county who holds a permission, the roles named first before others."""
    low, high = territories.county_reach(office.territory)
    posts = Post.objects.held_on(today).filter(staff__left_on__isnull=True, office__territory__range=(low, high)).select_related("staff", "office")
    held = [actor_of(post) for post in posts.filter(roles__overlap=list(permission.role_codes)).order_by("office__territory", "pk")]
    mine = [actor for actor in held if actor.holds(permission) and actor.reaches(office.territory)]
    mine.sort(key=lambda actor: not (actor.roles & set(first)))
    return mine[0] if mine else None


def guess(values: Sequence[Any], texts: Sequence[str], offered: Mapping[str, Collection[str]]) -> str:
    """What a column of a register looks like: numbers of people and telephones can be told, days and places cannot."""
    if mostly(texts, lambda text: re.fullmatch(r"\d{17}[\dXx]", text)):
        return "id_no"
    if mostly(texts, looks_like_phone):
        return "phone"
    if mostly(texts, lambda text: text in ("男", "女")):
        return "sex"
    if mostly(texts, lambda text: text in offered["office"]):
        return "office"
    return "officer" if mostly(texts, lambda text: text in offered["officer"]) else ""


def index_of(number: str) -> bytes:
    """The blind index a person is found by."""
    return bytes(ring().blind_index.of("id_number", number))


