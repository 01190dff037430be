"""The PDF an officer prints: everything on it, nothing cut, the same on every machine."""

from __future__ import annotations

import io
import threading
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from fengqiao.documents import Amount, Notice, PaperKind, Para, Slot, render_pdf, unprintable
from fengqiao.documents.tests.cases import AGREED, CODE, COMPANY, LI, LONG_NAME, REGISTERED, SIXTY_EXHIBITS, URL, WANG
from fengqiao.documents.tests.papers import AGREEMENT, EXHIBITS, REGISTRATION, TRANSFER_LETTER, VOLUME_COVER
from fengqiao.documents.tests.reading import fonts_in, pages_in, words_in
from fengqiao.documents.usual import CLOSED


def test_the_agreement_carries_every_word_of_the_case():
    words = words_in(render_pdf(AGREEMENT, AGREED, code=CODE, url=URL))
    for expected in (
        "人民调解协议书",
        f"编号：{CODE}",
        "姓名：王秀兰",
        "年龄：58",
        "联系方式：139****0002",
        "石桥村三组13号",
        "争议事项：修复费用由谁承担。",
        "一、李建国于2026年6月10日前",
        "三、双方不再因此事争执。",
        "一式叁份",
        "2026年5月3日",
        "（人民调解委员会印章）",
    ):
        assert expected in words


def test_each_party_has_a_place_to_sign():
    words = words_in(render_pdf(AGREEMENT, AGREED))
    assert "当事人（签名、盖章或按指印）：王秀兰" in words
    assert "当事人（签名、盖章或按指印）：李建国" in words
    assert words.count("人民调解员（签名）：") == 1


def test_the_registration_form_fits_one_page_and_ticks_its_choice():
    pages = pages_in(render_pdf(REGISTRATION, REGISTERED, code=CODE))
    assert len(pages) == 1
    assert "□√当事人申请□主动调解□移送委托" in pages[0]


def test_every_page_carries_its_number_the_code_and_the_version():
    pages = pages_in(render_pdf(EXHIBITS, SIXTY_EXHIBITS, code=CODE))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"—{number}—" in page
        assert CODE in page
        assert "证据材料清单2026.1" in page


def test_sixty_rows_repeat_the_head_and_are_summed():
    pages = pages_in(render_pdf(EXHIBITS, SIXTY_EXHIBITS))
    assert all("序号名称来源原件/复印件页数金额（元）" in page for page in pages)
    assert "60照片60" in "".join(pages)
    assert "合计606,000.00" in pages[-1]


def test_a_paper_with_something_missing_is_a_draft():
    assert "草稿" in words_in(render_pdf(AGREEMENT, AGREED | {"facts": ""}))
    assert "草稿" not in words_in(render_pdf(AGREEMENT, AGREED))


def test_a_form_to_fill_in_by_hand_carries_no_mark():
    assert "草稿" not in words_in(render_pdf(REGISTRATION, {}, draft=False))


def test_invented_matters_are_marked_on_every_page():
    pages = pages_in(render_pdf(AGREEMENT, AGREED, demo=True))
    assert len(pages) == 2
    assert all("演示数据" in page for page in pages)


def test_four_parties_with_long_names_and_an_organisation():
    words = words_in(render_pdf(AGREEMENT, AGREED | {"parties": [WANG, LI, LONG_NAME, COMPANY]}))
    assert "阿卜杜热合曼·阿卜杜克热木·买买提艾力" in words
    assert "名称：枫林县城乡建设投资开发有限责任公司第三工程处石桥项目部" in words
    assert "法定代表人：赵明" in words
    assert words.count("当事人（签名、盖章或按指印）") == 4


@pytest.mark.parametrize(
    "typed", ['#panic("x")', "$1+1$ *粗* _斜_ @ref <label>", "\\u{1F600} \\ // 注释", '"] #import "x"', "{facts}"]
)
def test_typed_text_is_never_read_as_markup(typed):
    words = words_in(render_pdf(AGREEMENT, AGREED | {"facts": typed}))
    assert "".join(typed.split()) in words


def test_line_breaks_of_a_value_are_paragraphs_on_the_page():
    kind = PaperKind("note", "说明", (Para("{text}", (Slot("text", "内容"),)),), form="测试", version="1")
    pdf = render_pdf(kind, {"text": "第一段\r\n第二段"})
    lines = PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split("\n")
    assert "第一段" in lines
    assert "第二段" in lines


def test_money_prints_in_figures_and_words():
    kind = PaperKind(
        "receipt", "收据", (Para("收到{sum}。", (Slot("sum", "金额", kind="money"),)),), form="测试", version="1"
    )
    assert "收到35,000.00元（人民币叁万伍仟元整）。" in words_in(render_pdf(kind, {"sum": Amount(3_500_000)}))


def test_only_the_two_chinese_fonts_and_both_embedded():
    assert fonts_in(render_pdf(AGREEMENT, AGREED, code=CODE)) == [
        ("NotoSansSC-Regular", True),
        ("NotoSerifSC-Regular", True),
    ]


def test_the_clock_is_not_read():
    """同一份文书每次生成的内容相同；成文时间只来自调用者。"""
    assert PdfReader(io.BytesIO(render_pdf(AGREEMENT, AGREED))).metadata.creation_date_raw is None
    moment = datetime(2026, 5, 3, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    made = render_pdf(AGREEMENT, AGREED, made_at=moment)
    assert PdfReader(io.BytesIO(made)).metadata.creation_date == moment
    assert made == render_pdf(AGREEMENT, AGREED, made_at=moment)


def test_eight_people_print_at_the_same_moment():
    made: dict[int, str] = {}

    def one(n: int) -> None:
        made[n] = words_in(render_pdf(REGISTRATION, REGISTERED | {"remark": f"第{n}份"}))

    threads = [threading.Thread(target=one, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [f"第{n}份" in made[n] for n in range(8)] == [True] * 8


def test_no_red_head_without_issuer_and_number():
    """公文没有发文机关或发文字号的，不套红。"""
    assert "枫林镇调〔2026〕12号" not in words_in(render_pdf(TRANSFER_LETTER, {"issuer": "枫林镇人民调解委员会"}))
    letter = words_in(render_pdf(TRANSFER_LETTER, {"issuer": "枫林镇人民调解委员会", "number": "枫林镇调〔2026〕12号"}))
    assert letter.index("枫林镇调〔2026〕12号") < letter.index("关于移送")


def test_a_condition_prints_one_branch():
    assert "五日内函复" in words_in(render_pdf(TRANSFER_LETTER, {}))
    urgent = words_in(render_pdf(TRANSFER_LETTER, {"is_urgent": True}))
    assert "请优先处理" in urgent
    assert "五日内函复" not in urgent


def test_the_signature_of_a_letter_never_stands_on_a_page_without_text():
    for lines in range(3, 9):
        pages = pages_in(render_pdf(TRANSFER_LETTER, {"facts": "基本情况。\n" * lines, "issued_on": "2026年5月9日"}))
        page = next(page for page in pages if "2026年5月9日" in page)
        assert "请于收到之日起五日内函复。" in page


def test_a_cover_has_no_page_number():
    assert "—1—" not in words_in(render_pdf(VOLUME_COVER, {}))


def test_rare_characters_are_found_before_printing():
    assert unprintable("王㛃䶮 𬱖☑\n") == []
    assert unprintable("𠮷野𠮷") == ["𠮷"]


@pytest.mark.parametrize("lines", range(14, 20))
def test_the_issuer_does_not_stand_alone_on_a_page_under_a_notice(lines):
    """落款不单独占一页：上面的说明框跟着走。"""
    body = tuple(Para("依照规定，现将有关事项通知如下。") for _ in range(lines))
    kind = PaperKind("told", "通知书", version="1", form="", basis="", layout="official", blocks=(*body, Notice("有异议的，可以书面提出。", heading="救济途径"), CLOSED))
    pages = pages_in(render_pdf(kind, {"issuer": "枫林县司法局", "made_on": "2026年11月2日"}))
    signed = next(page for page in pages if "枫林县司法局" in page)
    assert "救济途径" in signed
