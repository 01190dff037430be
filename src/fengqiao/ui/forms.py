"""Forms whose refusals speak like a colleague: 请填写联系电话, not “this field is required”."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import BaseValidator

_CHOICES = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


class SpokenErrors:
    """Mixin for forms: fields that keep Django's wording get a plain Chinese one that names the field."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak(field, str(field.label or name))
            if isinstance(field.widget, forms.NumberInput):
                write_as_text(field.widget, whole=type(field) is forms.IntegerField)


class Form(SpokenErrors, forms.Form):
    """Base of forms in this product."""


def write_as_text(widget: forms.Widget, *, whole: bool) -> None:
    """Let a number be typed into a text box: a number box forgets what it cannot read, and turns with the wheel."""
    widget.input_type = "text"  # type: ignore[attr-defined]
    for rule in ("min", "max", "step"):
        widget.attrs.pop(rule, None)
    widget.attrs.setdefault("inputmode", "numeric" if whole else "decimal")


def speak(field: forms.Field, label: str) -> None:
    """Replace Django's default refusals of `field`; messages the declaration sets itself stay."""
    stock: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        stock |= vars(cls).get("default_error_messages", {})
    for key, text in _words(field, label).items():
        if field.error_messages.get(key, stock.get(key)) == stock.get(key):
            field.error_messages[key] = text
    for validator in field.validators:
        if not isinstance(validator, BaseValidator) or "message" in vars(validator):
            continue
        if validator.code in _LIMITS:
            validator.message = _LIMITS[validator.code].replace("〔项〕", label)


def _words(field: forms.Field, label: str) -> dict[str, str]:
    chosen = isinstance(field.widget, _CHOICES)
    words = {"required": f"请选择{label}。" if chosen else f"请填写{label}。"}
    if isinstance(field, forms.BooleanField):
        words["required"] = f"请核对并勾选：{label}。"
    elif isinstance(field, forms.FileField):
        words |= {
            "required": f"请选择要上传的{label}。",
            "empty": f"{label}是空文件，请重新选择。",
            "missing": f"请选择要上传的{label}。",
        }
    elif isinstance(field, forms.DateTimeField):
        words["invalid"] = f"{label}写得不对，请写成 2026-11-21 14:05 这样。"
    elif isinstance(field, forms.DateField):
        words["invalid"] = f"{label}写得不对，请写成 2026-11-21 这样。"
    elif isinstance(field, forms.IntegerField):
        words["invalid"] = f"{label}请写成数字，例如 {'3' if type(field) is forms.IntegerField else '35000.00'}。"
    elif isinstance(field, forms.ChoiceField):
        words["invalid_choice"] = f"{label}没有您选的这一项，请重新选择。"
    return words


_LIMITS = {
    "min_length": "〔项〕写得太短，至少 %(limit_value)d 个字，现在 %(show_value)d 个。",
    "max_length": "〔项〕写得太长，最多 %(limit_value)d 个字，现在 %(show_value)d 个。",
    "min_value": "〔项〕不能小于 %(limit_value)s。",
    "max_value": "〔项〕不能大于 %(limit_value)s。",
}
