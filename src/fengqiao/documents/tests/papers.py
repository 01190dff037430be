"""Two real papers of people's mediation, declared in full: the proof that the vocabulary is enough.

Fields after the unified set of the Ministry of Justice (December 2010) and 人民调解法 第二十九条.
"""

from __future__ import annotations

from fengqiao.documents import (
    Closing,
    Column,
    Conditional,
    Field,
    FieldTable,
    Head,
    Heading,
    Labelled,
    Notice,
    Number,
    OfficialHead,
    PageBreak,
    PaperKind,
    Para,
    PartiesBlock,
    Passage,
    QrCode,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Terms,
    Title,
    Value,
)

PARTIES = Rows(
    "parties",
    "当事人",
    required=True,
    fields=(
        Slot("side", "身份"),
        Slot("name", "姓名", required=True),
        Slot("sex", "性别", required=True),
        Slot("ethnicity", "民族"),
        Slot("age", "年龄", required=True),
        Slot("occupation", "职业或职务"),
        Slot("phone", "联系方式", required=True),
        Slot("address", "单位或住址", required=True),
    ),
    organisation_fields=(
        Slot("side", "身份"),
        Slot("name", "名称", required=True),
        Slot("address", "地址", required=True),
        Slot("legal_representative", "法定代表人", required=True),
        Slot("phone", "联系方式", required=True),
    ),
)

AGREEMENT = PaperKind(
    "mediation_agreement",
    "人民调解协议书",
    version="2026.1",
    form="司法部人民调解文书格式（2010年12月）",
    basis="人民调解法第二十九条",
    copies="当事人、人民调解委员会各一份",
    blocks=(
        Title(),
        Number(Slot("number", "编号", required=True, blank_em=14)),
        PartiesBlock(
            PARTIES,
            lines=(
                (("name", 4), ("sex", 1.6), ("ethnicity", 1.8), ("age", 1.6)),
                (("occupation", 1), ("phone", 1.2)),
                (("address", 1),),
            ),
            organisation_lines=(
                (("name", 1),),
                (("address", 1),),
                (("legal_representative", 1), ("phone", 1.2)),
            ),
        ),
        Passage(Slot("facts", "纠纷主要事实、争议事项", required=True), lines=5),
        Para("经调解，自愿达成如下协议："),
        Terms(Slot("terms", "协议内容", required=True)),
        Passage(Slot("performance", "履行方式、时限", required=True), lines=2),
        Para(
            "本协议一式{copies}份，当事人、人民调解委员会各持一份。",
            (Slot("copies", "份数", required=True, blank_em=3),),
        ),
        Signatures(
            (Sign("当事人", "签名、盖章或按指印", each="parties"), Sign("人民调解员"), Sign("记录人")),
            seal="人民调解委员会印章",
            date=Slot("agreed_on", "日期", kind="date"),
        ),
    ),
)

REGISTRATION = PaperKind(
    "mediation_registration",
    "人民调解受理登记表",
    version="2026.1",
    form="司法部人民调解文书格式（2010年12月）",
    basis="人民调解法第十七条",
    blocks=(
        Title(above=Slot("committee", "人民调解委员会", required=True, blank_em=14)),
        Number(Slot("number", "编号", blank_em=14)),
        FieldTable(
            (3, 5, 3, 5),
            (
                (
                    Head("日期"),
                    Value(Slot("received_on", "日期", required=True, kind="date"), align="centre"),
                    Head("纠纷类型"),
                    Value(Slot("dispute_type", "纠纷类型", required=True), align="centre"),
                ),
                (Head("当事人"), Value(Slot("party_names", "当事人", required=True), span=3)),
                (
                    Head("案件来源"),
                    Value(
                        Slot(
                            "source",
                            "案件来源",
                            required=True,
                            choices=("当事人申请", "主动调解", "移送委托"),
                        ),
                        span=3,
                    ),
                ),
                (
                    Head("纠纷简要情况"),
                    Value(Slot("summary", "纠纷简要情况", required=True), span=3, lines=12),
                ),
                (
                    Head("当事人签名"),
                    SignCell("签名、盖章或按指印", "以上情况属实，自愿接受人民调解。", span=3, height_mm=38),
                ),
                (Head("登记人签名"), SignCell("签名"), Head("调委会印章"), SignCell("")),
                (Head("备注"), Value(Slot("remark", "备注"), span=3, lines=2)),
            ),
        ),
        Para("此表由人民调解委员会填写。", indented=False),
    ),
)

EXHIBITS = PaperKind(
    "evidence_list",
    "证据材料清单",
    version="2026.1",
    form="司法部人民调解文书格式（2010年12月）",
    layout="official",
    blocks=(
        Title(),
        Number(Slot("number", "编号")),
        Labelled(((Field(Slot("giver", "提交人")), Field(Slot("taker", "收件人"))),)),
        RowsTable(
            Rows(
                "exhibits",
                "证据材料",
                required=True,
                fields=(
                    Slot("name", "名称", required=True),
                    Slot("origin", "来源"),
                    Slot("form", "原件/复印件"),
                    Slot("pages", "页数"),
                    Slot("amount", "金额（元）"),
                ),
            ),
            (
                Column("name", 4, "left"),
                Column("origin", 2),
                Column("form", 2),
                Column("pages", 1, total=True),
                Column("amount", 2, "right", total=True),
            ),
        ),
        Notice("提交人保证所提交的证据材料真实、来源合法。", heading="说明"),
        Signatures((Sign("提交人"), Sign("收件人"))),
    ),
)

VOLUME_COVER = PaperKind(
    "volume_cover",
    "人民调解卷宗",
    version="2026.1",
    form="司法部人民调解文书格式（2010年12月）",
    layout="cover",
    blocks=(
        Title(above=Slot("committee", "人民调解委员会", required=True, blank_em=14)),
        Labelled(
            (
                (Field(Slot("name", "卷　　名", required=True)),),
                (Field(Slot("number", "卷　　号", required=True)),),
                (Field(Slot("mediators", "人民调解员", required=True)),),
                (Field(Slot("period", "调解日期", required=True)),),
                (Field(Slot("filer", "立　卷　人", required=True)),),
                (Field(Slot("filed_on", "立卷日期", required=True, kind="date")),),
                (Field(Slot("retention", "保管期限", required=True)),),
                (Field(Slot("remark", "备　　注")),),
            )
        ),
    ),
)

TRANSFER_LETTER = PaperKind(
    "transfer_letter",
    "关于移送王秀兰与李建国相邻纠纷的函",
    version="2026.1",
    form="GB/T 9704-2012",
    layout="official",
    blocks=(
        OfficialHead(Slot("issuer", "发文机关", required=True), Slot("number", "发文字号", required=True)),
        Title(),
        Para("{addressee}：", (Slot("addressee", "主送机关", required=True, blank_em=10),), indented=False),
        Para(
            "我委于{received_on}受理的{title}一案，因{reason}，现移送你单位处理。",
            (
                Slot("received_on", "受理日期", required=True, kind="date"),
                Slot("title", "案名", required=True),
                Slot("reason", "移送理由", required=True),
            ),
        ),
        Heading("一、基本情况"),
        Para("{facts}", (Slot("facts", "基本情况", required=True),)),
        Heading("二、随案材料"),
        Heading("（一）文书", level=2),
        Terms(Slot("exhibits", "材料"), style="figures"),
        Conditional(
            Slot("is_urgent", "情况紧急", kind="flag"),
            (Para("本案存在激化可能，请优先处理。"),),
            otherwise=(Para("请于收到之日起五日内函复。"),),
        ),
        Closing(
            Slot("issuer", "发文机关", required=True),
            Slot("issued_on", "成文日期", required=True, kind="date"),
        ),
        PageBreak(),
        Title("送达回执"),
        Notice("请在收到后签名并退回。", heading="说明"),
        QrCode(Slot("receipt_url", "回执网址"), "扫码回执"),
    ),
)

BOX_LABEL = PaperKind(
    "box_label",
    "档案盒标签",
    version="2026.1",
    form="本局样式",
    layout="label",
    blocks=(
        Title(),
        Labelled(((Field(Slot("year", "年度")), Field(Slot("box", "盒号"))), (Field(Slot("range", "起止卷号")),))),
        QrCode(Slot("url", "网址")),
    ),
)
