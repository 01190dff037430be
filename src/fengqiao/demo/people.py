"""Invented people: names of their generation, identity numbers and phones that can belong to nobody."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from fengqiao.vault import check_digit

from .shapes import PersonPlan

Sex = Literal["男", "女"]

_TRIES_FOR_A_NEW_NAME = 8
_ETHNICITIES = ("汉族", "汉族", "汉族", "汉族", "土家族", "苗族", "回族", "满族")
# Two-character given names by the years of birth: first and second characters that went together then.
_GENERATIONS: tuple[tuple[int, dict[Sex, tuple[str, str]]], ...] = (
    (1965, {
        "男": ("建国志德正家光永世明文忠立长有", "国华民生清福贵才安林山财富根发"),
        "女": ("秀桂玉淑素凤春金兰月翠菊水", "英兰珍芳华云梅香莲花珠枝娥"),
    }),
    (1980, {
        "男": ("建志国卫永爱学文海春新立少红小", "军明强平兵民华东斌勇林峰生刚忠"),
        "女": ("红春丽爱秀小晓雪桂海玉冬凤建", "梅英霞红萍华玲琴燕芬敏蓉兰娟"),
    }),
    (1992, {
        "男": ("志文海俊晓国少小永世鹏立家振", "伟涛勇鹏斌辉杰峰波超亮飞军强"),
        "女": ("丽晓海小雪春艳玉婷佳慧文燕", "丽娟霞婷燕芳静敏玲娜艳琴洁"),
    }),
    (2100, {
        "男": ("子浩宇俊嘉家思天一文晨泽铭", "轩然豪杰宇航阳昊睿涵博霖晨"),
        "女": ("雨欣思梦佳诗子语嘉婉可若清", "涵怡婷琪萱雯欣瑶颖妍宁彤悦"),
    }),
)  # fmt: skip


@cache
def _surnames() -> tuple[list[str], list[float]]:
    rows = list(csv.DictReader(_lines("surnames.csv")))
    return [row["surname"] for row in rows], [float(row["weight_percent"]) for row in rows]


@cache
def _single_names(sex: Sex) -> list[str]:
    letter = "M" if sex == "男" else "F"
    rows = csv.DictReader(_lines("given_names.csv"))
    return [row["given_name"] for row in rows if row["sex"] == letter and len(row["given_name"]) == 1]


def _lines(name: str) -> list[str]:
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8").splitlines()


def id_number(area_code: str, birth_on: date, sex: Sex, nth: int = 0) -> str:
    """18 characters with the right check digit: sequence 000, 002 … for women, 001, 003 … for men by `nth`.

    The 17th digit must be even for women and odd for men. No real person has it: 9999xx is no area of GB/T 2260.
    """
    first = f"{area_code}{birth_on:%Y%m%d}{2 * nth + (sex == '男'):03d}"
    return first + check_digit(first)


class People:
    """Draws people without repeating an identity number or a phone within one county, and names only at a pinch."""

    def __init__(self, area_code: str, rng: random.Random, today: date) -> None:
        self._area_code = area_code
        self._rng = rng
        self._today = today
        self._names: set[str] = set()
        self._born: dict[tuple[date, Sex], int] = {}
        self._phones: set[str] = set()

    def person(
        self,
        ages: tuple[int, int],
        sex: Sex | None = None,
        *,
        surname: str | None = None,
        women_share: float = 0.45,
    ) -> PersonPlan:
        """A person whose age on the plan's day lies in `ages`, both ends included."""
        rng = self._rng
        sex = sex or ("女" if rng.random() < women_share else "男")
        birth_on, number = self._birth(ages, sex)
        name = self._name(birth_on.year, sex, surname)
        ethnicity = rng.choice(_ETHNICITIES) if rng.random() < 0.12 else "汉族"
        return PersonPlan(name, sex, birth_on, ethnicity, number, self.phone())

    def phone(self) -> str:
        """A mobile number under 154, a prefix no operator hands out."""
        while True:
            phone = f"154{self._rng.randrange(10**8):08d}"
            if phone not in self._phones:
                self._phones.add(phone)
                return phone

    def _birth(self, ages: tuple[int, int], sex: Sex) -> tuple[date, str]:
        youngest = _years_before(self._today, ages[0])
        oldest = _years_before(self._today, ages[1] + 1) + timedelta(days=1)
        birth_on = oldest + timedelta(days=self._rng.randrange((youngest - oldest).days + 1))
        taken = self._born.get((birth_on, sex), 0)
        self._born[birth_on, sex] = taken + 1
        return birth_on, id_number(self._area_code, birth_on, sex, taken)

    def _name(self, birth_year: int, sex: Sex, surname: str | None) -> str:
        surnames, weights = _surnames()
        name = ""
        for _ in range(_TRIES_FOR_A_NEW_NAME):
            family = surname or self._rng.choices(surnames, weights)[0]
            given = self._given(birth_year, sex)
            name = family + given
            if name not in self._names and given[0] not in family:
                break
        self._names.add(name)
        return name

    def _given(self, birth_year: int, sex: Sex) -> str:
        if self._rng.random() < (0.12 if birth_year < 1970 else 0.28 if birth_year < 1990 else 0.1):
            return self._rng.choice(_single_names(sex))
        pools = next(pools for until, pools in _GENERATIONS if birth_year < until)[sex]
        first, second = (self._rng.choice(characters) for characters in pools)
        return self._given(birth_year, sex) if first == second else first + second


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def stream(seed: int, *words: str) -> random.Random:
    """A generator of its own for each part of the plan, so that one part can grow without changing the others."""
    return random.Random("/".join((str(seed), *words)))


def pick(rng: random.Random, choices: Sequence[str], shares: Sequence[float]) -> str:
    """One of the choices by its share."""
    return rng.choices(choices, shares)[0]
