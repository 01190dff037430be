"""Checks citations, and quotations, against the library."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .citation import Citation
from .library import Article, editions
from .sources import Statute


class Trouble(StrEnum):
    """What is wrong with a citation; the value is what a person reads."""

    NO_LAW = "法律不在库内"
    NO_ARTICLE = "没有这一条"
    LOST_ARTICLE = "库内缺这一条"
    NO_PARAGRAPH = "没有这一款"
    NO_ITEM = "没有这一项"
    WHICH_LIST = "未写明是哪一款的项"
    NOT_QUOTED = "引文不在条文内"
    OTHER_VERSION = "库内是另一文本"
    REPEALED = "已不再施行"
    QUOTE_NOT_CHECKED = "引文无法核对"


_WARNINGS = frozenset(
    {Trouble.LOST_ARTICLE, Trouble.OTHER_VERSION, Trouble.REPEALED, Trouble.QUOTE_NOT_CHECKED}
)


@dataclass(frozen=True)
class Problem:
    """One finding. An error means the citation is wrong; a warning means a person must look."""

    trouble: Trouble
    citation: Citation
    message: str

    @property
    def is_error(self) -> bool:
        """Whether the check fails on it."""
        return self.trouble not in _WARNINGS

    def __str__(self) -> str:
        return self.message


def verify(citations: Iterable[Citation | tuple[Citation, str | None]]) -> list[Problem]:
    """The problems of the citations, in order; each may come with the words it is said to contain.

    Whitespace and the width and shape of punctuation do not count in a quotation, everything else must
    stand there literally; “……” in a quotation passes over words. Instruments and bureau papers are not in
    the library: they give no problem, except that a quotation from them cannot be checked.
    """
    problems: list[Problem] = []
    for each in citations:
        citation, quote = each if isinstance(each, tuple) else (each, None)
        problems += _problems(citation, quote or "")
    return problems


def contains(text: str, quote: str) -> bool:
    """Whether the quoted words stand in the text, in this order."""
    body, position = _normal(text), 0
    for part in quote.replace("...", "…").split("…"):
        wanted = _normal(part).strip("，。；：、！？.“”")
        position = body.find(wanted, position)
        if position < 0:
            return False
        position += len(wanted)
    return True


def _problems(citation: Citation, quote: str) -> list[Problem]:
    source = citation.source
    if not isinstance(source, Statute):
        if not quote:
            return []
        return [_problem(Trouble.QUOTE_NOT_CHECKED, citation, "该文件不在法律库内，引文请对照原件核对。")]
    law = source.law
    if law is None:
        return [_without_edition(citation, source)]
    found: list[Problem] = []
    if not law.is_current and source.until is None:
        newest = editions(law.name)[0]
        now = f"库内现行的是{newest.version}年文本" if newest.is_current else f"该法在库内标为“{law.status}”"
        found.append(_problem(Trouble.REPEALED, citation, f"{now}。请改引现行规定，或为旧文本登记失效日。"))
    if citation.article is None:
        return found
    article = citation.found_article
    if article is None:
        return [*found, _without_article(citation, law.missing, law.article_count)]
    wrong = _wrong_place(citation, article)
    if wrong is None and quote and not contains(citation.text() or "", quote):
        wrong = _problem(Trouble.NOT_QUOTED, citation, f"条文中没有“{quote}”。请对照条文更正引文。")
    return [*found, wrong] if wrong else found


def _without_edition(citation: Citation, source: Statute) -> Problem:
    held = editions(source.name)
    if not held:
        return _problem(
            Trouble.NO_LAW, citation, "法律库内没有这部法律。请核对名称；确有此法的，更新法律库。"
        )
    newest = max(held, key=lambda each: each.version_on)
    newer = newest.version_on.isoformat() > source.version
    step = "请核对条文是否变动并更新声明。" if newer else "请更新法律库后再核对。"
    age = "较新" if newer else "较旧"
    words = f"声明的是{source.version}年文本，库内是{newest.version_on.isoformat()}通过的文本（{age}）。"
    return _problem(Trouble.OTHER_VERSION, citation, words + step)


def _without_article(citation: Citation, missing: tuple[str, ...], article_count: int) -> Problem:
    if citation.article in missing:
        return _problem(Trouble.LOST_ARTICLE, citation, "数据来源缺这一条的文字，请对照公报核对。")
    return _problem(Trouble.NO_ARTICLE, citation, f"该文本共{article_count}条。请核对条号。")


def _wrong_place(citation: Citation, article: Article) -> Problem | None:
    paragraphs = article.paragraphs
    if citation.paragraph is not None and citation.paragraph > len(paragraphs):
        return _problem(Trouble.NO_PARAGRAPH, citation, f"{article.label}共{len(paragraphs)}款。请核对款号。")
    if citation.item is None or citation.text() is not None:
        return None
    meant = paragraphs if citation.paragraph is None else (paragraphs[citation.paragraph - 1],)
    lists = [each.items for each in meant if each.items]
    if len(lists) > 1:
        return _problem(
            Trouble.WHICH_LIST, citation, f"{article.label}有{len(lists)}款列有项。请写明第几款。"
        )
    return _problem(Trouble.NO_ITEM, citation, f"该处共{len(lists[0]) if lists else 0}项。请核对项号。")


def _problem(trouble: Trouble, citation: Citation, words: str) -> Problem:
    return Problem(trouble, citation, f"{citation.label}：{trouble}。{words}")


_MARKS = str.maketrans(
    {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "﹑": "、"}
)


def _normal(text: str) -> str:
    """Without spaces and quotation marks, full-width punctuation, half-width letters and digits."""
    folded = unicodedata.normalize("NFKC", text).translate(_MARKS)
    return "".join(sign for sign in folded if not sign.isspace() and sign not in "\"'“”‘’「」『』")
