"""欠薪群体登记 on the phone: one fills in the sheet for all, each says on the own telephone that it is so; nobody else makes them an applicant.

A member sees the own name and amount, the employer and how many have confirmed: nobody else's telephone or amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from fengqiao.lines.wagesheets import codes
from fengqiao.lines.wagesheets import facts as f
from fengqiao.lines.wagesheets.cards import warning
from fengqiao.lines.wagesheets.permissions import SEND_IN
from fengqiao.lines.wagesheets.procedure import SHEET
from fengqiao.matter import public
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, Day, LongText, Money, Text
from fengqiao.matter.public import (
    Lines,
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
    phone_of,
)
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts, PartyFact
from fengqiao.vault import parse_phone

_PARTS, _THOUSANDS = re.compile(r"[\s,，、;；]+"), re.compile(r"\b(\d{1,3}),(\d{3})\b")


def members(said: str) -> list[dict[str, Any]]:
    """One to a line: name, telephone (may be left out), amount in yuan. Raises ValueError with the line that cannot be read."""
    rows = []
    for number, line in enumerate((line.strip() for line in said.splitlines() if line.strip()), 1):
        parts = [part for part in _PARTS.split(_THOUSANDS.sub(r"\1\2", line)) if part]
        amount = parts[-1].removesuffix("元") if len(parts) > 1 else ""
        if not re.fullmatch(r"\d{1,8}(\.\d{1,2})?", amount) or not float(amount):
            raise ValueError(f"第{number}行“{line[:20]}”看不出欠多少。一人一行：姓名、手机、金额，用空格隔开，例如：李四 13800001111 8000。没有手机的只写姓名和金额。")
        phone = parse_phone(parts[1]) if len(parts) == 3 else None
        if len(parts) > 3 or (phone is not None and not re.fullmatch(r"1\d{10}", phone.digits)):
            raise ValueError(f"第{number}行“{line[:20]}”的手机号看不清。一人一行：姓名、手机、金额，用空格隔开。")
        rows.append({"role": codes.MEMBER, "name": parts[0][:40], "amount": round(float(amount) * 100), **({"phone": phone.digits} if phone is not None else {})})
    if not rows:
        raise ValueError("还没有写别的人。只有您一个人的，不用这张表，直接申请法律援助。")
    return rows


SCREENS = (
    Screen("town", "在哪个乡镇、街道干的活？", (Town("town", "乡镇、街道"),), help="由这里的司法所先收下。"),
    Screen("employer", "谁欠的？", (Text("employer", "老板、公司、工地的名称", most=80), Text("site", "在哪里干活", required=False, most=80)), help="合同、工牌、欠条上怎么写就怎么写。"),
    Screen("story", "欠的是什么钱？", (LongText("story", "怎么说好的，干了什么，欠了多久", least=4, most=2000, lines=5),)),
    Screen("employment", "现在还在那里干吗？", (Choice("employment", "还在干吗", options=codes.EMPLOYMENT),), help="离开以后，一年内要申请仲裁。"),
    Screen("ended", "最早离开的是哪天？", (Day("ended_on", "最早离开的那天"),), when=lambda data: data.get("employment") in codes.LEFT, help="记不清的写大概。"),
    Screen("migrant", "是不是进城打工的？", (Choice("migrant", "进城务工", options=(("yes", "是"), ("no", "不是"))),), help="是的话，要工资不查收入。"),
    Screen("me", "您自己叫什么，欠您多少？", (Text("name", "您的姓名", most=40), Money("amount", "欠您多少元"))),
    Screen("members", "还有谁？", (Lines("members", "一人一行：姓名 手机 金额", most=6000, lines=8, reads=members),), help="例如：李四 13800001111 8000。没有手机的只写姓名和金额，请他到窗口确认。会发短信请每个人自己确认，没有确认的不算。"),
    Screen("photos", "有凭据吗？", (Photos("photos", "欠条、工资表、考勤、聊天记录", required=False),), help="有什么拍什么，没有的跳过。"),
)  # fmt: skip


def take(sent: SentIn) -> Matter:
    """The sheet; who sends it has confirmed, the others are asked."""
    data, day, office = sent.data, timezone.localdate(sent.sent_at), office_of_town(sent, SHEET.office_kinds)
    front = {"role": codes.FRONT, "name": data["name"], "phone": sent.phone, "amount": int(data["amount"])}
    told: dict[str, Any] = {
        "employer": data["employer"], "site": data.get("site"), "story": data["story"], "employment": data["employment"], "ended_on": data.get("ended_on"), "migrant": data.get("migrant") == "yes",
        "parties": [front, *members(str(data["members"]))], "confirmed_front": "1", "files": sent.files,
    }  # fmt: skip
    given = {name: value for name, value in told.items() if value not in (None, "", [], False)}
    doing = Doing(SHEET.action("send"), given, day, happened_at=sent.sent_at, behalf_of=sent.behalf_of, under=SEND_IN)
    return open_matter(sent.actor, SHEET, [doing], office, now=sent.now, once=sent.once).matter


WAGES = public.offers(PublicService(
    "wages", "欠薪群体登记", "file-text", "几个人被同一个老板欠工资：一个人填一张表，每个人自己确认，一起申请法律援助。", SCREENS, take,
    done="已经收到。已经发短信请各人确认；没有手机的请到窗口。", send_label="交给司法所", place=40,
))  # fmt: skip

# Following -----------------------------------------------------------------------------------------------------------


def find(phone: str) -> Iterable[UUID]:
    return public.with_phone("wage_sheets", phone)


def asked(matter: Matter) -> Iterable[str]:
    """Who has not said yet whether it is so."""
    facts = known_facts(matter)
    return tuple(phone for party in f.waiting(facts) if (phone := phone_of(party.get("phone"))))


def _me(facts: Facts, phone: str) -> PartyFact | None:
    return f.by_phone(facts, phone) if phone else f.front(facts)


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What one of those on it is told."""
    facts = known_facts(matter)
    me = _me(facts, phone)
    if me is None:
        return None
    there, sure = facts.present_parties, f.confirmed(facts)
    mine, open_ = me.n in {party.n for party in sure}, matter.stage == "gathering"
    said = [("您的", f"{me.name}，欠{f.amount_fen(facts, me) / 100:,.2f}元"), ("时效", warning(facts, timezone.localdate()))]
    if me.get("role") == codes.FRONT and open_ and f.waiting(facts):
        said.append(("还没有确认的", "、".join(party.name for party in f.waiting(facts))))
    return Snapshot(
        title=f"{facts.value('employer')}欠薪", number=matter.number or "", state=_state(matter, mine=mine), who=matter.office.short_name, since_on=iso(facts.opening.happened_on),
        steps=(
            Step("登记", "done", iso(facts.opening.happened_on), f"一共{len(there)}人"), Step("各人确认", "now" if open_ else "done", "", f"已确认{len(sure)}人"),
            Step("登记为法律援助申请", "done" if matter.stage == "handed" else "next", iso(facts.on("handed")), "没有确认的不在申请里"),
        ), said=tuple(said), can=("没有确认的不是申请人；确认不用交钱。", "工资付清了、不想一起办的，告诉司法所。"),
        acts=("confirm-owed", "not-me") if open_ and not mine else (), asks=("confirm-owed",) if open_ and not mine else (), closed=matter.closed,
    )  # fmt: skip


def _state(matter: Matter, *, mine: bool) -> str:
    if matter.stage == "gathering":
        return "您已确认，等其他人" if mine else "请您确认"
    return {"handed": "已登记为法律援助申请" if mine else "您没有确认，不在申请里", "dropped": "不再办理"}.get(matter.stage, "")


# Acting --------------------------------------------------------------------------------------------------------------


def _mine(matter: Matter, sent: SentIn) -> PartyFact:
    me = f.by_phone(known_facts(matter), sent.phone)
    if me is None:
        raise Refused.because("subject", "这张表上没有这个手机号。请到窗口确认。")
    return me


def confirm(matter: Matter, sent: SentIn) -> None:
    """It is so; or with the amount they themselves know."""
    me, amount = _mine(matter, sent), int(sent.data.get("amount") or 0)
    data = {"who": [me.n], **({"amount": amount} if amount else {})}
    doing = Doing(SHEET.action("confirm"), data, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def not_me(matter: Matter, sent: SentIn) -> None:
    doing = Doing(SHEET.action("leave"), {"leaves": [_mine(matter, sent).n], "why": "本人在手机上说不参加"}, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=SEND_IN)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


ACTS = (
    PublicAct("confirm-owed", "确认：是我，欠我钱", "核对姓名和金额。确认以后，您就是申请人。", (
        Screen("right", "欠您的金额对吗？", (Choice("right", "金额", options=(("yes", "对"), ("no", "不对，我来写"))),), help="表上写的在上一页。"),
        Screen("amount", "欠您多少？", (Money("amount", "欠您多少元"),), when=lambda data: data.get("right") == "no"),
    ), confirm, send_label="确认", done="已经确认。"),
    PublicAct("not-me", "不是我，或者不参加", "从表上去掉您，不影响别人。", (
        Screen("sure", "不参加吗？", (Choice("sure", "不参加吗", options=(("yes", "是，把我去掉"),)),)),
    ), not_me, send_label="去掉我", done="已经去掉。"),
)  # fmt: skip
FOLLOWED = public.follows(public.Follows("wage_sheets", find, tell, ACTS, asked=asked))
