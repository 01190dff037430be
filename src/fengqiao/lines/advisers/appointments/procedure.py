"""法律顾问队伍的聘任：拟聘、公示、在聘、暂停、解聘、到期；在聘期间的服务日志和月度履职。

普法法41、预未法18：学校应当聘任法治副校长，可以聘任校外法治辅导员；民促法55、乡村振兴促进法48：企业、乡镇和村的法律服务。没有哪一部法律
规定顾问每月做多少小时：时数、公示、确认的期限都是本局时限。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import asks, gathering, keeping
from fengqiao.lines.advisers.appointments import conditions as c
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.lines.advisers.appointments.papers import LETTER, LOGBOOK, POSTING
from fengqiao.lines.advisers.permissions import APPOINT, CONFIRM, EVERYDAY, LOG, PROPOSE, RECKON
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Alert,
    Deadline,
    Expected,
    Expiry,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Recurring,
    Reminder,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.matter.turning import never
from fengqiao.orgs.roles import ADVISER, ADVISERS, HOST, OFFICE_HEAD, OFFICE_STAFF
from fengqiao.statutes.advisers import PRIVATE_ECONOMY, PUBLICITY, RURAL_REVITALISATION
from fengqiao.statutes.corrections import JUVENILE_DELINQUENCY

H = (codes.HOUSE.whole(),)
CITE = (PUBLICITY.art(41, 1), JUVENILE_DELINQUENCY.art(18), PRIVATE_ECONOMY.art(55, 2), RURAL_REVITALISATION.art(48), *H)
YELLOW, AMBER = NoticeLevel.YELLOW, NoticeLevel.AMBER
OFFICE = (OFFICE_STAFF.code, OFFICE_HEAD.code)

PROPOSED = Stage("proposed", "拟聘")
POSTED = Stage("posted", "公示")
SERVING = Stage("serving", "在聘")
SUSPENDED = Stage("suspended", "暂停", aside=True)
DECLINED = Stage("declined", "不聘", closed=True, aside=True)
DISMISSED = Stage("dismissed", "已解聘", closed=True, aside=True)
EXPIRED = Stage("expired", "已到期", closed=True)
IN_OFFICE = (SERVING, SUSPENDED)

propose = Action(
    "propose", "拟聘", (), PROPOSE, to=PROPOSED, needs=asks.PROPOSE, cite=CITE, gathers=gathering.of_proposing, changes_parties=True,
    conditions=(
        c.IN_ORDER, c.NOT_TWICE, c.SAME_PERSON, c.LICENSED, c.FROM_THE_ORGANS, c.RECOMMENDED, c.RETIRED_ONCE, c.TWO_SCHOOLS, c.LESSONS,
    ),
    gives_number=NumberRule("advisers", "{county}G{year}{serial:04d}", body=COUNTY), sentence="拟聘为{served}的{team}，{from}至{to}",
    help="服务对象和拟聘的人双方都同意的，才拟聘。",
)  # fmt: skip
post = Action(
    "post", "公示", (PROPOSED,), APPOINT, to=POSTED, needs=asks.POST, cite=H, gathers=gathering.of_posting, primary=True,
    produces=(Produces(POSTING, each=True),), sentence="在{where}公示，到{until}",
)  # fmt: skip
appoint = Action(
    "appoint", "聘任", (POSTED,), APPOINT, to=SERVING, needs=asks.APPOINT, cite=CITE, conditions=(c.POSTED,), primary=True,
    produces=(Produces(LETTER, each=True),), sentence="聘任（公示：{objections}）",
)  # fmt: skip
decline = Action("decline", "不聘", (PROPOSED, POSTED), APPOINT, to=DECLINED, needs=asks.DECLINE, cite=H, sentence="不聘：{reason}")
log = Action(
    "log", "登记服务日志", (SERVING,), LOG, needs=asks.LOG, cite=H, gathers=gathering.of_logging, conditions=(c.TIME_IN_ORDER, c.INSIDE_TERM), primary=True,
    sentence="{begins}至{ends} {kind}：{content}", help="发生日期填服务的那一天。要服务对象确认以后才计入。",
)  # fmt: skip
confirm_log = Action(
    "confirm_log", "确认日志", IN_OFFICE, CONFIRM, needs=asks.CONFIRM, cite=H, gathers=gathering.of_confirming,
    conditions=(c.SOMETHING_TO_CONFIRM, c.NOT_BY_ADVISER, c.LATE_VERIFIED), sentence="{confirmer}确认（{how}）：{log_words}",
)  # fmt: skip
return_log = Action(
    "return_log", "退回日志", IN_OFFICE, CONFIRM, needs=asks.RETURN, cite=H, gathers=gathering.of_confirming, conditions=(c.SOMETHING_TO_CONFIRM,),
    sentence="退回：{log_words}（{reason}）", help="退回的不计入，也不占时间；顾问可以重新登记。",
)  # fmt: skip
reckon = Action(
    "reckon", "认定月度履职", IN_OFFICE, RECKON, needs=asks.RECKON, cite=H, gathers=gathering.of_reckoning, conditions=(c.A_MONTH_IS_OVER,),
    produces=(Produces(LOGBOOK, each=True),), sentence="{month}：{result_word}，计入{counted}",
)  # fmt: skip
talk = Action("talk", "登记约谈", IN_OFFICE, RECKON, needs=asks.TALK, cite=H, conditions=(c.TALK_WANTED,), sentence="约谈：{said}")
renew = Action(
    "renew", "续聘", (SERVING,), APPOINT, needs=asks.RENEW, cite=CITE, gathers=gathering.of_renewing, conditions=(c.LONGER, c.RETIRED_ONCE, c.LESSONS),
    produces=(Produces(LETTER, each=True),), sentence="续聘为第{term_no}届，到{to}", group="聘任",
)  # fmt: skip
suspend = Action(
    "suspend", "暂停", (SERVING,), APPOINT, to=SUSPENDED, needs=asks.SUSPEND, cite=H, conditions=(c.MISSED_TWICE,), sentence="暂停（{why}）：{reason}", group="聘任",
)  # fmt: skip
resume = Action("resume", "恢复", (SUSPENDED,), APPOINT, to=SERVING, cite=H, sentence="恢复", group="聘任")
dismiss = Action(
    "dismiss", "解聘", IN_OFFICE, APPOINT, to=DISMISSED, needs=asks.DISMISS, cite=H, conditions=(c.MISSED_TWICE,), sentence="解聘（{why}）：{reason}", group="聘任",
    help="当天起服务对象空缺，请尽快另聘。",
)  # fmt: skip
card = Action(
    "card", "更改公示牌", IN_OFFICE, RECKON, needs=asks.CARD, cite=H, sentence="公示牌：{duty_days}，{public_phone}", group="聘任",
)  # fmt: skip
expire = Action("expire", "聘期届满", IN_OFFICE, None, to=EXPIRED, cite=H, sentence="聘期届满", help="聘期最后一天过后由系统记录。")


def _ends(facts: Facts) -> Iterator[Start]:
    if facts.has("appoint"):
        last = f.term(facts).to_on
        yield Start(last, last.isoformat())


def _renewed(facts: Facts, key: str) -> date | None:
    later = [fact for fact in facts.all("renew") if fact.get("to", "") > key]
    return later[0].happened_on if later else None


MONTHLY = Deadline(
    "reckon", "认定月度履职", Period(5, Unit.WORKING, roll=True), after=Recurring("聘期里的每个整月", f.months), met_by=(reckon,), on_expiry=OVERDUE, basis=H,
    todo=Todo("认定月度履职", reckon, names=True), warn_days=3, asks_days_before=7,
    reminders=(Reminder("ADV1", (1,), AMBER, "{label}：{item}还没有认定（{source}）。", to=OFFICE),),
)  # fmt: skip
CONFIRMING = Deadline(
    "confirm", "确认日志", house("confirm_days", Unit.CALENDAR), after=Moment("日志登记", f.to_confirm), met_by=(Met("已确认或者退回", f.settled_on),),
    on_expiry=Expiry("待核，不计入"), basis=H, todo=Todo("确认日志", confirm_log, names=True), warn_days=3,
    reminders=(
        Reminder("ADV2", (-3,), YELLOW, "有日志要确认：{item}，{on}以后转为待核。", to=(HOST.code, *OFFICE)),
        Reminder("ADV2", (1,), AMBER, "日志没有按时确认，待核，不计入：{item}。", to=(ADVISER.code, *OFFICE)),
    ),
)  # fmt: skip
TERM = Deadline(
    "term", "聘期届满", Period(0, Unit.CALENDAR), after=Moment("聘期最后一天", _ends), met_by=(Met("已续聘", _renewed), dismiss),
    on_expiry=Expiry("聘期届满", effect=expire), basis=H, todo=Todo("续聘，或者另聘他人", renew), asks_days_before=60, warn_days=15,
    reminders=(Reminder("A14", (-60, -15), YELLOW, "聘期{on}届满。请续聘或者另聘，不要空缺。", to=(ADVISERS.code, *OFFICE)),),
)  # fmt: skip
POSTING_ENDS = Deadline(
    "appoint", "聘任或者不聘", house("appoint_days", Unit.WORKING), after=Moment("公示期满", lambda facts: _posted_until(facts)), met_by=(appoint, decline),
    on_expiry=OVERDUE, basis=H, todo=Todo("聘任", appoint), warn_days=2,
)  # fmt: skip


def _posted_until(facts: Facts) -> Iterator[Start]:
    post = facts.last("post")
    until = post.day("until") if post else None
    if until is not None:
        yield Start(until)


def _two_months(facts: Facts) -> str | None:
    if not f.talk_wanted(facts):
        return None
    return f"连续{f.missed_in_row(facts)}个月未达标。请约谈；仍不改进的，可以暂停或者解聘。"


TWO_MISSED = Alert(
    "ADV3", AMBER, _two_months, to=(ADVISERS.code, *OFFICE), key=lambda facts: max(facts.last("reckon").get("month_on", ""), "") if facts.has("reckon") else "",  # type: ignore[union-attr]
    does=talk, turns_on=never,
)  # fmt: skip

APPOINTMENT = with_everyday(
    Procedure(
        code="adviser_appointment", label="法律顾问聘任", in_force_from=date(2025, 11, 1),
        stages=(PROPOSED, POSTED, SERVING, SUSPENDED, DECLINED, DISMISSED, EXPIRED),
        actions=(propose, post, appoint, decline, log, confirm_log, return_log, reckon, talk, renew, suspend, resume, dismiss, card, expire),
        deadlines=(POSTING_ENDS, TERM, MONTHLY, CONFIRMING), expected=(Expected(PROPOSED, Todo("公示", post)),),
        parameters={"posting_days": 5, "appoint_days": 5, "confirm_days": codes.LATE_DAYS}, parameter_words={"posting_days": "公示（个工作日）"}, alerts=(TWO_MISSED,),
        office_kinds=("bureau", "section", "office"), project=keeping.columns, keeps=keeping.keep, kept=keeping.kept,
        seat=lambda facts: int(facts.opening.get("unit")) if facts.opening.get("unit") else None,
        left_to_people={
            PUBLICITY.art(41, 1): "学校聘任谁、课怎样上，由学校和教育行政部门决定；本局只管司法行政的部分",
            RURAL_REVITALISATION.art(48): "乡镇要不要设法律顾问，由乡镇人民政府按需要决定",
        },
    ),
    {action.code: {"by": EVERYDAY} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
