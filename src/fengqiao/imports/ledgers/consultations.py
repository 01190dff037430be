"""A row of an old ledger of consultations as history: counted among those answered, never in times, evaluations or second tries.

咨询登记台账 of earlier years: when, who (or nobody), what was asked, what was said. A name or number that is missing stays missing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Entered, Field, Kind, Setting, Wanted
from fengqiao.imports.ledgers import people
from fengqiao.imports.ledgers.looks import are_days, looks_like_phone, mostly
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import CellWrong
from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.permissions import KEEP_HISTORY
from fengqiao.lines.legalservice.procedure import SERVICE_REQUEST, void_entered
from fengqiao.matter.actions import Doing
from fengqiao.matter.entered import ENTERED_FROM
from fengqiao.orgs.models import OfficeKind
from fengqiao.orgs.roles import OFFICE_HEAD, SERVICE_HEAD
from fengqiao.vault import parse_phone

CHANNEL_WORDS = {
    "电话": codes.HOTLINE, "来电": codes.HOTLINE, "热线": codes.HOTLINE, "电话咨询": codes.HOTLINE, "12348": codes.HOTLINE, "148": codes.OLD_148, "来访": codes.COUNTER, "当面": codes.COUNTER,
    "现场": codes.COUNTER, "窗口": codes.COUNTER, "面谈": codes.COUNTER, "来访咨询": codes.COUNTER, "网络": codes.WEB, "网上": codes.WEB, "微信": codes.H5, "公众号": codes.H5, "信函": codes.LETTER,
    "来函": codes.LETTER, "书信": codes.LETTER, "12345": codes.MAYOR_LINE, "司法所": codes.STATION, "下乡": codes.HOME, "转办": codes.REFERRED,
}  # fmt: skip
INTENT_WORDS = {"法律咨询": codes.CONSULT, "法律援助": codes.AID, "申请法律援助": codes.AID, "人民调解": codes.MEDIATION, "司法鉴定": codes.FORENSIC, "查询": codes.FIND_LAWYER}
AREA_WORDS: Mapping[str, str] = {
    "婚姻": "family.divorce", "离婚": "family.divorce", "抚养": "family.divorce", "赡养": "family.support", "家暴": "family.violence", "家庭暴力": "family.violence", "继承": "family.heir",
    "工伤": "labour.injury", "欠薪": "labour.wages", "工资": "labour.wages", "劳动": "labour.contract", "社保": "social", "交通": "injury.traffic", "医疗": "injury.medical", "损害": "injury.other",
    "人身": "injury.other", "侵权": "injury.other", "借贷": "debt.loan", "借款": "debt.loan", "债": "debt.loan", "合同": "debt.contract", "消费": "debt.consumer", "担保": "debt.guarantee",
    "租": "home.rent", "物业": "home.property", "相邻": "home.property", "邻里": "home.property", "房": "home.sale", "土地": "land", "征": "land", "宅基地": "land", "行政": "admin", "刑": "criminal",
    "公司": "company", "公证": "service", "鉴定": "service",
}  # fmt: skip
NOBODY = ("匿名", "不详", "不愿透露", "群众", "来访人", "来电人", "某")


def read_row(row: LedgerRow, setting: Setting) -> Entered:
    """The one act of a row, and where it comes from. Raises RowWrong with everything that cannot be read, each at its cell."""
    reading = Reading(row, setting)
    reading.failed_formulas()
    day = reading.days({"asked_on": "咨询日期"})
    if "asked_on" not in day and not any(each.field == "asked_on" for each in reading.problems):
        reading.wrong("asked_on", "没有写哪天咨询的。请补上日期，只知道月份的写当月最后一天。")
    content = reading.text("content") or reading.text("area")
    if len(content) < 2:
        reading.wrong("content", "没有写问的是什么。请补上一句。")
    channel = reading.tried("channel", partial(people.code_of, reading, "channel", codes.CHANNELS, CHANNEL_WORDS)) or _assumed(reading)
    intent = reading.tried("intent", partial(people.code_of, reading, "intent", codes.INTENTS, INTENT_WORDS)) or codes.CONSULT
    served = reading.tried("served", partial(_served, reading)) or 1
    who = _who(reading)
    reading.refuse()
    told: dict[str, Any] = {
        "channel": channel, "intent": intent, "area": _area(reading, content), "content": content[:6000], "advice": reading.text("advice")[:6000],
        "adviser": reading.text("adviser")[:40], "persons_served": served, "old_no": reading.text("number")[:60], "parties": [who] if who else [],
    }  # fmt: skip
    given = {need: value for need, value in told.items() if value not in ("", [])}
    on = day["asked_on"]
    steps = [
        Doing(SERVICE_REQUEST.action("enter_history"), given, on, under=KEEP_HISTORY),
        Doing(SERVICE_REQUEST.action(ENTERED_FROM), {"text": _source(reading)}, on, under=KEEP_HISTORY),
    ]
    return Entered(steps, reading.notes, "", on)


def _assumed(reading: Reading) -> str:
    reading.notes.add("没有写渠道，记为大厅")
    return codes.COUNTER


def _served(reading: Reading) -> int:
    text = plain(reading.text("served")).removesuffix("人次").removesuffix("人")
    if not text:
        return 1
    if not text.isdigit() or not 1 <= int(text) <= 500:
        raise CellWrong(f"人次“{text}”不对，应是1到500的整数。请核对。", "served")
    return int(text)


def _who(reading: Reading) -> dict[str, str]:
    """Who asked, as far as the ledger says; nobody where it says 匿名."""
    name = plain(reading.text("name"))
    phone = parse_phone(plain(reading.text("phone")))
    if reading.text("phone") and not phone.ok:
        reading.notes.add("电话认不出来，没有记")
    if not name or name in NOBODY or name.endswith("某某"):
        name = ""
    elif len(name) > 40:
        reading.wrong("name", "姓名太长。一行只写一个人，其余写进内容。")
    found = {"side": "caller", "kind": "person", "name": name or "未留姓名", **({"phone": phone.digits} if phone.ok else {})}
    return found if name or phone.ok else {}


def _area(reading: Reading, content: str) -> str:
    """The area a word of the ledger means, else the words of what was asked; 其他 where neither says."""
    by_label = {label: code for code, label in codes.AREAS}
    said = plain(reading.text("area"))
    if said in by_label:
        return by_label[said]
    for text in (said, content):
        found = next((code for word, code in AREA_WORDS.items() if word in text), None)
        if found is not None:
            if text is said:
                reading.notes.add(f"领域“{said}”记为{dict(codes.AREAS)[found]}")
            return found
    if said:
        reading.notes.add(f"领域“{said[:20]}”没有对应的，记为其他")
    return "other"


def _source(reading: Reading) -> str:
    said = [f"{reading.setting.source}，第{reading.row.number}行"]
    said += [f"备注：{reading.text('note')}"] if reading.text("note") else []
    return "；".join(said + list(reading.notes.corrected))


def guess(values: Sequence[Any], texts: Sequence[str], offered: Mapping[str, Collection[str]]) -> str:
    """What a column looks like, where its heading says nothing."""
    if are_days(values, texts):
        return "asked_on"
    if mostly(texts, looks_like_phone):
        return "phone"
    return "channel" if mostly(texts, lambda text: text in CHANNEL_WORDS) else ""


FIELDS = (
    Field("serial", "序号", ("序号", "序")),
    Field("asked_on", "咨询日期", ("咨询日期", "咨询时间", "日期", "时间", "来访日期", "来访时间", "接待日期", "接待时间", "登记日期", "登记时间", "来电时间")),
    Field("name", "咨询人", ("咨询人", "来访人", "来电人", "姓名", "咨询人姓名", "来访人姓名", "当事人")),
    Field("phone", "电话", ("电话", "联系电话", "联系方式", "手机", "手机号")),
    Field("channel", "渠道", ("渠道", "咨询方式", "来源", "方式", "咨询渠道", "来访方式", "受理方式", "咨询途径")),
    Field("intent", "诉求", ("诉求", "服务事项", "事项类别", "业务类型")),
    Field("area", "领域", ("领域", "咨询类别", "类别", "类型", "咨询类型", "案由", "咨询事项", "法律关系", "事项")),
    Field("content", "咨询内容", ("咨询内容", "内容", "咨询问题", "问题", "主要内容", "咨询事由", "基本情况", "反映问题")),
    Field("advice", "答复", ("答复", "答复意见", "解答", "解答内容", "解答意见", "处理意见", "处理结果", "答复内容", "办理结果", "接待意见")),
    Field("adviser", "解答人", ("解答人", "接待人", "值班人", "值班律师", "解答律师", "接待人员", "承办人", "工作人员", "接听人")),
    Field("served", "人次", ("人次", "人数", "服务人次", "来访人数", "咨询人次")),
    Field("number", "原编号", ("编号", "登记编号", "咨询编号", "工单号")),
    Field("note", "备注", ("备注", "说明")),
)  # fmt: skip
CONSULTATIONS = Kind(
    code="consultations", label="往年咨询台账", fields=FIELDS, wanted=(Wanted("咨询日期", ("asked_on",)), Wanted("咨询内容或类别", ("content", "area"))),
    signs=frozenset({"advice", "adviser", "asked_on"}), no_headings="没有找到表头：至少要有咨询日期和咨询内容（或类别）。栏目叫法不同的，用 --mapping 写明。",
    procedure=SERVICE_REQUEST.code, line="legalservice", may=KEEP_HISTORY, heads=frozenset({SERVICE_HEAD.code, OFFICE_HEAD.code}),
    office_kinds=(OfficeKind.BUREAU, OfficeKind.OFFICE), office_word="单位", wrong_office="不是司法局或者司法所。请写区域号：中心的台账写司法局，一个所一本的写司法所。",
    read=read_row, acts_for=lambda office, today: people.post_with(KEEP_HISTORY, office, today, (SERVICE_HEAD.code,)),
    nobody_acts="所在的县没有在任的公共法律服务中心负责人或者司法所所长。", undone_by=void_entered,
    about="往年的咨询一行一件录为历史：计入咨询量和人次，不计入时限、满意率和一次解决率；没留姓名的照旧没有。", guess=guess, keeps_rest=False, thing="咨询",
    mark="consultations", needed={"parties": "name", "content": "content", "persons_served": "served"},
)  # fmt: skip
