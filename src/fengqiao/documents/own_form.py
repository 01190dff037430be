"""A bureau's own Word form: it takes the starter template, edits it in Word or WPS, and hands it back.

A template may name slots {{ name }}, repeat a row {%tr for row in parties %}, and choose {% if flag %}: nothing else.
The template language is read before it is used; it runs in jinja's sandbox with escaping on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fengqiao.documents.blocks import RowsTable, Terms
from fengqiao.documents.compose import compose, watermark_words
from fengqiao.documents.faces import Faces
from fengqiao.documents.kinds import PaperKind, flat
from fengqiao.documents.slots import Rows, Slot, Values, rows_in
from fengqiao.documents.sources import Marks, numbered, slot_text, term_texts, total_of
from fengqiao.documents.values import clean

if TYPE_CHECKING:
    from fengqiao.documents.own_form_names import NamesUsed

NEW_PARAGRAPH = "\a"  # docxtpl's mark
EXTRA_NAMES = frozenset({"matter_code", "form_version"})


class OwnFormError(ValueError):
    """The template cannot be used; `problems` say why, in Chinese."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("；".join(problem.text for problem in problems))


@dataclass(frozen=True)
class Problem:
    """What is wrong with a template. A `blocking` one keeps it from being used, another is a warning."""

    text: str
    blocking: bool = True


@dataclass(frozen=True)
class OwnForm:
    """A bureau's template for one kind of paper; `version` is the bureau's own."""

    kind: PaperKind
    template: bytes
    version: str

    def check(self) -> list[Problem]:
        return check_template(self.template, self.kind)

    def render(self, values: Values, *, draft: bool | None = None, demo: bool = False, code: str = "") -> bytes:
        return render_own(self.template, self.kind, values, draft=draft, demo=demo, code=code)


def starter_template(kind: PaperKind, *, faces: Faces | None = None) -> bytes:
    """A Word document of the paper with {{ name }} in every slot's place, to be edited in Word or WPS."""
    from fengqiao.documents.word import draw_docx

    return draw_docx(compose(kind, Marks(), draft=False, demo=False, code="", url=""), faces=faces)


def slot_guide(kind: PaperKind) -> list[tuple[str, str, bool]]:
    """For the page where a bureau edits its form: (mark to type, label, required), rows after their slot."""
    found = []
    for slot in kind.slots:
        found.append((f"{{{{ {slot.name} }}}}", slot.label, slot.required))
        for field in (*slot.fields, *slot.organisation_fields) if isinstance(slot, Rows) else ():
            found.append((f"{{{{ row.{field.name} }}}}", f"{slot.label}：{field.label}", field.required))
    extra = [("{{ matter_code }}", "案件编号", False), ("{{ form_version }}", "文书版本", False)]
    return list(dict.fromkeys(found + extra))


def check_template(template: bytes, kind: PaperKind) -> list[Problem]:
    """Everything wrong with a template: a file that is no Word document, unknown slots, required slots left out.

    An empty list means the template prints every required slot and nothing unknown.
    """
    from fengqiao.documents.own_form_word import read_template

    used = read_template(template)
    if isinstance(used, list):
        return [Problem(text) for text in used]
    return [Problem(text) for text in used.refused] + _unknown(used, kind) + _left_out(used, kind)


def _unknown(used: NamesUsed, kind: PaperKind) -> list[Problem]:
    known = {slot.name for slot in kind.slots} | set(_total_names(kind)) | EXTRA_NAMES
    problems = [
        Problem(f"模板里的“{{{{ {name} }}}}”不是{kind.title}的栏目，打印时会是空白。可用的栏目见样板文件。")
        for name in sorted(used.names - known)
    ]
    in_rows = {
        field.name for slot in kind.slots if isinstance(slot, Rows) for field in slot.fields + slot.organisation_fields
    }
    in_rows |= {"n", "is_organisation"}
    return problems + [
        Problem(f"模板里的“{{{{ row.{name} }}}}”不是{kind.title}任何一张表的栏目，打印时会是空白。")
        for name in sorted(used.row_names - in_rows)
    ]


def _left_out(used: NamesUsed, kind: PaperKind) -> list[Problem]:
    problems = [
        Problem(f"模板缺少必填栏目“{slot.label}”（{{{{ {slot.name} }}}}）。请在相应位置补上。")
        for slot in kind.slots
        if slot.required and slot.name not in used.names
    ]
    for rows in (slot for slot in kind.slots if isinstance(slot, Rows) and slot.name in used.names):
        for field in rows.fields + rows.organisation_fields:
            if field.required and field.name not in used.row_names:
                problems.append(
                    Problem(f"模板的“{rows.label}”缺少必填栏目“{field.label}”（{{{{ row.{field.name} }}}}）。请补上。")
                )
    return list(dict.fromkeys(problems))


def render_own(
    template: bytes,
    kind: PaperKind,
    values: Values,
    *,
    draft: bool | None = None,
    demo: bool = False,
    code: str = "",
) -> bytes:
    """The bureau's form filled in; arguments as for `render_pdf`, `code` is printed where {{ matter_code }} stands.

    Blank slots print nothing; line breaks become paragraphs. Raises OwnFormError when the template has a blocking
    problem.
    """
    from fengqiao.documents.own_form_word import fill_template

    problems = [problem for problem in check_template(template, kind) if problem.blocking]
    if problems:
        raise OwnFormError(problems)
    context = _context(kind, values) | {"matter_code": clean(code), "form_version": kind.version}
    words = watermark_words(draft=bool(kind.missing(values)) if draft is None else draft, demo=demo)
    return fill_template(template, context, words)


def _context(kind: PaperKind, values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for slot in kind.slots:
        if isinstance(slot, Rows):
            found[slot.name] = [_row(slot, n, row) for n, row in enumerate(rows_in(values, slot), 1)]
        else:
            found[slot.name] = _text(slot, values.get(slot.name))
    for block in (block for block in flat(kind.blocks) if isinstance(block, Terms)):
        terms = numbered(term_texts(values.get(block.slot.name)), block.style)
        found[block.slot.name] = "\n".join(terms).replace("\n", NEW_PARAGRAPH)
    for name, (rows, field) in _total_names(kind).items():
        found[name] = total_of([row.get(field) for row in rows_in(values, rows)])
    return found


def _row(slot: Rows, n: int, row: Mapping[str, object]) -> dict[str, Any]:
    fields = {field.name: _text(field, row.get(field.name)) for field in slot.fields + slot.organisation_fields}
    return fields | {"n": n, "is_organisation": bool(row.get("is_organisation"))}


def _text(slot: Slot, value: object) -> str:
    return slot_text(slot, value).replace("\n", NEW_PARAGRAPH)


def _total_names(kind: PaperKind) -> dict[str, tuple[Rows, str]]:
    return {
        f"{block.slot.name}_{column.field}_total": (block.slot, column.field)
        for block in flat(kind.blocks)
        if isinstance(block, RowsTable)
        for column in block.columns
        if column.total
    }
