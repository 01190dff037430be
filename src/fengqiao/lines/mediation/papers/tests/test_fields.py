"""Every field of the official forms (handbook 3.12) is on its paper, and what must be filled is a required slot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fengqiao.documents import Closing, Conditional, FieldTable, Head, PaperKind, Rows, Signatures, SignCell
from fengqiao.documents.blocks import Block
from fengqiao.lines.mediation.papers import PAPERS

PERSON = "{0}/姓名* {0}/性别* {0}/民族 {0}/年龄* {0}/职业或职务 {0}/联系方式* {0}/单位或住址*"

# What is printed on each paper; * must be filled. A field of a row is written row/field.
FIELDS = {
    "cover": "人民调解委员会* 卷名* 卷号* 人民调解员* 调解日期* 立卷人* 立卷日期* 保管期限* 备注",
    "contents": "卷内文书/文书名称* 卷内文书/页号 卷内文书/备注",
    "application": f"{PERSON.format('申请人')} {PERSON.format('被申请人')} 纠纷简要情况* 当事人申请事项* 日期*",
    "register": "日期* 当事人* 纠纷类型* 案件来源* 纠纷简要情况* 备注",
    "rights": "人民调解委员会* 当事人* 人民调解员* 地址、电话* 签名人/姓名或名称* 日期*",
    "assignment": "当事人* 产生方式* 主持调解员* 共同调解员 记录人 与当事人有无利害关系* 更换情况 日期*",
    "power": "委托人* 受托人* 身份证号码 执业证号 与委托人关系 代理权限* 委托期限* 日期*",
    "investigation": "时间* 地点* 参加人 被调查人* 性别 年龄 单位或住址 与当事人关系 调查人* 记录人* 调查内容*",
    "evidence_list": "证据材料/名称* 证据材料/来源* 证据材料/原件/复印件* 证据材料/页数 证据材料/提交人* 证据材料/收件人* 证据材料/日期*",
    "session": "时间* 地点* 事由* 到场当事人/当事人* 参加人 告知权利义务* 当事人陈述* 核实质证情况 调解经过* 调解结果* 不成原因* 已告知的其他途径*",
    "agreement": "协议编号* 当事人/姓名* 当事人/性别* 当事人/民族 当事人/年龄* 当事人/职业或职务 当事人/联系方式* 当事人/单位或住址* "
    "当事人/名称* 当事人/地址* 当事人/法定代表人（负责人）* 纠纷主要事实、争议事项* 达成协议内容* 履行方式、地点、"
    "时限* 份数* 日期*",
    "oral_agreement": "编号* 当事人/姓名或名称* 当事人/联系电话* 纠纷主要事实、争议事项* 协议内容* 履行方式、地点、"
    "时限* 人民调解员* 记录人* 日期*",
    "ending": "案号* 当事人* 原因* 告知的其他途径* 日期* 签名人/姓名或名称*",
    "declining": "当事人* 原因* 告知的其他途径* 日期* 签名人/姓名或名称*",
    "suspension": "案号* 当事人* 原因* 中止日期* 日期* 签名人/姓名或名称*",
    "resumption": "案号* 当事人* 原因* 恢复日期* 日期* 签名人/姓名或名称*",
    "extension": "案号* 当事人* 原因* 延长至* 日期* 签名人/姓名或名称*",
    "merge_notice": "当事人* 登记日期* 办理的调委会* 并入的案号* 日期* 签名人/姓名或名称*",
    "split_notice": "当事人* 登记日期* 办理的调委会* 并入的案号* 拆分理由* 日期* 签名人/姓名或名称*",
    "urging": "协议编号* 义务人* 未履行事项* 限期* 后果告知* 日期*",
    "performance": "协议编号* 当事人* 履行凭证/履行日期* 履行凭证/履行事项* 履行凭证/义务人* 履行凭证/金额（元）"
    " 履行凭证/凭证 履行情况*",
    "visit": "当事人* 协议编号* 回访事由* 回访时间* 方式、地点 回访情况* 满意度 有无新的隐患 采取的措施",
    "confirmation_application": "申请人/姓名* 申请人/身份证号码* 申请人/住址* 申请人/联系电话* 申请人/送达地址* 申请人/名称* 协议编号* "
    "事实与理由* 人民调解委员会* 协议日期* 生效日期* 附件清单* 日期* 人民法院*",
    "certificate": "人民调解委员会* 案号* 当事人* 人民调解员* 受理日期* 达成协议日期* 日期*",
    "closing": "卷号* 填表时间 人民调解委员会* 承办人* 受案时间* 结案时间* 当事人* 案件来源* 简要事实* 处理结果* 履行情况* 审核意见*",
    "statement": "情况说明* 立卷人* 立卷日期*",
    "court_reply": "收文机关* 来文号* 当事人* 结果* 材料清单* 日期*",
    "entrust_reply": "收文机关* 来文号* 当事人* 结果* 材料清单* 日期*",
    "handover": "收文机关* 来文号* 当事人* 情况和处理结果* 材料清单* 日期*",
    "escalation": "案号* 上报到* 当事人* 纠纷类型* 纠纷简要情况* 已做的工作* 上报理由* 当事人意见",
    "correction_sheet": "案号* 当事人* 更正事项* 原来写的* 更正为* 更正理由* 依据文书及文号 日期* 经办人*",
    "subsidy_list": "司法行政机关* 补贴期间* 执行标准* 补贴/人民调解员* 补贴/所属调委会* 补贴/案号* 补贴/等次* 补贴/金额（元）* 补贴/领款人签名 日期*",
    "committee_notice": "司法行政机关* 人民法院* 人民调解委员会* 设立主体* 任期* 委员/姓名* 委员/性别* 委员/职务* 日期*",
}

# Who signs, and the seals.
SIGNED = {
    "application": "申请人",
    "register": "当事人签名 登记人签名 人民调解委员会印章",
    "rights": "被告知人",
    "assignment": "当事人意见 调委会主任 人民调解委员会印章",
    "power": "委托人 受托人",
    "investigation": "被调查人核对 调查人 记录人",
    "evidence_list": "提交人 收件人",
    "session": "当事人 人民调解员 记录人",
    "agreement": "当事人 人民调解员 记录人 人民调解委员会印章",
    "oral_agreement": "当事人签名（可以不签） 人民调解员 记录人",
    "ending": "收件人 印章",
    "declining": "收件人 印章",
    "suspension": "收件人 印章",
    "resumption": "收件人 印章",
    "extension": "当事人 调委会主任 人民调解委员会印章",
    "merge_notice": "收件人 印章",
    "split_notice": "收件人 印章",
    "urging": "收件人 印章",
    "performance": "权利人 人民调解员",
    "visit": "回访人 被回访人",
    "confirmation_application": "申请人",
    "certificate": "印章",
    "closing": "审核人",
    "statement": "立卷人 审核人",
    "court_reply": "印章",
    "entrust_reply": "印章",
    "handover": "印章",
    "escalation": "上报单位 接收单位",
    "correction_sheet": "经办人 审核人",
    "subsidy_list": "制表人 初审人 复核人 分管领导 司法行政机关印章",
    "committee_notice": "印章",
}


def printed(kind: PaperKind) -> dict[str, bool]:
    """Every field by its label, and whether it must be filled (in any of the places where it stands)."""
    found: dict[str, bool] = {}
    for slot in kind.slots:
        found[slot.label] = found.get(slot.label, False) or slot.required
        if isinstance(slot, Rows):
            for field in (*slot.fields, *slot.organisation_fields):
                label = f"{slot.label}/{field.label}"
                found[label] = found.get(label, False) or (slot.required and field.required)
    return found


def signatures(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Conditional():
                yield from signatures(block.blocks + block.otherwise)
            case Signatures():
                yield from (sign.who for sign in block.signers)
                yield block.seal
            case Closing():
                yield "印章"
            case FieldTable():
                for row in block.rows:
                    heads = [cell.text.replace("\n", "") for cell in row if isinstance(cell, Head)]
                    if any(isinstance(cell, SignCell) for cell in row):
                        yield from heads


def test_every_paper_has_its_fields_listed_here() -> None:
    assert set(FIELDS) == set(PAPERS)


@pytest.mark.parametrize("code", FIELDS)
def test_every_field_of_the_form_is_on_the_paper(code: str) -> None:
    found = printed(PAPERS[code])
    assert [label for label in FIELDS[code].split() if label.rstrip("*") not in found] == []


@pytest.mark.parametrize("code", FIELDS)
def test_what_must_be_filled_is_a_required_slot(code: str) -> None:
    found = printed(PAPERS[code])
    starred = [label.rstrip("*") for label in FIELDS[code].split() if label.endswith("*")]
    assert [label for label in starred if not found.get(label)] == []


@pytest.mark.parametrize("code", SIGNED)
def test_everybody_who_signs_has_a_place(code: str) -> None:
    places = set(signatures(PAPERS[code].blocks))
    assert [who for who in SIGNED[code].split() if who not in places] == []


def test_the_list_of_payments_has_no_column_for_parties() -> None:
    """以案定补: the public list names mediators and cases, never who quarrelled."""
    assert not any("当事人" in label for label in printed(PAPERS["subsidy_list"]))


@pytest.mark.parametrize("code", PAPERS)
def test_every_paper_says_whose_form_it_follows_and_its_version(code: str) -> None:
    kind = PAPERS[code]
    assert kind.version == "2026.1"
    assert kind.form in ("司法部人民调解文书格式（2010年12月）", "本地常用格式，本局可换用自己的表样")
