"""Between the handler and the recipient: 委托协议, 授权委托书, 会见笔录, 通报记录, 重大事项报告."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Conditional,
    FieldTable,
    Head,
    Notice,
    PaperKind,
    Para,
    Passage,
    Sign,
    Signatures,
    Slot,
    Terms,
    Value,
)
from fengqiao.documents.wording import day, label, labels, sentence
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases.papers.reading import Reading
from fengqiao.lines.aidcases.papers.shared import (
    ACTING,
    BASIS,
    BOTH,
    BY_HAND,
    CASE_NO,
    CAUSE,
    FREE,
    HANDLER,
    HEADED,
    ID_NO,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    NUMBERED,
    PHONE,
    STAGE,
    TO_WHOM,
    UNIT,
    VERSION,
)

_ORGAN = Slot("organ", "办案或者争议处理机关", blank_em=14)
AGREEMENT = PaperKind(
    "aid_agreement", "法律援助委托协议", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="受援人、承办机构各一份，存卷一份",
    blocks=(
        HEADED, NUMBERED,
        Para("甲方（受援人）：{name}，公民身份号码{id_no}，电话{phone}", (NAME, ID_NO, PHONE), indented=False),
        Conditional(ACTING, (Para("甲方的代理人：{acting}", (ACTING,), indented=False),)),
        Para("乙方（承办机构）：{unit}", (UNIT,), indented=False),
        Para("甲方因{cause}一案，经法律援助机构给予法律援助（{number}），由乙方指派{handler}承办。双方约定：", (CAUSE, CASE_NO, HANDLER)),
        Terms(Slot("terms", "约定", required=True)),
        Notice(FREE, heading="不收费"),
        Signatures((Sign("甲方", BY_HAND), Sign("乙方", "盖章"), Sign("承办人"))),
    ),
)  # fmt: skip


def _power(r: Reading) -> str:
    data = r.data("sign")
    if data.get("power") == "special":
        return f"特别授权：{data.get('special') or '（写明各项）'}"
    return "一般授权（不含代为承认、放弃、变更诉讼请求，进行和解，提起反诉或者上诉）"


def agreement_values(r: Reading) -> dict[str, Any]:
    terms = [
        f"乙方为甲方提供{r.common()['form']}，阶段为{r.common()['stage']}。", f"代理权限为{_power(r)}。",
        "乙方依法履行职责，至少每三十日向甲方通报一次进展，保守在办理中知悉的国家秘密、商业秘密和个人隐私。",
        "甲方如实陈述案情、提供证据；经济状况或者案件情况发生变化的，及时告知。",
        "甲方自行委托律师或者其他代理人的，法律援助终止；甲方认为承办人未依法履行职责的，可以请求更换，也可以向司法行政部门投诉。",
        "本协议自签字之日起生效，至本阶段办结或者法律援助终止时止。",
    ]  # fmt: skip
    return r.common() | {"terms": terms}


POWER = PaperKind(
    "aid_power", "授权委托书", version=VERSION, form=LOCAL_FORM, basis="民事诉讼法第六十二条", copies="办案机关一份，承办人一份，存卷一份",
    blocks=(
        HEADED, NUMBERED,
        Para("委托人：{name}，公民身份号码{id_no}", (NAME, ID_NO), indented=False),
        Conditional(ACTING, (Para("委托人的代理人：{acting}", (ACTING,), indented=False),)),
        Para("受委托人：{handler}，{unit}", (HANDLER, UNIT), indented=False),
        Para("委托人因{cause}一案（{stage}），委托上列人员参加{organ}的诉讼、仲裁或者其他程序。", (CAUSE, STAGE, _ORGAN)),
        Para("权限：{power}。本委托为法律援助，不收取任何费用。", (Slot("power", "权限", required=True),)),
        Para("涉及婚姻、收养、继承等人身关系的，由本人亲笔签名或者按指印，不用电子签名。"),
        Signatures((Sign("委托人", BY_HAND, date=False),), date=MADE_ON),
    ),
)  # fmt: skip


def power_values(r: Reading) -> dict[str, Any]:
    return r.common() | {"power": _power(r)}


MEETING_RECORD = PaperKind(
    "aid_meeting", "会见（约见）笔录", version=VERSION, form=LOCAL_FORM, basis="法律援助法第四十六条", copies="存卷一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("受援人"), Value(NAME), Head("日期"), Value(MADE_ON)),
            (Head("地点"), Value(Slot("where", "地点")), Head("起止"), Value(Slot("times", "起止"))),
            (Head("承办人"), Value(HANDLER), Head("本人意见"), Value(Slot("consent", "本人意见"))),
        )),
        Para("告知：{told}", (Slot("told", "告知事项", required=True),)),
        Passage(Slot("record", "笔录", required=True), lines=12),
        Para("以上笔录经本人核对（已向本人宣读），无误。"), BOTH,
    ),
)  # fmt: skip


def meeting_values(r: Reading) -> dict[str, Any]:
    data = r.data("work")
    told = "承办人身份；权利和义务；诉讼风险；法律援助不收取任何费用；可以请求司法救助；对承办人不满意的，可以请求更换或者投诉。"
    times = "，".join(each for each in (f"{data['begun']}开始" if data.get("begun") else "", f"{data['minutes']}分钟" if data.get("minutes") else "") if each)
    return r.common() | {
        "where": data.get("place", ""), "times": times, "consent": label(codes.CONSENTS, data.get("consent")),
        "told": told if data.get("told_rights") else "此前已告知权利义务、诉讼风险和不收费。", "record": data.get("note", ""),
    }  # fmt: skip


TOLD_RECORD = PaperKind(
    "aid_told", "向受援人通报办理情况记录", version=VERSION, form=LOCAL_FORM, basis="法律援助法第四十六条第二款", copies="存卷一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("受援人"), Value(NAME), Head("日期"), Value(MADE_ON)),
            (Head("方式"), Value(Slot("way", "方式", required=True)), Head("通报人"), Value(Slot("by", "通报人"))),
            (Head("通报内容"), Value(Slot("said", "内容", required=True), span=3, lines=6)),
            (Head("受援人意见"), Value(Slot("wishes", "意见"), span=3, lines=3)),
            (Head("约定下一次"), Value(Slot("next", "下一次"), span=3)),
        )),
        Signatures((Sign("通报人"), Sign("受援人", "当面通报的签名"))),
    ),
)  # fmt: skip


def told_values(r: Reading) -> dict[str, Any]:
    data = r.data("tell")
    return r.common() | {
        "way": label(codes.WAYS, data.get("way")), "by": r.fact.actor_name, "said": data.get("said", ""), "wishes": data.get("wishes") or "无",
        "next": day(data.get("next_on")) or "没有约定",
    }  # fmt: skip


GRAVE_REPORT = PaperKind(
    "aid_grave", "重大事项报告", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="法律援助机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("{unit}{handler}承办的{name}{cause}一案，有下列情形：{grave}。", (UNIT, HANDLER, NAME, CAUSE, Slot("grave", "情形", required=True))),
        Para("情况：{said}", (Slot("said", "情况", required=True, blank_em=24),)),
        Para("请求事项：{asks}", (Slot("asks", "请求事项", required=True),)),
        Signatures((Sign("报告人", date=False), Sign("承办机构", "盖章", date=False)), date=MADE_ON),
    ),
)  # fmt: skip


def grave_values(r: Reading) -> dict[str, Any]:
    data = r.data("report_grave")
    return r.common() | {
        "to": r.common()["centre"], "grave": "、".join(labels(codes.GRAVE_MATTERS, data.get("grave"))), "said": sentence(data.get("said")),
        "asks": sentence(data.get("asks")) or "无。",
    }  # fmt: skip


