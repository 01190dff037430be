"""What a duty lawyer may do, and how it was taken up."""

from __future__ import annotations

from fengqiao.matter.needs import Options

ADVICE, CHOICE, MEASURE, OPINION, WITNESS, APPEAL = "advice", "choice", "measure", "opinion", "witness", "appeal"
KINDS: Options = (
    (ADVICE, "法律咨询"), (CHOICE, "程序选择建议"), (MEASURE, "申请变更强制措施"), (OPINION, "对案件处理提出意见"), (APPEAL, "代理申诉、控告"),
)  # fmt: skip
ADOPTED: Options = (("yes", "采纳"), ("part", "部分采纳"), ("no", "没有采纳"), ("unknown", "没有反馈"))
NO_PLEDGE: Options = (
    ("senses", "盲、聋、哑人"), ("mind", "尚未完全丧失辨认或者控制自己行为能力的精神病人"), ("contested", "未成年人的法定代理人、辩护人对认罪认罚有异议"),
)  # fmt: skip
