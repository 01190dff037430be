"""抽样清单, 质量评估表, 评估意见反馈书, 整改通知书. Reviewers are told apart as 甲乙丙; their names stand on none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Column,
    FieldTable,
    Head,
    Notice,
    Number,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Value,
)
from fengqiao.documents.wording import day, label, labels, short_day
from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases.papers.shared import BASIS, CLOSED, HEADED, LOCAL_FORM, MADE_ON, TO_WHOM, VERSION
from fengqiao.lines.aidcases.quality import codes
from fengqiao.lines.aidcases.quality import facts as f
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.bodies import AID_AGENCY

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_NO = Number(Slot("number", "评估编号", required=True, blank_em=14))
_CASE = Slot("case_no", "案号", required=True, blank_em=14)
_UNIT, _HANDLER = Slot("unit", "承办机构", blank_em=14), Slot("handler", "承办人", blank_em=8)
_FORM, _WHY = Slot("form", "援助方式", blank_em=8), Slot("why", "为什么评", blank_em=10)
_POINTS, _VETOES = Slot("points", "得分", required=True, blank_em=4), Slot("vetoes", "否决项", blank_em=8)

_SAMPLE_ROWS = Rows("rows", "抽中的案件", fields=(Slot("case_no", "案号"), Slot("why", "为什么评")), naming="case_no")
SAMPLE = PaperKind(
    "aid_quality_sample", "质量评估抽样清单", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="存档一份",
    blocks=(
        HEADED, Number(Slot("number", "计划编号", required=True, blank_em=14)),
        FieldTable((3, 5, 3, 5), (
            (Head("期间"), Value(Slot("period", "期间", required=True)), Head("结案日"), Value(Slot("days", "结案日", required=True))),
            (Head("期间结案"), Value(Slot("population", "期间结案")), Head("随机抽评比例"), Value(Slot("share", "比例"))),
            (Head("必评"), Value(Slot("must", "必评")), Head("随机抽中"), Value(Slot("random", "随机抽中"))),
            (Head("种子"), Value(Slot("seed", "种子", required=True)), Head("抽样范围（件）"), Value(Slot("frame", "范围"))),
            (Head("范围指纹（SM3）"), Value(Slot("frame_hash", "指纹"), span=3)),
        )),
        RowsTable(_SAMPLE_ROWS, (Column("case_no", 4), Column("why", 4)), least_rows=1),
        Para("抽样办法：逐件计算“种子:案号”的SM3，按从小到大取；同一种子、同一范围，抽出的相同。"),
        Signatures((Sign("经办人"), Sign("负责人"))),
    ),
)  # fmt: skip

_ITEM_ROWS = Rows("items", "评分", fields=(Slot("item", "项目"), Slot("most", "满分"), Slot("a", "甲"), Slot("b", "乙"), Slot("c", "丙")), naming="item")
SHEET = PaperKind(
    "aid_quality_sheet", "法律援助案件质量评估表", version=VERSION, form=LOCAL_FORM, basis="《中华人民共和国法律援助法》第五十七条、第五十九条", copies="存档一份，承办机构一份",
    blocks=(
        HEADED, _NO,
        FieldTable((3, 5, 3, 5), (
            (Head("案号"), Value(_CASE), Head("援助方式"), Value(_FORM)),
            (Head("承办机构"), Value(_UNIT), Head("承办人"), Value(_HANDLER)),
            (Head("为什么评"), Value(_WHY), Head("评估员"), Value(Slot("count", "人数"))),
        )),
        RowsTable(_ITEM_ROWS, (Column("item", 5), Column("most"), Column("a"), Column("b"), Column("c")), least_rows=1),
        FieldTable((3, 5, 3, 5), (
            (Head("得分"), Value(_POINTS), Head("等级"), Value(Slot("grade", "等级", required=True))),
            (Head("否决项"), Value(_VETOES, span=3)),
            (Head("怎样得出"), Value(Slot("how", "怎样得出"), span=3)),
            (Head("申辩"), Value(Slot("defence", "申辩"), span=3, lines=2)),
            (Head("定级意见"), Value(Slot("conclusion", "定级意见", required=True), span=3, lines=3)),
        )),
        Signatures((Sign("经办人", date=False), Sign("负责人", "盖章", date=False)), date=MADE_ON),
    ),
)  # fmt: skip
FEEDBACK = PaperKind(
    "aid_quality_feedback", "质量评估意见反馈书", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="承办机构一份，存档一份",
    blocks=(
        HEADED, _NO, TO_WHOM,
        Para("你单位{handler}承办的{form}案件{case_no}列入质量评估，原因：{why}。评估员在不知道承办人和承办机构的情况下分别评分，综合得分{points}分，否决项：{vetoes}。",
             (_HANDLER, _FORM, _CASE, _WHY, _POINTS, _VETOES)),
        Passage(Slot("words", "主要问题和建议", required=True), lines=3),
        Notice("对评估意见有异议的，自收到本反馈书之日起五个工作日内书面申辩，并附材料；期满没有申辩的，按评估意见定级。", heading="申辩"), CLOSED,
    ),
)  # fmt: skip
MENDING = PaperKind(
    "aid_quality_mending", "整改通知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="承办机构一份，存档一份",
    blocks=(
        HEADED, _NO, TO_WHOM,
        Para("你单位{handler}承办的法律援助案件{case_no}，质量评估得分{points}分，等级为{grade}。请就下列问题整改，并在{mend_by}前书面报告结果：",
             (_HANDLER, _CASE, _POINTS, Slot("grade", "等级", required=True), Slot("mend_by", "整改期限", required=True))),
        Passage(Slot("mending", "整改事项", required=True), lines=3),
        Para("十二个月内两次评估不合格的，暂停指派法律援助案件。"), CLOSED,
    ),
)  # fmt: skip
PLAN_PAPERS = {SAMPLE.code: SAMPLE}
PAPERS = {kind.code: kind for kind in (SHEET, FEEDBACK, MENDING)}


def plan_values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the list of a sample says."""
    opening = context.facts.opening
    rows = [{"case_no": row["case_no"], "why": "、".join(labels(codes.REASONS, row["reasons"]))} for row in opening.get("sample", ())]
    return {
        "centre": context.body(AID_AGENCY).name, "number": context.matter.number or "", "made_on": day(opening.happened_on), "period": opening.get("period", ""),
        "days": f"{short_day(opening.get('from_on'))}至{short_day(opening.get('to_on'))}", "population": f"{opening.get('population', 0)}件", "share": f"{opening.get('share')}%",
        "must": f"{opening.get('must_count', 0)}件", "random": f"{opening.get('random_count', 0)}件", "seed": opening.get("seed", ""),
        "frame": f"{len(opening.get('frame', ()))}", "frame_hash": opening.get("frame_hash", ""), "rows": rows,
    }  # fmt: skip


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper of a review says. Before the feedback a draft names neither case nor points, before the grade no sheet: reviewers may print one."""
    facts = context.facts
    opening, told = facts.opening, facts.last("feedback")
    points, vetoes = (f.final_of(facts), f.vetoes(facts)) if told else (None, [])
    common = {
        "centre": context.body(AID_AGENCY).name, "number": context.matter.number or "", "made_on": day(context.fact.happened_on if context.fact else opening.happened_on),
        "case_no": opening.get("case_no", "") if told else "", "form": label(cases.AID_FORMS, opening.get("case_form")), "why": "、".join(labels(codes.REASONS, opening.get("reasons"))),
        "unit": told.get("org_name", "") if told else "", "to": told.get("org_name", "") if told else "", "handler": told.get("handler_name", "") if told else "",
        "points": f.words(points), "vetoes": "、".join(labels(codes.VETOES, vetoes)) or ("没有" if told else ""), "grade": label(codes.GRADES, f.grade(facts)),
    }  # fmt: skip
    said = common | _OWN[kind.code](facts)
    strange = set(kind.unknown(said))
    return {name: value for name, value in said.items() if name not in strange}


def _sheet(facts: Facts) -> dict[str, Any]:
    found = f.scores(facts) if facts.has("grade") else []
    graded, answer = facts.last("grade"), facts.last("defend", "silence")
    items = [
        {"item": word, "most": str(most)} | {name: str(fact.get(f"score_{code}", "")) for name, fact in zip("abc", found, strict=False)}
        for code, word, most in codes.ITEMS
    ]  # fmt: skip
    totals = {"item": "合计", "most": "100"} | {name: str(f.total(fact)) for name, fact in zip("abc", found, strict=False)}
    how = "两份评分的平均" if len(found) < 3 else "两份相差十分以上，第三人评分后取最接近的两份平均，一样近的取低的两份"
    said = "没有申辩" if answer is None or answer.get("answer") != codes.DEFENDS else str(answer.get("defence", ""))
    return {
        "items": [*items, totals], "count": f"{len(found)}人", "how": how, "defence": said, "conclusion": graded.get("conclusion", "") if graded else "",
    }  # fmt: skip


def _feedback(facts: Facts) -> dict[str, Any]:
    fact = facts.last("feedback")
    return {"words": fact.get("words", "") if fact else ""}


def _mending(facts: Facts) -> dict[str, Any]:
    fact = facts.last("order_mending")
    return {"mending": fact.get("mending", "") if fact else "", "mend_by": day(fact.get("mend_by")) if fact else ""}


_OWN: dict[str, Callable[[Facts], dict[str, Any]]] = {SHEET.code: _sheet, FEEDBACK.code: _feedback, MENDING.code: _mending}
