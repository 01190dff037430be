"""32 减刑建议书."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import PaperKind, Para, Passage, Slot
from fengqiao.documents.wording import label, sentence
from fengqiao.lines.corrections.cases.commutation.asks import GROUNDS
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS,
    BORN_ON,
    CLOSED,
    HEADED,
    ID_NO,
    LAW,
    LOCAL_FORM,
    NAME,
    NUMBERED,
    SEX,
    VERSION,
)
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as ACT
from fengqiao.statutes.corrections import CORRECTIONS_MEASURES_2012, CRIMINAL_LAW

PROPOSAL = PaperKind(
    "commutation_proposal", "减刑建议书", version=VERSION, form=LOCAL_FORM, basis="社区矫正法第三十三条", layout="official",
    copies="人民法院、同级人民检察院、公安机关各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("人民法院：", indented=False),
        Para("社区矫正对象{name}，{sex}，{born_on}出生，身份证号{id_no}。因犯{charges}，经{decider}{judgment_no}判处{principal}，适用{category}，社区矫正期限自{from_on}起，至{to_on}止。",
             (NAME, SEX, BORN_ON, ID_NO, *BASIS)),
        Para("该社区矫正对象{ground}，事实如下：", (Slot("ground", "减刑的条件", required=True),)),
        Passage(Slot("facts", "事实", required=True)), Passage(Slot("evidence", "证据", required=True)),
        Para("依据{law}，建议对其减刑：{asked}", (LAW, Slot("asked", "建议", required=True, blank_em=16))),
        CLOSED,
    ),
)  # fmt: skip


def proposal_values(reading: Reading) -> dict[str, Any]:
    data = reading.data("propose_commutation")
    return {
        **reading.signed, **reading.who, **reading.basis, "ground": label(GROUNDS, data.get("ground")), "facts": data.get("facts", ""),
        "evidence": data.get("evidence", ""), "asked": sentence(data.get("asked")),
        "law": reading.law(ACT.art(33), CORRECTIONS_MEASURES_2012.whole(), CRIMINAL_LAW.art(78)),
    }  # fmt: skip


KINDS: tuple[PaperKind, ...] = (PROPOSAL,)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {PROPOSAL.code: proposal_values}
