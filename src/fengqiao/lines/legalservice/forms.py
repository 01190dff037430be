"""The forms of a knowledge item, of an operator's skills and of a hotline's day."""

from __future__ import annotations

from typing import Any

from django import forms

from fengqiao.lines.legalservice import codes
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
