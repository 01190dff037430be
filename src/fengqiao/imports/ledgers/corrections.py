"""A row of the register of people under community corrections as the first real acts of a case.

社区矫正对象名册: the notice, the documents with the measure, the report (or the delivery of those released for a time). What the
register does not say is left open and said; nothing is made up. The measure's last day is held against the term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Entered, Field, Kind, Met, Person, Setting, Wanted, Word
from fengqiao.imports.ledgers import kin, people
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.ledgers.terms import in_words, length_of, span_of
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import CellWrong, read_day
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.procedure import CORRECTION, entered_from, void_entered
from fengqiao.lines.corrections.cases.reception import steps
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.lines.corrections.permissions import RECEIVE
from fengqiao.matter.actions import Doing
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.many import standings
from fengqiao.matter.models import Matter, Party
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.orgs.roles import CORRECTIONS_HEAD
from fengqiao.vault import age_on

ADULT, REPORT_DAYS, LONGEST_YEARS = 18, 10, 5
NOT_WRITTEN = "名册没有写明，见纸质档案"
PAST = {"judgment_on": "判决日期", "notice_on": "收到文书日期", "received_on": "接收日期", "ended_on": "解除日期"}
COMING = {"effective_on": "生效日期", "measure_from": "矫正起日", "measure_to": "矫正止日"}
CATEGORY_WORDS = {
    "宣告缓刑": codes.PROBATION, "判处缓刑": codes.PROBATION, "缓": codes.PROBATION, "裁定假释": codes.PAROLE, "判处管制": codes.CONTROL,
    "暂外": codes.OUTSIDE, "监外执行": codes.OUTSIDE, "保外就医": codes.OUTSIDE, "暂予监外": codes.OUTSIDE, "暂予监外执行罪犯": codes.OUTSIDE,
}  # fmt: skip
PAPER_OF = {codes.CONTROL: "judgment", codes.PROBATION: "judgment", codes.PAROLE: "ruling", codes.OUTSIDE: "decision"}
STILL, OVER = ("在矫", "在册", "正在矫正", "矫正中"), ("解除", "解矫", "期满", "终止", "收监", "死亡", "转出", "撤销")
SUPPLEMENTARY = {"罚金": "fine", "剥夺政治权利": "rights", "没收财产": "property", "驱逐出境": "expulsion"}
REASONS = (("病", codes.ILLNESS), ("保外就医", codes.ILLNESS), ("孕", codes.PREGNANCY), ("哺乳", codes.PREGNANCY), ("不能自理", codes.HELPLESS))


@dataclass(frozen=True)
class _Measure:
    """The measure as the row has it."""

    category: str
    from_on: date
    to_on: date
    day: Mapping[str, date]
    said: Mapping[str, Any]


def read_row(row: LedgerRow, setting: Setting) -> Entered:
    """The first acts of a row. Raises RowWrong with everything that cannot be read, each thing at its cell."""
    reading = Reading(row, setting)
    reading.failed_formulas()
    who = people.person(reading, codes.SEXES)
    who |= {name: text for name in ("address", "former_name", "ethnicity") if (text := reading.text(name))}
    if guardian := kin.guardian(reading):
        who["guardian"] = guardian
    relatives = kin.kin(reading)
    category = reading.tried("category", partial(_category, reading)) or ""
    day = _days(reading)
    told = _told(reading, category, day)
    minor = _minor(reading, who, day.get("measure_from"))
    office = reading.tried("office", partial(people.office_named, reading))
    officer = reading.tried("officer", partial(people.officer_named, reading))
    _in_order(reading, day)
    _still_under(reading, day)
    reading.refuse()
    of = _Measure(category, day["measure_from"], day["measure_to"], day, told)
    doings = _acts(reading, of, who, office, officer, minor)
    if relatives:
        doings[0] = replace(doings[0], data={**doings[0].data, "kin": relatives})
    return Entered(doings, reading.notes, "", doings[0].happened_on, Person(str(who["name"]), who.get("id_no", ""), {"category": category, "doc_no": told["doc_no"]}))


def _category(reading: Reading) -> str:
    found = people.code_of(reading, "category", codes.CATEGORIES, CATEGORY_WORDS)
    if not found:
        raise CellWrong("没有写矫正类别。请写管制、缓刑、假释或者暂予监外执行。", "category")
    return found


def _days(reading: Reading) -> dict[str, date]:
    """The days of the row; the measure's own may lie ahead."""
    day, cells, own = reading.days(PAST), reading.row.cells, reading.setting.own
    for name, label in COMING.items():
        found = reading.tried(name, partial(read_day, cells.get(name), label, reading.notes, date.max, own.year))
        if found is not None:
            day[name] = found
    if "measure_from" not in day or "measure_to" not in day:
        both = reading.tried("measure", partial(span_of, reading))
        if both is not None:
            day = {"measure_from": both[0], "measure_to": both[1], **day}
    for name in ("measure_from", "measure_to"):
        if name not in day and not any(each.field in (name, "measure") for each in reading.problems):
            at = name if name in cells or "measure" not in cells else "measure"
            reading.wrong(at, f"没有写{COMING[name]}。请照文书补上。")
    if "received_on" not in day and not any(each.field == "received_on" for each in reading.problems):
        reading.wrong("received_on", "没有写接收（报到）日期。请补上；还没有报到的，请在社区矫正里办理“登记通知”。")
    return day


def _told(reading: Reading, category: str, day: Mapping[str, date]) -> dict[str, Any]:
    """What the documents say beside the days, and the term held against its last day."""
    told: dict[str, Any] = {"doc_no": reading.text("doc_no"), "decider": reading.text("decider")}
    if not told["doc_no"]:
        reading.wrong("doc_no", "没有写判决、裁定或者决定的文号。请照文书补上。")
    if not told["decider"]:
        reading.wrong("decider", "没有写决定机关。请照文书补上，例如：某某县人民法院。")
    else:
        told["decider_type"] = reading.tried("decider", partial(_decider, reading))
    for name in ("charges", "principal", "archive_prison", "handed_by"):
        if text := reading.text(name):
            told[name] = text
    if extra := [code for word, code in SUPPLEMENTARY.items() if word in plain(reading.text("supplementary"))]:
        told["supplementary"] = extra
    if injunction := reading.text("injunction"):
        told["injunctions"] = [{"kind": _injunction(injunction), "text": injunction[:200]}]
        if category and category not in (codes.CONTROL, codes.PROBATION):
            reading.wrong("injunction", "禁止令只适用于管制和缓刑。请核对矫正类别和文书。")
    if category == codes.OUTSIDE:
        said = plain(reading.text("outside_reason") or reading.text("category"))
        told["outside_reason"] = next((code for word, code in REASONS if word in said), "")
        if not told["outside_reason"]:
            reading.wrong("outside_reason", "暂予监外执行须写明是哪一种情形：严重疾病（保外就医）、怀孕哺乳，或者生活不能自理。")
    return told | _term(reading, category, day)


def _term(reading: Reading, category: str, day: Mapping[str, date]) -> dict[str, Any]:
    length = reading.tried("length", partial(length_of, reading.text("length")))
    if not length and category in (codes.CONTROL, codes.PROBATION):
        word = dict(codes.CATEGORIES)[category]
        length = in_words(reading.text("principal"), behind=word)
    served = reading.tried("custody_days", partial(_count, reading, "custody_days")) or 0
    if not length:
        reading.notes.add("名册没有矫正期限，止日照抄，没有推算核对")
        return {"custody_days": served} if served else {}
    credit = served * 2 if category == codes.CONTROL else 0
    if not any(each.field in ("measure_from", "measure_to", "measure") for each in reading.problems):
        said = measure.mismatch(day.get("measure_from"), day.get("measure_to"), length, credit)
        if said:
            at = "measure_to" if reading.text("measure_to") else "measure"
            reading.wrong(at, f"{said}（{_words(length)}{f'，折抵{credit}日' if credit else ''}）。请照文书核对起日、止日和期限；文书本身这样写的，逐件登记，由决定机关更正。")
    found = {"term_years": length.years, "term_months": length.months, "term_days": length.days, "custody_days": served}
    return {name: count for name, count in found.items() if count}


def _words(length: measure.Length) -> str:
    return "".join(f"{n}{unit}" for n, unit in ((length.years, "年"), (length.months, "个月"), (length.days, "日")) if n)


def _count(reading: Reading, name: str) -> int:
    text = plain(reading.text(name)).removesuffix("天").removesuffix("日")
    if not text:
        return 0
    if not re.fullmatch(r"\d{1,4}", text):
        raise CellWrong(f"“{text}”不是天数。请写数字，例如：30。", name)
    return int(text)


def _decider(reading: Reading) -> str:
    text = plain(reading.text("decider"))
    for word, code in (("法院", codes.COURT), ("监狱管理", codes.PRISONS), ("监狱局", codes.PRISONS), ("公安", codes.POLICE)):
        if word in text:
            return code
    raise CellWrong(f"“{text}”看不出是法院、公安机关还是监狱管理机关。请写全称。", "decider")


def _injunction(text: str) -> str:
    if "接触" in text:
        return "person"
    return "place" if any(word in text for word in ("进入", "场所", "区域")) else "activity"


def _minor(reading: Reading, who: Mapping[str, Any], begins_on: date | None) -> bool:
    """Whether the rules for minors hold: said so, or under eighteen when the measure began, and so at the offence."""
    said = people.yes(reading, "minor")
    born = people.born_on(reading, who)
    young = born is not None and begins_on is not None and born <= begins_on and age_on(born, begins_on) < ADULT
    if young and said is False:
        reading.wrong("minor", f"矫正开始时（{begins_on}）还不满十八周岁，犯罪时也不满。请核对出生日期，或把这一格改成“是”。")
    if young and said is None:
        reading.notes.add("矫正开始时不满十八周岁，按未成年人：单独进行，身份保密")
    return bool(said) or young


def _in_order(reading: Reading, day: Mapping[str, date]) -> None:
    """Judgment, documents, reception; the measure does not end before it begins."""
    order = [(name, day[name]) for name in ("judgment_on", "notice_on", "received_on") if name in day]
    for (_, before), (name, after) in pairwise(order):
        if after < before:
            reading.wrong(name, f"{PAST[name]}{after.isoformat()}早于前一步的{before.isoformat()}。请核对日期。")
    start, end = day.get("measure_from"), day.get("measure_to")
    if start and end and end < start:
        reading.wrong("measure_to" if reading.text("measure_to") else "measure", f"矫正止日{end.isoformat()}早于起日{start.isoformat()}。请照文书核对。")
    if "effective_on" in day and "received_on" in day and day["effective_on"] > day["received_on"]:
        reading.notes.add("生效日期晚于接收日期，照抄，请核对")


def _still_under(reading: Reading, day: Mapping[str, date]) -> None:
    """Who has been released is not entered: a certificate and its service would have to be made up."""
    state, end = plain(reading.text("state")), day.get("measure_to")
    if "ended_on" in day or any(word in state for word in OVER):
        said = "已经解除、终止或者转出的，不导入：解除证明书和送达不能补造，原档案照旧保存。在册名册里请删去这一行。"
        reading.wrong("ended_on" if "ended_on" in day else "state", said)
    elif end is not None and end < reading.setting.today:
        if any(word in state for word in STILL):
            reading.notes.add(f"矫正期已于{end.isoformat()}届满，名册写明仍在矫：已入系统，请立即办理解除")
        else:
            at = "measure_to" if reading.text("measure_to") else "measure"
            reading.wrong(at, f"矫正期已于{end.isoformat()}届满，看不出是不是还没有解除。还没有解除的，在“状态”栏写“在矫”，导入后立即办理解除；已经解除的，删去这一行。")


def _acts(reading: Reading, of: _Measure, who: dict[str, Any], office: int | None, officer: int | None, minor: bool) -> list[Doing]:
    """Notice, documents, reception and the remark of where it comes from."""
    said, day = of.said, of.day
    received = day["received_on"]
    noticed = day.get("notice_on", received)
    if "notice_on" not in day:
        reading.notes.add("名册没有收到通知、文书的日期，按接收日期记")
    dated = {name: day[name].isoformat() for name in ("judgment_on", "effective_on") if name in day}
    notice: dict[str, Any] = {
        "came_by": "delivered" if of.category == codes.OUTSIDE else "notice", "parties": [who], "category": of.category, "decider_type": said["decider_type"],
        "decider": said["decider"], "doc_no": said["doc_no"], "office": office, "from_register": True, **{name: dated[name] for name in ("effective_on",) if name in dated},
    }  # fmt: skip
    if minor:
        notice["minor"] = True
    documents = {
        "documents": [{"kind": PAPER_OF[of.category], "state": "there"}], "judgment_no": said["doc_no"], **dated,
        "measure_from": of.from_on.isoformat(), "measure_to": of.to_on.isoformat(),
        **{name: value for name, value in said.items() if name not in ("doc_no", "decider", "decider_type", "handed_by") and value},
    }  # fmt: skip
    if minor and _at_most_five_years(reading):
        documents["sentence_le_5y"] = True
    lacking = [label for name, label in (("effective_on", "生效日期"), ("judgment_on", "判决日期"), ("charges", "罪名"), ("principal", "原判刑罚")) if not reading.text(name)]
    if lacking:
        reading.notes.add(f"名册没有{'、'.join(lacking)}，空着，请照文书补正")
    under = RECEIVE
    return [
        Doing(steps.notice, notice, noticed, under=under), Doing(steps.documents, documents, noticed, under=under),
        _came(of, officer, received), Doing(entered_from, {"text": _source(reading)}, received, under=under),
    ]  # fmt: skip


def _came(of: _Measure, officer: int | None, received: date) -> Doing:
    """The report in person; of those released for a time, the delivery."""
    given: dict[str, Any] = {"officer": officer} if officer else {}
    if of.category == codes.OUTSIDE:
        given["handed_by"] = of.said.get("handed_by") or of.said.get("archive_prison") or NOT_WRITTEN
        return Doing(steps.deliver, given, received, under=RECEIVE)
    given["mode"] = "self"
    effective = of.day.get("effective_on")
    if effective is not None and received > effective + timedelta(days=REPORT_DAYS):
        given["late_reason"] = NOT_WRITTEN
    return Doing(steps.report_in, given, received, under=RECEIVE)


def _at_most_five_years(reading: Reading) -> bool:
    """Whether the sentence as written is five years or less (刑事诉讼法第二百八十六条)."""
    text = plain(reading.text("principal"))
    if said := people.yes(reading, "sentence_le_5y"):
        return said
    length = in_words(text, behind="有期徒刑")
    if length:
        return length.years * 12 + length.months <= LONGEST_YEARS * 12
    return "拘役" in text or "管制" in text


def _source(reading: Reading) -> str:
    row = reading.row
    said = [f"{reading.setting.source}，第{row.number}行"]
    said += [f"{label}：{reading.text(name)}" for name, label in (("number", "原编号"), ("level", "名册上的管理类别"), ("note", "备注")) if reading.text(name)]
    said += [each for each in reading.notes.corrected if not each.startswith("“")]
    return "；".join(said)


# Who is on the register already --------------------------------------------------------------------------------------


def _plain_no(text: str) -> str:
    return re.sub(r"[（）()〔〕\[\]【】\s]", "", plain(text))


def meets(office: Office, people_of: Sequence[Person | None], actor: Actor) -> list[Met | None]:
    """Who is on the county's register already: for the very same measure and document, or for another."""
    indexes = [people.index_of(who.id_number) for who in people_of if who is not None and who.id_number]
    names = {who.name for who in people_of if who is not None and not who.id_number}
    if not indexes and not names:
        return [None] * len(people_of)
    low, high = territories.county_reach(office.territory)
    mine = CorrectionCase.objects.filter(territory__range=(low, high)).exclude(stage=VOIDED.code)
    rows = list(Party.objects.filter(matter_id__in=mine.values("pk")).filter(Q(id_index__in=indexes) | Q(name__in=names)).values_list("matter_id", "id_index", "name"))
    there = {case.pk: case for case in mine.filter(pk__in=[pk for pk, _, _ in rows]).select_related("office")}
    cases = {case.pk: (there[case.pk], standing.facts) for case, standing in standings(list(there.values()))}
    seen = set(Matter.objects.visible_to(actor).filter(pk__in=list(cases)).values_list("pk", flat=True))
    found: list[Met | None] = []
    for who in people_of:
        index = people.index_of(who.id_number) if who is not None and who.id_number else None
        theirs = [cases[pk] for pk, at, name in rows if who is not None and pk in cases and (bytes(at or b"") == index if index else name == who.name)]
        found.append(_met(who, theirs, seen) if who is not None and theirs else None)
    return found


def _met(who: Person, theirs: Sequence[tuple[CorrectionCase, Any]], seen: set[Any]) -> Met | None:
    """The case of the very same document; else that there is another of the same person."""
    for case, facts in theirs:
        numbers = {_plain_no(str(facts.value(name) or "")) for name in ("judgment_no", "doc_no")}
        if case.category == who.thing["category"] and _plain_no(who.thing["doc_no"]) in numbers:
            if case.pk in seen:
                return Met(f"已在册（{case.office.short_name}），同一文书，没有重复", True, case.number, case.pk)
            return Met("这个人已在本县名册上，同一文书，没有重复。请与负责的单位核对", True)
    if not who.id_number:
        return None  # another of the same name
    case = theirs[0][0]
    where = f"，编号{case.number}" if case.pk in seen else ""
    return Met(f"同一个人在本县另有一件矫正案件{where}，文书不同，请核对是不是同一件", False)


FIELDS = (
    *people.WHO,
    Field("number", "原编号", ("编号", "矫正编号", "矫正对象编号", "对象编号", "档案号", "档案编号")),
    Field("former_name", "曾用名", ("曾用名", "别名")), Field("ethnicity", "民族", ("民族",)),
    Field("address", "居住地", ("居住地", "现住址", "居住地址", "家庭住址", "住址", "现居住地", "固定居住地", "实际居住地", "居住地详细地址")),
    Field("guardian", "监护人及电话", ("监护人", "监护人及电话", "监护人姓名")), *kin.FIELDS,
    Field("category", "矫正类别", ("矫正类别", "矫正类型", "社区矫正类别", "类别", "矫正种类", "执行类别", "对象类别")),
    Field("decider", "决定机关", ("决定机关", "社区矫正决定机关", "判决机关", "判决法院", "裁判机关", "裁判法院", "审判机关", "原判法院", "决定单位", "批准机关")),
    Field("doc_no", "文书文号", ("文书文号", "文号", "判决书号", "判决书文号", "判决书字号", "裁判文书号", "法律文书号", "法律文书文号", "文书编号", "判决文号", "文书号")),
    Field("judgment_on", "判决日期", ("判决日期", "判决时间", "裁定日期", "决定日期", "文书日期", "裁判日期")),
    Field("effective_on", "生效日期", ("生效日期", "判决生效日期", "生效时间", "判决生效时间", "文书生效日期")),
    Field("charges", "罪名", ("罪名", "犯罪罪名", "案由")),
    Field("principal", "原判刑罚", ("原判刑罚", "原判刑期", "刑罚", "判决结果", "主刑", "判处刑罚")),
    Field("supplementary", "附加刑", ("附加刑",)), Field("injunction", "禁止令", ("禁止令", "禁止令内容")),
    Field("length", "矫正期限", ("矫正期限", "矫正期", "考验期", "考验期限", "缓刑考验期", "期限")),
    Field("measure", "矫正起止（一栏）", ("矫正起止时间", "矫正起止日期", "矫正起止日", "起止时间", "起止日期", "矫正时间", "矫正期限起止")),
    Field("measure_from", "矫正起日", ("矫正起日", "矫正开始日期", "矫正起始日期", "矫正开始时间", "矫正起始时间", "起始日期", "开始日期", "起日", "起", "矫正起始日")),
    Field("measure_to", "矫正止日", ("矫正止日", "矫正结束日期", "矫正终止日期", "矫正截止日期", "矫正结束时间", "矫正到期日", "期满日期", "期满日", "到期日期", "截止日期", "结束日期", "止日", "止", "矫正期满日")),
    Field("custody_days", "先行羁押天数", ("先行羁押天数", "羁押天数", "先行羁押")),
    Field("outside_reason", "暂予监外执行情形", ("暂予监外执行情形", "暂予监外执行原因", "监外执行原因", "暂外情形")),
    Field("archive_prison", "接收档案的监狱、看守所", ("接收档案的监狱", "原关押监狱", "原服刑监狱", "监狱", "看守所")),
    Field("handed_by", "移送机关", ("移送机关", "移送单位", "交付机关")),
    Field("notice_on", "收到文书日期", ("收到文书日期", "收到通知日期", "文书送达日期", "文书接收日期", "收文日期")),
    Field("received_on", "接收日期", ("接收日期", "接收时间", "报到日期", "报到时间", "入矫日期", "入矫时间", "登记日期", "接收报到日期", "报到登记日期")),
    Field("office", "司法所", ("司法所", "所属司法所", "负责司法所", "管辖司法所", "矫正单位", "所在司法所", "受委托司法所", "监管司法所", "执行地司法所", "乡镇", "所属乡镇")),
    Field("officer", "承办人", ("承办人", "责任人", "工作人员", "矫正责任人", "监管责任人", "矫正工作人员", "包保干部", "负责人", "管理人")),
    Field("minor", "未成年", ("未成年", "是否未成年", "未成年人", "是否未成年人", "犯罪时未成年", "犯罪时是否未成年")),
    Field("sentence_le_5y", "五年以下", ("五年以下", "五年有期徒刑以下")),
    Field("state", "状态", ("状态", "矫正状态", "人员状态", "在册状态", "当前状态")),
    Field("ended_on", "解除日期", ("解除日期", "解矫日期", "解除时间", "解矫时间", "解除矫正日期", "终止日期")),
    Field("level", "管理类别", ("管理类别", "管理等级", "处遇等级", "分类管理", "管理级别", "矫正等级")),
    Field("note", "备注", ("备注", "说明")),
)  # fmt: skip
WANTED = (
    Wanted("姓名", ("name",)), Wanted("身份证号或性别", ("id_no", "sex")), Wanted("矫正类别", ("category",)), Wanted("决定机关", ("decider",)),
    Wanted("文书文号", ("doc_no",)), Wanted("矫正起日", ("measure_from", "measure")), Wanted("矫正止日", ("measure_to", "measure")), Wanted("接收（报到）日期", ("received_on",)),
)  # fmt: skip
CORRECTIONS = Kind(
    code="corrections", label="社区矫正对象名册", fields=FIELDS, wanted=WANTED, signs=frozenset({"category", "measure", "measure_from", "decider"}),
    no_headings="没有找到表头：至少要有姓名、矫正类别、决定机关、文书文号、矫正起止和接收日期。栏目叫法不同的，用 --mapping 写明。",
    procedure=CORRECTION.code, line="corrections", may=RECEIVE, heads=frozenset({CORRECTIONS_HEAD.code}),
    office_kinds=(OfficeKind.BUREAU, OfficeKind.OFFICE), office_word="单位", wrong_office="不是司法局或者司法所。请写区域号：全县一本的写司法局，一个所一本的写司法所。",
    read=read_row, acts_for=lambda office, today: people.post_with(RECEIVE, office, today, (CORRECTIONS_HEAD.code,)), nobody_acts="所在的县没有在任的社区矫正机构人员。",
    undone_by=void_entered, about="在册的社区矫正对象一行一人录入：通知、文书和接收照名册上的日期记，名册没有的不编。",
    words=(
        Word("office", "司法所", people.offices, "这样的行不导入"), Word("officer", "承办人", people.officers, "这样的行不导入；不清楚的，把那一格空着"),
    ),
    guess=people.guess, opened_at=people.bureau_of, keeps_rest=False, thing="矫正案件", meets=meets,
    key=lambda row: people.key_of(row, "category", "doc_no"), once_each=True, mark="corrections",
    needed={
        "parties": "name", "measure_to": "measure_to", "injunctions": "injunction", "outside_reason": "outside_reason", "late_reason": "received_on",
        "officer": "officer", "office": "office", "kin": "kin_name",
    }, beside=kin.COLUMNS,
)  # fmt: skip
