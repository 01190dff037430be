"""基地安置：申请、安排、续期、离开。不超过六个月，到期可以续一次；满了的，按需要的急缓候补。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from fengqiao.booking import taking
from fengqiao.booking.models import Resource
from fengqiao.booking.spans import at
from fengqiao.daycount import Period, Unit
from fengqiao.daycount.months import add_months
from fengqiao.lines.resettlement import facts as release_facts
from fengqiao.lines.resettlement.bases import asks, codes, looking, papers
from fengqiao.lines.resettlement.codes import HOUSE, SELF
from fengqiao.lines.resettlement.permissions import MAY_STAY
from fengqiao.lines.resettlement.procedure import EVERYDAY
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.keeping import Retention
from fengqiao.matter.limits import house
from fengqiao.matter.models import Matter, NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Condition,
    Deadline,
    Expected,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Reminder,
    Stage,
    Start,
    Todo,
    Urgency,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.retention import with_retention
from fengqiao.matter.sharing import restricted_by_hand
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import OFFICE_HEAD
from fengqiao.statutes.corrections import PRISONS
from fengqiao.statutes.known import PERSONAL_INFORMATION
from fengqiao.vault import DESTROYED, mask_name

H = (HOUSE.whole(),)
Data = Mapping[str, Any] | None
APPLIED = Stage("applied", "待安排")
WAITING = Stage("waiting", "候补", aside=True)
IN = Stage("in", "在基地")
LEFT = Stage("left", "已离开", closed=True)
WITHDRAWN = Stage("withdrawn", "不来了", closed=True, aside=True)


# Read from the facts ---------------------------------------------------------------------------------------------------


def until(facts: Facts) -> date | None:
    """The last day of the stay, extensions included."""
    fact = facts.last("accept", "extend_stay")
    return fact.day("to") if fact else None


def columns(facts: Facts) -> dict[str, Any]:
    who, given, left = facts.parties[0] if facts.parties else None, facts.last("accept"), facts.last("leave")
    origin = facts.opening.get("origin")
    return {
        "title": who.name if who else "", "masked_title": mask_name(who.name) if who else "", "handler_id": given.actor_id if given else facts.opening.actor_id,
        "base_id": UUID(given.get("base")) if given else None, "base_name": given.get("base_name", "") if given else "",
        "bed_id": int(given.get("bed")) if given and given.get("bed") else None, "job": given.get("job", "") if given else "",
        "ground": facts.opening.get("ground", "other"), "from_on": given.day("from") if given else None, "to_on": until(facts),
        "left_on": left.happened_on if left else None, "leaving": left.get("leaving", "") if left else "",
        "release_id": UUID(origin) if origin else None,
        "restricted": restricted_by_hand(facts) or ("minor" if facts.opening.get("sealed") else ""),
    }  # fmt: skip


def wanted(facts: Facts) -> list[taking.Wanted]:
    """The bed for the days of the stay: given back on the day somebody leaves."""
    given, left, last = facts.last("accept"), facts.last("leave"), until(facts)
    if given is None or not given.get("bed") or last is None or facts.has("withdraw"):
        return []
    first = given.day("from")
    assert first is not None
    ends = min(last, left.happened_on) + timedelta(days=1) if left else last + timedelta(days=1)
    if ends <= first:
        return []
    number = facts.parties[0].get("id_no") if facts.parties else None
    who = (taking.subject_key("id_number", number),) if number and number != DESTROYED else ()
    return [taking.Wanted(int(given.get("bed")), at(first, "00:00"), at(ends, "00:00"), subjects=who, what="住宿")]


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """The bed, as the facts want it; two who want it at once cannot both have it."""
    with looking.county(matter.territory):
        taking.keep(matter, wanted(facts))


def kept(matter: Matter, facts: Facts) -> Iterable[str]:
    return taking.differs(matter, wanted(facts))


def urgency(facts: Facts) -> Urgency:
    """Waiting goes by need: of the situation, never of the person."""
    ground = facts.opening.get("ground", "other")
    place = codes.PLACE.get(ground, 0) if not facts.has("accept") else 0
    return Urgency(place, dict(codes.GROUNDS)[ground] if place else "")


# Gathered and judged ---------------------------------------------------------------------------------------------------


def of_applying(asking: Asking) -> Mapping[str, Any]:
    """The person as the one it is about; what is sealed there is sealed here."""
    rows = [{**row, "side": SELF, "kind": "person"} for row in asking.data.get("parties") or ()]
    origin = asking.data.get("origin")
    sealed = Matter.objects.filter(pk=UUID(origin), restricted="minor").exists() if origin else False
    return {"parties": rows, **({"sealed": True} if sealed else {})}


def of_base(asking: Asking) -> Mapping[str, Any]:
    """The base, locked until this is done, with what is free: whoever comes second at once waits here and is told."""
    from fengqiao.lines.resettlement.bases.models import Base, BaseBed

    data = asking.data
    with looking.county(asking.matter.territory) as reach:
        locked = (
            Matter.objects.select_for_update()
            .filter(pk=UUID(data["base"]), territory__range=reach)
            .values_list("pk", flat=True)
            .first()
        )
        if locked is None:
            return {"base_state": "none"}
        base = Base.objects.get(pk=locked)
        bed = int(data["bed"]) if data.get("bed") else None
        found: dict[str, Any] = {
            "base_name": base.title, "base_state": base.stage, "base_from": base.agreed_from_on.isoformat(), "base_to": base.agreed_to_on.isoformat(),
            "jobs": base.jobs, "jobs_taken": looking.jobs_taken(base.pk, asking.matter.pk),
        }  # fmt: skip
        if bed is not None:
            found["bed_here"] = BaseBed.objects.filter(matter_id=base.pk, resource_id=bed).exists()
            found["bed_name"] = Resource.objects.filter(pk=bed).values_list("name", flat=True).first() or ""
            said = taking.why_not(
                taking.Wanted(
                    bed, at(date.fromisoformat(data["from"]), "00:00"), at(date.fromisoformat(data["to"]), "00:00")
                )
            )
            if said:
                found["bed_closed"] = said
    return found


def _has_room(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if not data.get("bed") and not data.get("job"):
        return Reason("住、就业至少安排一项：选床位，或者写岗位。", need="bed")
    if data.get("bed_closed"):
        return Reason(data["bed_closed"], need="bed")
    if data.get("bed") and not data.get("bed_here"):
        return Reason(f"这张床位不是{data.get('base_name', '所选基地')}的。请选择同一个基地的床位。", need="bed")
    if data.get("job") and data.get("jobs_taken", 0) >= data.get("jobs", 0):
        return Reason(
            f"{data.get('base_name')}的{data.get('jobs')}个岗位都满了，不能超员。请改选别的基地，或者办理“列入候补”。",
            need="job",
        )
    return None


def _base_takes(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("base_state") != "active":
        return Reason("这个基地现在不接收人。请改选别的基地。", need="base")
    if data["from"] < data["base_from"] or data["to"] > data["base_to"]:
        return Reason(
            f"基地协议是{data['base_from']}至{data['base_to']}，住的日子不能超出。请改日期，或者先续签协议。", need="to"
        )
    return None


def _not_too_long(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    first, last = date.fromisoformat(data["from"]), date.fromisoformat(data["to"])
    if last < first:
        return Reason("到期日早于开始日。请核对。", need="to")
    if last > add_months(first, codes.LONGEST_MONTHS):
        return Reason(
            f"一次不超过六个月，最晚到{add_months(first, codes.LONGEST_MONTHS).isoformat()}；到期可以续一次。",
            need="to",
        )
    return None


def _extended_once(facts: Facts, data: Data) -> Reason | str | None:
    if facts.has("extend_stay"):
        return "已经续过一次，不能再续。请办理离开，或者另作安排。"
    last = until(facts)
    if data is None or last is None:
        return None
    new = date.fromisoformat(data["to"])
    if not last < new <= add_months(last, codes.LONGEST_MONTHS):
        return Reason(
            f"续到{last.isoformat()}以后、{add_months(last, codes.LONGEST_MONTHS).isoformat()}以前。请核对日期。",
            need="to",
        )
    return None


HAS_ROOM = Condition("有空位", _has_room)
BASE_TAKES = Condition("基地接收", _base_takes)
NOT_TOO_LONG = Condition("不超过六个月", _not_too_long)
EXTENDED_ONCE = Condition("只续一次", _extended_once)

# Acts ------------------------------------------------------------------------------------------------------------------


def tell_release(carrying: Carrying) -> None:
    """The person's own matter learns where he or she is: 基地过渡安置, and that it is over."""
    origin = carrying.facts.opening.get("origin")
    found = (
        Matter.objects.filter(pk=UUID(origin), line="resettlement", stage__in=("linked", "open", "paused")).first()
        if origin
        else None
    )
    if found is None:
        return
    code = "07" if carrying.facts.has("accept") and not carrying.facts.has("leave") else _after_leaving(carrying.facts)
    if release_facts.placement(_facts_of(found))[0] == code:
        return
    doing = Doing(
        registry.procedure_of(found).action("set_placement"),
        {"placement": code, "basis": "基地安置登记"},
        carrying.happened_on,
    )
    perform(carrying.actor, found.pk, [doing], now=carrying.now)


def _after_leaving(facts: Facts) -> str:
    fact = facts.last("leave")
    return "01" if fact is not None and fact.get("leaving") == "job" else "09"


def _facts_of(matter: Matter) -> Facts:
    from fengqiao.matter.actions import known_facts

    return known_facts(matter)


def origin_touched(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    """The person's own matter, locked in order with this one."""
    from fengqiao.lines.resettlement.bases.models import Stay

    found = Stay.objects.filter(pk=matter_id).values_list("release_id", flat=True).first()
    return (found,) if found else ()


apply = Action(
    "apply", "申请进基地", (), MAY_STAY, to=APPLIED, needs=asks.APPLY, cite=(PRISONS.art(60, 2), *H), gathers=of_applying, changes_parties=True,
    gives_number=NumberRule("stays", "{county}Z{year}{serial:04d}", body=COUNTY), sentence="申请：{wants}（{ground}）",
)  # fmt: skip
accept = Action(
    "accept", "安排", (APPLIED, WAITING), MAY_STAY, to=IN, needs=asks.ACCEPT, cite=H, gathers=of_base, conditions=(BASE_TAKES, NOT_TOO_LONG, HAS_ROOM),
    produces=(Produces(papers.CHECK_IN, each=True),), carries=tell_release, touches=origin_touched, primary=True, sentence="安排到{base_name}，{from}至{to}",
)  # fmt: skip
wait = Action(
    "wait", "列入候补", (APPLIED,), MAY_STAY, to=WAITING, needs=asks.WAIT, cite=H, sentence="没有空位，列入候补"
)
extend_stay = Action(
    "extend_stay",
    "续期",
    (IN,),
    MAY_STAY,
    needs=asks.EXTEND,
    cite=H,
    conditions=(EXTENDED_ONCE,),
    sentence="续到{to}：{reason}",
)
leave = Action(
    "leave", "登记离开", (IN,), MAY_STAY, to=LEFT, needs=asks.LEAVE, cite=H, produces=(Produces(papers.LEAVE_RECORD, each=True),), carries=tell_release,
    touches=origin_touched, sentence="离开（{leaving}）",
)  # fmt: skip
withdraw = Action(
    "withdraw", "不来了", (APPLIED, WAITING), MAY_STAY, to=WITHDRAWN, needs=asks.WITHDRAW, cite=H, sentence="本人不来了"
)


def _ends(facts: Facts) -> Iterator[Start]:
    last = until(facts)
    if last is not None:
        yield Start(last)


# 离开基地后两年销毁：此前基地和司法所还要结算、回看
RETENTION = Retention((*H, PERSONAL_INFORMATION.art(19), PERSONAL_INFORMATION.art(47)), shred_months="shred_months")
STAY = with_retention(with_everyday(
    Procedure(
        code="base_stay", label="基地安置", in_force_from=date(2013, 1, 1), stages=(APPLIED, WAITING, IN, LEFT, WITHDRAWN),
        actions=(apply, accept, wait, extend_stay, leave, withdraw),
        deadlines=(
            Deadline(
                "arrange", "安排进基地", house("arrange_days", Unit.WORKING), after=apply, met_by=(accept, wait, withdraw), on_expiry=OVERDUE, basis=H,
                todo=Todo("安排进基地或者列入候补", accept), warn_days=1,
            ),
            Deadline(
                "stay_ends", "基地安置到期", Period(0, Unit.CALENDAR), after=Moment("约定的到期日", _ends),
                met_by=(Met("已离开", lambda facts, key: facts.on("leave")),), on_expiry=OVERDUE, basis=H, todo=Todo("续期或者办理离开", leave),
                asks_days_before=14, warn_days=14, reminders=(Reminder("RB07", (-14,), NoticeLevel.YELLOW, "基地安置{on}到期，请和本人商量去处。", to=(HANDLER, OFFICE_HEAD.code)),),
            ),
        ),
        expected=(Expected(WAITING, Todo("有空位时安排进基地", accept)),), parameters={"arrange_days": 2, "shred_months": 24}, retention=RETENTION,
        office_kinds=("bureau", "section", "office"), project=columns, keeps=keep, kept=kept, urgency=urgency,
        left_to_people={PRISONS.art(60, 2): "谁符合救助帮扶条件，由有关部门决定"},
    ),
    EVERYDAY,
))  # fmt: skip
