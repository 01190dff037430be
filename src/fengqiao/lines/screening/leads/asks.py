"""What is asked of a lead: place, matter, how far it has come; the people as parties of this matter, nothing more of them."""

from __future__ import annotations

from fengqiao.codes.disputes import TYPES
from fengqiao.lines.screening import codes
from fengqiao.matter.needs import Choice, Day, LongText, Parties, Phone, StaffPick, Text
from fengqiao.orgs.roles import COMMITTEE_HEAD, GRID, MEDIATOR, OFFICE_HEAD, OFFICE_STAFF

INVOLVED = "涉及人员"
CARERS = tuple(role.code for role in (COMMITTEE_HEAD, MEDIATOR, GRID, OFFICE_HEAD, OFFICE_STAFF))

FIND = (
    Choice("type", "哪类纠纷", options=TYPES),
    Text("place", "在哪里", most=80),
    LongText("summary", "什么事", least=4, most=1000, lines=3, help="写事情，不写对人的评价。"),
    Choice("development", "到了哪一步", options=codes.DEVELOPMENTS, initial=codes.SIGN),
    Text("finder", "发现人", required=False, most=40, help="自己发现的不填。"),
    Text("suggestion", "建议怎么办", required=False, most=120),
    Parties("parties", "涉及的人", of=(
        Text("name", "姓名", most=40), Phone("phone", "联系电话", required=False),
    ), least=0, most=20, row_word="人"),
)  # fmt: skip
DECIDE = (
    Choice("disposal", "处置方式", options=codes.DISPOSALS),
    Day("disposal_due", "处置期限", future=True),
    StaffPick("staff", "谁去办", roles=CARERS, required=False),
    Text("remark", "说明", required=False, most=200),
)
DEVELOP = (
    Choice("development", "现在到了哪一步", options=codes.DEVELOPMENTS),
    LongText("explanation", "有什么变化", least=4, lines=2),
)
ATTEND = (LongText("said", "走访、劝解的情况", least=4, lines=3),)
RAISE = (Text("matter", "事项码", required=False, most=60, help="已经立了事项的写上；没有的，由纠纷调处接着登记。"),)
LINK = (Text("matter", "事项码", most=60),)
DISSOLVE = (LongText("outcome", "怎样劝解的，现在怎样", least=4, lines=3),)
REFER = (
    Text("organ", "转给哪个部门", most=60),
    Text("document_no", "移送文号或交接人", required=False, most=60),
    LongText("explanation", "为什么转", least=4, lines=2),
)
DISCLAIM = (LongText("explanation", "怎样核实的", least=4, lines=2),)
SETTLE_DOWN = (LongText("explanation", "为什么可以不再关注", least=4, lines=2),)
