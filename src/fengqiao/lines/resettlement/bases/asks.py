"""What the forms of a base and of a stay ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fengqiao.lines.resettlement.asks import NO_SECRETS
from fengqiao.lines.resettlement.bases import codes, looking
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    Listed,
    LongText,
    Many,
    Money,
    Number,
    OfficePick,
    Origin,
    Parties,
    Phone,
    Text,
    Upload,
    Yes,
)

if TYPE_CHECKING:
    from fengqiao.matter.forms import Setting

_CAPACITY = (
    Number("beds", "床位", most=500, help="能住几个人；没有的填0。"),
    Number("jobs", "岗位", most=2000, help="能安排几个人就业；没有的填0。"),
)
_AGREED = (
    Day("agreed_from", "协议自", future=True), Day("agreed_to", "协议至", future=True), Text("agreement_no", "协议编号", required=False, most=60),
)  # fmt: skip
SET_UP = (
    Text("name", "基地名称", most=60, help="对外用中性名称，不写“安置帮教”。"),
    Choice("kind", "类型", options=codes.KINDS),
    OfficePick("unit", "所在乡镇的司法所", kinds=("office",), county=True),
    Text("address", "地址", most=120),
    *_CAPACITY,
    LongText("services", "能提供什么", required=False, lines=2),
    Text("contact_name", "联系人", required=False, most=40, personal=True),
    Phone("contact_phone", "联系电话", required=False),
    *_AGREED,
    Upload("files", "协议照片或扫描件", required=False, help=NO_SECRETS),
)  # fmt: skip
CAPACITY = (*_CAPACITY, LongText("reason", "为什么变", least=2, lines=2))
RENEW = _AGREED
SUSPEND = (LongText("reason", "理由", least=2, lines=2),)
END = (LongText("reason", "理由", least=2, lines=2),)


def _open_bases(setting: Setting) -> Iterator[tuple[str, str]]:
    """The bases of the county that take people in today, with what is free."""
    yield from looking.base_choices(setting.actor.territory, setting.today)


def _free_beds(setting: Setting) -> Iterator[tuple[str, str]]:
    """The beds of the county nobody has for half a year from today; the act itself asks for its own days."""
    yield from looking.bed_choices(setting.actor.territory, setting.today)


APPLY = (
    Parties("parties", "本人", of=(
        Text("name", "姓名", most=40, personal=True), IdNumber("id_no", "公民身份号码", required=False), Phone("phone", "联系电话", required=False),
    ), least=1, most=1, row_word="人"),
    Many("wants", "需要什么", options=codes.WANTS),
    Choice("ground", "为什么需要", options=codes.GROUNDS, help="候补按需要的急缓排，再按先后。"),
    LongText("said", "具体情况", least=2, lines=2),
    Yes("willing", "本人自愿"),
    Origin("origin", "安置帮教档案"),
)  # fmt: skip
ACCEPT = (
    Listed("base", "哪个基地", of=_open_bases, none="现在没有能接收的基地"),
    Listed("bed", "床位", of=_free_beds, none="现在没有空床", required=False, help="只就业、不住的，不选。"),
    Text("job", "岗位", required=False, most=60, help="不安排就业的不填。"),
    Money("wage", "约定月工资", required=False),
    Day("from", "自", future=True),
    Day("to", "至", future=True, help="不超过六个月；到期可以续一次。"),
)
WAIT = (LongText("reason", "为什么要等", required=False, lines=2),)
EXTEND = (
    Day("to", "续到", future=True, help="从原到期日起不超过六个月，只续一次。"),
    LongText("reason", "理由", least=2, lines=2),
)
LEAVE = (
    Choice("leaving", "为什么离开", options=codes.LEAVING),
    LongText("reason", "具体情况", required=False, lines=2, only_if=("leaving", ("breach", "other"))),
    Text("whereto", "去了哪里、做什么", required=False, most=120),
)
WITHDRAW = (LongText("reason", "理由", required=False, lines=2),)
