"""What a rule may rest on: a law, an instrument below the laws, or the bureau's own paper.

`Statute` and `Instrument` are law; `BureauPaper` is the basis of a house limit (本局时限) and never passes
as law.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from .citation import Citation
from .library import Law, find_law, law_key
from .names import STATE, short_name
from .numerals import article_key


class NoVersionInForceError(LookupError):
    """No declared version of the law covers the day asked for."""


class Source(Protocol):
    """What a citation needs to know of the text it points to."""

    is_law: ClassVar[bool]

    @property
    def name(self) -> str: ...
    @property
    def short(self) -> str | None: ...
    @property
    def title(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def key(self) -> str: ...
    def covers(self, day: date) -> bool: ...
    @property
    def law(self) -> Law | None: ...


@dataclass(frozen=True)
class Statute:
    """One version of a law: Statute("行政复议法", "2023", in_force_on=date(2024, 1, 1)).

    `version` is the year this text was adopted, or the whole day ("2025-10-28") where a year saw two texts.
    `until` is the last day it is in force, inclusive; None while it is.
    """

    name: str
    version: str
    in_force_on: date
    short: str | None = None
    kind: str = "法律"
    until: date | None = None
    is_law: ClassVar[bool] = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", short_name(self.name))
        if not (len(self.version) == 4 and self.version.isdigit()):
            date.fromisoformat(self.version)
        if self.until and self.until < self.in_force_on:
            raise ValueError(f"《{self.name}》（{self.version}）的失效日早于施行日。")

    def art(self, article: int | str, paragraph: int | None = None, item: int | None = None) -> Citation:
        """第几条第几款第几项: art(30, 3); art("17-1") is 第十七条之一; art(13, item=3) for the only list."""
        return Citation(self, article_key(article), paragraph, item)

    def covers(self, day: date) -> bool:
        """Whether this version is in force on that day."""
        return self.in_force_on <= day and (self.until is None or day <= self.until)

    @property
    def law(self) -> Law | None:
        """The same edition in the library; None when the library has no or only another edition."""
        return find_law(self.name, self.version)

    @property
    def title(self) -> str:
        """The name that citations print."""
        return self.name

    @property
    def full_name(self) -> str:
        """The official name, with 中华人民共和国 where the law bears it."""
        law = find_law(self.name)
        return law.name if law else STATE + self.name

    @property
    def edition(self) -> str:
        """2023年文本，2024年1月1日起施行"""
        day = self.in_force_on
        return f"{self.version[:4]}年文本，{day.year}年{day.month}月{day.day}日起施行"

    @property
    def key(self) -> str:
        """The law's part of a page's address."""
        return law_key(self.law) if self.law else f"{self.name}@{self.version}"


@dataclass(frozen=True)
class Instrument:
    """A text below the laws, cited by name and not in the library (不在库内).

    Administrative regulations, ministry rules, judicial interpretations, Party regulations, local
    regulations. `document_no` is 法释〔2011〕5号, 国务院令第701号; None where the text bears none or it is
    not known.
    """

    name: str
    issuer: str
    document_no: str | None
    in_force_on: date | None
    kind: str
    short: str | None = None
    until: date | None = None
    note: str = ""
    is_law: ClassVar[bool] = True

    def art(self, article: int | str, paragraph: int | None = None, item: int | None = None) -> Citation:
        """第几条、第几款、第几项."""
        return Citation(self, article_key(article), paragraph, item)

    def whole(self) -> Citation:
        """The instrument as such, where no article is meant."""
        return Citation(self, None)

    def covers(self, day: date) -> bool:
        """Whether it is in force on that day; one whose first day is not known may be."""
        return (self.in_force_on is None or self.in_force_on <= day) and (self.until is None or day <= self.until)

    @property
    def law(self) -> None:
        """Never in the library."""
        return None

    @property
    def title(self) -> str:
        """The name that citations print."""
        return self.name

    @property
    def full_name(self) -> str:
        """The name as the document bears it."""
        return self.name

    @property
    def edition(self) -> str:
        """法释〔2011〕5号，2011年3月30日起施行"""
        day = self.in_force_on
        begins = f"{day.year}年{day.month}月{day.day}日起施行" if day else "施行日期待核"
        return "，".join(part for part in (self.document_no, begins) if part)

    @property
    def key(self) -> str:
        """The instrument's part of a page's address."""
        return self.short or self.name


@dataclass(frozen=True)
class BureauPaper:
    """A bureau's own paper: the basis of a house limit (本局时限), which binds the house and is no law."""

    name: str
    document_no: str | None = None
    issuer: str = ""
    in_force_on: date | None = None
    short: str | None = None
    is_law: ClassVar[bool] = False

    def art(self, article: int | str, paragraph: int | None = None, item: int | None = None) -> Citation:
        """第几条、第几款、第几项."""
        return Citation(self, article_key(article), paragraph, item)

    def whole(self) -> Citation:
        """The paper as such, where it is not divided into articles."""
        return Citation(self, None)

    def covers(self, day: date) -> bool:
        """Whether it stands on that day; a paper without a day always does."""
        return self.in_force_on is None or self.in_force_on <= day

    @property
    def law(self) -> None:
        """Never in the library."""
        return None

    @property
    def title(self) -> str:
        """The name that citations print."""
        return self.name

    @property
    def full_name(self) -> str:
        """The name as the document bears it."""
        return self.name

    @property
    def edition(self) -> str:
        """枫司发〔2026〕3号"""
        return self.document_no or "无文号"

    @property
    def key(self) -> str:
        """The paper's part of a page's address."""
        return self.short or self.name


def in_force(versions: Sequence[Statute], day: date) -> Statute:
    """The declared version that covers the day. Raises NoVersionInForceError; another is never used."""
    for statute in versions:
        if statute.covers(day):
            return statute
    known = "、".join(f"{each.version}年文本（{each.in_force_on}起）" for each in versions)
    raise NoVersionInForceError(
        f"《{versions[0].name}》没有一个已登记的文本在{day.isoformat()}施行；已登记：{known}。"
        "请登记当日施行的文本后再办理。"
    )
