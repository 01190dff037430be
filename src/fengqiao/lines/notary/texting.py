"""One text the day before, to who asked for it: an appointment at a place, and nothing of what it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.booking.spans import day
from fengqiao.lines.notary.models import NotaryBooking
from fengqiao.lines.notary.states import current
from fengqiao.matter.actions import standing_of
from fengqiao.messages.models import Way
from fengqiao.messages.refusals import MessageRefused
from fengqiao.messages.sending import send
from fengqiao.messages.wording import Template, declare

TOMORROW = declare(Template(
    "notary_tomorrow", "明天的预约（窗口）", "提醒：您的预约是{when}。请带齐材料原件和身份证。来不了请打电话改约。", channels=(Way.SMS,),
))  # fmt: skip


@app.periodic(cron="30 8 * * *")
@app.task(name="notary.tomorrow", queue="sweep", queueing_lock="notary.tomorrow")
def tomorrow(timestamp: int = 0) -> None:
    """Each morning, for the next day."""
    remind(timezone.now())


def remind(now: datetime) -> int:
    """How many were sent; a second run sends none again."""
    on = timezone.localdate(now) + timedelta(days=1)
    rows = NotaryBooking.objects.filter(stage="booked", slot_at__gte=day(on), slot_at__lt=day(on + timedelta(days=1)))
    return sum(_remind(row, now) for row in rows.order_by("pk"))


def _remind(row: NotaryBooking, now: datetime) -> int:
    facts = standing_of(row).facts
    slot, sent = current(facts), 0
    phones = {str(party.get("phone")) for party in facts.present_parties if party.get("texts") and party.get("phone")}
    for phone in sorted(phones) if slot is not None else ():
        assert slot is not None
        key = f"notary:{row.pk}:{slot.since.seq}:{phone[-4:]}"
        try:
            send(TOMORROW, to=phone, channel=Way.SMS, values={"when": slot.words.replace("公证员上门", "上门").replace("公证窗口", "窗口")}, now=now, key=key, matter_id=row.pk, territory=row.territory)
            sent += 1
        except MessageRefused:
            continue
    return sent
