"""社区矫正数据的核查规则：whether what was recorded of supervision was done then, or written for the file. What is sealed is not looked at."""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import timing
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule

_IN_PERSON = ("visit", "contact", "verify", "help_measure")  # of each alone; a session's sheet may rightly lie with many
_COUNTED = tuple(("corrections", code) for code in ("I14a", "I14b"))

RULES = (
    Rule("corrections.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("corrections")),
    Rule("corrections.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("corrections")),
    Rule("corrections.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("corrections")),
    Rule("corrections.last_day", "总在最后一天", "同一种法定期限（三天以上的）按期二十次以上，八成以上在最后一天办结：期限是最迟哪天，不是应当哪天。", INFO, timing.sat_out("corrections")),
    Rule("investigations.last_day", "总在最后一天", "同一种法定期限（三天以上的）按期二十次以上，八成以上在最后一天办结：期限是最迟哪天，不是应当哪天。", INFO, timing.sat_out("investigations")),
    Rule("investigations.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("investigations")),
    Rule("corrections.odd_hours", "休息时间大量录入", "同一个人在一个休息日或者零点到五点录入二十条以上。值班、应急的，说明一下就行。", INFO, look.odd_hours("corrections")),
    Rule("corrections.visits_alike", "查访记录几乎相同", "同一个机构里，两个人的实地查访记录九成以上的文字相同。", WARN, look.alike("corrections", "visit", "found")),
    Rule("corrections.contacts_alike", "联络记录几乎相同", "同一个机构里，两个人的通信联络记录九成以上的文字相同。", WARN, look.alike("corrections", "contact", "found")),
    Rule("corrections.appraisals_alike", "鉴定意见几乎相同", "同一个机构里，两个人的期满鉴定九成以上的文字相同。", WARN, look.alike("corrections", "appraise", "appraisal")),
    Rule("corrections.same_file", "同一文件附在几个人名下", "同一张照片、同一份笔录（内容完全一样）附在两个人的查访、联络、帮扶记录里；集中教育的签到表不在内。", HOLD,
         look.same_file("corrections", *_IN_PERSON), guards=_COUNTED),
)  # fmt: skip
