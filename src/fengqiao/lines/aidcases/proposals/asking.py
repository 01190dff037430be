"""The problem of one run, read from the cases that wait, the people in the pool and what they have in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time

from django.db.models import Count, Max, Sum
from django.utils import timezone

from fengqiao.assignment import Case, Conflict, Form, Kind, Lawyer, Mode, Opposed, Problem, Severity, Span
from fengqiao.divisions import territory as territories
from fengqiao.lines.aidcases import codes, gathering
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.areas import area_of
from fengqiao.lines.aidcases.models import AidCase, Assignment
from fengqiao.lines.aidcases.proposals import travel
from fengqiao.lines.legalaid.published import opposed_among
from fengqiao.matter.actions import records_by_matter, standing_of
from fengqiao.matter.models import ClockState, DeadlineRow
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.providers import codes as provider_codes
from fengqiao.providers.conflicts import Asked
from fengqiao.providers.models import Provider, Unavailable

BUSINESS_ENDS = time(17, 30)
FORMS = {
    codes.DEFENDED: Form.CRIMINAL, codes.CRIMINAL: Form.CRIMINAL, "civil": Form.CIVIL, "administrative": Form.ADMINISTRATIVE, "compensation": Form.STATE_COMPENSATION,
    "arbitration": Form.LABOUR, "reconsideration": Form.RECONSIDERATION, "nonlit": Form.NON_LITIGATION, "drafting": Form.DRAFTING, "enforcement": Form.ENFORCEMENT,
}  # fmt: skip
KINDS = {"lawyer": Kind.LAWYER, "basic_worker": Kind.BASIC, "agency_staff": Kind.STAFF, "volunteer": Kind.VOLUNTEER}
LANGUAGES = dict(provider_codes.LANGUAGES)  # in words: what is said of them is read by people
SIGN = LANGUAGES["sign"]
SUFFERED = ("强奸", "猥亵", "性侵", "家庭暴力", "家暴", "虐待")  # a girl who suffered it has a woman lawyer where there is one
SEVERITIES = {1: Severity.WARN, 2: Severity.CONSENT, 3: Severity.HARD}


def waiting(actor: Actor) -> list[AidCase]:
    """The cases within reach that nobody has yet, the oldest first."""
    rows = AidCase.objects.filter(territory__gte=actor.low, territory__lte=actor.high, stage="pending", closed=False, sealed=False)
    return list(rows.select_related("office").order_by("received_on", "number"))


def problem_of(actor: Actor, cases: Collection[AidCase], now: datetime, mode: Mode) -> Problem:
    """What is asked: these cases, and everybody in the county's pool with what is in hand."""
    day = timezone.localdate(now)
    people = list(gathering.pool(actor.territory, day)) if cases else []
    facts = _facts(cases)
    asked = gathering.asked_of([(case, facts[case.pk.hex]) for case in cases], day)
    conflicts = list(_conflicts(actor, list(cases), asked, people))
    towns = travel.received_at(case.application_id for case in cases)
    places = {case.organ or towns.get(case.application_id, "") for case in cases}
    return Problem(
        ways_may_be_unknown=True, travel_source=travel.source(actor.territory),
        now=timezone.localtime(now).replace(tzinfo=None, microsecond=0), lawyers=tuple(_lawyers(actor, people, places, day)), conflicts=tuple(conflicts), opposed=tuple(_opposed(list(cases), asked)), mode=mode,
        cases=tuple(_case(case, facts[case.pk.hex], due, towns.get(case.application_id, "")) for case, due in zip(cases, _due(cases), strict=True)), only=next(iter(cases)).pk.hex if mode is Mode.SINGLE else "",
    )  # fmt: skip


def _facts(cases: Collection[AidCase]) -> dict[str, Facts]:
    records = records_by_matter([case.pk for case in cases])
    return {case.pk.hex: standing_of(case, records.get(case.pk, [])).facts for case in cases}


def _due(cases: Collection[AidCase]) -> list[datetime | None]:
    """The last moment in law to name somebody: the close of business of the day."""
    rows = DeadlineRow.objects.filter(matter_id__in=[case.pk for case in cases], state=ClockState.RUNNING)
    rows = rows.filter(rule__in=("assign_notice", "assign_other", "assign_grant", "rename"))
    found: dict[object, date] = {}
    for row in rows:
        found[row.matter_id] = min(row.due_on, found.get(row.matter_id, row.due_on))
    return [datetime.combine(found[case.pk], BUSINESS_ENDS) if case.pk in found else None for case in cases]


def _case(case: AidCase, facts: Facts, due: datetime | None, town: str) -> Case:
    aids = set(facts.opening.get("need_aids") or ())
    key = gathering.case_key(facts) if case.aid_form in codes.LAWYERS_ONLY else None
    refused = [one.handler for one in f.assignments(facts) if one.ended == "refused" and one.handler]
    return Case(
        id=case.pk.hex, points=f.points(facts), form=FORMS.get(case.aid_form, Form.CIVIL), area=area_of(facts), place=case.organ or town, town=town, due_at=due,
        opened_at=datetime.combine(case.received_on, time(9)) if case.received_on else None, life_or_death=f.is_grave(facts), minor=case.minor,
        woman_lawyer=_needs_a_woman(case, facts), sole_language=SIGN if "sign" in aids else "", interpreter_booked="interpreter" in aids, wish_gender="F" if "woman" in aids else "",
        hearings=(_hearing(case.hearing_on, case.organ),) if case.hearing_on else (), co_defendants=case.case_set.hex if case.case_set else key.hex() if key else "",
        previous_lawyer=str(facts.opening.get("previous_handler", "")), excluded=frozenset(f.removed(facts)), refused=frozenset(refused),
    )  # fmt: skip


def _hearing(on: date, organ: str) -> Span:
    """Of a hearing the day is known: whoever attends it is there that day."""
    return Span(datetime.combine(on, time(9)), datetime.combine(on, time(17)), organ)


def _needs_a_woman(case: AidCase, facts: Facts) -> bool:
    """A girl against whom violence or a sexual assault was committed (H3)."""
    who = f.recipient(facts)
    return bool(case.minor and who and who.get("sex") == "女" and case.aid_form != codes.DEFENDED and (f.is_violent(facts) or any(word in case.cause for word in SUFFERED)))


def _opposed(cases: Sequence[AidCase], told: Sequence[Asked]) -> Iterable[Opposed]:
    """The cases of the run whose people stand against each other: known again as parties, or by their applications; told as two ids."""
    asked = {case.pk.hex: one for case, one in zip(cases, told, strict=True)}
    clients: dict[bytes, list[str]] = defaultdict(list)
    for key, one in asked.items():
        for party in one.client:
            clients[party].append(key)
    pairs = {frozenset((key, other)) for key, one in asked.items() for party in one.opponents for other in clients.get(party, ())}
    of_application = {case.application_id: case.pk.hex for case in cases if case.application_id}
    pairs |= {frozenset((of_application[one], of_application[other])) for one, other in opposed_among(of_application)}
    return [Opposed(min(pair), max(pair)) for pair in sorted(pairs, key=sorted) if len(pair) == 2]


def _conflicts(actor: Actor, cases: Sequence[AidCase], asked: Sequence[Asked], people: list[Provider]) -> Iterable[Conflict]:
    """A rule and how hard it is; whom it concerns on the other side is not asked."""
    found = gathering.check_many(actor, list(zip(cases, asked, strict=True)), people)
    for case, against in zip(cases, found, strict=True):
        for key, hits in against.items():
            for hit in hits:
                yield Conflict(case.pk.hex, "H6" if hit.rule.code.startswith("H6") else "H4", SEVERITIES[int(hit.severity)], lawyer=str(key))


def _lawyers(actor: Actor, people: list[Provider], organs: Collection[str], day: date) -> Iterable[Lawyer]:
    low, high = territories.county_reach(actor.territory)
    inside = {"territory__gte": low, "territory__lte": high}
    in_hand = gathering.in_hand(low, high)
    points = gathering.points_in_hand(low, high)
    sets: dict[str, set[str]] = defaultdict(set)
    for key, case_set in in_hand.exclude(case_set=None).values_list("provider_key", "case_set"):
        sets[key].add(case_set.hex if case_set else "")
    made = Assignment.objects.filter(**inside, on__year=day.year).exclude(provider_key="")
    year = {key: (total, last) for key, total, last in made.values_list("provider_key").annotate(Sum("points"), Max("on"))}
    month = dict(made.filter(on__month=day.month).values_list("provider_key").annotate(Count("pk")))
    away, ways = _away(people, day), travel.minutes(people, organs, actor.territory)
    for one in people:
        key = str(one.pk)
        total, last = year.get(key, (0, None))
        yield _lawyer(one, points.get(key, 0), total, last, month.get(key, 0), away[one.pk], frozenset(sets[key]), ways[one.pk])


def _away(people: list[Provider], day: date) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for row in Unavailable.objects.filter(provider__in=people, to_on__gte=day):
        found[row.provider_id].append(Span(datetime.combine(row.from_on, time(0)), datetime.combine(row.to_on, time(23, 59))))
    named = {str(one.pk): one.pk for one in people}
    held = AidCase.objects.filter(provider_key__in=named, closed=False, hearing_on__gte=day).values_list("provider_key", "hearing_on", "organ")
    for key, on, organ in held.order_by("hearing_on", "organ"):
        if on is not None:
            found[named[key]].append(_hearing(on, organ))
    return found


def _lawyer(one: Provider, points: int, total: int, last: date | None, new: int, away: list[Span], sets: frozenset[str], ways: dict[str, int]) -> Lawyer:
    certified = frozenset("minor" if each == "minors" else each for each in one.certified)
    return Lawyer(
        id=str(one.pk), name=one.name, firm=str(one.org_id or ""), kind=KINDS[one.kind], gender=one.sex.upper(), capacity=one.capacity_points, open_points=points,
        ytd_points=total, last_assigned_at=datetime.combine(last, time(12)) if last else None, new_this_month=new, max_new_month=one.most_new_a_month,
        licence_valid_to=one.licence_to, criminal_since=one.criminal_from, specialties={area: int(level) for area, level in one.specialties.items()}, certified=certified,
        languages=frozenset(LANGUAGES.get(code, code) for code in one.languages) | ({SIGN} if "sign" in one.certified else frozenset()), public_payroll=one.public_payroll, unavailable=tuple(away), co_defendants=sets, travel=ways,
    )  # fmt: skip
