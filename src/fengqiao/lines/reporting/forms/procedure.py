"""报告模板：上传、停用。一类报告用最后上传、没有停用的；没有上传的，用程序自带的样板。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting.permissions import MAY_KEEP_FORMS
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.needs import Choice, LongText, Text, Upload
from fengqiao.matter.procedure import Action, Asking, Condition, Procedure, Stage
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.vault.uploads import WORD

Data = Mapping[str, Any] | None
H = (codes.HOUSE.whole(),)
IN_USE = Stage("in_use", "在用")
ENDED = Stage("ended", "停用", closed=True, aside=True)


def _read(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.reporting.gathering import read_template

    return read_template(asking.data, str(asking.data.get("kind", "")))


def _usable(facts: Facts, data: Data) -> Reason | None:
    return Reason("模板不能用，没有保存：" + " ".join(data["faults"]), need="files") if data and data.get("faults") else None


upload = Action(
    "upload", "上传报告模板", (), MAY_KEEP_FORMS, to=IN_USE, cite=H, gathers=_read,
    needs=(Choice("kind", "用于哪一类报告", options=codes.KINDS), Text("name", "模板名称", most=80), Upload("files", "Word模板（.docx）", several=False, takes=WORD)),
    conditions=(Condition("模板可以用", _usable),), sentence="上传{kind}的模板“{name}”", help="先下载样板改。以后新编的这类报告都用它；正在写的草稿也用它。",
)  # fmt: skip
end = Action("end", "停用这个模板", (IN_USE,), MAY_KEEP_FORMS, to=ENDED, cite=H, needs=(LongText("reason", "为什么停用", least=2, lines=2),), sentence="停用：{reason}")


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a template's row."""
    said = facts.opening
    files = said.get("files", ())
    name = str(said.get("name", ""))
    return {
        "title": name, "masked_title": name, "kind": said.get("kind", ""), "digest": files[0]["digest"] if files else "", "in_use": not facts.has("end"),
        "digits": len(said.get("digits", ())),
    }  # fmt: skip


TEMPLATE = Procedure(
    code="report_template", label="报告模板", in_force_from=date(2011, 1, 1), stages=(IN_USE, ENDED),
    actions=(upload, end, *(replace(action, by=MAY_KEEP_FORMS) for action in EVERYDAY if action.code == "note")), deadlines=(), office_kinds=("bureau", "section"), project=columns,
)  # fmt: skip
