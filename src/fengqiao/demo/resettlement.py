"""Resettlement in the invented county: releases at every step, some of which want something done today; a base with stays.

Nobody here is real: names are drawn, identity numbers belong to nobody, every page and paper says 演示数据.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
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
from fengqiao.lines.resettlement.bases.base import BASE, set_up
from fengqiao.lines.resettlement.bases.stay import STAY, accept, apply, wait
from fengqiao.lines.resettlement.models import BaseBed
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff

PASSWORD = "fengqiao-demo"
SEED = 20_261_101
OFFICES = 4  # whose people are shown
PRISONS = ("枫山监狱", "竹溪监狱", "枫林县看守所")
_CREW = (
    ("resettlement", "安置帮教机构工作人员", "安置帮教（县）", "许安平"), ("social_worker", "社会工作者", "社会工作者", "林知秋"),
    ("counsellor", "心理咨询师", "心理咨询师", "苏晓禾"),
)  # fmt: skip
Life = list[tuple[str, int, str, dict[str, Any]]]  # action, days from today, who (county or office), data


def load_resettlement(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """The people who do it, one release at every step, a base with two who stay and one who waits."""
    county, helpers = _crew(plan, today)
    drawn = People(plan.code, random.Random(SEED), today)
    loaded = 0
    with transaction.atomic():
        heads = _heads(plan, today)
        for place, head in enumerate(heads):
            for life in _lives(place, today, head, helpers):
                _live(life, county, head, drawn, today)
                loaded += 1
        _base(county, heads, drawn, today)
    say(f"  安置帮教{loaded}人、基地1个已装入。")


def _crew(plan: CountyPlan, today: date) -> tuple[Actor, list[int]]:
    """The county's own post, a social worker and a counsellor; the accounts stand on the sign-in sheet."""
    office = Office.objects.get(territory=compose(plan.code, PEOPLES_MEDIATION_SECTION))
    hashed = make_password(PASSWORD)
    made: list[Actor] = []
    for n, (role, _, said, name) in enumerate(_CREW, 1):
        staff = Staff.objects.create(
            username=f"{plan.code[4:]}98{n:02d}",
            name=name,
            password=hashed,
            confirmed=True,
            demo=True,
            demo_sign_in=said,
        )
        post = Post.objects.create(staff=staff, office=office, roles=[role], from_on=today - timedelta(days=3000))
        made.append(actor_of(post))
    return made[0], [actor.staff_id for actor in made[1:]]


def _heads(plan: CountyPlan, today: date) -> list[Actor]:
    """The head of each of the first offices."""
    found: dict[int, Actor] = {}
    posts = Post.objects.held_on(today).filter(
        office__territory__in=[o.territory for o in plan.offices], roles__contains=["office_head"], kind="regular"
    )
    for post in posts.select_related("office", "staff").order_by("office__territory", "pk"):
        found.setdefault(post.office_id, actor_of(post))
    return list(found.values())[:OFFICES]


def _notice(out: int, today: date, **more: Any) -> dict[str, Any]:
    return {
        "source": "prison",
        "release_kind": "term",
        "release_on": (today + timedelta(days=out)).isoformat(),
        "needs": ["job", "papers"],
        **more,
    }


def _checked(day: int) -> Life:
    """Verified by the office and answered."""
    found = "住处在，父母愿意接回；眼下缺路费和工作。"
    return [
        (
            "verify",
            day,
            "office",
            {"result": "true", "dwelling": "stands", "family": "accepts", "found": found, "fetcher": "family"},
        ),
        ("send_back", day + 1, "county", {"document_no": f"安帮函第{abs(day)}号"}),
    ]


def _linked(day: int, mode: str = "kin") -> Life:
    told = {
        "mode": mode,
        "place": "司法所" if mode == "own" else "监狱门前",
        "receivers": "家属、司法所",
        "told_rights": True,
        "handed": ["certificate"],
    }
    return [("hand_over", day, "office", told)]


def _opened(day: int, **more: Any) -> Life:
    return [
        (
            "open_case",
            day,
            "office",
            {"consent": "all", "wishes": ["phone", "office"], "told_services": True, "placement": "09", **more},
        )
    ]


def _lives(place: int, today: date, head: Actor, helpers: Sequence[int]) -> list[Life]:
    """What each of this office's people has lived through; the first offices have more."""
    office = head.office_id
    assign = {"unit": office, "reason": "居住地在该镇。"}

    def begun(out: int, noticed: int, **more: Any) -> Life:
        return [
            ("receive_notice", noticed, "county", _notice(out, today, **more)),
            ("assign", noticed + 1, "county", dict(assign)),
        ]

    team = {
        "members": [
            {"member": "父亲", "member_role": "亲属", "agreed": True},
            {"member": "村主任", "member_role": "村干部", "agreed": True},
        ]
    }
    key = {"key": True, "key_reason": "三无人员"}
    working = (
        begun(-200, -240) + _checked(-230) + _linked(-200) + _opened(-196, agreement=True)
        + [
            ("set_team", -196, "office", team), ("appoint", -196, "office", {"helpers": list(helpers)}), ("ask", -190, "office", {"kind": "job", "said": "会电焊，想在本县找工作。"}),
            ("contact", -190, "office", {"channel": "phone", "reached": True, "summary": "已去派出所办证件，愿意去电子厂看看。"}),
            ("set_placement", -150, "office", {"placement": "01", "basis": "劳动合同"}), ("contact", -20, "office", {"channel": "office", "reached": True, "summary": "工作稳定。"}),
        ]
    )  # fmt: skip
    lives: list[Life] = [
        working,
        begun(12, -20),  # to be verified: the answer is due in two days
        begun(-6, -40) + _checked(-30) + _linked(-6),  # to be asked whether help is wanted
        begun(0, -35, **key) + _checked(-25)
        if place == 0
        else begun(1, -35) + _checked(-25),  # released today, to be fetched
    ]
    if place == 0:
        lives += [
            [("receive_notice", 0, "county", _notice(26, today))],  # came today
            [("receive_notice", -9, "county", _notice(20, today, elsewhere=True)), ("redirect", -8, "county", {"county": "青河县", "reason": "户籍地、居住地都在青河县。"})],
            begun(-300, -340) + _checked(-330) + _linked(-300) + [("refuse", -298, "office", {"told_services": True, "manner": "signed"})],
        ]  # fmt: skip
    if place == 1:
        lost = [
            ("trace", -50, "office", {"channel": "phone", "why": "unreached", "found": "电话停机。"}), ("trace", -48, "office", {"channel": "visit", "why": "unreached", "found": "家中无人。"}),
            ("lose", -48, "office", {"found": "两种方式都没有联系上。"}),
        ]  # fmt: skip
        lives += [begun(-90, -120) + _checked(-110) + lost, begun(-45, -80) + _checked(-70)]
        gone = (today - add_months(today, -60)).days + 20
        lives.append(
            begun(-gone, -gone - 40) + _checked(-gone - 30) + _linked(-gone) + _opened(-gone + 4)
        )  # the five years are over
        asks: Life = [("ask", -3, "office", {"kind": "relief", "urgent": True, "said": "房屋漏雨，没有口粮。"})]
        needing = _opened(-30, placement="09") + asks
        lives.append(begun(-33, -70) + _checked(-60) + _linked(-33) + needing)
    return lives


def _live(life: Life, county: Actor, head: Actor, drawn: People, today: date) -> Matter:
    """One person's matter, told step by step in the order of the days."""
    person = drawn.person((22, 55), women_share=0.15)
    begun_on = today + timedelta(days=life[0][1])
    procedure = registry.procedure_on("resettlement", begun_on)
    row = {
        "name": person.name,
        "sex": person.sex,
        "id_no": person.id_number,
        "phone": person.phone,
        "residence": f"{head.office_name.removesuffix('司法所')}集镇",
    }
    doings = []
    for code, days, who, data in life:
        day = today + timedelta(days=days)
        given = (
            {**data, "parties": [row], "prison": PRISONS[len(person.name) % 2]} if code == "receive_notice" else data
        )
        doings.append(
            Doing(
                procedure.action(code),
                given,
                day,
                done_by=county if who == "county" else head,
                entered_at=evening_of(day),
            )
        )
    office = Office.objects.get(pk=county.office_id)
    return open_matter(county, procedure, doings, office, now=evening_of(today), demo=True).matter


def _base(county: Actor, heads: Sequence[Actor], drawn: People, today: date) -> None:
    """A base with three beds: two people in it, one who waits."""
    office = Office.objects.get(pk=county.office_id)
    begun, first = today - timedelta(days=400), today - timedelta(days=100)
    given = {
        "name": "惠民工坊", "kind": "company", "unit": heads[0].office_id, "address": "工业路6号", "beds": 2, "jobs": 3, "services": "住宿、缝纫和电子装配岗位、技能带教。",
        "agreed_from": begun.isoformat(), "agreed_to": add_months(today, 14).isoformat(), "agreement_no": "基地协议第1号",
    }  # fmt: skip
    made = open_matter(county, BASE, [Doing(set_up, given, begun)], office, now=evening_of(begun), demo=True).matter
    beds = list(BaseBed.objects.filter(matter_id=made.pk).order_by("n").values_list("resource_id", flat=True))
    for n, head in enumerate([*heads, *heads][:3]):
        person, day = drawn.person((22, 55), women_share=0.0), first + timedelta(days=10 * n)
        asked = {
            "parties": [{"name": person.name, "id_no": person.id_number}], "wants": ["bed", "job"], "ground": ("homeless", "jobless", "other")[n], "said": "没有住处，没有收入。",
            "willing": True,
        }  # fmt: skip
        doings = [Doing(apply, asked, day)]
        if n < len(beds):
            last = add_months(day, 6) if n else today + timedelta(days=9)
            stay = {
                "base": made.pk.hex,
                "bed": str(beds[n]),
                "job": "缝纫",
                "from": day.isoformat(),
                "to": last.isoformat(),
            }
            doings.append(Doing(accept, stay, day))
        else:
            doings.append(Doing(wait, {"reason": "床位都有人。"}, day))
        open_matter(head, STAY, doings, Office.objects.get(pk=head.office_id), now=evening_of(day), demo=True)
