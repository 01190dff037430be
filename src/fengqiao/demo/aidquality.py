"""What judges legal aid in the invented county: reviews under way, complaints, a recovery, the organs' months.

Something waits for each: a second score, a third reviewer, a feedback, a complaint to be accepted, an instalment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fengqiao.booking.spans import at
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.aidcases.models import AidCase, AidQuality
from fengqiao.lines.aidcases.organs import taking
from fengqiao.lines.aidcases.quality.codes import ITEMS
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import AID_ASSIGNER, AID_COMPLAINTS, AID_EVALUATOR, AID_HEAD, FINANCE, LEGAL_SERVICE, Role
from fengqiao.providers.models import Provider, ServiceOrg


@dataclass
class _Cast:
    """Who and what is needed."""

    today: date
    office: Office
    people: People
    plan: CountyPlan
    password: str
    actors: dict[str, Actor] = field(default_factory=dict)

    def day(self, back: int) -> date:
        return self.today - timedelta(days=back)


def load_aid_quality(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """Reviewers of another body, whoever looks into complaints, and what they have in hand; the centre and its cases are there already."""
    office = Office.objects.get(territory=int(plan.code) * 10**9)
    with transaction.atomic():
        cast = _Cast(today, office, People(plan.code, stream(2026, plan.code, "aidquality"), today), plan, make_password(password))
        _people(cast)
        count = _terminated_for_deceit(cast) + _reviews(cast) + _complaints(cast)
        _organ_months(cast)
    say(f"  法律援助质量评估、投诉、追偿{count}件已装入。")


def _people(cast: _Cast) -> None:
    for key, role in (("assigner", AID_ASSIGNER), ("head", AID_HEAD), ("section", LEGAL_SERVICE), ("finance", FINANCE)):
        cast.actors[key] = actor_of(Post.objects.filter(roles__contains=[role.code], office__territory__range=cast.office.reach).select_related("office", "staff").order_by("pk")[0])
    handlers = AidCase.objects.filter(territory=cast.office.territory).exclude(org_key="").values_list("org_key", flat=True)
    firms = ServiceOrg.objects.filter(territory=cast.office.territory, kind="firm", left_on=None).exclude(pk__in=[int(key) for key in set(handlers)]).order_by("pk")
    firm = firms.first() or ServiceOrg.objects.create(territory=cast.office.territory, name="演示评估律师事务所", kind="firm", confirmed_on=cast.today, published=False, demo=True)
    for number in (1, 2, 3):
        actor = _post(cast, f"aid-eval{number}", AID_EVALUATOR, f"法律援助质量评估员{'一二三'[number - 1]}")
        Provider.objects.create(
            territory=cast.office.territory, name=actor.name, kind="lawyer", org=firm, staff_id=actor.staff_id, licence_no=f"演示评{number:03d}", licence_to=cast.today + timedelta(days=400),
            in_aid_pool=False, published=False, confirmed_on=cast.today, demo=True,
        )  # fmt: skip
    _post(cast, "aid-complaint", AID_COMPLAINTS, "法律援助投诉调查员")


def _post(cast: _Cast, key: str, role: Role, word: str) -> Actor:
    person = cast.people.person((30, 58))
    staff = Staff.objects.create(username=f"{cast.plan.code[4:]}{key}", name=person.name, password=cast.password, confirmed=True, demo=True, demo_sign_in=word)
    cast.actors[key] = actor_of(Post.objects.create(staff=staff, office=cast.office, roles=[role.code], from_on=cast.today.replace(year=cast.today.year - 2, day=1)))
    return cast.actors[key]


# Acts ------------------------------------------------------------------------------------------------------------------


def _open(cast: _Cast, procedure_code: str, action: str, back: int, by: str | None, **data: Any) -> Matter:
    on = cast.day(back)
    procedure = registry.procedure_on(procedure_code, on)
    actor = cast.actors[by] if by else None
    return open_matter(actor, procedure, [Doing(procedure.action(action), data, on)], cast.office, now=at(on, "09:30"), demo=True).matter


def _do(cast: _Cast, matter: Matter, action: str, back: int, who: str = "assigner", **data: Any) -> Matter:
    doing = Doing(registry.procedure_of(matter).action(action), data, cast.day(back))
    return perform(cast.actors[who], matter.pk, [doing], now=at(cast.day(back), "15:00")).matter


def _terminated_for_deceit(cast: _Cast) -> int:
    """A recipient whose proof was forged: terminated, ordered to pay, one instalment in."""
    person = cast.people.person((30, 55))
    handler = Provider.objects.filter(territory=cast.office.territory, in_aid_pool=True, kind="lawyer", org__in_aid_pool=True, left_on=None, licence_to__gte=cast.today).order_by("pk")[0]
    case = _open(
        cast, "aidcase", "opened", 70, None, origin="applied", parties=[{"side": "recipient", "name": person.name, "id_no": person.id_number, "phone": person.phone}],
        decided_on=cast.day(70).isoformat(), aid_form="civil", cause="赡养费", case_stage="first", organ="县人民法院",
    )  # fmt: skip
    _do(cast, case, "assign", 69, org=str(handler.org_id), handler=str(handler.pk), mode="turn")
    _do(cast, case, "work", 68, kind="interview", place="县法律援助中心", minutes=40, note="约见受援人，告知权利义务", told_rights=True)
    _do(cast, case, "terminate", 60, "head", end_ground="1", said="核查发现收入证明系伪造", heard=True, recover=True)
    for addressee in ("recipient", "unit", "organ"):
        _do(cast, case, "serve", 59, addressee=addressee, served_on=cast.day(59).isoformat(), way="letter")
    found = _open(
        cast, "aidrecovery", "find", 50, "assigner", basis="deceit", from_whom="recipient", parties=[{"name": person.name, "id_no": person.id_number}], other_costs=96_000,
        said="核查发现收入证明系伪造，本人承认", origin=case.pk.hex,
    )  # fmt: skip
    pay_by = (cast.today + timedelta(days=20)).isoformat()
    _do(cast, found, "order", 40, "section", grounds="伪造收入证明获得法律援助，已终止", pay_by=pay_by, heard=True, other_costs=96_000)
    _do(cast, found, "refer_penalty", 39, "section", penalty_to="局行政执法大队")
    _do(cast, found, "receive_money", 10, "finance", amount=40_000, paid_on=cast.day(10).isoformat(), voucher="演示收字1号")
    return 1


def _reviews(cast: _Cast) -> int:
    """A sample of the half-year: one graded, one that needs a third reviewer, one scored once, the rest waiting."""
    plan = _open(
        cast, "aidqplan", "draw", 30, "assigner", period=f"{cast.today.year}年下半年（演示）", from_on=cast.day(200).isoformat(), to_on=cast.day(31).isoformat(), share=60,
    )
    _do(cast, plan, "start", 30)
    found = list(AidQuality.objects.filter(plan_id=plan.pk).order_by("number"))
    for number, review in enumerate(found[:3]):
        _do(cast, review, "name_reviewers", 29, first=cast.actors["aid-eval1"].staff_id, second=cast.actors["aid-eval2"].staff_id)
        _score(cast, review, 20, "aid-eval1", 0)
        if number == 0:
            _score(cast, review, 18, "aid-eval2", 6)
            _do(cast, review, "feedback", 16, words="代理词对争议焦点回应不够，建议补充类案检索；通报记录齐全。")
            _do(cast, review, "defend", 12, answer="none")
            _do(cast, review, "grade", 10, "head", conclusion="同意评估意见。")
        elif number == 1:
            _score(cast, review, 18, "aid-eval2", 22)
    return len(found)


def _score(cast: _Cast, review: Matter, back: int, who: str, less: int) -> None:
    sheet = {f"score_{code}": most - (2 if most > 15 else 0) for code, _, most in ITEMS}
    sheet["score_opinion"] -= less
    _do(cast, review, "score", back, who, **sheet, evidence="代理意见对争议焦点回应不够，其余材料齐全（演示）")


def _complaints(cast: _Cast) -> int:
    """One to be accepted, about money; one that was looked into and answered."""
    cases = list(AidCase.objects.filter(territory=cast.office.territory, stage__in=("handling", "handed", "passed")).order_by("opened_on", "pk")[:2])
    person = cast.people.person((28, 60))
    said = {"parties": [{"name": person.name, "phone": person.phone}], "standing": "recipient", "against": "handler"}
    _open(cast, "aid_complaint", "receive", 2, "aid-complaint", **said, head="property", channel="phone", content="律师说要交五百元复印费，没有给票据。", origin=cases[0].pk.hex)
    done = _open(cast, "aid_complaint", "receive", 40, "aid-complaint", **said, head="untold", channel="oral", content="两个月没有告诉我进展。", origin=cases[-1].pk.hex)
    _do(cast, done, "accept", 38, "aid-complaint", investigator=cast.actors["aid-complaint"].staff_id)
    _do(cast, done, "investigate", 30, "aid-complaint", ways=["heard", "file"], found="承办记录显示有两次通报，一次超过三十日。")
    _do(cast, done, "decide", 20, "aid-complaint", handling="educate", findings="有一次超过三十日没有通报，属实。")
    _do(cast, done, "answer", 18, "aid-complaint", answer="已对承办人批评教育，今后每月通报一次。", way="paper")
    return 2


def _organ_months(cast: _Cast) -> None:
    """The three months behind this one, as the court and the procuratorate told them."""
    month, rows = cast.today.replace(day=1), []
    for number in range(3):
        month = (month - timedelta(days=1)).replace(day=1)
        rows.append(taking.Entered(month, "court", "县人民法院", "first", 36 + number, 11, 17 - number, 6))
        rows.append(taking.Entered(month, "procuratorate", "县人民检察院", "prosecution", 30 + number, 7, 9, 10 + number))
    taking.keep(cast.actors["assigner"], rows, "县法院、检察院按月函（演示）", now=at(cast.day(5), "10:00"))
