"""Notary bookings in the invented county: two windows and a notary who comes home, bookings at every stage.

Some need action today: one whose time is to be set, one that lacks papers, one whose certificate is nearly due, one to be told.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.booking.models import Kind, Resource, WeeklySlot
from fengqiao.demo.legalservice import _at, _post, _workday
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.notary import codes, gathering, keeping
from fengqiao.lines.notary.procedure import NOTARY_BOOKING as BOOKING
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind

WINDOWS = (("公证窗口1号", codes.WINDOW, ("09:00", "10:00", "14:30", "15:30")), ("公证窗口2号", codes.WINDOW, ("09:00", "10:00", "14:30")), ("上门公证组", codes.AT_HOME, ("15:00",)))
PAST = (("entrust", "委托弟弟卖老家的房子"), ("heir", "继承父亲的存款"), ("copy", "毕业证复印件和原件相符"), ("record", "出国务工用的无犯罪记录"), ("declare", "放弃继承的声明"))


def load_notary(plan: CountyPlan, *, say: Callable[[str], None], now: datetime, password: str) -> None:
    """The notary's window, its times, bookings of the last weeks and of the days ahead."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    if not gathering.offices(bureau.territory):
        return
    office = Office.objects.filter(kind=OfficeKind.OFFICE, territory__range=bureau.reach, to_on=None).order_by("territory")[0]
    today = timezone.localdate(now)
    with transaction.atomic():
        people = People(plan.code, stream(2026, plan.code, "notary"), today)
        window = _post(plan, bureau, people, "notary", "公证处窗口", "notary", password, today)
        for name, sort, times in WINDOWS:
            _times(bureau, name, sort, times)
        keeping.write_list(window, "will", ["立遗嘱人的身份证", "户口簿", "财产的权属证书", "婚姻状况的材料", "近期免冠照片"], "县公证处告知单（演示）", "行动不便的可以预约上门。", now=now)
        made = _past(window, bureau, people, today) + _ahead(window, bureau, office, people, now)
    say(f"  公证预约{made}件、窗口{len(WINDOWS)}个已装入。")


def _times(bureau: Office, name: str, sort: str, times: tuple[str, ...]) -> None:
    made = Resource.objects.create(office=bureau, territory=bureau.territory, kind=Kind.COUNTER, sort=sort, name=name, note="一楼大厅，轮椅可进（演示）。")
    WeeklySlot.objects.bulk_create(
        WeeklySlot(resource=made, weekday=day, begins=time.fromisoformat(each), ends=_later(each), from_on=date(2026, 1, 1))
        for day in range(1, 6) for each in times
    )  # fmt: skip


def _later(begins: str) -> time:
    """Forty-five minutes on."""
    return (datetime.combine(date(2026, 1, 1), time.fromisoformat(begins)) + timedelta(minutes=45)).time()


def _ask(by: Actor, office: Office, people: People, on: date, item: str, what: str, **more: Any) -> Matter:
    person = people.person((28, 78))
    data = {
        "channel": codes.COUNTER, "item": item, "what": what, "ties": ["home"], "parties": [{"side": "applicant", "name": person.name, "phone": person.phone, "texts": True}], **more,
    }  # fmt: skip
    given = {name: value for name, value in data.items() if value not in ("", None, False)}
    return open_matter(by, BOOKING, [Doing(BOOKING.action("ask"), given, on)], office, now=_at(on, "09:20"), demo=True).matter


def _do(by: Actor, matter: Matter, code: str, on: date, at: str = "10:00", **data: Any) -> None:
    perform(by, matter.pk, [Doing(BOOKING.action(code), data, on)], now=_at(on, at))


def _past(by: Actor, bureau: Office, people: People, today: date) -> int:
    """The weeks behind: accepted, some held up, issued, collected; one refused, one reviewed."""
    for number, (item, what) in enumerate(PAST):
        asked = _workday(today, 34 - number)
        matter = _ask(by, bureau, people, asked, item, what, wish_on=(asked + timedelta(days=1)).isoformat())
        accepted = _workday(today, 30 - number)
        _do(by, matter, "accept", accepted, acceptance_no=f"演示受{number + 1:03d}", officer="公证员（演示）")
        if number == 1:
            _do(by, matter, "refuse", _workday(today, 26), ground="dispute", words="兄弟之间对遗产有争议，先协商或者起诉")
            continue
        if number == 2:
            _do(by, matter, "suspend", _workday(today, 26), why="verify", words="向学校核实")
            _do(by, matter, "resume", _workday(today, 20), words="学校已回函")
        _do(by, matter, "issue", _workday(today, 16 - number), cert_no=f"演示证{number + 1:03d}", where="公证处窗口")
        _do(by, matter, "tell", _workday(today, 16 - number), at="15:00", way="phone", told="公证书出来了，带身份证来领")
        _do(by, matter, "collect", _workday(today, 12 - number), way="self")
        if number == 3:
            _do(by, matter, "rate", _workday(today, 8), grade="5", said="当天就告诉我缺什么，少跑一趟")
    return len(PAST)


def _ahead(by: Actor, bureau: Office, office: Office, people: People, now: datetime) -> int:
    """Today and ahead: a time to be set, papers lacking, a will at home, one nearly due, one ready and not told."""
    today = timezone.localdate(now)
    before = _workday(today, 1)
    _ask(by, office, people, before, "kin", "给在外地的孩子办入学", wish_on=(today + timedelta(days=3)).isoformat(), channel=codes.PHONE)
    slots = gathering.grouped(gathering.windows(bureau.territory, today, home=False))
    homes = gathering.grouped(gathering.windows(bureau.territory, today, home=True))
    made = 1
    if slots:
        matter = _ask(by, bureau, people, before, "heir", "继承母亲在县城的一套房", real_estate=True, ties=["land", "home"], slot=slots[0][0])
        _do(by, matter, "precheck", before, at="11:00", lacking=["3", "5"], further="其他继承人到场或者公证过的放弃声明")
        _ask(by, bureau, people, before, "entrust", "委托女儿取钱", slot=slots[min(4, len(slots) - 1)][0], channel=codes.ONLINE)
        made += 2
    if homes:
        _ask(by, office, people, before, "will", "", slot=homes[0][0], home_visit=True, home_address="枫林镇（演示地址）12号", home_why="中风后不能走动", relief=True)
        made += 1
    due = _ask(by, bureau, people, _workday(today, 16), "gift", "房子赠与孙子", real_estate=True, ties=["land"], wish_on=_workday(today, 15).isoformat())
    _do(by, due, "accept", _workday(today, 13), acceptance_no="演示受101", officer="公证员（演示）")
    held = _ask(by, bureau, people, _workday(today, 12), "heir", "继承土地补偿款", wish_on=_workday(today, 11).isoformat())
    _do(by, held, "accept", _workday(today, 10), acceptance_no="演示受102", officer="公证员（演示）")
    _do(by, held, "suspend", _workday(today, 6), why="supplement", words="补死亡证明原件")
    ready = _ask(by, bureau, people, _workday(today, 14), "record", "出国务工", wish_on=_workday(today, 13).isoformat())
    _do(by, ready, "accept", _workday(today, 9), acceptance_no="演示受103")
    _do(by, ready, "issue", before, cert_no="演示证103", where="公证处窗口")
    return made + 3
