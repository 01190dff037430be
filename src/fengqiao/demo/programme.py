"""Standard committees in the invented county: a standard, committees in every state of the programme, rooms, marked cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.codes.disputes import CONCERN, HOT, OLD
from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.mediation.committees import rooms
from fengqiao.lines.mediation.committees.procedure import room_steps, standard_steps
from fengqiao.lines.mediation.committees.standards import states
from fengqiao.lines.mediation.committees.standards.standard import START, START_LEVELS, Standard
from fengqiao.lines.mediation.committees.standards.versions import add_standard
from fengqiao.lines.mediation.models import Committee, MediationCase
from fengqiao.lines.mediation.procedure import tag
from fengqiao.matter.actions import Doing, perform
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post

STEP = {action.code: action for action in (*standard_steps, *room_steps)}
MOST, MOST_MARKED = 40, 12
SHORT = {
    "4": ("partly", 5, "与村委会办公室合用"),
    "7": ("partly", 6, "制度没有上墙"),
    "12": ("unmet", 0, "办公经费没有列支"),
}
MARKS: tuple[dict[str, Any], ...] = (
    {"tags": [CONCERN], "reason": "多户村民反映同一件事"},
    {"tags": [HOT], "reason": "网上有议论，乡镇要求关注"},
    {"tags": [OLD], "handled_before": 3, "reason": "多年来三次反映，没有办结"},
    {"tags": [CONCERN, OLD], "handled_before": 1, "reason": "换届前留下的，群众一直在问"},
)


@dataclass(frozen=True)
class People:
    """Who takes the steps of one committee's programme."""

    head: Actor
    checks: Actor
    section: Actor
    leader: Actor


def load_programme(plan: CountyPlan, *, say: Callable[[str], None], now: datetime) -> None:
    """The standard from the first day of last year; one committee after the other goes as far as its number says."""
    today = timezone.localdate(now)
    held = list(
        Post.objects.held_on(today)
        .filter(office__territory__in=[u.territory for u in plan.units])
        .select_related("office", "staff")
    )
    section, leader = (actor_of(next(p for p in held if role in p.roles)) for role in ("section_mediation", "leader"))
    with transaction.atomic():
        standard = Standard(
            f"{plan.name}规范化人民调解委员会标准（试行）",
            f"{plan.name[0]}司发〔{today.year - 1}〕6号",
            date(today.year - 1, 1, 1),
            START,
            START_LEVELS,
        )
        add_standard(section, standard, now=evening_of(today - timedelta(days=1)))
        county = int(plan.code) * 10**9
        found = Committee.objects.filter(territory__gte=county, territory__lt=county + 10**9, stage="in_office")
        made = sum(
            _committee(row, number, _people(row, held, section, leader), today)
            for number, row in enumerate(found.select_related("office").order_by("territory")[:MOST])
        )
        marked = _mark(county, section, today, min(now, evening_of(today)))
    say(f"  规范化创建 {made}个，标记案件{marked}件已装入。")


def _people(row: Committee, held: list[Post], section: Actor, leader: Actor) -> People | None:
    """The committee's own head, the office's head over it; the section checks where no office does."""
    head = next((p for p in held if p.office_id == row.office_id and "committee_head" in p.roles), None)
    above = next((p for p in held if p.office_id == row.office.parent_id and "office_head" in p.roles), None)
    if head is None or above is None:
        return None
    return People(actor_of(head), actor_of(above), section, leader)


def _committee(row: Committee, number: int, people: People | None, today: date) -> bool:
    """Rooms for all, and as much of the programme as the number says."""
    if people is None:
        return False
    _do(people.head, row, today - timedelta(days=300), *_rooms(row, number))
    for who, days, code, data in _steps(people, number, today):
        _do(who, row, today - timedelta(days=days), (code, data))
    return True


def _do(who: Actor, row: Committee, day: date, *steps: tuple[str, dict[str, Any]]) -> None:
    perform(
        who, row.pk, [Doing(STEP[code], data, day) for code, data in steps], now=evening_of(max(day, row.opened_on))
    )


def _rooms(row: Committee, number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    short = row.office.short_name.replace("调委会", "")
    yield (
        rooms.OPEN,
        {
            "kind": rooms.ROOM,
            "name": f"{short}调解室",
            "place": row.office.address or "村（居）委会一楼",
            "code": f"T{number + 1:03d}",
        },
    )
    if number % 8 == 3:
        yield (
            rooms.OPEN,
            {
                "kind": rooms.STUDIO,
                "name": f"{short}老主任调解工作室",
                "place": "便民服务中心",
                "code": f"G{number + 1:03d}",
                "party": 1,
            },
        )
    yield (
        rooms.EQUIP,
        {
            "area_m2": 20 + number % 5 * 8,
            "computer": True,
            "phone_line": number % 2 == 0,
            "recording": number % 3 == 0,
            "cabinet": True,
        },
    )


def _findings(short: bool) -> list[dict[str, Any]]:
    found = []
    for c in START:
        result, points, note = SHORT[c.code] if short and c.code in SHORT else ("met", 0, "")
        row = {"code": c.code, "result": result, "points": points, "note": note}
        found.append({name: value for name, value in row.items() if value not in ("", 0)})
    return found


Step = tuple[Actor, int, str, dict[str, Any]]


def _steps(who: People, number: int, today: date) -> Iterator[Step]:
    """By the number: not begun, assessed, returned, reviewed, putting right, refused, recognised, ending, ended, cancelled."""
    turn = number % 10
    if turn == 0:
        return
    ended = turn in (7, 8)
    begun = 290 if ended or turn == 9 else 60
    yield (
        who.head,
        begun - (45 if turn == 1 else 0),
        states.ASSESS,
        {"findings": _findings(turn in (1, 2, 4, 5)), "remark": "逐项核对后填写。"},
    )
    if turn == 1:
        return
    verdict = states.BACK if turn == 2 else states.FORWARD
    opinion = "佐证材料不全，请补齐照片和制度文本后再报。" if turn == 2 else "已到现场逐项查看，情况属实。"
    yield who.checks, begun - 10, states.REVIEW, {"verdict": verdict, "opinion": opinion}
    if turn in (2, 3):
        return
    named: dict[str, Any] = {"criteria": "4、12"}
    if turn == 4:
        until = (today + timedelta(days=20)).isoformat()
        yield (
            who.section,
            begun - 20,
            states.RECTIFY,
            named | {"until_on": until, "reason": "请落实固定场所和办公经费。"},
        )
        return
    if turn == 5:
        yield who.section, begun - 20, states.REFUSE, named | {"reason": "没有固定场所，经费没有落实。"}
        return
    to_on = today + timedelta(days={7: 40, 8: -15}.get(turn, 900))
    level = "示范" if turn == 6 and number % 20 < 10 else "规范化"
    given = {"level": level, "document_no": f"司调认〔{today.year}〕{number}号", "to_on": to_on.isoformat()}
    yield who.section, begun - 30, states.RECOGNISE, given
    if turn == 9:
        yield who.leader, 30, states.CANCEL, {"reason": "抽查发现调解室已改作他用，限期没有恢复。"}


def _mark(county: int, section: Actor, today: date, now: datetime) -> int:
    """Some cases are marked, those that have ended among them."""
    cases = MediationCase.objects.filter(
        territory__gte=county, territory__lt=county + 10**9, opened_on__lt=today - timedelta(days=3)
    )
    found = list(cases.order_by("-opened_on", "pk")[: MOST_MARKED * 5 : 5])
    for number, case in enumerate(found):
        given = dict(MARKS[number % len(MARKS)])
        if OLD in given["tags"]:
            given["owed_since_on"] = date(today.year - 6, 3, 1 + number).isoformat()
        perform(section, case.pk, [Doing(tag, given, today - timedelta(days=2))], now=now)
    return len(found)
