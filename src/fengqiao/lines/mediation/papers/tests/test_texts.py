"""What the papers say in fixed words: every article they cite exists in the library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fengqiao.documents import Conditional, Notice, PaperKind, Para
from fengqiao.documents.blocks import Block
from fengqiao.lines.mediation.papers import PAPERS, RIGHTS
from fengqiao.lines.mediation.papers.notices import consequences
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.tests.cases import whole_case
from fengqiao.statutes import find_citations, verify
from fengqiao.statutes.known import PEOPLES_MEDIATION


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Conditional):
            yield from texts(block.blocks + block.otherwise)
        elif isinstance(block, (Para, Notice)):
            yield block.text


def problems(*said: str) -> list[str]:
    found = [each for text in said for each in find_citations(text, within=PEOPLES_MEDIATION.law)]
    return [str(problem) for problem in verify(each.citation for each in found if each.citation)]


@pytest.mark.parametrize("code", PAPERS)
def test_every_article_cited_exists(code: str) -> None:
    kind = PAPERS[code]
    assert problems(kind.basis, *texts(kind.blocks)) == []


def test_the_check_would_find_an_article_that_does_not_exist() -> None:
    assert problems("人民调解法第三十三条") == []
    assert problems("人民调解法第九十九条") != []


def test_every_consequence_of_not_performing_rests_on_an_article() -> None:
    case = whole_case()
    for line in consequences(Reading(case.at("urge"))):
        assert find_citations(line)
        assert problems(line) == []


@pytest.mark.parametrize(
    "words",
    [
        "依法设立的调解民间纠纷的群众性组织", "在当事人自愿、平等的基础上进行", "不收取任何费用", "接受、拒绝或者随时要求终止调解",
        "如实陈述事实", "自各方当事人签名、盖章或者按指印", "三十日内，共同向有管辖权的人民法院申请司法确认", "人身安全保护令",
        "录音录像须经各方同意", "可以要求更正、补充",
    ],
)  # fmt: skip
def test_the_rights_notice_tells_what_the_law_asks_it_to(words: str) -> None:
    assert words in "".join(texts(RIGHTS.blocks))


def test_no_paper_asks_for_money() -> None:
    """第四条：人民调解委员会调解民间纠纷，不收取任何费用。"""
    for kind in PAPERS.values():
        assert not [slot.label for slot in kind.slots if "调解费" in slot.label or "押金" in slot.label], kind.title


def test_official_letters_leave_room_for_the_seal() -> None:
    official = [kind for kind in PAPERS.values() if kind.layout == "official"]
    assert {kind.code for kind in official} == {
        "certificate", "court_reply", "entrust_reply", "handover", "committee_notice",
    }  # fmt: skip
    assert all(_closes(kind) for kind in official)


def _closes(kind: PaperKind) -> bool:
    return type(kind.blocks[-1]).__name__ == "Closing"
