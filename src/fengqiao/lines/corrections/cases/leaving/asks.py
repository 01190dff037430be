"""What the forms of leaves ask for."""

from __future__ import annotations

from fengqiao.lines.corrections.cases.leaving import counting, leaves
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Options, Text, Upload, Yes
from fengqiao.matter.timeline import Facts

MEDICAL, STUDY, COURT, FAMILY, WORK, OTHER = "medical", "study", "court", "family", "work", "other"
# measures, recalled as 26; those of 2012 knew only the first and a family's emergency
REASONS: Options = (
    (MEDICAL, "就医"), (STUDY, "就学"), (COURT, "参与诉讼"), (FAMILY, "处理家庭重要事务"), (WORK, "处理工作重要事务"), (OTHER, "其他正当理由"),
)  # fmt: skip
INLAND, ABROAD = "inland", "abroad"
ANSWERS: Options = (("yes", "批准"), ("no", "不批准"))
REFUSALS: Options = (
    ("no_need", "没有需要本人前往的正当理由"), ("not_proved", "补充后仍不能证明"), ("victim", "可能影响被害人、举报人安全"), ("untrue", "所说与核实的不符"),
)  # fmt: skip
_FILES = Upload("files", "材料", required=False)

WHERE = (
    Choice("where", "去哪里", options=((INLAND, "境内"), (ABROAD, "国（境）外、港澳台")), initial=INLAND),
    Text("to", "目的地", most=120, help="写到县、区，如“浙江省绍兴市诸暨市”；同一城市的市区之间不用申请。"),
    Day("from_on", "离开日期", future=True),
    Day("to_on", "返回日期", future=True, help="离开和返回的当天都算。"),
)
ON_THE_WAY = (
    Text("transport", "交通方式", required=False, most=60),
    Text("address", "外地住址", required=False, most=120, personal=True),
    Text("reach", "外地联系电话", required=False, most=40, personal=True),
)
APPLY = (
    Choice("reason", "理由", options=REASONS),
    LongText("explanation", "具体情况", least=4, lines=3),
    *WHERE,
    *ON_THE_WAY,
    LongText("urgent", "不满三日前申请的，写明急在哪里", required=False, lines=2),
    _FILES,
)
EMERGENCY = (
    Choice("reason", "理由", options=((MEDICAL, "本人或者近亲属急病"), (FAMILY, "近亲属去世等重大变故"))),
    LongText("explanation", "具体情况", least=4, lines=3),
    *WHERE,
    *ON_THE_WAY,
    Text("approved_by", "谁在电话里批准", most=40, help="值班负责人。一个工作日内补办书面手续。"),
)
EXTEND = (
    FactPick("leave", "哪次外出", of=leaves.choices),
    Day("to_on", "延长到", future=True),
    LongText("explanation", "为什么延长", least=4, lines=2),
    _FILES,
)


def lacking(facts: Facts) -> list[tuple[int, str]]:
    return [(r.seq, leaves.request_label(leave, r)) for leave, r in leaves.pending(facts) if r.complete_on is None]


def complete(facts: Facts) -> list[tuple[int, str]]:
    return [(r.seq, leaves.request_label(leave, r)) for leave, r in leaves.pending(facts) if r.complete_on]


def sent_up(facts: Facts) -> list[tuple[int, str]]:
    return [(r.seq, leaves.request_label(leave, r)) for leave, r in leaves.pending(facts) if r.sent_up_on]


def without_opinion(facts: Facts) -> list[tuple[int, str]]:
    return [(r.seq, leaves.request_label(leave, r)) for leave, r in leaves.pending(facts) if not r.opinion]


def by_phone(facts: Facts) -> list[tuple[int, str]]:
    return [(each.seq, each.label) for each in leaves.leaves(facts) if each.by_phone and each.on_paper_on is None]


def not_gone(facts: Facts) -> list[tuple[int, str]]:
    """What may still be taken back: leaves not decided on, or approved and nobody back from."""
    found = [each for each in leaves.leaves(facts) if each.withdrawn_on is None and each.back_on is None]
    return [(each.seq, each.label) for each in found if each.pending or each.under_way]


ASK_MORE = (
    FactPick("request", "哪件申请", of=complete), LongText("missing", "缺什么", least=2, lines=2),
)
MORE = (FactPick("request", "哪件申请", of=lacking), _FILES, Text("note", "说明", required=False, most=120))
OPINION = (
    FactPick("request", "哪件申请", of=without_opinion),
    Choice("opinion", "意见", options=(("agree", "建议批准"), ("against", "建议不批准"))),
    LongText("said", "理由和核实的情况", least=4, lines=3),
)
_ANSWER = (
    Choice("answer", "决定", options=ANSWERS),
    Choice("refused_for", "不批准的理由", options=REFUSALS, required=False, only_if=("answer", ("no",)), help="有正当理由的，应当批准。"),
    LongText("opinion_text", "意见", required=False, lines=2, help="不批准的写明理由，并告知怎样申诉。"),
    Text("conditions", "要求", required=False, most=200, help="如每几日电话报告一次、到达和离开时报告。"),
    Text("host", "请目的地协助的机构", required=False, most=60),
)


def decide(*tiers: str) -> tuple[FactPick | Choice | LongText | Text, ...]:
    """The decision of some level: over what waits for it as things stand now."""
    return (FactPick("request", "哪件申请", of=lambda facts: leaves.requests(facts, *tiers)), *_ANSWER)


SEND_UP = (
    FactPick("request", "哪件申请", of=lambda facts: leaves.requests(facts, counting.SUPERIOR)),
    Text("to_organ", "报哪一级", most=60, initial="市社区矫正机构"),
    LongText("said", "本级意见", least=4, lines=3),
)
SUPERIOR = (
    FactPick("request", "哪件申请", of=sent_up),
    Text("document", "上级批复文号", most=60),
    Day("decided_on", "批复日期"),
    Choice("answer", "批复", options=ANSWERS),
    LongText("opinion_text", "批复意见", required=False, lines=2),
    Text("conditions", "要求", required=False, most=200),
    Yes("told_proc", "已通报县级检察院", required=False, help="批准的应当通报。"),
    _FILES,
)
BACK = (
    FactPick("leave", "哪次外出", of=leaves.choices),
    Choice("channel", "怎样销假", options=(("face", "到所当面"), ("video", "视频"), ("phone", "电话核实")), initial="face"),
    LongText("late_reason", "逾期返回的原因", required=False, lines=2, help="超过批准日期返回的须问明。"),
    Text("note", "外出情况", required=False, most=200),
    _FILES,
)
RECALL = (
    FactPick("leave", "哪次外出", of=leaves.choices),
    LongText("why", "为什么责令返回", least=4, lines=2),
    Day("by_on", "最迟哪天返回", future=True),
    Text("told_how", "怎样通知本人", most=80),
)
WITHDRAW = (FactPick("leave", "哪次外出", of=not_gone), LongText("why", "为什么撤销", least=2, lines=2))
ON_PAPER = (FactPick("leave", "哪次外出", of=by_phone), LongText("said", "核实情况和意见", least=4, lines=2), _FILES)
