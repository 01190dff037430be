"""Text messages to a family: the time is set, not set, tomorrow, changed, one has become free.

A text lies on other people's screens: it speaks of an appointment at an office and of nothing else, so that nobody who reads
over a shoulder learns that somebody is in prison. Sent only to a telephone whose owner said so (``texts`` beside the number);
the message room keeps the quiet hours. What the prison said of the inmate is never texted: somebody calls.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.booking.free import when
from fengqiao.booking.models import Resource
from fengqiao.booking.spans import HERE, day
from fengqiao.lines.visits import codes, states
from fengqiao.lines.visits.models import VisitRequest
from fengqiao.lines.visits.published import TELLS, FamilyTold
from fengqiao.matter.actions import standing_of
from fengqiao.matter.events import subscribes
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.messages.models import OPEN, OutMessage, State, Way
from fengqiao.messages.refusals import MessageRefused
from fengqiao.messages.sending import send
from fengqiao.messages.wording import Template, declare

SMS = (Way.SMS,)
TAKEN = declare(Template(
    "appointment_taken", "预约收到", "您的预约已经登记，编号尾号{tail}，定下时间再告诉您。有事请打{office}的电话。", channels=SMS,
))  # fmt: skip
SET = declare(Template(
    "appointment_set", "预约定了", "您的预约定在{when}，地点{office}。请提前30分钟到，带身份证，第一次来还要带户口簿。来不了请早些打电话。", channels=SMS,
))  # fmt: skip
NOT_SET = declare(Template(
    "appointment_not_set", "预约没有办成", "您的预约（尾号{tail}）这次没有办成，{office}会打电话向您说明，请保持电话畅通。", channels=SMS,
))  # fmt: skip
TOMORROW = declare(Template(
    "appointment_tomorrow", "明天的预约", "提醒：您的预约是{when}，地点{office}。请提前30分钟到，带身份证。来不了请早些打电话。", channels=SMS,
))  # fmt: skip
CHANGED = declare(Template(
    "appointment_changed", "预约有变动", "您的预约（尾号{tail}）有变动，原来定的时间请先不要来，{office}会打电话另约。", channels=SMS,
))  # fmt: skip
FREE = declare(Template(
    "appointment_free", "有空出的时间", "您排队的预约有时间空出来了：{when}，地点{office}。方便的话请尽快打{office}的电话。", channels=SMS,
))  # fmt: skip
OVERTAKEN = "后来又有变动，这一条不再发送。"
TEMPLATES = (TAKEN, SET, NOT_SET, TOMORROW, CHANGED, FREE)


def numbers(facts: Facts) -> dict[int, str]:
    """The telephones that were given for this, by the visitor's number; one that two share only once."""
    found: dict[int, str] = {}
    for party in states.visitors(facts):
        phone = str(party.get("phone", ""))
        if party.get("texts") and phone and phone not in found.values():
            found[party.n] = phone
    return found


def _what(facts: Facts, fact: Fact) -> tuple[Template, datetime | None, datetime | None, int | None] | None:
    """What an act is told as, with the time and terminal it names; None where nothing is texted."""
    if fact.action == "ask":
        return (TAKEN, None, None, None) if fact.get("channel") not in codes.BY_ONESELF else None  # the phone page has said so
    if fact.action == "refuse":
        return NOT_SET, None, None, None
    if fact.action in ("put_off", "cancel"):
        return (CHANGED, None, None, None) if fact.get("by") != codes.FAMILY else None
    if fact.action == "fault":
        return CHANGED, None, None, None
    if fact.action == "approve":
        slot = states.current(facts)
        return (SET, slot.from_at, slot.to_at, slot.resource_id) if slot is not None else None
    if fact.action == "offer_slot" and states.offered(facts) == fact:
        named = states.named(fact)
        return FREE, named.from_at, named.to_at, named.resource_id
    return None


@subscribes(FamilyTold)
def text_the_family(event: FamilyTold) -> None:
    tell(event.matter_id, event.entry, timezone.now())


def tell(matter_id: UUID, entry: int, now: datetime) -> int:
    """Text what an entry means for the family; how many were told. Repeatable.

    What still waits for the morning is overtaken by it; what is long past when it is recorded is not told.
    """
    row = VisitRequest.objects.select_related("office").get(pk=matter_id)
    facts = standing_of(row).facts
    fact = next((each for each in facts if each.seq == entry), None)
    if fact is None or any(each.seq > entry and each.action in TELLS for each in facts):
        return 0
    waiting = OutMessage.objects.filter(matter_id=matter_id, state__in=OPEN, template__in=[each.code for each in TEMPLATES])
    waiting.exclude(key__startswith=_key(row, f"e{entry}")).update(state=State.CANCELLED, last_error=OVERTAKEN)
    if fact.happened_on < timezone.localdate(now) - timedelta(days=1):
        return 0
    found = _what(facts, fact)
    if found is None:
        return 0
    template, begins, ends, resource = found
    return _send(row, facts, template, f"e{entry}", now, begins, ends, resource)


def _key(row: VisitRequest, key: str) -> str:
    return f"visit:{row.pk}:{key}:"


def remind(now: datetime) -> int:
    """Text those who come tomorrow; how many. Repeatable."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    rows = VisitRequest.objects.filter(stage="approved", visit_at__gte=day(tomorrow), visit_at__lt=day(tomorrow + timedelta(days=1)))
    count = 0
    for row in rows.select_related("office").order_by("pk"):
        facts = standing_of(row).facts
        slot = states.current(facts)
        if slot is not None and states.faulted(facts) is None:
            count += _send(row, facts, TOMORROW, f"t{slot.since.seq}", now, slot.from_at, slot.to_at, slot.resource_id)
    return count


@app.periodic(cron="0 16 * * *")
@app.task(name="visits.remind", queue="sweep", queueing_lock="visits.remind")
def remind_families(timestamp: int = 0) -> None:
    """Once a day at four in the afternoon."""
    remind(timezone.now())


def _send(
    row: VisitRequest, facts: Facts, template: Template, key: str, now: datetime, begins: datetime | None, ends: datetime | None,
    resource: int | None,
) -> int:  # fmt: skip
    """To every telephone given for it. A number that cannot be texted, or has had enough today, goes without."""
    if begins is not None and begins <= now:
        return 0
    of = Resource.objects.filter(pk=resource).select_related("office").first() if resource else None
    given: dict[str, object] = {
        "tail": (row.number or "")[-4:], "office": (of.office if of is not None else row.office).short_name,
        "when": when(begins.astimezone(HERE), ends) if begins is not None else "",
    }  # fmt: skip
    values = {name: value for name, value in given.items() if name in template.slots}
    count = 0
    for n, phone in numbers(facts).items():
        try:
            send(
                template, to=phone, channel=Way.SMS, values=values, now=now, key=f"{_key(row, key)}{n}", matter_id=row.pk,
                territory=row.territory,
            )  # fmt: skip
        except MessageRefused:
            continue
        count += 1
    return count
