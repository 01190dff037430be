"""The person's own page by telephone: own duties and dates, leave, a report where the plan has it, own papers, an objection.

Nothing more: no location, no face, no random checks; who has no telephone loses nothing, a call or a visit counts the same
(社区矫正法第三十四条). What it says on the way is neutral: others may look at the screen (第二十六条). Of minors and of what is
sealed nothing is told here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from fengqiao.lines.corrections.cases import measure, stages
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.cases.living.facts import PLANS
from fengqiao.lines.corrections.permissions import REPORT_BY_PHONE
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Paper
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Text, needs_named
from fengqiao.matter.procedure import Action
from fengqiao.matter.public import (
    Follows,
    Offered,
    Photos,
    PublicAct,
    Screen,
    SentIn,
    Snapshot,
    Step,
    follows,
    iso,
    phone_of,
    with_phone,
)
from fengqiao.matter.refusals import Refused
from fengqiao.matter.registry import procedure_of
from fengqiao.matter.timeline import Facts

LINE = "corrections"
LEAVE, OBJECT, REPORT, SAY = "apply_leave", "object", "report", "supplement"
OWN_PAPERS = ("reporting_note", "declaration", "own_data", "leave_notice", "device_notice", "device_change", "objection_answer")
OF_DECISIONS = ("praise", "admonition", "warning")  # from their service on
OF_THE_END = ("release_certificate", "release_announcement")  # printed before the last day, handed out on it
MOST_DUTIES = 8
AFTER_END = timedelta(days=30)


def find(phone: str) -> Iterable[UUID]:
    """The cases in which this telephone stands beside the person."""
    return with_phone(LINE, phone)


def is_own(facts: Facts, phone: str) -> bool:
    """Whether the telephone is the person's own."""
    return any(phone and phone_of(party.get("phone")) == phone for party in facts.present_parties)


def tell(matter: Matter, phone: str) -> Snapshot | None:
    """What the person is told: own duties with their days, the end, whom to ask."""
    facts = standing_of(matter).facts
    if matter.sealed or matter.restricted or not is_own(facts, phone) or _over_for_good(matter):
        return None
    stage = procedure_of(matter).stage(matter.stage)
    waits = DeadlineRow.objects.begun(timezone.localdate()).filter(matter_id=matter.pk, state=ClockState.RUNNING, whose="当事人")
    duties = list(waits.order_by("due_on", "n")[:MOST_DUTIES])
    first = duties[0] if duties else None
    ends = measure.to_on(facts)
    return Snapshot(
        title="我的事项", number=neutral(matter.number or ""), state=stage.label if stage.closed else "正在办理", who=matter.office.short_name,
        since_on=iso(facts.opening.happened_on), until_on=iso(first.due_on) if first else "", until_word=first.label if first else "",
        steps=_steps(facts, ends), said=tuple((duty.label, f"{duty.due_on.isoformat()}以前") for duty in duties),
        can=("打电话、当面说和在这里办一样算数；没有手机也不影响。", "有正当理由的外出申请，依法应当批准。",
             "对处理不服的，可以提出异议，也可以依法申诉、控告。"),
        acts=tuple(_acts(matter, facts)), offered=_offered(matter, facts), papers=_papers(matter, facts), closed=stage.closed, quiet=True, unnamed=True,
    )  # fmt: skip


def neutral(number: str) -> str:
    """2026-0024 of （2026）枫林县矫字第0024号: what the office finds it by and a bystander learns nothing from."""
    return "-".join(re.findall(r"\d+", number))


def _over_for_good(matter: Matter) -> bool:
    """Whether the page of an ended case is closed: from the day of the end nothing is asked here, an objection apart, and after
    a month, in which the certificate can be had, nothing is told any more."""
    return matter.closed_on is not None and _today() > matter.closed_on + AFTER_END


def _today() -> date:
    return timezone.localdate()


def _acts(matter: Matter, facts: Facts) -> Iterable[str]:
    """What may be done now; an action that this installation has not, or that has nothing to act on, is not offered."""
    under = matter.stage in {stage.code for stage in stages.UNDER}
    if under and may_report(facts) and matter.stage != stages.REGISTERED.code:
        yield REPORT
    if under and action_of(matter, LEAVE) is not None:
        yield LEAVE
    if _offered(matter, facts):
        yield OBJECT
    if not procedure_of(matter).stage(matter.stage).closed:
        yield SAY


def action_of(matter: Matter, code: str) -> Action | None:
    """The action of this code, None where the procedure has none."""
    return next((action for action in procedure_of(matter).actions if action.code == code), None)


def may_report(facts: Facts) -> bool:
    """Whether the plan in force says that the person may also report here; without that word it is off."""
    plan = facts.last(*PLANS)
    return plan is not None and bool(plan.get("by_app"))


def _offered(matter: Matter, facts: Facts) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """What the person may object to: the decisions the procedure itself names."""
    action = action_of(matter, OBJECT)
    need = needs_named(action.needs).get("item") if action else None
    items = list(need.of(facts)) if isinstance(need, FactPick) else []
    return {"item": tuple((str(n), words) for n, words in items)} if items else {}


def _steps(facts: Facts, ends: Any) -> tuple[Step, ...]:
    came, declared, ended = facts.on("report_in", "deliver"), facts.on("declare"), facts.on("release", "terminate")
    marks = (("登记", facts.opening.happened_on), ("报到", came), ("开始", declared))
    done = [Step(label, "done", iso(on)) for label, on in marks if on is not None]
    return (*done, Step("结束", "done" if ended else "next", iso(ended or ends)))


def _papers(matter: Matter, facts: Facts) -> tuple[int, ...]:
    """The papers that are addressed to the person; a decision once it has been served, a certificate once it may be handed out."""
    served = [one.decided.seq for kind in (c.PRAISE, c.ADMONISH, c.WARN) for one in c.served(facts, kind) if one.decided is not None]
    kinds = (*OWN_PAPERS, *OF_THE_END) if facts.has("release") else OWN_PAPERS
    theirs = Q(kind__in=kinds) | Q(kind__in=OF_DECISIONS, entry_seq__in=served)
    found = Paper.objects.filter(theirs, matter_id=matter.pk, state__in=("issued", "signed"), private=False)
    return tuple(found.order_by("n").values_list("n", flat=True))


def may_have(matter: Matter, phone: str, paper: Paper) -> bool:
    facts = standing_of(matter).facts
    return not matter.sealed and is_own(facts, phone) and paper.n in _papers(matter, facts)


# What the person does -------------------------------------------------------------------------------------------------


def report(matter: Matter, sent: SentIn) -> None:
    """A report by telephone page: it counts for the window of the day like any other."""
    if not may_report(standing_of(matter).facts):
        raise Refused.because("app", "您的报告不用在手机上交。请打电话，或者到司法所当面说。")
    _do(matter, sent, REPORT, {"channel": "app", "content": str(sent.data["content"]), **_files(sent)})


def leave(matter: Matter, sent: SentIn) -> None:
    """A request to be away; it is decided as one made at the office."""
    given = ("reason", "explanation", "to", "from_on", "to_on", "urgent")
    data = {name: sent.data[name] for name in given if sent.data.get(name)}
    _do(matter, sent, LEAVE, {"where": "inland", **data, **_files(sent)})


def object_(matter: Matter, sent: SentIn) -> None:
    """An objection against one decision."""
    data = {"item": int(sent.data["item"]), "text": str(sent.data["text"]), "channel": "written"}
    _do(matter, sent, OBJECT, data)


def say(matter: Matter, sent: SentIn) -> None:
    """Whatever else there is to say: a change of address, a difficulty, what one does not agree with."""
    _do(matter, sent, "sent_in", {"text": str(sent.data["text"]), **_files(sent)})


def _do(matter: Matter, sent: SentIn, code: str, data: dict[str, Any]) -> None:
    action = action_of(matter, code)
    if action is None:
        raise Refused.because("absent", "这件事现在不能在手机上办。请打电话给司法所。")
    under = None if code == "sent_in" else REPORT_BY_PHONE
    doing = Doing(action, data, timezone.localdate(sent.now), behalf_of=sent.behalf_of, under=under)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def _files(sent: SentIn) -> dict[str, Any]:
    return {"files": sent.files} if sent.files else {}


_REASONS = (
    ("medical", "就医"), ("study", "就学"), ("court", "参与诉讼"), ("family", "处理家庭重要事务"), ("work", "处理工作重要事务"), ("other", "其他正当理由"),
)  # fmt: skip
_PHOTOS = Screen("photos", "有照片或材料吗？", (Photos("photos", "照片、材料", required=False),), help="没有可以跳过。")
ACTS = (
    PublicAct(REPORT, "报告情况", "说说最近的生活、住处和工作有没有变化。打电话、当面说一样算数。", (
        Screen("content", "最近怎么样？", (LongText("content", "最近的情况", least=2, most=2000, lines=6),), help="住处、工作、家里有没有变化，有什么困难。"),
        _PHOTOS,
    ), report, done="已经收到。", send_label="报告"),
    PublicAct(LEAVE, "申请外出", "要离开本市、县的，至少提前三天申请；急事写明急在哪里。", (
        Screen("where", "到哪里去，哪天到哪天？", (
            Text("to", "目的地", most=120, help="写到县、区。"), Day("from_on", "离开日期", future=True), Day("to_on", "返回日期", future=True))),
        Screen("why", "为什么去？", (
            Choice("reason", "理由", options=_REASONS), LongText("explanation", "具体情况", least=4, most=1000, lines=4),
            LongText("urgent", "不满三日前申请的，写明急在哪里", required=False, most=300, lines=2))),
        _PHOTOS,
    ), leave, done="已经收到，批不批准会告诉您。没有批准以前请不要离开。", send_label="申请"),
    PublicAct(OBJECT, "提出异议", "对给您的决定不服的，说明理由。不会因此受到不利对待。", (
        Screen("item", "对哪一件？", (Offered("item", "决定"),)),
        Screen("text", "为什么不服？", (LongText("text", "异议和理由", least=2, most=2000, lines=6),)),
    ), object_, done="已经收到，会告诉您处理结果。", send_label="提出"),
    PublicAct(SAY, "有话要说", "住处、电话变了，有困难，有意见，或者想看自己的档案。", (
        Screen("text", "要说什么？", (LongText("text", "内容", least=2, most=2000, lines=6),), help="只有办这件事的工作人员看得到。"),
        _PHOTOS,
    ), say, done="已经收到。"),
)  # fmt: skip

CASES_FOLLOWED = follows(Follows(LINE, find, tell, ACTS, may_have=may_have))
