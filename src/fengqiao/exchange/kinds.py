"""Kinds of envelopes: what a body may hold, said once for sending, receiving and the page that shows it.

What is not declared does not leave. A field that tells who reported says so, and leaves only to a body that may know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from fengqiao.exchange.receiving import Incoming

LONGEST = 20_000
_TYPES: Mapping[str, Any] = {"text": str, "date": str, "int": int, "flag": bool, "rows": list}


@dataclass(frozen=True)
class Field:
    """One field of a body. ``mask``: name, phone, id or text, how it is shown to those who have not said why they look."""

    name: str
    label: str
    type: str = "text"
    required: bool = False
    mask: str = ""
    reporter: bool = False
    of: tuple[Field, ...] = ()
    words: Mapping[str, str] | None = None

    def show(self, value: Any) -> str:
        """The value in words."""
        if self.words and isinstance(value, str):
            return self.words.get(value, value)
        if self.type == "flag":
            return "是" if value else "否"
        return str(value)


@dataclass(frozen=True)
class Kind:
    """A kind of envelope. ``opens``: the line and the way under which one that waits is registered; empty where any line that reads letters may."""

    code: str
    label: str
    fields: tuple[Field, ...]
    opens: tuple[str, str] | None = None

    def problems(self, body: Mapping[str, Any]) -> list[str]:
        """What is wrong with a body, in Chinese; empty when it may be sent and read."""
        return _problems(self.fields, body)


def _problems(fields: tuple[Field, ...], body: Mapping[str, Any]) -> list[str]:
    known = {field.name: field for field in fields}
    said = [f"没有“{name}”这个栏目" for name in body if name not in known]
    for name, field in known.items():
        value = body.get(name)
        if value in (None, "", []):
            if field.required:
                said.append(f"缺少“{field.label}”")
            continue
        said += _wrong(field, value)
    return said


def _wrong(field: Field, value: Any) -> list[str]:
    if not isinstance(value, _TYPES[field.type]) or (field.type == "int" and isinstance(value, bool)):
        return [f"“{field.label}”的写法不对"]
    if field.type == "date":
        try:
            return [] if date.fromisoformat(value).isoformat() == value else [f"“{field.label}”要写成2026-05-06这样"]
        except ValueError:
            return [f"“{field.label}”要写成2026-05-06这样"]
    if field.type == "rows":
        if not all(isinstance(row, dict) for row in value):
            return [f"“{field.label}”的写法不对"]
        return [f"“{field.label}”第{n}行{each}" for n, row in enumerate(value, 1) for each in _problems(field.of, row)]
    if isinstance(value, str) and len(value) > LONGEST:
        return [f"“{field.label}”超过{LONGEST}字"]
    return []


Handler = Callable[["Incoming"], UUID | None]
_KINDS: dict[str, Kind] = {}
_HANDLERS: dict[str, Handler] = {}


def declare(kind: Kind) -> Kind:
    """Make a kind known; declaring the same one again changes nothing."""
    if _KINDS.setdefault(kind.code, kind) != kind:
        raise ValueError(f"kind declared twice with different content: {kind.code}")
    return kind


def receives(kind: Kind) -> Callable[[Handler], Handler]:
    """Declare what to do with an incoming envelope of a kind, in the transaction that takes it in.

    The handler returns the matter it belongs to, if it found or made one; raises NotTaken to refuse with a reason. Without
    a handler the envelope waits in the inbox for a person.
    """

    def register(handler: Handler) -> Handler:
        if _HANDLERS.setdefault(kind.code, handler) is not handler:
            raise ValueError(f"two handlers for {kind.code}")
        return handler

    return register


def kind_of(code: str) -> Kind | None:
    """The kind, None when nobody declared it."""
    return _KINDS.get(code)


def handler_of(code: str) -> Handler | None:
    return _HANDLERS.get(code)


def kinds() -> list[Kind]:
    """All kinds, in the order they were declared."""
    return list(_KINDS.values())


def label_of(code: str) -> str:
    kind = _KINDS.get(code)
    return kind.label if kind else f"其他（{code}）"


# Kinds every installation knows ----------------------------------------------------------------------------------------

PERSON = (
    Field("side", "地位"),
    Field("name", "姓名或名称", required=True, mask="name"),
    Field("kind", "类别"),
    Field("phone", "联系电话", mask="phone"),
    Field("id_no", "证件号码", mask="id"),
    Field("address", "住址", mask="text"),
)
RECEIPT = declare(Kind("receipt", "回执", (
    Field("result", "结果", required=True, words={"received": "已收到", "refused": "未接收"}),
    Field("reason", "理由"), Field("digest", "所答信封的摘要", required=True),
)))  # fmt: skip
HANDOFF = declare(Kind("handoff.out", "移送单", (
    Field("number", "移送单号"), Field("legal_kind", "移送类别", required=True), Field("title", "事项名称", required=True, mask="name"),
    Field("summary", "基本情况", required=True, mask="text"), Field("basis", "移送依据"), Field("type", "纠纷类型"),
    Field("occurred_on", "发生日期", "date"), Field("place", "发生地"), Field("consented", "当事人已同意", "flag"),
    Field("parties", "当事人", "rows", of=PERSON), Field("accept_due_on", "请在此日前答复", "date"),
    Field("contact", "联系人"), Field("contact_phone", "联系人电话"),
    Field("reporter_name", "反映人", mask="name", reporter=True), Field("reporter_phone", "反映人电话", mask="phone", reporter=True),
    Field("materials", "材料清单", "rows", of=(Field("name", "名称", required=True), Field("pages", "页数", "int"))),
)))  # fmt: skip
ACCEPTED = declare(Kind("handoff.accepted", "接收回执", (
    Field("on", "接收日期", "date", required=True), Field("number", "对方编号"), Field("unit", "承办单位"), Field("contact", "联系人"),
)))  # fmt: skip
REFUSED = declare(Kind("handoff.refused", "不接收函", (
    Field("on", "日期", "date", required=True), Field("reason", "理由", required=True), Field("basis", "依据"),
)))  # fmt: skip
RETURNED = declare(Kind("handoff.returned", "退回函", (
    Field("on", "日期", "date", required=True), Field("reason", "理由", required=True),
)))  # fmt: skip
RESULT = declare(Kind("handoff.result", "办理结果函", (
    Field("on", "办结日期", "date", required=True), Field("outcome", "结果", required=True), Field("note", "说明", mask="text"),
    Field("agreed_facts", "共同确认的无争议事实", mask="text"), Field("document_no", "文书编号"),
)))  # fmt: skip
