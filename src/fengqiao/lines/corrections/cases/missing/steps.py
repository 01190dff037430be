"""失联查找，依社区矫正法第三十条。Looked for at once; what it was is decided by a person, and a good reason is no breach."""

from __future__ import annotations

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.missing import asks
from fengqiao.lines.corrections.cases.missing import facts as f
from fengqiao.lines.corrections.cases.missing import searches as m
from fengqiao.lines.corrections.cases.missing.suspicions import ALERTS
from fengqiao.lines.corrections.papers.letters import SEARCH
from fengqiao.lines.corrections.permissions import DECIDE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import OVERDUE, Action, Deadline, Expiry, Met, Moment, Produces, Reminder, Todo
from fengqiao.orgs.roles import CORRECTIONS_HEAD, OFFICE_HEAD
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES

LAW, MEASURES, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, codes.HOUSE
GROUP = "失联查找"

suspect_missing = Action(
    m.OPEN, "登记疑似失联", s.UNDER, SUPERVISE, needs=asks.OPEN, cite=(LAW.art(30),), conditions=(f.NOT_HELD, f.NOT_TWICE, f.CONTACT_BEFORE),
    group=GROUP, sentence="疑似失联，最后联系{last_contact}：{trigger}", help="由人登记，系统不自动认定。登记当日开始查找。",
)  # fmt: skip
search_person = Action(
    m.SEARCH, "登记查找", s.UNDER, SUPERVISE, needs=asks.SEARCH, cite=(LAW.art(30),), conditions=(f.LOOKED_FOR,), group=GROUP,
    sentence="{channel}查找，{result}：{done}",
)  # fmt: skip
ask_police = Action(
    m.POLICE, "请公安机关协查", s.UNDER, SUPERVISE, needs=asks.POLICE, cite=(LAW.art(30), MEASURES.whole()), conditions=(f.TO_POLICE, f.THREE_CHANNELS), produces=(Produces(SEARCH, each=True),),
    group=GROUP, sentence="通知{organ}协助查找",
)  # fmt: skip
found_person = Action(
    m.FOUND, "登记找到", s.UNDER, SUPERVISE, needs=asks.FOUND, cite=(LAW.art(30),), conditions=(f.LOOKED_FOR,), group=GROUP,
    sentence="找到（{cause}），{accepts}：{how}", help="先问原因：住院、被羁押、手机丢失不是脱管。",
)  # fmt: skip
not_found = Action(
    m.NOT_FOUND, "登记没有找到", s.UNDER, SUPERVISE, needs=asks.NOT_FOUND, cite=(LAW.art(30),), conditions=(f.TO_CLOSE,), group=GROUP,
    sentence="没有找到：{summary}",
)  # fmt: skip
accepts_again = Action(
    m.ACCEPTS, "登记接受管理", s.UNDER, SUPERVISE, needs=asks.ACCEPTS, cite=(LAW.art(23),), conditions=(f.REFUSING,), group=GROUP, sentence="接受管理：{how}",
)  # fmt: skip
confirm_absence = Action(
    m.CONFIRM, "认定脱管", s.UNDER, DECIDE, needs=asks.CONFIRM, cite=(LAW.art(30), MEASURES.whole()), conditions=(f.UNDECIDED, f.IS_ABSENCE),
    not_by=m.FOUND, group=GROUP, sentence="认定脱管，自{from_on}：{reasons}",
)  # fmt: skip
justify_absence = Action(
    m.JUSTIFY, "认定不是脱管", s.UNDER, DECIDE, needs=asks.JUSTIFY, cite=(LAW.art(30),), conditions=(f.UNDECIDED,), group=GROUP,
    sentence="有正当理由，不是脱管：{reasons}",
)  # fmt: skip
outside = Action(
    "found_outside", "登记未经批准离开市县", s.UNDER, SUPERVISE, needs=asks.OUTSIDE, cite=(LAW.art(27, 1),), group=GROUP,
    sentence="在{where}，{verdict}：{explanation}",
)  # fmt: skip

ACTIONS = (
    suspect_missing, search_person, ask_police, found_person, not_found, accepts_again, confirm_absence, justify_absence, outside,
)  # fmt: skip
PARAMETERS = {"absence_days": 5}

SAME_DAY, NEXT_DAY = Period(0, Unit.CALENDAR), Period(1, Unit.CALENDAR)
HEADS = ("handler", OFFICE_HEAD.code, CORRECTIONS_HEAD.code)
AT_ONCE = (
    Reminder("AL06", (0,), NoticeLevel.RED, "登记了疑似失联，今天（{on}）开始查找（{source}）。", to=HEADS),
    Reminder("AL06", (1,), NoticeLevel.RED, "疑似失联已于{on}登记，还没有查找记录（{source}）。", to=HEADS),
)
DEADLINES = (
    Deadline(
        "look_for", "组织查找", SAME_DAY, after=Moment("登记失联日", f.opened), met_by=(Met("已查找", f.looked_for_on),),
        on_expiry=Expiry("没有立即查找"), cite=(LAW.art(30),), todo=Todo("查找失联的对象", search_person), warn_days=1, reminders=AT_ONCE,
    ),
    Deadline(
        "tell_police", "请公安机关协查", NEXT_DAY, after=Moment("三种途径都没有找到之日", f.exhausted), met_by=(Met("已通知", f.told_police_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("请公安机关协查", ask_police), warn_days=1,
    ),
    Deadline(
        "decide_absence", "认定是否脱管", house("absence_days", Unit.WORKING), after=Moment("找到之日", f.located),
        met_by=(Met("已认定", f.decided_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("认定是否脱管", confirm_absence), warn_days=2,
    ),
)  # fmt: skip
__all__ = ["ACTIONS", "ALERTS", "DEADLINES", "PARAMETERS"]
