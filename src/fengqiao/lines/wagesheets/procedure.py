"""欠薪群体登记：登记、各人确认、转为法律援助申请。

劳动争议调解仲裁法第二十七条（一年；劳动关系存续期间拖欠劳动报酬的不受一年限制，终止的自终止之日起一年内提出），
法律援助法第四十二条（进城务工人员请求支付劳动报酬的免予核查经济状况）。
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.wagesheets import asks, codes
from fengqiao.lines.wagesheets import conditions as c
from fengqiao.lines.wagesheets import facts as f
from fengqiao.lines.wagesheets.permissions import KEEP, SEND_IN
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import COUNTY, OVERDUE, Action, Deadline, Moment, NumberRule, Procedure, Stage, Todo
from fengqiao.statutes.known import LABOUR_DISPUTES, LEGAL_AID

HOUSE = codes.HOUSE.whole()
YEAR, WAGES = LABOUR_DISPUTES.art(27, 1), LABOUR_DISPUTES.art(27, 4)
NO_CHECK = LEGAL_AID.art(42)
GATHERING = Stage("gathering", "等各人确认")
HANDED = Stage("handed", "已登记为法律援助申请", closed=True)
DROPPED = Stage("dropped", "不再办理", closed=True, aside=True)
SOUND = (c.ONE_IN_FRONT, c.AMOUNTS, c.PHONES, c.ROOM, c.LEFT_WHEN, c.PERIOD)
NUMBER = NumberRule("wagesheets", "QX{county}{year}{serial:05d}", body=COUNTY)

enter = Action(
    "enter", "登记欠薪群体", (), KEEP, to=GATHERING, needs=asks.ENTER, cite=(YEAR, NO_CHECK), conditions=SOUND, changes_parties=True, gives_number=NUMBER, sentence="登记{employer}欠薪",
    help="一个人说，几个人的都记在一张表上；各人自己确认以后才是申请人。有手机的发短信请他确认，没有的到窗口。",
)  # fmt: skip
send = Action(
    "send", "手机登记欠薪群体", (), SEND_IN, to=GATHERING, needs=asks.SEND, cite=(YEAR, NO_CHECK), conditions=SOUND, changes_parties=True, gives_number=NUMBER, offered=False, sentence="手机登记{employer}欠薪",
)  # fmt: skip
add = Action("add", "加上成员", (GATHERING,), KEEP, needs=asks.ADD, cite=(HOUSE,), conditions=(c.AMOUNTS, c.PHONES, c.ROOM), changes_parties=True, sentence="加上成员")
confirm = Action("confirm", "本人确认", (GATHERING,), SEND_IN, needs=asks.CONFIRM, cite=(HOUSE,), conditions=(c.NOT_YET,), offered=False, sentence="本人在手机上确认")
confirm_here = Action(
    "confirm_here", "登记确认", (GATHERING,), KEEP, needs=asks.CONFIRM_HERE, cite=(HOUSE,), conditions=(c.SOMEBODY, c.NOT_YET), sentence="{who}确认（{way}）", help="逐个核对姓名和金额。",
)  # fmt: skip
leave = Action(
    "leave", "登记不参加", (GATHERING,), KEEP, needs=asks.LEAVE, cite=(HOUSE,), sentence="{leaves}不参加：{why}", changes_parties=True, help="不是他、不想一起办的，从表上去掉。",
)  # fmt: skip
handed = Action("handed", "登记为法律援助申请", (GATHERING,), None, to=HANDED, needs=asks.HANDED, cite=(HOUSE,), sentence="已登记为法律援助申请", help="从“由本表登记”登记申请以后，由系统记录。")
drop = Action("drop", "不再办理", (GATHERING,), KEEP, to=DROPPED, needs=asks.DROP, cite=(HOUSE,), sentence="不再办理：{reason}（{words}）")
ACTIONS = (enter, send, add, confirm, confirm_here, leave, handed, drop)

DEADLINES = (
    Deadline(
        "register", "登记为法律援助申请", house("register_days", Unit.WORKING), after=Moment("登记", f.opened), met_by=(handed, drop), on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("请没有确认的人确认，再登记申请", confirm_here), warn_days=1,
    ),
    Deadline(
        "limitation", "申请劳动仲裁的时效", Period(1, Unit.YEAR), after=Moment("最早离开的那天", f.leaving), met_by=(handed, drop), on_expiry=OVERDUE, cite=(WAGES,), whose="当事人",
        blocks_nothing=True, todo=Todo("时效将满：先登记已经确认的人", confirm_here), warn_days=30, asks_days_before=30,
    ),
)  # fmt: skip
SHEET = with_everyday(
    Procedure(
        code="wage_sheet", label="欠薪群体登记", in_force_from=date(2022, 1, 1), stages=(GATHERING, HANDED, DROPPED), actions=ACTIONS, deadlines=DEADLINES,
        office_kinds=("office", "bureau", "section", "station"), parameters={"register_days": 1}, project=f.columns,
        left_to_people={LABOUR_DISPUTES.art(27, 2): "时效中断（主张过权利、对方同意）由本人说明，登记时问清", LABOUR_DISPUTES.art(27, 3): "时效中止（不可抗力等）由承办人判断"},
    )
)  # fmt: skip
