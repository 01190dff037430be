"""撤销缓刑、撤销假释、收监执行建议书和提请逮捕书 (A10 no. 28–31)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import Conditional, Heading, PaperKind, Para, Slot, Terms
from fengqiao.documents.wording import labels, sentence
from fengqiao.lines.corrections.cases.revocation import grounds as g
from fengqiao.lines.corrections.cases.revocation import proposals as p
from fengqiao.lines.corrections.papers import breaches as b
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS,
    CLOSED,
    HEADED,
    LAW,
    LOCAL_FORM,
    NUMBERED,
    TO_BODY,
    VERSION,
    WHO_LETTER,
)
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.statutes import Citation
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CRIMINAL_LAW, PRISONS, PRISONS_2012
from fengqiao.statutes.known import CRIMINAL_PROCEDURE

ACT = COMMUNITY_CORRECTIONS
_HAS_PRIOR, _ARREST = Slot("has_prior", "有处理", kind="flag"), Slot("arrest", "提请逮捕", kind="flag")
_REQUEST, _COPY = Slot("request", "建议", required=True, blank_em=20), Slot("copy", "抄送", required=True)
_BEGIN = "该人因犯{charges}被{decider}以{judgment_no}判处（{principal}），适用{category}，矫正期限自{from_on}起至{to_on}止，由我机关执行社区矫正。"
LAW_OF: dict[str, tuple[Citation, ...]] = {
    g.PROBATION: (CRIMINAL_LAW.art(77, 2), ACT.art(46, 3)),
    g.PAROLE: (CRIMINAL_LAW.art(86, 3), PRISONS_2012.art(33, 2), PRISONS.art(54, 2), ACT.art(46, 3)),
    g.RECOMMIT: (CRIMINAL_PROCEDURE.art(268, 1), ACT.art(49, 1)),
}


def _proposal(code: str, title: str, basis: str) -> PaperKind:
    return PaperKind(
        code, title, version=VERSION, form=LOCAL_FORM, layout="official", basis=basis, copies="收文机关、人民检察院各一份，存档一份",
        blocks=(
            HEADED, NUMBERED, TO_BODY, WHO_LETTER, Para(_BEGIN, BASIS), Heading("一、事实和理由"), Para("{facts}", (b.FACTS,)),
            Para("属于“{ground}”的情形。", (b.GROUND,)),
            Conditional(_HAS_PRIOR, (Heading("二、此前受到的处理"), b.PRIOR_TABLE), (Heading("二、此前受到的处理"), Para("无。"))),
            Heading("三、证据"), Terms(b.EVIDENCE, style="figures"), Heading("四、建议"), Para("依据{law}，{request}。", (LAW, _REQUEST)),
            Conditional(_ARREST, (Para("该人可能逃跑或者可能发生社会危险，同时提请决定予以逮捕（提请逮捕书附后）。"),)),
            CLOSED, Para("抄送：{copy}", (_COPY,), indented=False),
        ),
    )  # fmt: skip


PROBATION = _proposal("revoke_probation", "撤销缓刑建议书", "刑法第七十七条、社区矫正法第四十六条")
PAROLE = _proposal("revoke_parole", "撤销假释建议书", "刑法第八十六条、社区矫正法第四十六条")
RECOMMIT = _proposal("recommit", "收监执行建议书", "刑事诉讼法第二百六十八条、社区矫正法第四十九条")
ARREST = PaperKind(
    "arrest_request", "提请逮捕书", version=VERSION, form=LOCAL_FORM, layout="official", basis="社区矫正法第四十七条", copies="人民法院、人民检察院各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, TO_BODY, WHO_LETTER, Para(_BEGIN, BASIS),
        Para("我机关已提出{request}。该人有下列情形，可能逃跑或者可能发生社会危险：", (_REQUEST,)), Terms(Slot("dangers", "情形", required=True), style="figures"),
        Para("事实：{facts}", (b.FACTS,)), Para("证据："), Terms(b.EVIDENCE, style="figures"),
        Para("依据{law}，提请人民法院决定对其予以逮捕。请在收到后四十八小时内作出是否逮捕的决定。", (LAW,)),
        CLOSED, Para("抄送：{copy}", (_COPY,), indented=False),
    ),
)  # fmt: skip
OF_KIND = {g.PROBATION: PROBATION, g.PAROLE: PAROLE, g.RECOMMIT: RECOMMIT}
REQUESTS = {g.PROBATION: "建议撤销缓刑，执行原判刑罚", g.PAROLE: "建议撤销假释，收监执行未执行完毕的刑罚", g.RECOMMIT: "建议收监执行"}


def _made(reading: Reading) -> tuple[Fact | None, Fact | None]:
    """The approval and the proposal it is of."""
    approved = reading.of(p.APPROVE)
    return approved, b.entry(reading, approved.get("proposal", 0)) if approved else None


def proposal_values(reading: Reading) -> dict[str, Any]:
    approved, made = _made(reading)
    if approved is None or made is None:
        return {}
    kind, prior = made.get("kind", ""), b.prior(reading)
    ground = dict(g.GROUNDS).get(made.get("revocation_ground", ""), "")
    return {
        **reading.signed, **reading.who, **reading.basis, "slip": approved.get("doc_no") or reading.slip, "body": made.get("organ", ""),
        "facts": sentence(made.get("facts")), "ground": ground.partition("（")[0], "prior": prior, "has_prior": bool(prior), "evidence": b.evidence(made),
        "law": reading.law(*LAW_OF.get(kind, ())), "request": REQUESTS.get(kind, ""), "arrest": made.get("arrest") == "yes", "copy": "人民检察院",
    }  # fmt: skip


def arrest_values(reading: Reading) -> dict[str, Any]:
    _, made = _made(reading)
    if made is None:
        return {}
    said = {g.PROBATION: "撤销缓刑建议", g.PAROLE: "撤销假释建议"}.get(made.get("kind", ""), "")
    return proposal_values(reading) | {
        "slip": reading.slip, "law": reading.law(ACT.art(47)), "request": said, "dangers": labels(g.DANGERS, made.get("dangers", [])),
    }  # fmt: skip


def proposes(kind: str) -> Callable[[Facts], bool]:
    """Whether the approval just given is of a proposal of this kind."""
    return lambda facts: (one := _approved(facts)) is not None and one.kind == kind


def asks_arrest(facts: Facts) -> bool:
    one = _approved(facts)
    return one is not None and one.arrest


def _approved(facts: Facts) -> p.Proposal | None:
    approved = max(facts.all(p.APPROVE), key=lambda fact: fact.seq)
    found = next((one for one in p.proposals(facts) if one.seq == approved.get("proposal")), None)
    return found if approved.get("answer") == "yes" else None


KINDS: tuple[PaperKind, ...] = (PROBATION, PAROLE, RECOMMIT, ARREST)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    **{kind.code: proposal_values for kind in (PROBATION, PAROLE, RECOMMIT)}, ARREST.code: arrest_values,
}  # fmt: skip
