"""本局参数: what the law leaves to the county and the bureau's own limits, set with the paper behind it, shown with what they mean.

A parameter is a number of a procedure, declared with its start value; most are the length of a deadline, the others say what
they are in ``Procedure.parameter_words``. A new value holds for the clocks that begin from its day on; with ``running`` for
those that run already too. Set at the server, clocks are counted anew at once; set on a page, by a job behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.daycount import Period, PeriodError
from fengqiao.divisions import territory as territories
from fengqiao.matter import calendars, changes, recompute, registry
from fengqiao.matter.models import Matter, Parameter
from fengqiao.matter.procedure import Deadline, Procedure
from fengqiao.matter.recompute import Move, Run
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

MOST_BASIS = 120
MOST = 9_999
OF_RETENTION = {"mask_months": "办结后到遮蔽个人信息（个月）", "shred_months": "办结后到销毁个人信息（个月）"}


class ParameterRefused(Exception):
    """A parameter that may not be set so; ``str`` is the sentence to show, ``field`` what it is about."""

    def __init__(self, said: str, field: str = "value") -> None:
        super().__init__(said)
        self.field = field


@dataclass(frozen=True)
class Setting:
    """One parameter of one procedure as it stands in a county."""

    procedure: Procedure
    name: str
    value: int
    row: Parameter | None  # what set it last; None: the start value

    @property
    def start(self) -> int:
        return int(self.procedure.parameters[self.name])

    @property
    def word(self) -> str:
        return word_of(self.procedure, self.name)

    @property
    def said(self) -> str:
        """The present value with its unit; 停用 for a limit that is switched off."""
        return in_words(self.procedure, self.name, self.value)

    @property
    def statutory(self) -> bool:
        """Whether it is the length of a period the law asks for."""
        return any(deadline.statutory for deadline in deadlines_of(self.procedure, self.name))


# What there is --------------------------------------------------------------------------------------------------------


def deadlines_of(procedure: Procedure, name: str) -> list[Deadline]:
    """The deadlines whose length a parameter sets."""
    given = procedure.parameters
    other = {**given, name: int(given[name]) + 1}
    return [d for d in procedure.deadlines if callable(d.period) and d.period(given) != d.period(other)]


def moved_by(procedure: Procedure, name: str) -> list[str]:
    """The deadlines whose length a parameter sets, in words: 决定是否受理（3个工作日）."""
    periods = ((d.label, _period(d, procedure.parameters)) for d in deadlines_of(procedure, name))
    return [f"{label}（{period.text if period else '停用'}）" for label, period in periods]


def word_of(procedure: Procedure, name: str) -> str:
    """What a parameter is called: the deadlines it is the length of, or its declared word."""
    if name in procedure.parameter_words:
        return procedure.parameter_words[name]
    kept = procedure.retention
    if kept is not None and name in (kept.mask_months, kept.shred_months):
        return OF_RETENTION[name]
    return "、".join(dict.fromkeys(deadline.label for deadline in deadlines_of(procedure, name)))


def in_words(procedure: Procedure, name: str, value: int) -> str:
    """A value of a parameter with the unit of its deadlines."""
    for deadline in deadlines_of(procedure, name):
        period = _period(deadline, {**procedure.parameters, name: value})
        return period.text if period else "停用"
    return str(value)


def unit_of(procedure: Procedure, name: str) -> str:
    """The measure word that follows the number; empty where the word itself says it."""
    for deadline in deadlines_of(procedure, name):
        period = _period(deadline, {**procedure.parameters, name: 1})
        return period.unit.label if period else ""
    return ""


def _period(deadline: Deadline, given: Mapping[str, Any]) -> Period | None:
    assert callable(deadline.period)
    return deadline.period(given)


def settings_of(county: int, on: date) -> list[Setting]:
    """Every parameter of the procedures in force on a day, in the order of lines, as it stands in a county."""
    last = {(row.procedure, row.name): row for row in Parameter.objects.filter(territory=county).order_by("from_on", "pk")}
    return [
        Setting(procedure, name, int(row.value if (row := last.get((procedure.code, name))) else start), row)
        for procedure in registry.procedures()
        if procedure.in_force_from <= on and (procedure.in_force_until is None or on <= procedure.in_force_until)
        for name, start in procedure.parameters.items()
    ]


def history_of(county: int, procedure: Procedure, name: str) -> list[Parameter]:
    """What a county has set one parameter to, the latest first."""
    return list(Parameter.objects.filter(territory=county, procedure=procedure.code, name=name).order_by("-from_on", "-pk"))


# Setting ---------------------------------------------------------------------------------------------------------------


def set_parameter(
    procedure: Procedure, name: str, value: int, *, basis: str, county: str, by: str, now: datetime, on: date, running: bool,
    say: Callable[[Move], None] = lambda move: None,
) -> Run:  # fmt: skip
    """Set one of a bureau's parameters at the server and count anew what it touches. Raises ParameterRefused."""
    territory = territories.compose(county)
    with transaction.atomic():
        before = keep(None, procedure, name, value, basis=basis, territory=territory, now=now, on=on, running=running)
    return count(procedure, name, before, basis, territory, by=by, now=now, say=say)


def set_from_page(
    actor: Actor, procedure: Procedure, name: str, value: int, *, basis: str, territory: int, now: datetime, on: date, running: bool
) -> None:
    """Set one of the bureau's parameters; a job counts anew. Inside a transaction. Raises ParameterRefused."""
    before = keep(actor, procedure, name, value, basis=basis, territory=territory, now=now, on=on, running=running)
    count_anew.defer(procedure=procedure.code, name=name, before=before, basis=basis, territory=territory, by=actor.as_whom)


@app.task(name="matter.count_parameter", queue="sweep")
def count_anew(procedure: str, name: str, before: int, basis: str, territory: int, by: str) -> None:
    """Count anew what a parameter touches; a second time finds nothing left to do."""
    now = timezone.now()
    count(registry.procedure_on(procedure, timezone.localdate(now)), name, before, basis, territory, by=by, now=now)


def keep(
    actor: Actor | None, procedure: Procedure, name: str, value: int, *, basis: str, territory: int, now: datetime, on: date,
    running: bool,
) -> int:  # fmt: skip
    """Store and record a value; what it was before. ``actor`` None is the command at the server. Raises ParameterRefused."""
    refuse_parameter(procedure, name, value, basis, territory)
    before = int(calendars.parameters(procedure, territory)[name])
    Parameter.objects.create(
        territory=territory, procedure=procedure.code, name=name, value=value, basis=basis.strip(), from_on=on, running=running
    )
    record(
        actor, "parameter.set", f"{procedure.label}：{word_of(procedure, name)}", now=now, territory=territory,
        old={"value": before}, new={"value": value, "from_on": on.isoformat(), "basis": basis.strip(), "running": running, "parameter": f"{procedure.code}.{name}"},
    )  # fmt: skip
    return before


def count(
    procedure: Procedure, name: str, before: int, basis: str, territory: int, *, by: str, now: datetime,
    say: Callable[[Move], None] = lambda move: None,
) -> Run:  # fmt: skip
    """Count anew the clocks a parameter sets the length of, and those it switches on."""
    given = calendars.parameters(procedure, territory)
    earlier = {**given, name: before}
    low, high = territories.reach(territory)
    here = {"procedure": procedure.code, "territory__gte": low, "territory__lte": high}
    by_parameter = [deadline for deadline in procedure.deadlines if callable(deadline.period)]
    touched = recompute.open_clocks().filter(
        matter__procedure=procedure.code, territory__gte=low, territory__lte=high, rule__in=[d.code for d in by_parameter]
    )
    switched_on = [d for d in by_parameter if _period(d, earlier) is None]
    also = Matter.objects.filter(**here)
    if not any(deadline.survives_closing for deadline in switched_on):
        also = also.filter(closed=False)
    changes.note_procedure(procedure.code, low, high)  # what is counted by it may change, of closed matters too
    head = {"what": "本局参数", "procedure": procedure.code, "name": name, "value": given[name], "basis": basis, "by": by}
    return recompute.run(touched, head, now=now, say=say, also=also if switched_on else None)


def refuse_parameter(procedure: Procedure, name: str, value: int, basis: str, territory: int) -> None:
    """Raises ParameterRefused: the parameter is unknown, has no basis, or would switch off what the law asks for."""
    known = "、".join(procedure.parameters) or "无"
    if name not in procedure.parameters:
        raise ParameterRefused(f"“{procedure.label}”没有参数“{name}”。可以设定的有：{known}。")
    if not basis.strip():
        said = "请写明依据文件，例如“枫司发〔2026〕3号”；没有依据不能改动时限。"
        raise ParameterRefused(said, "basis")
    if len(basis.strip()) > MOST_BASIS:
        raise ParameterRefused(f"依据文件最多{MOST_BASIS}字，请只写文件名和文号。", "basis")
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ParameterRefused(f"参数的值须是非负整数，现为“{value}”。本局时限写0表示停用。")
    if value > MOST:
        raise ParameterRefused(f"{value:,}太大，请核对数字；参数的值最大{MOST:,}。")
    now = calendars.parameters(procedure, territory)
    for deadline in deadlines_of(procedure, name):
        try:
            after = _period(deadline, {**now, name: value})
        except PeriodError as error:
            raise ParameterRefused(str(error)) from None
        if deadline.statutory and value == 0 and _period(deadline, now) != after:
            sources = "、".join(citation.label for citation in deadline.cite)
            raise ParameterRefused(f"“{deadline.label}”是法定期限（{sources}），不能停用。请写大于0的数。")
