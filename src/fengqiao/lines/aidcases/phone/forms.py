"""The forms of the telephone: the needs of the line's own actions, as few as the moment asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fengqiao.desk.form_layout import FormLayout, lay_out
from fengqiao.lines.aidcases import asks, codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.matter.forms import HAPPENED_ON, ActionForm, Setting
from fengqiao.matter.needs import TODAY, Choice, Day, Need, needs_named
from fengqiao.matter.timeline import Facts

TELL = "tell"
REPORT = ("basis", "closing_day", "document_no", "outcome", "story", "recovered", "files")  # the rest is asked on the desk
_WORK, _TELL, _CLOSE = needs_named(asks.WORK), needs_named(asks.TELL), needs_named(asks.CLOSE)
ON = Day(HAPPENED_ON, "哪天", initial=TODAY)


def log_needs(facts: Facts) -> tuple[Need, ...]:
    """记一笔: what was done, the gist, when; what the first meeting asks for only until there was one."""
    first = not f.has_met(facts)
    met = ("kind", codes.MET)
    return (
        Choice("kind", "做了什么", options=(*codes.WORK, (TELL, "向受援人通报进展"))),
        replace(_TELL["way"], required=False, only_if=("kind", (TELL,)), initial="phone"),
        _WORK["note"],
        *((replace(_WORK["told_rights"], only_if=met),) if first else ()),
        *((replace(_WORK["consent"], only_if=met, help=""),) if first and f.by_letter(facts) else ()),
        ON,
        _WORK["minutes"],
        replace(_WORK["files"], label="照片或者扫描件"),
    )


def logged(data: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The action of the line and its data for what was written down."""
    kind = data.get("kind")
    if kind != TELL:
        return "work", {name: value for name, value in data.items() if name != "way"}
    return TELL, {"way": data.get("way") or "phone", "said": data["note"]}


def report_needs(facts: Facts) -> tuple[Need, ...]:
    """结案报告: with the documents that end this stage and no others."""
    allowed = codes.BASES_OF.get(f.stage_code(facts))
    basis = _CLOSE["basis"]
    assert isinstance(basis, Choice)
    if allowed:
        basis = replace(basis, options=tuple(pair for pair in codes.BASES if pair[0] in allowed))
    return (basis, *(_CLOSE[name] for name in REPORT[1:]))


class PhoneForm:
    """An action's form as a telephone shows it; without the desk's 补录 and 代录."""

    def __init__(self, case: AidCase, setting: Setting, needs: tuple[Need, ...], data: Any = None, files: Any = None, initial: Mapping[str, Any] | None = None) -> None:
        self.case = case
        self.form = ActionForm(needs, setting, data, files, initial, dated=False)
        if "files" in self.form.main.fields:
            self.form.main.fields["files"].widget.attrs |= {"data-shrink": "", "accept": "image/*,.pdf"}

    @property
    def layout(self) -> FormLayout:
        return lay_out(self.form)

    @property
    def happened_on(self) -> date:
        return self.form.happened_on
