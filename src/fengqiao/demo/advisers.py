"""Advisers in the invented county: appointments at every step, counsel bought for 41 units, lawyers in petition reception.

Nobody here is real: names are drawn, identity numbers belong to nobody, every page and paper says 演示数据.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fengqiao.daycount.months import add_months
from fengqiao.demo.people import People
from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.sections import PEOPLES_MEDIATION_SECTION
from fengqiao.divisions.territory import compose
from fengqiao.lines.advisers.appointments.procedure import APPOINTMENT
from fengqiao.lines.advisers.counsel.contract import CONTRACT
from fengqiao.lines.advisers.counsel.task import TASK
from fengqiao.lines.advisers.petitions.procedure import PETITION
from fengqiao.lines.advisers.required import keeping
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Procedure
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.providers.models import Provider, ServiceOrg

PASSWORD = "fengqiao-demo"
SEED = 20_261_122
LIVES = 5
FIRMS = ("望江律师事务所", "青溪律师事务所")
UNITS = (
    "教育局", "民政局", "财政局", "人力资源和社会保障局", "自然资源局", "生态环境局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局", "文化和旅游局",
    "卫生健康局", "退役军人事务局", "应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局", "信访局", "林业局", "城市管理局", "行政审批局", "乡村振兴局", "科技局",
    "工业和信息化局", "民族宗教局", "机关事务中心", "供销社", "残联", "妇联", "总工会", "城投公司", "水务公司", "公交公司", "开发区管委会", "人民医院", "中医院", "第一中学", "职教中心",
    "融媒体中心",
)  # fmt: skip
Act = tuple[str, date, str, dict[str, Any]]  # action, day, who (county or office), data


def load_advisers(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """The section's post, two firms with lawyers, appointments, a contract with its matters, sessions."""
    county = _section(plan, today)
    drawn = People(plan.code, random.Random(SEED), today)
    with transaction.atomic():
        lawyers = _lawyers(county, drawn, today)
        heads = _heads(plan, today)
        for place in range(LIVES):
            _appointment(place, county, heads[place % len(heads)], drawn, lawyers[place % len(lawyers)], today)
        _required(heads, today)
        _counsel(plan, county, lawyers, today)
        _sessions(county, heads[0], drawn, lawyers[0], today)
    say(f"  法律顾问聘任{LIVES}件、政府法律顾问合同1份、接访2次已装入。")


def _section(plan: CountyPlan, today: date) -> Actor:
    office = Office.objects.get(territory=compose(plan.code, PEOPLES_MEDIATION_SECTION))
    staff = Staff.objects.create(
        username=f"{plan.code[4:]}9801a", name="吕知行", password=make_password(PASSWORD), confirmed=True, demo=True, demo_sign_in="法律顾问业务科室（县）",
    )  # fmt: skip
    return actor_of(Post.objects.create(staff=staff, office=office, roles=["advisers"], from_on=today - timedelta(days=3000)))


def _heads(plan: CountyPlan, today: date) -> list[Actor]:
    """The head of each of the first offices."""
    found: dict[int, Actor] = {}
    posts = Post.objects.held_on(today).filter(
        office__territory__in=[o.territory for o in plan.offices], roles__contains=["office_head"], kind="regular"
    )
    for post in posts.select_related("office", "staff").order_by("office__territory", "pk"):
        found.setdefault(post.office_id, actor_of(post))
    return list(found.values())


def _lawyers(county: Actor, drawn: People, today: date) -> list[Provider]:
    made = []
    for n, firm in enumerate(FIRMS):
        org, _ = ServiceOrg.objects.get_or_create(
            territory=county.low, name=firm, defaults={"kind": "firm", "confirmed_on": today, "demo": True, "in_aid_pool": True}
        )
        ends = today + timedelta(days=40 if n else 500)  # one licence is soon to be looked at
        made.append(Provider.objects.create(
            territory=county.low, name=drawn.person((30, 55)).name, kind="lawyer", org=org, licence_to=ends, confirmed_on=today, demo=True
        ))  # fmt: skip
    return made


def _open(procedure: Procedure, county: Actor, head: Actor, acts: list[Act], today: date) -> Matter:
    """One matter, told act by act on its days."""
    by = {"county": county, "office": head}
    doings = [Doing(procedure.action(code), data, day, done_by=by[who], entered_at=evening_of(day)) for code, day, who, data in acts]
    office = Office.objects.get(pk=by[acts[0][2]].office_id)
    return open_matter(by[acts[0][2]], procedure, doings, office, now=evening_of(today), demo=True).matter


# Appointments ----------------------------------------------------------------------------------------------------------


def _appointment(place: int, county: Actor, head: Actor, drawn: People, lawyer: Provider, today: date) -> None:
    """Good standing, a vice-principal, two months missed, to be appointed today, a term that ends in forty days."""
    person, first = drawn.person((32, 55)), today.replace(day=1)
    begun, town = add_months(first, -4), head.office_name.removesuffix("司法所")
    given: dict[str, Any] = {
        "team": "village", "served": f"{town}{('东沟', '中心小学', '西河', '南坪', '北塬')[place]}{'' if place == 1 else '村'}", "unit": head.office_id,
        "parties": [{"name": lawyer.name if place != 1 else person.name, "id_no": person.id_number}], "source": "firm", "source_unit": FIRMS[place % 2],
        "provider": str(lawyer.pk), "from": begun.isoformat(), "to": (today + timedelta(days=40) if place == 4 else add_months(begun, 36)).isoformat(), "term_no": 1,
        "hours_month": 4, "lectures_quarter": 0, "lessons_year": 0, "duty_days": "每月第一、第三个周三上午", "public_phone": "12348",
    }  # fmt: skip
    if place == 1:
        given |= {"team": "vice", "source": "court", "source_unit": "县人民法院", "recommended": True, "hours_month": 0, "lessons_year": 4}
        del given["provider"]
    posted = today - timedelta(days=20) if place == 3 else begun - timedelta(days=30)
    acts: list[Act] = [("propose", posted, "county", given), ("post", posted, "county", {"where": "公示栏"})]
    if place != 3:
        acts.append(("appoint", begun, "county", {"objections": "none"}))
        acts += _months(place, acts, first, today)
    _open(APPOINTMENT, county, head, acts, today)


def _required(heads: list[Actor], today: date) -> None:
    """Which villages, schools, enterprises and projects of the first offices are each to have one; some are vacant."""
    now, on = evening_of(today), add_months(today.replace(day=1), -6)
    for place, head in enumerate(heads[:LIVES]):
        office = Office.objects.get(pk=head.office_id)
        town = head.office_name.removesuffix("司法所")
        villages = [f"{town}{name}村" for name in ("东沟", "西河", "南坪", "北塬")]
        wanted = {"village": villages, "vice": [f"{town}中心小学", f"{town}中学"], "envoy": [f"{town}食品有限公司"], "project": [f"{town}产业园二期"] if place == 0 else []}
        for team, names in wanted.items():
            if names:
                keeping.put_on(head, team, office, names, on, "县司法局、教体局、工信局联合通知（演示数据）", now=now)


def _months(place: int, acts: list[Act], first: date, today: date) -> list[Act]:
    """Each whole month: what was logged and confirmed, and its result; the month before this one waits to be reckoned."""
    found: list[Act] = []
    for back in (4, 3, 2, 1):
        month = add_months(first, -back)
        for day, begins, ends in ((6, "09:00", "11:30"), (20, "14:30", "16:30")):
            if place == 2 and back <= 3:  # does not come any more
                continue
            on = month.replace(day=day)
            kind = "lesson" if place == 1 else "duty"
            content = "给五、六年级讲未成年人保护法。" if place == 1 else "在村委会接待咨询，审查合同两份。"
            found.append(("log", on, "office", {"kind": kind, "begins": begins, "ends": ends, "people": 12, "content": content}))
            found.append(("confirm_log", on, "office", {"log": len(acts) + len(found), "confirmer": "村（校）负责人", "how": "signed"}))
        if back > 1:
            found.append(("reckon", add_months(month, 1).replace(day=3), "office", {"window": month.isoformat()}))
    if place == 0:
        found.append(("log", today - timedelta(days=1), "office", {"kind": "lecture", "begins": "15:00", "ends": "16:30", "people": 40, "content": "讲民法典里的邻里关系。"}))
    return found


# Counsel and petitions -------------------------------------------------------------------------------------------------


def _counsel(plan: CountyPlan, county: Actor, lawyers: list[Provider], today: date) -> None:
    begun = today.replace(month=1, day=1)
    units = [{"name": f"{plan.name}{unit}", "firm": FIRMS[n % 2]} for n, unit in enumerate(UNITS)]
    given = {
        "batch": f"{today.year}年度县直单位法律顾问服务", "units": units, "from": begun.isoformat(), "to": add_months(begun, 24).isoformat(), "fee": 41_000_000,
        "scope": ["decision", "document", "contract", "litigation"], "response_days": 5, "conflict_clause": "不代理与服务单位相对的一方。",
    }  # fmt: skip
    liaison = Staff.objects.create(
        username=f"{plan.code[4:]}98hua", name="华联络", password=make_password(PASSWORD), confirmed=True, demo=True, demo_sign_in=f"政府法律顾问服务单位联络员（{units[1]['name']}）",
    )  # fmt: skip
    Post.objects.create(staff=liaison, office_id=county.office_id, roles=["host"], from_on=today - timedelta(days=300))
    named = ("name_liaison", begun, "county", {"unit": units[1]["name"], "liaison": liaison.pk})
    signed = _open(CONTRACT, county, county, [("sign_contract", begun, "county", given), named], today)
    for n, (subject, kind, days) in enumerate((("校车采购合同", "contract", 40), ("殡葬服务收费办法", "document", 9), ("资金监管协议", "contract", 0))):
        begun = today - timedelta(days=days)
        asked = {"contract": signed.pk.hex, "unit": units[n]["name"], "kind": kind, "subject": subject, "question": "条款是否合法，有什么风险。"}
        acts: list[Act] = [("ask_counsel", begun, "county", asked)]
        if days:
            acts.append(("accept_task", begun, "county", {"lawyer": str(lawyers[n % 2].pk)}))
        if n == 0:
            said = "第八条违约金过高，建议改为不超过损失的百分之三十；其余条款合法。"
            acts += [
                ("opine", begun + timedelta(days=3), "county", {"conclusion": "amend", "risk": "middle", "opinion": said, "minutes": 180}),
                ("adoption", begun + timedelta(days=8), "county", {"adopted": "adopted", "rating": "5"}), ("file_task", begun + timedelta(days=9), "county", {}),
            ]  # fmt: skip
        if n == 1:
            acts.append(("ask_material", begun + timedelta(days=1), "county", {"missing": "成本测算和征求意见的情况"}))
        _open(TASK, county, county, acts, today)


def _sessions(county: Actor, head: Actor, drawn: People, lawyer: Provider, today: date) -> None:
    for days, subject in ((14, "工程款拖欠两年，多次协调没有结果"), (60, "对征地补偿的标准有异议")):
        person, day = drawn.person((30, 65)), today - timedelta(days=days)
        given = {
            "place": "bureau", "lawyer": str(lawyer.pk), "parties": [{"name": person.name, "id_no": person.id_number}], "subject": subject, "no_retainer": True,
        }  # fmt: skip
        advice = {"category": "just", "opinion": "合同和验收单齐全，可以起诉，也可以先申请调解。", "channels": ["litigation", "mediation"], "risk": "usual"}
        acts: list[Act] = [
            ("receive_petition", day, "county", given),
            ("advise", day, "county", {**advice, **({"follow_up": today.isoformat()} if days == 14 else {})}),
        ]
        if days == 60:
            acts.append(("close_petition", day + timedelta(days=20), "county", {"outcome": "taken"}))
        _open(PETITION, county, head, acts, today)
