"""鉴定委托跟踪：委托生效、补充材料、延长、约定、出具意见、终止。鉴定由机构独立进行，本局记录、提醒。

司法鉴定程序通则（司法部令第132号）第二十八条（三十个工作日，延长、约定、不计入的时间）、第二十九条（终止鉴定）。
What the institute did is mirrored: entered from its papers, never decided here.
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.forensic import asks, codes, gathering, papers, rules, states
from fengqiao.lines.forensic import conditions as c
from fengqiao.lines.forensic.permissions import FOLLOW
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Deadline,
    Expected,
    Goes,
    Met,
    Moment,
    NumberRule,
    Pause,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.timeline import Facts

HOUSE = codes.HOUSE.whole()
UNDER_WAY = Stage("under_way", "鉴定中")
HELD_UP = Stage("held_up", "等待补充材料", aside=True)
ISSUED = Stage("issued", "已出具意见", closed=True)
ENDED = Stage("ended", "终止鉴定", closed=True, aside=True)
STAGES = (UNDER_WAY, HELD_UP, ISSUED, ENDED)
OPEN = (UNDER_WAY, HELD_UP)

commission = Action(
    "commission", "登记鉴定委托", (), FOLLOW, to=UNDER_WAY, needs=asks.COMMISSION, cite=(rules.PERIOD,), day_word="委托书生效日期", gathers=gathering.of_commission,
    conditions=(c.OF_A_CASE, c.FIT, c.CLIENT_NAMED), produces=(Produces(papers.SHEET),), changes_parties=True,
    gives_number=NumberRule("forensic", "JD{county}{year}{serial:05d}", body=COUNTY), sentence="委托{institute_name}鉴定：{subject}",
    help="照鉴定机构的委托书登记。生效日期是双方签字或者盖章的那天，三十个工作日从次日起，系统按放假安排计算。",
)  # fmt: skip


def _held(facts: Facts) -> Stage:
    return HELD_UP if states.is_held_up(facts) else UNDER_WAY


suspend = Action(
    "suspend", "登记补充材料", OPEN, FOLLOW, to=Goes(_held, OPEN), needs=asks.SUSPEND, cite=(rules.NOT_COUNTED,), gathers=gathering.of_suspension,
    conditions=(c.BACK_AFTER, c.NO_OVERLAP), sentence="{why}，不计入时限：{words}", day_word="机构要求补充的日期", help="次日起到补来那天，不计入时限。",
)  # fmt: skip
resume = Action("resume", "材料补来", (HELD_UP,), FOLLOW, to=UNDER_WAY, needs=asks.RESUME, cite=(rules.NOT_COUNTED,), primary=True, day_word="补来的日期", sentence="材料补来：{words}")
extend = Action(
    "extend", "登记延长时限", (UNDER_WAY,), FOLLOW, needs=asks.EXTEND, cite=(rules.LONGER,), gathers=gathering.of_extension, produces=(Produces(papers.SHEET),),
    conditions=(c.ONCE, c.NOT_AGREED, c.AT_MOST_THIRTY, c.BEFORE_THE_END, c.TOLD_THEN), sentence="机构批准延长{days}个工作日（{reason}），{told_on}告知委托人",
    day_word="机构负责人批准的日期", help="只能延长一次，不超过三十个工作日。",
)  # fmt: skip
agree = Action(
    "agree", "登记另行约定的时限", (UNDER_WAY,), FOLLOW, needs=asks.AGREE, cite=(rules.AGREED,), produces=(Produces(papers.SHEET),), sentence="双方约定{days}个工作日：{words}",
    help="机构与委托人对时限另有约定的，从其约定。",
)  # fmt: skip
chase = Action(
    "chase", "登记询问进度", OPEN, FOLLOW, needs=asks.CHASE, cite=(HOUSE,), sentence="{way}问鉴定机构：{said}",
    produces=(Produces(papers.INQUIRY, each=True, when=lambda facts: (fact := facts.last("chase")) is not None and fact.get("way") == codes.LETTER),),
    help="用书面函的，出一份鉴定进度询问函。",
)  # fmt: skip
tell = Action("tell", "登记告知当事人", (*OPEN, ISSUED, ENDED), FOLLOW, needs=asks.TELL, cite=(HOUSE,), sentence="{way}告知当事人：{said}")
hand_over = Action(
    "hand_over", "换人跟踪", OPEN, FOLLOW, cite=(HOUSE,), gathers=gathering.of_handing_over, conditions=(c.ANOTHER,), sentence="改由{follower_name}跟踪",
    help="援助案件的，交给案件现在的承办人；其他的，由办理的人接手。",
)  # fmt: skip
goes_along = Action(
    "goes_along", "随案件换人", OPEN, None, needs=asks.GOES_ALONG, cite=(HOUSE,), sentence="案件换了承办人，改由{follower_name}跟踪", help="援助案件指派、更换、退回以后，由系统记录。",
)  # fmt: skip
issue = Action(
    "issue", "登记鉴定意见", OPEN, FOLLOW, to=ISSUED, needs=asks.ISSUE, cite=(rules.PERIOD,), conditions=(c.OPINION_DATED,), primary=True, sentence="收到鉴定意见书（{opinion_no}，{opinion_on}）",
    day_word="收到意见书的日期", help="按不按时看意见书上的日期，不看哪天收到。",
)  # fmt: skip
end = Action("end", "登记终止鉴定", OPEN, FOLLOW, to=ENDED, needs=asks.END, cite=(rules.ENDING,), day_word="终止的日期", sentence="机构终止鉴定：{ground}（{words}）")
ACTIONS = (commission, suspend, resume, extend, agree, chase, tell, hand_over, goes_along, issue, end)

DEADLINES = (
    Deadline(
        "opinion", "鉴定机构完成鉴定", Period(codes.USUAL_DAYS, Unit.WORKING), after=Moment("委托书生效", states.begins), met_by=(Met("意见书上的日期", states.opinion_on), end), on_expiry=OVERDUE,
        cite=(rules.PERIOD, rules.NOT_COUNTED), whose="鉴定机构", pauses=(Pause(suspend, resume, ended="back_on"),), blocks_nothing=True, todo=Todo("问鉴定机构办到哪一步", chase), warn_days=5,
        asks_days_before=7,
    ),
)  # fmt: skip
COMMISSION = with_everyday(
    Procedure(
        code="forensic", label="鉴定委托", in_force_from=date(2016, 5, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES,
        expected=(Expected(HELD_UP, Todo("补充鉴定材料", resume)),), office_kinds=("office", "bureau", "section", "station"), project=states.columns,
        left_to_people={rules.SCOPE: "受理不受理由鉴定机构决定；这里只核对登记的许可证和类别", rules.ENDING: "有没有终止的情形由鉴定机构认定", rules.RELIEF: "减收、免收鉴定费由鉴定机构办理"},
    )
)  # fmt: skip
