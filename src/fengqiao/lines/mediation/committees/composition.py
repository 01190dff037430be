"""What is wrong with a committee, by article, and what to do: 人民调解法 8, 9, 10, 14; pure functions of its facts.

A town's or an organisation's committee follows the same rules (人民调解法 34). A village that shares the work out among its
own members (村民委员会组织法 9) has no committee to be composed; it is counted apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fengqiao.lines.mediation.committees import codes, terms
from fengqiao.lines.mediation.committees.roster import Member, on_day, roster
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import Citation
from fengqiao.statutes.known import PEOPLES_MEDIATION, RESIDENTS_COMMITTEES, VILLAGERS_COMMITTEES
from fengqiao.vault import age_on

LAW = PEOPLES_MEDIATION
LEAST, MOST, ADULT_AGE = 3, 9, 18
WARN_DAYS = (90, 30)


@dataclass(frozen=True)
class Problem:
    """A fault: the fact, the article, the next step and the action that does it. ``grave``: against the law today."""

    code: str
    label: str
    said: str
    cite: tuple[Citation, ...]
    step: str
    does: str = ""
    grave: bool = True


OF_ARTICLE_8 = ("too_few", "too_many", "no_head", "two_heads", "no_woman", "no_minority")
LABELS = {
    "too_few": "委员不足三人", "too_many": "委员超过九人", "no_head": "没有主任", "two_heads": "主任多于一人", "no_woman": "没有妇女委员",
    "no_minority": "没有少数民族委员", "minor": "有未成年人", "term_too_long": "任期超过三年", "term_over": "任期届满待换届",
    "term_30": "任期剩30天以内", "term_90": "任期剩90天以内", "not_filed": "未备案", "court_untold": "变动未通报法院",
}  # fmt: skip


def composition_problems(members: Sequence[Member], *, minority_area: bool, day: date) -> list[Problem]:
    """What article 8 and 14 say against these members sitting on ``day``."""
    found = [problem for rule in _RULES if (problem := rule(members)) is not None]
    if minority_area and members and all(m.get("ethnicity", codes.HAN) == codes.HAN for m in members):
        found.append(_minority())
    for member in members:
        born = member.get("birth_on")
        if born and age_on(date.fromisoformat(born), day) < ADULT_AGE:
            found.append(
                _problem(
                    "minor",
                    f"{member.name}未满十八周岁，不能担任人民调解员。",
                    (LAW.art(14, 1),),
                    "请核对出生日期；无误的，办理离任。",
                    "party_leaves",
                )
            )
    return found


def _problem(
    code: str, said: str, cite: tuple[Citation, ...], step: str, does: str = "", grave: bool = True
) -> Problem:
    return Problem(code, LABELS[code], said, cite, step, does, grave)


def _size(members: Sequence[Member]) -> Problem | None:
    n = len(members)
    if n < LEAST:
        return _problem(
            "too_few", f"委员现有{n}人，应为三至九人。", (LAW.art(8, 2),), "请补充推选，登记“增补委员”。", "add"
        )
    if n > MOST:
        return _problem(
            "too_many",
            f"委员现有{n}人，应为三至九人。",
            (LAW.art(8, 2),),
            "请核对名单；超出的人可改为聘任调解员，或办理离任。",
            "party_leaves",
        )
    return None


def _heads(members: Sequence[Member]) -> Problem | None:
    heads = [m.name for m in members if m.post == codes.HEAD]
    if not heads:
        return _problem(
            "no_head", "没有登记主任，应设主任一人。", (LAW.art(8, 2),), "请推选主任，在成员名单中变更职务。"
        )
    if len(heads) > 1:
        return _problem(
            "two_heads",
            f"登记了{len(heads)}位主任（{'、'.join(heads)}），主任应为一人。",
            (LAW.art(8, 2),),
            "请核对后变更职务。",
        )
    return None


def _woman(members: Sequence[Member]) -> Problem | None:
    if members and not any(m.get("sex") == "2" for m in members):
        return _problem(
            "no_woman",
            "委员中没有妇女，应当有妇女成员。",
            (LAW.art(8, 3),),
            "请补充推选妇女委员，登记“增补委员”。",
            "add",
        )
    return None


def _minority() -> Problem:
    return _problem(
        "no_minority", "本地是多民族居住地区，委员中没有人数较少民族的成员。", (LAW.art(8, 3),),
        "请补充推选，登记“增补委员”；民族填漏的，请补填。", "add",
    )  # fmt: skip


_RULES: tuple[Callable[[Sequence[Member]], Problem | None], ...] = (_size, _heads, _woman)


def problems(facts: Facts, day: date) -> list[Problem]:
    """Everything wrong with a committee on ``day``, the gravest first."""
    if not facts.has(*terms.ELECTIONS) or facts.has(terms.REVOKE):
        return []
    if body(facts)["set_up_as"] == codes.SHARED_DUTY:
        return list(_term_problems(facts, day))
    people = on_day(roster(facts), day)
    found = composition_problems(people, minority_area=bool(body(facts).get("minority_area")), day=day)
    found += [*_term_problems(facts, day), *_filing(facts), *_court(facts)]
    return sorted(found, key=lambda problem: not problem.grave)


def _term_problems(facts: Facts, day: date) -> Iterator[Problem]:
    term = terms.current(facts)
    if term is None:
        return
    cite = (LAW.art(9, 2),)
    if term.too_long:
        yield _problem(
            "term_too_long", f"任期写到{term.said_to_on}，超过三年；依法到{term.to_on}届满。", cite,
            "村（居）委会任期五年，调委会委员任期三年，请分别计算。", grave=False,
        )  # fmt: skip
    if day > term.to_on:
        yield _problem(
            "term_over", f"本届任期已于{term.to_on}届满，还没有换届。", cite,
            "请组织推选，登记“换届”；在办案件可以继续办完，新受理的须确认知悉。", "re_elect",
        )  # fmt: skip
        return
    for days in sorted(WARN_DAYS):
        if day >= term.to_on - timedelta(days=days):
            left = (term.to_on - day).days
            yield _problem(
                f"term_{days}",
                f"本届任期到{term.to_on}届满，还剩{left}天。",
                cite,
                "请准备换届推选。",
                "re_elect",
                grave=False,
            )
            return


def _filing(facts: Facts) -> Iterator[Problem]:
    if terms.filed_on(facts) is None:
        yield _problem(
            "not_filed", "设立后还没有备案的记录。", (LAW.art(10),), "请登记备案日期和文号。", "file", grave=False
        )


def _court(facts: Facts) -> Iterator[Problem]:
    waiting = terms.untold(facts)
    if waiting:
        since = min(terms.changed_on(fact) for fact in waiting)
        yield _problem(
            "court_untold", f"{since}以来的{len(waiting)}次组成变动还没有通报人民法院。", (LAW.art(10),),
            "请办理“通报法院”，通报书随即生成。", "tell_court", grave=False,
        )  # fmt: skip


def body(facts: Facts) -> dict[str, Any]:
    """The committee itself as last stated: host, field, place, seal, whether the area is mixed."""
    known: dict[str, Any] = {"set_up_as": codes.COMMITTEE}
    for fact in facts.all("prepare", terms.TAKE_IN, "restate"):
        known |= {name: value for name, value in fact.data.items() if name != "parties"}
    return known


def shared_duty_law(host: str) -> Citation:
    """The article under which a small village or community shares the work out instead."""
    return VILLAGERS_COMMITTEES.art(9) if host == codes.VILLAGE else RESIDENTS_COMMITTEES.art(9)


def elected(rows: Sequence[Mapping[str, Any]]) -> list[Member]:
    """Rows of a form as the members they would be."""
    return [Member(n, row, ()) for n, row in enumerate(rows, 1)]
