"""The forms of a prison and of a version of its rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fengqiao.lines.visits import codes
from fengqiao.matter.fields import DayField
from fengqiao.ui.forms import Form

_DAYS = [(number, f"周{word}") for number, word in enumerate("一二三四五六日", 1)]


class PrisonForm(Form):
    """A prison."""

    name = forms.CharField(label="名称", max_length=60)
    short_name = forms.CharField(
        label="常用叫法", max_length=60, required=False, help_text="家属常说的名字，用顿号分开。"
    )
    phone = forms.CharField(label="会见业务电话", max_length=40, required=False)
    juvenile = forms.BooleanField(label="未成年犯管教所", required=False)


class RuleForm(Form):
    """One version of a prison's own rule."""

    max_persons = forms.IntegerField(label="每次最多几人", min_value=1, max_value=20)
    count_infants = forms.BooleanField(label="婴幼儿计入人数", required=False)
    minutes = forms.IntegerField(label="每次多少分钟", min_value=5, max_value=240)
    monthly_quota = forms.IntegerField(label="每月几次", min_value=1, max_value=31)
    video_counts = forms.BooleanField(
        label="视频会见计入每月次数", required=False, help_text="2026年11月1日起视频会见可以另外增加，须问监狱。"
    )
    lead_days = forms.IntegerField(label="至少提前几个工作日", min_value=0, max_value=60)
    answer_days = forms.IntegerField(label="几个工作日内答复", min_value=1, max_value=60)
    open_days = forms.TypedMultipleChoiceField(
        label="周几安排会见",
        choices=_DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选就是工作日都可以。",
    )
    languages = forms.MultipleChoiceField(
        label="可用的语言",
        choices=codes.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选就是没有限制。",
    )
    modes = forms.MultipleChoiceField(
        label="会见方式", choices=codes.MODES, required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.CharField(label="依据", max_length=120, help_text="该监狱的文件，或电话答复的人和日期。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["from_on"] = DayField(label="从哪天起", today=today, future=True)
        super().__init__(*args, **kwargs)
        self.order_fields(["from_on"])

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"from_on": date.fromisoformat(self.cleaned_data["from_on"])}
