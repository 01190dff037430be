"""Change, termination, closing: 更换审批表（格式十六）, 更换通知书（格式十七）, 不予更换告知书, 移交清单, 停止和恢复办理, 终止决定书, 结案报告表, 卷内目录."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    Head,
    Notice,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Value,
)
from fengqiao.documents.wording import day, label, money, sentence
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.papers.reading import Reading
from fengqiao.lines.aidcases.papers.shared import (
    APPROVED,
    BASIS,
    CAUSE,
    CLOSED,
    FORM,
    HANDLER_OPEN,
    HEADED,
    LAW_BASIS,
    LICENCE,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    NUMBERED,
    STAGE,
    TO_WHOM,
    UNIT,
    VERSION,
)

NATIONAL = "法律援助文书格式（2023年11月10日印发）"
CHANGE_FORM = PaperKind(
    "aid_change_form", "更换法律援助人员审批表", version=VERSION, form=NATIONAL + "格式十六", basis=LAW_BASIS + "第五十五条", copies="存卷一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("受援人"), Value(NAME), Head("案由"), Value(CAUSE)),
            (Head("承办机构"), Value(UNIT), Head("承办人"), Value(HANDLER_OPEN)),
            (Head("申请人"), Value(Slot("by", "申请人", required=True)), Head("申请日期"), Value(Slot("asked_on", "申请日期", required=True))),
            (Head("事由"), Value(Slot("reason", "事由", required=True), span=3)),
            (Head("事实和理由"), Value(Slot("facts", "事实和理由", required=True), span=3, lines=6)),
            (Head("证据"), Value(Slot("evidence", "证据"), span=3)),
            (Head("承办人说明"), Value(Slot("statement", "承办人说明"), span=3, lines=3)),
            (Head("核实意见"), Value(Slot("found", "核实意见"), span=3, lines=3)),
            (Head("审批意见"), Value(Slot("decision", "审批意见", required=True), span=3, lines=3)),
        )),
        APPROVED,
    ),
)  # fmt: skip


def change_form_values(r: Reading) -> dict[str, Any]:
    asked, data, found = r.facts.last("ask_change"), r.data("ask_change"), _verified(r)
    count = len(data.get("files") or ())
    return r.common() | {
        "by": label(codes.ASKED_BY, data.get("by")), "asked_on": day(asked.happened_on) if asked else "", "reason": label(codes.CHANGE_REASONS, data.get("reason")),
        "facts": data.get("facts", ""), "evidence": f"{count}份" if count else "未附", "statement": found.get("statement") or "存在利益冲突，直接更换，未另行核实",
        "found": found.get("found") or "存在利益冲突，直接更换，未另行核实", "decision": _decision(r),
    }  # fmt: skip


def _verified(r: Reading) -> Mapping[str, Any]:
    """What was found out about the request that is decided here; empty for a conflict, which needs no verifying."""
    asked, fact = r.facts.last("ask_change"), r.facts.last("verify_change")
    return fact.data if fact is not None and (asked is None or fact.seq > asked.seq) else {}


def _decision(r: Reading) -> str:
    fact = r.fact
    word = f"准予更换（{label(codes.FAULTS, fact.get('fault'))}）" if fact.action == "grant_change" else "不准予更换"
    return f"{word}。{sentence(fact.get('reason'))}（{fact.actor_name}，{day(fact.happened_on)}）"


CHANGE_REFUSED = PaperKind(
    "aid_change_refused", "不予更换法律援助人员告知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第五十五条",
    copies="申请人一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("{asked_on}收到更换{name}{cause}一案承办人{handler}的申请，经核实，决定不准予更换。", (Slot("asked_on", "申请日期", required=True), NAME, CAUSE, HANDLER_OPEN)),
        Para("理由：{reason}", (Slot("reason", "理由", required=True, blank_em=24),)),
        Para("承办人继续办理。有新的事实和证据的，可以再次申请更换；认为承办人没有依法履行职责的，也可以向设立本机构的司法行政部门投诉。"), CLOSED,
    ),
)  # fmt: skip


def change_refused_values(r: Reading) -> dict[str, Any]:
    asked, data = r.facts.last("ask_change"), r.data("ask_change")
    common = r.common()
    unit = f"{common['unit']}{common['handler']}"
    to = {"recipient": common["name"], "handler": unit, "organ": common["organ"]}.get(str(data.get("by")), unit)
    return common | {"to": to, "asked_on": day(asked.happened_on) if asked else "", "reason": sentence(r.data("refuse_change").get("reason"))}


_SAME, _OTHER = Slot("same_unit", "由原单位换人", kind="flag"), Slot("other_unit", "原单位不再承办", kind="flag")
_BY = Slot("change_by", "限定日期", required=True)
CHANGE_NOTICE = PaperKind(
    "aid_change_notice", "更换法律援助人员通知书", version=VERSION, form=NATIONAL + "格式十七", layout="official", basis=LAW_BASIS + "第五十五条",
    copies="承办机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("你单位承办的{name}{cause}一案，经审查，准予更换承办人{handler}。理由：{reason}", (NAME, CAUSE, HANDLER_OPEN, Slot("reason", "理由", required=True))),
        Conditional(_SAME, (Para("请你单位在{change_by}前另行安排承办人，告知受援人和本机构，变更委托协议，并由原承办人移交全部案件材料。", (_BY,)),)),
        Conditional(_OTHER, (Para("你单位不再承办本案。请在{change_by}前与受援人解除委托协议，并向新的承办机构移交全部案件材料。", (_BY,)),)),
        CLOSED,
    ),
)  # fmt: skip


def change_notice_values(r: Reading) -> dict[str, Any]:
    data = r.data("grant_change")
    same = data.get("option") == "same_unit"
    return r.common() | {
        "to": r.one.org_name if r.one else "", "reason": sentence(data.get("reason")), "same_unit": same, "other_unit": not same,
        "change_by": day(data.get("change_by")) or "本通知送达之日起三日",
    }  # fmt: skip


CHANGE_TO_ORGAN = PaperKind(
    "aid_change_organ", "变更承办律师告知函", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="办案机关一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("{name}{cause}一案原承办律师{handler}不再承办，本机构正另行指派律师，确定后即函告贵单位。", (NAME, CAUSE, HANDLER_OPEN)), CLOSED,
    ),
)  # fmt: skip


def change_organ_values(r: Reading) -> dict[str, Any]:
    return r.common()


_ITEMS = Rows("items", "材料", fields=(Slot("item", "材料"), Slot("pages", "页数")), naming="item")
HANDOVER_LIST = PaperKind(
    "aid_handover", "案件材料移交清单", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="移交人、接收人各一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, Para("受援人：{name}，案由：{cause}", (NAME, CAUSE)), RowsTable(_ITEMS, (Column("item", 4), Column("pages")), least_rows=1),
        Signatures((Sign("移交人", date=False), Sign("接收人", date=False)), date=MADE_ON),
    ),
)  # fmt: skip


def handover_values(r: Reading) -> dict[str, Any]:
    return r.common() | {"items": [{"item": row.get("item", ""), "pages": row.get("pages") or ""} for row in r.data("hand_over").get("items", ())]}


TERMINATION = PaperKind(
    "aid_termination", "终止法律援助决定书", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第四十八条",
    copies="受援人、承办单位、办案机关各一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("你因{cause}一案获得的法律援助（{form}，{stage}），经审查，有《中华人民共和国法律援助法》第四十八条第一款第（{item}）项规定的情形：{ground}。",
             (CAUSE, FORM, STAGE, Slot("item", "项", required=True), Slot("ground", "情形", required=True))),
        Para("事实：{said}", (Slot("said", "事实", required=True, blank_em=24),)),
        Para("现决定终止法律援助。自本决定书送达承办单位之日起，承办人不再提供法律援助服务。"),
        Notice("对本决定有异议的，可以向设立本机构的司法行政部门提出；司法行政部门在收到异议之日起五日内审查，作出维持或者责令改正的决定"
               "（法律援助法第四十九条）。", heading="救济途径"),
        CLOSED,
    ),
)  # fmt: skip
_ITEM = dict(zip("12345678", "一二三四五六七八", strict=True))


_RULES = {"H1": "执业证失效或者被停止执业", "H4": "存在利益冲突或者离任回避", "H5": "已承办同案或者关联案件另一人", "H6": "承担的其他法律服务与本案冲突"}
STOPPED = PaperKind(
    "aid_stopped", "停止办理通知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="承办机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("你单位{handler}承办的{cause}一案，指派以后出现下列情形：{rule}。自即日起停止办理，保管好全部案件材料，不再与受援人谈论案情；更换承办人以后移交。",
             (HANDLER_OPEN, CAUSE, Slot("rule", "规则", required=True))),
        Para("冲突检查只告知规则，不告知对方案件的任何内容。认为没有冲突的，可以书面说明。"), CLOSED,
    ),
)  # fmt: skip


def stopped_values(r: Reading) -> dict[str, Any]:
    code = str(r.data("stop_work").get("rule", ""))
    return r.common() | {"to": r.one.org_name if r.one else "", "rule": f"{_RULES.get(code, '存在冲突')}（{code}）"}


RESUMED = PaperKind(
    "aid_resumed", "恢复办理通知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=BASIS, copies="承办机构一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, TO_WHOM,
        Para("你单位{handler}承办的{cause}一案，{stopped_on}因可能存在冲突停止办理。经核对，冲突已经排除：{reason}", (HANDLER_OPEN, CAUSE, Slot("stopped_on", "停止日期", required=True), Slot("reason", "理由", required=True))),
        Para("自即日起恢复办理。停止期间耽误的工作请尽快补上，并向受援人说明。"), CLOSED,
    ),
)  # fmt: skip


def resumed_values(r: Reading) -> dict[str, Any]:
    stopped = r.facts.last("stop_work")
    return r.common() | {
        "to": r.one.org_name if r.one else "", "stopped_on": day(stopped.happened_on) if stopped else "", "reason": sentence(r.data("resume_work").get("reason")),
    }  # fmt: skip


LIFTED = PaperKind(
    "aid_lifted", "恢复法律援助通知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第四十九条第二款",
    copies="受援人、承办单位、办案机关各一份，存卷一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("你因{cause}一案的法律援助（{form}，{stage}）曾被终止。司法行政部门审查异议后责令改正（{order_no}），终止决定不再执行，自即日起继续提供法律援助。",
             (CAUSE, FORM, STAGE, Slot("order_no", "责令改正的编号", required=True))),
        Para("承办人：{handler}。没有承办人的，本机构在三日内指派。", (HANDLER_OPEN,)), CLOSED,
    ),
)  # fmt: skip


def lifted_values(r: Reading) -> dict[str, Any]:
    return r.common() | {"order_no": r.data("lifted").get("number", "")}


def termination_values(r: Reading) -> dict[str, Any]:
    data = r.data("terminate")
    ground = str(data.get("end_ground", ""))
    return r.common() | {"item": _ITEM.get(ground, ""), "ground": label(codes.END_GROUNDS, ground), "said": sentence(data.get("said"))}


CLOSING_REPORT = PaperKind(
    "aid_closing", "结案报告表", version=VERSION, form=LOCAL_FORM, basis=LAW_BASIS + "第五十条", copies="存卷一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("受援人"), Value(NAME), Head("案由"), Value(CAUSE)),
            (Head("援助方式"), Value(FORM), Head("阶段"), Value(STAGE)),
            (Head("承办机构"), Value(UNIT), Head("承办人"), Value(HANDLER_OPEN)),
            (Head("执业证号"), Value(LICENCE), Head("确定承办人"), Value(Slot("named_on", "确定日期"))),
            (Head("结案依据"), Value(Slot("basis_word", "结案依据", required=True)), Head("结案日"), Value(Slot("closing_day", "结案日", required=True))),
            (Head("结果"), Value(Slot("outcome", "结果", required=True)), Head("挽回金额"), Value(Slot("recovered", "挽回金额"))),
            (Head("承办工作"), Value(Slot("work", "工作", required=True)), Head("工作日数"), Value(Slot("work_days", "工作日数"))),
            (Head("办理经过和效果"), Value(Slot("story", "办理经过", required=True), span=3, lines=10)),
        )),
        Signatures((Sign("承办人", date=False), Sign("承办机构", "盖章", date=False)), date=MADE_ON),
    ),
)  # fmt: skip


def closing_values(r: Reading) -> dict[str, Any]:
    data = r.data("close")
    kinds = [fact.get("kind") for fact in f.work(r.facts)]
    done = (("会见约见", codes.MET), ("阅卷取证", codes.READ), ("开庭、意见", codes.SPOKEN))
    one = r.one
    return r.common() | {
        "named_on": day(one.named_on) if one else "", "basis_word": f"{label(codes.BASES, data.get('basis'))}{data.get('document_no') or ''}",
        "closing_day": day(data.get("closing_day")), "outcome": label(codes.OUTCOMES, data.get("outcome")),
        "recovered": money(data["recovered"]) if data.get("recovered") else "无", "work_days": data.get("work_days") or "",
        "work": "，".join(f"{word}{n}次" for word, of in done if (n := sum(kind in of for kind in kinds))) or "没有登记", "story": data.get("story", ""),
    }  # fmt: skip


_FILE = Rows("papers", "卷内材料", fields=(Slot("item", "材料名称"), Slot("pages", "页数"), Slot("there", "有无"), Slot("remark", "备注")), naming="item")
CONTENTS = PaperKind(
    "aid_contents", "案卷目录", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="存卷一份",
    blocks=(
        HEADED, NUMBERED, Para("受援人：{name}，案由：{cause}，承办人：{handler}", (NAME, CAUSE, HANDLER_OPEN)),
        RowsTable(_FILE, (Column("item", 5), Column("pages"), Column("there"), Column("remark", 3)), least_rows=1),
        Signatures((Sign("立卷人"), Sign("检查人"))),
    ),
)  # fmt: skip


def contents_values(r: Reading) -> dict[str, Any]:
    rows = [
        {"item": label(codes.FILE_ITEMS, row.get("item")), "pages": row.get("pages") or "", "there": label(codes.PRESENCE, row.get("there")),
         "remark": row.get("reason") or ""}
        for row in r.data("hand_in").get("items", ())
    ]  # fmt: skip
    return r.common() | {"papers": rows}
