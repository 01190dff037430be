"""模板：不认识的标记说出名字，不保存；手写的数字列出来；停用以后用样板；样板本身没有问题。"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from docx import Document

from fengqiao.indicators.periods import Period
from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting import procedure as p
from fengqiao.lines.reporting.catalogue import items
from fengqiao.lines.reporting.composing import template_for
from fengqiao.lines.reporting.forms import document, starters
from fengqiao.lines.reporting.forms import procedure as forms
from fengqiao.lines.reporting.forms.document import Cover
from fengqiao.lines.reporting.models import ReportTemplate
from fengqiao.lines.reporting.taking import Taken, Value
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.matter import papers, registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.files import store
from fengqiao.matter.refusals import Refused
from tests.county import County, at


def word(*paragraphs: str) -> bytes:
    made, out = Document(), io.BytesIO()
    for each in paragraphs:
        made.add_paragraph(each)
    made.save(out)
    return out.getvalue()


def value(code: str, number: int, *, unit: str = "件", was: int = 0, about: bool = False, names: tuple[str, ...] = ()) -> Value:
    label = next(item.label for item in items(codes.YEARLY) if item.code == code)
    change = "比上年同期增长100.0%" if was else ""
    return Value(code, label, Decimal(number), f"{number}{unit}", unit, True, about, False, "口径", (), f"{was}{unit}", Decimal(was), change, "", names)


def taken(*values: Value) -> Taken:
    found = {item.code: value(item.code, 0) for item in items(codes.YEARLY)} | {each.code: each for each in values}
    months = [(f"{n}月", n, n + 1) for n in range(1, 13)]
    return Taken(codes.YEARLY, "枫林县司法局", Period(date(2026, 1, 1), date(2026, 12, 31)), found, months, ["调解案件数"], [("枫林镇司法所", ["3"]), ("竹溪乡司法所", ["4"])])


def words_of(content: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


def filled(*paragraphs: str, cover: Cover | None = None, of: Taken | None = None) -> list[str]:
    cover = cover or Cover("总结", "枫林县司法局", references=False)
    return [each for each in words_of(document.make(word(*paragraphs), of or taken(value("FG01", 33, unit="次", about=True), value("FG14", 24, was=12)), cover).content) if each]


# What a template may say -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("受理{{FG99}}", "模板里的“{{FG99}}”不是这类报告的数据项。"), ("受理{{YB01}}", "“{{YB01}}”不是这类报告的数据项"), ("受理{{FG14|大约}}", "“|大约”不是可用的说法。可用的有：|A（带“余”的约数）"),
        ("受理{{FG14", "模板里有一处标记写得不完整。"), ("{% if FG14 %}受理", "标记写得不完整"), ("{{FG14.__class__}}", "“.__class__”不能用"), ("{{[1,2]}}", "模板用了“List”写法"),
        ("{% for x in 计划 %}{{x}}{% endfor %}", "逐行重复须写成"), ("本年{{图_各月}}如图", "“{{图_各月}}”要单独占一段"), ("{{range(9)}}", "模板用了“Call”写法"),
    ],
)  # fmt: skip
def test_what_a_template_may_not_say_is_named(written: str, said: str) -> None:
    problems = document.check(word(written), codes.YEARLY).problems
    assert any(said in each for each in problems), problems


def test_what_is_no_word_document_is_told() -> None:
    assert document.check(b"PK nothing", codes.YEARLY).problems == ("这个文件不是Word文档（.docx）。旧格式（.doc）、WPS文字（.wps）请先另存为.docx，再上传。",)


def test_digits_typed_by_hand_are_listed_and_those_in_marks_are_not() -> None:
    read = document.check(word("受理{{FG14}}，比2025年多37.5％，其中FG0"), codes.YEARLY)
    assert read.problems == ()
    assert read.digits == ("受理□，比【2025】年多37.5％，其中FG0", "受理□，比2025年多【37.5％】，其中FG0", "25年多37.5％，其中FG【0】")


@pytest.mark.parametrize("kind", [code for code, _ in codes.KINDS])
def test_the_shipped_templates_are_sound_and_hold_no_digit(kind: str) -> None:
    read = document.check(starters.starter(kind), kind)
    assert read.problems == ()
    assert read.digits == ()


# What is made of it ----------------------------------------------------------------------------------------------------


def test_the_figure_says_how_it_is_said_unless_the_author_wants_it_exact() -> None:
    assert filled("{{FG01}}，{{FG01|A}}，{{FG01|X}}，{{FG01|数}}，{{FG14}}，{{FG14|同比}}，{{FG14|上年}}")[1] == "30余次，30余次，33次，33，24件，比上年同期增长100.0%，12件"


def test_a_sentence_stands_only_where_there_is_something() -> None:
    said = filled("{% if FG14 %}受理{{FG14}}。{% endif %}{% if FG27 %}心理帮助{{FG27}}。{% endif %}{% if FG14 > 20 %}多。{% else %}少。{% endif %}")
    assert said[1] == "受理24件。多。"


def test_names_are_listed() -> None:
    assert filled("{{FG03|名单}}", of=taken(value("FG03", 2, names=("张三", "李四"))))[1] == "张三、李四"


def test_what_was_typed_into_a_name_is_text_and_no_mark() -> None:
    assert filled("{{FG03|名单}}", of=taken(value("FG03", 1, names=("<b>{{FG14}}&",))))[1] == "<b>{{FG14}}&"


def test_a_draft_says_so_and_has_no_red_and_a_signed_paper_has_both() -> None:
    draft = document.make(starters.starter(codes.YEARLY), taken(), Cover("总结", "枫林县司法局"))
    assert words_of(draft.content)[0] == "草稿"
    assert "C8102E" not in _xml(draft.content)
    cover = Cover("总结", "枫林县司法局", doc_no="枫司〔2026〕12号", signer="卫国", signed_on=date(2026, 12, 20), issued_on=date(2026, 12, 21))
    signed = document.make(starters.starter(codes.YEARLY), taken(), cover)
    assert "C8102E" in _xml(signed.content)
    assert {"枫林县司法局文件", "枫司〔2026〕12号", "2026年12月20日"} <= set(words_of(signed.content))
    assert "草稿" not in words_of(signed.content)


def test_a_number_without_a_signer_is_still_a_draft() -> None:
    assert Cover("总结", "枫林县司法局", doc_no="枫司〔2026〕12号").is_draft


def _xml(content: bytes) -> str:
    from docx.oxml.ns import qn

    return Document(io.BytesIO(content)).element.body.xml + qn("w:p")


def test_charts_are_words_own_and_tables_add_up() -> None:
    made = document.make(starters.starter(codes.YEARLY), taken(), Cover("总结", "枫林县司法局"))
    opened = Document(io.BytesIO(made.content))
    names = [str(part.partname) for part in opened.part.package.iter_parts()]
    assert "/word/charts/chart1.xml" in names
    assert "/word/embeddings/chart1.xlsx" in names
    chart = next(part for part in opened.part.package.iter_parts() if str(part.partname) == "/word/charts/chart1.xml")
    assert b"externalData" in chart.blob
    assert "<c:v>12</c:v>" in chart.blob.decode()
    rows = [[cell.text for cell in row.cells] for row in opened.tables[0].rows]
    assert rows == [["司法所", "调解案件数"], ["枫林镇司法所", "3"], ["竹溪乡司法所", "4"], ["合计", "7"]]


def test_every_figure_in_the_text_leads_into_the_annex() -> None:
    made = document.make(starters.starter(codes.YEARLY), taken(value("FG14", 24)), Cover("总结", "枫林县司法局", digests={"FG14": "ab12cd34ef"}))
    opened = Document(io.BytesIO(made.content))
    raised = {run.text for par in opened.paragraphs for run in par.runs if run.font.superscript}
    annex = [[cell.text for cell in row.cells] for row in opened.tables[-1].rows]
    assert "[14]" in raised
    assert ["14", "受理法律援助案件", "24件", "口径", "记录", "ab12cd34"] in annex
    assert raised <= {f"[{row[0]}]" for row in annex}
    assert len(annex) == len(items(codes.YEARLY)) + 1


def test_characters_are_counted_without_spaces_references_and_annex() -> None:
    made = document.make(word("受理 {{FG14}}。"), taken(value("FG14", 24)), Cover("总结", "枫林县司法局"))
    assert made.characters == len("受理24件。")


# Uploading -------------------------------------------------------------------------------------------------------------


def upload(county: County, content: bytes, day: str = "2026-11-20", kind: str = codes.YEARLY) -> ReportTemplate:
    file = {"name": "模板.docx", "digest": store().put(content), "mime": papers.DOCX, "size_bytes": len(content)}
    doing = Doing(forms.upload, {"kind": kind, "name": "本局总结模板", "files": [file]}, date.fromisoformat(day))
    found = open_matter(county["leader"], registry.procedure_on("report_template", doing.happened_on), [doing], county.offices["bureau"], now=at(day)).matter
    assert isinstance(found, ReportTemplate)
    return found


def test_a_bad_template_is_not_saved(county: County) -> None:
    with pytest.raises(Refused, match=r"模板不能用，没有保存：模板里的“\{\{FG99\}\}”不是这类报告的数据项。"):
        upload(county, word("受理{{FG99}}"))
    assert not ReportTemplate.objects.exists()


def test_the_last_template_in_use_is_taken_and_the_shipped_one_when_it_ends(county: County) -> None:
    here = county.offices["bureau"].territory
    upload(county, word("旧的{{FG14}}"), "2026-11-18")
    new = upload(county, word("新的{{FG14}}，比2025年"), "2026-11-19")
    assert new.digits == 1
    assert template_for(codes.YEARLY, here).digest == new.digest
    assert template_for(codes.MONTHLY, here).name == "样板：月报"
    perform(county["leader"], new.pk, [Doing(forms.end, {"reason": "改用上级的"}, timezone.localdate(at("2026-11-20")))], now=at("2026-11-20"))
    assert words_of(template_for(codes.YEARLY, here).content) == ["旧的{{FG14}}"]


def test_a_template_for_one_report_alone(county: County) -> None:
    bureau = Bureau(county)
    report, bad, good = bureau.report(), word("{{FG99}}"), word("只此一份{{FG29}}")
    for content, fails in ((bad, True), (good, False)):
        file = {"name": "a.docx", "digest": store().put(content), "mime": papers.DOCX, "size_bytes": len(content)}
        if fails:
            with pytest.raises(Refused, match="模板不能用"):
                report.do(p.own_template, bureau.writer, files=[file])
        else:
            report.do(p.own_template, bureau.writer, files=[file])
    issued = report.issued().facts.last("issue")
    assert issued is not None
    assert "只此一份0件[29]" in words_of(store().read(issued.data["files"][0]["digest"]))
