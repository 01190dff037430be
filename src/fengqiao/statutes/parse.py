"""From written words to a citation: 《民法典》第二百零一条第二款, 人民调解法 29, 信访工作条例第34条."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .citation import Citation
from .known import INSTRUMENTS, LAWS
from .library import Law, editions, find_law, laws
from .names import aliases, edition_note, plain_name
from .numerals import WHOLE_TEXT, article_key, to_int
from .sources import Instrument, Statute


class CitationError(ValueError):
    """The words are no citation, or name a text nobody declared and the library does not hold."""


_NUMBER = r"[0-9０-９零〇一二三四五六七八九十百千]+"
_PLACE = (
    rf"第?(?P<article>{_NUMBER})\s*(?:条|(?![0-9]))(?:(?:之|-)(?P<branch>{_NUMBER}))?条?"
    rf"(?:\s*第?(?P<paragraph>{_NUMBER})款)?(?:\s*第?[（(]?(?P<item>{_NUMBER})[）)]?项)?"
)
_NAME = r"(?P<name>《[^》]+》(?:[（(]\d{4}[^）)]*[）)])?|.+?)"
_WRITTEN = re.compile(rf"{_NAME}\s*(?:{_PLACE}|{WHOLE_TEXT})")
_IN_TEXT = re.compile(
    rf"第(?P<article>{_NUMBER})条(?:之(?P<branch>{_NUMBER}))?"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?(?:第[（(]?(?P<item>{_NUMBER})[）)]?项)?"
)
_LONGEST_NAME_CHARS = 60


def parse_citation(text: str, on: date | None = None) -> Citation:
    """The citation written in `text`, numerals Chinese or Arabic, name with or without book marks and prefix.

    A year behind the name (行政复议法（2023年修订）) picks that version; else it is the one in force on the
    day `on`, and without a day the newest declared as known, or the one the library shows. Raises
    CitationError with what is wrong and what to write.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        raise CitationError(f"“{text}”不是法条引用。请写成“人民调解法第二十九条”或“人民调解法 29”。")
    source = find_source(found["name"], on)
    if source is None:
        raise CitationError(
            f"没有找到《{plain_name(found['name'])}》{_edition_words(found['name'])}：它不在法律库内，也没有登记为引用依据。"
            "请核对名称，或先登记该文件再引用。"
        )
    if not found["article"]:
        return Citation(source, WHOLE_TEXT)
    try:
        return _at(source, found)
    except ValueError as error:
        raise CitationError(str(error)) from None


@dataclass(frozen=True)
class CitationInText:
    """A citation found in running text, at characters `start` to `end` (exclusive)."""

    start: int
    end: int
    citation: Citation


def find_citations(text: str, within: Law | None = None) -> list[CitationInText]:
    """Every citation in running text, for links: 《民法典》第二百零一条、第二百零二条 gives two.

    `within` is the law the text belongs to: 本法第二十九条 and a bare 第二十九条 then mean that law.
    """
    found: list[CitationInText] = []
    previous_end, previous = -1, None
    for match in _IN_TEXT.finditer(text):
        before = text[max(0, match.start() - _LONGEST_NAME_CHARS) : match.start()]
        source, length = _named_before(before)
        if (
            source is None
            and previous
            and text[previous_end : match.start()] in ("、", "和", "或者", "至", "及", "以及")
        ):
            source = previous
        if (
            source is None
            and within is not None
            and not before.endswith(("》", "法", "例", "定", "释", "则", "法典"))
        ):
            source = _declared(within)
        elif source is None and within is not None and before.endswith("本法"):
            source, length = _declared(within), 2
        previous_end, previous = match.end(), source
        if source is not None:
            found.append(CitationInText(match.start() - length, match.end(), _at(source, match)))
    return found


def find_source(name: str, on: date | None = None) -> Statute | Instrument | None:
    """What a name means: a declared law or instrument, else a law of the library; None when neither knows it.

    With a day, the version in force then.
    """
    plain, year = plain_name(name), edition_note(name)
    for statute in sorted(LAWS, key=lambda each: each.in_force_on, reverse=True):
        wanted = year is None or statute.version.startswith(year)
        if plain_name(statute.name) == plain and wanted and (on is None or statute.covers(on)):
            return statute
    for instrument in INSTRUMENTS:
        if plain in {plain_name(each) for each in (instrument.name, instrument.short or "")}:
            return instrument
    law = find_law(name, year, on)
    return _declared(law) if law else None


def _declared(law: Law) -> Statute:
    """The declared constant for an edition of the library, else a statute made from it."""
    for statute in LAWS:
        if statute.law == law:
            return statute
    same_year = [each for each in editions(law.name) if each.version == law.version]
    version = law.version if len(same_year) == 1 else law.version_on.isoformat()
    return Statute(law.name, version, in_force_on=law.effective_on or law.version_on, kind=law.kind)


def _at(source: Statute | Instrument, match: re.Match[str]) -> Citation:
    branch, paragraph, item = match["branch"], match["paragraph"], match["item"]
    article = article_key(match["article"] + (f"-{branch}" if branch else ""))
    return source.art(article, to_int(paragraph) if paragraph else None, to_int(item) if item else None)


def _named_before(before: str) -> tuple[Statute | Instrument | None, int]:
    """The text named right before an article number, and how many characters its name takes there."""
    marked = re.search(r"《[^《》]+》(?:[（(]\d{4}[^（）()]*[）)])?$", before)
    if marked:
        return find_source(marked[0]), len(marked[0])
    for start in range(len(before)):
        if before[start:] in _names():
            return find_source(before[start:]), len(before) - start
    return None, 0


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Every name that running text may use without book marks."""
    declared = (each for text in INSTRUMENTS for each in (text.name, text.short))
    of_laws = (each for law in laws() for each in (law.name, law.title))
    return frozenset(each for each in (*declared, *of_laws, *aliases()) if each)


def _edition_words(name: str) -> str:
    year = edition_note(name)
    return f"{year}年文本" if year else ""
