"""What an act looks up beyond its own matter, recorded with the entry: the institute as the register has it on the day, the case it is for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.divisions.territory import county_reach
from fengqiao.lines.forensic import codes, states
from fengqiao.lines.forensic.permissions import COUNTER, ONLY_OWN
from fengqiao.matter import registry
from fengqiao.matter.actions import known_facts
from fengqiao.matter.forms import Setting
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.procedure import Asking
from fengqiao.orgs.models import Staff
from fengqiao.providers.codes import OrgKind, words
from fengqiao.providers.models import ServiceOrg
from fengqiao.providers.standing import why_not_orgs

# Institutes ----------------------------------------------------------------------------------------------------------


def register(territory: int) -> list[ServiceOrg]:
    """The forensic institutes of the county's register that have not left it."""
    low, high = county_reach(territory)
    return list(ServiceOrg.objects.filter(territory__gte=low, territory__lte=high, kind=OrgKind.FORENSIC, left_on=None).order_by("name"))


def institutes(setting: Setting) -> list[tuple[str, str]]:
    """Each with what it examines, and until when its licence runs."""
    return [(str(row.pk), _described(row)) for row in register(setting.actor.territory)]


def _described(row: ServiceOrg) -> str:
    until = f"，许可证至{row.licence_to.isoformat()}" if row.licence_to else ""
    return f"{row.name}（{words(codes.KINDS, row.classes) or '类别未登记'}{until}）"


def of_institute(territory: int, key: str, kind: str, day: date) -> dict[str, Any]:
    """Its name and telephone; why it may not be commissioned with this on the day."""
    row = next((each for each in register(territory) if str(each.pk) == key), None)
    if row is None:
        return {"institute_problem": "名册里没有这家鉴定机构，或者它已经注销、迁出。请重新选择。"}
    found: dict[str, Any] = {"institute_id": row.pk, "institute_name": row.name, "institute_phone": row.phone}
    against = why_not_orgs([row], day)[row.pk]
    if against:
        said = f"{row.name}在{day.isoformat()}不能接受委托：{'；'.join(against)}。请另选一家；已经换证、恢复的，先在“法律服务名册”登记。"
        return found | {"institute_problem": said}
    if kind not in row.classes:
        said = f"{row.name}登记的鉴定类别是{words(codes.KINDS, row.classes) or '空的'}，不含{dict(codes.KINDS).get(kind, kind)}。请选类别相符的机构；类别登记漏了的，先在“法律服务名册”补上。"
        return found | {"institute_problem": said, "outside_scope": True}
    return found


# The acts ------------------------------------------------------------------------------------------------------------


def of_commission(asking: Asking) -> Mapping[str, Any]:
    """The institute on the day the commission takes effect; the case it is for, with who has it and who may know of it."""
    data = asking.data
    found = of_institute(asking.matter.territory, str(data.get("institute", "")), str(data.get("kind", "")), asking.happened_on)
    origin = Matter.objects.filter(pk=UUID(data["origin"])).first() if data.get("origin") else None
    if origin is not None:
        found |= {"origin_no": origin.number or "", "follower": origin.handler_id, "closed_as": _closed_as(origin)}
    elif asking.actor.roles <= {role.code for role in ONLY_OWN}:
        found["without_case"] = True
    return {name: value for name, value in found.items() if value not in (None, "")}


def _closed_as(origin: Matter) -> str:
    """Who may not open the matter it is for learns nothing of it here: kept from the counter unless the counter opens both."""
    opens = registry.line(origin.line).may_see.role_codes
    return str(origin.restricted) or ("" if {role.code for role in COUNTER} <= opens else "sensitive")


def of_suspension(asking: Asking) -> Mapping[str, Any]:
    """A time that lies across another one, whichever was entered first."""
    begins, ends = asking.happened_on, asking.data.get("back_on")
    last = date.fromisoformat(ends) if ends else date.max
    for span in states.supplements(known_facts(asking.matter)):
        if begins <= (span.to_on or date.max) and span.from_on <= last:
            return {"overlaps": span.words}
    return {}


def of_extension(asking: Asking) -> Mapping[str, Any]:
    """The last day as it stood when the extension was granted."""
    row = DeadlineRow.objects.filter(matter_id=asking.matter.pk, rule="opinion").order_by("-n").first()
    return {"was_due": row.due_on.isoformat()} if row is not None else {}


def of_handing_over(asking: Asking) -> Mapping[str, Any]:
    """Who has the case now; of what no case needs, whoever takes it."""
    origin = asking.facts.opening.get("origin")
    row = Matter.objects.filter(pk=UUID(origin)).select_related("handler").first() if origin else None
    who = row.handler if row is not None and row.handler is not None else Staff.objects.get(pk=asking.actor.staff_id)
    return {"follower": who.pk, "follower_name": who.name, **({"same": True} if who.pk == asking.matter.handler_id else {})}
