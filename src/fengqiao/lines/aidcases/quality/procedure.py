"""质量评估：确定评估员、评分、第三人评分、反馈、申辩、定级、整改。

法律援助法第五十七条、第五十九条, 第六十二条 for what follows upon failing; how it is done, its sheet and its days are the bureau's (本局时限). The two who score are of
other bodies than the handler's, read neither name, and neither reads the other's sheet; who is named is checked again when scoring.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases.permissions import MAY_GRADE, MAY_MANAGE_QUALITY, MAY_SCORE
from fengqiao.lines.aidcases.quality import codes, papers
from fengqiao.lines.aidcases.quality import facts as f
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.limits import house
from fengqiao.matter.merging import tell
from fengqiao.matter.models import Matter, NoticeLevel
from fengqiao.matter.needs import Choice, Day, LongText, Many, Mark, Number, StaffPick, Text, Upload, Yes
from fengqiao.matter.procedure import (
    ANY_OPEN,
    COUNTY,
    OVERDUE,
    Action,
    Alert,
    Asking,
    Carrying,
    Condition,
    Deadline,
    Expected,
    Expiry,
    Goes,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import AID_ASSIGNER, AID_EVALUATOR, AID_HEAD
from fengqiao.providers import keeping
from fengqiao.providers.codes import SuspensionKind
from fengqiao.providers.models import Provider
from fengqiao.statutes.known import LEGAL_AID

Data = Mapping[str, Any] | None
H = (cases.HOUSE.whole(),)
CITE = (LEGAL_AID.art(57), LEGAL_AID.art(59))
WORKING = Unit.WORKING

WAITING = Stage("waiting", "待确定评估员")
SCORING = Stage("scoring", "评分中")
DIFFERS = Stage("differs", "分差较大，待第三人", aside=True)
THIRD = Stage("third", "第三人评分", aside=True)
SCORED = Stage("scored", "待反馈")
TOLD = Stage("told", "已反馈，待申辩")
HEARD = Stage("heard", "待定级")
FAILED = Stage("failed", "待整改通知", aside=True)
MENDING = Stage("mending", "整改中", aside=True)
GRADED = Stage("graded", "已定级", closed=True)
MENDED = Stage("mended", "整改完成", closed=True)
DROPPED = Stage("dropped", "不再评估", closed=True, aside=True)
STAGES = (WAITING, SCORING, DIFFERS, THIRD, SCORED, TOLD, HEARD, FAILED, MENDING, GRADED, MENDED, DROPPED)

# Conditions ------------------------------------------------------------------------------------------------------------


def _fit(facts: Facts, data: Data) -> Reason | None:
    return Reason(f"{data['not_fit']}请另选评估员。", H) if data and data.get("not_fit") else None


def _two(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("first") != data.get("second"):
        return None
    return Reason("两名评估员不能是同一个人。请另选一位。", H, need="second")


def _keeps_who_scored(facts: Facts, data: Data) -> Reason | None:
    """Who has scored stays; only who has not is replaced."""
    if data is None:
        return None
    gone = [fact.actor_name for fact in f.scores(facts) if fact.actor_id not in (data.get("first"), data.get("second"))]
    return Reason(f"{'、'.join(gone)}已经交了评分，不能换下。请只换还没有评分的人。", need="first") if gone else None


def _another(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("third") not in f.reviewers(facts):
        return None
    return Reason("第三人要是没有评过本案的人。请另选一位。", H, need="third")


def _to_score(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("not_named"):
        return Reason("您不是本案确定的评估员。请由确定的评估员评分。", H)
    return Reason("您已经交了评分，评分不改。写错的，请告诉法律援助中心作废后重新评。", H) if data.get("twice") else None


def _disproved(facts: Facts, data: Data) -> Reason | None:
    """A veto falls only to a defence, and with its reason."""
    if data is None or not data.get("disproved"):
        return None
    if not any(fact.get("answer") == codes.DEFENDS for fact in facts.all("defend")):
        return Reason("承办单位、承办人没有提出申辩，不能不认定评估员评出的否决项。", H, need="disproved")
    return None if data.get("why") else Reason("不认定否决项的，请写明申辩证明了什么。", H, need="why")


def _mend_later(facts: Facts, data: Data) -> Reason | None:
    if data is None or facts.day is None or data.get("mend_by", "9") > facts.day.isoformat():
        return None
    return Reason("整改期限要在今天以后。请核对日期。", need="mend_by")


FIT = Condition("评估员与承办人、承办机构无关", _fit)

# What an act looks up; the tables are not loaded while procedures are declared ------------------------------------------


def _of_naming(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.quality.gathering import of_naming

    return of_naming(asking)


def _of_score(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.quality.gathering import of_score

    return of_score(asking)


def _of_feedback(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.quality.gathering import of_feedback

    return of_feedback(asking)


def _of_grade(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.quality.gathering import of_grade

    return of_grade(asking)


# Scoring ---------------------------------------------------------------------------------------------------------------


def _after_score(facts: Facts) -> Stage | None:
    if facts.has("name_third"):
        return SCORED
    if len(f.scores(facts)) < 2:
        return None
    return DIFFERS if f.differ(facts) else SCORED


opened = Action(
    "opened", "列入质量评估", (), None, to=WAITING, cite=CITE, gives_number=NumberRule("aidquality", "（{year}）{body}援评字第{serial:04d}号", body=COUNTY),
    needs=(
        Mark("case", "案件"), Mark("plan", "计划"), Text("case_no", "案号"), Many("reasons", "为什么评", options=codes.REASONS),
        Choice("case_form", "援助方式", options=cases.AID_FORMS, required=False), Choice("case_stage", "阶段", options=cases.STAGES, required=False),
        Choice("outcome", "结果", options=cases.OUTCOMES, required=False), Day("closing_basis_on", "结案日", required=False),
    ),
    sentence="列入质量评估：{reasons}", help="评估计划下达时由系统记录。",
)  # fmt: skip


def _reviewer(name: str, label: str) -> StaffPick:
    return StaffPick(name, label, roles=(AID_EVALUATOR.code,), county=True)


name_reviewers = Action(
    "name_reviewers", "确定评估员", (WAITING, SCORING), MAY_MANAGE_QUALITY, to=SCORING, cite=H, gathers=_of_naming, primary=True,
    needs=(
        _reviewer("first", "第一位评估员"), _reviewer("second", "第二位评估员"),
        Upload("files", "隐去姓名和机构的案卷", required=False, help="遮去受援人、承办人、承办机构的名称再传。看纸质卷的不传。"),
    ),
    conditions=(Condition("两名评估员", _two), FIT, Condition("已经评分的不换", _keeps_who_scored)), sentence="确定两名评估员",
    help="两名评估员都不与承办人在同一机构。评估员看不到承办人、承办机构的名称，也看不到对方的评分。",
)  # fmt: skip
_SHEET = (
    *(Number(f"score_{code}", f"{word}（{most}分）", least=0, most=most, private=True) for code, word, most in codes.ITEMS),
    *(Yes(f"veto_{code}", f"否决项：{word}", required=False, private=True) for code, word in codes.VETOES),
    LongText("evidence", "扣分和否决的依据", least=4, most=4000, lines=5, private=True, help="有一项否决就不合格。写明哪一页、哪一次；不写人名和机构名。"),
)
score = Action(
    "score", "评分", (SCORING, THIRD), MAY_SCORE, to=Goes(_after_score, (DIFFERS, SCORED)), cite=H, needs=_SHEET, gathers=_of_score, private_to=MAY_MANAGE_QUALITY,
    conditions=(Condition("由确定的评估员评分", _to_score), FIT), primary=True, sentence="交来评分", help="交了以后不改。评估员看不到对方的评分，也看不到承办人和承办机构。",
)  # fmt: skip
name_third = Action(
    "name_third", "确定第三位评估员", (DIFFERS,), MAY_MANAGE_QUALITY, to=THIRD, cite=H, gathers=_of_naming, primary=True,
    needs=(_reviewer("third", "第三位评估员"),), conditions=(Condition("没有评过本案", _another), FIT), sentence="两份评分相差十分以上，确定第三位评估员",
    help="三份里取最接近的两份平均；一样近的，取低的两份。",
)  # fmt: skip
drop = Action(
    "drop", "不再评估", (WAITING, SCORING, DIFFERS, THIRD), MAY_GRADE, to=DROPPED, cite=H, needs=(LongText("reason", "为什么不再评估", least=4, lines=2),), sentence="不再评估：{reason}",
)  # fmt: skip

# Feedback, defence, grade ----------------------------------------------------------------------------------------------

feedback = Action(
    "feedback", "反馈", (SCORED,), MAY_MANAGE_QUALITY, to=TOLD, cite=H, gathers=_of_feedback, primary=True,
    needs=(LongText("words", "主要问题和建议", least=4, most=2000, lines=4),), produces=(Produces(papers.FEEDBACK),), sentence="向承办单位反馈评估意见",
    help="五个工作日内可以申辩；不申辩的，期满定级。反馈以后，评估员不再看到本件。",
)  # fmt: skip
defend = Action(
    "defend", "登记申辩", (TOLD,), MAY_MANAGE_QUALITY, to=HEARD, cite=H,
    needs=(Choice("answer", "承办单位、承办人", options=codes.ANSWERS), LongText("defence", "申辩的内容", required=False, lines=4), Upload("files", "申辩材料", required=False)),
    sentence="承办单位、承办人{answer}",
)  # fmt: skip
silence = Action("silence", "没有申辩", (TOLD,), None, to=HEARD, cite=H, sentence="到{due_on}没有申辩")


def _after_grade(facts: Facts) -> Stage:
    fact = facts.last("grade")
    return FAILED if f.grade(facts) == codes.FAIL or (fact and fact.get("to_mend")) else GRADED


def _case_of(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    found = Matter.objects.filter(pk=matter_id).values_list("aidquality__case_id", flat=True).first()
    return (found,) if found else ()


def _make_known(carrying: Carrying) -> None:
    """The case knows its grade; a second failure within twelve months keeps the handler from the pool until somebody lifts it."""
    grade = f.grade(carrying.facts)
    said = {"grade": grade, "review_no": carrying.matter.number, **({"vetoed": True} if f.vetoes(carrying.facts) else {})}
    tell(carrying, UUID(carrying.facts.opening.get("case")), "evaluated", said)
    other, told = carrying.data.get("failed_before"), carrying.facts.last("feedback")
    if grade != codes.FAIL or not other or told is None or carrying.actor is None:
        return
    person = Provider.objects.filter(pk=int(told.get("provider") or 0)).first()
    if person is not None and not person.suspensions.filter(to_on=None).exists():
        keeping.impose(
            carrying.actor, person, now=carrying.now, kind=SuspensionKind.POOL, from_on=carrying.happened_on, to_on=None,
            reason="十二个月内两次质量评估不合格", basis=f"{other}、{carrying.matter.number}",
        )  # fmt: skip


grade = Action(
    "grade", "定级", (HEARD,), MAY_GRADE, to=Goes(_after_grade, (FAILED, GRADED)), recalls=("feedback", "defend"), cite=CITE, gathers=_of_grade, touches=_case_of, carries=_make_known, primary=True,
    needs=(
        LongText("conclusion", "定级意见", least=2, most=2000, lines=3), Many("disproved", "申辩成立、不认定的否决项", options=codes.VETOES, required=False),
        LongText("why", "为什么不认定", required=False, lines=2), Yes("to_mend", "合格的也要整改", required=False),
    ),
    conditions=(Condition("不认定否决项有申辩和理由", _disproved),), produces=(Produces(papers.SHEET),), sentence="定级：{conclusion}",
    help="九十分以上优秀，七十五分以上良好，六十分以上合格；有否决项的不合格。十二个月内第二次不合格的，同时暂停指派。",
)  # fmt: skip
order_mending = Action(
    "order_mending", "发整改通知", (FAILED,), MAY_GRADE, to=MENDING, recalls=("grade",), cite=H, primary=True,
    needs=(LongText("mending", "要整改什么", least=4, most=2000, lines=4), Day("mend_by", "整改期限", future=True)), conditions=(Condition("期限合理", _mend_later),),
    produces=(Produces(papers.MENDING),), sentence="通知整改，{mend_by}前报结果",
)  # fmt: skip
mended = Action(
    "mended", "登记整改结果", (MENDING,), MAY_GRADE, to=MENDED, recalls=("order_mending",), cite=H, primary=True, needs=(LongText("result", "整改的情况", least=4, lines=3), Upload("files", "整改材料", required=False)),
    sentence="整改完成：{result}",
)  # fmt: skip

# Clocks ----------------------------------------------------------------------------------------------------------------


def _named(facts: Facts) -> Iterator[Start]:
    fact = facts.last("name_reviewers")
    if fact is not None:
        yield Start(fact.happened_on, f"r{fact.seq}")


def _all_scored(facts: Facts, key: str) -> date | None:
    found = f.scores(facts)
    return found[1].happened_on if len(found) > 1 else None


def _third_scored(facts: Facts, key: str) -> date | None:
    found = f.scores(facts)
    return found[2].happened_on if len(found) > 2 else None


def _mending(facts: Facts) -> Iterator[Start]:
    fact = facts.last("order_mending")
    day = fact.day("mend_by") if fact else None
    if day is not None:
        yield Start(day, "m")


DEADLINES = (
    Deadline(
        "score", "评分", house("score_days", WORKING), after=Moment("确定评估员", _named), met_by=(Met("两份评分", _all_scored),), on_expiry=OVERDUE, basis=H,
        todo=Todo("评分", score), warn_days=5,
    ),
    Deadline(
        "third", "第三人评分", house("third_days", WORKING), after=name_third, met_by=(Met("第三份评分", _third_scored),), on_expiry=OVERDUE, basis=H,
        todo=Todo("评分", score), warn_days=3,
    ),
    Deadline(
        "defend", "申辩", house("defence_days", WORKING), after=feedback, met_by=(defend,), on_expiry=Expiry("没有申辩", silence), basis=H, whose="承办单位",
        blocks_nothing=True, todo=Todo("等待申辩", defend), warn_days=1,
    ),
    Deadline(
        "mend", "整改", Period(0, Unit.CALENDAR), after=Moment("整改期限", _mending), met_by=(mended,), on_expiry=OVERDUE, basis=H, whose="承办单位",
        todo=Todo("登记整改结果", mended), warn_days=5,
    ),
)  # fmt: skip
EXPECTED = (
    Expected(WAITING, Todo("确定两名评估员", name_reviewers)), Expected(DIFFERS, Todo("确定第三位评估员", name_third)), Expected(SCORED, Todo("向承办单位反馈", feedback)),
    Expected(HEARD, Todo("定级", grade)), Expected(FAILED, Todo("发整改通知", order_mending)),
)  # fmt: skip


def _failed_twice(facts: Facts) -> str | None:
    fact = facts.last("grade")
    if fact is None or not fact.get("failed_before") or f.grade(facts) != codes.FAIL:
        return None
    return f"同一承办人十二个月内两次评估不合格（另一次{fact.get('failed_before')}），已暂停指派。"


ALERTS = (Alert("AC13", NoticeLevel.RED, _failed_twice, to=(AID_HEAD.code, AID_ASSIGNER.code), key=lambda facts: "twice", turns_on=lambda facts: None),)


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a review's row. Whose case it was stands here only once the scores are in."""
    opening, told, graded, order = facts.opening, facts.last("feedback"), facts.last("grade"), facts.last("order_mending")
    form = dict(cases.AID_FORMS).get(opening.get("case_form", ""), "援助案件")
    title = f"{form}{dict(cases.STAGES).get(opening.get('case_stage', ''), '')}"
    points = f.final_of(facts)
    return {
        "title": title, "masked_title": title, "handler_id": None, "case_id": UUID(opening.get("case")), "plan_id": UUID(plan) if (plan := opening.get("plan")) else None,
        "reasons": list(opening.get("reasons", ())), "case_form": opening.get("case_form", ""), "case_stage": opening.get("case_stage", ""),
        "reviewers": [] if told or facts.has("drop") else f.reviewers(facts), "provider_key": str(told.get("provider") or "") if told else "",
        "scored": len(f.scores(facts)), "points": Decimal(f.words(points)) if told and points is not None else None, "grade": f.grade(facts), "vetoed": bool(graded and f.vetoes(facts)),
        "graded_on": graded.happened_on if graded else None, "mend_by": order.day("mend_by") if order else None,
    }  # fmt: skip


REVIEW = Procedure(
    code="aidquality", label="案件质量评估", in_force_from=date(2022, 1, 1), stages=STAGES,
    actions=(
        opened, name_reviewers, score, name_third, drop, feedback, defend, silence, grade, order_mending, mended,
        *(replace(action, by=MAY_MANAGE_QUALITY, from_=ANY_OPEN) for action in EVERYDAY if action.code in ("note", "void", "add_material", "scan_signed")),
    ),
    deadlines=DEADLINES, expected=EXPECTED, alerts=ALERTS, office_kinds=("bureau", "section"), project=columns,
    parameters={"score_days": 20, "third_days": 10, "defence_days": 5},
    left_to_people={LEGAL_AID.art(59): "服务质量标准由国务院司法行政部门制定，评分表由本局按案件种类换用"},
)  # fmt: skip


def model() -> type[Matter]:
    from fengqiao.lines.aidcases.models import AidQuality

    return AidQuality
