"""The forms of a knowledge item, of an operator's skills and of a hotline's day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fengqiao.lines.legalservice import codes, quality
from fengqiao.matter.fields import DayField
from fengqiao.ui.forms import Form


class ItemForm(Form):
    """A question and its answer in plain words."""

    question = forms.CharField(label="问", max_length=200, help_text="像群众问的那样写。不写真人真事里能认出人的内容。")
    area = forms.ChoiceField(label="领域", choices=codes.AREAS)
    answer = forms.CharField(label="答（白话）", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}), help_text="结论、依据、怎么办、时限、带什么。")
    statutes = forms.CharField(label="依据的条文", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text="一行一条：劳动合同法第三十条。")
    local = forms.CharField(label="本地怎么办", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="去哪里、电话、时间。")
    public = forms.BooleanField(label="可以给群众看", required=False)


class SkillForm(Form):
    """What somebody can answer; nothing chosen means everything."""

    areas = forms.MultipleChoiceField(label="领域", choices=codes.AREAS, required=False, widget=forms.CheckboxSelectMultiple, help_text="一个也不选，就是都可以。")
    languages = forms.MultipleChoiceField(
        label="语言", choices=codes.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple, help_text="普通话都可以；会别的语言的勾上。",
    )  # fmt: skip


class DrawForm(Form):
    """Of which month."""

    month = forms.CharField(label="哪个月", max_length=7, help_text="写成 2026-10 这样。")

    def clean_month(self) -> date:
        text = str(self.cleaned_data["month"]).strip()
        try:
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            raise forms.ValidationError(f"“{text}”不是一个月份。请写成 2026-10 这样。") from None


class CheckForm(Form):
    """The points of each item of the list, a veto, what was found."""

    veto = forms.ChoiceField(label="一票否决", choices=(("", "没有"), *quality.VETOES), required=False)
    found = forms.CharField(label="问题和建议", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="写问题，不写来电人是谁。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for code, word, most in quality.CHECKLIST:
            self.base_fields[code] = forms.IntegerField(label=f"{word}（{most}分）", min_value=0, max_value=most)
        super().__init__(*args, **kwargs)
        self.order_fields([code for code, _, _ in quality.CHECKLIST])

    def scores(self) -> dict[str, int]:
        return {code: int(self.cleaned_data[code]) for code, _, _ in quality.CHECKLIST}


class ReplyForm(Form):
    """What the adviser says to what was found."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    said = forms.CharField(label="说明", max_length=500, required=False)


class HotlineDayForm(Form):
    """The telephone system's figures of one day."""

    offered = forms.IntegerField(label="呼入", min_value=0, max_value=100_000)
    answered = forms.IntegerField(label="接通", min_value=0, max_value=100_000)
    abandoned_early = forms.IntegerField(label="五秒内自己挂断", min_value=0, max_value=100_000, initial=0)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        self.base_fields["on"] = DayField(label="哪一天", today=today, future=False)
        super().__init__(*args, **kwargs)
        self.order_fields(["on"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"offered", "answered", "abandoned_early"} <= data.keys() and data["answered"] + data["abandoned_early"] > data["offered"]:
            self.add_error("answered", f"接通{data['answered']}加五秒内挂断{data['abandoned_early']}，多于呼入{data['offered']}。请核对话务日报。")
        return data
