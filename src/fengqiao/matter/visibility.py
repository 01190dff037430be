"""The two doors: lists through ``Matter.objects.visible_to``, single matters through ``get_matter``.

Not visible is as if it did not exist (404); visible but not allowed is refused with a reason (403).
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import BooleanField, OuterRef, Q, Subquery, Value
from django.utils import timezone

from fengqiao.divisions.territory import COUNTY_WIDTH
from fengqiao.matter import registry, sealed
from fengqiao.matter.models import Matter, Recusal, Share
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission, Reach
from fengqiao.orgs.roles import COMMITTEE_HEAD, OFFICE_HEAD, RESETTLEMENT, SECTION_MEDIATION

SEE_RESTRICTED = Permission(
    "matter.see_restricted", "查看限制事项", roles=(OFFICE_HEAD, COMMITTEE_HEAD, SECTION_MEDIATION, RESETTLEMENT)
)
UNSEAL = Permission("matter.unseal", "查阅封存案件", roles=(SECTION_MEDIATION,))


class _Lines:
    """The line of matters lately opened: it never changes, so that a second look asks one question less."""

    most = 20_000

    def __init__(self) -> None:
        self._found: dict[UUID, str] = {}

    def get(self, matter_id: UUID) -> str | None:
        return self._found.get(matter_id)

    def put(self, matter_id: UUID, line: str) -> None:
        if len(self._found) >= self.most:
            self._found.clear()
        self._found[matter_id] = line


_LINE_OF = _Lines()


def visible(actor: Actor) -> Q:
    """The condition of the list door."""
    lasting = Q(to_on__isnull=True) | Q(to_on__gte=timezone.localdate())
    here = Q(territory__gte=actor.low, territory__lte=actor.high)
    from_where = [Share.OTHER_COUNTY] if actor.high - actor.low >= COUNTY_WIDTH else [Share.OTHER_COUNTY, Share.SAME_COUNTY]
    to_us = Share.objects.filter(lasting, ~here, apart__in=from_where, low__gte=actor.low, high__lte=actor.high)
    shared = to_us.values("matter_id")
    inside = here | Q(id__in=shared)
    mine = Q(handler_id=actor.staff_id)
    condition = inside & _opened(actor) & Q(sealed=False)
    condition &= ~Q(id__in=Recusal.objects.filter(staff_id=actor.staff_id).values("matter_id"))
    guarded = lines_guarded_from(actor)
    return condition & (Q(restricted="") | mine | ~Q(line__in=guarded)) if guarded else condition


def is_seen(actor: Actor, column: str = "matter_id", **narrower: object) -> Subquery:
    """For rows that belong to a matter: whether the list door shows it, asked of each row by its id.

    A value and not a set of ids: for the set the database reads every matter one may see, and a county has hundreds of
    thousands, before it looks at the few rows that are asked for. ``narrower`` are conditions on the matter.
    """
    seen = Matter.objects.filter(visible(actor), pk=OuterRef(column), **narrower)
    return Subquery(seen.values_list(Value(True)), output_field=BooleanField())


def _opened(actor: Actor) -> Q:
    """The lines the roles open; of a line that opens to some roles only where it names the person, those matters."""
    opened = [line for line in registry.lines() if actor.holds(line.may_see)]
    condition = Q(line__in=[line.code for line in opened if line.opens_whole_to(actor)])
    for line in opened:
        if not line.opens_whole_to(actor):
            named = line.model()._default_manager.filter(line.named(actor.staff_id))
            condition |= Q(line=line.code, id__in=named.values("pk"))
    return condition


def lines_open_to(actor: Actor) -> list[str]:
    """The codes of the lines the actor's roles open."""
    return [line.code for line in registry.lines() if actor.holds(line.may_see)]


def lines_guarded_from(actor: Actor) -> list[str]:
    """The codes of the lines whose restricted matters the actor does not see, unless handling them."""
    return [line.code for line in registry.lines() if not actor.holds(line.may_see_restricted or SEE_RESTRICTED)]


def get_matter(actor: Actor, code: str | UUID, to: Permission | None = None) -> Matter:
    """The matter behind an address, as its line's own model.

    Raises NotVisible (404) when it is outside the actor's sight, Refused (403) when it may be seen but not ``to``.
    """
    try:
        matter_id = code if isinstance(code, UUID) else UUID(code)
    except ValueError:
        raise NotVisible from None
    line = _LINE_OF.get(matter_id) or Matter.objects.filter(pk=matter_id).values_list("line", flat=True).first()
    if line is None:
        sealed.tried(actor, matter_id)
        raise NotVisible
    _LINE_OF.put(matter_id, line)
    rows = registry.line(line).model()._default_manager.select_related("office", "handler")
    matter = rows.filter(visible(actor), pk=matter_id).first()
    if matter is None:
        sealed.tried(actor, matter_id)
        raise NotVisible
    if to is not None:
        check_permission(actor, to, matter)
    return matter


def check_permission(actor: Actor, permission: Permission, matter: Matter) -> None:
    """Raises Refused when the actor may not do this on this matter."""
    refusal = why_not(actor, permission, matter)
    if refusal:
        raise Refused.because("permission", refusal)


def why_not(actor: Actor, permission: Permission, matter: Matter) -> str | None:
    """The sentence that refuses, or None."""
    is_handler = matter.handler_id == actor.staff_id
    if permission.or_handler and is_handler:
        return None
    if not actor.holds(permission):
        return actor.lacks(permission)
    if permission.reach is Reach.HANDLER and not is_handler:
        return f"“{permission.label}”由本案承办人办理。请转给承办人，或先办理改派。"
    if permission.reach is Reach.OWN_OFFICE and matter.office_id != actor.office_id:
        return f"“{permission.label}”由{matter.office.short_name}办理。"
    if not actor.reaches(matter.territory):
        return f"本案由{matter.office.short_name}承办，您只有协办权限。请由承办机构办理。"
    return None
