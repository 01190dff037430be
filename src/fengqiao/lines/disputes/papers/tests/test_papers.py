"""Every act of the platform makes its paper, complete, in Word and PDF, out of what was recorded."""

from __future__ import annotations

import io
import json
import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from fengqiao.documents import render_docx, render_pdf
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.papers import DISPUTE_PAPERS, REPORT_PAPERS
from fengqiao.lines.disputes.papers.tests import cases
from fengqiao.lines.disputes.papers.transfers import materials
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.matter import registry
from fengqiao.matter.dossier import bind_matter
from fengqiao.matter.models import Matter, Paper, PaperState
from fengqiao.matter.papers import PaperContext, draft_pdf, values_of
from fengqiao.matter.tests.roles import as_web
from tests.county import at

ALL = {**REPORT_PAPERS, **DISPUTE_PAPERS}
BOUND = {"cover", "contents", "statement"}  # made when a volume is bound, by no act


def papers_of(matter: Matter, kind: str = "") -> list[dict[str, Any]]:
    """What the papers of a matter say, in the order they were made."""
    found = Paper.objects.filter(matter_id=matter.pk).exclude(kind__in=("material", "scan")).order_by("n")
    return [values_of(paper, matter) for paper in found if kind in ("", paper.kind)]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def in_pdf(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def in_docx(docx: bytes) -> str:
    return squeezed("".join(Document(io.BytesIO(docx)).element.body.itertext()))


def test_every_kind_is_made_complete_and_prints_both_ways(platform: Platform) -> None:
    """没有一份文书缺必填栏目，没有占位符，不带草稿字样；Word和PDF都有标题。

    民诉法解释第一百零七条：为达成协议作出的妥协，不得在后续诉讼中作为不利的根据，所以哪一份上都没有。
    """
    cases.finished(*cases.hard_matter(platform))
    cases.turned_away(platform)
    cases.from_a_body(platform)
    cases.merged(platform)
    seen: set[str] = set()
    for paper in Paper.objects.exclude(kind__in=("material", "scan")).select_related("matter"):
        kind, said = registry.line(paper.matter.line).papers[paper.kind], values_of(paper, paper.matter)
        assert [slot.label for slot in kind.missing(said)] == [], kind.title
        assert not re.search("三千五|只肯出一千|让步，赔", json.dumps(said, ensure_ascii=False)), kind.title
        if kind.code in seen:
            continue
        seen.add(kind.code)
        for text in (in_pdf(render_pdf(kind, said)), in_docx(render_docx(kind, said))):
            assert kind.title in text
            assert not re.search(r"[{}]|None|草稿|nan", text), kind.title
    assert seen == set(ALL) - BOUND


@pytest.mark.parametrize("code", ALL)
def test_a_blank_form_prints_with_its_title(code: str) -> None:
    title = ALL[code].title.split("（")[0]
    assert title in in_pdf(render_pdf(ALL[code], {}, draft=False))


def test_before_the_data_are_complete_a_paper_says_so() -> None:
    assert "草稿" in in_pdf(render_pdf(ALL["supervision_order"], {}))
    assert "草稿" not in in_pdf(render_pdf(ALL["supervision_order"], {}, draft=False))


def test_a_preview_of_what_has_not_happened_yet_still_prints(platform: Platform) -> None:
    """预览还没有办的事：没有的留空，程序不出错。"""
    report = platform.receive("2026-05-06", anonymous=True, reporter_name="", reporter_phone="", type="", parties=[])
    bare = PaperContext(report.row, report.facts, None)
    for kind in REPORT_PAPERS.values():
        assert draft_pdf(bare, kind).startswith(b"%PDF"), kind.title
    known = report.raise_("2026-05-06")
    bare = PaperContext(known.row, known.facts, None)
    for kind in DISPUTE_PAPERS.values():
        assert draft_pdf(bare, kind).startswith(b"%PDF"), kind.title


# What they say -------------------------------------------------------------------------------------------------------


def test_the_receipt_says_what_comes_next_and_by_when(platform: Platform) -> None:
    report = platform.receive("2026-05-06")
    (said,) = papers_of(report.matter, "receipt")
    assert (said["number"], said["receiver"], said["channel"]) == (report.row.number, "窗口郑", "窗口来访")
    assert said["received_at"] == "2026年5月6日17时00分"
    assert "2026年5月7日前审查" in said["next"][0]


def test_a_petition_is_told_of_its_own_days(platform: Platform) -> None:
    """信访工作条例第二十三条：十五日内书面告知；第三十四条：六十日内办结。"""
    report = platform.receive("2026-05-06", channel="09", ext_code="XF-1")
    assert "2026年5月21日前书面告知（信访工作条例第二十三条）" in papers_of(report.matter, "receipt")[0]["next"][1]
    report.raise_("2026-05-07")
    assert papers_of(report.matter, "acceptance")[0]["answer_by"] == "，最迟不晚于2026年7月6日"


def test_the_code_on_the_notice_is_the_code_the_matter_got(platform: Platform) -> None:
    """受理告知写明立成的事项码；村里收的件由镇里研判，事项不在村里的辖区内，码也照写。"""
    for by in ("clerk", "village_head"):
        with as_web(platform.county[by]):
            report = platform.receive("2026-05-06", by=by)
            report.do(r.raise_, "2026-05-06", type="T02", difficulty="ordinary", risk="yellow")
        assert papers_of(report.matter, "acceptance")[0]["matter_code"] == report.dispute.row.number


def test_declining_cites_the_article_behind_the_ground(platform: Platform) -> None:
    declined = cases.turned_away(platform)[0]
    (said,) = papers_of(declined.matter, "declining")
    assert said["article"] == "《中华人民共和国土地管理法》第十四条"
    assert said["ways"] == ["对行政行为不服的，依法申请行政复议。", "请人民政府或者有关主管部门依法处理。"]


def test_a_body_is_told_the_result_in_words_of_lists(platform: Platform) -> None:
    report, known = cases.from_a_body(platform)
    (said,) = papers_of(report.matter, "result_letter")
    assert (said["body"], said["ext_code"]) == ("12345政务服务便民热线", "HZ-2026-118")
    assert said["result"] == [
        "1.2026年5月6日受理，立为纠纷事项。", f"2.事项码：{known.row.number}。",
        "3.事项于2026年5月13日办结，结果：化解（口头协议），化解层级：村（社区）。",
    ]  # fmt: skip


def test_courts_are_asked_and_government_is_ordered(platform: Platform) -> None:
    _, known = cases.hard_matter(platform)
    by_kind = {paper.kind for paper in Paper.objects.filter(matter_id=known.matter.pk)}
    assert {"unit_order", "unit_request", "session_notice", "session_request", "handover", "liaison_request"} <= by_kind
    for kind in ("unit_request", "session_request", "liaison_request"):
        said = papers_of(known.matter, kind)
        assert [one["body"] for one in said] == ["枫林县人民法院"]
        assert "商请" in ALL[kind].title
        assert "由贵单位依法" in in_pdf(render_pdf(ALL[kind], said[0]))
    for kind in ("unit_order", "session_notice", "handover"):
        assert "法院" not in json.dumps(papers_of(known.matter, kind)[0]["body"], ensure_ascii=False)


def test_a_court_named_under_another_agency_is_asked_all_the_same(platform: Platform) -> None:
    """选了“其他部门”而写的是法院、检察院或调委会的，同样发商请函。"""
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    for body in ("枫林县人民检察院", "白水村人民调解委员会"):
        known.do(
            p.order_unit,
            "2026-05-06",
            by="office_head",
            agency="other",
            body=body,
            what="协助做工作",
            by_on="2026-05-20",
        )
    assert len(papers_of(known.matter, "unit_request")) == 2
    assert papers_of(known.matter, "unit_order") == []


def test_a_slip_names_both_units_the_days_and_what_the_reports_say(platform: Platform) -> None:
    report = platform.receive("2026-05-06")
    known = report.raise_("2026-05-06").dispatch("2026-05-06", done_by="2026-05-15")
    (said,) = papers_of(known.matter, "dispatch_slip")
    assert (said["issuer"], said["from_unit"], said["unit"]) == ("枫林镇司法所", "枫林镇司法所", "白水村人民调解委员会")
    assert (said["accept_by"], said["done_by"]) == ("2026年5月7日前", "2026年5月15日前")
    assert said["copied"][0].startswith(
        f"{report.row.number}（2026年5月6日，窗口来访，反映人：张三（当事人本人））：两家因院墙滴水"
    )


def test_an_order_says_its_level_and_day_and_the_sheet_of_attention_keeps_every_review(platform: Platform) -> None:
    _, known = cases.hard_matter(platform)
    first, second = papers_of(known.matter, "supervision_order")
    assert (first["issuer"], first["target"], first["level"], first["due"]) == (
        "枫林县司法局",
        "竹溪乡司法所",
        "提醒",
        "2026年5月18日前",
    )
    assert (second["level"], second["due"]) == ("督办", "2026年5月18日前")
    assert second["asks"] == ["三日内组织双方见面，报送办理方案。", "上次答复不能销号的理由：没有说明为什么还不见面。"]
    answers = papers_of(known.matter, "supervision_answer")
    assert [(one["body"], one["order"]) for one in answers] == [
        ("枫林县司法局", first["order"]),
        ("枫林县司法局", second["order"]),
    ]
    live = Paper.objects.get(matter_id=known.matter.pk, kind="watch_sheet", state=PaperState.ISSUED)
    said = values_of(live, known.matter)
    assert live.version == 3
    assert [row["found"] for row in said["reviews"]] == ["复核：双方平静。", "退出：威胁消除。"]
    assert said["state"] == "2026年6月2日退出：威胁消除。"


def test_materials_are_read_line_by_line_with_their_pages() -> None:
    read = [
        (row["what"], row["pages"]) for row in materials("1.现场照片 4页\n2、谈话笔录（共3页）\n\n民法典第288条摘录；")
    ]
    assert read == [("现场照片", "4"), ("谈话笔录", "3"), ("民法典第288条摘录", "")]


def test_a_corrected_entry_brings_out_its_paper_again(platform: Platform) -> None:
    from fengqiao.matter.everyday import correct

    known = platform.receive("2026-05-06").raise_("2026-05-06").dispatch("2026-05-06")
    seq = known.row.head_seq
    known.do(
        correct, "2026-05-07", by="office_head", entry=seq, field="reason", new="属地先调，所里派人协助", reason="漏写"
    )
    states = (
        Paper.objects.filter(matter_id=known.matter.pk, kind="dispatch_slip")
        .order_by("n")
        .values_list("state", "version")
    )
    assert list(states) == [("replaced", 1), ("issued", 2)]
    assert papers_of(known.matter, "dispatch_slip")[1]["reason"] == "属地先调，所里派人协助。"


def test_the_bound_file_lies_in_order(platform: Platform) -> None:
    report, known = cases.from_a_body(platform)
    assert report.stage == "已答复"
    pages = [
        squeezed(page.extract_text()) for page in PdfReader(BytesIO(bind_matter(known.row, now=at("2026-05-21")))).pages
    ]
    assert "矛盾纠纷卷宗" in pages[0]
    assert "化解（口头协议）" in pages[0]
    listed = [pages[1].index(title) for title in ("矛盾纠纷转办单", "矛盾纠纷上报单", "回访记录")]
    assert listed == sorted(listed)
    assert "本事项尚未结案，本卷为装订当时的情况。" in pages[-1]
    assert "来件" not in pages[1]
