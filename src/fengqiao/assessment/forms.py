"""The forms of the assessment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fengqiao.assessment.models import Scheme
from fengqiao.assessment.rounds import due_periods
from fengqiao.ui.forms import Form
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import TABLE


class CheckForm(Form):
    """A unit's word on its sheet."""

    agreed = forms.ChoiceField(label="核对结果", choices=(("yes", "没有意见"), ("no", "有意见")), widget=forms.RadioSelect)
    said = forms.CharField(label="哪里不对", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="写哪一项、应当是多少、依据；不写当事人的姓名。")


class ImportForm(Form):
    """A workbook of targets, or of what was reported for a period."""

    which = forms.ChoiceField(label="导入什么", choices=(("targets", "目标值"), ("values", "填报的数")), widget=forms.RadioSelect, initial="targets")
    period = forms.ChoiceField(label="哪一期", required=False, help_text="填报的数要选。")
    file = FileIn(takes=TABLE, most_mb=30, label="文件", help_text="Excel、WPS表格或者CSV。")
    only_read = forms.BooleanField(label="先试读，不保存", required=False, initial=True)

    def __init__(self, *args: Any, scheme: Scheme, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [("", "（导入目标值的不选）"), *((each.written, each.words) for each in due_periods(scheme, today))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("which") == "values" and not data.get("period"):
            self.add_error("period", "请选填报的是哪一期。")
        return data


class CityForm(Form):
    """The city's ranking with its paper and what each item came to."""

    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)
    period_words = forms.CharField(label="考核周期", max_length=40, initial="年度", help_text="例如：年度、第三季度。")
    document = forms.CharField(label="公布的文件", max_length=200, help_text="文件名称和文号。")
    rank = forms.IntegerField(label="本县名次", min_value=1, max_value=200)
    of_n = forms.IntegerField(label="参加的县（区）数", min_value=1, max_value=200)
    last_rank = forms.IntegerField(label="上期名次", min_value=1, max_value=200, required=False)
    rows_text = forms.CharField(
        label="各项得分", max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="从Excel复制过来，一行一项：名称、满分、本县得分、中位数、第一名得分，用制表符或者逗号隔开。也可以上传文件。",
    )  # fmt: skip
    file = FileIn(takes=TABLE, most_mb=30, label="各项得分的文件", required=False, help_text="表头：指标项、满分、本县得分、中位数、第一名得分。")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rank") and data.get("of_n") and data["rank"] > data["of_n"]:
            self.add_error("rank", f"名次{data['rank']}大于参加的县（区）数{data['of_n']}。请核对。")
        if not data.get("rows_text") and not data.get("file"):
            self.add_error("rows_text", "请填各项得分，或者上传文件。")
        return data
