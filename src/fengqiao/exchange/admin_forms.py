"""The administrators' forms for other bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from fengqiao.exchange.models import Agency, Mode, Partner
from fengqiao.exchange.own import default_code
from fengqiao.exchange.partners import partners_of
from fengqiao.matter.fields import DayField
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form

KEY_HELP = "64位十六进制数字，由对方提供；请另打电话核对密钥编号。"


class PartnerForm(Form):
    """What is written down about a body."""

    name = forms.CharField(label="名称", max_length=120)
    agency = forms.ChoiceField(label="类别", choices=[("", "请选择"), *Agency.choices])
    code = forms.CharField(label="对方代码", max_length=40, help_text="对方在往来文件里的自称，双方约定，如 fl-court。")
    our_code = forms.CharField(label="本局代码", max_length=40, help_text="对方怎样称呼本局。")
    mode = forms.ChoiceField(label="送达方式", choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.FILE)
    url = forms.CharField(label="对方接口地址", max_length=300, required=False, help_text="用网络送达的必填。")
    reporter_basis = forms.CharField(
        label="可向其提供反映人身份的依据", max_length=200, required=False, help_text="没有依据的留空：反映人姓名、电话不会发给对方。"
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, today: date, partner: Partner | None = None, **kwargs: Any) -> None:
        first = {"our_code": default_code(actor.territory), "from_on": today.isoformat()}
        given = _initial(partner) if partner else first
        super().__init__(*args, initial=given, **kwargs)
        self.fields["from_on"] = DayField(label="自哪天起", today=today, future=True)
        self.fields["to_on"] = DayField(
            label="到哪天为止", today=today, future=True, required=False, help_text="撤并的单位写最后一天。"
        )
        others = partners_of(actor).exclude(pk=partner.pk if partner else 0).order_by("name")
        self.others = {other.pk: other for other in others}
        self.fields["successor"] = forms.TypedChoiceField(
            label="撤并后由谁接续", coerce=int, empty_value=None, required=False,
            choices=[("", "（没有）"), *((pk, other.name) for pk, other in self.others.items())],
        )  # fmt: skip
        if partner is None:
            self.fields["public_key"] = forms.CharField(label="对方公钥", max_length=200, help_text=KEY_HELP)
        else:
            self.fields["active"] = forms.BooleanField(label="启用", required=False)

    def clean_url(self) -> str:
        return str(self.cleaned_data["url"]).strip()

    @property
    def particulars(self) -> dict[str, Any]:
        """The clean values as the deed takes them."""
        data = dict(self.cleaned_data)
        data["from_on"] = date.fromisoformat(data["from_on"])
        data["to_on"] = date.fromisoformat(data["to_on"]) if data["to_on"] else None
        data["successor"] = self.others[data["successor"]] if data["successor"] else None
        data.setdefault("active", True)
        return data


def _initial(partner: Partner) -> dict[str, Any]:
    names = ("name", "agency", "code", "our_code", "mode", "url", "reporter_basis", "active")
    return {
        **{name: getattr(partner, name) for name in names}, "from_on": partner.from_on.isoformat(),
        "to_on": partner.to_on.isoformat() if partner.to_on else "", "successor": partner.successor_id or "",
    }  # fmt: skip


class KeyForm(Form):
    public_key = forms.CharField(label="新公钥", max_length=200, help_text=KEY_HELP)
