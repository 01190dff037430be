"""电子定位装置，依社区矫正法第二十九条。A telephone is no device; nothing is tracked outside an order; no track is kept here."""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.device import asks
from fengqiao.lines.corrections.cases.device import facts as f
from fengqiao.lines.corrections.cases.device import orders as o
from fengqiao.lines.corrections.papers import device as papers
from fengqiao.lines.corrections.permissions import APPROVE_DEVICE, DEVICE, PROPOSE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    ANY,
    OVERDUE,
    Action,
    Deadline,
    Expiry,
    InForce,
    Met,
    Moment,
    Produces,
    Reminder,
    Todo,
)
from fengqiao.orgs.roles import CORRECTIONS_HEAD, LEADER
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS

LAW, HOUSE = COMMUNITY_CORRECTIONS, codes.HOUSE
GROUP = "电子定位"
UNDER = (s.ACTIVE, s.PENDING)
SINCE = InForce(date(2020, 7, 1), instead="2020年7月1日以前依当时的办法办理，有关情况用“补充说明”登记。")

propose_device = Action(
    o.PROPOSE, "提出使用电子定位", UNDER, PROPOSE, needs=asks.PROPOSE, cite=(LAW.art(29, 1),), group=GROUP, in_force=SINCE,
    conditions=(f.NONE_OPEN, f.GROUND), sentence="提出使用电子定位{months}个月：{ground}", help="五种法定情形之一，由局负责人批准；手机不是电子定位装置。",
)  # fmt: skip
approve_device = Action(
    o.APPROVE, "批准电子定位", UNDER, APPROVE_DEVICE, needs=asks.APPROVE, recalls=(o.PROPOSE,), cite=(LAW.art(29, 1),), group=GROUP, in_force=SINCE,
    conditions=(f.WAITS_FOR_APPROVAL, f.AUTHORITY), not_by=o.PROPOSE, produces=(Produces(papers.FORM, each=True, when=papers.granted(o.APPROVE)),),
    sentence="使用电子定位：{answer}",
)  # fmt: skip
fit_device = Action(
    o.FIT, "佩戴电子定位装置", UNDER, DEVICE, needs=asks.FIT, cite=(LAW.art(29, 2),), group=GROUP, in_force=SINCE,
    conditions=(f.WAITS_FOR_FITTING, f.NOT_HELD, f.GUARDIAN, f.WITNESS), produces=(Produces(papers.NOTICE, each=True),), sentence="佩戴装置{device_no}，已书面告知",
)  # fmt: skip
assess_device = Action(
    o.ASSESS, "评估是否延长", UNDER, PROPOSE, needs=asks.ASSESS, cite=(LAW.art(29, 2),), group=GROUP, in_force=SINCE,
    conditions=(f.WORN,), sentence="评估后提出延长{months}个月",
)  # fmt: skip
extend_device = Action(
    o.EXTEND, "批准延长电子定位", UNDER, APPROVE_DEVICE, needs=asks.EXTEND, recalls=(o.PROPOSE, o.ASSESS), cite=(LAW.art(29, 2),), group=GROUP, in_force=SINCE,
    conditions=(f.EVER, f.BEFORE_END, f.ASSESSED, f.AUTHORITY), not_by=o.ASSESS,
    produces=(Produces(papers.FORM, each=True, when=papers.granted(o.EXTEND)), Produces(papers.CHANGE, each=True, when=papers.granted(o.EXTEND))), sentence="延长电子定位：{answer}",
)  # fmt: skip
end_device = Action(
    o.REMOVE, "解除电子定位", UNDER, DEVICE, needs=asks.REMOVE, recalls=(o.PROPOSE, o.ASSESS), cite=(LAW.art(29, 2),), group=GROUP, conditions=(f.WORN,),
    produces=(Produces(papers.CHANGE, each=True),), sentence="解除电子定位：{why}", help="不需要继续使用的，应当及时解除。",
)  # fmt: skip
device_ended = Action(
    o.EXPIRED, "电子定位到期", UNDER, None, cite=(LAW.art(29, 2),), sentence="{due_on} 24时到期，数据接收自动切断",
)  # fmt: skip
take_off_device = Action(
    o.TAKE_OFF, "登记取下装置", ANY, DEVICE, needs=asks.TAKE_OFF, cite=(LAW.art(29, 2),), group=GROUP, conditions=(f.STILL_WORN,),
    sentence="装置已取下",
)  # fmt: skip
replace_device = Action(
    o.REPLACE, "换发装置", UNDER, DEVICE, needs=asks.REPLACE, cite=(LAW.art(29, 2),), group=GROUP, conditions=(f.WORN,), sentence="换发装置{device_no}（{why}）",
    help="期限照原来的，不重新起算。",
)  # fmt: skip
device_dark = Action(
    "device_dark", "登记装置离线、被拆、丢失", UNDER, SUPERVISE, needs=asks.DARK, cite=(LAW.art(29, 1),), group=GROUP, conditions=(f.WORN,),
    sentence="{kind}，{cause}：{explanation}", help="离线只是疑似：没电、地下室、住院都会离线。先联系本人。",
)  # fmt: skip

ACTIONS = (
    propose_device, approve_device, fit_device, assess_device, extend_device, end_device, device_ended, take_off_device, replace_device, device_dark,
)  # fmt: skip
PARAMETERS = {"device_answer_days": 3, "device_fit_days": 3}

SAME_DAY = Period(0, Unit.CALENDAR)
HEADS = ("handler", CORRECTIONS_HEAD.code)
# AL10: whether the ground still stands, two weeks, one week and a day before, and on the last day
DEVICE_ENDS = (
    Reminder("AL10", (-14, -7, -1, 0), NoticeLevel.YELLOW, "电子定位到{on} 24时届满（{source}）。请复核是否仍有必要；延长须在届满前批准。", to=(*HEADS, LEADER.code)),
)  # fmt: skip
STILL_WORN = (
    Reminder("AL10", (1,), NoticeLevel.RED, "电子定位已于{on}结束，装置还没有取下：超期佩戴（{source}）。今天取下。", to=(*HEADS, LEADER.code)),
)
DEADLINES = (
    Deadline(
        "approve_device", "批准电子定位", house("device_answer_days", Unit.WORKING), after=Moment("提出日", f.proposals),
        met_by=(Met("已答复", f.answered_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("审批电子定位", approve_device), warn_days=1,
    ),
    Deadline(
        "fit_device", "佩戴装置", house("device_fit_days", Unit.WORKING), after=Moment("批准日", f.approvals),
        met_by=(Met("已佩戴", f.fitted_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("佩戴电子定位装置", fit_device), warn_days=1,
    ),
    Deadline(
        "device", "电子定位届满", SAME_DAY, after=Moment("电子定位最后一日", f.last_days), met_by=(Met("提前解除", f.ended_on),),
        on_expiry=Expiry("到期自动停止，数据切断", device_ended), cite=(LAW.art(29, 2),), todo=Todo("复核电子定位是否仍有必要", assess_device),
        asks_days_before=14, warn_days=14, reminders=DEVICE_ENDS,
    ),
    Deadline(
        "take_off", "取下装置", SAME_DAY, after=Moment("电子定位结束日", f.ends), met_by=(Met("已取下", f.taken_off_on),),
        on_expiry=Expiry("超期佩戴"), cite=(LAW.art(29, 2),), todo=Todo("取下电子定位装置", take_off_device), warn_days=1, survives_closing=True,
        reminders=STILL_WORN,
    ),
)  # fmt: skip
