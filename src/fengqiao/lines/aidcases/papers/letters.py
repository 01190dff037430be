"""Between the centre and the organ: 收函登记, 联系函, 指派通知书, 法律援助公函, 复函, 拒绝辩护告知函, 调配函."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Conditional, FieldTable, Head, Notice, PaperKind, Para, Slot, Terms, Value
from fengqiao.documents.wording import day, label, labels, sentence
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.papers.reading import Reading
from fengqiao.lines.aidcases.papers.shared import (
    APPROVED,
    BASIS,
    CASE_NO,
    CAUSE,
    CLOSED,
    FORM,
    HANDLER,
    HANDLER_OPEN,
    HANDLER_PHONE,
    HEADED,
    LAW_BASIS,
    LETTER_NO,
    LICENCE,
    LOCAL_FORM,
    NAME,
    NUMBERED,
    ORGAN,
    PLACE,
    STAGE,
    TO_WHOM,
    UNIT,
    VERSION,
)
from fengqiao.matter.models import DeadlineRow

LAW = Slot("basis_law", "条款", required=True)

RECEIPT = PaperKind(
    "aid_receipt", "办案机关通知收函登记表", version=VERSION, form=LOCAL_FORM, basis=LAW_BASIS + "第三十六条", copies="存卷一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("办案机关"), Value(ORGAN, span=3)),
            (Head("函号"), Value(LETTER_NO), Head("函上日期"), Value(Slot("letter_on", "函上日期"))),
            (Head("收到时间"), Value(Slot("received", "收到", required=True)), Head("送来方式"), Value(Slot("channel", "方式"))),
            (Head("犯罪嫌疑人、被告人"), Value(NAME), Head("性别、出生日期"), Value(Slot("sex_birth", "性别、出生日期"))),
            (Head("羁押场所或者住所"), Value(PLACE, span=3)),
            (Head("罪名（案由）"), Value(CAUSE), Head("阶段"), Value(STAGE)),
            (Head("通知种类、事由"), Value(Slot("ground", "事由", required=True), span=3)),
            (Head("联系人"), Value(Slot("officer", "联系人", required=True), span=3)),
            (Head("函件缺项"), Value(Slot("missing", "缺项"), span=3)),
            (Head("最迟指派日期"), Value(Slot("due", "最迟指派日期"), span=3)),
        )),
        Para("缺项不影响期限计算。自收到通知的次日起三日内指派律师并告知办案机关。"),
        APPROVED,
    ),
)  # fmt: skip


def _assign_by(r: Reading) -> str:
    """The last day to assign, as it was counted when the letter was entered."""
    rule = "assign_notice" if f.is_mandatory(r.facts) else "assign_other"
    row = DeadlineRow.objects.filter(matter_id=r.context.matter.pk, rule=rule).order_by("-n").first()
    return f"{day(row.due_on)}（收到次日起第三日{'，放假安排未公布，暂定' if row.provisional else ''}）" if row else "收到次日起第三日，遇休息日顺延"


def receipt_values(r: Reading) -> dict[str, Any]:
    letter, opening = r.letter, r.facts.opening.data
    kind, ground = label(codes.NOTICE_KINDS, opening.get("origin")), label(codes.GROUNDS, letter.get("ground"))
    sex = "，".join(each for each in (r.told("sex"), str(r.common()["birth"])) if each)
    return r.common() | {
        "letter_on": day(letter.get("letter_on")), "received": f"{day(r.on)} {letter.get('received_at') or ''}".strip(),
        "channel": label(codes.CHANNELS, letter.get("channel")), "ground": f"{kind}：{ground}", "sex_birth": sex,
        "officer": f"{opening.get('officer', '')} {opening.get('officer_phone') or ''}".strip(),
        "missing": "、".join(labels(codes.MISSING, opening.get("missing"))) or "无", "due": _assign_by(r),
    }  # fmt: skip


CHASE_LETTER = PaperKind(
    "aid_chase", "补充材料联系函", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="办案机关一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("贵单位{letter_no}通知收悉。为及时保障{name}获得法律帮助，请补充下列材料或者情况：", (LETTER_NO, NAME)),
        Terms(Slot("wanted", "需要补充的", required=True), style="figures"),
        Para("联系情况：{said}", (Slot("said", "联系情况"),)),
        Para("补充期间，本机构照常办理指派。"), CLOSED,
    ),
)  # fmt: skip


def chase_values(r: Reading) -> dict[str, Any]:
    data = r.data("chase")
    wanted = labels(codes.MISSING, data.get("missing")) or ["见联系情况"]
    return r.common() | {"wanted": wanted, "said": f"{day(r.on)}{label(codes.WAYS, data.get('way'))}联系{data.get('officer', '')}：{sentence(data.get('said'))}"}


_CASE = FieldTable((3, 5, 3, 5), (
    (Head("受援人"), Value(NAME), Head("案由"), Value(CAUSE)),
    (Head("援助方式"), Value(FORM), Head("阶段"), Value(STAGE)),
    (Head("办案机关"), Value(Slot("organ", "办案机关", blank_em=14)), Head("承办人电话"), Value(HANDLER_PHONE)),
    (Head("承办人"), Value(HANDLER_OPEN), Head("执业证号"), Value(LICENCE)),
))  # fmt: skip

ASSIGNMENT = PaperKind(
    "aid_assignment", "指派通知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第三十六条、第四十三条", copies="承办机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("依据《中华人民共和国法律援助法》{law}，现将下列案件指派你单位承办：", (Slot("law", "条款", required=True),)),
        _CASE,
        Para("{naming}请在五日内与受援人签订委托协议和授权委托书，至少每三十日向受援人通报一次进展，重大事项及时报告；结案之日起三十日内交齐案卷材料。",
             (Slot("naming", "承办人要求", required=True),)),
        Notice("接受指派后，无正当理由不得拒绝、拖延或者终止提供法律援助服务；不得收取受援人财物。", heading="请注意"), CLOSED,
    ),
)  # fmt: skip


def assignment_values(r: Reading) -> dict[str, Any]:
    named = r.one and r.one.named_on
    naming = f"承办人为{r.one.handler_name}。" if named and r.one else "请在二十四小时内确定承办人，作利益冲突审查后告知本机构。"
    return r.common() | {"to": r.one.org_name if r.one else "", "law": r.basis_law, "naming": naming}


OFFICIAL_LETTER = PaperKind(
    "aid_official_letter", "法律援助公函", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS, copies="看守所、办案机关各一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("本机构已指派{unit}{handler}（执业证号：{licence}）为{name}{cause}一案（{stage}）提供{form}，请予接洽，并依法保障其会见、阅卷等权利。",
             (UNIT, HANDLER, LICENCE, NAME, CAUSE, STAGE, FORM)),
        Conditional(Slot("criminal", "刑事案件", kind="flag"), (Para(
            "承办人持本公函、律师执业证书和律师事务所证明会见在押的犯罪嫌疑人、被告人的，看守所应当及时安排会见，至迟不得超过四十八小时"
            "（刑事诉讼法第三十九条第二款）。"),)),
        Para("联系方式：{handler_phone}", (HANDLER_PHONE,)), CLOSED,
    ),
)  # fmt: skip


def official_letter_values(r: Reading) -> dict[str, Any]:
    """To the place of custody and the organ. Where nobody is in custody the address is a home: it stands on no letter."""
    held = r.told("address") if r.facts.value("in_custody") else ""
    return r.common() | {"criminal": f.aid_form(r.facts) == codes.DEFENDED, "to": "、".join(each for each in (held, r.common()["organ"]) if each) or "有关单位"}


REPLY = PaperKind(
    "aid_reply", "承办律师确定函（复函）", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第三十六条", copies="办案机关一份，存卷一份",
    blocks=(
        HEADED, Para("{reply_no}", (Slot("reply_no", "复函文号", blank_em=12),), indented=False, align="right"), TO_WHOM,
        Para("贵单位{letter_no}通知收悉。依据《中华人民共和国法律援助法》第三十六条，本机构已指派下列律师为{name}（{cause}，{stage}）提供{form}：",
             (LETTER_NO, NAME, CAUSE, STAGE, FORM)),
        FieldTable((3, 5, 3, 5), (
            (Head("承办律师"), Value(HANDLER), Head("执业证号"), Value(LICENCE)),
            (Head("律师事务所"), Value(UNIT), Head("联系方式"), Value(HANDLER_PHONE)),
            (Head("本机构案号"), Value(CASE_NO), Head("确定日期"), Value(Slot("named_on", "确定日期"))),
        )), CLOSED,
    ),
)  # fmt: skip


def reply_values(r: Reading) -> dict[str, Any]:
    one = r.one
    return r.common() | {"reply_no": r.data("reply").get("reply_no", ""), "named_on": day(one.named_on) if one else ""}


REFUSED_LETTER = PaperKind(
    "aid_refused_letter", "本人拒绝辩护告知函", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第三十六条", copies="办案机关一份，存卷一份",
    blocks=(
        HEADED, Para("{letter_out}", (Slot("letter_out", "函号", blank_em=12),), indented=False, align="right"), TO_WHOM,
        Para("贵单位{letter_no}通知的{name}{cause}一案，本机构指派的{unit}{handler}告知：{name}于{refused_on}表示{refusal}。理由：{reason}笔录已由本人签名。",
             (LETTER_NO, NAME, CAUSE, UNIT, HANDLER_OPEN, Slot("refused_on", "拒绝日期", required=True), Slot("refusal", "怎样表示", required=True), Slot("reason", "理由", required=True))),
        Conditional(Slot("mandatory", "应当通知辩护", kind="flag"),
                    (Para("本案属于应当通知辩护的情形（{basis_law}）。请贵单位依法审查；需要本机构另行指派的，请再次发来通知，本机构自收到之日起三日内指派。", (LAW,)),),
                    (Para("本案属于可以通知辩护的情形。贵单位认为仍有必要的，请再次发来通知。"),)),
        CLOSED,
    ),
)  # fmt: skip


def refused_letter_values(r: Reading) -> dict[str, Any]:
    fact = r.facts.last("refuse_defence")
    data = fact.data if fact else {}
    words = {"counsel": "拒绝由这位律师为其辩护", "any": "拒绝任何法律援助律师为其辩护"}
    return r.common() | {
        "letter_out": r.data("tell_organ").get("document_no", ""), "refused_on": day(fact.happened_on) if fact else "", "refusal": words.get(str(data.get("refusal")), ""),
        "reason": sentence(data.get("reason")), "mandatory": f.is_mandatory(r.facts), "basis_law": "法律援助法第二十五条第一款、第二十八条",
    }  # fmt: skip


BORROW_LETTER = PaperKind(
    "aid_borrow", "请求调配律师函", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第十八条", copies="上级机构一份，办案机关一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("本机构{number}案件（{form}，{stage}）须指派律师，本县现无可以指派的人员：{blocked}", (CASE_NO, FORM, STAGE, Slot("blocked", "原因", required=True))),
        Para("请求协调：{speciality}，{period}。指派期限仍在计算，请尽快函复。", (Slot("speciality", "需要的律师", required=True), Slot("period", "期限", required=True))),
        CLOSED,
    ),
)  # fmt: skip


def borrow_values(r: Reading) -> dict[str, Any]:
    data = r.data("borrow")
    return r.common() | {
        "to": label(codes.BORROW_FROM, data.get("borrow_from")), "blocked": sentence(data.get("blocked")), "speciality": data.get("speciality", ""),
        "period": data.get("period") or "到本阶段办结",
    }  # fmt: skip


