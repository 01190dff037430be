"""权利义务告知书: what every party is told before mediation, in words that can be read out.

人民调解法 3-4, 7, 17, 20, 23-33; 个人信息保护法 13, 17, 44-47.
"""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Heading, Notice, PaperKind, Para, Sign, Slot
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    BY_HAND,
    COMMITTEE,
    DISPUTE,
    FORM,
    HEADED,
    MADE_ON,
    NUMBERED,
    PARTY_NAMES,
    SIGNERS,
    VERSION,
    signed_by,
)

_MEDIATORS = Slot("mediators", "人民调解员", required=True, blank_em=12)
_CONTACT = Slot("contact", "地址、电话", required=True, blank_em=16)
UNASSIGNED = "受理后由调委会指定或者由你们选择，另行告知"

RIGHTS = PaperKind(
    "rights", "人民调解当事人权利义务告知书", version=VERSION, form=FORM,
    basis="人民调解法第三条、第四条、第二十三条、第二十四条；个人信息保护法第十七条",
    copies="当事人各一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        Para("{party_names}：", (PARTY_NAMES,), indented=False),
        Para("你们之间的{dispute}，由{committee}调解。依照《中华人民共和国人民调解法》，告知如下：",
             (DISPUTE, COMMITTEE)),
        Heading("一、人民调解的性质、原则和费用"),
        Para("人民调解委员会是依法设立的调解民间纠纷的群众性组织（第七条）。调解遵循三项原则：在当事人自愿、"
             "平等的基础上进行；不违背法律、法规和国家政策；尊重当事人的权利，不因调解而阻止当事人依法通过仲裁、"
             "行政、司法等途径维护自己的权利（第三条）。调解不收取任何费用（第四条）；索要财物的，"
             "可以拒绝并向司法行政机关反映。"),
        Heading("二、你的权利（第二十三条）"),
        Para("（一）选择或者接受人民调解员；认为调解员与纠纷有利害关系的，可以要求更换；"),
        Para("（二）接受、拒绝或者随时要求终止调解；一方明确拒绝的，不得调解（第十七条）；"),
        Para("（三）要求调解公开进行或者不公开进行；涉及隐私、商业秘密、未成年人、家庭暴力的，"
             "或者有一方不同意公开的，不公开进行；"),
        Para("（四）自主表达意愿、自愿达成调解协议。"),
        Heading("三、你的义务（第二十四条）"),
        Para("（一）如实陈述事实；（二）遵守现场秩序，尊重调解员；（三）尊重对方行使权利。"),
        Heading("四、调解员和参加人"),
        Para("本纠纷的人民调解员：{mediators}。经你们同意，可以邀请亲属、邻里、同事、专业人员等参与（第二十条）。"
             "委托代理人的，须提交授权委托书；没有明确授权的，代理人不能代你承认、变更、放弃请求或者签署协议。",
             (_MEDIATORS,)),
        Heading("五、调解协议的效力和司法确认"),
        Para("调解协议书自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效；"
             "口头协议自各方达成协议之日起生效（第二十九条、第三十条；法律、司法解释另有规定的从其规定）。"
             "协议具有法律约束力（第三十一条）；就履行或者内容发生争议的，可以向人民法院起诉（第三十二条）。"),
        Para("双方可以自协议生效之日起三十日内，共同向有管辖权的人民法院申请司法确认，不收费；经确认有效，"
             "一方拒绝履行或者未全部履行的，对方可以申请强制执行（第三十三条；民事诉讼法第二百零五条、"
             "第二百零六条）。"),
        Heading("六、其他途径"),
        Para("调解不成的，可以依法通过仲裁、行政、司法等途径维护权利（第二十六条）。请留意法定期限："
             "诉讼时效一般为三年，自知道或者应当知道权利受到损害以及义务人之日起计算（民法典第一百八十八条）。"
             "可能引起治安、刑事案件的，调解员应当报告公安机关等部门（第二十五条）。"
             "遭受家庭暴力或者面临其现实危险的，可以报警，"
             "可以向人民法院申请人身安全保护令（反家庭暴力法第二十三条）。"),
        Heading("七、个人信息如何使用"),
        Para("处理者：{committee}（{contact}）。", (COMMITTEE, _CONTACT)),
        Notice(
            "为登记、调解、制作和送达文书、督促履行、统计和立卷归档（第二十七条），"
            "依照个人信息保护法第十三条第一款第三项，登记你的姓名、证件号码、联系方式、住址和与纠纷有关的情况；"
            "敏感个人信息只在必要范围内处理。\n资料按档案保管期限保存，不公开，不提供给无关的人；"
            "只有共同申请司法确认、机关委派或者移送本纠纷、依法应当报告的，才提供必要的材料。"
            "调解中的让步和单独谈话不对外提供。录音录像须经各方同意。\n你可以查阅、复制自己的信息，可以要求更正、"
            "补充；归档资料在保管期限内不能删除，但可以要求停止其他使用。向上述地址、"
            "电话或者承办调解员提出即可（个人信息保护法第四十四条至第四十七条）。"
        ),
        signed_by("以上内容已向我告知（宣读），我已明白。", Sign("被告知人", BY_HAND, date=False), date=MADE_ON),
    ),
)  # fmt: skip


def rights_values(reading: Reading) -> dict[str, Any]:
    office = reading.context.matter.office
    contact = "，".join(filter(None, (getattr(office, "address", ""), getattr(office, "phone", ""))))
    return {
        "committee": reading.committee,
        "number": reading.number,
        "party_names": reading.party_names,
        "dispute": reading.dispute_type,
        "mediators": reading.mediators or UNASSIGNED,
        "contact": contact,
        SIGNERS.name: reading.signers,
        "made_on": reading.today,
    }
