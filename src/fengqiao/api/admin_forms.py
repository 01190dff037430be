"""The administrator's form for a token."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fengqiao.indicators.registry import sets
from fengqiao.matter.fields import DayField
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import offices_of
from fengqiao.orgs.models import OfficeKind
from fengqiao.ui.forms import Form, speak


class TokenForm(Form):
    """To whom, by which paper, of which office and lines, until when."""

    body = forms.CharField(label="给哪个单位", max_length=120, help_text="例如：枫林市司法局。")
    basis = forms.CharField(label="依据的文件", max_length=200, help_text="名称和文号；安全管理员照此核对。")

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = offices_of(actor).filter(kind__in=(OfficeKind.BUREAU, OfficeKind.OFFICE), to_on=None).order_by("territory")
        self.offices = {office.pk: office for office in offices}
        self.fields["office"] = forms.TypedChoiceField(
            label="读哪个机构的", coerce=int, choices=[(pk, office.name) for pk, office in self.offices.items()], help_text="这个机构和它下面的。"
        )
        self.fields["lines"] = forms.MultipleChoiceField(
            label="读哪些条线", choices=[(each.code, each.label) for each in sets()], widget=forms.CheckboxSelectMultiple, error_messages={"required": "请至少选一个条线。"}
        )
        self.fields["exact"] = forms.BooleanField(label="给精确数（依据的文件要写明；不勾的，人数不足五人的不给具体数）", required=False)
        self.fields["until_on"] = DayField(label="有效到", today=today, future=True, help_text="最长两年。")
        for name in ("office", "lines", "until_on"):
            speak(self.fields[name], str(self.fields[name].label))

    @property
    def particulars(self) -> dict[str, Any]:
        """The clean values as the deed takes them."""
        data = dict(self.cleaned_data)
        return {**data, "office": self.offices[data["office"]], "until_on": date.fromisoformat(data["until_on"])}
