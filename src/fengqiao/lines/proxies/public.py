"""替家人办 on the phone: give an authority, ask for one as a guardian, use it, take it back.

The person's telephone sees who may act for them and ends it at once; the deputy's telephone sees for whom and what for, and begins
from there what is in its scope. What the deputy then follows is told by ``portal.deputing``, never more than the scope.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.divisions.territory import county_reach
from fengqiao.lines.proxies import codes
from fengqiao.lines.proxies import facts as f
from fengqiao.lines.proxies.barring import is_barred
from fengqiao.lines.proxies.permissions import SEND_IN
from fengqiao.lines.proxies.procedure import AUTHORITY
from fengqiao.matter import public
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, Phone, Text, Yes
from fengqiao.matter.public import (
    Deputy,
    Photos,
    PublicAct,
    PublicService,
    Screen,
    SentIn,
    Snapshot,
    Step,
    Town,
    iso,
    office_of_town,
)
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts

GIVE, GUARD = "give", "guard"
NEUTRAL = "现在不能在手机上办这份授权。请本人到窗口当面办理，或拨打12348。"

# Giving and asking ---------------------------------------------------------------------------------------------------

SCREENS = (
    Screen("town", "您在哪个乡镇、街道？", (Town("town", "乡镇、街道"),), help="由这里的司法所核实。"),
    Screen("way", "谁替谁办？", (Choice("way", "谁替谁办", options=((GIVE, "我请家人替我办"), (GUARD, "我替孩子、我监护的人办"))),), help="请家人替您办的，要用您自己的手机来填。"),
    Screen("person", "本人叫什么？", (Text("person_name", "本人（被代办的人）的姓名", most=40),), help="请家人替您办的，写您自己；替孩子办的，写孩子。"),
    Screen("proxy", "代办人是谁？", (Text("proxy_name", "代办人的姓名", most=40), Phone("proxy_phone", "代办人的手机")), when=lambda data: data.get("way") == GIVE),
    Screen("guardian", "您叫什么？", (Text("proxy_name", "您的姓名", most=40),), when=lambda data: data.get("way") == GUARD),
    Screen("relation", "代办人是本人的什么人？", (Choice("relation", "代办人是本人的", options=codes.RELATIONS),)),
    Screen("scopes", "可以替本人办什么？", tuple(Yes(code, word, required=False) for code, word in codes.SCOPES), help="只能办勾上的，别的看不到。"),
    Screen("until", "多久？", (Choice("months", "有效多久", options=codes.MONTHS),), help="到期自动失效，可以再办；随时可以收回。"),
    Screen("photos", "拍一下证明", (Photos("photos", "本人签名的授权书、户口簿、出生证明等", required=False),), help="没有的跳过，会单独联系本人核实。"),
)  # fmt: skip


def take(sent: SentIn) -> Matter:
    """An authority given by the person's own telephone, or asked for by a guardian. Raises Refused in words that tell nothing."""
    data, day, office = sent.data, timezone.localdate(sent.now), office_of_town(sent, AUTHORITY.office_kinds)
    giving = data["way"] == GIVE
    person = {"side": codes.PERSON, "name": data["person_name"], **({"phone": sent.phone} if giving else {})}
    proxy = {"side": codes.PROXY, "name": data["proxy_name"], "phone": data.get("proxy_phone") if giving else sent.phone}
    until = add_months(day, int(data["months"])) - timedelta(days=1)
    told: dict[str, Any] = {
        "basis": codes.ENTRUSTED if giving else codes.STATUTORY, "parties": [person, proxy], "relation": data["relation"], "scopes": [code for code, _ in codes.SCOPES if data.get(code)],
        "to_on": until.isoformat(), **({"by_person": "1"} if giving else {}), **({"files": sent.files} if sent.files else {}),
    }  # fmt: skip
    doing = Doing(AUTHORITY.action("ask"), told, day, behalf_of=sent.behalf_of, under=SEND_IN)
    try:
        return open_matter(sent.actor, AUTHORITY, [doing], office, now=sent.now, once=sent.once).matter
    except Refused as refused:
        from fengqiao.lines.proxies.conditions import NOT_HERE

        if any(reason.said == NOT_HERE for reason in refused.reasons):
            raise Refused.because("proxies", NEUTRAL) from None
        raise


PROXY = public.offers(PublicService(
    "proxy", "替家人办", "user", "请家人在手机上替您问、申请、补材料、看进度；替孩子、监护的人办。随时可以收回。", SCREENS, take,
    done="已经收到。要核实的，窗口会单独联系本人。", send_label="交给窗口", place=60,
))  # fmt: skip

# Following -----------------------------------------------------------------------------------------------------------


def find(phone: str) -> Iterable[UUID]:
    return public.with_phone("proxies", phone)


STATES = {"waiting": "等窗口核实", "in_force": "可以代办", "declined": "没有登记，请本人到窗口办", "revoked": "已收回", "lapsed": "已到期", "blocked": "不能代办"}


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What each of the two is told. Of one that was stopped the deputy hears nothing any more."""
    facts = known_facts(matter)
    mine = not phone or phone == f.phone_on(facts, codes.PERSON)
    if phone == "" and facts.opening.get("basis") == codes.STATUTORY:
        mine = False  # sent in by the guardian's telephone
    if not mine and phone and phone != f.phone_on(facts, codes.PROXY):
        return None
    if not mine and (matter.stage == "blocked" or matter.restricted):
        return None
    person, proxy, stands = f.name_of(facts, codes.PERSON), f.name_of(facts, codes.PROXY), matter.stage == "in_force"
    until = f.to_on(facts)
    return Snapshot(
        title=f"{proxy}替您办" if mine else f"您替{person}办", number=matter.number or "", state=STATES.get(matter.stage, ""), who=matter.office.short_name, since_on=iso(f.from_on(facts)),
        until_on=iso(until) if until and matter.stage in ("waiting", "in_force") else "", until_word="到这一天为止，以后自动失效",
        steps=(Step("提出", "done", iso(facts.opening.happened_on)), Step("核实", "done" if facts.has("confirm") or f.is_proved(facts) else "now", iso(facts.on("confirm")))),
        said=(("可以办", f.scopes_word(facts)),), can=_can(mine), acts=tuple(_acts(facts, mine=mine, stands=stands)) if not matter.closed else (), closed=matter.closed, quiet=True,
    )  # fmt: skip


def _can(mine: bool) -> tuple[str, ...]:
    if mine:
        return ("随时可以收回，不用说理由，收回以后他马上看不到。手机不在身边的，给司法所打电话，或者到窗口收回。",)
    return ("替本人办的每一步都会记下是您代办的。法律规定要本人办的（立遗嘱、签收养等），还要本人来。",)


def _acts(facts: Facts, *, mine: bool, stands: bool) -> Iterable[str]:
    if mine:
        yield "take-back"
        return
    if stands:
        held = f.scopes(facts)
        yield from (act.code for act in ACTS if act.code in FOR_ANOTHER and FOR_ANOTHER[act.code][1] in held)
    yield "give-up"


# Who acts for whom ---------------------------------------------------------------------------------------------------


def _deputy(row: Matter) -> Deputy | None:
    """The deputy of an authority that stands today."""
    today = timezone.localdate()
    facts = known_facts(row)
    until = f.to_on(facts)
    if row.stage != "in_force" or row.restricted or until is None or not f.from_on(facts) <= today <= until:
        return None
    return Deputy(
        row.pk, f.name_of(facts, codes.PERSON), f.phone_on(facts, codes.PERSON), f.name_of(facts, codes.PROXY), f.phone_on(facts, codes.PROXY), frozenset(f.scopes(facts)),
        facts.value("basis") == codes.STATUTORY,
    )  # fmt: skip


def of_phone(phone: str) -> Iterable[Deputy]:
    from fengqiao.lines.proxies.models import ProxyAuthority

    rows = ProxyAuthority.objects.filter(proxy_phone_index=ring().blind_index.of("phone", phone), stage="in_force").select_related("office")
    return [deputy for row in rows if (deputy := _deputy(row)) is not None]


def of_authority(matter_id: UUID) -> Deputy | None:
    from fengqiao.lines.proxies.models import ProxyAuthority

    row = ProxyAuthority.objects.filter(Q(pk=matter_id)).select_related("office").first()
    return _deputy(row) if row is not None else None


def barred(deputy: Deputy, matter: Matter) -> bool:
    low, high = county_reach(matter.territory)
    return is_barred(deputy.person, deputy.person_phone, deputy.name, deputy.phone, low=low, high=high)


DEPUTIES = public.deputises(public.Deputies("proxies", of_phone, of_authority, barred))

# Acting --------------------------------------------------------------------------------------------------------------


def _end(matter: Matter, sent: SentIn, by: str) -> None:
    doing = Doing(AUTHORITY.action("revoke"), {"by": by, "why": "本人在手机上办理"}, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def _begin(code: str) -> Any:
    """Begins a service in the name of the person, through the authority as it stands now."""

    def do(matter: Matter, sent: SentIn) -> Matter:
        deputy = of_authority(matter.pk)
        if deputy is None or FOR_ANOTHER[code][1] not in deputy.scopes or barred(deputy, matter):
            raise Refused.because("deputy", NEUTRAL)
        town = {"town": sent.data.get("town") or f"{matter.office_id}:"}
        return public.service(FOR_ANOTHER[code][0]).take(replace(sent, data={**sent.data, **town}, phone=deputy.person_phone, deputy=deputy))

    return do


# the act, the service it begins, the scope it needs; those whose line is installed
_BEGINS = {"ask-for": ("ask-law", public.CONSULT), "apply-for": ("legalaid", public.APPLY), "see-for": ("see-law", public.BOOK)}
_THERE = {service.code for service in public.services() if service.deputed}
FOR_ANOTHER = {code: begins for code, begins in _BEGINS.items() if begins[0] in _THERE}
WORDS = {
    "ask-for": ("替本人问一问", "答复在“我的事”里看。", "问"), "apply-for": ("替本人申请法律援助", "自收到之日起七日内审查。家里人打人、虐待的，请本人自己来。", "交给法律援助中心"),
    "see-for": ("替本人约见面", "约值班律师、工作人员，或者请人上门。", "预约"),
}  # fmt: skip


def _declared(code: str) -> PublicAct:
    label, help_, send = WORDS[code]
    return PublicAct(code, label, help_, public.service(FOR_ANOTHER[code][0]).deputed, _begin(code), send_label=send, done="已经收到，记下是您代办的。")


SURE = (Screen("sure", "要收回吗？", (Choice("sure", "要收回吗", options=(("yes", "是，现在就收回"),)),), help="收回以后他马上看不到，也不能再替您办。"),)
LEAVE = (Screen("sure", "不再代办吗？", (Choice("sure", "不再代办吗", options=(("yes", "是，不再代办"),)),)),)
ACTS = (
    PublicAct("take-back", "收回授权", "不用说理由，马上生效。", SURE, lambda matter, sent: _end(matter, sent, "person"), send_label="收回", done="已经收回。"),
    *(_declared(code) for code in FOR_ANOTHER),
    PublicAct("give-up", "不再代办", "辞去委托。", LEAVE, lambda matter, sent: _end(matter, sent, "proxy"), send_label="不再代办", done="已经辞去。"),
)  # fmt: skip
FOLLOWED = public.follows(public.Follows("proxies", find, tell, ACTS))
