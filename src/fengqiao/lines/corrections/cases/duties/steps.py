"""报告与核查，依社区矫正法第二十三条、第二十六条。A call and a visit count the same; a missed one is to be looked into, never a
breach by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.beside import steps as beside
from fengqiao.lines.corrections.cases.duties import asks
from fengqiao.lines.corrections.cases.duties.rhythms import of_plan
from fengqiao.lines.corrections.papers.living import CONVERSATION
from fengqiao.lines.corrections.permissions import SUPERVISE
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import Action, Deadline, Expiry, Produces, Recurring, Reminder, Todo
from fengqiao.matter.recurring import open_windows
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS

LAW, HOUSE = COMMUNITY_CORRECTIONS, codes.HOUSE
GROUP = "报告和核查"
UNDER = (s.ACTIVE, s.PENDING)
_RECORD = Produces(CONVERSATION, each=True)


def _reports(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(w.key, w.label) for w in open_windows(REPORT, facts, today)]


def _missed_reports(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(w.key, w.label) for w in open_windows(REPORT, facts, today) if w.to_on < today]


def _contacts(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(w.key, w.label) for w in open_windows(CONTACT, facts, today)]


def _visits(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(w.key, w.label) for w in open_windows(VISIT, facts, today)]


report = Action(
    "report", "登记报告", UNDER, SUPERVISE, needs=asks.report(_reports), cite=(LAW.art(23),), group=GROUP, primary=True,
    sentence="{channel}报告：{content}", touches=beside.others, carries=beside.counts_there(beside.also_reported),
)  # fmt: skip
report_event = Action(
    "report_event", "登记事项报告", UNDER, SUPERVISE, needs=asks.EVENT, cite=(LAW.art(23),), group=GROUP, sentence="报告{about}：{content}",
)  # fmt: skip
settle_report = Action(
    "settle_report", "处理未按期报告", UNDER, SUPERVISE, needs=asks.settle(_missed_reports), cite=(LAW.art(23), HOUSE.whole()), group=GROUP,
    sentence="未按期报告：{verdict}，{asked}",
)  # fmt: skip
contact = Action(
    "contact", "登记通信联络", UNDER, SUPERVISE, needs=asks.check(_contacts), cite=(LAW.art(26),), group=GROUP, sentence="通信联络：{result}",
    touches=beside.others, carries=beside.counts_there(beside.also_contacted),
)  # fmt: skip
visit = Action(
    "visit", "登记实地查访", UNDER, SUPERVISE, needs=asks.check(_visits), cite=(LAW.art(26),), group=GROUP, sentence="实地查访：{result}", produces=(_RECORD,),
    help="注意保护身份和隐私：不着装、不说明来意。", touches=beside.others, carries=beside.counts_there(beside.also_visited),
)  # fmt: skip
verify = Action(
    "verify", "登记信息化核查", UNDER, SUPERVISE, needs=asks.VERIFY,
    cite=(LAW.art(26), LAW.art(34)), group=GROUP, produces=(_RECORD,), sentence="信息化核查：{result}", help="由具体的人为具体的事提出；不定位，不比对人脸模板。",
)  # fmt: skip

ACTIONS = (report, report_event, settle_report, contact, visit, verify)

SAME_DAY = Period(0, Unit.CALENDAR)
# AL06: the next morning, to who handles the case; a digest gathers them, one person one line
MISSED = (
    Reminder("AL03", (-1,), NoticeLevel.YELLOW, "{label}：{item}，到{on}为止（{source}）。"),
    Reminder("AL06", (1,), NoticeLevel.RED, "{label}：{item}没有按期完成（{source}）。请联系本人，问明原因。"),
)
OURS = (
    Reminder("AL03", (-1,), NoticeLevel.YELLOW, "{label}：{item}，到{on}为止（{source}）。"),
    Reminder("AL06", (1,), NoticeLevel.AMBER, "{label}：{item}我们没有做（{source}）。请今天补做。"),
)
REPORT = Deadline(
    "report", "定期报告", Period(0, Unit.CALENDAR, roll=True), after=Recurring("矫正方案的报告周期", of_plan("report_every")), met_by=(report, beside.also_reported),
    settled_by=(settle_report,), on_expiry=Expiry("逾期，待核实"), cite=(LAW.art(23),), whose="当事人", todo=Todo("登记报告", report, names=True), warn_days=3,
    reminders=MISSED,
)  # fmt: skip
CONTACT = Deadline(
    "contact", "通信联络", SAME_DAY, after=Recurring("矫正方案的联络周期", of_plan("contact_every")), met_by=(contact, visit, beside.also_contacted, beside.also_visited),
    on_expiry=Expiry("没有联络"), basis=(HOUSE.whole(),), todo=Todo("通信联络", contact, names=True), warn_days=3, reminders=OURS,
)  # fmt: skip
VISIT = Deadline(
    "visit", "实地查访", SAME_DAY, after=Recurring("矫正方案的查访周期", of_plan("visit_every")), met_by=(visit, beside.also_visited),
    on_expiry=Expiry("没有查访"), basis=(HOUSE.whole(),), todo=Todo("实地查访", visit, names=True), warn_days=7, asks_days_before=21, reminders=OURS,
)  # fmt: skip
DEADLINES = (REPORT, CONTACT, VISIT)
