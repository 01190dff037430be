"""From the notice to the hand-over: 通知登记表, 核查任务, 核查反馈表, 衔接登记表, 必接必送交接单."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Column,
    FieldTable,
    Head,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    SignCell,
    Slot,
    Value,
)
from fengqiao.documents.wording import bare, day, label, labels
from fengqiao.lines.resettlement import codes, laws
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.papers.reading import Reading
from fengqiao.lines.resettlement.papers.shared import (
    BASIS,
    BIRTH,
    BUREAU,
    CLOSED,
    HEADED,
    HUKOU,
    ID_NO,
    KEY,
    KIND,
    LAW,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    NUMBERED,
    PHONE,
    PRISON,
    RELEASE_ON,
    RESIDENCE,
    SEX,
    SOURCE,
    VERSION,
)

NONE = "无"
_KIN = Rows(
    "kin",
    "来接的亲属",
    fields=(Slot("kin_name", "姓名"), Slot("relation", "与本人关系"), Slot("kin_phone", "联系电话")),
    naming="kin_name",
)
_PERSON_ROWS = (
    (Head("姓名"), Value(NAME), Head("性别"), Value(SEX)),
    (Head("出生日期"), Value(BIRTH), Head("联系电话"), Value(PHONE)),
    (Head("公民身份号码"), Value(ID_NO, span=3)),
    (Head("户籍地"), Value(HUKOU, span=3)),
    (Head("拟居住地"), Value(RESIDENCE, span=3)),
)
_RELEASE_ROWS = (
    (Head("释放机关"), Value(PRISON), Head("释放事由"), Value(KIND)),
    (Head("释放日期"), Value(RELEASE_ON), Head("重点帮教"), Value(KEY)),
)

NOTICE_SHEET = PaperKind(
    "notice_sheet", "刑满释放人员通知书（收文登记）", version=VERSION, form="据释放机关来文登记", basis=BASIS, copies="安置帮教机构存档",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            *_PERSON_ROWS, *_RELEASE_ROWS,
            (Head("来文文号"), Value(Slot("notice_no", "来文文号")), Head("收到日期"), Value(MADE_ON)),
            (Head("原犯罪类别"), Value(Slot("offence", "原犯罪类别")), Head("刑期"), Value(Slot("term", "刑期"))),
            (Head("列为重点的理由"), Value(Slot("key_reason", "列为重点的理由"), span=3)),
            (Head("剥夺政治权利"), Value(Slot("police", "剥夺政治权利"), span=3)),
            (Head("了解到的需求"), Value(Slot("needs", "了解到的需求"), span=3)),
            (Head("技能、证书"), Value(Slot("skills", "技能、证书"), span=3)),
            (Head("就医、学习"), Value(Slot("health", "就医、学习"), span=3, lines=2)),
        )),
        RowsTable(_KIN, (Column("kin_name"), Column("relation"), Column("kin_phone")), least_rows=1),
        Para("依据：{law}。释放机关应当提前一个月通知；本表只由安置帮教机构和责任司法所使用，不得抄送其他单位和个人。", (LAW,)),
    ),
)  # fmt: skip


def notice_sheet_values(r: Reading) -> dict[str, Any]:
    data = r.opening.data
    return r.common() | {
        "notice_no": data.get("notice_no", ""), "offence": label(codes.OFFENCES, data.get("offence")), "term": data.get("term", ""),
        "key_reason": data.get("key_reason") or NONE, "police": "释放机关已通知公安机关，由公安机关执行" if data.get("police_told") else NONE,
        "needs": "、".join(labels(codes.NEEDS, data.get("needs"))) or NONE, "skills": data.get("skills") or NONE, "health": data.get("health") or NONE,
        "kin": [dict(row) for row in data.get("kin") or ()], "law": law_of_release(r),
    }  # fmt: skip


def law_of_release(r: Reading) -> str:
    """The article in force on the day of release, as known on the paper's day."""
    if f.source(r.facts) == codes.CORRECTIONS:
        return "社区矫正法第四十四条"
    return laws.words(laws.RELEASE, f.release_on(r.facts))


VERIFY_TASK = PaperKind(
    "verify_task", "释放前核查任务书", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="责任司法所、安置帮教机构各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("{unit}：", (Slot("unit", "责任司法所", required=True, blank_em=14),), indented=False),
        Para("下列人员将于{release_on}释放，拟到你所辖区居住。请于{by}前核查并反馈。", (RELEASE_ON, Slot("by", "反馈期限", required=True))),
        FieldTable((3, 5, 3, 5), (
            *_PERSON_ROWS, *_RELEASE_ROWS,
            (Head("协助司法所"), Value(Slot("cooperating", "协助司法所"), span=3)),
            (Head("分派理由"), Value(Slot("reason", "分派理由"), span=3, lines=2)),
        )),
        Para("核查下列事项：一、住处在不在、能不能住；二、家属是否接纳、由谁来接；三、户籍地与居住地是否一致；四、眼下的困难。"),
        Para("上门不穿制服、不亮标志，信函用普通信封，不向邻居、单位、学校说明来意，不公开本人情况。"),
        CLOSED,
    ),
)  # fmt: skip


def verify_task_values(r: Reading) -> dict[str, Any]:
    data = r.data("assign")
    return r.common() | {
        "issuer": r.bureau, "unit": data.get("unit_name", ""), "cooperating": data.get("cooperating_name") or NONE, "reason": bare(data.get("reason")),
        "by": _answer_by(r),
    }  # fmt: skip


def _answer_by(r: Reading) -> str:
    from fengqiao.matter.models import DeadlineRow

    rows = DeadlineRow.objects.filter(matter_id=r.context.matter.pk, rule__in=("feed_back", "feed_back_soon"))
    return day(rows.order_by("due_on").values_list("due_on", flat=True).first()) or "释放"


VERIFY_REPLY = PaperKind(
    "verify_reply", "刑满释放人员核查反馈表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="释放机关、安置帮教机构、责任司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("{prison}：", (PRISON,), indented=False),
        FieldTable((3, 5, 3, 5), (
            *_PERSON_ROWS,
            (Head("释放日期"), Value(RELEASE_ON), Head("责任司法所"), Value(Slot("unit", "责任司法所"))),
            (Head("核查结果"), Value(Slot("result", "核查结果", required=True)), Head("住处"), Value(Slot("dwelling", "住处"))),
            (Head("家属意愿"), Value(Slot("family", "家属意愿")), Head("由谁来接"), Value(Slot("fetcher", "由谁来接"))),
            (Head("核查情况"), Value(Slot("found", "核查情况", required=True), span=3, lines=4)),
            (Head("村（社区）反映的事实"), Value(Slot("village", "村（社区）反映的事实"), span=3, lines=2)),
        )),
        Para("依据：{law}。释放日期有变动的，请及时告知。", (LAW,)),
        CLOSED,
    ),
)  # fmt: skip


def verify_reply_values(r: Reading) -> dict[str, Any]:
    data = r.data("verify")
    return r.common() | {
        "issuer": r.bureau, "unit": r.office, "result": label(codes.VERIFICATIONS, data.get("result")), "dwelling": label(codes.DWELLINGS, data.get("dwelling")),
        "family": label(codes.FAMILY, data.get("family")), "fetcher": label(codes.FETCHERS, data.get("fetcher")), "found": data.get("found", ""),
        "village": data.get("village") or NONE, "law": law_of_release(r),
    }  # fmt: skip


LINK_SHEET = PaperKind(
    "link_sheet", "衔接登记表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="责任司法所、安置帮教机构各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            *_PERSON_ROWS,
            (Head("来源"), Value(SOURCE), Head("释放机关"), Value(PRISON)),
            (Head("释放事由"), Value(KIND), Head("释放日期"), Value(RELEASE_ON)),
            (Head("衔接方式"), Value(Slot("mode", "衔接方式", required=True)), Head("衔接日期"), Value(MADE_ON)),
            (Head("衔接地点"), Value(Slot("place", "衔接地点")), Head("重点帮教"), Value(KEY)),
            (Head("接收人"), Value(Slot("receivers", "接收人"), span=3)),
            (Head("释放证明书"), Value(Slot("certificate_no", "释放证明书")), Head("交接材料"), Value(Slot("handed", "交接材料"))),
            (Head("约定第一次联系"), Value(Slot("first_contact", "约定第一次联系"), span=3)),
            (Head("备注"), Value(Slot("remark", "备注"), span=3, lines=2)),
        )),
        Para("已告知本人：依法享有与其他公民平等的权利，在就业、就学和享受社会保障等方面不受歧视；凭释放证明书办理户籍登记；"
             "帮教出于自愿，可以不参加，也可以随时再来。依据：{law}。", (LAW,)),
        FieldTable((1, 1, 1), ((
            SignCell("本人（签名）", height_mm=24), SignCell("接收人（签名）", height_mm=24), SignCell("经办人（签名）", height_mm=24),
        ),)),
    ),
)  # fmt: skip


def link_sheet_values(r: Reading) -> dict[str, Any]:
    data = r.data("hand_over", "walk_in")
    walked = r.fact.action == "walk_in"
    cites = [law_of_release(r), *(laws.words(of, r.on) for of in (laws.REGISTRATION, laws.EQUALITY))]
    return r.common() | {
        "mode": "自行报到" if walked else label(codes.MODES, data.get("mode")), "place": r.office if walked else data.get("place", ""),
        "receivers": r.fact.actor_name if walked else data.get("receivers", ""), "certificate_no": data.get("certificate_no", ""),
        "handed": "、".join(labels(codes.PAPERS_HANDED, data.get("handed"))), "first_contact": day(data.get("first_contact_on")) or "由本人决定",
        "remark": data.get("remark", ""), "law": "、".join(cites),
    }  # fmt: skip


FETCH_SLIP = PaperKind(
    "fetch_slip", "必接必送交接单", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="释放机关、责任司法所、家属各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("姓名"), Value(NAME), Head("性别"), Value(SEX)),
            (Head("公民身份号码"), Value(ID_NO, span=3)),
            (Head("释放机关"), Value(PRISON), Head("释放日期"), Value(RELEASE_ON)),
            (Head("交接地点"), Value(Slot("place", "交接地点")), Head("交接日期"), Value(MADE_ON)),
            (Head("交通方式"), Value(Slot("way", "交通方式")), Head("监护人"), Value(Slot("guardian", "监护人"))),
            (Head("交接材料"), Value(Slot("handed", "交接材料"), span=3)),
            (Head("随身物品"), Value(Slot("belongings", "随身物品"), span=3)),
            (Head("释放机关"), SignCell("经办人（签章）", height_mm=24), Head("接收单位"), SignCell("接收人（签名）", height_mm=24)),
            (Head("村（社区）"), SignCell("到场人（签名）", height_mm=24), Head("家属、监护人"), SignCell("接领人（签名）", height_mm=24)),
        )),
        Para("本人安全送到住处，共同在场人核对无误后签名。依据：{law}。", (LAW,)),
        Para("安置帮教机构：{bureau}", (BUREAU,)),
    ),
)  # fmt: skip


def fetch_slip_values(r: Reading) -> dict[str, Any]:
    data, plan = r.data("hand_over"), r.data("plan_fetch")
    cites = [law_of_release(r), *(["预防未成年人犯罪法第五十六条"] if f.is_minor(r.facts) else [])]
    return r.common() | {
        "place": data.get("place", ""), "way": plan.get("way", ""), "guardian": plan.get("guardian", ""),
        "handed": "、".join(labels(codes.PAPERS_HANDED, data.get("handed"))), "belongings": "", "law": "、".join(cites),
    }  # fmt: skip
