"""公证预约数据的核查规则。"""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.rules import INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows

BEST = ("5", "4")


def _rated() -> Rows:
    from fengqiao.lines.notary.models import NotaryBooking

    return NotaryBooking.objects.exclude(stage="voided")


RULES = (
    Rule("notary.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("notary")),
    Rule("notary.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("notary")),
    Rule("notary.batch", "短时间成批登记", "同一个人半小时里登记五件以上（不含补录）。集中接待的，说明一下就行。", WARN, timing.entered_at_once("notary")),
    Rule("notary.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("notary")),
    Rule("notary.phone", "一个电话几个人", "同一个电话登记在三个以上不同姓名的人名下。代办人、村干部留的电话，说明一下。", WARN, look.shared_phone("notary")),
    Rule("notary.all_content", "评价没有一个不满意", "一期里出证的，五十个以上评价没有一个不满意。", WARN, plausible.without_exception(_rated, "issued_on", "grade", BEST)),
)  # fmt: skip
