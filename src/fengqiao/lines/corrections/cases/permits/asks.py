"""What the forms of permits and of the report to the border ask for."""

from __future__ import annotations

from fengqiao.lines.corrections.cases.permits import permits
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Options, Text, Upload, Yes

KINDS: Options = ((permits.PLACE, "进入禁止令规定须经批准的区域、场所"), (permits.PERSON, "接触被害人、控告人、举报人、同案犯等"))
DOCUMENTS: Options = (
    ("none", "没有出入境证件"), ("passport", "普通护照"), ("service", "因公护照"), ("hk_macao", "往来港澳通行证"), ("taiwan", "往来台湾通行证"), ("other", "其他"),
)  # fmt: skip
DOCUMENT_WORDS = dict(DOCUMENTS)
STATUS: Options = (("kept", "代为保管"), ("returned", "归还"), ("taken", "收缴"), ("void", "作废"), ("untouched", "未操作"))
APPLY = (
    Choice("kind", "申请什么", options=KINDS),
    Text("whither", "去哪里、见谁", most=120, personal=True),
    LongText("purpose", "为什么", least=4, lines=3),
    Day("from_on", "自", future=True),
    Day("to_on", "至", future=True),
    Text("hours", "几点至几点", most=40, help="到时即止，过时没有许可。"),
    Text("company", "由谁陪同", required=False, most=60),
    Yes("victim_safe", "已核实不影响被害人等的安全，对方愿意见面", required=False, help="会见的须核实。"),
    LongText("opinion", "司法所意见", least=2, lines=2),
    Upload("files", "材料", required=False),
)
DECIDE = (
    FactPick("permit", "哪件申请", of=permits.asked),
    Choice("answer", "决定", options=(("yes", "批准"), ("no", "不批准"))),
    LongText("why", "理由和要求", required=False, lines=2),
    Text("told", "告知了哪些机关", required=False, most=120, help="批准进入特定区域、场所的，告知原判人民法院和县级检察院。"),
)
REPORT = (
    FactPick("permit", "哪件许可", of=permits.to_report),
    Choice("used", "用了没有", options=(("yes", "按许可进行"), ("unused", "没有去"), ("beyond", "超出许可"))),
    LongText("said", "情况", least=2, lines=2),
)
BAN = (
    Choice("document", "证件", options=DOCUMENTS),
    Text("document_no", "证件号码", required=False, most=40, personal=True),
    Choice("status", "证件怎样处理", options=STATUS, initial="untouched", help="代为保管的，须本人自愿交来并出具收条。"),
    Text("organ", "报备的机关", most=80, initial="公安机关出入境管理部门"),
    Day("from_on", "不准出境自"),
    Day("to_on", "至", required=False, future=True, known=False),
    Upload("files", "报备表回执", required=False),
)
UNBAN = (
    FactPick("ban", "哪一项报备", of=permits.open_bans),
    Choice("document_back", "代管的证件", options=(("none", "没有代管"), ("returned", "已经归还本人"))),
    Text("organ", "通知的机关", most=80, initial="公安机关出入境管理部门"),
)
