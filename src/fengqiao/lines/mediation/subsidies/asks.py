"""What the forms of subsidies ask for. The level and the amount are never asked of the claimant."""

from __future__ import annotations

from fengqiao.lines.mediation.asks import MEDIATORS
from fengqiao.lines.mediation.subsidies import codes
from fengqiao.matter.needs import Choice, Day, LongText, MatterPick, Number, Rows, StaffPick, Text, Upload, Yes

SHARES = Rows(
    "shares", "份额", of=(StaffPick("mediator", "调解员", roles=MEDIATORS), Number("percent", "份额（%）", least=1, most=100)), least=0,
    most=10, blank=0, row_word="份额", help="不填的，全部归主持调解员。几人分的，加几行写明，合计100%；金额以整元计，余数归主持调解员。",
)  # fmt: skip
CLAIM = (
    MatterPick("case", "案号", line="mediation", help="如（2026）枫林镇人调字第0012号。等次和金额按标准计算，不用填。"),
    SHARES,
    Text("remark", "说明", required=False, most=200),
)
RESUBMIT = (SHARES, LongText("mended", "补正了什么", least=2, lines=2))
WITHDRAW = (Text("reason", "撤回理由", most=120),)
CHECK = (
    Yes("file_seen", "已看过卷宗，协议、笔录、签名和履行凭证一致"),
    LongText("opinion", "初审意见", least=2, lines=2, initial="符合补贴条件。"),
)
SEND_BACK = (
    Choice("reason", "退回理由", options=codes.RETURN_REASONS),
    LongText("explanation", "要补正什么", least=4, lines=3),
)
RECHECK = (
    Choice(
        "level", "另行核定等次", options=codes.LEVELS, required=False, help="与按标准算出的不同时才选，并写明理由。"
    ),
    Text("level_reason", "核定理由", required=False, most=200),
    LongText("opinion", "复核意见", least=2, lines=2, initial="同意补贴。"),
)
REFUSE = (Choice("reason", "理由", options=codes.REFUSE_REASONS), LongText("explanation", "说明", least=4, lines=3))
REOPEN = (LongText("explanation", "撤销理由", least=4, lines=2),)
DRAW = (
    Yes("drawn", "抽中", required=False),
    Number("pool", "参加抽查的件数", least=1),
    Text("seed", "随机数", most=64),
)
CALL_BACK = (
    Choice("whom", "回访了谁", options=(("applicant", "申请人"), ("respondent", "被申请人"), ("other", "其他当事人"))),
    Choice("way", "方式", options=codes.CALL_WAYS, initial="phone"),
    Choice("result", "结果", options=codes.CALL_RESULTS),
    LongText("said", "当事人怎么说", required=False, lines=3),
)  # fmt: skip
FREEZE = (LongText("reason", "冻结理由", least=4, lines=3, help="只冻结这一件。"),)
OBJECTION = (
    Text("from_whom", "谁提出", most=60, help="匿名的写“匿名”。"),
    LongText("reason", "异议内容", least=4, lines=3),
)
HEAR = (
    LongText("said", "调解员的说明", least=2, lines=4),
    Upload("files", "说明或证据材料", required=False, help="不得上传国家秘密和工作秘密。"),
)
SECOND_CHECK = (
    Choice("verdict", "结论", options=codes.VERDICTS),
    LongText("explanation", "怎样核查的，依据什么", least=4, lines=4),
)
PUBLISH = (
    Number("batch", "批次", least=1),
    Day("until_on", "公示到", future=True),
    Text("notice_no", "公示文号", required=False, most=60),
)
PAY = (Number("batch", "批次", least=1), Text("voucher", "支付凭证号", required=False, most=60))
DEMAND_BACK = (
    LongText("reason", "追回理由", least=4, lines=3),
    Number("amount_yuan", "追回金额（元）", least=1, most=100_000),
)
PAID_BACK = (
    Number("amount_yuan", "收回金额（元）", least=1, most=100_000),
    Text("voucher", "凭证号", required=False, most=60),
)
