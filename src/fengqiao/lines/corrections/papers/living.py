"""宣告书、责任书、方案、分类管理审批表: the papers of the life under supervision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    Head,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Terms,
    Value,
)
from fengqiao.documents.wording import ALSO, day, label, sentence
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.living import facts as f
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS,
    BASIS_ROWS,
    BY_HAND,
    CATEGORY,
    CLOSED,
    FOUR,
    FROM_ON,
    HEADED,
    LAW,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    NUMBERED,
    TO_ON,
    TO_PERSON,
    VERSION,
    WHO_ROWS,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES_2012

ACT = COMMUNITY_CORRECTIONS
_PRIVATE = Slot("private", "不公开", kind="flag")
_PLACE = Slot("place", "地点", required=True, blank_em=12)
_HOST = Slot("host", "主持人", required=True)
_ATTENDEES = Slot("attendees", "参加人", blank_em=16)
_HAS_INJUNCTIONS = Slot("has_injunctions", "有禁止令", kind="flag")

# 09
DECLARATION = PaperKind(
    "declaration", "社区矫正宣告书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十二条", copies="社区矫正对象一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("{decider}以{judgment_no}认定你犯{charges}（{principal}），对你适用{category}。社区矫正期限自{from_on}起，至{to_on}止。依据{law}，现向你宣告：",
             (*BASIS, LAW)),
        Para("一、在社区矫正期间应当遵守的规定"), Terms(Slot("rules", "应当遵守的规定", required=True), style="figures"),
        Conditional(_HAS_INJUNCTIONS, (
            Para("二、人民法院宣告的禁止令"), Terms(Slot("injunctions", "禁止令"), style="figures"),
        ), (Para("二、人民法院没有对你宣告禁止令。"),)),
        Para("三、违反规定的后果"), Para("{consequences}", (Slot("consequences", "后果", required=True, blank_em=20),)),
        Para("四、你依法享有的权利"), Terms(Slot("rights", "权利", required=True), style="figures"),
        Para("五、矫正小组"), Para("{team}", (Slot("team", "矫正小组", required=True, blank_em=20),)),
        Para("宣告地点：{place}。主持人：{host}。参加人：{attendees}。", (_PLACE, _HOST, _ATTENDEES)),
        Conditional(_PRIVATE, (Para("本次宣告不公开进行，监护人在场。"),)),
        CLOSED,
        Para("以上内容已向我逐项宣告，我已听清、知悉。"),
        Signatures((Sign("社区矫正对象", BY_HAND), Sign("监护人或见证人"))),
    ),
)  # fmt: skip

RULES = (
    "遵守法律、行政法规，履行判决、裁定、暂予监外执行决定等法律文书确定的义务。",
    "遵守关于报告、会客、外出、迁居、保外就医等监督管理规定，服从社区矫正机构的管理。",
    "离开所居住的市、县或者迁居，事先报经社区矫正机构批准；有正当理由的，应当批准。",
)
RIGHTS = (
    "人身权利、财产权利和其他权利不受侵犯，在就业、就学和享受社会保障等方面不受歧视（社区矫正法第四条）。",
    "可以按照国家有关规定申请社会救助、参加社会保险、获得法律援助（社区矫正法第四十三条）。",
    "认为合法权益受到侵害的，有权向人民检察院或者有关机关申诉、控告和检举（社区矫正法第三十四条）。",
)
# What a breach may lead to, by category: 治安管理处罚法 names no parolee, and nothing is revoked of 管制
CONSEQUENCES = {
    codes.CONTROL: "视情节给予训诫、警告，或者提请公安机关予以治安管理处罚。",
    codes.PROBATION: "视情节给予训诫、警告，提请公安机关予以治安管理处罚，或者依法提请撤销缓刑。",
    codes.PAROLE: "视情节给予训诫、警告，或者依法提请撤销假释。",
    codes.OUTSIDE: "视情节给予训诫、警告，提请公安机关予以治安管理处罚，或者依法提请收监执行。",
}


def declaration_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("declare")
    injunctions = reading.injunctions
    return {
        **reading.signed, **reading.who, **reading.basis, "rules": list(RULES), "rights": list(RIGHTS),
        "law": reading.law(ACT.art(22), CORRECTIONS_MEASURES_2012.whole()), "has_injunctions": bool(injunctions), "injunctions": injunctions,
        "consequences": CONSEQUENCES.get(measure.category(reading.facts), ""), "team": team_words(reading), "place": data.get("place", ""),
        "host": data.get("host", ""), "attendees": data.get("attendees") or "无", "private": bool(data.get("private")),
    }  # fmt: skip


def team_words(reading: Reading) -> str:
    """Who is in the team and what it is for; when it is not chosen yet, who will tell."""
    found = reading.of("team")
    if found is None:
        return f"矫正小组由{reading.office}确定，确定后告知你。"
    members = ALSO.join(f"{row['name']}（{label(codes.MEMBERS, row['kind'])}）" for row in found.get("members", ()))
    return f"组长{reading.staff(found.get('leader'))}，成员{members}。小组负责落实你的矫正方案，帮助你解决困难。"


# 10
_MEMBERS = Rows("members", "小组成员", required=True, fields=(Slot("name", "姓名", required=True), Slot("kind", "身份", required=True), Slot("signed", "签名")))
RESPONSIBILITY = PaperKind(
    "responsibility_letter", "社区矫正责任书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十五条", copies="小组成员各一份，存档一份",
    blocks=(
        HEADED, NUMBERED,
        Para("为落实社区矫正对象{name}（{category}，矫正期限自{from_on}起，至{to_on}止）的矫正方案，依据{law}确定矫正小组，组长{leader}。", (NAME, CATEGORY, FROM_ON, TO_ON, LAW,
             Slot("leader", "组长", required=True))),
        Para("小组成员的责任："), Terms(Slot("tasks", "责任", required=True), style="figures"),
        RowsTable(_MEMBERS, (Column("name", 1.5), Column("kind", 2), Column("signed", 2))),
        CLOSED,
    ),
)  # fmt: skip
TASKS = (
    "按照矫正方案，协助做好监督管理和教育帮扶，帮助解决工作、学习和生活中的困难。",
    "发现本人违反规定、处境困难或者有其他重要情况的，及时告诉社区矫正机构或者司法所。",
    "保护本人和家庭的个人信息和隐私，不向无关的人透露其身份；未成年人的身份信息一律保密。",
    "不歧视，不擅自限制人身自由，不收取任何费用。",
)


def responsibility_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("team")
    rows = [{"name": row.get("name", ""), "kind": label(codes.MEMBERS, row.get("kind")), "signed": ""} for row in data.get("members", ())]
    return {
        **reading.signed, **reading.who, **reading.basis, "law": reading.law(ACT.art(25), CORRECTIONS_MEASURES_2012.whole()), "leader": reading.staff(data.get("leader")),
        "tasks": list(TASKS), "members": rows,
    }  # fmt: skip


# 11
_STEPS = Rows("measures", "措施", required=True, naming="what", fields=(
    Slot("kind", "方面", required=True), Slot("what", "做什么", required=True), Slot("owner", "谁负责", required=True), Slot("frequency", "多久一次"),
))  # fmt: skip
PLAN = PaperKind(
    "plan", "社区矫正方案", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十四条", copies="存档一份，矫正小组一份",
    blocks=(
        HEADED, NUMBERED, FieldTable(FOUR, (*WHO_ROWS, *BASIS_ROWS)),
        Passage(Slot("assessment", "评估情况", required=True)),
        RowsTable(_STEPS, (Column("kind", 1.4), Column("what", 4, "left"), Column("owner", 1.5), Column("frequency", 1.4))),
        Para("本人{report}报告一次；工作人员{contact}联系一次，{visit}实地查访一次。特别注意：{special}",
             (Slot("report", "报告", required=True, blank_em=4), Slot("contact", "联系", required=True, blank_em=4), Slot("visit", "查访", required=True, blank_em=4), Slot("special", "特别注意", blank_em=12))),
        Conditional(Slot("why", "调整的原因"), (Para("本方案系调整，原因：{why}", (Slot("why", "调整的原因"),)),)),
        Para("方案根据表现等情况相应调整。本人对方案有意见的，可以随时提出。"),
        Signatures((Sign("制定人"), Sign("社区矫正对象", BY_HAND)), date=MADE_ON),
    ),
)  # fmt: skip
_KINDS = {"supervise": "监督管理", "educate": "教育", "help": "帮扶", "psych": "心理"}


def plan_values(reading: Reading) -> dict[str, Any]:
    data = reading.data(*f.PLANS)
    every = {name: label(codes.EVERY, data.get(f"{name}_every")) for name in ("report", "contact", "visit")}
    rows = [
        {"kind": _KINDS.get(row.get("kind", ""), ""), "what": row.get("what", ""), "owner": row.get("owner", ""), "frequency": row.get("frequency", "")}
        for row in data.get("measures", ())
    ]
    return {
        **reading.signed, **reading.who, **reading.basis, **every, "assessment": data.get("assessment", ""), "measures": rows, "special": sentence(data.get("special")) or "无。",
        "why": sentence(data.get("why")),
    }  # fmt: skip


# 12
CLASSIFICATION = PaperKind(
    "classification_sheet", "社区矫正对象分类管理审批表", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十四条", copies="存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            *WHO_ROWS, *BASIS_ROWS,
            (Head("现管理类别"), Value(Slot("before", "现管理类别", required=True)), Head("拟定类别"), Value(Slot("level", "拟定类别", required=True))),
            (Head("自"), Value(Slot("since", "自", required=True)), Head("提出日期"), Value(Slot("asked_on", "提出日期", required=True))),
            (Head("理由"), Value(Slot("factors", "理由", required=True), span=3, lines=4)),
            (Head("决定"), Value(Slot("answer", "决定", required=True)), Head("决定日期"), Value(MADE_ON)),
            (Head("意见"), Value(Slot("opinion", "意见"), span=3, lines=2)),
            (Head("社区矫正机构"), SignCell("负责人（签名、盖章）", span=3)),
        )),
        Para("本人对管理类别有异议的，可以向社区矫正机构提出。"),
    ),
)  # fmt: skip


def classification_values(reading: Reading) -> dict[str, Any]:
    asked, data = reading.facts.last("classify"), reading.data("decide_level")
    before = f.level(Facts(fact for fact in reading.facts if asked is None or fact.place < asked.place))
    return {
        **reading.signed, **reading.who, **reading.basis, "before": label(codes.LEVELS, before), "level": label(codes.LEVELS, asked.get("level") if asked else ""),
        "since": day(asked.get("from_on") if asked else None), "asked_on": day(asked.happened_on if asked else None), "factors": asked.get("factors", "") if asked else "",
        "answer": {"yes": "同意", "no": "不同意"}.get(data.get("answer", ""), ""), "opinion": sentence(data.get("opinion")),
    }  # fmt: skip


# 34
CONVERSATION = PaperKind(
    "conversation_record", "走访、谈话、核查记录", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十六条", copies="存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable(FOUR, (
            (Head("社区矫正对象"), Value(NAME), Head("日期"), Value(MADE_ON)),
            (Head("方式"), Value(Slot("way", "方式", required=True)), Head("地点"), Value(Slot("place", "地点"))),
            (Head("记录人"), Value(Slot("by", "记录人", required=True)), Head("结果"), Value(Slot("result", "结果"))),
            (Head("事由"), Value(Slot("purpose", "事由", required=True), span=3, lines=2)),
            (Head("情况"), Value(Slot("found", "情况"), span=3, lines=12)),
        )),
        Signatures((Sign("被走访、谈话人", BY_HAND), Sign("记录人"))),
    ),
)  # fmt: skip
_WAYS = {"visit": "实地查访", "verify": "信息化核查", "teach": "个别谈话教育"}


def conversation_values(reading: Reading) -> dict[str, Any]:
    fact = reading.of(*_WAYS)
    data = fact.data if fact else {}
    return {
        **reading.signed, "name": reading.name, "way": _WAYS.get(fact.action if fact else "", ""), "place": data.get("place", ""), "by": fact.actor_name if fact else "",
        "result": label(codes.RESULTS, data.get("result")), "purpose": data.get("purpose") or data.get("topic", ""), "found": data.get("found") or data.get("note", ""),
    }  # fmt: skip


_BUILT: tuple[tuple[PaperKind, Callable[[Reading], dict[str, Any]]], ...] = (
    (DECLARATION, declaration_values), (RESPONSIBILITY, responsibility_values), (PLAN, plan_values), (CLASSIFICATION, classification_values),
    (CONVERSATION, conversation_values),
)  # fmt: skip
KINDS: tuple[PaperKind, ...] = tuple(kind for kind, _ in _BUILT)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {kind.code: build for kind, build in _BUILT}
