"""卷内目录: what a dossier holds, in the official order, and what is missing before it may be archived.

Order and 必须/按需 follow the catalogue of the 2010 unified papers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MATERIAL = "material"


@dataclass(frozen=True)
class Listed:
    """A paper of the file, or a material handed in (code ``material``): its title and its pages, 0 when unknown."""

    code: str
    title: str
    pages: int = 0


@dataclass(frozen=True)
class CatalogueItem:
    """A place in the contents. Any of ``papers`` proves it, or a material whose name holds one of ``words``.

    ``beside`` are further papers filed at this place that prove nothing. In an oral case ``oral_papers`` and
    ``oral_label`` stand instead, where given.
    """

    order: int
    label: str
    required: bool
    papers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    oral_papers: tuple[str, ...] = ()
    oral_label: str = ""

    def proof(self, oral: bool) -> tuple[str, ...]:
        return self.oral_papers if oral and self.oral_papers else self.papers

    def name(self, oral: bool) -> str:
        return self.oral_label if oral and self.oral_label else self.label


# No agreement was reached: the notice that ended the case, or the sheet that sent it up, stands at item 8.
_WITHOUT_AGREEMENT = ("ending", "escalation")

CATALOGUE = (
    CatalogueItem(1, "人民调解申请书或者受理登记表", True, ("application", "register"),
                  beside=("entrust_reply", "declining")),
    CatalogueItem(2, "人民调解当事人权利义务告知书", True, ("rights",), beside=("assignment",)),
    CatalogueItem(3, "当事人身份证明", True, words=(
        "身份证", "户口", "居住证", "护照", "通行证", "驾驶证", "军官证", "营业执照", "法人证书", "登记证书",
        "统一社会信用代码")),
    CatalogueItem(4, "授权委托书", False, ("power",), ("委托书", "律师证", "执业证", "所函")),
    CatalogueItem(5, "人民调解调查记录", False, ("investigation",)),
    CatalogueItem(6, "人民调解证据材料", False, ("evidence_list", MATERIAL)),
    CatalogueItem(7, "人民调解记录", True, ("session",), beside=("suspension", "resumption", "extension", "merge_notice", "split_notice")),
    CatalogueItem(8, "人民调解协议书", True, ("agreement", *_WITHOUT_AGREEMENT), beside=("handover",),
                  oral_papers=("oral_agreement", *_WITHOUT_AGREEMENT), oral_label="人民调解口头协议登记表"),
    CatalogueItem(9, "履行凭证", False, ("performance",), ("收条", "收据", "转账", "汇款", "付款", "履行"),
                  beside=("urging",)),
    CatalogueItem(10, "人民调解回访记录", False, ("visit",)),
    CatalogueItem(11, "司法确认材料", False, ("confirmation_application", "certificate"),
                  ("裁定", "司法确认", "受理通知")),
    CatalogueItem(12, "卷宗情况说明", False, ("statement",), beside=("court_reply", "closing", "correction_sheet")),
    CatalogueItem(13, "封底", True, ("statement",)),
)  # fmt: skip
NOT_LISTED = frozenset({"cover", "contents", "subsidy_list", "committee_notice"})
_NUMBERS = ("", *"一二三四五六七八九十", "十一", "十二", "十三")


def missing_from(papers_present: Iterable[str], oral: bool) -> list[str]:
    """The required items that the file lacks, in order: 第三项：当事人身份证明. Empty when it may be archived.

    ``papers_present`` are codes of papers and names of materials taken in.
    """
    present = list(papers_present)
    return [
        f"第{_NUMBERS[item.order]}项：{item.name(oral)}"
        for item in CATALOGUE
        if item.required and not any(_proves(item, name, oral) for name in present)
    ]


def _proves(item: CatalogueItem, name: str, oral: bool) -> bool:
    return name in item.proof(oral) or any(word in name for word in item.words)


def place_of(listed: Listed) -> int:
    """The place of a paper or material in the contents: 1 to 13; a material nobody can place lies with the evidence."""
    if listed.code == MATERIAL:
        named = [item.order for item in CATALOGUE if any(word in listed.title for word in item.words)]
        return named[0] if named else 6
    for item in CATALOGUE:
        if listed.code in {*item.papers, *item.oral_papers, *item.beside}:
            return item.order
    return 12


def contents_rows(file: Iterable[Listed]) -> list[dict[str, Any]]:
    """The rows of the contents in the official order, pages counted through; without page counts the pages stay open.

    Cover and contents themselves have no line; papers at the same place keep the order in which they came.
    """
    rows: list[dict[str, Any]] = []
    page: int | None = 1
    for listed in sorted((each for each in file if each.code not in NOT_LISTED), key=place_of):
        last = page + listed.pages - 1 if page and listed.pages else None
        pages = "" if page is None or last is None else str(page) if last == page else f"{page}-{last}"
        rows.append({"title": listed.title, "pages": pages, "remark": ""})
        page = last + 1 if last else None
    return rows
