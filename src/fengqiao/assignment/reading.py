"""From a JSON document to a problem: shape by the schema, then what no schema can say. Every refusal names the place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from math import isinf
from pathlib import Path
from typing import Any

from .model import reckonable
from .pool import Pool
from .problem import Case, Conflict, Form, Kind, Lawyer, Mode, Opposed, Problem, Severity, Span, Weights

_HERE = Path(__file__).parent
_DIGITS = 20
_TYPES = {
    "object": "对象",
    "array": "列表",
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true或false",
    "null": "空",
}


class BadInput(Exception):
    """The document cannot be used. `where` is the place in it, `str` the Chinese sentence."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}：{what}" if where else what)
        self.where = where


@cache
def schema(name: str = "schema") -> dict[str, Any]:
    """One of the documented schemas: schema, schema-plan, schema-roster, schema-roster-plan."""
    found: dict[str, Any] = json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def parse(text: str) -> dict[str, Any]:
    """The document of a text. Raises BadInput."""
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_such_number, parse_float=_whole, parse_int=_short)
    except json.JSONDecodeError as error:
        raise BadInput(f"第{error.lineno}行第{error.colno}列", "不是有效的JSON。请检查引号、逗号和括号。") from None
    except RecursionError:
        raise BadInput("", "嵌套层次太深，不是指派的输入文件。") from None
    if not isinstance(document, dict):
        raise BadInput("", "最外层应当是一个对象（花括号）。格式见 fengqiao assign --schema。")
    if "\\ud" in text.lower():  # half a sign cannot be written down again
        try:
            json.dumps(document, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise BadInput("", f"文字里有不成对的转义 \\u{ord(error.object[error.start]):04x}，不是一个字。请改正。") from None
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise BadInput(double, "同一个对象里写了两次。请只保留一处。")
    return found


def _no_such_number(text: str) -> None:
    raise BadInput("", f"不能使用“{text}”，请写成普通的数。")


def _whole(text: str) -> int | float:
    """A number written with a point or an exponent: 10.0 is the whole number the schema takes it for."""
    value = float(text)
    if isinf(value):
        raise BadInput("", f"“{_cut(text)}”太大，请写成普通的数。")
    return int(value) if value.is_integer() else value


def _short(text: str) -> int:
    if len(text) > _DIGITS:
        raise BadInput("", f"“{_cut(text)}”太大，请写成普通的数。")
    return int(text)


def _cut(text: str) -> str:
    return text if len(text) <= _DIGITS else text[:_DIGITS] + "…"


def check(document: Mapping[str, Any], name: str) -> None:
    """Refuse a document that does not have the shape. Raises BadInput for the first place that is wrong."""
    from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

    errors = sorted(Draft202012Validator(schema(name)).iter_errors(document), key=lambda one: [str(part) for part in one.absolute_path])
    if errors:
        error = errors[0]
        while error.context and error.validator == "anyOf":
            error = min(error.context, key=lambda one: (one.validator == "type", len(one.absolute_path)))
        raise BadInput(place(error.absolute_path), _shape(error))


def place(path: Iterable[object]) -> str:
    """A path as it is written: cases[3].points."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")


def _shape(error: Any) -> str:
    value, rule, found = error.validator_value, error.validator, error.instance
    shown = json.dumps(found, ensure_ascii=False)
    shown = shown if len(shown) <= 40 else shown[:40] + "…"
    if rule == "required":
        return f"缺少“{next(name for name in value if name not in found)}”。"
    if rule == "additionalProperties":
        unknown = sorted(set(found) - set(error.schema.get("properties", ())))
        return f"不认识“{'、'.join(unknown)}”。字段名见 fengqiao assign --schema。"
    if rule == "oneOf":
        return "须写明 lawyer 或者 firm 其中一个，且只写一个。"
    sentences: dict[str, Callable[[], str]] = {
        "type": lambda: f"应当是{'或'.join(_TYPES[one] for one in ([value] if isinstance(value, str) else value))}，现在是{shown}。",
        "enum": lambda: f"{shown}不在允许的值之中：{'、'.join(str(one) or '（空）' for one in value)}。",
        "const": lambda: f"应当是“{value}”，现在是{shown}。",
        "minimum": lambda: f"不能小于{value}，现在是{shown}。",
        "maximum": lambda: f"不能大于{value}，现在是{shown}。",
        "minLength": lambda: "不能为空。",
        "maxLength": lambda: f"太长，至多{value}个字。",
        "minItems": lambda: f"至少要有{value}项。",
        "maxItems": lambda: f"至多{value}项，现在有{len(found)}项。",
        "uniqueItems": lambda: "有重复的项，请删去。",
        "pattern": lambda: f"{shown}的写法不对。日期写成 2026-11-23，时刻写成 2026-11-23T09:00。" if value.startswith("^[0-9]{4}-") else f"{shown}的写法不对。",
    }
    return sentences.get(rule, lambda: f"不符合格式（{rule}）。")()


def problem(document: Mapping[str, Any]) -> Problem:
    """The problem of a document. Raises BadInput."""
    check(document, "schema")
    lawyers = tuple(_lawyer(one, f"lawyers[{at}]") for at, one in enumerate(document["lawyers"]))
    cases = tuple(_case(one, f"cases[{at}]") for at, one in enumerate(document["cases"]))
    made = Problem(
        now=instant(document["now"], "now"),
        lawyers=lawyers,
        cases=cases,
        conflicts=tuple(Conflict(**{**one, "severity": Severity(one.get("severity", "hard"))}) for one in document.get("conflicts", ())),
        opposed=tuple(Opposed(**one) for one in document.get("opposed", ())),
        mode=Mode(document.get("mode", "batch")),
        only=document.get("only", ""),
        weights=_weights(document.get("weights", {})),
        public_payroll_allowed=document.get("public_payroll_allowed", False),
        default_minutes=document.get("default_minutes"),
        ways_may_be_unknown=document.get("ways_may_be_unknown", False),
        travel_source=document.get("travel_source", ""),
        between=document.get("between", {}),
        seed=document.get("seed", 1),
    )
    _consistent(made)
    return made


def _weights(document: Mapping[str, Any]) -> Weights:
    made: dict[str, Any] = {name: Fraction(value) if name == "phi" else value for name, value in document.items()}
    return Weights(**made)


def day(text: str | None, where: str) -> date | None:
    """A date. Raises BadInput for one that does not exist."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(where, f"日期“{text}”不存在。请核对月份和日数。") from None


def instant(text: str, where: str) -> datetime:
    """An instant. Raises BadInput for one that does not exist."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(where, f"时刻“{text}”不存在。请核对日期和钟点。") from None


def _maybe(text: str | None, where: str) -> datetime | None:
    return None if text is None else instant(text, where)


def spans(some: Iterable[Mapping[str, Any]], where: str) -> tuple[Span, ...]:
    """Stretches of time. Raises BadInput for one that ends before it starts."""
    found = []
    for at, one in enumerate(some):
        here = f"{where}[{at}]"
        span = Span(instant(one["start"], f"{here}.start"), instant(one["end"], f"{here}.end"), one.get("place", ""))
        if span.end <= span.start:
            raise BadInput(f"{here}.end", f"止“{one['end']}”应当晚于起“{one['start']}”。")
        found.append(span)
    return tuple(found)


def _lawyer(one: Mapping[str, Any], where: str) -> Lawyer:
    made = dict(one)
    for name in ("licence_valid_to", "suspended_until", "criminal_since"):
        made[name] = day(one.get(name), f"{where}.{name}")
    for name in ("certified", "languages", "co_defendants"):
        made[name] = frozenset(one.get(name, ()))
    made["kind"] = Kind(one.get("kind", "lawyer"))
    made["last_assigned_at"] = _maybe(one.get("last_assigned_at"), f"{where}.last_assigned_at")
    made["unavailable"] = spans(one.get("unavailable", ()), f"{where}.unavailable")
    return Lawyer(**made)


def _case(one: Mapping[str, Any], where: str) -> Case:
    made = dict(one)
    made["form"] = Form(one["form"])
    made["kinds"] = frozenset(Kind(kind) for kind in one["kinds"]) if one.get("kinds") else None
    for name in ("due_at", "opened_at"):
        made[name] = _maybe(one.get(name), f"{where}.{name}")
    for name in ("excluded", "refused"):
        made[name] = frozenset(one.get(name, ()))
    made["hearings"] = spans(one.get("hearings", ()), f"{where}.hearings")
    return Case(**made)


def unique(ids: Iterable[str], where: str) -> None:
    """Refuse an id that stands twice. Raises BadInput."""
    seen: dict[str, int] = {}
    for at, one in enumerate(ids):
        if one in seen:
            raise BadInput(f"{where}[{at}].id", f"编号“{one}”与{where}[{seen[one]}]重复。")
        seen[one] = at


def _consistent(made: Problem) -> None:
    """Refuse references that lead nowhere. A name for a person no longer in the pool (previous, excluded) is no mistake."""
    unique((one.id for one in made.lawyers), "lawyers")
    unique((one.id for one in made.cases), "cases")
    cases = {one.id for one in made.cases}
    lawyers = {one.id for one in made.lawyers}
    if made.only and made.mode != Mode.SINGLE:
        raise BadInput("only", f"只在 mode 为 single 时写，现在 mode 是 {made.mode}。要只算这一件，请写 single；要算一批，请删去 only。")
    if made.mode == Mode.SINGLE:
        chosen = next((one for one in made.cases if one.id == made.only), None)
        if chosen is None:
            raise BadInput("only", f"mode 为 single 时须写明一件案件的编号，“{made.only}”不在 cases 之中。")
        if chosen.named_to:
            raise BadInput("only", f"案件“{made.only}”已经确定承办人，不再变动。要更换的，请先办理更换。")
    for at, edge in enumerate(made.conflicts):
        _known(edge.case, cases, f"conflicts[{at}].case", "cases")
        if edge.lawyer:
            _known(edge.lawyer, lawyers, f"conflicts[{at}].lawyer", "lawyers")
    for at, pair in enumerate(made.opposed):
        _known(pair.first, cases, f"opposed[{at}].first", "cases")
        _known(pair.second, cases, f"opposed[{at}].second", "cases")
        if pair.first == pair.second:
            raise BadInput(f"opposed[{at}]", "对立的两件不能是同一件。")
    if made.default_minutes is None and not made.ways_may_be_unknown:
        _ways_known(made)
    if not reckonable(Pool(made)):
        raise BadInput("", "承载分、工作量分、权重合起来太大，不能精确计算。承载分请写实际能承担的分数，φ 的分母请写小些。")


def _known(one: str, among: set[str], where: str, name: str) -> None:
    if one not in among:
        raise BadInput(where, f"“{one}”不在 {name} 之中。")


def _ways_known(made: Problem) -> None:
    places = {one.place: at for at, one in reversed(list(enumerate(made.cases))) if one.place and not one.named_to and not one.remote}
    for at, lawyer in enumerate(made.lawyers):
        for where, case in places.items():
            if where not in lawyer.travel:
                raise BadInput(
                    f"lawyers[{at}].travel", f"没有到“{where}”（cases[{case}].place）的路程分钟数。请补上，或者写明 default_minutes；确实不知道的，写明 ways_may_be_unknown。"
                )


def document(made: Problem) -> dict[str, Any]:
    """The problem as a document again; what stands at its default is left out. Reading it gives the same problem."""
    found: dict[str, Any] = {"kind": "assignment"}
    return found | _plain_fields(made)


def _plain_fields(one: Any) -> dict[str, Any]:
    found = {}
    for field in fields(one):
        value = getattr(one, field.name)
        if value != field.default and value not in ((), frozenset(), {}, None, ""):
            found[field.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "__dataclass_fields__"):
        return _plain_fields(value)
    return value
