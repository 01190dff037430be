"""Help between the office and the person: 帮教协议书, 小组名单, 走访记录, 需求评估表, 拒绝帮教确认书, 归档表."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Column,
    FieldTable,
    Head,
    Notice,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Terms,
    Value,
)
from fengqiao.documents.wording import bare, day, label, labels
from fengqiao.lines.resettlement import codes, laws
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.papers.reading import Reading
from fengqiao.lines.resettlement.papers.shared import (
    BASIS,
    HEADED,
    ID_NO,
    LAW,
    LOCAL_FORM,
    MADE_ON,
    NAME,
    NUMBERED,
    ONE_HAND,
    RELEASE_ON,
    SEX,
    SOURCE,
    VERSION,
)

FREE = (
    "帮教出于自愿。您可以不参加，可以只要其中一项，可以随时退出、随时再来，都不会因此受到任何不利对待。"
    "我们不要求您报到、汇报行踪、请假，不定位，不打分。您可以查阅、复制自己的记录，也可以要求更正。"
)
_RIGHTS = Notice(FREE, heading="您的权利")

AGREEMENT = PaperKind(
    "help_agreement", "帮教协议书", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="本人、司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("甲方（司法所）：{office}", (Slot("office", "司法所", required=True, blank_em=14),), indented=False),
        Para("乙方（本人）：{name}", (NAME,), indented=False),
        Para("乙方自愿接受下列帮助，双方约定："),
        Terms(Slot("terms", "约定", required=True)),
        Para("依据：{law}。", (LAW,)),
        _RIGHTS,
        Signatures((Sign("甲方", "盖章"), Sign("乙方"))),
    ),
)  # fmt: skip


def agreement_values(r: Reading) -> dict[str, Any]:
    data = r.data("open_case")
    wanted = labels(codes.NEEDS, data.get("needs"))
    ways = labels(codes.CHANNEL_WISHES, data.get("wishes"))
    agreed = bare(data.get("agreed"))
    terms = [
        f"甲方帮助乙方：{'、'.join(wanted) or '按乙方以后提出的需要'}。"
        + (f"乙方同意的范围：{agreed}。" if agreed else ""),
        f"甲方按乙方愿意的方式联系：{'、'.join(ways) or '乙方需要时自己来'}；"
        + ("可以请村（社区）的人联系。" if data.get("through_village") else "不经村（社区）联系。"),
        "甲方为乙方保密，不向邻居、用人单位、学校说明乙方的经历；需要向别人说明的，先得到乙方书面同意。",
        "乙方可以随时变更或者终止本协议，口头、书面都可以，不需要理由。",
        f"帮教期到期，或者乙方终止时，本协议自行终止（帮教期自{day(f.release_on(r.facts))}起算）。",
    ]
    return r.common() | {"office": r.office, "terms": terms, "law": laws.words(laws.HELP, r.on)}


_MEMBERS = Rows(
    "members",
    "成员",
    fields=(Slot("member", "姓名"), Slot("member_role", "身份"), Slot("agreed", "本人同意")),
    naming="member",
)
TEAM_LIST = PaperKind(
    "help_team", "帮教小组名单", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="司法所存档",
    blocks=(
        HEADED, NUMBERED,
        Para("帮助对象：{name}。下列人员都经本人同意、成员自愿；民警不是当然成员。", (NAME,)),
        RowsTable(_MEMBERS, (Column("member"), Column("member_role", 2), Column("agreed")), least_rows=1),
        Para("成员应当为本人保密，不得张贴、转发本名单。"),
        ONE_HAND,
    ),
)  # fmt: skip


def team_list_values(r: Reading) -> dict[str, Any]:
    rows = [
        {"member": row.get("member", ""), "member_role": row.get("member_role", ""), "agreed": "是"}
        for row in f.team(r.facts)
    ]
    return r.common() | {"members": rows}


VISIT_RECORD = PaperKind(
    "help_visit", "走访联系记录", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="司法所存档",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("姓名"), Value(NAME), Head("日期"), Value(MADE_ON)),
            (Head("方式"), Value(Slot("channel", "方式", required=True)), Head("联系人"), Value(Slot("by", "联系人"))),
            (Head("结果"), Value(Slot("result", "结果"), span=3)),
            (Head("谈了什么"), Value(Slot("summary", "谈了什么"), span=3, lines=6)),
            (Head("下次"), Value(Slot("next", "下次"), span=3)),
        )),
        Para("联系按本人愿意的方式进行；只记帮助需要的事，不作评价。"),
    ),
)  # fmt: skip


def visit_record_values(r: Reading) -> dict[str, Any]:
    data = r.data("contact")
    result = "本人这次不愿谈" if data.get("refused") else "联系上了" if data.get("reached") else "没有联系上"
    return r.common() | {
        "channel": label(codes.CHANNELS, data.get("channel")), "by": r.fact.actor_name, "result": result, "summary": data.get("summary") or "无",
        "next": day(data.get("next_on")) or "没有约定",
    }  # fmt: skip


NEEDS_SHEET = PaperKind(
    "needs_sheet", "需求评估表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="司法所存档",
    blocks=(
        HEADED, NUMBERED,
        Para("姓名：{name}", (NAME,)),
        FieldTable((3, 13), (
            (Head("需求"), Value(Slot("needs", "需求", required=True, choices=tuple(word for _, word in codes.NEEDS)))),
            (Head("和本人一起看过的情况"), Value(Slot("assessed", "情况", required=True), lines=6)),
        )),
        Para("需求由本人说了算；本表不评估风险，不打分，不分级。"),
        ONE_HAND,
    ),
)  # fmt: skip


def needs_sheet_values(r: Reading) -> dict[str, Any]:
    data = r.data("assess_needs")
    return r.common() | {"needs": labels(codes.NEEDS, data.get("needs")), "assessed": data.get("assessed", "")}


REFUSAL = PaperKind(
    "help_refusal", "不参加帮教确认书", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="本人、司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("{name}：已经向您说明可以得到的帮助：落户和证件、住房、救助、社会保险、就业和培训、就学、法律援助、心理帮扶等。", (NAME,)),
        Para("您表示现在不参加帮教（{manner}）。我们尊重您的决定，不再主动联系您，也不作任何不利记录。以后需要时，随时可以来找我们：{office}。",
             (Slot("manner", "表示的方式", required=True), Slot("office", "司法所", required=True, blank_em=14))),
        Para("依据：{law}。", (LAW,)),
        _RIGHTS,
        Signatures((Sign("本人"), Sign("在场人", count=2))),
    ),
)  # fmt: skip


def refusal_values(r: Reading) -> dict[str, Any]:
    oral = r.data("refuse").get("manner") == "oral"
    return r.common() | {
        "manner": "口头表示，两人在场" if oral else "本人签名", "office": r.office, "law": laws.words(laws.EQUALITY, r.on),
    }  # fmt: skip


CLOSING_SHEET = PaperKind(
    "help_closing", "期满归档表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="司法所存档",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("姓名"), Value(NAME), Head("性别"), Value(SEX)),
            (Head("公民身份号码"), Value(ID_NO, span=3)),
            (Head("来源"), Value(SOURCE), Head("释放日期"), Value(RELEASE_ON)),
            (Head("衔接日期"), Value(Slot("linked", "衔接日期")), Head("结束日期"), Value(MADE_ON)),
            (Head("结束方式"), Value(Slot("ending", "结束方式", required=True)), Head("安置状态"), Value(Slot("placement", "安置状态"))),
            (Head("本人意见"), Value(Slot("consent", "本人意见")), Head("联系次数"), Value(Slot("contacts", "联系次数"))),
            (Head("办过的帮助"), Value(Slot("services", "办过的帮助"), span=3, lines=3)),
            (Head("说明"), Value(Slot("remark", "说明"), span=3, lines=2)),
        )),
        Passage(Slot("keeping", "以后", required=True), lines=2),
        Signatures((Sign("经办人"), Sign("所长"))),
    ),
)  # fmt: skip


def closing_sheet_values(r: Reading) -> dict[str, Any]:
    ended, _ = f.ending(r.facts)
    done = [f"{each.word}（{label(codes.RESULTS, each.outcome) or '未办结'}）" for each in f.needs(r.facts)]
    data = r.fact.data
    words = {"all": "同意", "partly": "部分同意", "refused": "书面拒绝"}
    return r.common() | {
        "linked": day(f.linked_on(r.facts)) or "没有衔接", "ending": label(codes.ENDINGS, ended), "placement": label(codes.PLACEMENTS, f.placement(r.facts)[0]) or "没有登记",
        "consent": words.get(f.consent(r.facts), "没有登记"), "contacts": f"{len(f.contacts(r.facts))}次", "services": "；".join(done) or "无",
        "remark": data.get("reason") or data.get("document") or data.get("judgment_no") or data.get("receipt_no") or "无",
        "keeping": "帮教结束后不再联系本人，姓名在系统中隐去；材料按档案管理规定保存。",
    }  # fmt: skip
