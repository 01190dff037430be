"""Components: what they show, and that nobody's words become markup."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.template.loader import render_to_string

from fengqiao.ui.due import describe_due
from fengqiao.ui.forms import Form
from fengqiao.ui.parts import Cell, Chip, Column, Fact, Law, Row, Stage, Tab

EVIL = '<script>alert("x")</script>'
TODAY = date(2026, 11, 23)


class Visit(Form):
    result = forms.CharField(label=EVIL, help_text="写一句", initial=EVIL)


def show(name: str, /, **context: object) -> str:
    return render_to_string(f"ui/{name}.html", context)


LAW = Law(EVIL, "/law", EVIL)
HOSTILE: list[tuple[str, dict[str, object]]] = [
    ("message", {"text": EVIL, "level": "error", "law": LAW}),
    ("law", {"law": LAW}),
    ("due", {"due": describe_due(TODAY, TODAY, owner=EVIL), "law": LAW}),
    ("button", {"label": EVIL, "url": '/"onclick="x'}),
    ("refused", {"label": EVIL, "reason": EVIL, "law": LAW}),
    (
        "actions",
        {"allowed": [{"label": EVIL, "url": "/a", "hint": EVIL}], "refused": [{"label": EVIL, "reason": EVIL}]},
    ),
    ("stage_line", {"stages": [Stage(EVIL, "now", TODAY, EVIL)], "vertical": True}),
    (
        "timeline",
        {"entries": [{"on": TODAY, "who": EVIL, "what": EVIL, "note": EVIL, "marks": [EVIL], "on_behalf": EVIL}]},
    ),
    ("deadline", {"deadline": {"label": EVIL, "due": describe_due(TODAY, TODAY), "whose": EVIL, "explain": [EVIL]}}),
    ("facts", {"facts": [Fact(EVIL, EVIL, law=LAW)]}),
    ("table", {"columns": [Column(EVIL)], "rows": [Row((Cell(EVIL),), "/m")], "totals": [EVIL], "caption": EVIL}),
    ("chips", {"chips": [Chip(EVIL, "/list")]}),
    ("tabs", {"tabs": [Tab(EVIL, "/list", count=1)], "label": EVIL}),
    ("empty", {"empty": {"title": EVIL, "text": EVIL, "url": "/a", "url_label": EVIL}}),
    (
        "worklist",
        {
            "groups": [
                {
                    "label": EVIL,
                    "rows": [
                        {
                            "todo": EVIL,
                            "url": "/m",
                            "matter": EVIL,
                            "parties": EVIL,
                            "note": EVIL,
                            "number": EVIL,
                            "who": EVIL,
                            "marks": [EVIL],
                            "law": LAW,
                        }
                    ],
                }
            ]
        },
    ),
    ("numbers", {"numbers": [{"label": EVIL, "value": EVIL, "before": EVIL, "note": EVIL}]}),
    ("upload", {"name": "f", "label": EVIL, "help": EVIL, "errors": [EVIL]}),
    ("confirm", {"label": EVIL, "question": EVIL, "consequence": EVIL, "yes_label": EVIL, "hidden": {"a": EVIL}}),
    ("conflict", {"who": EVIL, "rows": [{"name": "a", "label": EVIL, "mine": EVIL, "theirs": EVIL}]}),
    ("card", {"title": EVIL, "note": EVIL}),
    ("field", {"field": Visit({"result": ""})["result"]}),
    ("form", {"form": Visit({"result": ""}), "label": EVIL, "draft": EVIL, "hidden": {"a": EVIL}}),
    ("form_errors", {"errors": [{"text": EVIL, "url": "#a"}]}),
    ("places", {"places": [{"label": EVIL, "url": "/"}, {"label": "这里"}]}),
]


@pytest.mark.parametrize(("name", "context"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_words_never_become_markup(name: str, context: dict[str, object]) -> None:
    html = show(name, **context)
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert '"onclick=' not in html


def test_a_deadline_is_told_by_word_and_shape() -> None:
    html = show("due", due=describe_due(date(2026, 11, 21), TODAY, owner="本所"))
    assert "已逾期2天（本所）" in html
    assert "#alert-triangle-filled" in html
    assert "due--late" in html


def test_a_provisional_date_is_underlined_with_dashes() -> None:
    html = show("due", due=describe_due(date(2027, 1, 5), TODAY, provisional=True))
    assert "due--dashed" in html
    assert "暂定" in html


def test_an_article_opens_in_place_and_is_a_link_without_scripts() -> None:
    html = show("law", law=Law("人民调解法第三十一条", "/laws/rmtjf/31"))
    assert "<details" in html
    assert 'hx-get="/laws/rmtjf/31"' in html
    assert '<a href="/laws/rmtjf/31">打开条文</a>' in html


def test_a_paper_without_text_in_the_library_is_named_but_no_link() -> None:
    html = show("law", law={"label": "枫司〔2026〕12号"})
    assert "枫司〔2026〕12号" in html
    assert "<a" not in html
    assert "<details" not in html


def test_the_present_stage_is_marked_for_eyes_and_ears() -> None:
    html = show("stage_line", stages=[Stage("申请", "done"), Stage("受理", "now"), Stage("归档", "next")])
    assert html.count('aria-current="step"') == 1
    assert '受理</span><span class="sr">（现在这一步）' in html


def test_a_refused_action_shows_reason_and_article() -> None:
    html = show(
        "refused",
        label="归档",
        reason="第二期款项还没到期，履行完毕后再归档。",
        law=Law("人民调解法第三十一条", "/law"),
    )
    assert "归档" in html
    assert "第二期款项还没到期" in html
    assert "人民调解法第三十一条" in html
    assert "<button" not in html


def test_a_field_ties_its_help_and_refusal_to_its_box() -> None:
    html = show("field", field=Visit({"result": ""}, auto_id="id_%s")["result"])
    assert 'aria-describedby="id_result_helptext id_result_error"' in html
    assert 'id="id_result_helptext"' in html
    assert 'id="id_result_error"' in html
    assert "必填" in html


def test_a_choice_is_a_fieldset_tied_to_its_refusal() -> None:
    class Consent(Form):
        consent = forms.ChoiceField(label="双方是否同意", choices=[("y", "同意")], widget=forms.RadioSelect)

    html = show("field", field=Consent({})["consent"])
    assert "<fieldset" in html
    assert "<legend" in html
    assert "请选择双方是否同意。" in html
    assert 'id="id_consent_error"' in html
    assert "id_consent_error" in html.split('aria-describedby="')[1].split('"')[0]


def test_the_error_summary_leads_to_each_field() -> None:
    html = show("form_errors", form=Visit({"result": ""}))
    assert 'href="#id_result"' in html
    assert 'role="alert"' in html


def test_a_table_cell_knows_its_column_on_the_phone() -> None:
    html = show(
        "table",
        caption="登记簿",
        columns=[Column("案号"), Column("金额", num=True)],
        rows=[Row((Cell("12号"), Cell("5.00")), "/m")],
        totals=["合计", "5.00"],
    )
    assert 'data-label="金额" class="num"' in html
    assert '<a class="row-link" href="/m">12号</a>' in html


def test_a_row_that_may_not_be_chosen_says_why() -> None:
    html = show(
        "table", columns=[Column("案号")], rows=[Row((Cell("1"),), refused="已归档，不能再指派")], select="pick"
    )
    assert 'aria-label="已归档，不能再指派"' in html
    assert 'type="checkbox"' not in html


def test_an_empty_list_says_how_to_begin() -> None:
    html = show("table", columns=[], rows=[], empty={"title": "还没有案件", "url": "/new", "url_label": "登记"})
    assert "还没有案件" in html
    assert '<a class="button" href="/new">登记</a>' in html


def test_every_upload_states_the_rule() -> None:
    assert "不得上传国家秘密" in show("upload", name="scan", label="材料")
    assert 'capture="environment"' in show("upload", name="scan", label="材料", camera=True)


def test_a_done_row_folds_to_one_line() -> None:
    html = show("worklist_row", row={"id": 3, "todo": "去白水村", "url": "/e", "done": True, "done_url": "/done"})
    assert "work-row--done" in html
    assert "已办" in html
    assert "<form" not in html


def test_the_form_keeps_its_once_when_it_comes_back_with_errors() -> None:
    html = show("form", form=Visit({"result": "", "_once": "0198-abc"}), url="/a", label="登记回访")
    assert '<input type="hidden" name="_once" value="0198-abc">' in html
    assert show("form", form=Visit(), url="/a", label="登记") != show("form", form=Visit(), url="/a", label="登记")
