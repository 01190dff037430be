"""The forms of the channels. A secret is written, never shown: an empty box keeps the one there is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from fengqiao.messages.addresses import clean_address
from fengqiao.messages.channels import Settings, settings_of
from fengqiao.messages.models import Channel, House, Way
from fengqiao.messages.refusals import BadAddress
from fengqiao.messages.smtp import SECURITY
from fengqiao.ui.forms import Form

_SECRET = forms.PasswordInput(attrs={"autocomplete": "new-password"})
_KEPT = "已设好，不再显示；不改就留空。"
_NAME = r"^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$"
_PATH = r"^[\w-]+(\.[\w-]+)*$"


class ChannelForm(Form):
    """What both kinds share: switched on, the secret, what is asked for only when switched on."""

    kind = ""
    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, kept: Channel | None = None, **kwargs: Any) -> None:
        if kept is not None:
            kwargs["initial"] = {**kept.particulars, "enabled": kept.enabled, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.has_secret = kept is not None and bool(kept.secret_sealed)
        if self.has_secret:
            self.fields["secret"].help_text = _KEPT

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.needed:
            if data.get("enabled") and not data.get(name) and name not in self.errors:
                self.add_error(name, f"开通前请填写{self.fields[name].label}。")
        return data

    @property
    def new_secret(self) -> str | None:
        """The new secret, "" to take it away, None to keep it."""
        if self.has_secret and (self.cleaned_data.get("without_secret") or not self.cleaned_data.get("user", "-")):
            return ""
        return self.cleaned_data["secret"] or None

    def settings(self) -> Settings:
        """The typed settings of valid data; the fields that are none of them are left out."""
        return settings_of(self.kind, self.cleaned_data)


class MailForm(ChannelForm):
    """The mail server."""

    kind = Way.EMAIL
    needed = ("host", "sender")

    enabled = forms.BooleanField(label="开通邮件", required=False)
    host = forms.RegexField(
        r"^[A-Za-z0-9.:-]+$", label="服务器", max_length=200, required=False, help_text="例如 smtp.example.gov.cn。",
        error_messages={"invalid": "服务器写成主机名或IP地址，不带 http:// 和空格。"},
    )  # fmt: skip
    port = forms.IntegerField(label="端口", initial=587, validators=[MinValueValidator(1), MaxValueValidator(65535)])
    security = forms.ChoiceField(label="加密方式", choices=SECURITY, widget=forms.RadioSelect, initial="starttls")
    user = forms.CharField(label="用户名", max_length=120, required=False, help_text="服务器不用登录的，留空。")
    secret = forms.CharField(label="口令或授权码", max_length=200, required=False, widget=_SECRET)
    sender = forms.CharField(label="发件邮箱", max_length=200, required=False)
    sender_name = forms.CharField(
        label="发件人名称", max_length=40, required=False, help_text="收件人看到的名字，例如“枫林县司法局”。"
    )

    def clean_sender(self) -> str:
        said: str = self.cleaned_data["sender"]
        try:
            return clean_address(Way.EMAIL, said) if said else ""
        except BadAddress as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("user") and not data.get("secret") and not self.has_secret:
            self.add_error("secret", "有用户名的，请同时填写口令或授权码。")
        if data.get("security") == "none" and data.get("user"):
            self.add_error(
                "security",
                "不加密时口令会在网络上明文传送。请改用 STARTTLS 或 SSL/TLS；内网免登录的服务器请把用户名留空。",
            )
        return data


def _field(label: str, help_text: str, *, initial: str = "", pattern: str = _NAME) -> forms.RegexField:
    words = f"{label}只写字母、数字和下划线，下一级用点隔开，例如 params.mobile。"
    return forms.RegexField(
        pattern,
        label=label,
        max_length=80,
        required=False,
        initial=initial,
        help_text=help_text,
        error_messages={"invalid": words},
    )


class HookForm(ChannelForm):
    """The provider's webhook."""

    kind = Way.SMS  # and WeChat
    needed = ("url", "to_field")

    enabled = forms.BooleanField(label="开通", required=False)
    url = forms.CharField(
        label="网址", max_length=400, required=False, help_text="短信（微信）平台接收请求的地址，用 https。"
    )
    secret = forms.CharField(
        label="签名密钥", max_length=200, required=False, widget=_SECRET, help_text="与平台约定，用来签名（HMAC-SM3）。"
    )
    without_secret = forms.BooleanField(label="不签名，去掉已有的签名密钥", required=False)
    to_field = _field("收件人字段", "平台把手机号（微信OpenID）叫什么。", initial="to")
    text_field = _field("内容字段", "平台只收模板参数的，留空。", initial="text")
    id_field = _field("编号字段", "重试时不变，平台凭它认出重复。", initial="id")
    template_field = _field("模板字段", "平台按模板发送的填写；值是本系统的模板代码。")
    values_field = _field("参数字段", "平台要模板参数的填写。")
    fixed = forms.CharField(
        label="固定字段", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一个，写成“字段=值”，例如 sign=枫林司法。密钥不要写在这里。",
    )  # fmt: skip
    success_path = _field(
        "成功条件：哪个字段", "答复中表示收下的字段，例如 code；留空的，状态码2xx即为收下。", pattern=_PATH
    )
    success_value = forms.CharField(label="成功条件：等于", max_length=40, required=False, help_text="例如 0 或 OK。")
    provider_id_path = _field("流水号字段", "答复中平台的流水号，用来对账，例如 data.sid。", pattern=_PATH)

    def __init__(self, *args: Any, kept: Channel | None = None, **kwargs: Any) -> None:
        super().__init__(*args, kept=kept, **kwargs)
        if kept is not None:
            fixed = kept.particulars.get("fixed", {})
            self.initial["fixed"] = "\n".join(f"{name}={value}" for name, value in fixed.items())
        if not self.has_secret:
            del self.fields["without_secret"]

    def clean_url(self) -> str:
        said: str = self.cleaned_data["url"].strip()
        if not said:
            return ""
        try:
            parts = urlsplit(said)
            good = (
                parts.scheme in ("http", "https")
                and bool(parts.hostname)
                and not parts.username
                and (parts.port or 1) > 0
            )
        except ValueError:
            good = False
        if not good or any(letter.isspace() for letter in said):
            raise forms.ValidationError("网址写成 https://sms.example.cn/send 这样；用户名和密钥不要写在网址里。")
        return said

    def clean_fixed(self) -> dict[str, str]:
        found = {}
        for line in self.cleaned_data["fixed"].splitlines():
            name, mark, value = line.partition("=")
            if line.strip() and not (mark and name.strip()):
                raise forms.ValidationError(f"“{line.strip()[:40]}”不是“字段=值”。请每行写一个。")
            if line.strip():
                found[name.strip()] = value.strip()
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if bool(data.get("success_path")) != bool(data.get("success_value")) and "success_path" not in self.errors:
            self.add_error("success_value", "成功条件的字段和值要一起填，或者都留空。")
        if data.get("enabled") and not data.get("text_field") and not data.get("values_field"):
            self.add_error("text_field", "内容字段和参数字段至少填一个，否则发出的是空短信。")
        return data


def _clock(label: str, help_text: str = "") -> forms.TimeField:
    return forms.TimeField(
        label=label, input_formats=["%H:%M", "%H:%M:%S"], help_text=help_text,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": f"{label}写成 21:00 这样。"},
    )  # fmt: skip


class HouseForm(Form):
    """The county's rules."""

    quiet_from = _clock("免打扰自")
    quiet_to = _clock("免打扰至", "这段时间只发验证码，其他的到时再发；两个写成一样就是不设。")
    most_a_day = forms.IntegerField(
        label="同一收件人一天最多几条", help_text="超过的不再发，留在“通知发送”里由人处理；验证码另有限制。",
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )  # fmt: skip

    @classmethod
    def of(cls, house: House) -> dict[str, Any]:
        """The initial values."""
        return {"quiet_from": house.quiet_from, "quiet_to": house.quiet_to, "most_a_day": house.most_a_day}


def form_for(kind: str) -> type[ChannelForm]:
    """The form of a channel."""
    return MailForm if kind == Way.EMAIL else HookForm
