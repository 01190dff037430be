"""矛盾纠纷排查数据的核查规则：whether the houses were visited, or the sheet only filled in."""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows
from fengqiao.lines.screening.indicators import INDICATORS

_BY_CODE = {each.code: each for each in INDICATORS}


def _filed() -> Rows:
    from fengqiao.lines.screening.models import ScreeningReport

    return ScreeningReport.objects.exclude(stage="voided")


RULES = (
    Rule("screenings.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("screenings")),
    Rule("leads.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("leads")),
    Rule("screenings.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("screenings")),
    Rule("screenings.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("screenings")),
    Rule("leads.alike", "线索文字几乎相同", "同一个机构里，两条线索九成以上的文字相同。确实是同一件的，结束其中一条。", WARN, look.alike("leads", "find", "summary")),
    Rule("screenings.heaping", "走访户数多是整数", "二十份以上上报，走访户数七成以上是十的倍数：像是估的，不是数的。", WARN, look.heaping(_filed, "filed_on", "visited")),
    Rule("screenings.same_number", "走访户数每次一样", "同一个单位五次以上上报，走访户数完全相同。户数固定、逐户走到的，说明一下。", WARN, plausible.always_the_same(_filed, "filed_on", "visited")),
    Rule("screenings.parts", "其中数大于总数", "迟报、零报告的份数大于全部上报的份数。", HOLD, plausible.part_over_whole(plausible.parts_of("screening", (_BY_CODE["M10l"], _BY_CODE["M10"]), (_BY_CODE["M10z"], _BY_CODE["M10"]))),
         locks_out=True),
)  # fmt: skip
