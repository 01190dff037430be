"""What the forms of an appointment ask for. Initial amounts are the bureau's usual ones; each appointment says its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import facts as f
from fengqiao.matter.needs import (
    Choice,
    Day,
    FactPick,
    IdNumber,
    KeyPick,
    Listed,
    LongText,
    Number,
    OfficePick,
    Parties,
    Phone,
    StaffPick,
    Text,
    TimeOfDay,
    Upload,
    Yes,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import ADVISER, HOST

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

NO_SECRETS = "不得上传国家秘密和工作秘密。"
NO_CASES = "写做了什么，不写当事人的姓名和隐私。"


def _providers(setting: Setting) -> Iterator[tuple[str, str]]:
    """Those of the county's register who have not left."""
    from fengqiao.lines.advisers.appointments.gathering import provider_choices

    yield from provider_choices(setting.actor.territory)


PROPOSE = (
    Choice("team", "队伍", options=codes.TEAMS, initial=codes.VILLAGE),
    Text("served", "服务对象", most=60, searched=True, help="村（社区）、学校、企业、项目的全称。"),
    OfficePick("unit", "服务对象所在的司法所", kinds=("office",), county=True),
    Parties("parties", "拟聘的人", of=(
        Text("name", "姓名", most=40, personal=True), IdNumber("id_no", "公民身份号码", help="只用来认出同一个人、算年龄，不公示。"), Phone("phone", "联系电话", required=False),
    ), least=1, most=1, row_word="人"),
    Choice("source", "来自", options=codes.SOURCES),
    Text("source_unit", "所在单位", most=80),
    Listed("provider", "在法律服务人员名册中", of=_providers, none="名册里还没有人", required=False, help="选了的，执业证快到期、暂停执业时提醒。"),
    Yes("retired", "已经退休", required=False),
    Yes("recommended", "由所在单位推荐", required=False),
    Day("from", "聘期自", future=True),
    Day("to", "聘期至", future=True),
    Number("term_no", "第几届", least=1, most=20, initial=1),
    Number("hours_month", "每月最低（小时）", most=100, initial=4, help="没有要求的填0。"),
    Number("lectures_quarter", "每季度讲座（次）", most=30, initial=1, help="没有要求的填0。"),
    Number("lessons_year", "每年法治课（课时）", most=200, initial=0, help="法治副校长每年不少于4课时；没有要求的填0。"),
    Text("duty_days", "公示牌：到场的日子", required=False, most=60, help="例如：每月第一、第三个周三上午。"),
    Text("public_phone", "公示牌：联系电话", required=False, most=40, help="写公开的号码，不写私人手机。"),
    StaffPick("adviser", "顾问的账号", roles=(ADVISER.code,), county=True, required=False, help="有账号的，可以自己登记日志。"),
    StaffPick("host", "服务对象联络员的账号", roles=(HOST.code,), county=True, required=False, help="有账号的，可以自己确认日志。"),
    Upload("files", "推荐函、双向选择记录、协议", required=False, help=NO_SECRETS),
)  # fmt: skip
POST = (Text("where", "公示在哪里", most=80, initial="村（社区）、学校或者单位的公示栏"),)
APPOINT = (
    Choice("objections", "公示有没有异议", options=(("none", "没有异议"), ("settled", "有异议，已经核实处理")), initial="none"),
    LongText("settled", "异议和处理", lines=2, only_if=("objections", ("settled",))),
    Upload("files", "签好的聘书、协议", required=False, help=NO_SECRETS),
)
DECLINE = (LongText("reason", "理由", least=2, lines=2),)
LOG = (
    Choice("kind", "做了什么", options=codes.LOG_KINDS, initial=codes.DUTY),
    TimeOfDay("begins", "开始", help="过了零点的，分成两天两条登记。"),
    TimeOfDay("ends", "结束"),
    Yes("online", "线上（电话、微信、视频）", required=False, help="线上的，每月最多计入最低时间的四分之一。"),
    Text("place", "地点", required=False, most=60),
    Number("people", "受益人数", most=5000),
    LongText("content", "内容", least=4, most=1000, lines=3, help=NO_CASES),
    Upload("files", "照片、签到表", required=False, help="不得拍到当事人的材料。" + NO_SECRETS),
)


def _unsettled(facts: Facts) -> Iterable[tuple[int, str]]:
    return [(log.seq, log.words) for log in f.logs(facts) if log.state == codes.WAITING]


_WHICH = FactPick("log", "哪一条日志", of=_unsettled)
CONFIRM = (
    _WHICH,
    Text("confirmer", "服务对象的确认人", most=40, help="村（社区）、学校、企业的联络员或者负责人；不能是顾问本人。"),
    Choice("how", "怎样确认的", options=codes.CONFIRMED_BY),
    LongText("late_reason", "超过十日才确认的，怎样核实的", required=False, lines=2, help="十日内确认的不填。"),
)
RETURN = (_WHICH, LongText("reason", "为什么退回", least=2, lines=2))


def _to_reckon(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    from fengqiao.lines.advisers.appointments.procedure import MONTHLY
    from fengqiao.matter.recurring import open_windows

    return [(w.key, f"{w.from_on.year}年{w.from_on.month}月") for w in open_windows(MONTHLY, facts, today) if w.to_on < today]


RECKON = (
    KeyPick("window", "哪个月", of=_to_reckon),
    Yes("exempt", "豁免", required=False, help="灾害、疾病、服务对象停工停课等，当月没有办法履职的。"),
    LongText("exempt_reason", "豁免的理由", lines=2, only_if=("exempt", (True,))),
)
TALK = (LongText("said", "约谈情况", least=2, lines=2),)
SUSPEND = (Choice("why", "为什么", options=codes.SUSPEND_WHY), LongText("reason", "具体情况", least=2, lines=2))
DISMISS = (Choice("why", "为什么", options=codes.DISMISS_WHY), LongText("reason", "具体情况", least=2, lines=2))
RENEW = (
    Day("to", "续到", future=True),
    Yes("retired", "已经退休", required=False),
    Number("hours_month", "每月最低（小时）", most=100, known=True),
    Number("lectures_quarter", "每季度讲座（次）", most=30, known=True),
    Number("lessons_year", "每年法治课（课时）", most=200, known=True),
)
CARD = (Text("duty_days", "到场的日子", most=60, known=True), Text("public_phone", "联系电话", most=40, known=True))
