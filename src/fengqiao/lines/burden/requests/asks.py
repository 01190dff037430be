"""What is asked when a request is drafted, judged, released and collected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.indicators import registry
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.requests import state
from fengqiao.matter.needs import (
    Choice,
    Day,
    KeyPick,
    Listed,
    LongText,
    Many,
    Number,
    OfficePick,
    Rows,
    StaffPick,
    Text,
    Upload,
    Yes,
)
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import LEADER

_HELD = Rows("held", "系统里有记录的（各单位只核对）", of=(Choice("indicator", "哪一项", options=registry.choices),), least=0, blank=1, row_word="项")
_TYPED = Rows("typed", "系统里没有、要各单位填的", of=(
    Text("label", "填什么", most=60), Text("unit", "单位", required=False, most=10, help="如：人、场、元。"),
    Choice("shape", "填数还是填文字", options=codes.SHAPES, initial=codes.NUMBER), Text("why", "系统里已有相近的，为什么还要填", required=False, most=120, seldom=True),
), least=0, blank=1, row_word="项")  # fmt: skip
DRAFT = (
    Text("name", "名称", most=100, help="如：2026年第三季度调解工作情况。"),
    Choice("kind", "种类", options=codes.KINDS, initial=codes.FIGURES),
    LongText("purpose", "用来做什么", lines=2, most=400),
    Choice("frequency", "多久一次", options=codes.FREQUENCIES, initial=codes.ONCE),
    Day("from", "统计期自", future=True), Day("to", "统计期至", future=True, help="重复报送的，写到最后一期的末日。"),
    Number("due_days", "每期结束（或者下发）后几个工作日内填报", least=1, most=60, initial=5),
    Many("unit_kinds", "哪些单位填", options=codes.UNIT_KINDS, initial=[codes.OFFICE]),
    Rows("below", "只限这些司法所辖区", of=(OfficePick("office", "司法所", kinds=("office",)),), least=0, blank=0, row_word="所", help="不填就是全县。"),
    Rows("except_units", "其中不用填的", of=(OfficePick("office", "单位", kinds=("office", "committee", "station")),), least=0, blank=0, row_word="个"),
    Many("where", "在哪里开展", options=codes.WHERE, required=False, only_if=("kind", (codes.REVIEW,)), help="农村的村须有法律、法规依据或者国务院批准。"),
    _HELD, _TYPED,
)  # fmt: skip
JUDGE = (
    Choice("survey", "是统计调查吗", options=codes.SURVEY, help="由政府统计机构或者有关部门依法制定、向统计调查对象收集统计资料的，是统计调查。"),
    Text("form_no", "表号", required=False, most=40, only_if=("survey", (codes.YES,))),
    Text("maker", "制定机关", required=False, most=60, only_if=("survey", (codes.YES,))),
    Text("approval_no", "批准或者备案文号", required=False, most=60, only_if=("survey", (codes.YES,)), help="县级部门制定的，报本级人民政府统计机构审批。"),
    Day("valid_until", "有效期限至", required=False, future=True, only_if=("survey", (codes.YES,))),
    Text("basis", "依据（文件名称和文号）", most=120, only_if=("survey", (codes.NO,))),
    StaffPick("releaser", "由哪位领导签发", roles=(LEADER.code,), county=True, only_if=("survey", (codes.NO,))),
    Day("end_on", "结束日期", future=True, only_if=("survey", (codes.NO,)), help="到这一天自行结束，不再填报。"),
    LongText("grounds", "为什么这样判断", required=False, lines=2, most=400),
)  # fmt: skip
OPINION = (
    Choice("basis_kind", "依据是什么", options=codes.BASES),
    Text("basis_doc", "依据文件（名称、文号、条款）", most=160),
    LongText("opinion", "合法性意见", lines=3, least=4, most=2000, help="写明结论：是否有法律、法规依据或者经国务院批准。"),
    Choice("verdict", "结论", options=(("may", "可以开展"), ("may_not", "不得开展"))),
    Text("opinion_by", "由谁出具", most=60, help="如：局法制审核机构、法律顾问某某。"),
    Day("opinion_on", "出具日期"),
    Upload("files", "依据和意见的扫描件", required=False, help="不得上传国家秘密和工作秘密。"),
)  # fmt: skip


def _live(setting: object) -> Iterable[tuple[str, str]]:
    from fengqiao.lines.burden.requests.looking import live_forms

    office = getattr(setting, "office", None)
    return [(each.code, each.title) for each in live_forms(office)] if office is not None else []


RELEASE = (
    Text("notice_no", "通知文号", required=False, most=60),
    Listed("retires", "同时停用哪一张旧表", required=False, of=_live, none="没有可停用的", help="新增经常性报表的，停用一张旧表（本局规定）。"),
)  # fmt: skip


def _waiting(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    done = state.collected(facts)
    return [(each.written, each.words) for each in state.periods(facts) if each.written not in done and each.to_on < today]


COLLECT = (
    KeyPick("period", "汇总哪一期", of=_waiting),
    Yes("incomplete", "还有单位没有填，仍然汇总", required=False, help="都填了的，不用勾选。"),
)  # fmt: skip
DROP = (LongText("reason", "理由", lines=2, most=400),)
