"""The Word file: the same words as the PDF, the official sheet, fonts a Chinese office machine has."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document

from fengqiao.documents import Faces, render_docx, render_pdf
from fengqiao.documents.tests.cases import AGREED, CODE, COMPANY, LI, LONG_NAME, REGISTERED, SIXTY_EXHIBITS, URL, WANG
from fengqiao.documents.tests.papers import AGREEMENT, BOX_LABEL, EXHIBITS, REGISTRATION, TRANSFER_LETTER
from fengqiao.documents.tests.reading import heads_of, part_of, words_in, words_in_word

FOUR = AGREED | {"parties": [WANG, LI, LONG_NAME, COMPANY]}


@pytest.mark.parametrize(("kind", "values"), [(AGREEMENT, AGREED), (AGREEMENT, FOUR), (REGISTRATION, REGISTERED)])
def test_word_and_pdf_carry_the_same_words(kind, values):
    in_pdf = words_in(render_pdf(kind, values)).replace("□√", "☑")
    in_pdf = re.sub(kind.title + r"2026\.1—\d—", "", in_pdf)  # the foot of each page
    in_word = words_in_word(render_docx(kind, values))
    for n in range(0, len(in_word) - 12, 12):
        piece = in_word[n : n + 6]
        assert piece in in_pdf, piece


def test_sixty_rows_and_their_sum():
    words = words_in_word(render_docx(EXHIBITS, SIXTY_EXHIBITS))
    assert "60照片60" in words
    assert words.count("序号名称来源") == 1  # the head repeats by its mark, not by copies
    assert "合计606,000.00" in words
    assert "<w:tblHeader/>" in part_of(render_docx(EXHIBITS, SIXTY_EXHIBITS), "word/document.xml")


def test_an_official_letter_has_the_sheet_of_the_standard():
    """GB/T 9704-2012：天头37毫米，订口28毫米，版心156×225毫米，三号字，每行28字。"""
    document = Document(io.BytesIO(render_docx(TRANSFER_LETTER, {})))
    section = document.sections[0]
    assert [
        round(edge.mm)
        for edge in (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    ] == [37, 28, 26, 35]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    body = part_of(render_docx(TRANSFER_LETTER, {}), "word/document.xml")
    assert 'w:line="580" w:lineRule="exact"' in body
    assert '<w:sz w:val="32"/>' in body
    assert 'w:eastAsia="方正小标宋简体"' in body


def test_every_run_names_its_chinese_font():
    body = part_of(render_docx(AGREEMENT, AGREED), "word/document.xml")
    fonts = re.findall(r"<w:rFonts ([^>]*)/>", body)
    assert len(fonts) > 40
    assert all("w:eastAsia=" in font and "w:ascii=" in font for font in fonts)


def test_fonts_have_declared_stand_ins():
    fonts = part_of(render_docx(TRANSFER_LETTER, {}), "word/fontTable.xml")
    assert re.search(r'w:name="仿宋_GB2312"><w:altName w:val="仿宋,', fonts)
    assert re.search(r'w:name="方正小标宋简体"><w:altName w:val="方正小标宋_GBK,华文中宋,STZhongsong,宋体', fonts)


def test_a_bureau_may_choose_its_fonts():
    body = part_of(render_docx(AGREEMENT, AGREED, faces=Faces(body="方正仿宋_GBK")), "word/document.xml")
    assert 'w:eastAsia="方正仿宋_GBK"' in body


def test_head_foot_and_code():
    docx = render_docx(AGREEMENT, AGREED, code=CODE, url=URL)
    assert CODE in heads_of(docx)
    assert len(Document(io.BytesIO(docx)).sections[0].first_page_header.part.related_parts) == 1  # the QR picture
    foot = part_of(docx, "word/footer1.xml") + part_of(docx, "word/footer2.xml")
    assert foot.count('w:instr="PAGE"') == 2
    assert foot.count("人民调解协议书\u30002026.1") == 2


def test_draft_and_demonstration_marks_are_on_every_page():
    heads = heads_of(render_docx(TRANSFER_LETTER, {}, demo=True))
    assert heads.count('string="演示数据\u3000草稿"') == 3  # first, odd and even pages
    assert "草稿" not in heads_of(render_docx(AGREEMENT, AGREED))
    assert "草稿" in heads_of(render_docx(BOX_LABEL, {}, draft=True))


def test_typed_text_is_never_read_as_xml():
    typed = 'A & B <w:p/> "引号" ]]> {{ number }}'
    words = words_in_word(render_docx(AGREEMENT, AGREED | {"facts": typed}))
    assert "".join(typed.split()) in words


def test_control_characters_do_not_break_the_file():
    assert "王秀兰" in words_in_word(
        render_docx(AGREEMENT, AGREED | {"parties": [WANG | {"name": "王\x00秀\x0b兰\x1f"}]})
    ).replace("王秀 兰", "王秀兰")


def test_the_file_does_not_name_the_library_that_wrote_it():
    about = Document(io.BytesIO(render_docx(AGREEMENT, AGREED))).core_properties
    assert (about.author, about.title, about.comments) == ("", "人民调解协议书", "人民调解协议书\u30002026.1")
