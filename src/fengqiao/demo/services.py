"""The invented county's legal services: firms, lawyers, notary, forensic institute, stations and rooms. All of it 演示数据.

Some of it asks for something today: a licence that ends in ten days, a review in fifty, a station to be put in order, a lawyer
who is suspended, particulars nobody confirmed for a year.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from fengqiao.demo.people import stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import compose
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.orgs.roles import LEGAL_SERVICE
from fengqiao.providers import codes, distances, edges, keeping, keys
from fengqiao.providers.credit_code import check_character
from fengqiao.providers.models import FormerPost, OpenHours, PointPerson, Provider, ServiceOrg, ServicePoint, TownWay
from fengqiao.vault import check_digit

SECTION = "公共法律服务管理股"
FIRMS = (
    ("枫城律师事务所", 8, ("criminal", "contract", "family")), ("望江律师事务所", 6, ("labour", "injury", "traffic")),
    ("青溪律师事务所", 5, ("land", "family", "admin")), ("古渡律师事务所", 4, ("contract", "consumer", "traffic")), ("石桥律师事务所", 2, ("criminal", "minors")),
)  # fmt: skip
BASIC = (("竹溪镇基层法律服务所", ("family", "land")), ("白鹤镇基层法律服务所", ("labour", "contract")))
OTHERS = (
    ("notary", "公证处", (), (), "继承公证按省定标准收费。", "受援人凭法律援助决定书减收或者免收公证费。"),
    ("forensic", "司法鉴定所", (), ("medical", "trace"), "按省定标准收费，委托前告知。", "受援人凭法律援助决定书减收鉴定费。"),
)  # fmt: skip
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹", ("思远", "文静", "建国", "晓梅", "志强", "雨桐", "海波", "秀兰", "子涵", "明德")
WORDS = {"lawyer": "律师", "basic_worker": "基层法律服务工作者"}


def load_services(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """The registers, kept by somebody of the bureau's section."""
    now, chance = timezone.now(), stream(int(plan.code), "services")
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    keeper = _keeper(plan, bureau, password, today)
    offices = list(Office.objects.filter(territory__gte=bureau.territory, territory__lte=bureau.territory + 10**9 - 1, kind=OfficeKind.OFFICE, to_on=None).order_by("territory"))
    firms = _firms(plan, bureau, offices, today)
    people = _people(bureau, firms, chance, today)
    _today(keeper, people, today, now)
    points = _points(plan, bureau, offices, keeper, people, today, now)
    _contract(bureau, firms[0], plan.name, today, now)
    _ways(bureau, offices, keeper, now)
    say(f"  法律服务名册：机构{len(firms)}家、人员{len(people)}人、站点{points}个已装入。")


def _keeper(plan: CountyPlan, bureau: Office, password: str, today: date) -> Actor:
    section = Office.objects.create(
        territory=compose(plan.code, 960), name=f"{plan.name}司法局{SECTION}", short_name=SECTION, kind=OfficeKind.SECTION, parent=bureau, from_on=date(2019, 3, 1),
    )  # fmt: skip
    staff = Staff.objects.create(
        username=f"{plan.code[4:]}services", name="尤明", password=make_password(password), confirmed=True, demo=True, demo_sign_in=f"{SECTION}（法律服务名册）",
    )  # fmt: skip
    post = Post.objects.create(staff=staff, office=section, roles=[LEGAL_SERVICE.code], basis="演示数据", from_on=date(2019, 3, 1))
    return actor_of(post)


def _credit_code(number: int, county: str) -> str:
    body = f"31{county}MD0{number:06d}"
    return body + check_character(body)


def _firms(plan: CountyPlan, bureau: Office, offices: list[Office], today: date) -> list[ServiceOrg]:
    rows: list[tuple[str, str, tuple[str, ...], tuple[str, ...], str, str, int]] = [
        ("firm", name, areas, (), "", "法律援助案件不收费。", n) for name, n, areas in FIRMS
    ]
    rows += [("basic", name, areas, (), "", "法律援助案件不收费。", 2) for name, areas in BASIC]
    rows += [(kind, f"{plan.name}{word}", areas, classes, prices, relief, 0) for kind, word, areas, classes, prices, relief in OTHERS]
    made = []
    for number, (kind, name, areas, classes, prices, relief, staff_n) in enumerate(rows, 1):
        office = offices[(number - len(FIRMS)) % len(offices)] if kind == "basic" else offices[0]  # law firms sit in the county town
        made.append(ServiceOrg(
            territory=bureau.territory, kind=kind, name=f"{name}（演示）", credit_code=_credit_code(number, plan.code), licence_no=f"演许{number:04d}", head=f"负责人{number}",
            office=office, town=_town(office), address=f"{_town(office)}解放路{number * 8}号（演示）",
            phone=f"0000-86{number:05d}", areas=list(areas), classes=list(classes), prices=prices, relief=relief, staff_n=staff_n or None,
            in_aid_pool=kind in ("firm", "basic"), licence_to=today + timedelta(days=700), review="passed",
            review_to=today + timedelta(days=50 if number == 4 else 230), accessible=["ramp"] if number % 2 else [], languages=["mandarin", "local"],
            confirmed_on=today - timedelta(days=400 if number == 5 else 20), demo=True,
            **(_somewhere(number) if number != 3 else {}),  # one whose place nobody has written down
        ))  # fmt: skip
    return ServiceOrg.objects.bulk_create(made)


def _somewhere(number: int) -> dict[str, Decimal]:
    """A place in the invented county town, up to a tenth of a degree from its court: no real one."""
    return {"longitude": Decimal("110.000000") + Decimal(number * 37 % 50) / 500, "latitude": Decimal("35.000000") + Decimal(number * 23 % 40) / 500}


def _ways(bureau: Office, offices: list[Office], keeper: Actor, now: datetime) -> None:
    """Minutes between the county town and the others, each farther than the one before."""
    for number, office in enumerate(offices[1:]):
        one, other = distances.pair(_town(offices[0]), _town(office))
        TownWay.objects.create(territory=bureau.territory, one=one, other=other, minutes=25 + 15 * (number % 5), source="演示：乡镇间路程表", made_by_id=keeper.staff_id, made_at=now)


def _people(bureau: Office, firms: list[ServiceOrg], chance: random.Random, today: date) -> list[Provider]:
    made: list[Provider] = []
    for org in firms:
        for place in range(org.staff_n or 0):
            n = len(made)
            kind = "lawyer" if org.kind == "firm" else "basic_worker"
            years, birth = 1 + (n * 5) % 22, f"19{70 + n % 25:02d}0{1 + n % 9}1{n % 9}"
            number = f"110101{birth}{100 + n:03d}"
            first, further = org.areas[0], [area for area, _ in codes.AREAS if chance.random() < 0.25]
            made.append(Provider(
                territory=bureau.territory, org=org, kind=kind, name=SURNAMES[n % len(SURNAMES)] + GIVEN[(n * 7) % len(GIVEN)], sex="f" if n % 3 == 1 else "m",
                id_index=keys.person(number + check_digit(number)), licence_no=f"演{n + 1:05d}", licence_to=today + timedelta(days=10 if n == 3 else 300 + n * 20),
                review="passed", review_to=today + timedelta(days=230), practice_from=today - timedelta(days=365 * years), phone=org.phone,
                criminal_from=today - timedelta(days=365 * max(years - 1, 0)) if kind == "lawyer" and "criminal" in (first, *org.areas) else None,
                specialties={area: 1 + chance.randrange(2) for area in further} | {area: 2 for area in org.areas} | {first: 3}, languages=["mandarin", "local"] + (["sign"] if n == 6 else []),
                certified=(["minors"] if "minors" in org.areas or n % 6 == 0 else []) + (["life_death"] if years > 8 and "criminal" in org.areas else []),
                capacity_points=12 + 4 * (n % 3), confirmed_on=today - timedelta(days=20 + place), demo=True,
            ))  # fmt: skip
    return Provider.objects.bulk_create(made)


def _today(keeper: Actor, people: list[Provider], today: date, now: datetime) -> None:
    """What keeps some of them from a case."""
    keeping.suspend(keeper, people[5], now=now, kind="pool", from_on=today - timedelta(days=12), to_on=None, reason="两件质量评估不合格，整改期间", basis="演示")
    keeping.away(keeper, people[1], now=now, kind="hearing", from_on=today + timedelta(days=3), to_on=today + timedelta(days=3), said="全天开庭")
    keeping.away(keeper, people[9], now=now, kind="leave", from_on=today - timedelta(days=2), to_on=today + timedelta(days=12), said="")
    FormerPost.objects.create(
        provider=people[2], territory=people[2].territory, organ_kind="court", organ="枫林县人民法院", role="审判员", left_on=today - timedelta(days=400)
    )


def _points(
    plan: CountyPlan, bureau: Office, offices: list[Office], keeper: Actor, people: list[Provider], today: date, now: datetime
) -> int:  # fmt: skip
    """The centre, six stations, some rooms in villages."""
    rows = [("centre", f"{plan.name}公共法律服务中心", bureau, "", ["consult", "aid", "mediate", "notary", "kiosk", "video"])]
    rows += [("town", f"{office.short_name.removesuffix('司法所')}公共法律服务工作站", office, "", ["consult", "aid", "mediate", "video"]) for office in offices[:6]]
    rows += [("duty", f"{plan.name}人民法院值班律师工作站", bureau, "", ["consult", "aid"])]
    rows += [
        ("village", f"{village}公共法律服务工作室", office, village, ["consult", "mediate", "teach"])
        for office in offices[:6] for village in _villages(office)
    ]  # fmt: skip
    every = [code for code, _ in keeping.CHECKS]
    for number, (kind, name, office, village, functions) in enumerate(rows):
        town = _town(office if office.kind == OfficeKind.OFFICE else offices[0])
        point = ServicePoint.objects.create(
            territory=office.territory, office=office if office.kind == OfficeKind.OFFICE else None, station=office, kind=kind, name=f"{name}（演示）", town=town, village=village,
            host="县人民法院" if kind == "duty" else office.short_name, address=office.address, phone=office.phone, functions=functions, can_receive="aid" in functions, model_point=number == 1,
            languages=["mandarin", "local"] + (["sign"] if kind == "centre" else []), accessible=["ramp", "seat"] if kind != "village" else [],
            **(_somewhere(0) if kind in ("duty", "centre") else {}), state_on=today - timedelta(days=500), confirmed_on=today - timedelta(days=190 if number % 5 == 4 else 15), demo=True,
        )  # fmt: skip
        days = range(1, 6) if kind != "village" else (1 + number % 5,)
        spans = ((time(8, 30), time(12)), (time(14), time(17, 30))) if kind != "village" else ((time(9), time(11, 30)),)
        OpenHours.objects.bulk_create(
            OpenHours(point=point, territory=point.territory, weekday=day, begins=begins, ends=ends) for day in days for begins, ends in spans
        )
        lawyer = people[number % len(people)]
        PointPerson.objects.create(point=point, territory=point.territory, provider=lawyer, name=lawyer.name, role="值班律师", days="每周一次", from_on=today - timedelta(days=300))
        if number == len(rows) - 1:
            continue  # still being set up
        keeping.step(keeper, point, "running", today - timedelta(days=480), "验收合格", every, now=now)
        if number == 5:
            keeping.step(keeper, point, "mending", today - timedelta(days=25), "连续两次检查无人值守", [e for e in every if e != "person"], now=now)
    return len(rows)


def _town(office: Office) -> str:
    """The first town an office serves, as the citizens' pages call it."""
    served = office.divisions.filter(to_on=None).order_by("name").values_list("name", flat=True).first()
    return served or office.short_name.removesuffix("司法所")


def _villages(office: Office) -> list[str]:
    """Two villages of an office, by its committees."""
    names = office.children.filter(kind=OfficeKind.COMMITTEE, to_on=None).order_by("territory").values_list("short_name", flat=True)
    plain = [name.removesuffix("人民调解委员会").removesuffix("调委会") for name in names]
    return [name for name in plain if name.endswith(("村", "社区"))][:2]


def _contract(bureau: Office, firm: ServiceOrg, county: str, today: date, now: datetime) -> None:
    """The firm counsels the county government: nobody of it may act against the government."""
    said = edges.Said(
        codes.EdgeKind.COUNSEL, keys.body(f"{county}人民政府"), today - timedelta(days=200), "演示：政府法律顾问合同", org=firm, to_on=today + timedelta(days=165)
    )
    edges.record_edge(said, territory=bureau.territory, now=now)
