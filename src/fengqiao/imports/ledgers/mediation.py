"""A row of a mediation ledger as the journey 补录整案 and the closing behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from django.db.models import Q

from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Entered, Field, Kind, Setting, Wanted, Word
from fengqiao.imports.ledgers.looks import are_days, looks_like_phone, mostly
from fengqiao.imports.ledgers.mediation_words import (
    DONE,
    FAILED,
    NOT_DONE,
    OLD_TYPES,
    REACHED,
    knows_type,
    performed,
    read_form,
    read_source,
    read_type,
)
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import (
    CellWrong,
    Notes,
    is_organisation,
    read_day,
    read_money,
    read_people,
    split_sides,
)
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.journeys import PAPER
from fengqiao.matter.actions import Doing
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.roles import COMMITTEE_HEAD, MEDIATOR, OFFICE_HEAD
from fengqiao.vault import parse_phone

ON_PAPER = "台账没有写，见纸质卷宗。"
LEAST_SUMMARY, LONGEST_NAME = 10, 60
DAYS = {
    "applied_on": "登记日期", "accepted_on": "受理日期", "session_on": "调解日期", "signed_on": "签订日期", "ended_on": "结案日期",
    "visited_on": "回访日期", "performed_on": "履行日期",
}  # fmt: skip


def read_row(row: LedgerRow, setting: Setting) -> Entered:
    """The steps of a row. Raises RowWrong with everything that cannot be read, each thing at its cell."""
    reading = Reading(row, setting)
    reading.failed_formulas()
    day = reading.days(DAYS)
    result, how = plain(reading.text("result")), plain(reading.text("form"))
    form = reading.tried("result", partial(read_form, result, how, "signed_on" in day)) or ""
    told = _told(reading, form)
    unread = any(
        problem.field in DAYS for problem in reading.problems
    )  # a day that is there but cannot be read is not missing
    dated = None if unread or not form else reading.tried("", partial(_in_order, day, form, reading.notes))
    reading.refuse()
    assert dated is not None
    data = _journey_data(reading, told, form, dated, day)
    done = data.pop("performed")
    steps = PAPER.steps(data)
    last = max(on for _, _, on in steps)
    said = f"{setting.source}，第{row.number}行" + (
        f"，原编号{reading.text('number')}" if reading.text("number") else ""
    )
    more = [
        said,
        *(
            f"{label}：{reading.text(name)}"
            for name, label in (("note", "备注"), ("visited", "回访情况"))
            if reading.text(name)
        ),
    ]
    more += [*row.unmapped, *reading.notes.corrected]
    more += ["这一行在台账里是隐藏行"] if row.hidden else []
    behind: list[tuple[Action, dict[str, Any], date]] = [(p.entered_from, {"text": "；".join(more)}, last)]
    still_open = _why_open(form, done, "visited_on" in day)
    if not still_open:
        behind.append((p.close, {"opinion": "台账载明已办结，补录结案。"}, max(last, day.get("ended_on", last))))
    doings = [Doing(action, values, on, under=PAPER.by) for action, values, on in [*steps, *behind]]
    return Entered(doings, reading.notes, still_open, dated["applied_on"])


def _in_order(day: Mapping[str, date], form: str, notes: Notes) -> dict[str, date]:
    """The days the journey needs; those the ledger leaves out are the nearest ones it has, and said."""
    known = [day[name] for name in ("applied_on", "accepted_on", "session_on", "signed_on", "ended_on") if name in day]
    if not known:
        raise CellWrong("没有日期。请至少写明登记、受理、调解或签订日期中的一个。")
    applied = day.get("applied_on", min(known))
    accepted = day.get("accepted_on", applied)
    met = (
        day.get("session_on")
        or day.get("signed_on")
        or (day.get("ended_on") if form == "none" else None)
        or max(accepted, min(known))
    )
    dated = {"applied_on": applied, "accepted_on": accepted, "session_on": met}
    if form == "written":
        dated["signed_on"] = dated["seal_on"] = day.get("signed_on", met)
    if form == "none":
        dated["ended_on"] = day.get("ended_on", met)
    order = list(dated.items())
    for (_, before), (name, after) in pairwise(order):
        if after < before:
            said = f"{DAYS.get(name, '盖章日期')}{after.isoformat()}早于前一步的{before.isoformat()}。请核对日期。"
            raise CellWrong(said, name)
    missing = [DAYS[name] for name in dated if name in DAYS and name not in day]
    if missing:
        notes.add(f"台账没有{'、'.join(missing)}，按相邻的日期记")
    return dated


def _told(reading: Reading, form: str) -> dict[str, Any]:
    """What single cells say beside the days; what cannot be read is kept in the reading's problems."""
    notes, own, row = reading.notes, reading.setting.own, reading.row
    word = plain(reading.text("type"))
    kind = reading.tried("type", partial(read_type, word, own.of("type"), notes))
    if kind is not None and not knows_type(word, own.of("type")):
        reading.setting.unknown["type", word] += 1
    told: dict[str, Any] = {"type": kind, "parties": reading.tried("parties", partial(_parties, reading))}
    told["mediator"] = reading.tried("mediator", partial(_mediator, reading))
    if form != "none":
        unit = row.units.get("total", "")
        told["total"] = reading.tried("total", partial(read_money, row.cells.get("total"), "协议金额", notes, unit))
    return told


def _journey_data(
    reading: Reading, told: Mapping[str, Any], form: str, dated: Mapping[str, date], day: Mapping[str, date]
) -> dict[str, Any]:
    notes = reading.notes
    word = dict(codes.TYPES)[told["type"]]
    summary = reading.text("summary")
    if len(summary) < LEAST_SUMMARY:
        notes.add("纠纷情况过简，原文照录" if summary else "台账没有纠纷情况")
        summary = f"{word}：{summary or ON_PAPER}（台账原文如此）"
    data: dict[str, Any] = {
        "source": read_source(plain(reading.text("source")), notes), "regime": codes.GENERAL, "parties": told["parties"],
        "type": told["type"], "summary": summary, "claim": "请求调解", "mediator": told["mediator"], "place": "调解室",
        "course": f"由台账补录，调解经过{ON_PAPER}", "agreement_form": form, **{name: on.isoformat() for name, on in dated.items()},
    }  # fmt: skip
    if "visited_on" in day:
        data["visited_on"] = day["visited_on"].isoformat()
    done = performed(plain(reading.text("performed")))
    if form == "none":
        return data | {"performed": None}
    data |= {"facts": summary, "terms": [{"text": reading.text("terms") or ON_PAPER}]}
    if not reading.text("terms"):
        notes.add("台账没有协议内容")
    total = told["total"]
    if total is not None:
        data["total"] = total
    if total is not None and done is not None:
        data["items"] = [_item(reading, total, done, dated, day)]
    return data | {"performed": True if done is None and not total else done}


def _item(
    reading: Reading, total: int, done: bool, dated: Mapping[str, date], day: Mapping[str, date]
) -> dict[str, Any]:
    signed = dated.get("signed_on", dated["session_on"])
    done_on = max(day.get("performed_on", signed), signed)
    try:
        due_on = read_day(
            reading.row.cells.get("due_on"), "履行期限", reading.notes, date.max, reading.setting.own.year
        )
    except CellWrong:
        due_on = None
    if due_on is None:
        reading.notes.add("台账没有履行期限，按" + ("履行日期" if done else "签订日期") + "记")
    item = {"what": "按协议支付款项", "kind": "money", "debtor": "2", "amount": total,
            "due_on": (due_on or (done_on if done else signed)).isoformat()}  # fmt: skip
    if done and "performed_on" not in day:
        reading.notes.add("台账没有履行日期，按签订日期记")
    return item | ({"done_on": done_on.isoformat()} if done else {})


def _parties(reading: Reading) -> list[dict[str, Any]]:
    first = read_people(reading.row.cells.get("applicant"), "申请人", reading.notes)
    second = read_people(reading.row.cells.get("respondent"), "被申请人", reading.notes)
    if not (first and second) and reading.text("parties"):
        first, second = split_sides(reading.text("parties"), reading.notes)
    if not (first and second):
        raise CellWrong("申请人和被申请人要各有一位。请补齐。", "respondent" if first else "applicant")
    rows = []
    for side, names, phone in (
        (codes.APPLICANT, first, "applicant_phone"),
        (codes.RESPONDENT, second, "respondent_phone"),
    ):
        for place, name in enumerate(names):
            if len(name) > LONGEST_NAME:
                said = f"姓名“{name[:12]}……”太长，像是几个人写在一起。请用顿号隔开。"
                raise CellWrong(said, "applicant" if side == codes.APPLICANT else "respondent")
            row = {"side": side, "kind": codes.LEGAL_PERSON if is_organisation(name) else codes.PERSON, "name": name}
            said = plain(reading.text(phone))
            if said and place == 0:
                read = parse_phone(said)
                row["phone"] = read.digits if read.ok and not read.extension else said
            rows.append(row)
    return rows


def _mediator(reading: Reading) -> int:
    names = read_people(reading.row.cells.get("mediator"), "调解员", reading.notes)
    if not names:
        raise CellWrong("没有写调解员。请补上。")
    people = reading.setting.offered["mediator"]
    name = reading.setting.own.of("mediator").get(names[0], names[0])
    found = next((key for key, known in people.items() if known == name), None)
    if found is None:
        reading.setting.unknown["mediator", names[0]] += 1
        known = "、".join(list(people.values())[:8])
        raise CellWrong(f"本调委会没有叫“{name}”的调解员（现有：{known}）。请先登记这位调解员，或改成现有的人。")
    if name != names[0]:
        reading.notes.add(f"调解员“{names[0]}”按对照记为{name}")
    if len(names) > 1:
        reading.notes.add(f"调解员以“{names[0]}”为主持，其余：{'、'.join(names[1:])}")
    return int(found)


def _why_open(form: str, done: bool | None, visited: bool) -> str:
    """Why a case that is in the ledger cannot be closed as it stands; empty when it can. 人民调解法 31."""
    if form == "none":
        return ""
    if done is False:
        return "台账写明还没有履行完，已入系统，未结案"
    if done is None:
        return "台账没有写履行情况，已入系统，未结案；请核实后登记履行"
    return "" if visited else "台账没有回访日期，已入系统，未结案；请登记回访后结案（人民调解法第三十一条）"


# The kind ------------------------------------------------------------------------------------------------------------


def mediators_of(office: Office) -> dict[str, int]:
    """Who has held a mediator's post here, by name; those who have left count, as the cases are of the past."""
    posts = Post.objects.filter(office=office, roles__overlap=[MEDIATOR.code, COMMITTEE_HEAD.code]).select_related("staff")
    return {plain(post.staff.name): post.staff_id for post in posts.order_by("from_on", "pk")}


def head_of(office: Office, today: date) -> Actor | None:
    """The committee's head, else the office's."""
    above = office.territory // 10**6 * 10**6
    posts = Post.objects.held_on(today).filter(staff__left_on__isnull=True).select_related("staff", "office")
    heads = posts.filter(
        Q(office=office, roles__contains=[COMMITTEE_HEAD.code])
        | Q(office__territory=above, roles__contains=[OFFICE_HEAD.code])
    )
    found = heads.order_by("-office__territory", "pk").first()
    return actor_of(found) if found is not None else None


def guess(values: Sequence[Any], texts: Sequence[str], offered: Mapping[str, Collection[str]]) -> str:
    """What the values look like; empty for nothing certain. Which of several days a day is cannot be seen."""
    types = {label for _, label in codes.TYPES} | {f"{word}纠纷" for word in OLD_TYPES} | set(OLD_TYPES)
    if are_days(values, texts):
        return "applied_on"
    if mostly(texts, looks_like_phone):
        return "applicant_phone"
    if mostly(texts, lambda text: text in offered["mediator"]):
        return "mediator"
    if mostly(texts, lambda text: text in types):
        return "type"
    if mostly(texts, lambda text: text in DONE or text in NOT_DONE):
        return "performed"
    if mostly(texts, lambda text: any(word in text for word in (*FAILED, *REACHED)) and len(text) < 12):
        return "result"
    if mostly(texts, lambda text: re.fullmatch(r".{2,6}[与诉和].{2,12}", text)):
        return "parties"
    return "summary" if sum(map(len, texts)) > 20 * len(texts) else ""


FIELDS = (
    Field("serial", "序号", ("序号", "顺序号")),
    Field("number", "原编号", ("编号", "案号", "卷号", "案件编号", "档案号", "协议编号", "调解编号")),
    Field("applied_on", "登记日期", ("登记日期", "登记时间", "申请日期", "申请时间", "来访日期", "纠纷发生时间", "日期", "时间")),
    Field("accepted_on", "受理日期", ("受理日期", "受理时间", "立案日期")),
    Field("session_on", "调解日期", ("调解日期", "调解时间", "调处日期", "调处时间")),
    Field("signed_on", "签订日期", ("签订日期", "协议日期", "达成日期", "达成协议日期", "签订协议时间", "协议签订时间", "调解成功日期")),
    Field("ended_on", "结案日期", ("结案日期", "结案时间", "终止日期", "办结日期", "办结时间")),
    Field("visited_on", "回访日期", ("回访日期", "回访时间")),
    Field("visited", "回访情况", ("回访情况", "是否回访", "回访")),
    Field("parties", "双方当事人（一栏）", ("当事人", "当事人姓名", "纠纷当事人", "双方当事人")),
    Field("applicant", "申请人", ("申请人", "申请人姓名", "甲方", "甲方当事人", "当事人甲", "申请方")),
    Field("respondent", "被申请人", ("被申请人", "被申请人姓名", "乙方", "乙方当事人", "当事人乙", "被申请方", "对方当事人")),
    Field("applicant_phone", "申请人电话", ("申请人电话", "申请人联系电话", "甲方电话")),
    Field("respondent_phone", "被申请人电话", ("被申请人电话", "被申请人联系电话", "乙方电话")),
    Field("type", "纠纷类型", ("纠纷类型", "纠纷类别", "案件类型", "案由", "纠纷种类", "类型", "类别")),
    Field("source", "案件来源", ("案件来源", "来源", "纠纷来源")),
    Field("summary", "纠纷简要情况", ("纠纷简要情况", "简要案情", "案情简介", "基本情况", "纠纷事由", "案情", "纠纷情况", "主要事实", "简要情况", "纠纷内容")),
    Field("terms", "协议内容", ("协议内容", "调解协议内容", "调解内容", "达成协议内容")),
    Field("result", "调解结果", ("调解结果", "处理结果", "调解情况", "是否成功", "调处结果", "结果", "是否调解成功")),
    Field("form", "协议形式", ("协议形式", "协议类型", "协议种类", "书面口头")),
    Field("total", "协议金额", ("协议金额", "涉及金额", "涉案金额", "协议涉及金额", "金额", "标的额", "标的", "涉及款项")),
    Field("performed", "履行情况", ("履行情况", "是否履行", "协议履行情况")),
    Field("performed_on", "履行日期", ("履行日期", "履行时间", "履行完毕日期")),
    Field("due_on", "履行期限", ("履行期限", "约定履行日期")),
    Field("mediator", "调解员", ("调解员", "承办人", "调解人员", "主持人", "主持调解员", "首席调解员", "经办人", "调解人")),
    Field("note", "备注", ("备注", "说明")),
)
WANTED = (
    Wanted("日期（登记、受理、调解、签订、结案中的一个）", ("applied_on", "accepted_on", "session_on", "signed_on", "ended_on")),
    Wanted("当事人（双方一栏，或申请人和被申请人）", ("parties", "applicant")),
    Wanted("纠纷类型", ("type",)),
    Wanted("调解结果或签订日期", ("result", "form", "signed_on")),
    Wanted("调解员", ("mediator",)),
    Wanted("被申请人", ("respondent", "parties"), given="applicant"),
)
MEDIATION = Kind(
    code="mediation", label="调解台账", fields=FIELDS, wanted=WANTED, signs=frozenset({"parties", "applicant"}),
    no_headings="没有找到表头：至少要有当事人（或申请人、被申请人）、日期和类型。栏目叫法不同的，用 --mapping 写明。",
    procedure=p.GENERAL.code, line="mediation", may=PAPER.by, heads=frozenset({COMMITTEE_HEAD.code, OFFICE_HEAD.code}),
    office_kinds=p.GENERAL.office_kinds, office_word="调委会", wrong_office="不是调委会。请写调委会的区域号。", read=read_row, acts_for=head_of,
    nobody_acts="没有在任的主任，上级司法所也没有所长。", undone_by=p.void_entered,
    about="往年的调解台账一行一件补录成案件。",
    words=(
        Word("mediator", "调解员", lambda office: {str(pk): name for name, pk in mediators_of(office).items()}, "这样的行不导入；名单里没有的调解员，先请司法所登记"),
        Word("type", "纠纷类型", lambda office: dict(codes.TYPES), "记为其他纠纷"),
    ),
    guess=guess, needed={"mediator": "mediator", "parties": "parties", "total": "total", "summary": "summary", "type": "type"},
    joins=("parties", "applicant", "respondent"), may_stay_open=p.close,
)
