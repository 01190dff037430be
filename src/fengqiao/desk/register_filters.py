"""What a register's address asks for: filters, order, and from where on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from fengqiao.divisions.territory import COUNTY_WIDTH
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.parts import Chip

STATES = (("open", "在办"), ("closed", "已办结"), ("all", "全部"))
LABELS = {"due": "期限", "opened": "登记日期"}
DUES = {"late": "法定期限已逾期", "week": "七天内到期", "house": "超本局时限"}
NO_DAY = date(9999, 12, 31)
COUNTED = 1000  # no register is counted further
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

    @property
    def state(self) -> str:
        return self.given.get("state", "open")

    @property
    def begins(self) -> str:
        """The place after which this page begins; empty on the first."""
        return self.given.get("after", "")

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in self.given.items() if name != "after"})

    @property
    def kept(self) -> dict[str, str]:
        """What the filter form carries on unseen."""
        return {name: self.given[name] for name in ("state", "sort", "mine") if name in self.given}

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
    manager = line.model()._default_manager
    matters = manager.filter(visible(actor), line=line.code)
    shown = Shown(request.path, {name: str(value) for name, value in request.GET.items()}, matters)
    if shown.state in ("open", "closed"):
        shown.matters = shown.matters.filter(closed=shown.state == "closed")
    _by_columns(shown, line)
    _by_office(shown, actor)
    _by_due(shown, timezone.localdate())
    _by_day(shown)
    _by_further(shown, actor, line)
    if shown.given.get("mine"):
        _narrow(shown, "mine", "我承办的", Q(handler_id=actor.staff_id))
    return shown


def _narrow(shown: Shown, name: str, said: str, condition: Q) -> None:
    shown.matters = shown.matters.filter(condition)
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
        options = dict(line.choices.get(name, ()))
        if chosen := _offer(shown, name, label, options):
            held = {f"{name}__contains": [chosen]} if isinstance(field, ArrayField) else {name: chosen}
            _narrow(shown, name, f"{label}：{options[chosen]}", Q(**held))


def _by_office(shown: Shown, actor: Actor) -> None:
    """For those who see more than one justice office: the township's register."""
    if actor.high - actor.low < COUNTY_WIDTH:
        return
    offices = Office.objects.filter(kind=OfficeKind.OFFICE, territory__gte=actor.low, territory__lte=actor.high, to_on=None)
    named = {str(territory): name for territory, name in offices.order_by("territory").values_list("territory", "short_name")}
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
    for name, label, lookup in (("from", "自", "opened_on__gte"), ("to", "至", "opened_on__lte")):
        if _is_day(shown.given.get(name, "")):
            _narrow(shown, name, f"{label}{shown.given[name]}", Q(**{lookup: shown.given[name]}))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
