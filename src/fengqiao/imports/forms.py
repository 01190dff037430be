"""The forms of an import: the file and whose it is; what each column means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from fengqiao.imports.kinds import Kind
from fengqiao.imports.sheet import REASON, once_each
from fengqiao.orgs.models import Office
from fengqiao.ui.forms import Form
from fengqiao.ui.uploads import FileIn
from fengqiao.vault.uploads import TABLE

ACCEPT = TABLE.accept


class UploadForm(Form):
    """Whose ledger, and the file."""

    office = forms.ChoiceField(label="哪个机构的台账")
    file = FileIn(
        takes=TABLE, most_mb=30, label="台账文件",
        help_text="Excel、WPS表格（.xlsx、.xls）或.csv，30MB以内。有标题行、合并单元格、几张工作表都可以。",
    )  # fmt: skip
    again = forms.BooleanField(label="这个文件以前导入过，再核对一遍（已导入的行不会重复）", required=False)

    def __init__(self, *args: Any, kind: Kind, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(str(office.pk), office.name) for office in offices]  # type: ignore[attr-defined]
        self.fields["office"].label = f"哪个{kind.office_word}的{kind.label}"
        self.offices = {str(office.pk): office for office in offices}
        if len(offices) == 1:
            self.fields["office"].initial = str(offices[0].pk)
        self.fields["again"].widget = forms.HiddenInput()  # asked only when the file has been imported before


class ColumnsWrong(ValueError):
    """The columns as chosen cannot be read as a ledger: what was chosen, and every reason."""

    def __init__(self, plans: list[dict[str, Any]], reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.plans, self.reasons = plans, reasons


def chosen_columns(
    kind: Kind, plans: list[dict[str, Any]], given: QueryDict
) -> tuple[list[dict[str, Any]], int | None]:
    """The plans with the fields that were chosen, and the year. Raises ColumnsWrong with every reason, nothing lost."""
    found, wrong, labels = [], [], kind.labels
    rest = "其余记入备注" if kind.keeps_rest else "其余不导入"
    for place, plan in enumerate(plans):
        fields = [given.get(f"s{place}c{n}", "") for n in range(len(plan["headings"]))]
        fields = [name if name in labels and plan["headings"][n] != REASON else "" for n, name in enumerate(fields)]
        taken = f"s{place}" in given
        found.append({**plan, "fields": fields, "taken": taken})
        if not taken:
            continue
        twice = {labels[name] for name in fields if name and fields.count(name) > 1}
        if twice:
            wrong.append(f"工作表“{plan['sheet']}”有几栏都对成了{'、'.join(sorted(twice))}。请留一栏，{rest}。")
        if lacking := kind.missing(once_each(fields)):
            wrong.append(
                f"工作表“{plan['sheet']}”还缺：{'；'.join(lacking)}。请选出是哪一栏；确实没有的，先在表里补上。"
            )
    if not any(plan["taken"] for plan in found):
        wrong.append("没有选工作表。请至少选一张。")
    year = given.get("year", "").strip()
    if year and not (year.isdigit() and 2000 <= int(year) <= 2100):
        wrong.append("年份请写四位数字，例如2025；日期都有年份的，不用填。")
    if wrong:
        raise ColumnsWrong(found, wrong)
    return found, int(year) if year else None


def options(kind: Kind, chosen: str) -> list[Mapping[str, Any]]:
    """What a column may be."""
    return [
        {"value": "", "label": "记入备注" if kind.keeps_rest else "不导入", "chosen": not chosen},
        *({"value": name, "label": label, "chosen": name == chosen} for name, label in kind.labels.items()),
    ]
