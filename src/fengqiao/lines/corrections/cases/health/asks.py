"""What the forms of health ask for. What is said of the body is sealed and read by the case's own people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from fengqiao.matter.needs import Choice, Day, KeyPick, LongText, Need, Text, Upload, Yes
from fengqiao.matter.timeline import Facts

Windows = Callable[[Facts, date], Iterable[tuple[str, str]]]
ACCEPTED, DOUBT = "accepted", "doubt"
BODY, REVIEW = "body", "review"
DUTIES = ((BODY, "身体情况报告"), (REVIEW, "病情复查"))
AGENCY, MIDDLE, TOP = "county", "city", "province"
TIERS = ((AGENCY, "县级社区矫正机构"), (MIDDLE, "市级社区矫正机构"), (TOP, "省级社区矫正机构"))
GROUND_ENDS = (("born", "已经分娩、终止妊娠，哺乳期满"), ("cured", "病情好转、治愈"), ("able", "生活能够自理"), ("other", "其他情形消失"))


def body(windows: Windows) -> tuple[Need, ...]:
    """身体情况报告."""
    return (
        KeyPick("window", "报告哪一期", required=False, of=windows, help="补前一期的请选择；不选的，按报告当天算。"),
        LongText("condition", "身体情况", least=2, lines=3, personal=True),
        Upload("files", "病历、诊断材料", required=False),
    )


def review(windows: Windows) -> tuple[Need, ...]:
    """病情复查: by a hospital the province has named; a doubt asks for another diagnosis, it decides nothing."""
    return (
        KeyPick("window", "哪一期", required=False, of=windows),
        Text("hospital", "复查的医院", most=60),
        Yes("designated", "是省级人民政府指定的医院", required=False),
        LongText("diagnosis", "复查情况", least=2, lines=3, personal=True),
        Choice("verdict", "审查", options=((ACCEPTED, "材料齐全"), (DOUBT, "有疑问，要求重新诊断"))),
        LongText("doubt", "疑问", required=False, lines=2, only_if=("verdict", (DOUBT,))),
        Upload("files", "复查材料", required=False),
    )


REDIAGNOSIS = (
    Text("hospital", "重新诊断的医院", most=60),
    LongText("diagnosis", "诊断结论", least=2, lines=3, personal=True),
    Choice("verdict", "结论", options=(("stands", "暂予监外执行的情形还在"), ("gone", "情形已经消失")),
           help="情形消失而刑期未满的，另办“登记情形消失”，提出收监执行建议。"),
    Upload("files", "诊断材料", required=False),
)  # fmt: skip


def ask_adjustment(windows: Windows) -> tuple[Need, ...]:
    """推迟一期报告、复查."""
    return (
        KeyPick("window", "推迟哪一期", of=windows),
        Day("until", "推迟到", future=True),
        LongText("why", "理由", least=4, lines=2),
        Upload("files", "证明材料", required=False),
    )


DECIDE_ADJUSTMENT = (
    Choice("answer", "决定", options=(("yes", "同意"), ("no", "不同意"))),
    Choice("tier", "由哪一级批准", options=TIERS, initial=AGENCY, help="不满一个月的本机构决定；一个月以上不满三个月的报市级；三个月以上的报省级，并告知检察院。"),
    Text("document", "上级批准的文书", required=False, only_if=("tier", (MIDDLE, TOP)), most=80),
)
FORESEE = (Day("ends_on", "情形预计消失日期", future=True, help="预产期、哺乳期满一周岁、治疗期满。"), Text("basis", "依据", most=120))
GROUND_ENDED = (
    Choice("why", "怎样消失的", options=GROUND_ENDS),
    LongText("explanation", "核实的情况", least=4, lines=3, personal=True),
    Upload("files", "证明材料", required=False),
)
GROUND_STANDS = (LongText("explanation", "怎样核实的", least=4, lines=3, personal=True),)
