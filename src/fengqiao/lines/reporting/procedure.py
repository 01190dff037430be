"""报告：起草 → 数据核对 → 审核 → 签发 → 印发. The figures are frozen when they are checked; four pairs of eyes, no exemption.

Who wrote it does not check it, who wrote or checked it does not review it, who wrote or reviewed it does not sign it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fengqiao.lines.reporting import codes, states
from fengqiao.lines.reporting.permissions import MAY_CHECK, MAY_REVIEW, MAY_SIGN, MAY_WRITE
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.needs import Choice, Day, LongText, OfficePick, Rows, Text, Upload, Yes
from fengqiao.matter.procedure import Action, Asking, Condition, Expected, Procedure, Stage, Todo
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.vault.uploads import WORD

Data = Mapping[str, Any] | None
Gather = Callable[[Asking], Mapping[str, Any]]
H = (codes.HOUSE.whole(),)

DRAFT = Stage("draft", "起草")
CHECKED = Stage("checked", "数据核对")
REVIEWED = Stage("reviewed", "审核")
SIGNED = Stage("signed", "签发")
ISSUED = Stage("issued", "印发", closed=True)
DROPPED = Stage("dropped", "不再编写", closed=True, aside=True)


def _gather(name: str) -> Gather:
    """A function of :mod:`gathering`, which asks the database; looked up when it is needed."""

    def ask(asking: Asking) -> Mapping[str, Any]:
        from fengqiao.lines.reporting import gathering

        found: Mapping[str, Any] = getattr(gathering, name)(asking)
        return found

    return ask


# What must hold --------------------------------------------------------------------------------------------------------


def _days(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("period_from") or not data.get("period_to") or data["period_from"] <= data["period_to"]:
        return None
    return Reason(f"止日{data['period_to']}早于起日{data['period_from']}，请核对。", need="period_to")


def _fits(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("period_from") or not data.get("period_to"):
        return None
    said = states.misfit(str(data.get("kind", "")), date.fromisoformat(data["period_from"]), date.fromisoformat(data["period_to"]))
    return Reason(said, need="period_from") if said else None


def _one(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same"):
        return None
    return Reason(f"{data['same']}已经在编写，同一机构、同一期间的同类报告只编一份。请打开那一份接着写。")


def _usable(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("faults"):
        return None
    return Reason("模板不能用：" + " ".join(data["faults"]), need="files")


def _sound(facts: Facts, data: Data) -> Reason | None:
    return Reason("数据对不上：" + " ".join(data["faults"])) if data and data.get("faults") else None


def _written(facts: Facts, data: Data) -> str | None:
    if states.kind(facts) == codes.SPEECH or states.text(facts, "problems"):
        return None
    return "还没有写存在问题。请先办理“写入文字”。"


def _long(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("characters") or int(data["characters"]) <= int(data["most"]) or data.get("may_be_longer"):
        return None
    return Reason(f"正文{data['characters']}字，超过{data['most']}字的篇幅要求。请压缩；确需超过的，勾选“篇幅确需超过”。", H, need="may_be_longer")


def _agrees(facts: Facts, data: Data) -> Reason | None:
    return Reason("与同一期间的其他报告或者锁定的统计对不上：" + " ".join(data["conflicts"]) + " 请退回核对、或者重述锁定的统计以后再签发。", H) if data and data.get("conflicts") else None


WRITING = ("prepare", "write", "plan", "own_template")

# Writing ---------------------------------------------------------------------------------------------------------------

prepare = Action(
    "prepare", "起草一份报告", (), MAY_WRITE, to=DRAFT, cite=H, gathers=_gather("of_opening"),
    needs=(
        Choice("kind", "哪一类", options=codes.KINDS), OfficePick("about", "哪个机构的", kinds=("bureau", "office")),
        Day("period_from", "期间自"), Day("period_to", "期间至", future=True, help="年底以前编写的，写到截止日。"),
        Text("title", "标题", required=False, most=80, help="不填的，按机构、期间和种类写。"),
    ),
    conditions=(Condition("期间不颠倒", _days), Condition("期间合这类报告", _fits), Condition("没有同样的一份", _one)), sentence="起草{title}",
    help="各数由系统从记录里算；没有条线记录的先在“人工登记”里登记。",
)  # fmt: skip
write = Action(
    "write", "写入文字", (DRAFT,), MAY_WRITE, cite=H, needs=(
        LongText("highlights", "工作亮点", required=False, most=4000, lines=5), LongText("problems", "存在问题", least=2, most=4000, lines=5),
        Text("title", "标题", required=False, most=80),
    ), sentence="写入文字", begins_with=lambda facts, today: {name: states.text(facts, name) for name in ("highlights", "problems")},
)  # fmt: skip
PLAN_ROWS = Rows("rows", "工作安排", of=(
    Text("内容", "做什么", most=200), Text("责任单位", "谁负责", most=60), Text("完成时限", "什么时候完成", most=30), Text("指标", "看哪个数", required=False, most=40),
    Text("目标", "达到多少", required=False, most=40, help="例如：1个以上。"),
), least=1, most=20, row_word="项")  # fmt: skip
plan = Action(
    "plan", "写下一年工作安排", (DRAFT,), MAY_WRITE, cite=H, needs=(PLAN_ROWS,), sentence="写下一年工作安排",
    begins_with=lambda facts, today: {"rows": states.plan(facts)},
)  # fmt: skip
own_template = Action(
    "own_template", "上传这一份的模板", (DRAFT,), MAY_WRITE, cite=H, gathers=_gather("of_own_template"), needs=(Upload("files", "Word模板（.docx）", several=False, takes=WORD),),
    conditions=(Condition("模板可以用", _usable),), sentence="上传本报告的模板",
    help="下载样板，在Word或WPS里改文字，数据项的标记留着；传上来只用于这一份。",
)  # fmt: skip
drop = Action("drop", "不再编写", (DRAFT,), MAY_WRITE, to=DROPPED, cite=H, needs=(LongText("reason", "为什么", least=2, lines=2),), sentence="不再编写：{reason}")

# The four steps --------------------------------------------------------------------------------------------------------

check = Action(
    "check", "数据核对无误", (DRAFT,), MAY_CHECK, to=CHECKED, cite=H, gathers=_gather("of_check"), never_by=WRITING, primary=True,
    needs=(Yes("opened", "已逐项打开核对，人工登记的已看依据文件"), Yes("may_be_longer", "篇幅确需超过", required=False)),
    conditions=(Condition("写了存在问题", _written), Condition("各数之间对得上", _sound), Condition("篇幅", _long)), sentence="数据核对无误，各数定住",
    help="从这时起，各数定住不再变；以后的变动在报告页上另行标出。",
)  # fmt: skip
review = Action(
    "review", "审核同意", (CHECKED,), MAY_REVIEW, to=REVIEWED, cite=H, never_by=(*WRITING, "check"), primary=True,
    needs=(Yes("digits_seen", "已看过文字里手写的数字"), LongText("note", "审核意见", required=False, lines=2)), sentence="审核同意",
)  # fmt: skip
sign = Action(
    "sign", "签发", (REVIEWED,), MAY_SIGN, to=SIGNED, cite=H, gathers=_gather("of_signing"), never_by=(*WRITING, "review"), primary=True,
    needs=(Text("doc_no", "发文字号", most=40, searched=True, help="例如：枫司〔2026〕12号。"), Yes("upwards", "上行文（写签发人）", required=False)),
    conditions=(Condition("与其他报告一致", _agrees, H),), sentence="签发，{doc_no}",
)  # fmt: skip
issue = Action(
    "issue", "印发", (SIGNED,), MAY_WRITE, to=ISSUED, cite=H, gathers=_gather("of_issuing"), primary=True, needs=(LongText("sent_to", "发到哪里", required=False, lines=2),),
    sentence="印发", help="印发的Word文件存入材料，以后不再改。",
)  # fmt: skip
send_back = Action(
    "send_back", "退回修改", (CHECKED, REVIEWED, SIGNED), MAY_REVIEW, to=DRAFT, cite=H, needs=(LongText("reason", "改什么", least=2, lines=2),), sentence="退回：{reason}",
    help="退回以后，定住的数放开，重新核对。",
)  # fmt: skip


def _waits_for_check(facts: Facts) -> bool:
    return not states.text(facts, "problems")


REPORT = Procedure(
    code="bureau_report", label="报告", in_force_from=date(2011, 1, 1), stages=(DRAFT, CHECKED, REVIEWED, SIGNED, ISSUED, DROPPED),
    actions=(
        prepare, write, plan, own_template, check, review, sign, issue, send_back, drop,
        *(replace(action, by=MAY_WRITE) for action in EVERYDAY if action.code in ("note", "add_material")),
    ),
    deadlines=(),
    expected=(
        Expected(DRAFT, Todo("写报告", write), unless=lambda facts: not _waits_for_check(facts)), Expected(DRAFT, Todo("核对报告数据", check), unless=_waits_for_check),
        Expected(CHECKED, Todo("审核报告", review)), Expected(REVIEWED, Todo("签发报告", sign)), Expected(SIGNED, Todo("印发报告", issue)),
    ),
    office_kinds=("bureau", "section", "office"), project=states.columns, seat=lambda facts: facts.opening.get("about"),
    parameters={"monthly_on": 0, "quarterly_on": 0, "yearly_on": 0},
    parameter_words={"monthly_on": "每月几日自动起草上月月报（0为不自动）", "quarterly_on": "每季第一个月几日自动起草上季季报（0为不自动）", "yearly_on": "12月几日自动起草年度工作总结（0为不自动）"},
)  # fmt: skip
