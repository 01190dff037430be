"""Code lists of national standards, as data files: `code_list("ethnicity")`, `name_of("sex", "2")`.

    LISTS                            the names of all lists, with their standard
    code_list(name) -> list[Code]    in the order of the standard; Code(code, name, status)
    name_of(name, code) -> str       raises KeyError for a code that is not in the list
    code_of(name, text) -> str|None  the code of a name as people write it (汉 for 汉族, 男 for 男性)

`status` is `checked` when the list was compared with a published copy of the standard, else `unverified`: then
compare before exchanging data. See README.md beside this file.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Code:
    """One row of a list. `status` is `checked`, `unverified`, or says what was corrected in the published copy."""

    code: str
    name: str
    status: str


LISTS: dict[str, tuple[str, str]] = {
    "ethnicity": ("ethnicity_gb3304.csv", "GB/T 3304-1991 中国各民族名称"),
    "sex": ("sex_gb2261_1.csv", "GB/T 2261.1-2003 人的性别代码"),
    "marital": ("marital_gb2261_2.csv", "GB/T 2261.2-2003 婚姻状况代码"),
    "health": ("health_gb2261_3.csv", "GB/T 2261.3-2003 健康状况代码"),
    "employment": ("employment_gb2261_4.csv", "GB/T 2261.4-2003 从业状况（个人身份）代码"),
    "kinship": ("kinship_gb4761.csv", "GB/T 4761-2008 家庭关系代码"),
    "education": ("education_gb4658.csv", "GB/T 4658-2006 学历代码"),
    "political": ("political_gb4762.csv", "GB/T 4762-1984 政治面貌代码"),
    "occupation": ("occupation_gb6565_major.csv", "GB/T 6565 职业分类与代码（大类）"),
    "id_document": ("id_document.csv", "GA/T 517 常用证件代码"),
    "mediation_type": ("mediation_type.csv", "人民调解统计月报（2016年）纠纷类别"),
}

_LAST_LETTERS = ("族", "性", "程度", "党员")


@cache
def _rows(name: str) -> tuple[Code, ...]:
    if name not in LISTS:
        raise KeyError(f"没有名为“{name}”的代码表；现有：{'、'.join(LISTS)}。")
    text = files(__package__).joinpath("data", LISTS[name][0]).read_text(encoding="utf-8")
    return tuple(
        Code(row.get("code") or row["seq"], row["name"], row["status"]) for row in csv.DictReader(text.splitlines())
    )


def code_list(name: str) -> list[Code]:
    """The list in the order of the standard. Raises `KeyError` naming the lists there are."""
    return list(_rows(name))


def name_of(name: str, code: str) -> str:
    """What the code stands for. Raises `KeyError` when the list does not have it."""
    for row in _rows(name):
        if row.code == code:
            return row.name
    raise KeyError(f"{LISTS[name][1]}中没有代码“{code}”。")


def code_of(name: str, text: str) -> str | None:
    """The code of the one row named `text`, also without a last 族 or 性; None when there is none or a choice."""
    wanted = text.strip()
    exact = [row.code for row in _rows(name) if row.name == wanted]
    if exact:
        return exact[0]
    found = [row.code for row in _rows(name) for end in _LAST_LETTERS if wanted and row.name == wanted + end]
    return found[0] if len(found) == 1 else None
