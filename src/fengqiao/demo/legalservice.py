"""Public legal services in the invented county: two operators and their head, a dozen questions at every stage, items, hotline days.

Some need action today: one in danger, two that wait, one to be called back, one not content, one sent over from the bureau.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.legalservice import codes, knowledge
from fengqiao.lines.legalservice.models import HotlineDay, Skill
from fengqiao.lines.legalservice.procedure import SERVICE_REQUEST as REQUEST
from fengqiao.matter import calendars
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.providers.codes import PointKind, PointState
from fengqiao.providers.models import ServicePoint

# what is asked, its area, the answer, its articles, the next step
ASKED: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    ("在工地干了四个月，老板一直拖欠工资不给，只有微信上的记工，怎么办？", "labour.wages",
     "先保存好微信记录、工友的证言。可以向劳动监察投诉，也可以直接申请劳动仲裁，时效一年，从他明确不给那天算。农民工要工资，申请法律援助不看经济条件。", ("劳动合同法第三十条", "劳动争议调解仲裁法第二十七条"), "arbitration"),
    ("离婚后孩子跟我，对方不给抚养费，能要多少？", "family.divorce",
     "抚养费由双方协商，协商不成由法院判，看孩子的实际需要、对方的收入和当地生活水平。孩子可以作原告起诉；协议或者判决以后情况变了，还可以要求增加。", ("民法典第一千零八十五条",), "suit"),
    ("借给朋友三万块，只有转账记录没有借条，还能要回来吗？", "debt.loan",
     "能要。转账记录加上聊天里说是借的，就可以起诉。先发消息请他确认欠多少、什么时候还，留下证据。诉讼时效三年。", ("民法典第六百七十五条", "民法典第一百八十八条"), "suit"),
    ("邻居家的狗咬伤了我妈，他说我妈先逗的狗，不肯赔。", "injury.other",
     "养狗的人要赔，除非能证明是故意或者重大过失造成的。保留病历、发票、现场视频；先找村调委会调解，不成再起诉。", ("民法典第一千二百四十五条",), codes.MEDIATION),
    ("房东提前收房，押金也不退，合同还有半年。", "home.rent",
     "没有约定的理由不能提前收房。可以要求退押金、剩下的租金和合同里写的违约金；先书面通知他，保留记录。", ("民法典第五百七十七条", "民法典第七百零八条"), "suit"),
    ("上班路上被车撞了，对方全责，算工伤吗？", "labour.injury",
     "上下班路上、不是自己主要责任的交通事故算工伤。单位三十天内申报，单位不报的，本人一年内可以自己申请；和对方的赔偿不冲突。", ("社会保险法第三十六条",), codes.AID),
    ("爸妈都七十多了，弟弟一直不管，能不能让他也出钱？", "family.support",
     "成年子女都有赡养的义务，不能因为分家、外出推掉。父母可以要求给赡养费；先请村里、司法所调解，父母申请法律援助可以优先办。", ("民法典第一千零六十七条", "老年人权益保障法第十四条"), codes.MEDIATION),
)  # fmt: skip
CHANNELS = (codes.HOTLINE, codes.COUNTER, codes.H5, codes.HOTLINE, codes.OLD_148, codes.HOTLINE, codes.STATION)
GRADES = ("5", "4", "", "5", "3", "", "4")
LOCAL = "县人力资源和社会保障局劳动监察大队，工作日上午9时至12时、下午2时30分至5时30分（演示）。"


@dataclass
class _Desk:
    """Who answers, where, and the day it is."""

    seats: tuple[Actor, Actor]
    head: Actor
    bureau: Office
    office: Office
    people: People
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)


def load_legal_service(plan: CountyPlan, *, say: Callable[[str], None], now: datetime, password: str) -> None:
    """Operators, items, and requests of the last weeks and of today."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    office = Office.objects.filter(kind=OfficeKind.OFFICE, territory__range=bureau.reach, to_on=None).order_by("territory")[0]
    today = timezone.localdate(now)
    with transaction.atomic():
        people = People(plan.code, stream(2026, plan.code, "legalservice"), today)
        seats = tuple(_post(plan, bureau, people, f"seat{n}", f"12348坐席{'甲乙'[n - 1]}", "hotline", password, today) for n in (1, 2))
        head = _post(plan, bureau, people, "svchead", "公共法律服务中心主任", "service_head", password, today)
        desk = _Desk((seats[0], seats[1]), head, bureau, office, people, now)
        items = _items(desk)
        made = _answered(desk) + _under_way(desk)
        _days(desk)
        Skill.objects.create(staff_id=seats[1].staff_id, territory=bureau.territory, areas=["family.divorce", "family.support", "family.violence", "family.heir"], languages=["dialect"])
    say(f"  公共法律服务{made}件、知识条目{items}条已装入。")


def _post(plan: CountyPlan, bureau: Office, people: People, key: str, word: str, role: str, password: str, today: date) -> Actor:
    person = people.person((25, 50))
    staff = Staff.objects.create(
        username=f"{plan.code[4:]}{key}", name=person.name, password=make_password(password), confirmed=True, demo=True, demo_sign_in=word,
    )  # fmt: skip
    return actor_of(Post.objects.create(staff=staff, office=bureau, roles=[role], from_on=today.replace(year=today.year - 2, day=1)))


def _items(desk: _Desk) -> int:
    for n, (question, area, answer, articles, _) in enumerate(ASKED):
        fields = {"question": question.split("，")[0].rstrip("？。") + "怎么办", "area": area, "answer": answer, "local": LOCAL if n == 0 else "", "public": n % 2 == 0}
        made = knowledge.write(desk.seats[0], None, now=desk.now, today=desk.today, statutes="\n".join(articles), **fields)
        if n < len(ASKED) - 1:  # the last waits for its review
            knowledge.publish(desk.head, made, now=desk.now, today=desk.today)
    return len(ASKED)


# Lives ---------------------------------------------------------------------------------------------------------------


def _at(on: date, time: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{on.isoformat()}T{time}"))


def _workday(on: date, days: int) -> date:
    calendar = calendars.current()
    for _ in range(days):
        on = calendar.previous_workday(on - timedelta(days=1))
    return on


def _come(desk: _Desk, number: int, at: datetime, by: Actor, office: Office, **more: Any) -> Matter:
    content, area, *_ = ASKED[number % len(ASKED)]
    person = desk.people.person((24, 72))
    channel = CHANNELS[number % len(CHANNELS)]
    data = {
        "content": content, "area": area, "channel": channel, "intent": codes.CONSULT, "name": person.name, "phone": person.phone, "safe": codes.SAFE_ANY,
        "language": "mandarin", **more,
    }  # fmt: skip
    if data["channel"] in codes.IN_PERSON and (there := _point(office, data["channel"])):
        data["point"] = there
    doing = Doing(REQUEST.action("receive"), {name: value for name, value in data.items() if value not in ("", None)}, timezone.localdate(at))
    return open_matter(by, REQUEST, [doing], office, now=at, demo=True).matter


def _point(office: Office, channel: str) -> str:
    """Where somebody who came was received: the centre at the bureau, the station of the town."""
    low, high = office.reach
    kind = PointKind.CENTRE if channel == codes.COUNTER else PointKind.TOWN
    found = ServicePoint.objects.filter(territory__range=(low, high), kind=kind, state=PointState.RUNNING).order_by("pk").values_list("pk", flat=True).first()
    return str(found or "")


def _do(by: Actor, matter: Matter, code: str, moment: datetime, **data: Any) -> None:
    perform(by, matter.pk, [Doing(REQUEST.action(code), data, timezone.localdate(moment))], now=moment)


def _answer(by: Actor, matter: Matter, number: int, at: datetime) -> None:
    _, _, advice, articles, following = ASKED[number % len(ASKED)]
    mode = {codes.COUNTER: "face", codes.STATION: "face", codes.H5: "text"}.get(CHANNELS[number % len(CHANNELS)], "phone")
    said = {
        "mode": mode, "advice": advice, "statutes": [{"article": each} for each in articles], "next": [following], "told_right": True, "minutes": 6 + number,
        "persons_served": 1 + number % 3, "knowledge": f"ZS{number % len(ASKED) + 1:04d}",
    }  # fmt: skip
    _do(by, matter, "answer", at, **said)


def _answered(desk: _Desk) -> int:
    """The weeks behind: answered, most rated, one asked again."""
    for number, grade in enumerate((*GRADES, *GRADES)):
        on = _workday(desk.today, 2 + 2 * number)
        by = desk.seats[number % 2]
        matter = _come(desk, number, _at(on, "09:10"), by, desk.bureau if number % 3 else desk.office)
        _do(by, matter, "take", _at(on, "09:11"), at=_at(on, "09:11").isoformat())
        _answer(by, matter, number, _at(on, "09:25"))
        if grade:
            _do(by, matter, "rate", _at(_workday(desk.today, 1 + 2 * number), "10:00"), grade=grade, way="phone")
    return 2 * len(GRADES)


def _under_way(desk: _Desk) -> int:
    """Today: in danger, waiting, to be called back, not content, sent over from the bureau, to be registered as mediation."""
    before, seat = _workday(desk.today, 1), desk.seats[0]
    morning = min(desk.now, _at(desk.today, "08:40"))
    _come(desk, 1, min(desk.now, _at(desk.today, "08:20")), seat, desk.bureau, channel=codes.H5, area="family.violence", safe=codes.SAFE_ONLY, code_word="白菜",
          content="老公喝了酒又打我，孩子也吓哭了，他说我敢走就不让我好过，我能怎么办？", vulnerable=["woman"])  # fmt: skip
    _come(desk, 6, min(desk.now, _at(desk.today, "07:50")), seat, desk.bureau, channel=codes.H5, vulnerable=["elder"])
    _come(desk, 2, morning, seat, desk.bureau, channel=codes.MAYOR_LINE, ext_no="演示-12345-0071", ext_due_on=(desk.today + timedelta(days=1)).isoformat())
    later = _come(desk, 4, _at(before, "16:40"), seat, desk.bureau)
    _do(seat, later, "call_later", _at(before, "16:45"), slot=f"{desk.today.isoformat()}T{codes.ANSWERED_BY_HALVES[-1]}", why="要先找合同")
    bad = _come(desk, 5, _at(_workday(desk.today, 2), "10:00"), seat, desk.bureau)
    _answer(seat, bad, 5, _at(_workday(desk.today, 2), "10:20"))
    _do(seat, bad, "rate", _at(before, "15:00"), grade="2", reasons=["unclear"], said="说得太快，没听明白去哪里报", way="online")
    sent = _come(desk, 0, _at(before, "11:00"), seat, desk.bureau)
    _do(seat, sent, "refer", _at(before, "11:05"), unit=desk.office.pk, reason="工地在镇上，就近核实后答复")
    passing = _come(desk, 3, _at(before, "14:30"), seat, desk.office)
    _do(seat, passing, "pass_on", _at(before, "14:40"), to="mediation", agreed=True, unit=desk.office.pk, claim="赔医药费", opponent=desk.people.person((40, 60)).name,
        summary=ASKED[3][0])  # fmt: skip
    seen = _come(desk, 5, min(desk.now, _at(desk.today, "08:10")), seat, desk.bureau, channel=codes.H5, intent=codes.BOOK, vulnerable=["disabled"],
                 content="预约见面：请人上门：枫林镇东街8号（腿脚不便）。\n工伤认定下来了，单位不赔，想请人看看材料。")  # fmt: skip
    _do(seat, seen, "take", desk.now, at=desk.now.isoformat())
    on = calendars.current().next_workday(desk.today + timedelta(days=3))
    _do(seat, seen, "offer_days", desk.now, days=[{"on": on.isoformat(), "begins": time, "place": "东街8号（上门）"} for time in ("9:30", "14:30")])
    return 8


def _days(desk: _Desk) -> None:
    for back in range(1, 15):
        on = _workday(desk.today, back)
        offered = 18 + 5 * (back % 4)
        HotlineDay.objects.create(
            territory=desk.bureau.territory, on=on, offered=offered, abandoned_early=back % 3, answered=offered - back % 3 - back % 2,
            entered_by_id=desk.head.staff_id, entered_at=_at(on, "17:40"),
        )  # fmt: skip


