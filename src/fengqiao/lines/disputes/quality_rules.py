"""矛盾纠纷数据的核查规则。"""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import timing
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule

RULES = (
    Rule("disputes.late", "补录较晚", "事情发生三十天以后才录入的记录。", INFO, look.late_entries("disputes")),
    Rule("disputes.surge", "月底集中录入", "一个月的记录有四成以上集中在最后三天录入（不少于二十条）。", INFO, look.last_days_surge("disputes")),
    Rule("disputes.alike", "事项文字几乎相同", "同一个机构里，两件事项九成以上的文字相同；确实是同一件的，办理并案。", WARN, look.alike("disputes", "open_dispute", "summary")),
    Rule("disputes.same_file", "同一文件附在几件里", "同一个文件（内容完全一样）附在两件以上事项里。", HOLD, look.same_file("disputes")),
    Rule("disputes.batch", "短时间成批登记", "同一个人半小时里登记五件以上（不含补录）。集中接待的，说明一下就行。", WARN, timing.entered_at_once("disputes")),
    Rule("disputes.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("disputes")),
    Rule("disputes.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("disputes")),
)  # fmt: skip
