"""安置帮教数据的核查规则：whether people were met, or only entered. What was said in confidence is stored sealed and is not compared."""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import timing
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule
from fengqiao.lines.resettlement.indicators import INDICATORS

_BY_CODE = {each.code: each for each in INDICATORS}
_COUNTED = tuple(("resettlement", code) for code in ("J03", "J04", "J06", "J07"))

RULES = (
    Rule("resettlement.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("resettlement")),
    Rule("resettlement.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("resettlement")),
    Rule("resettlement.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("resettlement")),
    Rule("resettlement.phone", "一个电话几个人", "同一个电话登记在三个以上不同姓名的人名下。家属、村干部代留的电话，说明一下。", WARN, look.shared_phone("resettlement")),
    Rule("resettlement.alike", "查访情况几乎相同", "同一个机构里，两个人的查访情况九成以上的文字相同。", WARN, look.alike("resettlement", "trace", "found")),
    Rule("resettlement.work_alike", "回看情况几乎相同", "同一个机构里，两个人的三个月回看九成以上的文字相同。", WARN, look.alike("resettlement", "check_work", "found")),
    Rule("resettlement.same_file", "同一文件附在几个人名下", "同一个文件（内容完全一样）附在两个人的档案里。一份名册涉及几个人的，说明一下。", HOLD, look.same_file("resettlement"), guards=_COUNTED),
    Rule("resettlement.jump", "衔接率骤升", "衔接率比上一期升高二十个百分点以上（两期各不少于十人）。", WARN, look.jump(_BY_CODE["J03"])),
    Rule("resettlement.bases", "基地数突变", "安置基地一期里增减一成半以上，没有机构变动。", WARN, look.stock_jump(_BY_CODE["J10"])),
)  # fmt: skip
