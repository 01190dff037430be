"""The invented county's corrections centre: rooms, equipment, a roster for this month, bookings of the last weeks and of today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from fengqiao.booking import keeping, taking
from fengqiao.booking.models import Booking, Condition, Kind, Resource
from fengqiao.booking.roster import keeping as roster
from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.reading import days_of, month_of, people_of, shifts_of
from fengqiao.booking.spans import at
from fengqiao.booking.taking import Wanted
from fengqiao.daycount.months import add_months
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import compose
from fengqiao.lines.corrections.centre import codes
from fengqiao.lines.corrections.models import CentreReception
from fengqiao.matter import calendars
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post

SERIAL = 950  # among the bureau's own units
ROOMS = (
    ("报到宣告室", 12), ("训诫室", 6), ("教育培训室", 40), ("心理辅导室", 4), ("远程视频会见室", 6), ("检察联络室", 6), ("未成年人等候室", 4),
)  # fmt: skip
THINGS = (
    ("1号电子定位装置", "电子定位装置", "YS-0001"), ("2号电子定位装置", "电子定位装置", "YS-0002"), ("1号执法记录仪", "执法记录仪", "YS-0103"),
    ("2号执法记录仪", "执法记录仪", "YS-0104"), ("自助报到终端", "自助终端", "YS-0201"), ("视频会议终端", "视频会议终端", "YS-0202"),
    ("身份证读卡器", "身份核验设备", "YS-0301"),
)  # fmt: skip
# hour, minutes, room, purpose, people, minors
A_DAY = (("09:00", 40, 0, "declare", 5, False), ("09:30", 30, 1, "talk", 3, False), ("10:30", 60, 4, "court", 4, False), ("15:00", 90, 2, "educate", 18, False))
TODAY = (*A_DAY, ("14:00", 60, 3, "counsel", 2, False), ("16:00", 40, 0, "declare", 4, True))
VISITS = (
    ("person", "咨询外出请假手续", "讲明条件和材料，交代提前三日申请。"), ("family", "问能不能带孩子一起来参加宣告", "告知成年人的宣告不影响家属陪同，在等候室等候。"),
    ("unit", "村委会送小组成员回执", "收下，转社区矫正管理股。"), ("organ", "县法院送执行通知书", "签收送达回执。"), ("procuratorate", "检察院来看档案", "在检察联络室陪同查阅。"),
)  # fmt: skip


def load_centre(plan: CountyPlan, *, say: Callable[[str], None], now: datetime) -> None:
    """The centre as an office of the bureau, with everything that stands in it."""
    today = timezone.localdate(now)
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    held = Post.objects.held_on(today).filter(office=bureau, roles__overlap=["corrections_staff", "corrections_head"])
    people = [actor_of(post) for post in held.select_related("office", "staff").order_by("pk")]
    if not people:
        return
    head = next(actor for actor in people if "corrections_head" in actor.roles)
    with transaction.atomic():
        centre = Office.objects.create(
            territory=compose(plan.code, SERIAL), name=f"{plan.name}社区矫正中心", short_name="社区矫正中心", kind=OfficeKind.CENTRE, parent=bureau,
            address=f"{plan.name}司法局一楼（演示）", phone="0000-8612345", from_on=date(2021, 1, 1),
        )  # fmt: skip
        rooms = _things(centre, head, people, now)
        _roster(centre, head, today, now)
        booked = _bookings(rooms, people[0], today, now)
        _receptions(centre, people[0], today, now)
    say(f"  社区矫正中心：房间{len(ROOMS)}间、设备{len(THINGS)}件、预约{booked}次、本月值班表已装入。")


def _things(centre: Office, head: Actor, people: list[Actor], now: datetime) -> list[Resource]:
    from fengqiao.orgs.models import Staff

    keepers = list(Staff.objects.filter(pk__in=[each.staff_id for each in people]).order_by("pk"))
    rooms = [keeping.add(head, centre, now=now, kind=Kind.ROOM, name=name, sort=name, seats=seats, note="（演示）") for name, seats in ROOMS]
    for n, (name, sort, number) in enumerate(THINGS):
        made = keeping.add(
            head, centre, now=now, kind=Kind.EQUIPMENT, name=name, sort=sort, number=number, seats=1, since_on=date(2023, 3, 1 + n), keeper=keepers[n % len(keepers)],
        )  # fmt: skip
        keeping.checked(head, made, timezone.localdate(now) - timedelta(days=3 + n), "电量、存储、时间都正常（演示）。", now=now)
        if n == 3:
            keeping.change(head, made, now=now, condition=Condition.REPAIR, condition_reason="镜头进水，已送修")
    return rooms


def _roster(centre: Office, head: Actor, today: date, now: datetime) -> None:
    """Two shifts of every working day, one person each, in turn; today's afternoon was taken over by somebody else."""
    for name, begins, ends in (("上午", time(8, 30), time(12)), ("下午", time(14), time(17, 30))):
        roster.add_shift(head, centre, name, begins, ends, "work", 1, add_months(today.replace(day=1), -1), now=now)
    first, last = month_of(today)
    people = people_of(centre, first, last).staff
    places = [place for day in days_of(centre, first, last, shifts_of(centre, first, last)) for place in day.places]
    wanted = {place.key: people[n % len(people)].pk for n, place in enumerate(places)}
    begun = datetime.combine(first, time(8), now.tzinfo)
    roster.fill(head, centre, wanted, first, last, seen=roster.mark(centre, first, last), now=begun)
    for duty in Duty.objects.filter(office=centre, on__lt=today, on__gte=today - timedelta(days=4)):
        roster.note(head, duty.pk, "接待来访若干，无突发情况，钥匙交下一班（演示）。", now=now)
    late = Duty.objects.filter(office=centre, on__gte=today).order_by("-from_at").first()
    if late is not None:
        other = next(each for each in people if each.pk != late.staff_id)
        roster.stand_in(head, late.pk, other.pk, "到市里参加培训", now=now)


def _bookings(rooms: list[Resource], clerk: Actor, today: date, now: datetime) -> int:
    calendar, made = calendars.current(), 0
    days = [today - timedelta(days=back) for back in range(21, 0, -1) if calendar.is_workday(today - timedelta(days=back))]
    for nth, on in enumerate(days):
        for begins, minutes, room, purpose, people, _ in A_DAY[: 2 + nth % 3]:
            row = _book(rooms[room], on, begins, minutes, purpose, people, False, clerk)
            Booking.objects.filter(pk=row.pk).update(outcome="unused" if nth % 6 == 5 else "used", people=0 if nth % 6 == 5 else people, said="（演示）")
            made += 1
    for begins, minutes, room, purpose, people, minors in TODAY:
        _book(rooms[room], today, begins, minutes, purpose, people, minors, clerk)
        made += 1
    ahead = calendar.next_workday(today + timedelta(days=1))
    _book(rooms[4], ahead, "09:30", 60, "prison", 3, False, clerk)
    return made + 1


def _book(room: Resource, on: date, begins: str, minutes: int, purpose: str, people: int, minors: bool, clerk: Actor) -> Booking:
    from_at = at(on, begins)
    what = dict(codes.PURPOSES)[purpose] + (f"（{codes.MINORS_WORD}）" if minors else "")
    wanted = Wanted(room.pk, from_at, from_at + timedelta(minutes=minutes), what=what, purpose=purpose, people=people)
    return taking.book(clerk, wanted, now=from_at - timedelta(days=2))


def _receptions(centre: Office, clerk: Actor, today: date, now: datetime) -> None:
    for n, (kind, what, done) in enumerate(VISITS):
        when = at(today - timedelta(days=2 * n), f"{9 + n}:10".zfill(5))
        if when < now:
            CentreReception.objects.create(
                office=centre, territory=centre.territory, at=when, kind=kind, people=1 + n % 2, what=what, done=done, received_by_id=clerk.staff_id, made_at=when,
            )  # fmt: skip
