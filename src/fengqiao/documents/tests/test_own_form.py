"""A bureau edits the starter template in Word and hands it back."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from fengqiao.documents import OwnForm, OwnFormError, check_template, render_own, slot_guide, starter_template
from fengqiao.documents.tests.cases import AGREED, CODE, COMPANY, LI, REGISTERED, SIXTY_EXHIBITS, WANG
from fengqiao.documents.tests.papers import AGREEMENT, BOX_LABEL, EXHIBITS, REGISTRATION, TRANSFER_LETTER, VOLUME_COVER
from fengqiao.documents.tests.reading import heads_of, words_in_word


def document_of(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_file(docx: bytes, name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return out.getvalue()


def texts(problems):
    return [problem.text for problem in problems]


@pytest.mark.parametrize("kind", [AGREEMENT, REGISTRATION, EXHIBITS, VOLUME_COVER, TRANSFER_LETTER, BOX_LABEL])
def test_a_starter_template_is_a_good_template(kind):
    assert check_template(starter_template(kind), kind) == []


def test_the_form_is_filled_in():
    values = AGREED | {"parties": [WANG, LI, COMPANY], "facts": "第一段 A & B <b>\n第二段"}
    words = words_in_word(render_own(starter_template(AGREEMENT), AGREEMENT, values))
    for expected in (
        "申请人姓名：王秀兰性别：女",
        "被申请人姓名：李建国",
        "第三人名称：枫林县城乡建设投资",
        "法定代表人：赵明",
        "第一段A&B<b>第二段",
        "一、李建国于2026年6月10日前",
        "三、双方不再因此事争执。",
        "2026年5月3日",
        "当事人（签名、盖章或按指印）：李建国",
    ):
        assert expected in words
    assert "{{" not in words
    assert "{%" not in words


def test_choices_rows_and_sums():
    assert "☑当事人申请\u3000□主动调解".replace("\u3000", "") in words_in_word(
        render_own(starter_template(REGISTRATION), REGISTRATION, REGISTERED)
    )
    words = words_in_word(render_own(starter_template(EXHIBITS), EXHIBITS, SIXTY_EXHIBITS))
    assert "60照片60" in words
    assert "合计606,000.00" in words


def test_line_breaks_become_paragraphs():
    made = Document(
        io.BytesIO(render_own(document_of("{{ facts }}", *_all_slots()), AGREEMENT, AGREED | {"facts": "甲\n乙"}))
    )
    lines = [paragraph.text for paragraph in made.paragraphs]
    assert lines[:2] == ["甲", "乙"]


def _all_slots() -> list[str]:
    return [
        "{{ number }}{{ terms }}{{ performance }}{{ copies }}",
        "{% for row in parties %}",
        "{{ row.name }}{{ row.sex }}{{ row.age }}{{ row.phone }}{{ row.address }}{{ row.legal_representative }}",
        "{% endfor %}",
    ]


def test_an_incomplete_paper_is_marked_on_the_bureaus_form_too():
    form = OwnForm(AGREEMENT, starter_template(AGREEMENT), "2026-1")
    assert "草稿" in heads_of(form.render(AGREED | {"facts": ""}))
    assert "演示数据" in heads_of(form.render(AGREED, demo=True))
    assert "string=" not in heads_of(form.render(AGREED))


def test_the_matters_code_stands_where_the_bureau_wants_it():
    template = document_of("{{ facts }} 编号 {{ matter_code }}", *_all_slots())
    assert CODE in words_in_word(render_own(template, AGREEMENT, AGREED, code=CODE))


def test_unknown_and_left_out_slots_are_named():
    problems = texts(
        check_template(
            document_of(
                "{{ number }}{{ facts }}{{ mediator }}",
                "{{ terms }}{{ copies }}",
                "{% for row in parties %}{{ row.name }}{{ row.shoe }}{% endfor %}",
            ),
            AGREEMENT,
        )
    )
    assert "模板里的“{{ mediator }}”不是人民调解协议书的栏目，打印时会是空白。可用的栏目见样板文件。" in problems
    assert "模板里的“{{ row.shoe }}”不是人民调解协议书任何一张表的栏目，打印时会是空白。" in problems
    assert "模板缺少必填栏目“履行方式、时限”（{{ performance }}）。请在相应位置补上。" in problems
    assert "模板的“当事人”缺少必填栏目“联系方式”（{{ row.phone }}）。请补上。" in problems


def test_a_mark_that_word_has_cut_into_pieces_is_still_one_mark():
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ fa", "cts }", "}"):
        paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    assert not any("facts" in text for text in texts(check_template(out.getvalue(), AGREEMENT)))


@pytest.mark.parametrize("data", [b"", b"not a file", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_a_file_that_is_no_word_document(data):
    assert texts(check_template(data, AGREEMENT)) == [
        "这个文件不是Word文档（.docx）。旧格式（.doc）、WPS文字（.wps）请先另存为.docx，再上传。"
    ]


def test_an_unclosed_mark():
    assert texts(check_template(document_of("{% for row in parties %}{{ row.name }}"), AGREEMENT)) == [
        "模板里有一处标记写得不完整。请核对每个“{{”都有“}}”，每个“{% for %}”都有“{% endfor %}”，或重新下载样板文件。"
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ facts.__class__ }}",
        "{{ row.__init__ }}",
        "{{ facts|attr('x') }}",
        "{{ range(9) }}",
        "{% for row in range(10) %}{% endfor %}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% for row in parties %}{% for row in parties %}{% endfor %}{% endfor %}",
        "{{ 9 ** 99 }}",
    ],
)
def test_a_template_can_only_name_slots(mark):
    """模板不能调用程序。"""
    assert any("写法" in text or "逐行重复" in text for text in texts(check_template(document_of(mark), AGREEMENT)))
    with pytest.raises(OwnFormError):
        render_own(document_of(mark), AGREEMENT, AGREED)


def test_macros_and_links_to_elsewhere_are_refused():
    good = starter_template(AGREEMENT)
    assert "宏" in texts(check_template(with_file(good, "word/vbaProject.bin", b"x"), AGREEMENT))[0]
    links = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="http://elsewhere.example/t.dotm" TargetMode="External"/></Relationships>'
    )
    assert (
        "http://elsewhere.example/t.dotm"
        in texts(check_template(with_file(good, "word/_rels/settings.xml.rels", links), AGREEMENT))[0]
    )


def test_the_guide_lists_every_mark_with_its_chinese_label():
    guide = slot_guide(AGREEMENT)
    assert ("{{ facts }}", "纠纷主要事实、争议事项", True) in guide
    assert ("{{ row.legal_representative }}", "当事人：法定代表人", True) in guide
    assert ("{{ matter_code }}", "案件编号", False) in guide
