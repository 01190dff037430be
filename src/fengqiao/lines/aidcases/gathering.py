"""What an assignment looks up in the registers of providers, and what it leaves there. Recorded with the entry, never asked again.

Who may be chosen is what the registers say that day; whether there is a conflict is answered with a rule and how hard it is,
never with the other side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.lines.aidcases import codes, complained
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.areas import area_of
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.permissions import CENTRE
from fengqiao.lines.aidcases.proposals import travel
from fengqiao.matter.forms import Setting
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Asking, Carrying
from fengqiao.matter.timeline import Facts, PartyFact
from fengqiao.orgs.actor import Actor
from fengqiao.providers import edges, keys
from fengqiao.providers.codes import LICENSED, EdgeKind, OrgKind, ProviderKind, Review
from fengqiao.providers.conflicts import Asked, Hit, Severity
from fengqiao.providers.models import Provider, ServiceOrg, Suspension

# What may be chosen ------------------------------------------------------------------------------------------------------


def pool(territory: int, day: date) -> QuerySet[Provider]:
    """The people in the county's pool whose licence runs and whom nobody has suspended; volunteers advise and draft, they have no case."""
    return pool_within(*territories.county_reach(territory), day)


def pool_within(low: int, high: int, day: date) -> QuerySet[Provider]:
    """The same of all counties within."""
    held = Suspension.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)
    found = Provider.objects.filter(territory__gte=low, territory__lte=high, in_aid_pool=True).exclude(left_on__lte=day).select_related("org")
    found = found.filter(Q(licence_to__gte=day) | ~Q(kind__in=LICENSED)).exclude(review=Review.FAILED)
    found = found.exclude(kind=ProviderKind.VOLUNTEER)  # 法律援助法第十七条
    return found.exclude(pk__in=held.filter(provider__isnull=False).values("provider")).exclude(org__in=held.filter(org__isnull=False).values("org"))


def in_hand(low: int, high: int) -> QuerySet[AidCase]:
    """The cases of a county that take up somebody's capacity: named, and the file not yet handed in."""
    return AidCase.objects.filter(territory__gte=low, territory__lte=high, closed=False).exclude(provider_key="").exclude(stage__in=("handed", "returned", "passed"))


def points_in_hand(low: int, high: int) -> dict[str, int]:
    """The points each handler has in hand, by key."""
    return dict(in_hand(low, high).values_list("provider_key").annotate(Sum("points")))


def bodies(setting: Setting) -> Iterable[tuple[str, str]]:
    """The bodies of the county that take aid cases."""
    if setting.office is None:
        return []
    low, high = territories.county_reach(setting.office.territory)
    found = ServiceOrg.objects.filter(territory__gte=low, territory__lte=high, in_aid_pool=True, left_on=None)
    return [(str(org.pk), org.name) for org in found.order_by("name")]


def people(setting: Setting) -> Iterable[tuple[str, str]]:
    """The people one may choose, without those who left this case."""
    if setting.office is None:
        return []
    gone = f.removed(setting.facts) if len(setting.facts) else []
    return [(str(each.pk), str(each)) for each in pool(setting.office.territory, setting.today) if str(each.pk) not in gone]


def people_of_unit(setting: Setting) -> Iterable[tuple[str, str]]:
    """Those of the body the case was given to."""
    one = f.assigned(setting.facts)
    if setting.office is None or one is None or not one.org:
        return people(setting)
    return [(str(each.pk), str(each)) for each in pool(setting.office.territory, setting.today).filter(org_id=int(one.org))]


# What is recorded with the act --------------------------------------------------------------------------------------------


def of_assignment(asking: Asking) -> Mapping[str, Any]:
    """The body and the person as the registers have them, whether they are fit, and what the check of conflicts said."""
    data = asking.data
    standing = f.assigned(asking.facts)
    org = ServiceOrg.objects.filter(pk=_number(data.get("org") or (standing.org if standing else ""))).first()
    found: dict[str, Any] = {"org_name": org.name, "org": str(org.pk)} if org else {}
    if not data.get("points"):
        found["points"] = f.points(asking.facts)
    handler = Provider.objects.select_related("org").filter(pk=_number(data.get("handler"))).first()
    if handler is not None:
        found |= _of_handler(asking, handler, org) | _of_run(asking, handler)
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _of_run(asking: Asking, handler: Provider) -> dict[str, Any]:
    """The run that proposed, whom it proposed, and whether this is somebody else."""
    from fengqiao.lines.aidcases.models import AssignmentRun

    before = f.assignments(asking.facts)
    runs = AssignmentRun.objects.filter(case_ids__contains=[asking.matter.pk])
    if before and before[-1].ended_on:  # what was proposed for the one who left says nothing any more
        runs = runs.filter(at__date__gte=before[-1].ended_on)
    run = runs.order_by("-at", "-pk").first()
    if run is None:
        return {}
    hexed = asking.matter.pk.hex
    proposed = sorted({one["lawyer"] for plan in run.answered.values() for one in plan["assigned"] if one["case"] == hexed})
    return {"run": run.pk, "run_hash": run.input_hash, "proposed": proposed, "override": (str(handler.pk) not in proposed and bool(proposed)) or None}


def of_answer(asking: Asking) -> Mapping[str, Any]:
    """Whether somebody answers who was not asked; the centre records what the person asked has said."""
    one = f.offered(asking.facts)
    if one is None or asking.actor.staff_id == one.staff_id or asking.actor.roles & {role.code for role in CENTRE}:
        return {}
    return {"not_asked": True}


def of_override(asking: Asking) -> Mapping[str, Any]:
    """The name of whom one wants instead."""
    handler = Provider.objects.filter(pk=_number(asking.data.get("handler"))).first()
    return {"handler_name": handler.name} if handler else {}


def _number(value: Any) -> int:
    return int(value) if str(value or "").isdigit() else 0


def _of_handler(asking: Asking, handler: Provider, org: ServiceOrg | None) -> dict[str, Any]:
    [asked] = asked_of([(asking.matter, asking.facts)], asking.happened_on)
    found = edges.check(asking.actor, asking.matter, asked, [handler], now=timezone.now())[handler.pk]
    return {
        "handler_name": handler.name, "licence_no": handler.licence_no, "handler_kind": handler.kind, "office_phone": handler.phone,
        "criminal_on": handler.criminal_from.isoformat() if handler.criminal_from else None, "certified": list(handler.certified),
        "handler_staff": handler.staff_id, "payroll": handler.public_payroll or None, "not_fit": unfit(handler, asking.happened_on),
        "wrong_unit": bool(org and handler.org_id != org.pk) or None, "co_accused_case": _co_accused(asking, handler),
        "checked": [hit.words for hit in found], "conflict": barring(found, bool(asking.data.get("consents"))),
        "level": handler.level_in(area_of(asking.facts)) if len(asking.facts) else None, "minutes": _way(asking, handler),
    }  # fmt: skip


def _way(asking: Asking, handler: Provider) -> int | None:
    """Minutes one way that day, where the registers know both places."""
    if not len(asking.facts):
        return None
    application = asking.facts.opening.get("application")
    place = f.organ(asking.facts) or next(iter(travel.received_at([UUID(application)] if application else []).values()), "")
    return travel.minutes([handler], [place], asking.matter.territory)[handler.pk].get(place) if place else None


def barring(found: Iterable[Hit], consents: bool) -> str:
    """What of the hits keeps somebody from the case, in words; empty for nothing."""
    worst = [hit for hit in found if hit.severity is Severity.HARD or (hit.severity is Severity.CONSENT and not consents)]
    return "；".join(hit.words for hit in worst)


def unfit(handler: Provider, day: date) -> str:
    """Why the registers say no, in a sentence; empty where they say nothing."""
    org = handler.org
    if handler.left_on is not None and handler.left_on <= day:
        return f"{handler.name}已于{handler.left_on}退出人员库。"
    if not handler.in_aid_pool:
        return f"{handler.name}不在法律援助人员库。"
    if handler.kind in LICENSED and handler.licence_to is None:
        return f"{handler.name}的执业证有效期没有登记，不能确认是否有效。"
    for holder in (handler, org):
        if holder is not None and holder.licence_to is not None and holder.licence_to < day:
            return f"{holder.name}的执业证（许可证）有效期到{holder.licence_to}，已经过期。"
    held = Suspension.objects.filter(Q(provider=handler) | Q(org_id=handler.org_id, org__isnull=False))
    held = held.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)
    return f"{handler.name}或者所在机构正在暂停指派。" if held.exists() else ""


def _co_accused(asking: Asking, handler: Provider) -> str:
    """The number of a co-accused's case this person has."""
    from fengqiao.lines.aidcases.models import AidCase

    case_set = asking.facts.opening.get("case_set") if len(asking.facts) else None
    if not case_set:
        return ""
    found = AidCase.objects.filter(case_set=case_set, provider_key=str(handler.pk)).exclude(pk=asking.matter.pk).exclude(handler_name="").first()
    return found.number if found else ""


# Conflicts ---------------------------------------------------------------------------------------------------------------


def index_of(party: PartyFact) -> bytes | None:
    """By what a party is known again: the number of the card, for a body its name."""
    if party.get("kind") == "org":
        return keys.body(party.name)
    return keys.person(party.get("id_no")) if party.get("id_no") else None


def _indexes(parties: Iterable[PartyFact]) -> frozenset[bytes]:
    return frozenset(found for party in parties if (found := index_of(party)) is not None)


def case_key(facts: Facts) -> bytes | None:
    """The same case in any line: the organ and its number."""
    number = facts.value("organ_case_no")
    return keys.case(f.organ(facts), str(number)) if number and f.organ(facts) else None


def asked_of(cases: Sequence[tuple[Matter, Facts]], day: date) -> list[Asked]:
    """Each case as far as a conflict depends on it, in their order. Who applied on the other side counts though our form names no number of theirs."""
    against = complained.opposed([(matter.pk, _application(facts)) for matter, facts in cases])
    alone = bool(cases) and _only_firm(cases[0][0].territory)
    return [_asked_of(facts, day, against.get(matter.pk, frozenset()), alone) for matter, facts in cases]


def _application(facts: Facts) -> UUID | None:
    told = facts.opening.get("application")
    return UUID(told) if told else None


def _only_firm(territory: int) -> bool:
    """Whether the county has one firm alone: then both sides may consent to two lawyers of it."""
    low, high = territories.county_reach(territory)
    return ServiceOrg.objects.filter(territory__gte=low, territory__lte=high, kind=OrgKind.FIRM, left_on=None).count() == 1


def _asked_of(facts: Facts, day: date, facing: frozenset[bytes], only_firm: bool) -> Asked:
    form = f.aid_form(facts)
    return Asked(
        on=day, client=_indexes(p for p in facts.parties if p.side in ("", codes.RECIPIENT)), opponents=_indexes(f.opponents(facts)) | facing, facing=facing,
        case=case_key(facts), organ=f.organ(facts), litigation=form in codes.LITIGATION, criminal=form in codes.LAWYERS_ONLY, only_firm=only_firm,
    )  # fmt: skip


def check_many(actor: Actor, cases: Sequence[tuple[Matter, Asked]], providers: Collection[Provider]) -> list[dict[int, tuple[Hit, ...]]]:
    """What is known against each of these, case by case."""
    return edges.check_all(actor, cases, providers, now=timezone.now())


def source(matter: Matter, n: int) -> str:
    return f"aidcases:{matter.pk.hex}:{n}"


def record_edge(carrying: Carrying) -> None:
    """That this person acts for the recipients is known to later checks: of nobody's list, as a blind index."""
    one = f.assigned(carrying.facts)
    handler = Provider.objects.filter(pk=_number(one.handler)).first() if one and one.named_on else None
    if one is None or handler is None:
        return
    for index in sorted(_indexes(f.recipients(carrying.facts))):
        said = edges.Said(
            kind=EdgeKind.AGENT, party=index, from_on=carrying.happened_on, source=source(carrying.matter, one.n), provider=handler, case=case_key(carrying.facts),
            side=codes.RECIPIENT,
        )  # fmt: skip
        edges.record_edge(said, territory=carrying.matter.territory, now=carrying.now)


def end_edge(carrying: Carrying) -> None:
    """The handler has the case no longer; that he had it stays."""
    one = f.last_assigned(carrying.facts)
    if one is not None:
        edges.end_edge(source(carrying.matter, one.n), on=carrying.happened_on)
