"""The field for one file that is read: a table, a template, a letter. What is no such file is refused beside the field."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from fengqiao.vault import VaultError
from fengqiao.vault.uploads import MB, Takes, kept_name, short


def checked(file: UploadedFile[Any], takes: Takes, most_bytes: int) -> UploadedFile[Any]:
    """The same file under the name it is kept by, at its start. Raises ValidationError, which names it."""
    said = short(file.name)
    try:
        takes.check(cast(BinaryIO, file.file), file.size or 0, most_bytes)
    except VaultError as error:
        raise ValidationError(f"{said}：{error}") from None
    file.name = kept_name(file.name)
    return file


class FileIn(forms.FileField):
    """One file of one kind. Clean it is the uploaded file, judged by its content; nothing is stored."""

    def __init__(self, *, takes: Takes, most_mb: int, **kwargs: Any) -> None:
        self.takes, self.most_bytes = takes, most_mb * MB
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": takes.accept}))
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        return None if data in self.empty_values else checked(data, self.takes, self.most_bytes)
