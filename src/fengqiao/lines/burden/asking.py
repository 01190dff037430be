"""What a request asks for: fields the records answer, fields that are typed, and what must not be asked at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.indicators import registry
from fengqiao.lines.burden import codes
from fengqiao.orgs.actor import Actor

TYPED = "typed:"
ALIKE = 0.6  # how much of two names' pairs of characters must be the same
_BRACKETS = re.compile(r"（.*?）|\(.*?\)")
_EMPTY_WORDS = re.compile(r"[\s、，,。：:；;“”\"'的本年月度季期内各项总数量件次人个]")
TRACES = re.compile(  # what follows people at work instead of asking what was done
    r"登录|登陆|签到|打卡|点赞|转发|转评|关注数|关注量|粉丝|阅读量|浏览量|点击量|积分|截图|截屏|照片(数|张|数量)|图片(数|张|数量)|"
    r"在线(时长|时间|率)|学习时长|活跃(率|度)|下载(量|率)|注册率|激活率|步数|里程|轨迹"
)


@dataclass(frozen=True)
class Field:
    """One thing a unit is asked: ``key`` is ``line:code`` of an indicator, or the name of what is typed."""

    key: str
    label: str
    unit: str = ""
    how: str = codes.HELD
    shape: str = codes.NUMBER
    alike: str = ""  # the indicator that says the same already: 已有数据
    why: str = ""  # why it is asked all the same

    @property
    def plain(self) -> dict[str, str]:
        return {name: value for name, value in self.__dict__.items() if value}

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Field:
        return cls(**row)


def fields_of(given: Mapping[str, Any]) -> list[Field]:
    """The fields of a draft in the order they are shown, each once."""
    found: dict[str, Field] = {}
    for row in given.get("held") or ():
        key = row["indicator"]
        found.setdefault(key, Field(key, label_of(key), unit_of(key)))
    said = given.get("alike") or {}
    for row in given.get("typed") or ():
        key = TYPED + plain_name(row["label"])
        found.setdefault(key, Field(key, row["label"], row.get("unit") or "", codes.TYPED, row.get("shape") or codes.NUMBER,
                                    said.get(row["label"], ""), row.get("why") or ""))  # fmt: skip
    return list(found.values())


def label_of(key: str) -> str:
    """What a key is called, here and in a table of many lines."""
    found = registry.chosen(key)
    return f"{found[0].label}：{found[1].label}" if found else key


def unit_of(key: str) -> str:
    found = registry.chosen(key)
    return "" if found is None or found[1].is_rate else found[1].unit


def unseen(keys: Iterable[str], actor: Actor) -> list[str]:
    """The labels of those whose line's figures the person may not see."""
    seen = {each.code for each in registry.sets_for(actor)}
    return [label_of(key) for key in keys if not key.startswith(TYPED) and key.partition(":")[0] not in seen]


# What must not be asked, what need not --------------------------------------------------------------------------------


def traces(labels: Iterable[str]) -> list[str]:
    """Those that count log-ins, likes, photographs or time online."""
    return [label for label in labels if TRACES.search(label)]


def plain_name(label: str) -> str:
    """A name without brackets and the words that tell nothing apart."""
    short = _EMPTY_WORDS.sub("", _BRACKETS.sub("", label))
    return short or label.strip()


def alike(label: str, actor: Actor | None = None) -> str:
    """The key of the indicator whose name says the same, or empty."""
    best, found = 0.0, ""
    sets = registry.sets() if actor is None else registry.sets_for(actor)
    for each in sets:
        for one in each.indicators:
            likeness = max(_likeness(label, one.label), _likeness(label, each.label + one.label))
            if likeness > best:
                best, found = likeness, f"{each.code}:{one.code}"
    return found if best >= ALIKE else ""


def _likeness(one: str, other: str) -> float:
    first, second = set(_pairs(plain_name(one))), set(_pairs(plain_name(other)))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _pairs(text: str) -> Iterator[str]:
    if len(text) == 1:
        yield text
    yield from (text[place : place + 2] for place in range(len(text) - 1))


# What it costs --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    """Fields × times × units × minutes a field. What the records answer is only looked over."""

    held: int
    typed: int
    times: int
    units: int
    held_minutes: int
    typed_minutes: int

    @property
    def each(self) -> int:
        """Minutes of one unit, once."""
        return self.held * self.held_minutes + self.typed * self.typed_minutes

    @property
    def minutes(self) -> int:
        return self.each * self.times * self.units

    @property
    def retyped(self) -> int:
        """What it would cost if everything were typed."""
        return (self.held + self.typed) * self.typed_minutes * self.times * self.units

    @property
    def words(self) -> str:
        """（核对3项×1分钟＋填写2项×5分钟）×4次×27个单位＝23.4小时."""
        parts = [f"{verb}{n}项×{minutes}分钟" for verb, n, minutes in (("核对", self.held, self.held_minutes), ("填写", self.typed, self.typed_minutes)) if n]
        return f"（{'＋'.join(parts)}）×{self.times}次×{self.units}个单位＝{hours(self.minutes)}"


def hours(minutes: int) -> str:
    """23.4小时, 45分钟: half up to a tenth, in whole numbers."""
    if minutes < 60:
        return f"{minutes}分钟"
    tenths = (minutes * 10 + 30) // 60
    return f"{tenths // 10}.{tenths % 10}小时" if tenths % 10 else f"{tenths // 10}小时"
