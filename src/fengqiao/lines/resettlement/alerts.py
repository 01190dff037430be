"""Who is told what (RB01–RB12). Nothing here judges a person: the notices speak of days, papers and places."""

from __future__ import annotations

from datetime import timedelta

from fengqiao.lines.resettlement import clocks, codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.matter import calendars
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert, Reminder
from fengqiao.matter.timeline import Facts
from fengqiao.orgs import roles

YELLOW, AMBER, RED, PLAIN = NoticeLevel.YELLOW, NoticeLevel.AMBER, NoticeLevel.RED, NoticeLevel.PLAIN
HEAD, STAFF, COUNTY = roles.OFFICE_HEAD.code, roles.OFFICE_STAFF.code, roles.RESETTLEMENT.code
NOTICE_DAYS, HOLIDAY_DAYS = 30, 15
FEEDING_BACK = (
    Reminder("RB01", (-5,), YELLOW, "核查结果还没有函复，{on}前要反馈。", to=(HANDLER, HEAD)),
    Reminder("RB01", (1,), AMBER, "过了反馈核查结果的时限，还没有函复。", to=(HEAD, COUNTY)),
)
FETCHING = (
    Reminder("RB02", (-3,), YELLOW, "要接的人，接送还没有安排。", to=(HANDLER, HEAD)),
    Reminder("RB02", (0,), AMBER, "离释放只有七天，接送还没有安排。", to=(HEAD, COUNTY)),
)
TODAY = (
    Reminder("RB03", (-1,), YELLOW, "{on}释放，请到场接人。", to=(HANDLER, HEAD)),
    Reminder("RB03", (0,), RED, "今天释放，请到场接人。", to=(HANDLER, HEAD, COUNTY)),
    Reminder("RB03", (1,), RED, "昨天释放，还没有登记接回。", to=(HEAD, COUNTY)),
)
LINKING = (
    Reminder("RB04", (-15,), YELLOW, "释放已过十五日，还没有衔接。", to=(HANDLER, HEAD)),
    Reminder("RB04", (0,), AMBER, "今天是衔接期最后一日，还没有衔接。", to=(HEAD, COUNTY)),
)
URGENT = (Reminder("RB06", (1,), AMBER, "急难需求超过时限，还没有转介。", to=(HANDLER, HEAD)),)
PERIOD_ENDING = (
    Reminder(
        "RB08",
        (-30,),
        PLAIN,
        "帮教期{on}届满，到期由系统结束；本人要求继续某一项帮助的，可以延长。",
        to=(HANDLER, HEAD),
    ),
)


def _waits(facts: Facts) -> bool:
    return not facts.has("hand_over", "walk_in") and clocks.left_on(facts) is None


def _not_verified(facts: Facts) -> str | None:
    """RB01."""
    left = (f.release_on(facts) - facts.day).days if facts.day else NOTICE_DAYS + 1
    if not _waits(facts) or facts.has("verify") or not 0 <= left <= NOTICE_DAYS:
        return None
    return f"{f.release_on(facts).isoformat()}释放，还没有核查。"


def _released_today(facts: Facts) -> str | None:
    """RB03."""
    return "今天释放，请办理衔接。" if _waits(facts) and facts.day == f.release_on(facts) else None


def _minor_alone(facts: Facts) -> str | None:
    """RB05."""
    if not f.is_minor(facts) or not _waits(facts):
        return None
    plan = facts.last("plan_fetch")
    if plan is not None and plan.get("guardian"):
        return None
    return "未成年人，还没有落实由谁接回。父母或者其他监护人不能来的，由本局安排人员，并请民政部门或者村（居）委会监护（预防未成年人犯罪法第五十六条）。"


def _perhaps_twice(facts: Facts) -> str | None:
    """RB09: without an identity number nobody can be told apart by machine."""
    who = f.person(facts)
    if who is None or who.get("id_no"):
        return None
    return "没有身份号码，可能与另一件重复。请核对证件后补正。"


def _holiday(facts: Facts) -> str | None:
    """RB12."""
    day = f.release_on(facts)
    if (
        facts.day is None
        or not _waits(facts)
        or not 0 <= (day - facts.day).days <= HOLIDAY_DAYS
        or calendars.current().is_workday(day)
    ):
        return None
    return f"{day.isoformat()}释放，是休息日或节日。请提前排班，节前把车辆、人员定下来。"


def _no_period(facts: Facts) -> str | None:
    """The law sets no help period after corrections: the bureau does, by its own paper."""
    if f.source(facts) != codes.CORRECTIONS or f.period_years(facts):
        return None
    return "本局还没有规定社区矫正解除人员的帮教期限（3年或者5年）。请定下文件，由管理员登记参数；登记前，帮教不会自动期满。"


def _redirect_late(facts: Facts) -> str | None:
    fact = facts.last("redirect", "redirect_accepted", "redirect_refused")
    if (
        fact is None
        or fact.action != "redirect"
        or facts.day is None
        or facts.day - fact.happened_on < timedelta(days=NOTICE_DAYS)
    ):
        return None
    return "发函转外地已过三十日，对方没有接收。人仍由本县负责，请衔接。"


ALERTS = (
    Alert("RB01", AMBER, _not_verified, to=(HEAD, COUNTY)),
    Alert("RB03", RED, _released_today, to=(HANDLER, HEAD)),
    Alert("RB05", RED, _minor_alone, to=(HEAD, COUNTY)),
    Alert("RB09", PLAIN, _perhaps_twice, to=(HANDLER,)),
    Alert("RB12", YELLOW, _holiday, to=(HEAD, COUNTY), key=lambda facts: f.release_on(facts).isoformat()),
    Alert("period", AMBER, _no_period, to=(COUNTY,)),
    Alert("redirect", AMBER, _redirect_late, to=(COUNTY,)),
)
