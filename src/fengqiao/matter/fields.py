"""Form fields that read what people really type: 3.5万, ２０２６年５月３日, +86 139 0000 0001. Each gives a plain JSON value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fengqiao.daycount.lunar import LunarError, looks_lunar, read_lunar
from fengqiao.daycount.months import add_months
from fengqiao.documents.amounts import AmountError, in_figures, parse_amount
from fengqiao.matter.carried_files import mark, marked
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.uploads import checked
from fengqiao.vault import VaultError, parse_id_number, parse_phone
from fengqiao.vault.uploads import MATERIAL, MB, Takes, kept_name

_DAY = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$")
_TIME = re.compile(r"^([01]?\d|2[0-3]):?([0-5]\d)$")
_COMPACT_DAY = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


MOST_MB, MOST_FILES = 50, 30  # of one file, and how many at once
ALL_AGAIN = "这一次选的文件都没有保存。请改好后一起重新选。"


class ConfirmedField(forms.CharField):
    """A field that may read what was typed as something else: ``corrected`` is then shown in its place, to be confirmed."""

    corrected: str | None = None


class DayField(ConfirmedField):
    """A date in any usual way of writing it; the value is ``YYYY-MM-DD``. A lunar date is shown as the solar day first."""

    def __init__(self, *, today: date, future: bool, coming: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"} | ({"min": today.isoformat()} if coming else {})), **kwargs)
        self.today, self.future, self.coming = today, future, coming

    def clean(self, value: Any) -> str | None:
        text = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "")
        if not text:
            return None
        if looks_lunar(text):
            self._ask(text)
        found = _DAY.match(text) or _COMPACT_DAY.match(text)
        if not found:
            raise ValidationError(f"{self.label}写得不对，请写成 2026-11-21 这样。")
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError:
            raise ValidationError(f"没有{text}这一天，请核对日期。") from None
        if day > self.today and not self.future:
            raise ValidationError(f"{self.label}不能晚于今天（{self.today.isoformat()}）。请核对日期。")
        if self.coming and not self.today <= day <= add_months(self.today, 12):
            raise ValidationError(f"{self.label}要在今天（{self.today.isoformat()}）以后、一年以内。请核对日期。")
        if day.year < 1900:
            raise ValidationError(f"{self.label}的年份不对，请核对。")
        return day.isoformat()

    def _ask(self, text: str) -> NoReturn:
        try:
            day = read_lunar(text, self.today)
        except LunarError as error:
            raise ValidationError(str(error)) from None
        self.corrected = day.isoformat()
        raise ValidationError(f"“{text}”是农历，已换算为公历{self.corrected}。请核对，无误后再办理一次。")


class TimeField(forms.CharField):
    """A time of day however it is typed: 9:30, ９：３０, 0930, 9点半; the value is ``HH:MM``."""

    def clean(self, value: Any) -> str | None:
        text = unicodedata.normalize("NFKC", super().clean(value) or "").replace(" ", "")
        if not text:
            return None
        text = text.replace("点半", ":30").replace("点整", ":00").replace("点", ":").removesuffix("分")
        found = _TIME.match(text + "00" if text.endswith(":") else text)
        if not found:
            raise ValidationError(f"{self.label}写得不对，请写成 9:30 这样（24小时制）。")
        return f"{int(found[1]):02d}:{found[2]}"


class ListedField(forms.CharField):
    """One of a list; what has gone from it meanwhile is for the act to refuse."""

    def __init__(self, *, choices: Sequence[tuple[str, str]], none: str, **kwargs: Any) -> None:
        super().__init__(widget=forms.Select(choices=[("", "请选择" if choices else none), *choices]), **kwargs)


class MoneyField(ConfirmedField):
    """An amount; the value is whole fen. A unit or words are shown back in figures and asked to be confirmed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = parse_amount(text)
        except AmountError as error:
            raise ValidationError(str(error)) from None
        if amount.needs_confirmation:
            self.corrected = in_figures(amount.fen)
            raise ValidationError(f"“{text}”已换算为{amount.shown}。请核对，无误后再办理一次。")
        return amount.fen


class PhoneField(forms.CharField):
    """A telephone number in digits; one that cannot be read is kept as written."""

    def clean(self, value: Any) -> str | None:
        text = super().clean(value)
        if not text:
            return None
        phone = parse_phone(text)
        return phone.digits if phone.ok and not phone.extension else text.strip()


class IdNumberField(forms.CharField):
    """A citizen identity number; check digit, birth date and area are checked."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)
        self.today = today

    def clean(self, value: Any) -> str | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_id_number(text, today=self.today).number
        except VaultError as error:
            raise ValidationError(str(error)) from None


class MatterField(forms.CharField):
    """Another matter by its number, in full or half width; only those the person may see. The value is its code."""

    def __init__(self, *, actor: Actor, line: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.actor, self.line = actor, line

    def clean(self, value: Any) -> str | None:
        text = super().clean(value).strip()
        if not text:
            return None
        number = text.replace("(", "（").replace(")", "）").replace(" ", "")
        found = Matter.objects.visible_to(self.actor).filter(line=self.line, number=number)[:2]
        if len(found) != 1:
            raise ValidationError(f"没有找到编号为“{number}”的案件，或它不在您的辖区和条线内。请核对编号。")
        return found[0].code


class OriginField(forms.CharField):
    """The code of the matter a new one comes from; one the person may not see is refused."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.actor = actor

    def clean(self, value: Any) -> str | None:
        code = super().clean(value)
        if not code:
            return None
        try:
            return get_matter(self.actor, code).code
        except NotVisible:
            raise ValidationError("来源事项不在您的辖区和条线内，不能由它转来。请从原事项的页面重新进入。") from None


class ChoiceField(forms.TypedChoiceField):
    """One of the options; nothing is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=None, **kwargs)


class FilesInput(forms.FileInput):
    """Several files at once, camera first on a phone; above the box what was sent already and need not be chosen again."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """The files that came, then the marks of those that came before."""
        came = files.getlist(name) if hasattr(files, "getlist") else [files[name]] if files and files.get(name) else []
        marks = data.getlist(f"{name}.kept") if hasattr(data, "getlist") else []
        return [*came, *marks]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        rows = [(name, mark, shown) for mark, shown in value or () if mark]
        there = format_html_join("", '<li><label><input type="checkbox" name="{}.kept" value="{}" checked> 已传上：{}</label></li>', rows)
        before = format_html('<ul class="upload-kept">{}</ul>', there) if rows else ""
        return format_html("{}{}", before, super().render(name, None, {**(attrs or {}), "multiple": self.allow_multiple_selected}, renderer))


class FilesField(forms.FileField):
    """Files of a matter. The value lists digest, name, type and size; they are filed only when every one of them is right.

    Where the form is refused for another reason they stay: the page carries their marks.
    """

    widget: Any

    def __init__(self, *, takes: Takes = MATERIAL, several: bool = True, who: object = "", **kwargs: Any) -> None:
        self.takes, self.several, self.who = takes, several, who
        super().__init__(widget=FilesInput(attrs={"accept": takes.accept}), **kwargs)
        self.widget.allow_multiple_selected = several

    def clean(self, data: Any, initial: Any = None) -> list[dict[str, Any]]:
        given = list(data) if isinstance(data, list | tuple) else [data] if data else []
        self.there: list[dict[str, Any]] = []
        if not given:
            super().clean(None, initial)
            return []
        came, wrong = [each for each in given if not isinstance(each, str)], []
        before = self._before([each for each in given if isinstance(each, str)])
        for file in came:
            try:
                checked(file, self.takes, MOST_MB * MB)
            except ValidationError as error:
                wrong.append(error)
        self.there = before
        if len(given) > (MOST_FILES if self.several else 1):
            wrong.append(ValidationError(f"一次最多放{MOST_FILES}个文件，现在有{len(given)}个。其余的请办好以后再收入。" if self.several else "这里只放一个文件。请只留一个。"))
        if wrong:
            raise ValidationError([*wrong, *([ALL_AGAIN] if len(came) > len(wrong) else [])])
        self.there = [*before, *(self._keep(file) for file in came)]
        return self.there

    def bound_data(self, data: Any, initial: Any) -> list[tuple[str, str]]:
        """What stands above the box when the page is shown again."""
        if not hasattr(self, "there"):  # shown unjudged, as when a row is added
            return [(each, shown["name"]) for each in data or () if isinstance(each, str) for shown in self._before([each], silent=True)]
        return [(mark(each, self.who), f"{each['name']}（{filesizeformat(each['size_bytes'])}）") for each in self.there]

    def _before(self, marks: list[str], silent: bool = False) -> list[dict[str, Any]]:
        try:
            return [marked(each, self.who) for each in marks]
        except VaultError as error:
            if silent:
                return []
            raise ValidationError(str(error)) from None

    def _keep(self, file: UploadedFile[Any]) -> dict[str, Any]:
        try:
            stored = store().take_upload(file.file)  # type: ignore[arg-type]
        except VaultError as error:
            raise ValidationError(f"{file.name}：{error}") from None
        name = kept_name(file.name, stored.type.extension)
        return {"digest": stored.digest, "name": name, "mime": stored.type.mime, "size_bytes": stored.size_bytes}
