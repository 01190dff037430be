"""What goes to others: 救助、就业、培训、其他转介单, 心理服务同意书、结案单, 转出函.

A referral of relief is posted in the village (社会救助法45), one to an employer lies on a desk: none of them says where the
person has been (RB11). So their very titles, forms and bases are neutral; a test reads every word of them.
"""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Closing,
    FieldTable,
    Head,
    Notice,
    PageBreak,
    PaperKind,
    Para,
    Passage,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Title,
    Value,
)
from fengqiao.documents.wording import bare, day, label, money
from fengqiao.lines.resettlement import codes, laws
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.papers.reading import Reading
from fengqiao.lines.resettlement.papers.release import law_of_release
from fengqiao.lines.resettlement.papers.shared import (
    BASIS,
    BIRTH,
    CLOSED,
    HEADED,
    HUKOU,
    ID_NO,
    ISSUER,
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
    VERSION,
)
from fengqiao.lines.resettlement.wording import telling_words

_TO = Slot("referred_to", "收件单位", required=True, blank_em=14)
_SITUATION = Slot("situation", "情况", required=True)
_ANSWER = (Head("办理结果"), SignCell("经办人（签章）", "□已受理　□已给予　□未给予，理由：", span=3, height_mm=34))


def _referral(code: str, title: str, basis: str, asks: str, *rows: Any) -> PaperKind:
    """A referral: who, what is needed, whom to ask; nothing of the past."""
    return PaperKind(
        code, title, version=VERSION, form=LOCAL_FORM, basis=basis, copies="收件单位、司法所各一份",
        blocks=(
            HEADED, NUMBERED,
            Para("{referred_to}：", (_TO,), indented=False),
            Para(asks),
            FieldTable((3, 5, 3, 5), (
                (Head("姓名"), Value(NAME), Head("性别"), Value(SEX)),
                (Head("公民身份号码"), Value(ID_NO, span=3)),
                (Head("现住址"), Value(RESIDENCE, span=3)),
                (Head("联系电话"), Value(PHONE), Head("日期"), Value(MADE_ON)),
                *rows,
                (Head("情况"), Value(_SITUATION, span=3, lines=4)),
                _ANSWER,
            )),
            CLOSED,
        ),
    )  # fmt: skip


RELIEF_REFERRAL = _referral(
    "relief_referral", "临时救助转介单", "社会救助法第二十九条、第三十七条、第五十条",
    "下列人员遇到突发性、紧迫性困难，请依法给予临时救助；情况紧急、金额较小的，请先行救助，以后补充说明情况。申请向急难发生地提出。",
    (Head("急难发生地"), Value(Slot("where", "急难发生地", required=True)), Head("申请金额"), Value(Slot("amount", "申请金额"))),
)  # fmt: skip
JOB_REFERRAL = _referral(
    "job_referral", "就业服务转介单", "就业促进法第五十二条、第五十三条", "下列人员需要就业服务，请按规定登记，符合就业困难人员条件的给予就业援助，符合公益性岗位要求的优先安排。",
    (Head("需要"), Value(Slot("kind", "需要")), Head("技能"), Value(Slot("skills", "技能"))),
)  # fmt: skip
TRAINING_REFERRAL = _referral(
    "training_referral", "技能培训转介单", "就业促进法第五十二条", "下列人员愿意参加技能培训，请按规定安排。",
    (Head("需要"), Value(Slot("kind", "需要")), Head("技能"), Value(Slot("skills", "技能"))),
)  # fmt: skip
SERVICE_REFERRAL = _referral(
    "service_referral", "服务转介单", "本人申请", "下列人员需要你单位的服务，请予办理。",
    (Head("需要"), Value(Slot("kind", "需要"), span=3)),
)  # fmt: skip


def _skills(r: Reading) -> str:
    """What the person can do, as the notice had it, unless its words tell where it was learnt."""
    said = bare(r.opening.get("skills"))
    return said if said and not telling_words(said) else "见情况一栏"


def referral_values(r: Reading) -> dict[str, Any]:
    data = r.data("refer")
    need = f.need(r.facts, data.get("need"))
    common = r.common()
    return {name: common[name] for name in ("issuer", "made_on", "number", "name", "sex", "id_no", "phone", "residence")} | {
        "referred_to": data.get("referred_to", ""), "situation": data.get("situation", ""), "where": data.get("where", ""),
        "amount": money(data.get("amount")) or "按规定确定", "kind": need.word if need else "", "skills": _skills(r),
        "residence": common["residence"] or common["hukou"],
    }  # fmt: skip


PSYCH_CONSENT = PaperKind(
    "psych_consent", "心理服务同意书", version=VERSION, form=LOCAL_FORM, basis="精神卫生法第二十三条", copies="本人、服务提供者各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("本人{name}自愿接受{provider}提供的心理帮扶。", (NAME, Slot("provider", "服务提供者", required=True, blank_em=10))),
        Notice(
            "谈话内容由服务提供者保密，不交给司法所；司法所只知道来了几次、属于哪一类主题、怎样结束。"
            "心理咨询人员不作精神障碍的诊断、治疗；认为可能患有精神障碍的，会建议您到医疗机构就诊。"
            "您可以随时停止，不需要理由，不影响其他帮助。", heading="请先看",
        ),
        Para("需要打破保密的只有一种情况：有伤害自己或者他人的紧迫危险。"),
        Signatures((Sign("本人"), Sign("监护人（未成年人）"), Sign("服务提供者"))),
    ),
)  # fmt: skip


def psych_consent_values(r: Reading) -> dict[str, Any]:
    return r.common() | {"provider": r.data("offer_psych").get("provider", "")}


PSYCH_END = PaperKind(
    "psych_end", "心理帮扶结案单", version=VERSION, form=LOCAL_FORM, basis="精神卫生法第二十三条", copies="司法所存档",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("姓名"), Value(NAME), Head("服务提供者"), Value(Slot("provider", "服务提供者"))),
            (Head("开始"), Value(Slot("from_on", "开始")), Head("结束"), Value(MADE_ON)),
            (Head("参加次数"), Value(Slot("attended", "参加次数")), Head("主题"), Value(Slot("topic", "主题"))),
            (Head("怎样结束"), Value(Slot("ended", "怎样结束", required=True), span=3)),
        )),
        Para("谈话记录由服务提供者保管，不附本单。"),
        Signatures((Sign("服务提供者"),)),
    ),
)  # fmt: skip


def psych_end_values(r: Reading) -> dict[str, Any]:
    one = next((each for each in f.psych(r.facts) if each.n == r.data("end_psych").get("psych")), None)
    found = r.common()
    if one is not None:
        found |= {
            "provider": one.provider, "from_on": day(one.offered_on), "attended": f"{one.attended}次（约{one.sessions}次）",
            "topic": label(codes.SESSION_TOPICS, one.topic), "ended": label(codes.PSYCH_ENDS, one.ended),
        }  # fmt: skip
    return found


_COUNTY = Slot("county", "收函单位", required=True, blank_em=14)
TRANSFER_LETTER = PaperKind(
    "transfer_letter", "安置帮教转出函", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="收函单位、发函单位各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("{county}：", (_COUNTY,), indented=False),
        Para("下列人员居住在你县，现商请接收，做好衔接和帮助。你县接收并回执以前，仍由我县负责。"),
        FieldTable((3, 5, 3, 5), (
            (Head("姓名"), Value(NAME), Head("性别"), Value(SEX)),
            (Head("出生日期"), Value(BIRTH), Head("联系电话"), Value(PHONE)),
            (Head("公民身份号码"), Value(ID_NO, span=3)),
            (Head("户籍地"), Value(HUKOU, span=3)),
            (Head("居住地"), Value(RESIDENCE, span=3)),
            (Head("释放机关"), Value(PRISON), Head("释放日期"), Value(RELEASE_ON)),
            (Head("转出理由"), Value(Slot("reason", "转出理由", required=True), span=3, lines=2)),
            (Head("本人意见"), Value(Slot("asked", "本人意见"), span=3)),
        )),
        Para("依据：{law}。", (LAW,)),
        CLOSED,
        PageBreak(),
        Title("回执"),
        Para("{issuer}：", (ISSUER,), indented=False),
        Para("你单位来函收悉（档案编号{number}，{name}）。我县：□予以接收　□不予接收，理由：", (Slot("number", "档案编号", required=True, blank_em=14), NAME)),
        Passage(Slot("blank", "说明"), lines=4),
        Closing(Slot("their_name", "接收单位"), Slot("their_day", "接收日期", kind="date")),
    ),
)  # fmt: skip


def _to_whom(county: str) -> str:
    """The county's agency, where only the county was named."""
    return f"{county}安置帮教工作机构" if county.endswith(("县", "区", "市", "旗")) else county


def transfer_letter_values(r: Reading) -> dict[str, Any]:
    data = r.data("redirect", "transfer")
    cite = law_of_release(r) if r.fact.action == "redirect" else laws.words(laws.HELP, r.on)
    return r.common() | {
        "issuer": r.bureau, "county": _to_whom(data.get("county", "")), "reason": data.get("reason", ""), "law": cite,
        "asked": "本人知道并同意" if data.get("asked") else "释放前，由释放机关告知本人",
    }  # fmt: skip
