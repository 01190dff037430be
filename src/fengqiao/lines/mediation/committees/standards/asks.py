"""What the steps of the programme ask for."""

from __future__ import annotations

from fengqiao.lines.mediation.committees.standards.standard import LEVEL_NAMES, RESULTS
from fengqiao.lines.mediation.committees.standards.states import BACK, FORWARD
from fengqiao.matter.needs import Choice, Day, LongText, Number, Rows, Text, Upload

_CODE = Text("code", "第几项", most=8)
_RESULT = Choice("result", "结果", options=RESULTS)
_POINTS = Number("points", "得分", most=100, required=False, help="部分达到的填写。")
_FILES = Upload("files", "佐证材料", required=False, help="照片、扫描件。不得上传国家秘密和工作秘密。")

ASSESS = (
    Rows("findings", "逐项自评", of=(_CODE, _RESULT, _POINTS, Text("note", "佐证说明", required=False, most=200)),
         least=1, most=60, row_word="项"),
    LongText("remark", "自评说明", required=False, lines=3),
    _FILES,
)  # fmt: skip
REVIEW = (
    Rows("findings", "与自评不一致的项", of=(_CODE, _RESULT, _POINTS, Text("note", "变更理由", most=200)),
         least=0, most=60, row_word="项", help="与自评一致的不用写。"),
    Choice("verdict", "复核结果", options=((FORWARD, "报局认定"), (BACK, "退回补正"))),
    LongText("opinion", "复核意见", least=4, lines=3),
)  # fmt: skip
RECOGNISE = (
    Choice("level", "等级", options=tuple((name, name) for name in LEVEL_NAMES)),
    Text("document_no", "认定文号", most=60),
    Day("to_on", "有效期到", future=True),
)
REFUSE = (
    Text("criteria", "哪几项不达标", most=120, help="写编号，用顿号分开，如：4、7。"),
    LongText("reason", "理由", least=4, lines=3),
    Text("document_no", "文号", required=False, most=60),
)
RECTIFY = (
    Text("criteria", "哪几项要整改", most=120, help="写编号，用顿号分开，如：4、7。"),
    Day("until_on", "整改到哪天", future=True, help="本局时限。"),
    LongText("reason", "整改要求", least=4, lines=3),
)
RECHECK = (
    Rows("findings", "复查的项", of=(_CODE, _RESULT, _POINTS, Text("note", "复查情况", required=False, most=200)),
         least=1, most=60, row_word="项"),
    LongText("opinion", "复查意见", required=False, lines=2),
    _FILES,
)  # fmt: skip
CANCEL = (LongText("reason", "取消的理由", least=4, lines=3), Text("document_no", "文号", required=False, most=60))
