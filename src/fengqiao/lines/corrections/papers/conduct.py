"""表扬、训诫、警告决定书，治安管理处罚建议书，异议处理告知 (A10 no. 24–27, 44)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import Conditional, FieldTable, PaperKind, Para, SignCell, Slot, Terms
from fengqiao.documents.wording import day, label, sentence
from fengqiao.lines.corrections.cases.conduct import grounds as g
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.papers import breaches as b
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS,
    BY_HAND,
    CLOSED,
    HEADED,
    LAW,
    LOCAL_FORM,
    NUMBERED,
    TO_BODY,
    TO_PERSON,
    VERSION,
    WHO_LETTER,
    WHO_LINES,
)
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.statutes.corrections import (
    COMMUNITY_CORRECTIONS,
    CORRECTIONS_MEASURES,
    CORRECTIONS_MEASURES_2012,
)
from fengqiao.statutes.known import PUBLIC_SECURITY_PENALTIES

ACT = COMMUNITY_CORRECTIONS
RULES = (ACT.art(28, 1), CORRECTIONS_MEASURES_2012.whole(), CORRECTIONS_MEASURES.whole())
ROUTE = (
    "对本决定有异议的，可以向本机关提出；认为合法权益受到侵害的，可以向人民检察院申诉、控告。异议处理期间，本决定不停止执行。"
)
SERVED = FieldTable((1, 1, 1), ((SignCell("社区矫正对象", BY_HAND), SignCell("送达人"), SignCell("见证人或监护人")),))
_HAS_PRIOR = Slot("has_prior", "以前有处理", kind="flag")
_PROOF, _BEFORE = Slot("proof", "证据", required=True, blank_em=24), Slot("before", "以前的处理", required=True, blank_em=24)
_MINOR = Slot("minor", "按未成年人矫正", kind="flag")


def _sanction(code: str, word: str, duty: str) -> PaperKind:
    """训诫决定书 and 警告决定书: the same sheet, the word and what follows apart. On one page, unless there is much to say."""
    return PaperKind(
        code, f"{word}决定书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十八条", copies="社区矫正对象、司法所、人民检察院各一份，存档一份",
        blocks=(
            HEADED, NUMBERED, WHO_LINES,
            Para("{name}，因犯{charges}被{decider}以{judgment_no}判处（{principal}），适用{category}，矫正期限自{from_on}起至{to_on}止。", (Slot("name", "姓名", required=True), *BASIS)),
            Para("经查：{facts}", (b.FACTS,)), Para("以上事实有下列证据证明：{proof}", (_PROOF,)), Para("本人意见：{statement}", (b.STATEMENT,)),
            Conditional(_HAS_PRIOR, (Para("此前在本案中受到的处理：{before}", (_BEFORE,)),)),
            Para(f"上述行为属于“{{ground}}”的情形。依据{{law}}，决定给予{word}。{duty}", (b.GROUND, LAW)), Para(ROUTE),
            Conditional(_MINOR, (Para("本决定不公开。"),)), CLOSED, SERVED,
        ),
    )  # fmt: skip


ADMONITION = _sanction("admonition", "训诫", "望认真反省，遵守监督管理规定。")
WARNING = _sanction("warning", "警告", "受到警告后仍不改正的，将视情节依法处理。")
PRAISE = PaperKind(
    "praise", "表扬决定书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第二十八条", copies="社区矫正对象、人民检察院各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON, Para("你在社区矫正期间，{facts}", (b.FACTS,)),
        Para("属于“{ground}”的情形。依据{law}，决定给予表扬。", (b.GROUND, LAW)), Para("依据的材料："), Terms(b.EVIDENCE, style="figures"),
        Conditional(_MINOR, (Para("本决定不公开。"),), (Para("公布表扬须经你本人同意。"),)), CLOSED, SERVED,
    ),
)  # fmt: skip
PENALTY = PaperKind(
    "penalty_proposal", "治安管理处罚建议书", version=VERSION, form=LOCAL_FORM, layout="official", basis="社区矫正法第二十八条、第五十九条，治安管理处罚法第七十二条",
    copies="公安机关、人民检察院各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY, WHO_LETTER,
        Para("该人因犯{charges}被{decider}以{judgment_no}判处（{principal}），适用{category}，矫正期限自{from_on}起至{to_on}止，由我机关执行社区矫正。", BASIS),
        Para("经查：{facts}", (b.FACTS,)), Para("以上事实有下列证据证明："), Terms(b.EVIDENCE, style="figures"),
        Para("本人意见：{statement}", (b.STATEMENT,)),
        Para("上述行为违反监督管理规定。依据{law}，建议依法予以治安管理处罚，并将结果书面告知我机关。", (LAW,)),
        Conditional(_HAS_PRIOR, (Para("此前在本案中受到的处理："), b.PRIOR_TABLE)),
        CLOSED, Para("抄送：{copy}", (Slot("copy", "抄送", required=True),), indented=False),
    ),
)  # fmt: skip
OBJECTION = PaperKind(
    "objection_answer", "异议处理告知书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第三十四条", copies="社区矫正对象一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_PERSON,
        Para("你于{objected_on}对{against}提出的异议收悉。经由作出决定以外的人员复核，{result}。", (
            Slot("objected_on", "提出日期", required=True, kind="date"), Slot("against", "针对的决定", required=True), Slot("result", "结果", required=True),
        )), Para("理由：{reasons}", (Slot("reasons", "理由", required=True, blank_em=24),)),
        Para("依据{law}告知你。对处理结果仍有意见的，可以向人民检察院反映。", (LAW,)), CLOSED, SERVED,
    ),
)  # fmt: skip


def _decision(reading: Reading) -> tuple[Fact | None, c.Handling | None, Fact | None]:
    """The decision, what it is about, and the proposal."""
    decided = reading.of(c.DECIDE)
    one = c.handling_of(reading.context.facts, decided.get("item", 0)) if decided else None
    return decided, one, b.entry(reading, one.seq) if one else None


def about(reading: Reading) -> dict[str, Any]:
    decided, one, proposal = _decision(reading)
    if one is None or proposal is None:
        return {}
    prior = b.prior(reading, one.seq)
    law = RULES
    if one.kind == g.PENALTY:
        law = (ACT.art(28, 1), ACT.art(59), PUBLIC_SECURITY_PENALTIES.art(72, item=4))
    return {
        **reading.signed, **reading.who, **reading.basis, "slip": (decided.get("doc_no") if decided else "") or reading.slip,
        "facts": sentence(proposal.get("facts")), "evidence": b.evidence(proposal), "proof": sentence(*b.evidence(proposal)), "before": b.before(reading, one.seq), "ground": b.ground(one.ground), "law": reading.law(*law),
        "statement": b.statement(reading, one.breach), "prior": prior, "has_prior": bool(prior), "minor": reading.minor,
    }  # fmt: skip


def penalty_values(reading: Reading) -> dict[str, Any]:
    _, _, proposal = _decision(reading)
    return about(reading) | {"body": (proposal.get("police") if proposal else "") or "公安机关", "copy": "人民检察院"}


def objection_values(reading: Reading) -> dict[str, Any]:
    answer = reading.of(c.ANSWER)
    objection = next((o for o in c.objections(reading.facts) if answer and o.seq == answer.get("objection")), None)
    one = c.handling_of(reading.context.facts, objection.item) if objection else None
    if answer is None or objection is None or one is None:
        return {}
    decided = day(one.decided.happened_on) if one.decided else ""
    return {
        **reading.signed, **reading.who, "objected_on": day(objection.on), "against": f"{decided}作出的{one.label}决定",
        "result": label((("kept", "决定维持"), ("changed", "决定撤销原处理")), answer.get("result")), "reasons": sentence(answer.get("reasons")),
        "law": reading.law(ACT.art(34, 2), CORRECTIONS_MEASURES_2012.whole()),
    }  # fmt: skip


def decides(kind: str) -> Callable[[Facts], bool]:
    """Whether the decision just made grants what was proposed of this kind."""

    def granted(facts: Facts) -> bool:
        decided = max(facts.all(c.DECIDE), key=lambda fact: fact.seq)
        one = c.handling_of(facts, decided.get("item", 0))
        return decided.get("answer") == "yes" and one is not None and one.kind == kind

    return granted


KINDS: tuple[PaperKind, ...] = (PRAISE, ADMONITION, WARNING, PENALTY, OBJECTION)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    PRAISE.code: about, ADMONITION.code: about, WARNING.code: about, PENALTY.code: penalty_values, OBJECTION.code: objection_values,
}  # fmt: skip
