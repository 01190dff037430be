"""The bureau's people and the justice offices: heads, staff, windows, one head away, one substitute, one alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from fengqiao.divisions.sections import COMMAND_SECTION, PEOPLES_MEDIATION_SECTION
from fengqiao.divisions.territory import compose

from .places import FENGLIN
from .roster import Roster, Setting
from .shapes import OfficePlan, PostPlan, StaffPlan

Situation = Literal["ordinary", "away", "substitute", "alone"]

_OFFICE = 901
_AID_WINDOW = 910
_SITUATIONS: dict[str, Situation] = {"古渡镇": "away", "桃源乡": "substitute", "丹崖乡": "alone"}
_SMALL_SITUATIONS: dict[str, Situation] = {"鹿鸣乡": "away", "枫林镇": "substitute"}

# Unit (serial of a section, 0 the bureau), roles, title, ages, line for the sign-in sheet.
_BUREAU: tuple[tuple[int, tuple[str, ...], str, tuple[int, int], str], ...] = (
    (0, ("leader",), "局长", (48, 56), "局领导（局长）"),
    (0, ("leader",), "副局长（分管人民调解、基层工作）", (42, 54), "局领导（分管副局长）"),
    (0, ("leader",), "副局长（分管复议、执法监督）", (42, 54), ""),
    (0, ("audit",), "派驻纪检监察组干部", (35, 50), "纪检审计"),
    (_OFFICE, ("finance",), "办公室会计", (30, 52), "财务"),
    (_OFFICE, ("sysadmin",), "系统管理员", (26, 45), "系统管理员"),
    (_OFFICE, ("secadmin",), "安全管理员", (28, 48), "安全管理员"),
    (902, ("auditadmin",), "审计管理员", (30, 50), "审计管理员"),
    (PEOPLES_MEDIATION_SECTION, ("section_mediation",), "股长", (38, 52), "人民参与和促进法治股（股长）"),
    (PEOPLES_MEDIATION_SECTION, ("section_mediation",), "科员", (25, 38), ""),
    (COMMAND_SECTION, ("duty",), "指挥中心值班员", (27, 45), "指挥中心值班员"),
    (COMMAND_SECTION, ("duty",), "指挥中心值班员", (27, 45), ""),
    (COMMAND_SECTION, ("duty",), "指挥中心值班员", (27, 45), ""),
    (COMMAND_SECTION, ("liaison",), "县人民法院派驻联络员", (28, 50), "派驻联络员（法院）"),
    (COMMAND_SECTION, ("liaison",), "县公安局派驻联络员", (28, 50), ""),
    (COMMAND_SECTION, ("liaison",), "县信访局派驻联络员", (28, 50), ""),
    (COMMAND_SECTION, ("liaison",), "县人民检察院派驻联络员", (28, 50), ""),
    (_AID_WINDOW, ("clerk",), "窗口接待员", (24, 40), "窗口受理员（公共法律服务中心）"),
    (_AID_WINDOW, ("clerk",), "12348热线接线员", (24, 40), ""),
)


def situations(setting: Setting, offices: tuple[OfficePlan, ...]) -> dict[int, Situation]:
    """What is particular about an office, by territory; offices not named are ordinary."""
    if setting.code == FENGLIN:
        named = _SITUATIONS if len(offices) > 5 else _SMALL_SITUATIONS
        return {office.territory: named[office.towns[0]] for office in offices if office.towns[0] in named}
    chosen = setting.rng.sample([office.territory for office in offices], 3)
    kinds: tuple[Situation, ...] = ("away", "substitute", "alone")
    return dict(zip(chosen, kinds, strict=True))


def appoint_bureau(setting: Setting, roster: Roster) -> None:
    """Leaders, sections, the three administrators, window, duty room and liaison officers."""
    for serial, roles, title, ages, say in _BUREAU:
        unit = compose(setting.code, serial)
        person = setting.people.person(ages)
        roster.add(person, PostPlan(unit, roles, title, _appointed(setting)), say=say)


def _appointed(setting: Setting) -> date:
    return setting.day_in(date(2018, 1, 1), date(setting.today.year - 1, 6, 30))


def appoint_offices(setting: Setting, roster: Roster, offices: tuple[OfficePlan, ...]) -> dict[int, StaffPlan]:
    """Heads and staff of every office, then who stands in for whom; returns the heads by office."""
    special = situations(setting, offices)
    heads: dict[int, StaffPlan] = {}
    crews: dict[int, list[StaffPlan]] = {}
    for office in offices:
        heads[office.territory] = _head(setting, roster, office)
        if special.get(office.territory) != "alone":
            crews[office.territory] = _crew(setting, roster, office)
        else:
            roster.remark(
                heads[office.territory].key,
                "一人所：所内需两人办理的事项，按规定由县局业务股室或相邻所办理。",
            )
    for office in offices:
        situation = special.get(office.territory)
        if situation == "away":
            _let_act(setting, roster, office, heads[office.territory], crews[office.territory][0])
        elif situation == "substitute":
            nearby = next((n for n in office.neighbours if n in heads and n not in special), offices[0].territory)
            _let_substitute(setting, roster, office, heads[office.territory], heads[nearby])
    _fill_sheet(roster, offices, heads, crews, special)
    return heads


def _head(setting: Setting, roster: Roster, office: OfficePlan) -> StaffPlan:
    person = setting.people.person((32, 55), women_share=0.3)
    return roster.add(person, PostPlan(office.territory, ("office_head",), "所长", _appointed(setting)))


def _crew(setting: Setting, roster: Roster, office: OfficePlan) -> list[StaffPlan]:
    crew = []
    for _ in range(setting.rng.choice((1, 1, 2))):
        person = setting.people.person((24, 48))
        crew.append(
            roster.add(person, PostPlan(office.territory, ("office_staff",), "司法助理员", _appointed(setting)))
        )
    window = setting.people.person((22, 45), women_share=0.7)
    crew.append(roster.add(window, PostPlan(office.territory, ("clerk",), "窗口接待员", _appointed(setting))))
    return crew


def _let_act(setting: Setting, roster: Roster, office: OfficePlan, head: StaffPlan, deputy: StaffPlan) -> None:
    """代行: the head is away for training and a member of the office acts, with dates and a paper."""
    from_on = setting.today - timedelta(days=40)
    to_on = setting.today + timedelta(days=60)
    basis = f"{setting.mark}司〔{from_on.year}〕{setting.rng.randrange(31, 58)}号"
    roster.also(
        deputy.key,
        PostPlan(office.territory, ("office_head",), "所长（代行）", from_on, to_on, "acting", head.key, basis),
    )
    roster.remark(head.key, f"{from_on:%Y-%m-%d}至{to_on:%Y-%m-%d}脱产培训，由{deputy.person.name}代行所长职责。")
    roster.say(deputy.key, f"代行所长（{office.short_name}）")


def _let_substitute(setting: Setting, roster: Roster, office: OfficePlan, head: StaffPlan, other: StaffPlan) -> None:
    """AB岗: the head of a neighbouring office stands in while the head is on leave."""
    from_on = setting.today - timedelta(days=5)
    to_on = setting.today + timedelta(days=16)
    basis = f"{setting.mark}司AB岗安排（{from_on.year}年{from_on.month}月）"
    roster.also(
        other.key,
        PostPlan(
            office.territory,
            ("office_head",),
            "所长（AB岗替补）",
            from_on,
            to_on,
            "substitute",
            head.key,
            basis,
        ),
    )
    roster.remark(head.key, f"{from_on:%Y-%m-%d}至{to_on:%Y-%m-%d}休假，由{other.person.name}替补。")
    roster.say(other.key, f"司法所所长，兼{office.short_name}AB岗替补")


def _fill_sheet(
    roster: Roster,
    offices: tuple[OfficePlan, ...],
    heads: dict[int, StaffPlan],
    crews: dict[int, list[StaffPlan]],
    special: dict[int, Situation],
) -> None:
    ordinary = [office for office in offices if office.territory not in special]
    shown = next((office for office in ordinary if "枫林镇" in office.towns), ordinary[0])
    roster.say(heads[shown.territory].key, f"司法所所长（{shown.short_name}）")
    roster.say(crews[shown.territory][0].key, f"司法所工作人员（{shown.short_name}）")
    roster.say(crews[shown.territory][-1].key, f"窗口受理员（{shown.short_name}）")
    alone = next((territory for territory, kind in special.items() if kind == "alone"), None)
    if alone is not None:
        name = next(office.short_name for office in offices if office.territory == alone)
        roster.say(heads[alone].key, f"一人所所长（{name}）")
