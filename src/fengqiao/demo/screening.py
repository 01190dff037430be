"""Screening in the invented county: a round of last month with late and zero reports, one under way, a sensitive period ahead.

Most units answer zero; what they found stands at several steps of its disposal; disputes that came in since question some.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import county_reach
from fengqiao.lines.disputes.published import DisputeOpened
from fengqiao.lines.disputes.subscribers import take_lead
from fengqiao.lines.screening import following
from fengqiao.lines.screening.leads import procedure as leads
from fengqiao.lines.screening.models import Lead, ScreeningReport
from fengqiao.lines.screening.periods import procedure as periods
from fengqiao.lines.screening.published import LeadRaised
from fengqiao.lines.screening.reports import procedure as reports
from fengqiao.lines.screening.rounds import procedure as rounds
from fengqiao.lines.screening.rounds.scope import units_of
from fengqiao.lines.screening.subscribers import SCREENING
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post

TOWNS = 10  # how many townships the round of last month asked: enough to see, quick to load
SIGNS = (
    ("T02", "两家因院墙滴水多次争吵，邻居劝开，双方都说要找人评理。", "sign", "上门劝解，约两家一起看现场。"),
    ("T07", "承包地边界不清，春耕时争过一次，一方已拔掉对方的界桩。", "happened", "请村里找出承包合同，到地头核对。"),
    ("T01", "夫妻因外出务工、孩子读书的事争吵，女方回了娘家。", "sign", "请妇联干部一起走访。"),
    ("T10", "工地停工，七名工人说两个月工资没有结，准备去镇上讨要。", "happened", "告知镇里，请人社派人对账。"),
    ("T17", "小区停车位收费方式变动，业主群里言辞激烈，有人提议堵门。", "worse", "物业和业主代表当面商谈，派出所到场。"),
    ("T03", "翻建房屋超出原宅基，邻居认为挡光，口头要求停工。", "sign", "先停工，请国土所量一量。"),
)  # fmt: skip
PLACES = ("一组", "二组", "三组", "村口", "河边", "集镇")


def load_screening(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """Two rounds with their reports and leads, and a sensitive period that begins in six days."""
    people = _people(plan, today)
    section = people[_SECTION]
    office = Office.objects.get(pk=section.office_id)
    with transaction.atomic():
        before = _last_month(plan, section, office, today)
        _under_way(plan, office, today)
        _ahead(section, office, today)
        found = _dispose(people, today)
        questioned = _contradict(before, today)
    count = ScreeningReport.objects.filter(demo=True, territory__range=_county(before)).count()
    say(f"  排查上报 {count}份、苗头线索{found}条、存疑的零报告{questioned}份已装入。")


_SECTION = -1


def _people(plan: CountyPlan, day: date) -> dict[int, Actor]:
    """Who reports for each unit on a day, by its office; the head of each justice office; the bureau's section."""
    found: dict[int, Actor] = {}
    posts = Post.objects.held_on(day).filter(office__territory__in=[unit.territory for unit in plan.units])
    for post in posts.select_related("office", "staff").order_by("pk"):
        if "section_mediation" in post.roles:
            found.setdefault(_SECTION, actor_of(post))
        elif {"grid", "mediator", "committee_head", "office_head"} & set(post.roles):
            found.setdefault(post.office_id, actor_of(post))
    return found


def _last_month(plan: CountyPlan, actor: Actor, office: Office, today: date) -> Matter:
    """A regular round of last month, summed up."""
    end = today.replace(day=1) - timedelta(days=1)
    first, deadline = end.replace(day=16), end
    people = _people(plan, first)
    below = list(Office.objects.filter(kind="office", territory__range=office.reach).order_by("territory")[:TOWNS])
    given = {
        **_plan(f"{end.year}年{end.month}月下半月定期排查", first, end, deadline, "婚恋家庭、邻里、土地流转、拖欠工资"),
        "below": [{"office": each.pk} for each in below],
    }  # fmt: skip
    made = _start(actor, office, given, first)
    facts, closed = standing_of(made).facts, deadline + timedelta(days=1)
    for number, unit in enumerate(units_of(given, office)):
        doings = [_asked(facts, unit, made.pk, first, actor)]
        answer = _answer(number, unit, people, first, deadline, late=number % 17 == 3, missing=number % 41 == 7)
        doings += answer
        doings.append(_said(reports.sum_up if answer else reports.miss, {}, closed, actor))
        _open_report(actor, unit, doings, closed)
    summed = {"incomplete": True, "analysis": "邻里和土地纠纷苗头居多，集中在春耕、建房；已逐条落实处置人和期限。"}
    return perform(actor, made.pk, [Doing(rounds.summarise, summed, closed)], now=evening_of(closed)).matter


def _under_way(plan: CountyPlan, office: Office, today: date) -> None:
    """A round under way in one township, started by its head; about half of the units have answered."""
    begun = today - timedelta(days=6)
    people = _people(plan, begun)
    for town in Office.objects.filter(kind="office", territory__range=office.reach).order_by("territory")[:2]:
        head = people.get(town.pk)
        if head is None or "office_head" not in head.roles:
            continue
        last = today.replace(day=monthrange(today.year, today.month)[1])
        deadline = min(max(today + timedelta(days=2), last), today + timedelta(days=4))
        given = _plan(
            f"{town.short_name.removesuffix('司法所')}{today.month}月排查",
            begun,
            deadline,
            deadline,
            "邻里、物业、欠薪",
        )
        made = _start(head, town, given, begun)
        facts = standing_of(made).facts
        for number, unit in enumerate(units_of(given, town)):
            doings = [_asked(facts, unit, made.pk, begun, head)]
            doings += _answer(number, unit, people, begun, today, late=False, missing=number % 2 == 1)
            _open_report(head, unit, doings, today)


def _ahead(actor: Actor, office: Office, today: date) -> None:
    """A sensitive period in six days, with its first days on the roster."""
    begins = today + timedelta(days=6)
    given = {
        "name": "岁末年初", "from": begins.isoformat(), "to": (begins + timedelta(days=9)).isoformat(), "frequency": "daily",
        "unit_kinds": ["office"], "theme": "欠薪、返乡婚恋、债务", "demands": "每日零报告；有事随时报。",
    }  # fmt: skip
    roster = [
        {"day": (begins + timedelta(days=n)).isoformat(), "staff": actor.staff_id, "shift": "全天"}
        for n in range(0, 6, 2)
    ]
    doings = [Doing(periods.declare, given, today), Doing(periods.set_roster, {"duty": roster}, today)]
    open_matter(
        actor, registry.procedure_on(periods.PERIOD.code, today), doings, office, now=evening_of(today), demo=True
    )


def _plan(name: str, first: date, last: date, deadline: date, theme: str) -> dict[str, Any]:
    return {
        "name": name, "kind": "regular", "frequency": "half_month", "period_from": first.isoformat(), "period_to": last.isoformat(),
        "deadline": deadline.isoformat(), "theme": theme, "demands": "走访到户，重点看外出务工返乡、建房、合伙经营的人家。", "unit_kinds": ["committee"],
    }  # fmt: skip


def _start(actor: Actor, office: Office, given: dict[str, Any], day: date) -> Matter:
    doings = [Doing(rounds.plan, given, day), Doing(rounds.start, {"deadline": given["deadline"]}, day)]
    procedure = registry.procedure_on(rounds.ROUND.code, day)
    return open_matter(actor, procedure, doings, office, now=evening_of(day), demo=True).matter


def _said(action: Action, data: dict[str, Any], day: date, actor: Actor) -> Doing:
    return Doing(action, data, day, done_by=actor, entered_at=evening_of(day))


def _asked(facts: Any, unit: Office, round_id: UUID, day: date, actor: Actor) -> Doing:
    return _said(reports.expect, following.expected(facts, unit, round_id), day, actor)


def _answer(
    number: int, unit: Office, people: dict[int, Actor], first: date, deadline: date, *, late: bool, missing: bool
) -> list[Doing]:
    """What a unit reports: mostly nothing found, here and there a sign or two."""
    actor = people.get(unit.pk)
    if actor is None or missing:
        return []
    day = (
        deadline + timedelta(days=1) if late else first + timedelta(days=(number * 5) % max((deadline - first).days, 1))
    )
    data: dict[str, Any] = {"visited": 30 + number * 7 % 90}
    if number % 6 == 1:
        kind, summary, development, suggestion = SIGNS[number % len(SIGNS)]
        place = f"{unit.short_name.removesuffix('调委会')}{PLACES[number % len(PLACES)]}"
        data["leads"] = [
            {"type": kind, "place": place, "summary": summary, "development": development, "suggestion": suggestion}
        ]
    else:
        data["zero"] = True
    return [_said(reports.file, data, day, actor)]


def _open_report(actor: Actor, unit: Office, doings: list[Doing], last: date) -> None:
    procedure = registry.procedure_on(reports.SCREENING.code, doings[0].happened_on)
    made = open_matter(actor, procedure, doings, unit, now=evening_of(last), demo=True).matter
    if any(doing.data.get("leads") for doing in doings):
        following.open_leads(made.pk, now=evening_of(last))


def _dispose(people: dict[int, Actor], today: date) -> int:
    """The leads stand at several steps: some wait, some are in hand, some have ended; how many there are."""
    found = list(Lead.objects.filter(demo=True).select_related("office").order_by("opened_on", "pk"))
    heads = {actor.territory: actor for actor in people.values() if "office_head" in actor.roles}
    for number, lead in enumerate(found):
        head = heads.get(lead.territory // 10**6 * 10**6)
        if head is not None:
            for action, data in _steps(number, today):
                day = max(lead.opened_on, min(lead.opened_on + timedelta(days=1), today))
                perform(head, lead.pk, [Doing(action, data, day)], now=evening_of(day))
                if action is leads.raise_matter:
                    take_lead(LeadRaised(lead.pk, day), now=evening_of(day))  # heard that evening
    return len(found)


def _steps(number: int, today: date) -> Iterator[tuple[Action, dict[str, Any]]]:
    if number % 5 == 0:
        return
    disposal = ("raise", "dissolve", "watch", "refer")[number % 4]
    yield leads.decide, {"disposal": disposal, "disposal_due": (today + timedelta(days=number % 9)).isoformat()}
    if number % 3 == 0:
        return
    if disposal == "dissolve":
        yield leads.dissolve, {"outcome": "请双方到现场量过，各让一步，已经和好。"}
    elif disposal == "refer":
        yield leads.refer, {"organ": "镇综合执法队", "explanation": "涉及违建认定，先由主管部门查清。"}
    elif disposal == "raise":
        yield leads.raise_matter, {}


def _contradict(before: Matter, today: date) -> int:
    """Zero reports are questioned by disputes of those days that came in since; how many were.

    It is recorded on the day it was found; the worker, which hears of the same disputes later, has nothing to add. Where
    none happens to be in question, one of last month is, so that the way back (倒查) can be seen on any day.
    """
    found = sum(
        following.contradict(occurred_on, place, matter_id, on, now=evening_of(on))
        for occurred_on, place, matter_id, on in _opened(*_county(before))
    )
    return found or _contradict_one(before, today)


def _county(matter: Matter) -> tuple[int, int]:
    return county_reach(matter.territory)


def _opened(low: int, high: int) -> Iterator[tuple[date, int, UUID, date]]:
    """The county's disputes as the worker will hear of them: when it happened, where, which, and when it came in."""
    heard = ProcrastinateJob.objects.filter(task_name="matter.deliver", args__event=DisputeOpened.name)
    for payload in (args["payload"] for args in heard.order_by("pk").values_list("args", flat=True)):
        place = int(payload["place"])
        if payload["occurred_on"] and payload["origin"] != SCREENING and low <= place <= high:
            occurred_on, on = (date.fromisoformat(payload[name]) for name in ("occurred_on", "on"))
            yield occurred_on, place, UUID(payload["matter_id"]), on


def _contradict_one(before: Matter, today: date) -> int:
    silent = ScreeningReport.objects.filter(round_id=before.pk, zero=True, late=False).order_by("territory").first()
    since = Matter.objects.filter(line="disputes", territory__range=_county(before), opened_on__gt=before.opened_on)
    dispute = since.order_by("opened_on", "pk").first()
    if silent is None or silent.filed_on is None or dispute is None:
        return 0
    noticed = min(max(silent.deadline_on + timedelta(days=4), dispute.opened_on), today)
    return following.contradict(silent.period_from_on, silent.territory, dispute.pk, noticed, now=evening_of(noticed))
