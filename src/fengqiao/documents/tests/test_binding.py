"""A file from cover to back cover, as the archive receives it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import typst
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from fengqiao.documents import Part, ScanError, bind, render_pdf
from fengqiao.documents.jpeg import read_photograph
from fengqiao.documents.scans import pages_of
from fengqiao.documents.tests.cases import AGREED, CODE, REGISTERED
from fengqiao.documents.tests.papers import AGREEMENT, REGISTRATION, VOLUME_COVER
from fengqiao.documents.tests.reading import pages_in

PHOTOGRAPH = (Path(__file__).parent / "photograph_held_upright.jpg").read_bytes()
A4 = (595, 842)
COVER = render_pdf(VOLUME_COVER, {"name": "王秀兰、李建国相邻纠纷", "number": CODE})


def blank_pdf(width: float, height: float, pages: int = 1, rotate: int = 0) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width, height)
        if rotate:
            page.rotate(rotate)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def png(width_pt: int, height_pt: int) -> bytes:
    source = f"#set page(width: {width_pt}pt, height: {height_pt}pt, fill: blue)\n#[]".encode()
    made = typst.compile(source, format="png", ppi=72)
    assert isinstance(made, bytes)
    return made


def size(page: PageObject) -> tuple[int, int]:
    return round(float(page.mediabox.width)), round(float(page.mediabox.height))


def the_file() -> list[Part]:
    return [
        Part("受理登记表", (render_pdf(REGISTRATION, REGISTERED),)),
        Part("调解协议书", (render_pdf(AGREEMENT, AGREED),)),
        Part("证据材料", (PHOTOGRAPH, png(300, 200), blank_pdf(842, 1191)), "照片两张、图纸一张"),
        Part("音像资料", (), "光盘另存"),
    ]


def test_everything_stands_where_the_contents_say():
    bound, places = bind(COVER, the_file(), number=CODE, transfer={"giver": "枫林镇调委会", "taker": "枫林镇司法所"})
    assert places == [
        ("卷宗封面", 1, 1),
        ("卷内目录", 2, 2),
        ("受理登记表", 3, 3),
        ("调解协议书", 4, 5),
        ("证据材料", 6, 8),
        ("卷宗移交清单", 9, 9),
        ("卷宗情况说明", 10, 10),
    ]
    pages = pages_in(bound)
    assert len(pages) == 10
    assert "人民调解受理登记表" in pages[2]
    assert "4—5" in pages[1]
    assert "6—8照片两张、图纸一张" in pages[1]
    assert "音像资料—光盘另存" in pages[1]
    assert "证据材料33" in pages[8]
    assert "合计56" in pages[8]


def test_every_page_is_stamped_with_its_number():
    bound, _ = bind(COVER, the_file(), number=CODE)
    pages = pages_in(bound)
    assert [page.endswith(str(n)) for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert PdfReader(io.BytesIO(bound)).page_labels == [str(n) for n in range(1, len(pages) + 1)]


def test_an_archive_may_want_only_the_papers_numbered():
    _, places = bind(COVER, the_file(), number=CODE, numbering="papers")
    assert places == [
        ("卷宗封面", 0, 0),
        ("卷内目录", 0, 0),
        ("受理登记表", 1, 1),
        ("调解协议书", 2, 3),
        ("证据材料", 4, 6),
        ("卷宗情况说明", 0, 0),
    ]


def test_bookmarks_lead_to_each_paper():
    bound, places = bind(COVER, the_file(), number=CODE)
    reader = PdfReader(io.BytesIO(bound))
    marks = [(mark.title, reader.get_destination_page_number(mark) + 1) for mark in reader.outline]
    assert marks == [(name, first) for name, first, _ in places]


def test_a_contents_of_two_pages_moves_the_papers():
    parts = [Part(f"第{n}份材料", (blank_pdf(*A4),)) for n in range(1, 41)]
    bound, places = bind(COVER, parts, number=CODE)
    assert places[1] == ("卷内目录", 2, 3)
    assert places[2] == ("第1份材料", 4, 4)
    assert "40第40份材料43" in pages_in(bound)[2]


def test_all_pages_are_a4_upright_or_across():
    bound, _ = bind(COVER, the_file(), number=CODE)
    assert {size(page) for page in PdfReader(io.BytesIO(bound)).pages} == {(595, 842), (842, 595)}


def test_a_photograph_lies_as_it_was_held():
    """手机竖拍的照片按拍摄方向摆正。"""
    photograph = read_photograph(PHOTOGRAPH)
    assert photograph is not None
    assert (photograph.width, photograph.height, photograph.orientation) == (24, 16, 6)
    assert photograph.shown == (16, 24)
    page = pages_of("照片", PHOTOGRAPH)[0]
    assert size(page) == A4
    assert b"cm /Scan Do" in page.get_contents().get_data()
    assert page["/Resources"]["/XObject"]["/Scan"]["/Filter"] == "/DCTDecode"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (blank_pdf(*A4), A4),
        (blank_pdf(842, 1191), A4),
        (blank_pdf(1191, 842), (842, 595)),
        (blank_pdf(420, 595), A4),
        (blank_pdf(842, 595, rotate=90), A4),
        (blank_pdf(612, 792), A4),
    ],
)
def test_pages_of_any_size_become_a4(data, expected):
    assert size(pages_of("扫描件", data)[0]) == expected


def test_scripts_and_files_in_an_uploaded_pdf_are_taken_off():
    writer = PdfWriter()
    page = writer.add_blank_page(*A4)
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.root_object[NameObject("/OpenAction")] = action
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    out = io.BytesIO()
    writer.write(out)
    bound, _ = bind(COVER, [Part("回执", (out.getvalue(),))], number=CODE)
    assert b"JavaScript" not in bound
    assert b"app.alert" not in bound


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "“身份证”不是PDF、JPG或PNG文件，不能装订。手机照片请存为JPG，Word文件请先转成PDF，再上传。"),
        (b"PK\x03\x04", "“身份证”不是PDF、JPG或PNG文件，不能装订。手机照片请存为JPG，Word文件请先转成PDF，再上传。"),
        (b"%PDF-1.7\nbroken", "“身份证”的PDF文件已损坏，打不开。请重新扫描或重新导出后，再上传。"),
        (PHOTOGRAPH[:200], "“身份证”的图片已损坏，打不开。请重新拍照或扫描后，再上传。"),
        (b"\x89PNG\r\n\x1a\nbroken", "“身份证”的图片已损坏，打不开。请重新拍照或扫描后，再上传。"),
    ],
)
def test_a_piece_that_cannot_be_bound_is_named(data, says):
    with pytest.raises(ScanError) as refused:
        bind(COVER, [Part("身份证", (data,))], number=CODE)
    assert str(refused.value) == says


def test_a_locked_pdf_is_named():
    writer = PdfWriter()
    writer.add_blank_page(*A4)
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ScanError, match="“回执”设有打开密码，不能装订。请用原软件去掉密码另存后，再上传。"):
        pages_of("回执", out.getvalue())
