"""Official layout in pieces: headings, paragraphs, tables, the red head and the foot of an issued paper (GB/T 9704-2012)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fengqiao.documents.composition import Cell, Item, Par, Row, Run, Space, Table
from fengqiao.documents.layouts import OFFICIAL

PT, PITCH = OFFICIAL.body_pt, OFFICIAL.pitch_pt
SMALL, SMALL_PITCH = 9.0, 13.0  # 小五: a rate with its two numbers stays on one line
HEAD_ROOM_MM = 35.0  # from the top of the type area to the issuer's red name (7.2.4)
WIDEST_NAME_PT = 36.0
ONE_PAGE = 14  # a table of so many lines is not broken


def title(text: str) -> Par:
    return Par((Run(text, face="title"),), pt=OFFICIAL.title_pt, pitch_pt=34, align="centre", after_pt=PITCH * 0.5, keep=True)


def heading(text: str) -> Par:
    """一、 in 黑体."""
    return Par((Run(text, face="head"),), pt=PT, pitch_pt=PITCH, indent_em=2, keep=True)


def lesser(text: str) -> Par:
    """（一） in 楷体."""
    return Par((Run(text, face="kai"),), pt=PT, pitch_pt=PITCH, indent_em=2, keep=True)


def text(words: str, *, last: bool = False) -> Par:
    """``last``: the signature never stands alone on a page."""
    return Par((Run(words),), pt=PT, pitch_pt=PITCH, indent_em=2, keep=last)


def alone(words: str) -> Par:
    """A paragraph that holds a mark alone: a table or a chart stands in its place."""
    return Par((Run(words),), pt=PT, pitch_pt=PITCH, align="centre")


def signed(office: str, day: str) -> list[Item]:
    """发文机关署名 and 成文日期, four characters in."""
    return [
        Par((), pt=PT, pitch_pt=PITCH, keep=True),
        Par((Run(office),), pt=PT, pitch_pt=PITCH, align="right", right_em=4, keep=True),
        Par((Run(day),), pt=PT, pitch_pt=PITCH, align="right", right_em=4),
    ]


def caption(words: str) -> Par:
    return Par((Run(words, face="head"),), pt=12, pitch_pt=20, align="centre", before_pt=6, keep=True)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], widths_mm: Sequence[float], *, left: Sequence[int] = (0,), small: bool = False, long: bool = False) -> Table:
    """A ruled table; the columns of ``left`` are words, the others numbers to the right; a cell may have lines.

    ``long``: its rows are of several lines, so that it may be broken between them.
    """
    pt, pitch = (SMALL, SMALL_PITCH) if small else (OFFICIAL.table_pt, OFFICIAL.table_pitch_pt)

    def cell(words: str, n: int, head: bool) -> Cell:
        face = "head" if head else "body"
        align = "centre" if head else "left" if n in left else "right"
        return Cell(tuple(Par((Run(line, face=face),), pt=pt, pitch_pt=pitch, align=align) for line in words.split("\n")))  # type: ignore[arg-type]

    lines = [Row(tuple(cell(each, n, True) for n, each in enumerate(heads)), whole=True)]
    lines += [Row(tuple(cell(each, n, False) for n, each in enumerate(row)), whole=True) for row in rows]
    return Table(tuple(widths_mm), tuple(lines), head_rows=1, keep=not long and len(lines) <= ONE_PAGE)


def evenly(count: int, first_mm: float) -> list[float]:
    """Widths of a first column and ``count`` equal ones beside it."""
    rest = (OFFICIAL.text_width_mm - first_mm) / max(count, 1)
    return [first_mm, *[rest] * count]


def red_head(office: str, doc_no: str, signer: str, *, upwards: bool) -> list[Item]:
    """版头: the issuer's name in red, its number, the red line; the signer beside the number where the paper goes up."""
    name = f"{office}文件"
    size = min(WIDEST_NAME_PT, OFFICIAL.text_width_mm / OFFICIAL.em_mm(1) / max(1, len(name)))
    number: Item = Par((Run(doc_no),), pt=PT, pitch_pt=PITCH, align="centre", before_pt=PITCH, keep=True)
    if upwards:
        runs = (Run(f"{doc_no}　　　　　签发人："), Run(signer, face="kai"))
        number = Par(runs, pt=PT, pitch_pt=PITCH, align="both", before_pt=PITCH, keep=True)
    return [
        Space(HEAD_ROOM_MM - 10), Par((Run(name, face="title", colour="red"),), pt=size, pitch_pt=size * 1.4, align="centre", keep=True), number,
        Par((), pt=4, pitch_pt=11.34, red_line=True, after_pt=PITCH),
    ]  # fmt: skip


def draft_head() -> list[Item]:
    """A draft says so, and has no red."""
    return [Par((Run("草稿", face="head"),), pt=PT, pitch_pt=PITCH, align="left", keep=True)]


def imprint(office: str, day: str) -> list[Item]:
    """版记: who issued it and when, in 四号仿宋, ruled above and below."""
    pars = (Par((Run(f"{office}"),), pt=14, pitch_pt=26), Par((Run(f"{day}印发"),), pt=14, pitch_pt=26, align="right"))
    first, last = Cell((pars[0],), line="below"), Cell((pars[1],), line="below")
    rule = Cell((Par((), pt=4, pitch_pt=4),), line="below")
    return [Space(8), Table((90, OFFICIAL.text_width_mm - 90), (Row((rule, rule), whole=True), Row((first, last), whole=True)), keep=True)]
