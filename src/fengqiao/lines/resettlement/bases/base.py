"""安置基地：登记、续签、暂停、终止。

The bureau's agreement with whoever runs it (监狱法61: society may take part). How many it takes is said here; that no more
are taken in is kept by the booking core for beds and by the base's lock for jobs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.booking.models import Condition as State
from fengqiao.booking.models import Kind, Resource
from fengqiao.daycount import Period, Unit
from fengqiao.lines.resettlement.bases import asks, looking, papers
from fengqiao.lines.resettlement.codes import HOUSE
from fengqiao.lines.resettlement.permissions import MAY_RUN_BASES
from fengqiao.lines.resettlement.procedure import EVERYDAY
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.models import Matter, NoticeLevel
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Condition,
    Deadline,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Reminder,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import RESETTLEMENT
from fengqiao.statutes.corrections import PRISONS

H = (HOUSE.whole(),)
Data = Mapping[str, Any] | None
ACTIVE = Stage("active", "运行中")
SUSPENDED = Stage("suspended", "暂停接收", aside=True)
ENDED = Stage("ended", "已终止", closed=True)


# Read from the facts ---------------------------------------------------------------------------------------------------


def capacity(facts: Facts) -> tuple[int, int]:
    """Beds and jobs as last said."""
    fact = facts.last("set_up", "change_capacity")
    return (int(fact.get("beds", 0)), int(fact.get("jobs", 0))) if fact else (0, 0)


def agreed(facts: Facts) -> tuple[date, date]:
    """The agreement's first and last day."""
    fact = facts.last("set_up", "renew")
    assert fact is not None
    first, last = fact.day("agreed_from"), fact.day("agreed_to")
    assert first is not None
    assert last is not None
    return first, last


def columns(facts: Facts) -> dict[str, Any]:
    beds, jobs = capacity(facts)
    first, last = agreed(facts)
    opening = facts.opening
    return {
        "title": opening.get("name", ""), "kind": opening.get("kind", ""), "address": opening.get("address", ""), "beds": beds, "jobs": jobs,
        "agreed_from_on": first, "agreed_to_on": last,
    }  # fmt: skip


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """The beds as things that can be booked; one too many is put out of use, never taken away."""
    from fengqiao.lines.resettlement.bases.models import BaseBed

    beds = 0 if facts.has("end") else capacity(facts)[0]
    if before is not None and len(before) and beds == capacity(before)[0] and facts.has("end") == before.has("end"):
        return
    there = {row.n: row.resource_id for row in BaseBed.objects.filter(matter_id=matter.pk)}
    for n in range(1, beds + 1):
        if n not in there:
            name = f"{facts.opening.get('name', '')[:30]}{n}号床"
            made, _ = Resource.objects.get_or_create(
                office_id=matter.office_id,
                name=name,
                defaults={"territory": matter.territory, "kind": Kind.BED, "seats": 1},
            )
            BaseBed.objects.create(matter_id=matter.pk, n=n, territory=matter.territory, resource_id=made.pk)
            there[n] = made.pk
    usable = [pk for n, pk in there.items() if n <= beds]
    Resource.objects.filter(pk__in=usable).exclude(condition=State.USABLE).update(
        condition=State.USABLE, condition_reason=""
    )
    Resource.objects.filter(pk__in=set(there.values()) - set(usable)).update(
        condition=State.RETIRED, condition_reason="基地床位减少"
    )


# Gathered and judged ---------------------------------------------------------------------------------------------------


def of_use(asking: Asking) -> Mapping[str, Any]:
    """How many are in now."""
    with looking.county(asking.matter.territory):
        use = looking.use_of(asking.matter, asking.happened_on)
    return {"beds_taken": use.beds_taken, "jobs_taken": use.jobs_taken}


def _in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["agreed_from"] < data["agreed_to"]:
        return None
    return Reason("协议的终止日期不晚于开始日期。请核对。", need="agreed_to")


def _takes_anybody(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("beds") or data.get("jobs"):
        return None
    return Reason("床位、岗位至少有一项不是0。", need="beds")


def _not_below_use(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    for name, word in (("beds", "床位"), ("jobs", "岗位")):
        if data.get(name, 0) < data.get(f"{name}_taken", 0):
            return Reason(
                f"现在已经用了{data[f'{name}_taken']}个{word}，不能少于这个数。先办理离开，再减少。", need=name
            )
    return None


def _nobody_in(facts: Facts, data: Data) -> str | None:
    if data is None or not (data.get("beds_taken") or data.get("jobs_taken")):
        return None
    return f"基地还住着{data['beds_taken']}人、有{data['jobs_taken']}人在岗。请先办理离开。"


IN_ORDER = Condition("协议日期", _in_order)
TAKES_ANYBODY = Condition("能接收人", _takes_anybody)
NOT_BELOW_USE = Condition("不少于已用", _not_below_use)
NOBODY_IN = Condition("没有人在", _nobody_in)

# Acts --------------------------------------------------------------------------------------------------------------------

set_up = Action(
    "set_up", "登记基地", (), MAY_RUN_BASES, to=ACTIVE, needs=asks.SET_UP, cite=(PRISONS.art(61), *H), conditions=(IN_ORDER, TAKES_ANYBODY),
    gives_number=NumberRule("bases", "{county}J{year}{serial:03d}", body=COUNTY), produces=(Produces(papers.BASE_AGREEMENT, each=True),),
    sentence="登记基地“{name}”：床位{beds}，岗位{jobs}",
)  # fmt: skip
change_capacity = Action(
    "change_capacity", "变更床位、岗位", (ACTIVE, SUSPENDED), MAY_RUN_BASES, needs=asks.CAPACITY, cite=H, gathers=of_use,
    conditions=(TAKES_ANYBODY, NOT_BELOW_USE), sentence="改为床位{beds}、岗位{jobs}：{reason}",
)  # fmt: skip
renew = Action(
    "renew", "续签协议", (ACTIVE, SUSPENDED), MAY_RUN_BASES, needs=asks.RENEW, cite=H, conditions=(IN_ORDER,),
    produces=(Produces(papers.BASE_AGREEMENT, each=True),), sentence="协议续签到{agreed_to}",
)  # fmt: skip
suspend = Action(
    "suspend",
    "暂停接收",
    (ACTIVE,),
    MAY_RUN_BASES,
    to=SUSPENDED,
    needs=asks.SUSPEND,
    cite=H,
    sentence="暂停接收：{reason}",
)
resume = Action("resume", "恢复接收", (SUSPENDED,), MAY_RUN_BASES, to=ACTIVE, cite=H, sentence="恢复接收")
end = Action(
    "end", "终止", (ACTIVE, SUSPENDED), MAY_RUN_BASES, to=ENDED, needs=asks.END, cite=H, gathers=of_use, conditions=(NOBODY_IN,), sentence="终止：{reason}",
)  # fmt: skip


def _agreement_ends(facts: Facts) -> Iterator[Start]:
    last = agreed(facts)[1]
    yield Start(last, last.isoformat())


def _renewed_on(facts: Facts, key: str) -> date | None:
    later = [fact for fact in facts.all("renew") if fact.get("agreed_to", "") > key]
    return later[0].happened_on if later else None


BASE = with_everyday(
    Procedure(
        code="help_base", label="安置基地", in_force_from=date(2013, 1, 1), stages=(ACTIVE, SUSPENDED, ENDED),
        actions=(set_up, change_capacity, renew, suspend, resume, end),
        deadlines=(
            Deadline(
                "agreement", "基地协议到期", Period(0, Unit.CALENDAR), after=Moment("协议终止日", _agreement_ends), met_by=(Met("已续签", _renewed_on),),
                on_expiry=OVERDUE, basis=H, todo=Todo("续签或者终止基地协议", renew), asks_days_before=30, warn_days=30,
                reminders=(Reminder("RB07", (-30,), NoticeLevel.YELLOW, "基地协议{on}到期。", to=(RESETTLEMENT.code,)),),
            ),
        ),
        office_kinds=("bureau", "section"), project=columns, keeps=keep,
        seat=lambda facts: int(facts.opening.get("unit")) if facts.opening.get("unit") else None,
        left_to_people={PRISONS.art(61): "哪些企业、社会组织适合，由本局考察决定"},
    ),
    EVERYDAY,
)  # fmt: skip
