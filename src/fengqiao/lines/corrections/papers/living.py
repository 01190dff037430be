"""宣告书、责任书、方案、分类管理审批表: the papers of the life under supervision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fengqiao.documents import Conditional, PaperKind, Para, Sign, Signatures, Slot, Terms
from fengqiao.documents.wording import ALSO, label
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.papers.reading import Reading
from fengqiao.lines.corrections.papers.shared import (
    BASIS,
    BY_HAND,
    CLOSED,
    HEADED,
    LAW,
    LOCAL_FORM,
    NUMBERED,
    TO_PERSON,
    VERSION,
)
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


KINDS: tuple[PaperKind, ...] = (DECLARATION,)
VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {DECLARATION.code: declaration_values}
