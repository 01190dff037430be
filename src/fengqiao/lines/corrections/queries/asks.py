"""What the forms of a sealed query ask for, and their words."""

from __future__ import annotations

from fengqiao.matter.needs import Choice, Day, IdNumber, LongText, Many, Options, Text, Upload, Yes

CRIMINAL, SECURITY = "criminal", "security"
KINDS: Options = ((CRIMINAL, "未成年人犯罪记录（社区矫正档案）"), (SECURITY, "治安违法记录"))
ORGANS: Options = (("court", "人民法院"), ("procuratorate", "人民检察院"), ("police", "公安机关、国家安全机关"), ("justice", "司法行政机关"), ("other", "依国家规定有权查询的单位"))
BASES: Options = (("cpl286", "刑事诉讼法第二百八十六条"), ("jd59", "预防未成年人犯罪法第五十九条"), ("cc54", "社区矫正法第五十四条"), ("ps136", "治安管理处罚法第一百三十六条"))
PERSON, LIFE, PAPERS = "person", "life", "papers"
SCOPES: Options = ((PERSON, "身份和矫正依据"), (LIFE, "矫正过程"), (PAPERS, "文书目录"))
GRANTED, REFUSED = "granted", "refused"
ANSWERS: Options = ((GRANTED, "许可"), (REFUSED, "不予许可"))

APPLY = (
    Text("organ", "申请查询的单位", most=60),
    Choice("organ_kind", "单位类别", options=ORGANS),
    Text("letter_no", "函号", most=60, searched=True),
    Choice("kind", "查什么记录", options=KINDS, initial=CRIMINAL),
    Choice("basis", "法律依据", options=BASES, help="来函应当写明。写不出依据的，不收。"),
    LongText("purpose", "办什么案、为什么要查", least=4, lines=2),
    Text("person_name", "被查询人姓名", most=60, personal=True),
    IdNumber("person_id_no", "被查询人身份证号", required=False, help="有号码的只按号码查；没有的按姓名查，可能有同名。"),
    Many("scope", "要查的内容", options=SCOPES),
    Day("from_on", "许可自", future=True, initial="today"),
    Day("to_on", "许可至", future=True, help="只开一次；过了这一天没有查的作废。"),
    Text("readers", "来人姓名、证件", most=120, personal=True),
    Upload("files", "来函、证件", required=False),
)
OPINION = (
    Choice("opinion", "意见", options=ANSWERS, initial=GRANTED),
    LongText("reasons", "理由", least=4, lines=2, help="依据是否成立、范围是否必要；不写有没有这个人的记录。"),
)
DECIDE = (
    Choice("answer", "决定", options=ANSWERS, initial=GRANTED),
    LongText("why", "理由", required=False, lines=2, help="不予许可的要写明。"),
    Many("allowed", "许可的内容", options=SCOPES, known=True, required=False),
)
PLEDGE = (Yes("signed", "来人已在保密承诺书上签名"), Upload("files", "签名的承诺书", required=False))
LAPSE = (LongText("why", "为什么没有查", least=2, lines=2),)
