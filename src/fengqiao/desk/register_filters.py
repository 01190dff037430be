"""What a register's address asks for: filters, order, and from where on. A count (``counting``) asks in the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from fengqiao.divisions.territory import COUNTY_WIDTH
from fengqiao.matter import registry
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.models import Matter, Party
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.parts import Chip

STATES = (("open", "在办"), ("closed", "已办结"), ("all", "全部"))
LABELS = {"due": "期限", "opened": "登记日期"}
DUES = {"late": "法定期限已逾期", "week": "七天内到期", "house": "超本局时限"}
NO_DAY = date(9999, 12, 31)
OPENED = "opened_on"
BACK = "count"  # the part of an address that says which count it was opened from
COUNTED = 1000  # no register is counted further
EMPTY, EMPTY_WORD = "-", "没有写明"  # what asks for the rows that say nothing
YES_NO = {"True": "是", "False": "否"}
PARTIES = "parties"
GREATEST = 10**15  # no number of anything goes further
ORDERS: dict[str, tuple[Any, Callable[[Matter], str]]] = {  # what each order reads, and how a row's place in it is written into the address
    "opened": (F("opened_on"), lambda matter: matter.opened_on.isoformat()),
    "due": (Coalesce(F("next_due_on"), Value(NO_DAY)), lambda matter: (matter.next_due_on or NO_DAY).isoformat()),
    "number": (F("number"), lambda matter: matter.number),
}
USUAL = "-opened"


@dataclass(frozen=True)
class Further:
    """A filter that a room above the desk adds to a line's register, once an address asks for it.

    ``options`` says what may be chosen, with what is chosen now; ``condition`` what a choice means.
    """

    line: str
    name: str
    label: str
    options: Callable[[Actor, str], Mapping[str, str]]
    condition: Callable[[str], Q]


_FURTHER: dict[tuple[str, str], Further] = {}


def add_filter(further: Further) -> None:
    """Make a filter known; declared once, when its app is ready."""
    _FURTHER[further.line, further.name] = further


def known_line(actor: Actor, code: str) -> registry.Line:
    """The line, if the actor's roles open it. Raises NotVisible."""
    try:
        line = registry.line(code)
    except KeyError:
        raise NotVisible from None
    if not actor.holds(line.may_see):
        raise NotVisible
    return line


@dataclass
class Shown:
    """A register as asked for: the matters, the chips that say so, the fields that ask again."""

    path: str
    given: Mapping[str, str]
    matters: QuerySet[Matter]
    chips: list[Chip] = field(default_factory=list)
    fields: list[dict[str, Any]] = field(default_factory=list)
    ranges: list[dict[str, str]] = field(default_factory=list)  # numbers from and to: name, label, low, high as they were given
    days: dict[str, str] = field(default_factory=dict)  # which day 自 and 至 may be of
    conditions: list[tuple[str, str]] = field(default_factory=list)  # what is in force: the part of the address, and its words
    said: list[str] = field(default_factory=list)  # what of the address could not be read, and what became of it

    @property
    def on(self) -> str:
        """The column of the day asked for; the day a matter was opened unless said otherwise."""
        wanted = self.given.get("on", "")
        return wanted if wanted in self.days else OPENED

    @property
    def state(self) -> str:
        return self.given.get("state", "open")

    @property
    def begins(self) -> str:
        """The place after which this page begins; empty on the first."""
        return self.given.get("after", "")

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in self.given.items() if name not in ("after", "as", BACK)})

    @property
    def count_url(self) -> str:
        """The count whose number this list was opened from; empty where it was opened otherwise."""
        query = parse_qsl(self.given.get(BACK, "")[:2000])
        return f"{reverse('count')}?{urlencode(query)}" if query else ""

    @property
    def kept(self) -> dict[str, str]:
        """What the filter form carries on unseen."""
        return {name: self.given[name] for name in ("state", "sort", "mine", "own", "void", BACK) if name in self.given}

    @cached_property
    def order(self) -> str:
        wanted = self.given.get("sort", USUAL)
        return wanted if wanted.lstrip("-") in ORDERS else USUAL

    def url(self, without: tuple[str, ...] = (), only: tuple[str, ...] | None = None, **changes: str) -> str:
        """This register's address, some of it changed."""
        names = [name for name in self.given if name not in without and (only is None or name in only)]
        query = urlencode({name: self.given[name] for name in names if name not in changes} | changes)
        return f"{self.path}?{query}" if query else self.path

    def sort_url(self, key: str) -> str:
        """The address that sorts by a column; pressed again, the other way round."""
        return self.url(without=("after",), sort=f"-{key}" if self.order == key else key)

    def direction(self, key: str) -> Literal["", "ascending", "descending"]:
        if self.order.lstrip("-") != key:
            return ""
        return "descending" if self.order.startswith("-") else "ascending"

    def total(self) -> int | str:
        """How many there are; a long register is not counted to its end."""
        found = self.matters.order_by()[: COUNTED + 1].count()
        return found if found <= COUNTED else f"{COUNTED}多"

    def all(self, most: int) -> QuerySet[Matter]:
        """The first matters in order."""
        return self._in_order(self.matters)[:most]

    def page(self, most: int) -> QuerySet[Matter]:
        """The matters from where the address says, by keyset: the column and the id."""
        place, _, code = self.begins.rpartition("_")
        matters = self._in_order(self.matters)
        if len(code) == 32 and code.isalnum() and (_is_day(place) or self.order.endswith("number")):
            step = "lt" if self.order.startswith("-") else "gt"
            matters = matters.filter(Q(**{f"sorted_by__{step}": place}) | Q(sorted_by=place, **{f"pk__{step}": UUID(code)}))
        return matters[:most]

    def _in_order(self, matters: QuerySet[Matter]) -> QuerySet[Matter]:
        column, _ = ORDERS[self.order.lstrip("-")]
        return matters.annotate(sorted_by=column).order_by(*(("-sorted_by", "-pk") if self.order.startswith("-") else ("sorted_by", "pk")))

    def after(self, last: Matter) -> str:
        """The address of the next page."""
        _, written = ORDERS[self.order.lstrip("-")]
        return self.url(after=f"{written(last)}_{last.code}")


def filtered(request: HttpRequest, actor: Actor, line: registry.Line) -> Shown:
    """The register as the address asks for it, inside the actor's sight."""
    return narrowed(request.path, {name: str(value) for name, value in request.GET.items()}, actor, line)


def narrowed(path: str, given: Mapping[str, str], actor: Actor, line: registry.Line) -> Shown:
    """The same, however it was asked."""
    shown = Shown(path, given, line.model()._default_manager.filter(visible(actor), line=line.code), days=days_of(line))
    if shown.state in ("open", "closed"):
        shown.matters = shown.matters.filter(closed=shown.state == "closed")
    _by_columns(shown, line)
    _by_stage(shown, line)
    _by_office(shown, actor)
    _by_due(shown, timezone.localdate())
    _by_day(shown)
    _by_numbers(shown, line)
    _by_further(shown, actor, line)
    _by_void(shown)
    if shown.given.get("mine"):
        _narrow(shown, "mine", "我承办的", Q(handler_id=actor.staff_id))
    if shown.given.get("own"):  # not those that other offices share with ours
        _narrow(shown, "own", "本辖区的", Q(territory__gte=actor.low, territory__lte=actor.high))
    return shown


def _by_void(shown: Shown) -> None:
    """A count leaves out what was voided, as the figures do; who asks for that stage gets it."""
    if shown.given.get("void") == "no" and shown.given.get("stage") != VOIDED.code:
        _narrow(shown, "void", "不含作废的", ~Q(stage=VOIDED.code))


def _own_fields(line: registry.Line) -> list[models.Field[Any, Any]]:
    """The columns that are the line's alone."""
    return [each for each in line.model()._meta.local_fields if each.model is not Matter]


def days_of(line: registry.Line) -> dict[str, str]:
    """The days one may ask by: opened, closed, and those of the line's own model."""
    own = {each.name: str(each.verbose_name) for each in _own_fields(line) if type(each) is models.DateField}
    return {OPENED: LABELS["opened"], "closed_on": "办结日期", **own}


def numbers_of(line: registry.Line) -> dict[str, str]:
    """The numbers one may ask by, money in yuan; and how many parties."""
    found = {PARTIES: f"{line.party_word}几人"} if line.party_word else {}
    for each in _own_fields(line):
        if isinstance(each, models.PositiveIntegerField | models.PositiveSmallIntegerField):
            found[each.name] = str(each.verbose_name)
        elif each.name.endswith("_fen"):
            found[each.name] = str(each.verbose_name).replace("（分）", "（元）")
    return found


def options_of(line: registry.Line, name: str) -> dict[str, str]:
    """The words of a column's codes: as the line declares them, yes and no of what is one or the other."""
    declared = line.choices.get(name, ())
    if not declared and isinstance(line.model()._meta.get_field(name), models.BooleanField):
        return YES_NO
    return {str(key): word for key, word in declared}


def stages_of(line: registry.Line) -> dict[str, str]:
    """The stages of all versions of the line's procedures."""
    return {stage.code: stage.label for procedure in line.procedures for stage in procedure.stages}


def _narrow(shown: Shown, name: str, said: str, condition: Q) -> None:
    shown.matters = shown.matters.filter(condition)
    shown.conditions.append((name, said))
    shown.chips.append(Chip(said, shown.url(without=(name, "after"))))


def _offer(shown: Shown, name: str, label: str, options: Mapping[str, str]) -> str:
    """Offer a filter; the chosen value, if it is one of the options."""
    chosen = shown.given.get(name, "")
    listed = [(key, word, key == chosen) for key, word in options.items()]
    shown.fields.append({"name": name, "label": label, "options": listed})
    return chosen if chosen in options else ""


def _by_columns(shown: Shown, line: registry.Line) -> None:
    for name in line.filters:
        field = line.model()._meta.get_field(name)
        label = str(field.verbose_name)  # type: ignore[union-attr]
        options = options_of(line, name)
        if shown.given.get(name) == EMPTY:
            options[EMPTY] = EMPTY_WORD
        if chosen := _offer(shown, name, label, options):
            held = {f"{name}__contains": [chosen]} if isinstance(field, ArrayField) else {name: chosen}
            _narrow(shown, name, f"{label}：{options[chosen]}", _says_nothing(field) if chosen == EMPTY else Q(**held))


def _says_nothing(column: Any) -> Q:
    """Nothing, or an empty word."""
    nothing = Q(**{f"{column.name}__isnull": True})
    return nothing | Q(**{column.name: ""}) if isinstance(column, models.CharField) else nothing


def _by_stage(shown: Shown, line: registry.Line) -> None:
    stages = stages_of(line)
    if chosen := _offer(shown, "stage", "阶段", stages):
        _narrow(shown, "stage", f"阶段：{stages[chosen]}", Q(stage=chosen))


def _by_numbers(shown: Shown, line: registry.Line) -> None:
    """From and to, both included."""
    for name, label in numbers_of(line).items():
        low, high = (shown.given.get(f"{name}_{end}", "").strip() for end in ("from", "to"))
        shown.ranges.append({"name": name, "label": label, "low": low, "high": high})
        for text, end, lookup, word in ((low, "from", "gte", "至少"), (high, "to", "lte", "至多")):
            if text and (number := _number(shown, label, text, fen=name.endswith("_fen"))) is not None:
                if name == PARTIES:
                    shown.matters = shown.matters.alias(parties_n=_how_many_parties())
                _narrow(shown, f"{name}_{end}", f"{label}{word}{text}", Q(**{f"{'parties_n' if name == PARTIES else name}__{lookup}": number}))


def _number(shown: Shown, label: str, text: str, *, fen: bool) -> int | None:
    try:
        number = Decimal(text) * (100 if fen else 1)
        if number == int(number) and 0 <= number < GREATEST:
            return int(number)
    except (InvalidOperation, ValueError, OverflowError):
        pass
    shown.said.append(f"{label}写的“{text[:20]}”不是{'金额' if fen else '整数'}，没有按它筛选。请写成{'35000.00' if fen else '3'}这样的数字。")
    return None


def _how_many_parties() -> Any:
    """Parties that have not left it, of each matter."""
    here = Party.objects.filter(matter_id=OuterRef("pk"), left_on=None).order_by().values("matter_id").annotate(so_many=Count("*"))
    return Coalesce(Subquery(here.values("so_many")), 0)


def _by_office(shown: Shown, actor: Actor) -> None:
    """For those who see more than one justice office: the township's register."""
    if actor.high - actor.low < COUNTY_WIDTH:
        return
    offices = Office.objects.filter(kind=OfficeKind.OFFICE, territory__gte=actor.low, territory__lte=actor.high, to_on=None)
    named = {str(territory): name for territory, name in offices.order_by("territory").values_list("territory", "short_name")}
    if (seat := shown.given.get("office", "")).isdigit() and int(seat) % 10**9 == 0 and actor.reaches(int(seat)):
        named[seat] = "局本级"  # what the bureau has itself: nobody looks for it, but a count opens to it
    if chosen := _offer(shown, "office", "司法所", named):
        low = int(chosen)
        _narrow(shown, "office", f"司法所：{named[chosen]}", Q(territory__gte=low, territory__lt=low + 10**6))


def due_conditions(today: date) -> dict[str, Q]:
    """What puts an open matter under each of :data:`DUES`."""
    found = {
        "late": Q(next_due_on__lt=today, next_due_statutory=True),
        "week": Q(next_due_on__gte=today, next_due_on__lte=today + timedelta(days=7)),
        "house": Q(next_due_on__lt=today, next_due_statutory=False),
    }
    return {code: condition & Q(closed=False) for code, condition in found.items()}


def _by_due(shown: Shown, today: date) -> None:
    if chosen := _offer(shown, "due", LABELS["due"], DUES):
        _narrow(shown, "due", f"期限：{DUES[chosen]}", due_conditions(today)[chosen])


def _by_further(shown: Shown, actor: Actor, line: registry.Line) -> None:
    for further in _FURTHER.values():
        if further.line != line.code or further.name not in shown.given:
            continue
        options = further.options(actor, shown.given[further.name])
        if chosen := _offer(shown, further.name, further.label, options):
            _narrow(shown, further.name, f"{further.label}：{options[chosen]}", further.condition(chosen))


def _by_day(shown: Shown) -> None:
    what = "" if shown.on == OPENED else shown.days[shown.on]
    for name, label, lookup in (("from", "自", "gte"), ("to", "至", "lte")):
        text = shown.given.get(name, "")
        if _is_day(text):
            _narrow(shown, name, f"{what}{label}{text}", Q(**{f"{shown.on}__{lookup}": text}))
        elif text:
            shown.said.append(f"{what}{label}“{text[:20]}”不是日期，没有按它筛选。请写成2026-11-21这样。")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
