"""Legal aid and public legal services of three years, lived through the real actions: what is pressed again by the thousand.

A county's centre with its own lawyers, each with cases that ended and cases in hand; questions at the counter, on the hotline and from
the web; notary bookings, counsel tasks, lawyers in petition reception. Most ended in the months behind; a few wait for somebody today.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.booking.spans import at
from fengqiao.daycount.months import add_months
from fengqiao.demo.aidcases import FILE, FIRST_MET
from fengqiao.demo.legalaid import INJURY, SUPPORT, TRAFFIC, WAGES
from fengqiao.demo.legalservice import ASKED, CHANNELS
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.advisers.counsel.contract import CONTRACT
from fengqiao.lines.advisers.counsel.task import TASK
from fengqiao.lines.advisers.petitions.procedure import PETITION
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.procedure import CASE
from fengqiao.lines.aidcases.subscribers import follow
from fengqiao.lines.legalaid.models import EconomicStandard
from fengqiao.lines.legalaid.published import granted_by
from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.procedure import SERVICE_REQUEST
from fengqiao.lines.notary.procedure import NOTARY_BOOKING
from fengqiao.matter import calendars, registry
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.asked_once import asked_once
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Procedure
from fengqiao.orgs import roles
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff
from fengqiao.orgs.roles import Role
from fengqiao.providers.models import Provider, ServiceOrg

SEED = 20231102
MONTHS = 34  # how far back the first of them began
FIRMS, PER_FIRM = 8, 4
AREAS = ("labour", "family", "traffic", "criminal", "injury", "contract")
TOLD = (WAGES, SUPPORT, TRAFFIC, INJURY)
SEATS = 4
Act = tuple[str, date, str, Actor | None, dict[str, Any]]  # action, day, time, who, what is said


@dataclass
class Centre:
    """Who works at a county's centre, and the day it is."""

    plan: CountyPlan
    bureau: Office
    offices: list[Office]
    people: People
    now: datetime
    actors: dict[str, Actor] = field(default_factory=dict)
    lawyers: list[tuple[Actor, Provider]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def workday(self, on: date, further: int = 0) -> date:
        """The day, or the last working day before it; ``further``: so many working days later, but not after today."""
        calendar = calendars.current()
        on = on if calendar.is_workday(on) else calendar.previous_workday(on)
        for _ in range(further):
            on = calendar.next_workday(on + timedelta(days=1))
        return min(on, self.today)

    def month(self, back: int, day: int) -> date:
        """A working day so many months ago."""
        return self.workday(add_months(self.today.replace(day=1), -back) + timedelta(days=day % 25))

    def join(self, key: str, role: Role, office: Office | None = None) -> Actor:
        """Somebody new with an account and a post, since before the first of these lives."""
        person = self.people.person((26, 58))
        staff = Staff.objects.create(username=f"{self.plan.code[4:]}b{key}", name=person.name, confirmed=True, demo=True)
        since = add_months(self.today.replace(day=1), -MONTHS - 3)
        self.actors[key] = actor_of(Post.objects.create(staff=staff, office=office or self.bureau, roles=[role.code], from_on=since))
        return self.actors[key]


def live(plan: CountyPlan, most: int, *, say: Callable[[str], None], now: datetime) -> int:
    """A centre with ``most`` lawyers and what it did; how many matters were lived."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    offices = list(Office.objects.filter(kind=OfficeKind.OFFICE, territory__range=bureau.reach, to_on=None).order_by("territory"))
    centre = Centre(plan, bureau, offices, People(plan.code, stream(SEED, plan.code), timezone.localdate(now)), now)
    with transaction.atomic(), asked_once():
        _found(centre, most)
    with transaction.atomic(), asked_once():
        made = sum(_cases(centre, number) for number in range(most)) + _waiting(centre) + _refused(centre)
        made += _questions(centre, 6 * most) + _asked_today(centre) + _further(centre, most)
    say(f"  {plan.name}：法律援助人员{most}人，法律援助和公共法律服务{made}件")
    return made


def _found(centre: Centre, most: int) -> None:
    """People, firms, lawyers, the standard."""
    county = centre.bureau.territory
    for key, role in (
        ("clerk", roles.CLERK), ("review", roles.AID_REVIEWER), ("head", roles.AID_HEAD), ("assigner", roles.AID_ASSIGNER), ("services", roles.SERVICE_HEAD),
        ("notary", roles.NOTARY), ("advisers", roles.ADVISERS),
    ):  # fmt: skip
        centre.join(key, role)
    for n in range(SEATS):
        centre.join(f"seat{n}", roles.HOTLINE)
    firms = [
        ServiceOrg.objects.create(territory=county, name=f"测速第{n + 1}律师事务所", kind="firm", in_aid_pool=True, confirmed_on=centre.today, demo=True)
        for n in range(min(FIRMS, -(-most // 2)))
    ]  # fmt: skip
    for n in range(most):
        actor = centre.join(f"lawyer{n}", roles.AID_LAWYER)
        provider = Provider.objects.create(
            territory=county, name=actor.name, kind="lawyer", org=firms[n % len(firms)], staff_id=actor.staff_id, licence_no=f"测速证{n:03d}",
            licence_to=centre.today + timedelta(days=400), practice_from=date(2012, 3, 1), criminal_from=date(2012, 3, 1), specialties={AREAS[n % len(AREAS)]: 3},
            languages=["mandarin"], confirmed_on=centre.today, capacity_points=60, most_new_a_month=12, demo=True,
        )  # fmt: skip
        centre.lawyers.append((actor, provider))
    if not ServiceOrg.objects.filter(territory=county, kind="notary").exists():
        ServiceOrg.objects.create(territory=county, name="测速公证处", kind="notary", confirmed_on=centre.today, demo=True)
    EconomicStandard.objects.get_or_create(territory=county, valid_from=date(2022, 1, 1), defaults={
        "basis": "minimum", "multiplier": 2, "base_fen": 73_000, "amount_fen": 146_000, "window_months": 6, "comparator": "<=",
        "source_doc": "省人民政府经济困难标准文件（演示）", "made_at": at(date(2022, 1, 1), "09:00"),
    })  # fmt: skip


# Doing ---------------------------------------------------------------------------------------------------------------


def _doings(centre: Centre, procedure: Procedure, acts: Sequence[Act]) -> list[Doing]:
    """As they were entered on their days; what is of this morning at the latest now, however early it is."""
    return [
        Doing(procedure.action(code), {name: value for name, value in data.items() if value not in ("", None, [])}, on, done_by=who, entered_at=min(at(on, time), centre.now))
        for code, on, time, who, data in acts
    ]  # fmt: skip


def _open(centre: Centre, procedure: Procedure, acts: Sequence[Act], office: Office | None = None) -> Matter:
    return open_matter(acts[0][3], procedure, _doings(centre, procedure, acts), office or centre.bureau, now=centre.now, demo=True).matter


def _go_on(centre: Centre, matter: Matter, acts: Sequence[Act]) -> Matter:
    by = acts[0][3]
    return perform(by, matter.pk, _doings(centre, registry.procedure_of(matter), acts), now=centre.now).matter


# Legal aid -----------------------------------------------------------------------------------------------------------


def _cases(centre: Centre, lawyer: int) -> int:
    """Of one lawyer: two applied for and one by letter that are archived, one of each in hand, one offered and not answered."""
    for nth, back in enumerate((MONTHS, MONTHS // 2)):
        _archived(centre, _applied(centre, centre.month(back - lawyer % 12, 3 + lawyer), lawyer + nth), lawyer)
    _archived(centre, _by_letter(centre, centre.month(MONTHS // 3 - lawyer % 8, 5 + lawyer), lawyer), lawyer)
    _met(centre, _applied(centre, centre.month(1, lawyer), lawyer), lawyer)
    _met(centre, _by_letter(centre, centre.workday(centre.today - timedelta(days=12 + lawyer % 7)), lawyer), lawyer)
    _offered(centre, lawyer)
    return 9


def _told(centre: Centre, told: dict[str, Any]) -> dict[str, Any]:
    who = centre.people.person((28, 72))
    parties = [
        {"side": "applicant", "name": who.name, "id_no": who.id_number, "phone": who.phone, "address": "演示镇演示村"},
        {"side": "respondent", "kind": "org", "name": "枫林建设工程有限公司"},
    ]
    return {
        "channel": "counter", "parties": parties, "stage": "before", "story": "干了四个月没有给工资，有工友作证，请求法律援助。", "may_call": True, "may_sms": True, "told_rights": True,
        "materials": [{"name": "身份证", "copy": "copy", "pages": 1}, {"name": "与案件有关的材料", "copy": "copy", "pages": 4}], **told,
    }  # fmt: skip


def _applied(centre: Centre, on: date, number: int) -> Matter:
    """An application received, reviewed and granted within three days, and the case that followed."""
    matter = _reviewed(centre, on, number, (("grant", centre.workday(on, 2), "11:00", centre.actors["head"], {}),))
    case = follow(granted_by(matter.pk, known_facts(matter)), now=at(centre.workday(on, 2), "11:30"))
    assert case is not None
    return case


def _reviewed(centre: Centre, on: date, number: int, more: Sequence[Act] = ()) -> Matter:
    clerk, review, told = centre.actors["clerk"], centre.actors["review"], TOLD[number % len(TOLD)]
    low, high = centre.bureau.reach
    standard = EconomicStandard.objects.filter(territory__range=(low, high)).order_by("-valid_from")[0]
    means: Act
    if told in (SUPPORT, TRAFFIC):
        members = [{"name": "本人", "relation": "self", "age": 40, "lives_with": True}, {"name": "配偶", "relation": "spouse", "age": 41, "lives_with": True}]
        stated = {"standard": str(standard.pk), "members": members, "incomes": [{"member": 1, "kind": "wage", "amount": 180_000, "months": 6}], "sign": "hand", "pledged": True}
        means = ("state_means", on, "10:00", clerk, stated)
    else:
        exempt = {"exempt": "migrant", "issuer": "用工单位工资条、居住证"} if told is WAGES else {"exempt": "relief", "relief": "minimum", "issuer": "演示镇人民政府"}
        means = ("prove_exempt", on, "10:00", clerk, {"valid_from": (on - timedelta(days=200)).isoformat(), **exempt})
    said = {"in_scope": "yes", "competent": "yes", "entitled": "yes", "opinion": "事项、管辖、资格、经济条件均已核对。"}
    acts: list[Act] = [
        ("receive", on, "09:10", clerk, _told(centre, told)), ("accept", on, "09:30", clerk, {}), means, ("propose", centre.workday(on, 1), "15:00", review, said), *more,
    ]  # fmt: skip
    return _open(centre, registry.procedure_on("legalaid", on), acts)


def _by_letter(centre: Centre, on: date, number: int) -> Matter:
    person = centre.people.person((22, 55), "男")
    data = {
        "origin": "defence", "organ_kind": "court", "organ": "县人民法院", "letter_no": f"（演示）测速{on:%Y%m%d}{number}号", "letter_on": on.isoformat(), "channel": "hand", "ground": "mind",
        "parties": [{"name": person.name, "sex": "男", "id_no": person.id_number, "address": "县看守所"}], "in_custody": True, "case_stage": "first", "cause": "盗窃",
        "officer": "书记员", "consent": "unseen",
    }  # fmt: skip
    return _open(centre, CASE, [("receive", on, "09:20", centre.actors["assigner"], data)])


def _met(centre: Centre, case: Matter, lawyer: int) -> Matter:
    """Assigned the next day, taken by the lawyer, met two days later."""
    (handler, provider), assigner = centre.lawyers[lawyer], centre.actors["assigner"]
    on = centre.workday(case.opened_on, 1)
    met = centre.workday(on, 2)
    by_letter = AidCase.objects.filter(pk=case.pk, letter_no="").exists() is False
    met_by = {"place": "县看守所" if by_letter else "县法律援助中心", "minutes": 40, "note": FIRST_MET, "consent": "agrees", "told_rights": True}
    acts: list[Act] = [
        ("assign", on, "09:40", assigner, {"org": str(provider.org_id), "handler": str(provider.pk), "mode": "turn"}),
        ("no_conflict", on, "14:00", handler, {"no_conflict": True}), ("accept", on, "14:05", handler, {}),
        *([("reply", on, "15:00", assigner, {"way": "letter"})] if by_letter else [("sign", met, "09:00", handler, {"signed_on": met.isoformat(), "power": "general", "free": True})]),
        ("work", met, "09:30", handler, {"kind": "meeting" if by_letter else "interview", **met_by}),
    ]  # fmt: skip
    return _go_on(centre, case, acts)


def _offered(centre: Centre, lawyer: int) -> None:
    provider, on = centre.lawyers[lawyer][1], centre.workday(centre.today - timedelta(days=1))
    case = _by_letter(centre, on, 50 + lawyer)
    _go_on(centre, case, [("assign", on, "16:00", centre.actors["assigner"], {"org": str(provider.org_id), "handler": str(provider.pk), "mode": "turn"})])


def _archived(centre: Centre, case: Matter, lawyer: int) -> Matter:
    """Heard, closed, handed in, checked and filed within three months."""
    handler, assigner = centre.lawyers[lawyer][0], centre.actors["assigner"]
    _met(centre, case, lawyer)
    first = case.opened_on
    heard, ended = centre.workday(first + timedelta(days=30)), centre.workday(first + timedelta(days=50))
    handed, filed = centre.workday(ended, 5), centre.workday(ended, 10)
    closing = {
        "basis": "judgment", "closing_day": ended.isoformat(), "document_no": "（演示）民初1号", "outcome": "won", "recovered": 1_860_000, "story": "判决支持了主要的请求。",
    }  # fmt: skip
    acts: list[Act] = [
        ("work", centre.workday(first + timedelta(days=15)), "10:00", handler, {"kind": "reading", "minutes": 90, "note": "阅卷，摘录主要证据"}),
        ("tell", centre.workday(first + timedelta(days=20)), "10:00", handler, {"way": "phone", "said": "告知立案和开庭的日期"}),
        ("work", heard, "09:00", handler, {"kind": "court", "place": "县人民法院", "minutes": 120, "note": "出庭，发表意见"}),
        ("close", ended, "16:00", handler, closing),
        ("hand_in", handed, "10:00", handler, {"items": [{"item": item, "there": "yes", "pages": 4} for item in FILE]}),
        ("pass_file", filed, "10:00", assigner, {"remark": "材料齐全"}), ("archive", filed, "15:00", assigner, {"archive_no": f"测速援卷{lawyer:03d}", "pages": 86}),
        ("call_back", filed, "16:00", assigner, {"satisfaction": "5", "way": "phone"}),
    ]  # fmt: skip
    return _go_on(centre, case, acts)


def _waiting(centre: Centre) -> int:
    """Of the last days: two granted and one letter that nobody has yet, an application proposed, one accepted, one that just came."""
    for back in (1, 2):
        _applied(centre, centre.workday(centre.today - timedelta(days=back + 3)), back)
    _by_letter(centre, centre.workday(centre.today - timedelta(days=1)), 99)
    _reviewed(centre, centre.workday(centre.today - timedelta(days=2)), 2)
    for on, acts in ((centre.workday(centre.today - timedelta(days=1)), 2), (centre.today, 1)):
        clerk = centre.actors["clerk"]
        steps: list[Act] = [("receive", on, "08:10", clerk, _told(centre, WAGES)), ("accept", on, "08:20", clerk, {})]
        _open(centre, registry.procedure_on("legalaid", on), steps[:acts])
    return 8


def _refused(centre: Centre) -> int:
    """One whose income was too high."""
    on = centre.month(7, 9)
    clerk, head = centre.actors["clerk"], centre.actors["head"]
    standard = EconomicStandard.objects.filter(territory=centre.bureau.territory).order_by("-valid_from")[0]
    stated = {
        "standard": str(standard.pk), "members": [{"name": "本人", "relation": "self", "age": 40, "lives_with": True}],
        "incomes": [{"member": 1, "kind": "wage", "amount": 980_000, "months": 6}], "sign": "hand", "pledged": True,
    }  # fmt: skip
    said = {"in_scope": "yes", "competent": "yes", "entitled": "yes", "opinion": "人均月收入高于标准。"}
    _open(centre, registry.procedure_on("legalaid", on), [
        ("receive", on, "09:10", clerk, _told(centre, TRAFFIC)), ("accept", on, "09:30", clerk, {}), ("state_means", on, "10:00", clerk, stated),
        ("propose", on, "15:00", centre.actors["review"], said), ("refuse", on, "16:00", head, {"reason": "means", "words": "人均月收入高于标准。"}),
    ])  # fmt: skip
    return 1


# Public legal services -----------------------------------------------------------------------------------------------


def _question(centre: Centre, number: int, on: date, time: str, by: Actor, more: Sequence[Act] = (), **said: Any) -> Matter:
    content, area, *_ = ASKED[number % len(ASKED)]
    person = centre.people.person((24, 72))
    told = {
        "content": content, "area": area, "channel": CHANNELS[number % len(CHANNELS)], "intent": codes.CONSULT, "name": person.name, "phone": person.phone,
        "safe": codes.SAFE_ANY, "language": "mandarin", **said,
    }  # fmt: skip
    office = centre.bureau if number % 3 else centre.offices[number % len(centre.offices)]
    return _open(centre, SERVICE_REQUEST, [("receive", on, time, by, told), *more], office)


def _questions(centre: Centre, count: int) -> int:
    """Answered within the half hour, by turns of the operators; two thirds of them rated."""
    for number in range(count):
        on, by = centre.month(number % MONTHS + 1, 7 * number), centre.actors[f"seat{number % SEATS}"]
        _, _, advice, articles, following = ASKED[number % len(ASKED)]
        mode = {codes.COUNTER: "face", codes.STATION: "face", codes.H5: "text"}.get(CHANNELS[number % len(CHANNELS)], "phone")
        answered = {
            "mode": mode, "advice": advice, "statutes": [{"article": each} for each in articles], "next": [following], "told_right": True, "minutes": 6 + number % 20,
            "persons_served": 1 + number % 3, "knowledge": f"ZS{number % len(ASKED) + 1:04d}",
        }  # fmt: skip
        acts: list[Act] = [("take", on, "09:11", by, {"at": at(on, "09:11").isoformat()}), ("answer", on, "09:25", by, answered)]
        if number % 3:
            acts.append(("rate", centre.workday(on, 2), "10:00", by, {"grade": "54"[number % 2], "way": "phone"}))
        _question(centre, number, on, "09:10", by, acts)
    return count


def _asked_today(centre: Centre) -> int:
    """Of this morning and of yesterday: nobody has them yet."""
    seat, early = centre.actors["seat0"], centre.workday(centre.today - timedelta(days=1))
    for number in range(6):
        on = (early, centre.today)[number % 2]
        _question(centre, number, on, f"0{number}:30" if on == centre.today else f"1{number}:30", seat, channel=codes.H5 if number % 2 else CHANNELS[number], vulnerable=["elder"] if number == 4 else [])
    return 6


def _further(centre: Centre, most: int) -> int:
    """The notary's window, a county's counsel, lawyers in petition reception."""
    window, section = centre.actors["notary"], centre.actors["advisers"]
    lawyer, begun = str(centre.lawyers[0][1].pk), centre.month(22, 3)
    units = [{"name": f"{centre.plan.name}{unit}", "firm": "测速第1律师事务所"} for unit in ("教育局", "民政局", "财政局", "交通运输局")]
    contract = _open(centre, CONTRACT, [("sign_contract", begun, "09:00", section, {
        "batch": "县直单位法律顾问服务", "units": units, "from": begun.isoformat(), "to": add_months(centre.today, 12).isoformat(), "fee": 4_000_000,
        "scope": ["decision", "document", "contract"], "response_days": 5, "conflict_clause": "不代理与服务单位相对的一方。",
    })])  # fmt: skip
    for number in range(most):
        back = 1 + number * 19 % 20
        on = centre.month(back, 11 * number)
        _notary(centre, window, on, number, ended=number > 0)
        _reception(centre, section, on, lawyer)
        asked = {"contract": contract.pk.hex, "unit": units[number % len(units)]["name"], "kind": "contract", "subject": "采购合同", "question": "条款是否合法，有什么风险。"}
        said = {"conclusion": "amend", "risk": "middle", "opinion": "第八条违约金过高，建议改为不超过损失的百分之三十。", "minutes": 120}
        acts: list[Act] = [("ask_counsel", on, "09:00", section, asked), ("accept_task", on, "10:00", section, {"lawyer": lawyer})]
        if number:
            acts += [
                ("opine", centre.workday(on, 2), "10:00", section, said), ("adoption", centre.workday(on, 4), "10:00", section, {"adopted": "adopted"}),
                ("file_task", centre.workday(on, 5), "10:00", section, {}),
            ]  # fmt: skip
        _open(centre, TASK, acts)
    return 3 * most


def _notary(centre: Centre, window: Actor, on: date, number: int, ended: bool) -> None:
    person = centre.people.person((28, 78))
    asked = {
        "channel": "counter", "item": ("entrust", "heir", "copy", "record", "declare")[number % 5], "what": "办理公证", "ties": ["home"],
        "parties": [{"side": "applicant", "name": person.name, "phone": person.phone, "texts": True}], "wish_on": centre.workday(on, 1).isoformat(),
    }  # fmt: skip
    acts: list[Act] = [("ask", on, "09:20", window, asked), ("accept", centre.workday(on, 2), "10:00", window, {"acceptance_no": f"测速受{number:03d}", "officer": "公证员（演示）"})]
    if ended:
        issued = centre.workday(on, 8)
        acts += [
            ("issue", issued, "10:00", window, {"cert_no": f"测速证{number:03d}", "where": "公证处窗口"}),
            ("tell", issued, "15:00", window, {"at": "15:00", "way": "phone", "told": "公证书出来了，带身份证来领"}), ("collect", centre.workday(on, 10), "10:00", window, {"way": "self"}),
        ]  # fmt: skip
    _open(centre, NOTARY_BOOKING, acts)


def _reception(centre: Centre, section: Actor, on: date, lawyer: str) -> None:
    person = centre.people.person((30, 65))
    came = {"place": "bureau", "lawyer": lawyer, "parties": [{"name": person.name, "id_no": person.id_number}], "subject": "工程款拖欠两年，多次协调没有结果", "no_retainer": True}
    advice = {"category": "just", "opinion": "合同和验收单齐全，可以起诉，也可以先申请调解。", "channels": ["litigation", "mediation"], "risk": "usual"}
    _open(centre, PETITION, [
        ("receive_petition", on, "09:00", section, came), ("advise", on, "10:00", section, advice),
        ("close_petition", centre.workday(on, 10), "10:00", section, {"outcome": "taken"}),
    ])  # fmt: skip
