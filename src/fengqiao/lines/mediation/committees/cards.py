"""What a committee's page shows beside the common parts: what is wrong, its people, itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from fengqiao.desk.lawlinks import law_of
from fengqiao.lines.mediation.codes import HOSTS, SEXES
from fengqiao.lines.mediation.committees import codes, composition, rooms
from fengqiao.lines.mediation.committees.roster import Member, roster
from fengqiao.lines.mediation.committees.standards import cards as standards
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card, procedure_of
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import why_not
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

FOLDER = "mediation/committees/"


def cards(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The cards of a committee's page, in order."""
    people = roster(facts)
    here = [m for m in people if m.left_on is None]
    gone = [m for m in people if m.left_on is not None]
    found = [
        Card(
            "组成和任期检查",
            FOLDER + "card_problems.html",
            {"problems": _problems(matter, facts, actor, today), "form": _form(facts)},
        ),
        Card("委员和调解员", FOLDER + "card_people.html", _people(matter, here, gone, today), count=len(here)),
        *([standards.card(matter, facts, actor, today)] if _is_body(facts) else []),
        _rooms(matter, facts, actor, people),
        Card(
            "基本情况",
            FOLDER + "card_body.html",
            {"facts": body_facts(facts), "steps": _seldom(matter, actor)},
            aside=True,
        ),
    ]
    honours = [f for f in facts.all("honour") if not f.get("party")]
    if honours:
        found.append(Card("本会表彰", FOLDER + "card_honours.html", {"honours": honours}, aside=True))
    return found


def _is_body(facts: Facts) -> bool:
    """A committee, not a village that shares the work out."""
    return bool(composition.body(facts)["set_up_as"] == codes.COMMITTEE)


def _rooms(matter: Matter, facts: Facts, actor: Actor, people: Sequence[Member]) -> Card:
    """Rooms, studios and equipment, with the steps that change them."""
    names, here = {m.n: m.name for m in people}, rooms.rooms(facts)
    steps = _steps(matter, actor, (rooms.OPEN, rooms.EQUIP))
    closing = _steps(matter, actor, (rooms.CLOSE,))
    data = {
        "columns": [Column("名称"), Column("种类"), Column("编码"), Column("地点"), Column("调解员"), Column("起止"), Column("")],
        "rows": [_room(room, names, f"{closing[0]['url']}?room={room.n}" if closing else "") for room in here],
        "closed": [_room(room, names, "") for room in rooms.rooms(facts, closed=True)],
        "equipment": [Fact(label, word) for label, word in rooms.equipment(facts)], "steps": steps,
    }  # fmt: skip
    return Card("调解室、工作室和设施", FOLDER + "card_rooms.html", data, count=len(here))


def _room(room: rooms.Room, names: Mapping[int, str], close_url: str) -> Row:
    period = f"{room.from_on.isoformat()}至{room.until_on.isoformat() if room.until_on else '今'}"
    whose = names.get(room.party, "") if room.party else ""
    cells = (
        Cell(room.name), Cell(dict(rooms.KINDS).get(room.kind, "")), Cell(room.code), Cell(room.place), Cell(whose), Cell(period),
        Cell("撤销", url=close_url) if close_url else Cell(""),
    )  # fmt: skip
    return Row(cells)


def _form(facts: Facts) -> Any:
    body = composition.body(facts)
    return law_of(composition.shared_duty_law(body.get("host", ""))) if body["set_up_as"] == codes.SHARED_DUTY else None


def _problems(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[dict[str, Any]]:
    """Each fault with its article and, for who may do it, the way to the step that mends it."""
    procedure = procedure_of(matter)
    found = []
    for problem in composition.problems(facts, today):
        action = procedure.action(problem.does) if problem.does else None
        may = action is not None and action.by is not None and why_not(actor, action.by, matter) is None
        found.append({
            "problem": problem, "law": law_of(problem.cite[0]),
            "url": reverse("act", args=[matter.code, problem.does]) if may and action else "", "does": action.label if action else "",
        })  # fmt: skip
    return found


def _people(matter: Matter, here: list[Member], gone: list[Member], today: date) -> dict[str, Any]:
    columns = [
        Column("姓名"),
        Column("职务"),
        Column("性别"),
        Column("民族"),
        Column("专兼职"),
        Column("状态"),
        Column("任期或聘期止"),
    ]
    return {
        "columns": columns, "rows": [_row(matter, m, today) for m in here], "gone": [_row(matter, m, today) for m in gone],
        "empty": {"title": "还没有登记人员", "text": "办理“登记推选结果”后，委员会列在这里。", "icon": "users"},
    }  # fmt: skip


def _row(matter: Matter, m: Member, today: date) -> Row:
    cells = (
        Cell(m.name), Cell(m.post), Cell(dict(SEXES).get(m.get("sex", ""), "")), Cell(m.get("ethnicity", "")),
        Cell("专职" if m.get("full_time") else "兼职"), Cell(m.state_on(today) or "尚未到任"),
        Cell((m.left_on or m.to_on).isoformat() if (m.left_on or m.to_on) else ""),  # type: ignore[union-attr]
    )  # fmt: skip
    return Row(cells, reverse("mediator", args=[matter.code, m.n]))


SELDOM = ("restate", "complete", "honour", "suspend_body", "revoke")


def _seldom(matter: Matter, actor: Actor) -> list[dict[str, str]]:
    """Steps about the committee itself that one seldom needs."""
    return _steps(matter, actor, SELDOM)


def _steps(matter: Matter, actor: Actor, codes_: Iterable[str]) -> list[dict[str, str]]:
    """Those of these steps that this person may take at this stage."""
    procedure, found = procedure_of(matter), []
    stage = procedure.stage(matter.stage)
    for code in codes_:
        action = procedure.action(code)
        if action.by is not None and action.allowed_in(stage) and why_not(actor, action.by, matter) is None:
            found.append({"label": action.label, "url": reverse("act", args=[matter.code, code])})
    return found


def body_facts(facts: Facts) -> list[Fact]:
    """The committee itself, as last stated."""
    body = composition.body(facts)
    host = dict(HOSTS).get(body.get("host", ""), "")
    shown = [
        ("设立主体", host), ("行业专业领域", body.get("field")), ("设置方式", dict(codes.FORMS)[body["set_up_as"]]), ("成立日期", body.get("founded_on")),
        ("办公地点", body.get("place")), ("办公电话", body.get("body_phone")), ("印章编号", body.get("seal_no")),
        ("多民族居住地区", "是" if body.get("minority_area") else "否"), ("调委会编码", body.get("code")),
    ]  # fmt: skip
    return [Fact(label, value) for label, value in shown if value]
