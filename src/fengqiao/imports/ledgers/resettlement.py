"""A row of the register of people in resettlement as the first real acts of a matter.

安置帮教对象名册: the notice, the assignment to the office, the hand-over where the register has its day. Consent to help is nobody's to
fill in: whether the person wants it is asked afterwards. Nothing is taken in that judges the person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Entered, Field, Kind, Met, Person, Setting, Wanted, Word
from fengqiao.imports.ledgers import kin, people
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import read_day
from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement.models import ReleaseCase
from fengqiao.lines.resettlement.permissions import MAY_ASSIGN
from fengqiao.lines.resettlement.procedure import RESETTLEMENT, void_entered
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing
from fengqiao.matter.entered import ENTERED_FROM, VOIDED
from fengqiao.matter.models import Matter, Party
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.orgs.roles import RESETTLEMENT as OFFICER

PAST = {"notice_on": "收到通知日期", "linked_on": "衔接日期"}
SEXES = (("男", "男"), ("女", "女"))
SOURCE_WORDS = {
    "监狱": codes.PRISON, "刑满释放": codes.PRISON, "刑释": codes.PRISON, "刑满释放人员": codes.PRISON, "看守所": codes.DETENTION,
    "社区矫正": codes.CORRECTIONS, "解矫": codes.CORRECTIONS, "社区矫正期满": codes.CORRECTIONS, "解除社区矫正": codes.CORRECTIONS, "解除矫正": codes.CORRECTIONS,
}  # fmt: skip
MODE_WORDS = {"接回": codes.KIN, "亲属接回": codes.KIN, "家属接送": codes.KIN, "自行返回": codes.OWN, "本人报到": codes.OWN, "司法所接回": codes.FETCH, "派人接回": codes.FETCH}
PLACEMENT_WORDS = {
    "已就业": "01", "务工": "01", "打工": "01", "企业就业": "01", "自主创业": "02", "灵活就业": "02", "个体经营": "02", "自谋职业": "02", "种地": "03", "落实责任田": "03", "在家务农": "03",
    "上学": "04", "低保": "05", "社会救助": "05", "家庭供养": "06", "养老": "06", "基地安置": "07", "过渡性安置": "07", "无劳动能力": "08", "未安置": "09", "暂未安置": "09", "无业": "09",
}  # fmt: skip
OVER = ("期满", "结束", "死亡", "解除帮教", "撤销帮教", "转出", "收监", "重新犯罪")


def read_row(row: LedgerRow, setting: Setting) -> Entered:
    """The first acts of a row. Raises RowWrong with everything that cannot be read, each thing at its cell."""
    reading = Reading(row, setting)
    reading.failed_formulas()
    who = people.person(reading, SEXES)
    if "hukou" in who:
        who["address"] = who.pop("hukou")
    if residence := reading.text("residence"):
        who["residence"] = residence
    relatives = _kin(reading)
    day = _days(reading)
    told = _told(reading)
    office = reading.tried("office", partial(people.office_named, reading))
    officer = reading.tried("officer", partial(people.officer_named, reading))
    placement = reading.tried("placement", partial(people.code_of, reading, "placement", codes.PLACEMENTS, PLACEMENT_WORDS))
    mode = reading.tried("link_mode", partial(people.code_of, reading, "link_mode", codes.MODES, MODE_WORDS))
    if any(word in plain(reading.text("state")) for word in OVER):
        reading.wrong("state", "帮教已经结束的，不导入：原档案照旧保存，到期遮蔽。在册名册里请删去这一行。")
    reading.refuse()
    doings = _acts(reading, who, told | ({"kin": relatives} if relatives else {}), day, office, officer, placement or "", mode or "")
    return Entered(doings, reading.notes, "", doings[0].happened_on, Person(str(who["name"]), who.get("id_no", ""), {"release_on": day["release_on"].isoformat()}))


def _kin(reading: Reading) -> list[dict[str, str]]:
    """Who may come to fetch: relatives, and the guardian where the register has one."""
    found, guardian = kin.kin(reading), plain(reading.text("guardian"))
    phone = plain(reading.text("guardian_phone"))
    kin.guardian(reading)
    if guardian and guardian not in [each["kin_name"] for each in found]:
        found.append({"kin_name": guardian, "relation": kin.GUARDIAN, **({"kin_phone": phone} if phone else {})})
    return found


def _days(reading: Reading) -> dict[str, date]:
    """The days of the row, in their order; a release may lie ahead."""
    day = reading.days(PAST)
    released = reading.tried("release_on", lambda: read_day(reading.row.cells.get("release_on"), "释放日期", reading.notes, date.max, reading.setting.own.year))
    if released is not None:
        day["release_on"] = released
    elif not any(each.field == "release_on" for each in reading.problems):
        reading.wrong("release_on", "没有写释放（解除）日期。请照释放证明书补上。")
    linked, noticed = day.get("linked_on"), day.get("notice_on")
    if linked and released and linked < released:
        reading.wrong("linked_on", f"衔接日期{linked.isoformat()}早于释放日期{released.isoformat()}。请核对。")
    if linked and noticed and linked < noticed:
        reading.wrong("notice_on", f"收到通知日期{noticed.isoformat()}晚于衔接日期{linked.isoformat()}。请核对。")
    return day


def _told(reading: Reading) -> dict[str, Any]:
    told: dict[str, Any] = {"prison": reading.text("prison")}
    source = reading.tried("source", partial(people.code_of, reading, "source", codes.SOURCES, SOURCE_WORDS))
    if not told["prison"]:
        reading.wrong("prison", "没有写释放（解除）机关。请照释放证明书补上。")
    told["source"] = source or _source_of(told["prison"])
    if told["prison"] and not told["source"] and source is not None:
        reading.wrong("source" if "source" in reading.row.cells else "prison", "看不出是监狱、看守所释放还是社区矫正解除。请在“来源”栏写明。")
    told["release_kind"] = codes.CORRECTIONS_DONE if told["source"] == codes.CORRECTIONS else codes.TERM
    if "假释" in reading.text("release_kind") and "期满" not in reading.text("release_kind"):
        reading.wrong("release_kind", "假释考验期未满的，由社区矫正机构负责，不在这里登记。")
    for name in ("notice_no", "term"):
        if text := reading.text(name):
            told[name] = text
    if people.yes(reading, "key"):
        if reading.text("key_reason"):
            told |= {"key": True, "key_reason": reading.text("key_reason")}
        else:
            reading.wrong("key", "列为重点的，要写通知书上的理由。请补“重点理由”一栏；没有理由的，写“否”。")
    if people.yes(reading, "sealed"):
        told["sealed"] = True
    return told


def _source_of(organ: str) -> str:
    for word, code in (("看守所", codes.DETENTION), ("监狱", codes.PRISON), ("矫正", codes.CORRECTIONS), ("司法局", codes.CORRECTIONS)):
        if word in organ:
            return code
    return ""


def _acts(
    reading: Reading, who: dict[str, Any], told: Mapping[str, Any], day: Mapping[str, date], office: int | None, officer: int | None, placement: str, mode: str,
) -> list[Doing]:  # fmt: skip
    """The notice, who is responsible, the hand-over and what is known of work and home; the remark of where it comes from."""
    today, released = reading.setting.today, day["release_on"]
    noticed = day.get("notice_on", min(released, today))
    given = {"parties": [who], **told, "release_on": released.isoformat()}
    if "notice_on" not in day:
        given["day_unknown"] = True
        reading.notes.add("名册没有收到通知的日期，不核对监狱、看守所通知得早晚和核查反馈的期限")
    declared = registry.procedure_on(RESETTLEMENT.code, noticed)
    steps: list[tuple[str, dict[str, Any], date]] = [
        ("receive_notice", given, noticed), ("assign", {"unit": office, "reason": "名册载明由该所负责"}, noticed),
    ]  # fmt: skip
    if officer:
        steps.append(("appoint", {"handler": officer}, noticed))
    linked = day.get("linked_on")
    if linked is not None:
        if not mode:
            mode = codes.FROM_CORRECTIONS if told["source"] == codes.CORRECTIONS else codes.OWN
            reading.notes.add(f"名册没有衔接方式，记为{dict(codes.MODES)[mode]}，请核对")
        steps.append(("hand_over", {"mode": mode, **({"receivers": text} if (text := reading.text("receivers")) else {})}, linked))
        if placement:
            steps.append(("set_placement", {"placement": placement}, today))
    elif released < today:
        reading.notes.add("名册没有衔接日期，记为未衔接，请查访")
    last = max(on for _, _, on in steps)
    doings = [Doing(declared.action(code), data, on, under=MAY_ASSIGN) for code, data, on in steps]
    return [*doings, Doing(declared.action(ENTERED_FROM), {"text": _source(reading)}, last, under=MAY_ASSIGN)]


def _source(reading: Reading) -> str:
    said = [f"{reading.setting.source}，第{reading.row.number}行"]
    said += [f"{label}：{reading.text(name)}" for name, label in (("number", "原编号"), ("note", "备注")) if reading.text(name)]
    return "；".join(said + [each for each in reading.notes.corrected if not each.startswith("“")])


def meets(office: Office, people_of: Sequence[Person | None], actor: Actor) -> list[Met | None]:
    """Who is on the county's register already with this release; by the identity number, else by the name."""
    indexes = [people.index_of(who.id_number) for who in people_of if who is not None and who.id_number]
    names = [who.name for who in people_of if who is not None and not who.id_number]
    low, high = territories.county_reach(office.territory)
    mine = ReleaseCase.objects.filter(territory__range=(low, high)).exclude(stage=VOIDED.code)
    rows = list(
        Party.objects.filter(Q(id_index__in=indexes) | Q(name__in=names), side=codes.SELF, matter_id__in=mine.values("pk"))
        .values_list("matter_id", "id_index", "name")
    )  # fmt: skip
    cases = {case.pk: case for case in mine.filter(pk__in=[pk for pk, _, _ in rows]).select_related("office")}
    seen = set(Matter.objects.visible_to(actor).filter(pk__in=list(cases)).values_list("pk", flat=True))
    found: list[Met | None] = []
    for who in people_of:
        theirs = [cases[pk] for pk, at, name in rows if who is not None and pk in cases and _is(who, bytes(at or b""), name)]
        same = [case for case in theirs if who is not None and case.release_on.isoformat() == who.thing["release_on"]]
        found.append(_met(same[0], seen) if same else None)
    return found


def _is(who: Person, index: bytes, name: str) -> bool:
    return index == people.index_of(who.id_number) if who.id_number else name == who.name


def _met(case: ReleaseCase, seen: set[Any]) -> Met:
    if case.pk in seen:
        return Met(f"已在册（{case.office.short_name}），同一次释放，没有重复", True, case.number, case.pk)
    return Met("这个人的这一次释放已在本县名册上，没有重复。请与负责的单位核对", True)


FIELDS = (
    *people.WHO,
    Field("number", "原编号", ("编号", "档案号", "档案编号")),
    Field("residence", "居住地", ("居住地", "现住址", "家庭住址", "住址", "居住地址", "现居住地", "实际居住地", "回归地址")),
    Field("guardian", "监护人", ("监护人", "监护人姓名")), *kin.FIELDS,
    Field("source", "来源", ("来源", "人员来源", "对象类型", "人员类别", "类别", "人员类型", "对象类别")),
    Field("prison", "释放机关", ("释放机关", "释放单位", "监所", "监狱", "服刑监狱", "服刑场所", "监狱名称", "解除机关", "原服刑单位", "释放监所", "原羁押单位")),
    Field("release_kind", "释放事由", ("释放事由", "释放原因", "释放类别", "释放类型")),
    Field("release_on", "释放日期", ("释放日期", "释放时间", "刑满日期", "刑释日期", "解除日期", "刑满释放日期", "刑释时间", "出监日期", "回归时间", "刑满释放时间", "解矫日期")),
    Field("term", "刑期", ("刑期", "原判刑期")),
    Field("notice_no", "通知书文号", ("通知书文号", "通知书编号")),
    Field("notice_on", "收到通知日期", ("收到通知日期", "通知日期", "收到通知时间", "通知书收到日期")),
    Field("office", "司法所", ("司法所", "责任司法所", "所属司法所", "管辖司法所", "帮教单位", "负责司法所", "乡镇", "所属乡镇")),
    Field("officer", "承办人", ("承办人", "责任人", "工作人员", "帮教责任人", "帮教人", "帮教人员", "负责人")),
    Field("linked_on", "衔接日期", ("衔接日期", "衔接时间", "报到日期", "报到时间", "接回日期", "登记日期", "列管日期")),
    Field("link_mode", "衔接方式", ("衔接方式", "接送方式", "接回方式")),
    Field("receivers", "接收人", ("接收人", "衔接人")),
    Field("placement", "安置情况", ("安置情况", "安置状况", "安置方式", "安置状态", "就业情况", "落实安置情况")),
    Field("key", "重点", ("重点", "是否重点", "重点对象", "重点帮教对象", "是否重点对象", "是否重点帮教对象")),
    Field("key_reason", "重点理由", ("重点理由", "列为重点的理由", "重点原因")),
    Field("sealed", "未成年、封存", ("封存", "是否封存", "犯罪时未成年", "犯罪时是否未成年", "是否未成年")),
    Field("state", "状态", ("状态", "帮教状态", "人员状态", "在册状态")),
    Field("note", "备注", ("备注", "说明")),
)  # fmt: skip
WANTED = (
    Wanted("姓名", ("name",)), Wanted("身份证号或性别", ("id_no", "sex")), Wanted("释放日期", ("release_on",)), Wanted("释放机关", ("prison",)),
)  # fmt: skip
RESETTLED = Kind(
    code="resettlement", label="安置帮教对象名册", fields=FIELDS, wanted=WANTED, signs=frozenset({"release_on", "prison"}),
    no_headings="没有找到表头：至少要有姓名、释放日期和释放机关。栏目叫法不同的，用 --mapping 写明。",
    procedure=RESETTLEMENT.code, line="resettlement", may=MAY_ASSIGN, heads=frozenset({OFFICER.code}),
    office_kinds=(OfficeKind.BUREAU, OfficeKind.OFFICE), office_word="单位", wrong_office="不是司法局或者司法所。请写区域号：全县一本的写司法局，一个所一本的写司法所。",
    read=read_row, acts_for=lambda office, today: people.post_with(MAY_ASSIGN, office, today, ()), nobody_acts="所在的县没有在任的安置帮教机构人员。",
    undone_by=void_entered, about="在册的安置帮教对象一行一人录入：通知、责任司法所和衔接照名册记；愿不愿意接受帮教，以后问本人。",
    words=(
        Word("office", "司法所", people.offices, "这样的行不导入"), Word("officer", "承办人", people.officers, "这样的行不导入；不清楚的，把那一格空着"),
    ),
    guess=people.guess, opened_at=people.bureau_of, keeps_rest=False, thing="帮教档案", meets=meets,
    key=lambda row: people.key_of(row, "release_on"), once_each=True, mark="resettlement",
    needed={"parties": "name", "second_release": "id_no", "key_reason": "key", "release_kind": "release_kind", "mode": "link_mode", "kin": "kin_name"},
    beside=kin.COLUMNS,
)  # fmt: skip
