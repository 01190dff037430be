"""接收，依社区矫正法第二十条至第二十二条的顺序。"""

from __future__ import annotations

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.beside import steps as beside
from fengqiao.lines.corrections.cases.reception import asks, known
from fengqiao.lines.corrections.cases.reception import facts as f
from fengqiao.lines.corrections.investigations.following import tell_investigation, touches
from fengqiao.lines.corrections.papers import reception as papers
from fengqiao.lines.corrections.permissions import RECEIVE, SUPERVISE
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Carrying,
    Deadline,
    Expiry,
    Goes,
    Moment,
    NumberRule,
    Produces,
    Reminder,
    Todo,
)
from fengqiao.orgs.roles import CORRECTIONS_HEAD
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES

LAW, MEASURES, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, codes.HOUSE
GROUP = "接收"
_SHEET = Produces(papers.BASIC_SHEET, when=papers.is_complete)
_NEXT = Goes(f.after_documents, (s.NOTICED, s.AWAITING, s.OVERDUE_REPORT, s.PROVISIONAL, s.REGISTERED))

def _tell_others(carrying: Carrying) -> None:
    """The investigation it comes from, and the case of the same person that stands open."""
    tell_investigation(carrying)
    beside.tell_first(carrying)


# 第二十条: the deciding organ notifies within five days and sends the documents within ten

notice = Action(
    "notice", "登记通知", (), RECEIVE, to=s.NOTICED, needs=asks.NOTICE, cite=(LAW.art(20, 1),),
    gives_number=NumberRule("correction", "（{year}）{body}矫字第{serial:04d}号", body="county"), sentence="{came_by}：{category}",
    help="没有文书而本人先到的，也在这里登记，不得让人白跑。", touches=touches, carries=_tell_others,
    gathers=known.look_up, conditions=(known.NOT_KNOWN_YET,),
    produces=(Produces(papers.REPORTING_NOTE, when=papers.may_note),),
)  # fmt: skip
documents = Action(
    "documents", "收到法律文书", s.COMING, RECEIVE, to=_NEXT, needs=asks.DOCUMENTS, cite=(LAW.art(20, 1),), primary=True, repeats=False,
    conditions=(f.ENDS_AFTER, f.NO_INJUNCTION, f.OUTSIDE_REASON), sentence="收到法律文书，矫正期{measure_from}至{measure_to}",
    produces=(Produces(papers.RECEIPT), _SHEET),
)  # fmt: skip
complete_documents = Action(
    "complete_documents", "文书补齐", (s.AWAITING, s.OVERDUE_REPORT, s.PROVISIONAL), RECEIVE, to=_NEXT, needs=asks.COMPLETE, cite=(LAW.art(20, 1),),
    produces=(_SHEET,), group=GROUP, sentence="文书补齐",
)  # fmt: skip
ask_documents = Action(
    "ask_documents", "通知补齐文书", s.COMING, RECEIVE, needs=asks.ASK_DOCUMENTS, cite=(LAW.art(20, 1), MEASURES.whole()), group=GROUP,
    produces=(Produces(papers.DOCUMENT_REQUEST, each=True),), sentence="通知{to}补齐：{missing}",
)  # fmt: skip

# 第二十一条: the person reports within ten days; those released for a time are delivered

report_in = Action(
    "report_in", "登记报到", s.COMING, RECEIVE, to=_NEXT, needs=asks.REPORT_IN, cite=(LAW.art(21, 1), LAW.art(22)), primary=True,
    conditions=(f.OF_ITSELF, f.NOT_YET, f.LATE_REASON), sentence="{mode}，身份{identity}", produces=(Produces(papers.REPORTED), _SHEET), help="文书没有到的，先登记，再请决定机关补送。",
)  # fmt: skip
deliver = Action(
    "deliver", "移送接收", s.COMING, RECEIVE, to=_NEXT, needs=asks.DELIVER, cite=(LAW.art(21), LAW.art(22)), primary=True,
    conditions=(f.DELIVERED, f.NOT_YET), sentence="{handed_by}移送，双方签名交接", produces=(Produces(papers.HANDOVER), _SHEET),
)  # fmt: skip
not_reported = Action(
    "not_reported", "逾期未报到", (s.NOTICED, s.AWAITING), None, to=s.OVERDUE_REPORT, cite=(LAW.art(21, 1),), sentence="到{due_on}没有报到",
)  # fmt: skip
search_for = Action(
    "search_for", "组织查找", (s.OVERDUE_REPORT,), SUPERVISE, needs=asks.SEARCHED, cite=(LAW.art(21, 1), MEASURES.whole()), primary=True, sentence="查找：{done}",
    help="逾期没有报到的立即查找，并告知决定机关和检察院。",
)  # fmt: skip
not_received = Action(
    "not_received", "不再接收", (*s.COMING, s.INCOMING), RECEIVE, to=s.NOT_RECEIVED, needs=asks.NOT_HERE, cite=(HOUSE.whole(),), group=GROUP,
    sentence="不再接收（{why}）：{explanation}",
)  # fmt: skip

ACTIONS = (
    notice, documents, complete_documents, ask_documents, report_in, deliver, not_reported, search_for, not_received,
)  # fmt: skip

AGENCY = ("handler", CORRECTIONS_HEAD.code)
# AL02: the sixth day, for the notice is overdue by then, and the eleventh; AL03: before and after the day of reporting
DOCUMENTS = (
    Reminder("AL02", (-4,), NoticeLevel.YELLOW, "判决、裁定、决定生效已过五日，法律文书到{on}应当送达（{source}）。没有通知的，请催问。", to=AGENCY),
    Reminder("AL02", (1,), NoticeLevel.AMBER, "法律文书到{on}应当送达，现在还没有到（{source}）。请催送，并告知检察院。", to=AGENCY),
)
REPORTING = (
    Reminder("AL03", (-3, -1), NoticeLevel.YELLOW, "{label}到{on}届满（{source}）。", to=AGENCY),
    Reminder("AL03", (1,), NoticeLevel.RED, "{label}已于{on}届满，人还没有来：有漏管的风险（{source}）。请立即查找。", to=AGENCY),
)
TEN_DAYS = Period(10, Unit.CALENDAR, roll=True)
FIVE_DAYS = Period(5, Unit.CALENDAR, roll=True)
DEADLINES = (
    Deadline(
        "documents", "法律文书送达", TEN_DAYS, after=Moment("生效日", f.effective), met_by=(documents,), on_expiry=Expiry("决定机关逾期，应当催送"),
        cite=(LAW.art(20, 1),), whose="决定机关", todo=Todo("催送法律文书", ask_documents), asks_days_before=0, blocks_nothing=True,
        reminders=DOCUMENTS,
    ),
    Deadline(
        "missing", "补齐法律文书", FIVE_DAYS, after=ask_documents, met_by=(complete_documents, documents), on_expiry=Expiry("决定机关逾期，应当再催"),
        cite=(MEASURES.whole(),), whose="决定机关", blocks_nothing=True,
    ),
    Deadline(
        "report_in", "报到", TEN_DAYS, after=Moment("生效日", f.reporting), met_by=(report_in,), on_expiry=Expiry("逾期未报到", not_reported),
        cite=(LAW.art(21, 1),), whose="当事人", todo=Todo("等候报到", report_in), warn_days=3, reminders=REPORTING,
    ),
    Deadline(
        "deliver", "移送", TEN_DAYS, after=Moment("移送机关收到决定之日", f.delivering), met_by=(deliver,), on_expiry=Expiry("移送机关逾期，漏管风险"),
        cite=(LAW.art(21),), whose="移送机关", todo=Todo("等候移送", deliver), warn_days=3, reminders=REPORTING,
    ),
    # at once, by the bureau's own measure: 第三十条 speaks of who was received and has lost contact, not of who never came.
    # The day after the last day of reporting is the first on which anybody can be looked for
    Deadline(
        "search_for", "查找未报到的对象", Period(1, Unit.CALENDAR), after=not_reported, met_by=(search_for, report_in),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("组织查找", search_for), warn_days=1,
    ),
)  # fmt: skip
