"""Legal aid cases in the invented county: letters of court, procuratorate and police, grants, a change, a file that was returned.

Some need action today: a letter whose third day is today, a change to be decided, a file to be checked, an application that a duty
lawyer has to forward by tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fengqiao.booking.roster import keeping as roster
from fengqiao.booking.roster import signing
from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.reading import days_of, month_of, shifts_of
from fengqiao.booking.spans import at
from fengqiao.daycount.months import add_months
from fengqiao.demo.aidquality import load_aid_quality
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.aidcases.subscribers import follow
from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalaid.published import granted_by
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import AID_ASSIGNER, AID_HEAD, AID_LAWYER, FINANCE, Role
from fengqiao.providers.models import Provider, ServiceOrg

POOL = (("criminal", 2012, ("minors", "life_death")), ("labour", 2016, ()), ("family", 2019, ("sign",)), ("criminal", 2025, ()))
FILE = ("assignment", "agreement", "meeting", "reading", "opinion", "court", "told", "document", "report")
FIRST_MET = "约见受援人，核对身份和案件事实，告知权利义务"


@dataclass
class _Cast:
    """Who and what the lives need."""

    today: date
    office: Office
    people: People
    actors: dict[str, Actor] = field(default_factory=dict)
    pool: list[Provider] = field(default_factory=list)

    def day(self, back: int) -> date:
        return self.today - timedelta(days=back)


def load_aid_cases(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """The centre's assigner, lawyers of two of the county's firms, and cases at every stage, with what judges them; the centre's head is there already."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    with transaction.atomic():
        cast = _Cast(today, bureau, People(plan.code, stream(2026, plan.code, "aidcases"), today))
        for key, role, word in (("assigner", AID_ASSIGNER, "法律援助指派员"), ("lawyer", AID_LAWYER, "法律援助承办律师"), ("finance", FINANCE, "法律援助补贴财务")):
            cast.actors[key] = _post(plan, cast, key, role, word, password)
        cast.actors["head"] = actor_of(Post.objects.filter(office=bureau, roles__contains=[AID_HEAD.code])[0])
        cast.pool = _pool(cast)
        _duty(cast)
        made = _letters(cast) + _grants(cast) + _from_applications(cast) + _help(cast)
        _paid(cast)
    say(f"  法律援助案件{made}件、法律援助人员{len(cast.pool)}人已装入。")
    load_aid_quality(plan, say=say, today=today, password=password)


def _post(plan: CountyPlan, cast: _Cast, key: str, role: Role, word: str, password: str) -> Actor:
    person = cast.people.person((28, 55))
    staff = Staff.objects.create(
        username=f"{plan.code[4:]}aid-{key}", name=person.name, password=make_password(password), confirmed=True, demo=True, demo_sign_in=word,
    )  # fmt: skip
    return actor_of(Post.objects.create(staff=staff, office=cast.office, roles=[role.code], from_on=cast.today.replace(year=cast.today.year - 2, day=1)))


def _pool(cast: _Cast) -> list[Provider]:
    """Four lawyers more of two firms; the first signs in."""
    territory, found = cast.office.territory, []
    firms = ServiceOrg.objects.filter(territory=territory, kind="firm", in_aid_pool=True, left_on=None).order_by("pk")[:2]
    for number, (area, since, certified) in enumerate(POOL):
        firm = firms[number % len(firms)]
        own = Staff.objects.get(pk=cast.actors["lawyer"].staff_id) if number == 0 else None
        found.append(Provider.objects.create(
            territory=territory, name=own.name if own else cast.people.person((28, 60)).name, kind="lawyer", org=firm, staff=own, licence_no=f"演示证{number + 1:03d}",
            licence_to=cast.today + timedelta(days=400), practice_from=date(since, 3, 1), criminal_from=date(since, 3, 1), specialties={area: 3}, certified=list(certified), languages=["mandarin"],
            published=False, confirmed_on=cast.today, demo=True,
        ))  # fmt: skip
    return found


def _duty(cast: _Cast) -> None:
    """The lawyer who signs in, at the bureau's window every Wednesday of this month and of the two before, and today; once late, once absent."""
    assigner, lawyer, months = cast.actors["assigner"], cast.actors["lawyer"].staff_id, [add_months(cast.today.replace(day=1), -back) for back in (2, 1, 0)]
    roster.add_shift(assigner, cast.office, "律师值班", time(9), time(11, 30), "work", 1, months[0], now=at(months[0], "08:00"), signs=True, lawyers=True)
    for month in months:
        first, last = month_of(month)
        places = [place for day in days_of(cast.office, first, last, shifts_of(cast.office, first, last)) for place in day.places]
        wanted = {place.key: lawyer for place in places if place.on.weekday() == 2 or place.on == cast.today}
        roster.fill(assigner, cast.office, wanted, first, last, seen=roster.mark(cast.office, first, last), now=at(first, "08:00"))
    for nth, duty in enumerate(Duty.objects.filter(office=cast.office, staff=lawyer, on__lt=cast.today).order_by("-on")):
        if nth != 1:  # one week nobody came
            signing.sign_in(cast.actors["lawyer"], duty.pk, now=duty.from_at + timedelta(minutes=45 if nth == 3 else -6))
            signing.sign_out(cast.actors["lawyer"], duty.pk, 2 + nth % 4, "接待来访若干，解答劳动争议、婚姻家庭（演示）。", now=duty.to_at + timedelta(minutes=nth % 5))


# Acts ----------------------------------------------------------------------------------------------------------------------


def _open(cast: _Cast, procedure_code: str, action: str, on: date, data: dict[str, Any], by: str | None = "assigner") -> Matter:
    procedure = registry.procedure_on(procedure_code, on)
    told = {name: value for name, value in data.items() if value not in ("", None, [])}
    actor = cast.actors[by] if by else None
    return open_matter(actor, procedure, [Doing(procedure.action(action), told, on)], cast.office, now=at(on, "09:30"), demo=True).matter


def _do(cast: _Cast, matter: Matter, action: str, back: int, by: str = "assigner", **data: Any) -> Matter:
    doing = Doing(registry.procedure_of(matter).action(action), data, cast.day(back))
    return perform(cast.actors[by], matter.pk, [doing], now=at(cast.day(back), "15:00")).matter


def _assign(cast: _Cast, matter: Matter, who: int, back: int, answered: bool = True) -> Matter:
    """Assigned that day; who signs in looks at the names and takes it at once."""
    chosen = cast.pool[who]
    matter = _do(cast, matter, "assign", back, org=str(chosen.org_id), handler=str(chosen.pk), mode="turn")
    if chosen.staff_id is None or not answered:
        return matter
    return _do(cast, _do(cast, matter, "no_conflict", back, by="lawyer", no_conflict=True), "accept", back, by="lawyer")


def _letter(cast: _Cast, number: int, back: int, **said: Any) -> Matter:
    person = cast.people.person(said.pop("ages", (22, 55)), "男")
    data = {
        "origin": "defence", "organ_kind": "court", "organ": "县人民法院", "letter_no": f"（演示）法援{number}号", "letter_on": cast.day(back).isoformat(), "channel": "hand",
        "ground": "mind", "parties": [{"name": person.name, "sex": "男", "id_no": person.id_number, "address": "县看守所"}], "in_custody": True,
        "case_stage": "first", "cause": "盗窃", "officer": "书记员", "consent": "unseen", **said,
    }  # fmt: skip
    return _open(cast, "aidcase", "receive", cast.day(back), data)


def _letters(cast: _Cast) -> int:
    """One that must be assigned today, one for life, a minor already met, one whose lawyer has not answered, one whose unit has not named
    anybody."""
    _letter(cast, 1, 3, missing=["documents"])
    _letter(cast, 2, 1, ground="life", cause="故意伤害")
    minor = _assign(cast, _letter(cast, 3, 12, ground="minor", case_stage="prosecution", ages=(16, 16), organ="县人民检察院", organ_kind="procuratorate"), 0, 11)
    _do(cast, minor, "reply", 11, way="letter")
    _do(cast, minor, "work", 10, by="lawyer", kind="meeting", place="县看守所", minutes=50, note="会见，本人同意辩护，核对起诉意见", consent="agrees", told_rights=True)
    _assign(cast, _letter(cast, 5, 2, ground="ordinary", cause="危险驾驶", in_custody=False), 0, 1, answered=False)  # to be answered today
    waiting = _letter(cast, 4, 2, ground="ordinary", cause="诈骗", in_custody=False)
    _do(cast, waiting, "assign", 1, org=str(cast.pool[1].org_id), mode="turn")
    return 5


def _grant(cast: _Cast, number: int, back: int, **said: Any) -> Matter:
    person = cast.people.person((24, 70))
    data = {
        "origin": "applied", "parties": [
            {"side": "recipient", "name": person.name, "id_no": person.id_number, "phone": person.phone},
            {"side": "opponent", "kind": "org", "name": f"演示建设{number}有限公司"},
        ],
        "decided_on": cast.day(back).isoformat(), "aid_form": "civil", "cause": "追索劳动报酬", "case_stage": "first", "organ": "县人民法院", **said,
    }  # fmt: skip
    return _open(cast, "aidcase", "opened", cast.day(back), data, by=None)


def _grants(cast: _Cast) -> int:
    """Granted yesterday; in hand with a report due; a change to be decided; a file handed in; one returned; one archived."""
    _grant(cast, 1, 1, aid_form="arbitration", case_stage="arbitration", organ="县劳动人事争议仲裁委员会")
    _met(cast, _assign(cast, _grant(cast, 2, 34), 0, 33), 32)
    asked = _met(cast, _assign(cast, _grant(cast, 3, 20, cause="离婚后财产"), 1, 19), 17, by="assigner")
    asked = _change(cast, asked)
    _do(cast, asked, "verify_change", 2, statement="近期开庭较多，已约下周见面", found="承办记录显示最近一次联系在十七天前")
    for number, back in ((4, 90), (5, 80), (6, 120)):  # the last two are of the lawyer who signs in
        matter = _closed(cast, _met(cast, _assign(cast, _grant(cast, number, back), int(number == 4), back - 1), back - 3, by="assigner"), back - 50)
        if number == 5:
            _do(cast, matter, "return_file", 6, missing=["court"], reason="缺出庭通知书")
        if number == 6:
            _do(cast, matter, "pass_file", 40, remark="材料齐全")
            _do(cast, matter, "archive", 39, archive_no="演示援卷001", pages=86)
    return 6


def _from_applications(cast: _Cast) -> int:
    """What became of the applications that were granted, as the worker would have heard of it: met, the older ones handed in."""
    low, high = cast.office.reach
    rows = Application.objects.filter(territory__gte=low, territory__lte=high, stage="granted").order_by("decided_on", "pk")
    for number, row in enumerate(rows):
        event = granted_by(row.pk, known_facts(row))
        back = (cast.today - event.on).days
        opened = follow(event, now=at(event.on, "17:00"))
        if opened is None or back < 2:
            continue
        matter = _met(cast, _assign(cast, opened, 1 + number % 2, back - 1), back - 2, by="assigner")
        if back > 40:
            _closed(cast, matter, 25)
    return len(rows)


def _change(cast: _Cast, matter: Matter) -> Matter:
    doing = Doing(registry.procedure_of(matter).action("ask_change"), {"by": "recipient", "reason": "idle", "facts": "两周没有联系，开庭前没有见过面"}, cast.day(3))
    return perform(cast.actors["assigner"], matter.pk, [doing], now=at(cast.day(3), "15:00")).matter


def _met(cast: _Cast, matter: Matter, back: int, by: str = "lawyer") -> Matter:
    matter = _do(cast, matter, "sign", back, by=by, signed_on=cast.day(back).isoformat(), power="general", free=True)
    return _do(cast, matter, "work", back, by=by, kind="interview", place="县法律援助中心", minutes=40, note=FIRST_MET, consent="agrees", told_rights=True)


def _closed(cast: _Cast, matter: Matter, back: int) -> Matter:
    matter = _do(cast, matter, "work", back + 5, kind="court", place="县人民法院", minutes=120, note="出庭，发表代理意见")
    matter = _do(
        cast, matter, "close", back, basis="settled", closing_day=cast.day(back).isoformat(), document_no="（演示）民初1号", outcome="mediated", recovered=1_860_000,
        story="经调解，对方分两期支付工资",
    )  # fmt: skip
    return _do(cast, matter, "hand_in", back - 10, items=[{"item": item, "there": "yes", "pages": 4} for item in FILE])


def _paid(cast: _Cast) -> None:
    """A standard that two people set, and a batch made, checked and paid by three: what was archived is paid for."""
    numbers = {"direct": 60_000, "day_rate": 38_500, "half_days": 4, "cross": 39_500, "grade_excellent": 120, "grade_good": 110, "grade_pass": 100, "grade_fail": 0}
    shares = {"share_meeting": 30, "share_reading": 30, "share_speaking": 30, "share_filing": 10, "few": 50, "many": 20, "most": 5}
    told = {"from_on": cast.day(300).isoformat(), "source_doc": "演示补贴标准", **numbers, **shares}
    for service, more in (("civil", {}), ("duty", {"direct": 0, "half_days": 2}), ("plea", {"direct": 0, "day_rate": 20_000, "half_days": 2})):
        _do(cast, _open(cast, "aidrate", "set_rate", cast.day(300), told | {"service": service} | more), "adopt", 299, by="head")
    batch = _open(cast, "aidbatch", "make", cast.day(35), {"period": f"{cast.day(35):%Y年%m月}", "remaining": 5_000_000})
    _do(cast, batch, "check", 33, by="head")
    _do(cast, batch, "pay", 30, by="finance", paid_on=cast.day(30).isoformat(), voucher="演示记字1号")
    _open(cast, "aidbatch", "make", cast.day(1), {"period": f"{cast.day(1):%Y年%m月}"})  # the duty lawyer's help, to be checked


def _help(cast: _Cast) -> int:
    """One finished with a plea witnessed, one whose application waits to be forwarded."""
    for number, back in enumerate((5, 1)):
        person = cast.people.person((20, 50), "男")
        data = {
            "organ_kind": "procuratorate", "organ": "县人民检察院", "parties": [{"name": person.name, "sex": "男"}], "cause": "危险驾驶", "case_stage": "prosecution",
            "point": "县看守所值班律师工作站", "shift_on": cast.day(back).isoformat(), "handler": str(cast.pool[0].pk), "no_defender": True,
        }  # fmt: skip
        matter = _open(cast, "legalhelp", "book", cast.day(back), data)
        given = {"handler": str(cast.pool[0].pk), "kinds": ["advice", "choice"], "begun": "10:00", "ended": "10:40", "met": True, "read_file": True}
        matter = _do(cast, matter, "give", back, by="lawyer", **given)
        if number == 0:
            matter = _do(cast, matter, "witness", back, by="lawyer", signed_at="11:00", present=True, understood=True)
            _do(cast, matter, "finish", back, by="lawyer", signed=True)
        else:
            _do(cast, matter, "ask_aid", back, by="lawyer", asked_at="16:20", claim="申请法律援助律师辩护")
    return 2
