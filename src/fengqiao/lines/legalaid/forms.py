"""The form of an economic standard."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.means import yuan
from fengqiao.matter.fields import DayField, MoneyField
from fengqiao.ui.forms import Form

WHOLE_YUAN = 100  # fen


class StandardForm(Form):
    """One version of the standard, as the province's document has it."""

    basis = forms.ChoiceField(label="怎样规定的", choices=codes.STANDARD_BASES)
    multiplier = forms.DecimalField(label="倍数或者比例", required=False, min_value=0, max_digits=6, decimal_places=3)
    window_months = forms.IntegerField(label="按几个月平均", min_value=1, max_value=24, initial=6)
    comparator = forms.ChoiceField(label="怎样比", choices=codes.COMPARATORS, help_text="照文件的原话：有的写“低于”，有的写“不超过”。")
    rigid_deducted = forms.BooleanField(label="先减去刚性支出", required=False)
    asset_rule = forms.CharField(label="财产的规定", max_length=300, required=False)
    source_doc = forms.CharField(label="依据的文件", max_length=120, help_text="文件名和文号。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["valid_from"] = DayField(label="自哪天施行", today=today, future=True)
        self.base_fields["valid_to"] = DayField(label="到哪天为止", today=today, future=True, required=False, help_text="文件没有写的不填。")
        self.base_fields["base_fen"] = MoneyField(label="基数（如低保标准）", required=False, max_length=30)
        self.base_fields["amount_fen"] = MoneyField(label="每人每月多少元", max_length=30)
        super().__init__(*args, **kwargs)
        self.order_fields(["valid_from", "valid_to", "basis", "multiplier", "base_fen", "amount_fen"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("valid_from"), data.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", "终止的日子早于施行的日子。请核对文件。")
        if data.get("multiplier") and data.get("base_fen") and data.get("amount_fen") is not None:
            reckoned = int((data["multiplier"] * data["base_fen"]).quantize(Decimal(1), ROUND_HALF_UP))
            if abs(reckoned - data["amount_fen"]) > WHOLE_YUAN:  # documents round to the yuan
                self.add_error("amount_fen", f"倍数（比例）乘基数是{yuan(reckoned)}，和每人每月{yuan(data['amount_fen'])}不一致。请照文件核对三个数。")
        return data

    def values(self) -> dict[str, Any]:
        """As the table keeps them."""
        data = self.cleaned_data
        days = {name: date.fromisoformat(data[name]) if data.get(name) else None for name in ("valid_from", "valid_to")}
        return {**data, **days}
