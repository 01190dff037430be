"""Legal aid of the invented county: the centre's people, a standard, applications at every stage, some that need somebody today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fengqiao.booking.spans import at
from fengqiao.demo.between_centres import NextCentre
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.legalaid.models import EconomicStandard
from fengqiao.lines.legalaid.objections.procedure import OBJECTION
from fengqiao.matter import calendars, registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff

SIGN_INS = (
    ("aidclerk", "法律援助窗口", ["clerk"]), ("aidreview", "法律援助审查员", ["aid_reviewer"]), ("aidhead", "法律援助中心主任（审批人）", ["aid_head"]),
    ("aidbureau", "局法律援助异议审查员", ["aid_objections"]),
)  # fmt: skip
WAGES = {"aid_form": "arbitration", "matter_code": "wages", "cause": "追索劳动报酬", "legal_status": "applicant", "groups": ["migrant"],
         "story": "在工地做木工，今年3月到8月的工资一共18600元没有发。包工头说公司没有结账，公司说已经结给包工头。手里有工资条和微信记录，要求支付工资。"}  # fmt: skip
INJURY = {"aid_form": "arbitration", "matter_code": "work_injury", "cause": "工伤保险待遇", "legal_status": "applicant",
          "story": "上班时从脚手架上摔下，右腿骨折，住院21天。工伤已经认定，单位没有缴工伤保险，医药费付了一半就不再付，要求付清医药费和停工期间的工资。"}  # fmt: skip
SUPPORT = {"aid_form": "civil", "matter_code": "support", "cause": "赡养费", "legal_status": "plaintiff",
           "story": "老伴去世以后一个人住，两个儿子都不给生活费，互相推。没有退休金，每月吃药要三百多元，要求两个儿子每月给生活费、分担医药费。"}  # fmt: skip
TRAFFIC = {"aid_form": "civil", "matter_code": "traffic", "cause": "机动车交通事故责任", "legal_status": "plaintiff",
           "story": "骑电动车被工程车撞倒，交警认定对方全责。住院花了四万多元，对方公司和保险公司都没有付清，要求赔偿医药费、误工费。"}  # fmt: skip
BEATEN = {
    "aid_form": "civil", "matter_code": "exempt", "head": "abused", "concerns": ["violence"], "cause": "离婚", "legal_status": "plaintiff", "may_sms": False,
    "story": "丈夫多次动手，上个月报过警，有出警记录和病历。现在带着孩子住在亲戚家，不敢回去，要求离婚、抚养孩子，不想让对方知道住在哪里。",
    "forbidden": "对方本人和他的父母", "code_word": "山茶花", "urgent": ["safety"],
}  # fmt: skip


@dataclass
class _Cast:
    """The centre's people and where they work."""

    clerk: Actor
    reviewer: Actor
    head: Actor
    bureau: Actor
    office: Office
    people: People
    today: date


def load_legalaid(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """The centre's people, the county's standard, applications that were decided and some under way."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    with transaction.atomic():
        people = People(plan.code, stream(2026, plan.code, "legalaid"), today)
        clerk, reviewer, head, objections = (_staff(plan, bureau, people, today, password, *each) for each in SIGN_INS)
        cast = _Cast(clerk, reviewer, head, objections, bureau, people, today)
        EconomicStandard.objects.create(
            territory=bureau.territory, valid_from=date(2022, 1, 1), basis="minimum", multiplier=2, base_fen=73_000, amount_fen=146_000, window_months=6,
            comparator="<=", asset_rule="家庭没有两套以上住房、没有价值较大的车辆", source_doc="省人民政府经济困难标准文件（演示）", made_at=at(date(2022, 1, 1), "09:00"),
        )  # fmt: skip
        made = _decided(cast) + _under_way(cast)
    say(f"  法律援助申请{made}件已装入。")


def _staff(plan: CountyPlan, bureau: Office, people: People, today: date, password: str, key: str, word: str, roles: list[str]) -> Actor:
    person = people.person((26, 55))
    staff = Staff.objects.create(
        username=f"{plan.code[4:]}{key}", name=person.name, password=make_password(password), confirmed=True, demo=True, demo_sign_in=word,
    )  # fmt: skip
    return actor_of(Post.objects.create(staff=staff, office=bureau, roles=roles, from_on=today.replace(year=today.year - 2, day=1)))


def _workday(on: date, days: int) -> date:
    """So many working days earlier."""
    calendar = calendars.current()
    on = on if calendar.is_workday(on) else calendar.previous_workday(on)
    for _ in range(days):
        on = calendar.previous_workday(on - timedelta(days=1))
    return on


def _received(cast: _Cast, on: date, told: dict[str, Any], *, ages: tuple[int, int] = (28, 55), sex: Literal["男", "女"] | None = None, other: str = "枫林建设工程有限公司",
              office: Office | None = None, **more: Any) -> Matter:  # fmt: skip
    who = cast.people.person(ages, sex)
    rows = [
        {"side": "applicant", "name": who.name, "id_no": who.id_number, "phone": who.phone, "address": "演示镇演示村"},
        *([{"side": "respondent", "name": other, **({"kind": "org"} if len(other) > 4 else {"lives_with": True})}] if other else []),
    ]  # fmt: skip
    data = {
        "channel": "counter", "parties": rows, "stage": "before", "may_call": True, "told_rights": True,
        "materials": [{"name": "身份证", "copy": "copy", "pages": 1}, {"name": "与案件有关的材料", "copy": "copy", "pages": 4}], **told, **more,
    }  # fmt: skip
    procedure = registry.procedure_on("legalaid", on)
    doing = Doing(procedure.action("receive"), data, on)
    return open_matter(cast.clerk, procedure, [doing], office or cast.office, now=at(on, "09:20"), demo=True).matter


def _do(cast: _Cast, matter: Matter, code: str, on: date, at_time: str = "10:00", **data: Any) -> None:
    action = registry.procedure_of(matter).action(code)
    by = {"propose": cast.reviewer, "grant": cast.head, "refuse": cast.head, "first_aid": cast.head}.get(code, cast.clerk)
    perform(by, matter.pk, [Doing(action, data, on)], now=at(on, at_time))


def _stated(cast: _Cast, matter: Matter, on: date, monthly: int) -> None:
    standard = EconomicStandard.objects.filter(territory=cast.office.territory).first()
    members = [{"name": "本人", "relation": "self", "age": 40, "lives_with": True}, {"name": "配偶", "relation": "spouse", "age": 41, "lives_with": True}]
    incomes = [{"member": 1, "kind": "wage", "amount": monthly * 100, "months": 6}]
    _do(cast, matter, "state_means", on, "10:20", standard=str(standard.pk if standard else 0), members=members, incomes=incomes, sign="hand", pledged=True)


def _proposed(cast: _Cast, matter: Matter, on: date) -> None:
    _do(cast, matter, "propose", on, "14:00", in_scope="yes", competent="yes", entitled="yes", opinion="事项、管辖、资格、经济条件均已核对。")


def _decided(cast: _Cast) -> int:
    """Of the weeks behind: granted on each ground, one refused with an objection, one withdrawn."""
    lives: tuple[tuple[dict[str, Any], int, dict[str, Any]], ...] = (
        (WAGES, 0, {}), (SUPPORT, 1800, {"ages": (66, 80)}), (TRAFFIC, 2200, {}), (INJURY, 0, {}), (BEATEN, 0, {"sex": "女", "other": "张大力"}),
    )  # fmt: skip
    low, high = cast.office.reach
    towns = list(Office.objects.filter(territory__range=(low, high), kind=OfficeKind.OFFICE, to_on=None).order_by("-territory"))
    for number, (told, monthly, more) in enumerate(lives):
        on = _workday(cast.today, 40 - 5 * number)
        matter = _received(cast, on, told, office=towns[number % len(towns)], **more)
        _do(cast, matter, "accept", on, "09:40")
        if told is BEATEN:
            _do(cast, matter, "prove_head", on, head="abused", proofs=["police", "injury"])
        elif monthly:
            _stated(cast, matter, on, monthly)
        else:
            proof = {"exempt": "migrant", "issuer": "用工单位工资条、居住证"} if told is WAGES else {"exempt": "relief", "relief": "minimum", "issuer": "演示镇人民政府"}
            _do(cast, matter, "prove_exempt", on, valid_from=(on - timedelta(days=200)).isoformat(), **proof)
        _proposed(cast, matter, on)
        _do(cast, matter, "grant", _workday(cast.today, 39 - 5 * number), fees=["court"] if told is SUPPORT else [])
    return 5 + _refused(cast)


def _refused(cast: _Cast) -> int:
    on, decided, objected = _workday(cast.today, 9), _workday(cast.today, 7), _workday(cast.today, 2)
    matter = _received(cast, on, TRAFFIC)
    _do(cast, matter, "accept", on)
    _stated(cast, matter, on, 9800)
    _proposed(cast, matter, on)
    _do(cast, matter, "refuse", decided, reason="means", words="人均月收入高于标准。")
    name = matter.parties.order_by("n")[0].name
    data = {"parties": [{"side": "applicant", "name": name}], "reason": "演示：收入是去年的，今年已经失业。", "origin": matter.pk.hex}
    open_matter(cast.bureau, OBJECTION, [Doing(OBJECTION.action("receive"), data, objected)], cast.office, now=at(objected, "15:00"), demo=True)
    return 1


def _under_way(cast: _Cast) -> int:
    """Received yesterday; near the last day; waiting for papers; waiting for the head; limitation soon over; somebody in custody."""
    today, near, before = cast.today, _workday(cast.today, 5), _workday(cast.today, 1)
    fresh: dict[str, Any] = {"limitation_on": (today + timedelta(days=4)).isoformat(), "limitation_kind": "arbitration", "urgent": ["limitation"]}
    _received(cast, before, WAGES, **fresh)
    soon = _received(cast, near, SUPPORT, ages=(68, 82), need_aids=["large", "home"])
    _do(cast, soon, "accept", near)
    missing = _received(cast, near, INJURY)
    _do(cast, missing, "ask_supplement", before, gaps=["case", "means"], gaps_note="劳动关系的材料（合同、工资条、工友证言有一样就行），经济困难状况说明表。")
    waiting = _received(cast, _workday(cast.today, 3), TRAFFIC)
    _do(cast, waiting, "accept", _workday(cast.today, 3), "10:05")
    _stated(cast, waiting, _workday(cast.today, 2), 2000)
    _proposed(cast, waiting, _workday(cast.today, 2))
    custody = {
        "channel": "custody", "asked_on": _workday(cast.today, 3).isoformat(), "asked_time": "09:10", "received_time": "16:40", "aid_form": "defence", "matter_code": "defence",
        "cause": "盗窃", "legal_status": "suspect", "stage": "investigation", "organ": "演示县公安局", "urgent": ["custody"],
        "story": "在看守所羁押，没有请律师，家里也请不起，请求指派律师辩护。",
    }  # fmt: skip
    _received(cast, before, custody, other="")
    return 5 + _between_centres(cast)


def _between_centres(cast: _Cast) -> int:
    """One application sent to the next county and taken there, one that waits for its answer, one letter from there that waits here."""
    there, left, before = NextCentre(cast.office, cast.today), _workday(cast.today, 4), _workday(cast.today, 1)
    gone, asked = _received(cast, left, TRAFFIC), _received(cast, before, WAGES)
    for matter, on in ((gone, left), (asked, before)):
        _do(cast, matter, "transfer", on, "15:30", centre=str(there.partner.pk), why="place", words="演示：处理争议的机关在邻县。", told_applicant=True)
    there.takes(gone.pk, at(_workday(cast.today, 3), "09:40"))
    there.sends(cast.people, _workday(cast.today, 2), at(before, "16:10"))
    there.hands_over(cast.people, at(before, "16:20"))
    return 2
