"""The papers somebody writes with the helper: what the law wants to stand in them, blanks for the rest, and whose words they are."""

from __future__ import annotations

from fengqiao.documents import (
    Block,
    Conditional,
    Field,
    Heading,
    Labelled,
    Notice,
    PaperKind,
    Para,
    Sign,
    Signatures,
    Slot,
    Terms,
    Title,
)
from fengqiao.documents.usual import VERSION
from fengqiao.statutes.known import CIVIL_CODE, CIVIL_PROCEDURE, DOMESTIC_VIOLENCE, LABOUR_DISPUTES

NOT_ADVICE = "这不是律师意见，由本人核对后使用。"
FORM = "本地常用格式；接收的机关有自己的格式的，用它的"
IS_UNIT = Slot("is_unit", "对方是单位", kind="flag")
STORY, PROOF, CLAIMS, COPIES = Slot("story", "事实和理由"), Slot("proof", "证据"), Slot("claims", "请求"), Slot("copies", "副本", blank_em=3)


def _person(word: str) -> Labelled:
    """Who writes, as the law wants them named."""
    return Labelled((
        (Field(Slot("name", word), 3), Field(Slot("sex", "性别"), 1), Field(Slot("nation", "民族"), 1.4)),
        (Field(Slot("born_on", "出生日期", kind="date"), 2), Field(Slot("id_no", "身份证号"), 3)),
        (Field(Slot("address", "住址"), 3), Field(Slot("phone", "电话"), 2)),
    ))  # fmt: skip


def _unit(word: str) -> Labelled:
    return Labelled((
        (Field(Slot("other_name", word), 1),), (Field(Slot("other_address", "住所"), 1),),
        (Field(Slot("other_head", "负责人、职务"), 3), Field(Slot("other_phone", "电话"), 2)),
    ))  # fmt: skip


def _other(word: str, beside: Slot) -> Labelled:
    return Labelled((
        (Field(Slot("other_name", word), 3), Field(beside, 2)), (Field(Slot("other_address", "住所"), 3), Field(Slot("other_phone", "电话"), 2)),
    ))  # fmt: skip


def _told(claims: str, proof: str) -> tuple[Block, ...]:
    """What is wanted, why, and what shows it."""
    return (
        Heading(claims), Terms(CLAIMS, style="figures", blank_lines=3), Heading("事实和理由"), Para("{story}", (STORY,)),
        Heading(proof), Terms(PROOF, style="figures", blank_lines=3),
    )  # fmt: skip


def _handed(signer: str, to: str, copies: str = "") -> tuple[Block, ...]:
    """To whom, who signs, and that nobody advised."""
    enclosed = (Para(f"附：{copies}{{copies}}份", (COPIES,)),) if copies else ()
    return (
        Para("此致"), Para("{sent_to}", (Slot("sent_to", to, blank_em=16),), indented=False), *enclosed,
        Signatures((Sign(signer, "签名"),)), Notice(NOT_ADVICE),
    )  # fmt: skip


_WITNESSES = "证据和证据来源，证人姓名和住所"
ARBITRATION = PaperKind(
    "own_arbitration", "劳动仲裁申请书", version=VERSION, form=FORM, basis=LABOUR_DISPUTES.art(28).full_label, copies="仲裁委员会一份，被申请人每人一份",
    blocks=(
        Title(), _person("申请人"), _unit("被申请人"),
        Labelled((
            (Field(Slot("job", "岗位、工种"), 1), Field(Slot("started_on", "开始工作", kind="date"), 1)), (Field(Slot("still", "现在"), 1),),
        )),
        *_told("仲裁请求", _WITNESSES), *_handed("申请人", "劳动人事争议仲裁委员会", "本申请书副本"),
    ),
)  # fmt: skip
COMPLAINT = PaperKind(
    "own_wages", "欠薪投诉书", version=VERSION, form=FORM, basis=LABOUR_DISPUTES.art(9).full_label, copies="劳动保障监察机构一份，自己留一份",
    blocks=(
        Title(), _person("投诉人"), _unit("被投诉人"),
        Labelled((
            (Field(Slot("site", "工地、项目"), 3), Field(Slot("heads", "被欠人数"), 2)), (Field(Slot("job", "岗位、工种"), 1), Field(Slot("started_on", "开始工作", kind="date"), 1)),
            (Field(Slot("still", "现在"), 1),),
        )),
        *_told("投诉请求", "证据"), *_handed("投诉人", "劳动保障监察机构"),
    ),
)  # fmt: skip


def _suit(code: str, facts: Labelled, basis: str) -> PaperKind:
    return PaperKind(
        code, "民事起诉状", version=VERSION, form=FORM, basis=basis, copies="法院一份，被告每人一份",
        blocks=(
            Title(), _person("原告"), Labelled(((Field(Slot("work", "职业、工作单位"), 1),),)),
            Conditional(IS_UNIT, (_unit("被告"),), (_other("被告", Slot("other_sex", "性别")), Labelled(((Field(Slot("other_work", "工作单位"), 1),),)))),
            facts, *_told("诉讼请求", _WITNESSES), *_handed("具状人（原告）", "人民法院", "本起诉状副本"),
        ),
    )  # fmt: skip


_SUIT_BASIS = CIVIL_PROCEDURE.art(124).full_label
DEBT = _suit("own_debt_suit", Labelled(((Field(Slot("since_on", "欠款日期", kind="date"), 1), Field(Slot("due_on", "约定还款日期", kind="date"), 1)),)), _SUIT_BASIS)
INJURY = _suit("own_injury_suit", Labelled(((Field(Slot("hurt_on", "受伤日期", kind="date"), 2), Field(Slot("hurt_at", "地点"), 3)),)), _SUIT_BASIS)
ORDER = PaperKind(
    "own_order", "人身安全保护令申请书", version=VERSION, form=FORM, basis=DOMESTIC_VIOLENCE.art(23).full_label, copies="法院一份",
    blocks=(
        Title(), _person("申请人"),
        Conditional(Slot("agent_name", "代为申请人"), (Labelled(((Field(Slot("agent_name", "代为申请人"), 1), Field(Slot("agent_tie", "与申请人关系"), 1)),)),)),
        _other("被申请人", Slot("tie", "与申请人关系")),
        *_told("申请事项", "证据"),
        Conditional(Slot("urgent", "情况紧急"), (Para("{urgent}", (Slot("urgent", "情况紧急"),)),)),
        *_handed("申请人（代为申请人）", "人民法院"),
    ),
)  # fmt: skip
POWER = PaperKind(
    "own_power", "授权委托书", version=VERSION, form=FORM, basis=CIVIL_CODE.art(165).full_label, copies="受托人一份，交办事机关一份",
    blocks=(
        Title(), _person("委托人"),
        Labelled((
            (Field(Slot("agent_name", "受托人"), 3), Field(Slot("agent_tie", "与委托人关系"), 2)), (Field(Slot("agent_id", "身份证号"), 3), Field(Slot("agent_phone", "电话"), 2)),
        )),
        Heading("委托事项"), Para("{matter}，在{where}办理。", (Slot("matter", "委托事项"), Slot("where", "办理机关", blank_em=12))),
        Heading("委托权限"), Para("{power}", (Slot("power", "委托权限"),)),
        Heading("委托期限"), Para("自签名之日起至{until}止。", (Slot("until", "委托期限", blank_em=10),)),
        Signatures((Sign("委托人", "签名"), Sign("受托人", "签名"))), Notice(NOT_ADVICE),
    ),
)  # fmt: skip
KINDS = (ARBITRATION, COMPLAINT, DEBT, INJURY, ORDER, POWER)
