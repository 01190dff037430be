"""A row of the register of volunteers: enrolled as it says, with the hours it says; what they do from now on is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from fengqiao.divisions import territory as territories
from fengqiao.imports.headings import plain
from fengqiao.imports.kinds import Entered, Field, Kind, Met, Person, Setting, Wanted
from fengqiao.imports.ledgers import people
from fengqiao.imports.ledgers.reading import Reading
from fengqiao.imports.sheet import LedgerRow
from fengqiao.imports.values import CellWrong
from fengqiao.lines.volunteers import codes
from fengqiao.lines.volunteers.models import Volunteer
from fengqiao.lines.volunteers.permissions import ENROL
from fengqiao.lines.volunteers.procedure import VOLUNTEER, void_entered
from fengqiao.matter.actions import Doing
from fengqiao.matter.entered import ENTERED_FROM, VOIDED
from fengqiao.matter.models import Matter, Party
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.orgs.roles import LEGAL_SERVICE
from fengqiao.vault import parse_phone

KIND_WORDS = {
    "学生": "law_school", "教师": "law_school", "高校师生": "law_school", "法学学生": "law_school", "退休法官": "retired", "退休检察官": "retired", "执业律师": "lawyer",
    "社工": "social", "翻译人员": "translator", "手语翻译": "sign",
}  # fmt: skip


def read_row(row: LedgerRow, setting: Setting) -> Entered:
    """The one act of a row, and where it comes from. Raises RowWrong with everything that cannot be read, each at its cell."""
    reading = Reading(row, setting)
    reading.failed_formulas()
    name = reading.tried("name", partial(people.name_of, reading))
    number = reading.tried("id_no", partial(people.number_of, reading))
    if number == "":
        reading.wrong("id_no", "没有写身份证号。志愿者凭它认人，请补上。")
    phone = plain(reading.text("phone"))
    if not parse_phone(phone).ok:
        reading.wrong("phone", "电话没有写，或者认不出来。请写一个打得通的号码。")
    kind = reading.tried("kind", partial(people.code_of, reading, "kind", codes.KINDS, KIND_WORDS)) or "other"
    licence = reading.text("licence_no")[:40]
    if kind == codes.LAWYER and not licence:
        reading.wrong("licence_no", "律师要写执业证号。请补上；不执业的，类别写“其他”。")
    days = reading.days({"enrolled_on": "登记日期"})
    hours = reading.tried("hours", partial(_hours, reading)) or 0
    trained = people.yes(reading, "trained")
    reading.refuse()
    on = days.get("enrolled_on", setting.today)
    if "enrolled_on" not in days:
        reading.notes.add("名册没有登记日期，记在导入这天")
    told: dict[str, Any] = {
        "parties": [{"name": name, "id_no": number, "phone": parse_phone(phone).digits}], "kind": kind, "unit": reading.text("unit")[:80], "licence_no": licence,
        "skills": _skills(reading), "trained": bool(trained), "brought_hours": hours,
    }  # fmt: skip
    given = {need: value for need, value in told.items() if value}
    steps = [Doing(VOLUNTEER.action("enter"), given, on, under=ENROL), Doing(VOLUNTEER.action(ENTERED_FROM), {"text": _source(reading)}, on, under=ENROL)]
    return Entered(steps, reading.notes, "", on, Person(str(name), number or ""))


def _hours(reading: Reading) -> int:
    text = plain(reading.text("hours")).removesuffix("小时").removesuffix("h")
    if not text:
        return 0
    try:
        said = float(text)
    except ValueError:
        raise CellWrong(f"服务时长“{text}”认不出来。请写小时数，如120。", "hours") from None
    if not 0 <= said <= 20_000:
        raise CellWrong(f"服务时长“{text}”不对，请核对。", "hours")
    if said != int(said):
        reading.notes.add(f"服务时长{text}小时，按整小时记为{int(said)}")
    return int(said)


def _skills(reading: Reading) -> list[str]:
    text = reading.text("skills")
    found = [code for code, word in codes.SKILLS if any(part and part in text for part in word.split("、"))]
    if text and not found:
        reading.notes.add(f"专长“{text[:20]}”没有对应的，没有记")
    return found


def _source(reading: Reading) -> str:
    said = [f"{reading.setting.source}，第{reading.row.number}行"]
    said += [f"{label}：{reading.text(name)}" for name, label in (("number", "原编号"), ("note", "备注")) if reading.text(name)]
    return "；".join(said + list(reading.notes.corrected))


def meets(office: Office, people_of: Sequence[Person | None], actor: Actor) -> list[Met | None]:
    """Who is on the county's register already, by the identity number."""
    low, high = territories.county_reach(office.territory)
    mine = Volunteer.objects.filter(territory__gte=low, territory__lte=high).exclude(stage=VOIDED.code)
    indexes = {people.index_of(who.id_number): who.id_number for who in people_of if who is not None and who.id_number}
    rows = Party.objects.filter(id_index__in=list(indexes), matter_id__in=mine.values("pk")).values_list("matter_id", "id_index")
    there = {indexes[bytes(index or b"")]: pk for pk, index in rows}
    seen = dict(Matter.objects.visible_to(actor).filter(pk__in=list(there.values())).values_list("pk", "number"))
    found: list[Met | None] = []
    for who in people_of:
        pk = there.get(who.id_number) if who is not None else None
        found.append(None if pk is None else Met("这个人已在志愿者名册上，没有重复", True, seen.get(pk) or "", pk if pk in seen else None))
    return found


FIELDS = (
    Field("serial", "序号", ("序号", "序")),
    Field("name", "姓名", ("姓名", "志愿者", "志愿者姓名")),
    Field("id_no", "身份证号", ("身份证号", "身份证号码", "公民身份号码", "证件号码")),
    Field("phone", "电话", ("电话", "联系电话", "手机", "手机号", "联系方式")),
    Field("kind", "类别", ("类别", "志愿者类别", "人员类别", "身份")),
    Field("unit", "所在单位", ("所在单位", "单位", "工作单位", "学校", "所在单位、学校")),
    Field("licence_no", "执业证号", ("执业证号", "律师执业证号", "执业证书号")),
    Field("skills", "专长", ("专长", "特长", "服务领域")),
    Field("trained", "已培训", ("已培训", "是否培训", "培训", "岗前培训")),
    Field("enrolled_on", "登记日期", ("登记日期", "注册日期", "登记时间", "注册时间", "加入时间")),
    Field("hours", "服务时长", ("服务时长", "累计时长", "服务时间", "时长", "服务小时", "累计服务时长（小时）")),
    Field("number", "原编号", ("编号", "志愿者编号", "注册号")),
    Field("note", "备注", ("备注", "说明")),
)  # fmt: skip
VOLUNTEERS = Kind(
    code="volunteers", label="法律服务志愿者名册", fields=FIELDS, wanted=(Wanted("姓名", ("name",)), Wanted("身份证号", ("id_no",)), Wanted("电话", ("phone",))),
    signs=frozenset({"hours", "trained", "skills"}), no_headings="没有找到表头：至少要有姓名、身份证号和电话。栏目叫法不同的，用 --mapping 写明。",
    procedure=VOLUNTEER.code, line="volunteers", may=ENROL, heads=frozenset({LEGAL_SERVICE.code}), office_kinds=(OfficeKind.BUREAU,), office_word="司法局",
    wrong_office="不是司法局。志愿者名册由司法局导入。", read=read_row, acts_for=lambda office, today: people.post_with(ENROL, office, today, ()),
    nobody_acts="所在的县没有在任的公共法律服务科室人员。", undone_by=void_entered, about="在册的志愿者一行一人录入，以前的服务时长照名册记；以后的活动一次一次登记。",
    keeps_rest=False, thing="志愿者", meets=meets, key=lambda row: people.key_of(row), once_each=True, mark="volunteers", needed={"parties": "name"},
)  # fmt: skip
