"""What is asked at each step."""

from __future__ import annotations

from fengqiao.lines.forensic import codes, gathering
from fengqiao.matter.needs import (
    Choice,
    Day,
    Listed,
    LongText,
    Mark,
    MatterPick,
    Need,
    Number,
    Origin,
    Parties,
    Phone,
    Text,
    Upload,
    Yes,
)

NO_SECRETS = "不得上传国家秘密和工作秘密。"
PERSON: tuple[Need, ...] = (
    Choice("role", "身份", options=codes.ROLES, initial="both"),
    Text("name", "姓名或者单位名称", most=60, personal=True),
    Phone("phone", "电话", required=False),
)
COMMISSION: tuple[Need, ...] = (
    Choice("kind", "鉴定类别", options=codes.KINDS),
    Text("subject", "鉴定事项", most=80, told=True, help="例如：伤残等级、误工期和护理期、笔迹。"),
    Listed("institute", "鉴定机构", of=gathering.institutes, none="名册里还没有司法鉴定机构，请先在“法律服务名册”登记", help="许可证在委托书生效那天有效、类别相符的才能登记。"),
    Parties("parties", "当事人", of=PERSON, least=1, most=6, row_word="人"),
    Choice("client", "由谁委托", options=codes.CLIENTS, initial=codes.SELF),
    Text("client_name", "委托单位", most=80, required=False, only_if=("client", tuple(code for code, _ in codes.CLIENTS if code != codes.SELF))),
    Choice("nature", "性质", options=codes.NATURES, initial=codes.FIRST),
    MatterPick("previous", "原来的鉴定委托", line="forensic", required=False, only_if=("nature", ("further", "again")), help="在本系统登记过的，写编号。"),
    Text("contract_no", "委托书编号", most=60, required=False, searched=True),
    Yes("relief", "符合法律援助条件，申请减免鉴定费", required=False, help="法律援助法第五十三条：减收、免收由鉴定机构办理。"),
    Upload("files", "委托书", required=False, help=NO_SECRETS),
    Origin("origin", "由哪一件登记"),
)  # fmt: skip
SUSPEND: tuple[Need, ...] = (
    Choice("why", "为什么不计入时限", options=codes.SUPPLEMENTS, initial=codes.SUPPLY), LongText("words", "要补什么", least=2, most=400, lines=2),
    Day("back_on", "已经补来的，哪天补来", required=False, help="还没有补来的空着，补来以后登记“材料补来”。"), Upload("files", "机构的通知", required=False, help=NO_SECRETS),
)  # fmt: skip
RESUME: tuple[Need, ...] = (LongText("words", "补来了什么", least=2, most=400, lines=2), Upload("files", "材料清单", required=False, help=NO_SECRETS))
EXTEND: tuple[Need, ...] = (
    Number("days", "延长几个工作日", least=1, most=999), Choice("reason", "为什么延长", options=codes.LONGER), Yes("approved", "经鉴定机构负责人批准"),
    Day("told_on", "哪天告知委托人"), Choice("told_by", "怎样告知", options=codes.WAYS), Upload("files", "延长告知书", required=False, help=NO_SECRETS),
)  # fmt: skip
AGREE: tuple[Need, ...] = (
    Number("days", "约定几个工作日", least=1, most=codes.MOST_AGREED, help="从委托书生效起一共多少个工作日，不是再加多少。"),
    Text("words", "怎样约定的", most=200), Upload("files", "约定的文书", required=False, help=NO_SECRETS),
)  # fmt: skip
CHASE: tuple[Need, ...] = (Choice("way", "怎样问", options=codes.WAYS), LongText("said", "问了什么、机构怎样答复", least=2, most=1000, lines=3))
TELL: tuple[Need, ...] = (Choice("way", "怎样告诉", options=codes.WAYS), LongText("said", "告诉了什么", least=2, most=1000, lines=2))
GOES_ALONG: tuple[Need, ...] = (Mark("follower", "谁跟踪"), Text("follower_name", "姓名", required=False, most=40))
ISSUE: tuple[Need, ...] = (
    Text("opinion_no", "意见书编号", most=60, searched=True), Day("opinion_on", "意见书上的日期"),
    LongText("opinion", "鉴定意见", required=False, least=2, most=2000, lines=3, personal=True), Upload("files", "意见书", required=False, help=NO_SECRETS),
)  # fmt: skip
END: tuple[Need, ...] = (
    Choice("ground", "终止的情形（第二十九条）", options=codes.ENDS), LongText("words", "机构说明的理由", least=2, most=400, lines=2),
    Yes("returned", "鉴定材料已经退还", required=False), Upload("files", "终止鉴定告知书", required=False, help=NO_SECRETS),
)  # fmt: skip
