"""Code lists of subsidies."""

from __future__ import annotations

from fengqiao.lines.mediation.codes import DIFFICULTY
from fengqiao.lines.mediation.subsidies.checks import LABELS as SIGNS
from fengqiao.matter.needs import Options

LEVELS: Options = DIFFICULTY
RETURN_REASONS: Options = (
    ("file", "卷宗不齐"), ("share", "份额有误"), ("performance", "履行情况未核实"), ("record", "记录与协议不一致"), ("other", "其他"),
)  # fmt: skip
REFUSE_REASONS: Options = (
    ("not_qualified", "不符合补贴条件"), ("excluded", "身份不领补贴"), ("false", "经核查不属实"), ("twice", "同一纠纷已经补贴"), ("other", "其他"),
)  # fmt: skip
CALL_WAYS: Options = (("phone", "电话"), ("door", "上门"), ("video", "视频"))
CONFIRMED, DENIED, UNREACHED = "confirmed", "denied", "unreached"
CALL_RESULTS: Options = ((CONFIRMED, "确认有此调解"), (DENIED, "否认"), (UNREACHED, "没有联系上"))
CLEARED, UPHELD = "cleared", "upheld"
VERDICTS: Options = ((CLEARED, "查无问题，解除冻结"), (UPHELD, "不属实，不予补贴"))
OBJECTION, BY_HAND = "objection", "by_hand"
FINDINGS: Options = (*SIGNS.items(), (OBJECTION, "公示异议"), (BY_HAND, "人工冻结"))
EXCLUDED: tuple[str, ...] = ("公务员", "事业编制", "社会工作者")
