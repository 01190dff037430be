"""Code lists of petition reception. What is judged is the claim, never the person."""

from __future__ import annotations

from fengqiao.matter.needs import Options

PLACES: Options = (("bureau", "信访局"), ("court", "法院"), ("procuratorate", "检察院"), ("leader", "领导接访"), ("town", "乡镇（街道）"))
CATEGORIES: Options = (("just", "诉求合理"), ("much", "诉求过高"), ("none", "于法无据"), ("ended", "程序已经终结"))
AID, SETTLED = "aid", "settled"
CHANNELS: Options = (
    ("reconsideration", "行政复议"), ("litigation", "诉讼"), ("arbitration", "仲裁"), ("mediation", "人民调解"), (AID, "法律援助"), ("appeal", "申诉"), (SETTLED, "息诉"),
)  # fmt: skip
RISKS: Options = (("usual", "一般"), ("watch", "需要关注"), ("urgent", "可能激化，当天报告"))
OUTCOMES: Options = (("taken", "已进入建议的途径"), ("settled", "接受意见，不再反映"), ("goes_on", "仍在反映"), ("unknown", "联系不上"))
