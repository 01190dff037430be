"""A row of an old ledger of legal aid cases as history: counted in totals, never in timeliness.

法律援助案件台账 of earlier years: who, what, how it ended. A missing day stays missing; where only the year is known, the row stands at
the year's last day and says so. Nothing is made up: no means, no receipt, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Entered, Field, Kind, Met, Person, Setting, Wanted
from fengqiao.imports.ledgers import people
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import CellWrong
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalaid.permissions import DECIDE
from fengqiao.lines.legalaid.procedure import LEGALAID, entered_from, void_entered
from fengqiao.matter.actions import Doing
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.models import Entry, Matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.orgs.roles import AID_HEAD

PAST = {"received_on": "申请日期", "decided_on": "决定日期"}
FORM_WORDS = {
    "刑事辩护": codes.DEFENCE, "刑事": codes.DEFENCE, "刑事代理": codes.CRIMINAL, "民事": "civil", "民事代理": "civil", "民事诉讼": "civil", "诉讼代理": "civil",
    "行政": "administrative", "行政诉讼": "administrative", "仲裁": codes.ARBITRATION, "劳动仲裁": codes.ARBITRATION, "非诉": codes.NON_LITIGATION, "非诉讼": codes.NON_LITIGATION,
    "代书": "drafting", "代拟文书": "drafting", "国家赔偿": "compensation", "行政复议": "reconsideration", "执行": "enforcement",
}  # fmt: skip
RESULT_WORDS = {
    "给予": "granted", "批准": "granted", "同意": "granted", "准予": "granted", "受理": "granted", "已办结": "granted", "结案": "granted", "不予": "refused", "不批准": "refused",
    "不予援助": "refused", "撤回": "withdrawn", "视为撤回": "deemed", "移送": "redirected", "终止": "ended",
}  # fmt: skip


def read_row(row: LedgerRow, setting: Setting) -> Entered:
    """The one act of a row, and where it comes from. Raises RowWrong with everything that cannot be read, each at its cell."""
    reading = Reading(row, setting)
    reading.failed_formulas()
    name = reading.tried("name", partial(people.name_of, reading))
    number = reading.tried("id_no", partial(people.number_of, reading)) or ""
    form = reading.tried("aid_form", partial(people.code_of, reading, "aid_form", codes.AID_FORMS, FORM_WORDS)) or ""
    result = reading.tried("result", partial(people.code_of, reading, "result", codes.OUTCOMES, RESULT_WORDS)) or "granted"
    cause = reading.text("cause")[:60]
    if not cause:
        reading.wrong("cause", "没有写案由。请照卷宗补上。")
    day = reading.days(PAST)
    if "received_on" in day and "decided_on" in day and day["decided_on"] < day["received_on"]:
        reading.wrong("decided_on", f"决定日期{day['decided_on'].isoformat()}早于申请日期{day['received_on'].isoformat()}。请核对。")
    on = reading.tried("year", partial(_stands_at, reading, day))
    reading.refuse()
    assert on is not None
    told: dict[str, Any] = {
        "parties": [{"side": codes.APPLICANT, "name": name, **({"id_no": number} if number else {})}], "cause": cause, "result": result, "aid_form": form,
        "old_no": reading.text("old_no")[:60], "decided": day["decided_on"].isoformat() if "decided_on" in day else "",
    }  # fmt: skip
    given = {need: value for need, value in told.items() if value}
    steps = [Doing(LEGALAID.action("enter_history"), given, on, under=DECIDE), Doing(entered_from, {"text": _source(reading)}, on, under=DECIDE)]
    return Entered(steps, reading.notes, "", on, Person(str(name), number, {"old_no": told["old_no"], "cause": cause}))


def _stands_at(reading: Reading, day: dict[str, date]) -> date:
    """The day of receipt, else of the decision, else the last day of the year that is written. Raises CellWrong."""
    known = day.get("received_on") or day.get("decided_on")
    if known is not None:
        if "received_on" not in day:
            reading.notes.add("台账没有申请日期，记在决定那天")
        return known
    year = plain(reading.text("year")).removesuffix("年度").removesuffix("年")
    if not (year.isdigit() and 1990 <= int(year) <= reading.setting.today.year):
        raise CellWrong("没有申请日期、决定日期，也没有年度。请补上其中一项，至少写年度。", "year")
    reading.notes.add(f"台账没有日期，只知道是{year}年，记在年末；不计入按期率")
    return min(date(int(year), 12, 31), reading.setting.today)


def _source(reading: Reading) -> str:
    said = [f"{reading.setting.source}，第{reading.row.number}行"]
    said += [f"{label}：{reading.text(name)}" for name, label in (("lawyer", "承办人"), ("note", "备注")) if reading.text(name)]
    return "；".join(said + list(reading.notes.corrected))


def meets(office: Office, people_of: Sequence[Person | None], actor: Actor) -> list[Met | None]:
    """What came in already under the same old number, or of the same person over the same cause without one."""
    mine = Application.objects.filter(territory__range=office.reach, historical=True).exclude(stage=VOIDED.code)
    numbers = {who.thing["old_no"] for who in people_of if who is not None and who.thing.get("old_no")}
    entries = Entry.objects.filter(matter_id__in=mine.values("pk"), action="enter_history", data__old_no__in=list(numbers))
    known = {str(data.get("old_no")): pk for pk, data in entries.values_list("matter_id", "data")} if numbers else {}
    seen = set(Matter.objects.visible_to(actor).filter(pk__in=list(known.values())).values_list("pk", flat=True))
    found: list[Met | None] = []
    for who in people_of:
        pk = known.get(who.thing.get("old_no", "")) if who is not None else None
        found.append(None if pk is None else Met("这个原编号的案件已经导入过，没有重复", True, "", pk if pk in seen else None))
    return found


FIELDS = (
    Field("serial", "序号", ("序号", "序")),
    Field("name", "受援人", ("受援人", "申请人", "姓名", "受援人姓名", "申请人姓名")),
    Field("id_no", "身份证号", ("身份证号", "身份证号码", "公民身份号码", "证件号码")),
    Field("old_no", "原编号", ("案号", "编号", "原编号", "援助案号", "法律援助案号", "案件编号")),
    Field("cause", "案由", ("案由", "案件类型", "事由", "罪名", "案由（罪名）")),
    Field("aid_form", "援助方式", ("援助方式", "援助形式", "案件类别", "服务形式", "类别")),
    Field("received_on", "申请日期", ("申请日期", "申请时间", "受理日期", "受理时间", "收到日期")),
    Field("decided_on", "决定日期", ("决定日期", "批准日期", "审批日期", "决定时间", "批准时间", "审批时间")),
    Field("year", "年度", ("年度", "年份", "年")),
    Field("result", "结果", ("结果", "审批结果", "决定", "是否批准", "处理结果")),
    Field("lawyer", "承办人", ("承办人", "承办律师", "援助律师", "律师")),
    Field("note", "备注", ("备注", "说明")),
)  # fmt: skip
OLD_CASES = Kind(
    code="legalaid", label="法律援助历年台账", fields=FIELDS, wanted=(Wanted("受援人", ("name",)), Wanted("案由", ("cause",)), Wanted("日期或年度", ("received_on", "decided_on", "year"))),
    signs=frozenset({"cause", "aid_form"}), no_headings="没有找到表头：至少要有受援人、案由和日期（或年度）。栏目叫法不同的，用 --mapping 写明。",
    procedure=LEGALAID.code, line="legalaid", may=DECIDE, heads=frozenset({AID_HEAD.code}), office_kinds=(OfficeKind.BUREAU,), office_word="司法局",
    wrong_office="不是司法局。历年台账由司法局（法律援助中心）导入。", read=read_row, acts_for=lambda office, today: people.post_with(DECIDE, office, today, ()),
    nobody_acts="所在的县没有在任的法律援助中心主任。", undone_by=void_entered, about="往年的法律援助案件一行一件录为历史：计入总数，不计入按期率；缺的日期不补。",
    keeps_rest=False, thing="申请", meets=meets, key=lambda row: people.key_of(row, "old_no", "cause", "received_on"), mark="legalaid", needed={"parties": "name"},
)  # fmt: skip
