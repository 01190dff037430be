"""法律援助申请数据的核查规则。"""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import timing
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule
from fengqiao.lines.legalaid.indicators import INDICATORS

_BY_CODE = {each.code: each for each in INDICATORS}
_COUNTED = tuple(("legalaid", code) for code in ("I-01", "I-02", "I-03"))

RULES = (
    Rule("legalaid.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("legalaid")),
    Rule("legalaid.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("legalaid")),
    Rule("legalaid.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("legalaid")),
    Rule("legalaid.last_day", "总在最后一天", "同一种法定期限（三天以上的）按期二十次以上，八成以上在最后一天办结：期限是最迟哪天，不是应当哪天。", INFO, timing.sat_out("legalaid")),
    Rule("legalaid.batch", "短时间成批登记", "同一个人半小时里登记五件以上（不含补录）。集中接待的，说明一下就行。", WARN, timing.entered_at_once("legalaid")),
    Rule("legalaid.phone", "一个电话几个人", "同一个电话登记在三个以上不同姓名的人名下。代办人、村干部留的电话，说明一下。", WARN, look.shared_phone("legalaid")),
    Rule("legalaid.opinions_alike", "审查意见几乎相同", "同一个机构里，两件审查意见九成以上的文字相同（六十字以上的才比）：是不是看了材料再写的。", WARN, look.alike("legalaid", "propose", "opinion", least=60)),
    Rule("legalaid.split", "可能一件拆成两件", "同一个机构里，申请人和案由都相同、三十天以内收到的两件。一案几个阶段的，说明一下。", HOLD, look.one_made_two("legalaid", "cause"), guards=_COUNTED),
    Rule("legalaid.same_file", "同一文件附在几件里", "同一个文件（内容完全一样）附在两件以上申请里。群体案件共用材料的，说明一下。", HOLD, look.same_file("legalaid"), guards=_COUNTED),
    Rule("legalaid.perfect", "批准率没有例外", "决定三十件以上，百分之百给予援助。", WARN, look.too_good(_BY_CODE["I-03"])),
)  # fmt: skip
