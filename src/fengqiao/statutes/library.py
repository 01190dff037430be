"""The library: the text of the laws of the National People's Congress and its Standing Committee.

The data file is a zip with one member per edition of a law and one index, so that showing one article reads
one law, not twenty-six thousand articles. Nothing is kept open; the laws read last stay in memory, a few at
most.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from .names import plain_name, short_name
from .numerals import article_key, article_label
from .structure import Paragraph, split_paragraphs

DATA_FILE = Path(__file__).parent / "data" / "laws.zip"
INDEX_MEMBER = "index.json"
IN_FORCE, REPEALED, SUPERSEDED = "现行有效", "已废止", "历史版本"
_LAWS_IN_MEMORY = 16


@dataclass(frozen=True)
class Law:
    """One edition of a law.

    `version_on` is the day this text was adopted and is dependable. `effective_on` is what the source
    gives: for an amended law it is usually the day the law first took force, so no rule may count from it.
    `missing` names the articles that the source lost.
    """

    name: str
    version_on: date
    published_on: date
    effective_on: date | None
    status: str
    kind: str
    issuer: str
    department: str
    article_count: int
    member: str
    missing: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name without 中华人民共和国, as citations print it."""
        return short_name(self.name)

    @property
    def version(self) -> str:
        """The year of this text, as declarations write it."""
        return str(self.version_on.year)

    @property
    def is_current(self) -> bool:
        """Whether the source calls this edition valid; it does from the day of adoption: see `begins_on`."""
        return self.status not in (REPEALED, SUPERSEDED)

    @property
    def begins_on(self) -> date:
        """The earliest day this edition can be in force: its adoption, or a later one the source gives."""
        return max(self.version_on, self.effective_on or self.version_on)


@dataclass(frozen=True)
class Article:
    """One article of one edition."""

    law: Law
    key: str
    heading: str
    text: str

    @property
    def label(self) -> str:
        """第二十九条"""
        return article_label(self.key)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The 款 of this article, in order."""
        return split_paragraphs(self.text)

    @property
    def url_key(self) -> str:
        """Key of this article's page: 人民调解法/29; an older edition carries its year: 仲裁法@2017/29."""
        return f"{law_key(self.law)}/{self.key}"


@lru_cache(maxsize=1)
def laws() -> tuple[Law, ...]:
    """Every edition in the library, sorted by title, the newest edition of a law first."""
    return tuple(_law(row) for row in json.loads(_read(INDEX_MEMBER)))


def editions(name: str) -> tuple[Law, ...]:
    """All editions of a law, the current one first, then newest first; empty when the library has none."""
    found = _by_title().get(plain_name(name), ())
    return tuple(sorted(found, key=lambda law: (law.is_current, law.version_on), reverse=True))


def find_law(name: str, version: str | None = None, on: date | None = None) -> Law | None:
    """One edition of a law, or None; another edition than the one asked for is never given.

    `version` picks the edition whose day of adoption starts so ("2023"); a name may carry it: 仲裁法@2017.
    Without it, the edition in force on the day `on`; without either, the one the source calls valid, which
    may not be in force yet.
    """
    bare, _, noted = name.partition("@")
    wanted = version or noted
    found = [law for law in editions(bare) if law.version_on.isoformat().startswith(wanted)]
    if on and not wanted:
        begun = sorted((law for law in found if law.begins_on <= on), key=lambda law: law.version_on)
        return begun[-1] if begun else None
    return found[0] if found else None


def standing(law: Law, on: date) -> str:
    """What to print beside it on that day: 现行有效, 尚未施行（…起施行）, 已被2025年文本取代, 已废止."""
    if law.begins_on > on:
        day = law.begins_on
        return f"尚未施行（{day.year}年{day.month}月{day.day}日起施行）"
    now = find_law(law.name, on=on)
    if now is not None and now != law:
        return f"已被{now.version}年文本取代"
    return REPEALED if law.status == REPEALED else IN_FORCE


def find_article(
    name: str, article: int | str, version: str | None = None, on: date | None = None
) -> Article | None:
    """One article: ("人民调解法", 29), ("刑法", "17-1"), ("民法典", "第二百零一条"); editions as in
    `find_law`.

    None when the library has no such law, edition or article. Raises ValueError when `article` is no
    article number.
    """
    law = find_law(name, version, on)
    return article_of(law, article) if law else None


def article_of(law: Law, article: int | str) -> Article | None:
    """One article of this edition, or None. Raises ValueError when `article` is no article number."""
    return _articles(law).get(article_key(article))


def articles(law: Law) -> tuple[Article, ...]:
    """All articles of this edition, in order."""
    return tuple(_articles(law).values())


def law_key(law: Law) -> str:
    """The law's part of a page's address: its title, with the year if another edition is shown by default."""
    return law.title if find_law(law.name) == law else f"{law.title}@{law.version_on.isoformat()[:4]}"


@lru_cache(maxsize=1)
def _by_title() -> dict[str, tuple[Law, ...]]:
    found: dict[str, tuple[Law, ...]] = {}
    for law in laws():
        title = plain_name(law.name)
        found[title] = (*found.get(title, ()), law)
    return found


def read_all() -> Iterator[tuple[Law, list[tuple[str, str, str]]]]:
    """Each edition with its articles as (key, heading, text), read and not kept: for passes over all laws."""
    with zipfile.ZipFile(DATA_FILE) as archive:
        for law in laws():
            yield law, json.loads(archive.read(law.member))


@lru_cache(maxsize=_LAWS_IN_MEMORY)
def _articles(law: Law) -> dict[str, Article]:
    return {key: Article(law, key, heading, text) for key, heading, text in json.loads(_read(law.member))}


def _read(member: str) -> bytes:
    with zipfile.ZipFile(DATA_FILE) as archive:
        return archive.read(member)


def _law(row: dict[str, str | int | None]) -> Law:
    return Law(
        name=str(row["name"]),
        version_on=date.fromisoformat(str(row["version_on"])),
        published_on=date.fromisoformat(str(row["published_on"])),
        effective_on=date.fromisoformat(str(row["effective_on"])) if row["effective_on"] else None,
        status=str(row["status"]),
        kind=str(row["kind"]),
        issuer=str(row["issuer"]),
        department=str(row["department"]),
        article_count=int(row["article_count"] or 0),
        member=str(row["member"]),
        missing=tuple(str(row["missing"]).split()) if row["missing"] else (),
    )
