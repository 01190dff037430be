"""Refusals name the field; 加一行 without JavaScript keeps what was typed."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict
from django.test import RequestFactory

from fengqiao.ui.forms import Form
from fengqiao.ui.gallery.forms import PartyFormSet
from fengqiao.ui.once import SENT_COOKIE, mark_sent, read_once
from fengqiao.ui.rows import unjudged, wants_row, with_row


class Sample(Form):
    story = forms.CharField(label="事情经过", min_length=10, max_length=20)
    kind = forms.ChoiceField(label="纠纷类型", choices=[("1", "邻里")])
    held_on = forms.DateField(label="调解日期")
    count = forms.IntegerField(label="人数", min_value=1, error_messages={"required": "来了几个人？"})
    scan = forms.FileField(label="扫描件")
    told = forms.BooleanField(label="已告知权利")


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("story", "", "请填写事情经过。"),
        ("story", "吵架", "事情经过写得太短，至少 10 个字，现在 2 个。"),
        ("story", "吵" * 21, "事情经过写得太长，最多 20 个字，现在 21 个。"),
        ("kind", "", "请选择纠纷类型。"),
        ("kind", "9", "纠纷类型没有您选的这一项，请重新选择。"),
        ("held_on", "下周三", "调解日期写得不对，请写成 2026-11-21 这样。"),
        ("count", "三", "人数请写成数字，例如 3。"),
        ("count", "0", "人数不能小于 1。"),
        ("count", "", "来了几个人？"),
        ("scan", "", "请选择要上传的扫描件。"),
        ("told", "", "请核对并勾选：已告知权利。"),
    ],
)
def test_a_refusal_says_what_to_do(field: str, given: str, said: str) -> None:
    assert Sample({field: given}).errors[field] == [said]


def test_a_number_that_is_none_is_not_forgotten() -> None:
    html = str(Sample({"count": "三个人"})["count"])
    assert 'value="三个人"' in html
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html


def _rows(**more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(
        {
            "party-TOTAL_FORMS": "2",
            "party-INITIAL_FORMS": "0",
            "party-MIN_NUM_FORMS": "2",
            "party-MAX_NUM_FORMS": "1000",
            "party-0-name": "李秀英",
            **more,
        }
    )
    return data


def test_one_more_row_keeps_what_was_typed_and_refuses_nothing_yet() -> None:
    request = RequestFactory().post("/form", _rows(_add_row="party").dict())
    assert wants_row(request)
    formset = unjudged(PartyFormSet(with_row(request), prefix="party"))
    assert len(formset.forms) == 3
    assert formset.forms[0]["name"].value() == "李秀英"
    assert not any(form.errors for form in formset.forms)


def test_an_ordinary_post_asks_for_no_row() -> None:
    assert not wants_row(RequestFactory().post("/form", _rows().dict()))


def test_a_form_that_was_carried_out_tells_the_browser_its_token() -> None:
    from django.http import HttpResponse

    request = RequestFactory().post("/form", {"_once": "0198-abc"})
    assert read_once(request) == "0198-abc"
    cookie = mark_sent(request, HttpResponse()).cookies[SENT_COOKIE]
    assert (cookie.value, cookie["samesite"], bool(cookie["httponly"])) == ("0198-abc", "Lax", False)
    assert SENT_COOKIE not in mark_sent(RequestFactory().post("/form"), HttpResponse()).cookies
