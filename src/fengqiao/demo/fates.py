"""How invented quarrels go: the usual ways to an end, and one life for everything that can be found standing on a day."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fengqiao.demo.cases import Case, Crew, acts_of
from fengqiao.demo.cast import Cast, Local, Unit
from fengqiao.demo.lives import MATTER, Life, Ref
from fengqiao.demo.matters import signed_copy, story_for
from fengqiao.demo.people import People
from fengqiao.demo.quarrels import choose, hear, heard_of
from fengqiao.demo.telling import Told, Where, tell
from fengqiao.demo.voices import ANSWERS, CHANNEL_SHARES, QUESTIONS, RETURNED
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.mediation import procedure as m
from fengqiao.lines.mediation.register import CLOSED_BY, ENDINGS

Way = Callable[[Life], object]
ROUTES = {"village": 15, "town": 46, "office": 24, "county": 15}
OUTCOMES = {"written": 34, "oral": 28, "settled": 38}
AT_LAW = {
    "suit": ("court", "legal_aid"),
    "arbitration": ("labour", "legal_aid"),
    "government": ("government", "review"),
}
SIDE_DOORS = {"consult": 40, "decline": 26, "refer": 20, "settle": 14}
ENDING = (m.end, m.decline, m.withdraw, m.escalate, m.void_case)


@dataclass(frozen=True)
class Fate:
    """How a life goes, and for one at rest how many days ago it began. ``case``: a mediation case comes of it, ending so."""

    ago: int
    way: Way
    case: str | None = None

    def write(self, cast: Cast, people: People, rng: random.Random, now: datetime, day: date, number: int) -> Life:
        """One life that begins on a day."""
        if self.case is None and (self.ago >= 0 or rng.random() > 0.12):
            local = rng.choice(cast.locals)
            heard = hear(choose(rng, local.village.kind == "社区"), people, rng, cast.plan.name, local.village)
            life = Life(cast, local, heard, rng, now, day, number)
            self.way(life)
            return life
        crew = rng.choice(cast.crews)
        local = _around(cast, crew, rng)
        opened = day + timedelta(days=1)
        met = opened + timedelta(days=rng.randint(0, 4))
        heard = heard_of(_told(cast, crew, local, people, rng, opened, met))
        life = Life(cast, local, heard, rng, now, day, number)
        mediated(life, crew, opened, met, self.case or "")
        return life


def _around(cast: Cast, crew: Crew, rng: random.Random) -> Local:
    """A village whose quarrels come to this committee."""
    own = [x for x in cast.locals if crew.office.pk in (x.committee.office.pk, x.town.office.pk)]
    return rng.choice(own or cast.locals)


def _told(cast: Cast, crew: Crew, local: Local, people: People, rng: random.Random, opened: date, met: date) -> Told:
    story, happened = story_for(crew, rng, opened)
    where = Where(cast.plan.name, local.village.town, local.village.name)
    return tell(story, people, rng, where, happened_on=happened, signed_on=met)


def pick(life: Life, shares: dict[str, int]) -> str:
    return life.rng.choices(list(shares), list(shares.values()))[0]


# The usual ways ------------------------------------------------------------------------------------------------------


def usual(life: Life) -> None:
    """In at some channel, and as far towards its end as time allows."""
    channel = pick(life, CHANNEL_SHARES)
    if life.rng.random() < 0.17:
        aside(life, pick(life, SIDE_DOORS), channel)
        return
    life.raised(life.comes(channel), risk=life.heard.risk if life.rng.random() < 0.8 else codes.BLUE)
    if life.rng.random() < 0.18:
        life.wait(life.rng.randint(0, 2), weekends=True)
        life.joined(pick(life, CHANNEL_SHARES))
    life.wait(life.rng.choice((0, 0, 0, 1)))
    _routed(life)
    if life.rng.random() < 0.1:
        to_law(life)
    else:
        resolved(life)
        _afterwards(life)


def _routed(life: Life) -> None:
    """To a unit, now and then to a second one, from the village upwards when it stays hard."""
    to = pick(life, ROUTES)
    unit = {"village": life.local.committee, "town": life.local.town, "office": life.local.office}.get(to)
    life.sent(unit or life.rng.choice((life.cast.section, *life.cast.experts)))
    if to in ("village", "town") and life.rng.random() < 0.07:
        returned(life)
        life.wait(1).sent(life.local.office)
    life.taken(life.rng.choice((0, 0, 1, 1, 1, 3)))
    life.worked(
        life.rng.randint(1, {"simple": 1, "ordinary": 6}.get(life.heard.difficulty, 14)), life.rng.randint(1, 2)
    )
    if to == "village" and life.rng.random() < 0.15:
        upwards(life).taken(1).worked(4)


def returned(life: Life, reason: str = "") -> Life:
    word = reason or life.rng.choice(list(RETURNED))
    life.wait(1).do(p.return_task, life.head, reason=word, explanation=RETURNED[word])
    return life


def upwards(life: Life) -> Life:
    """To the next level up; no failure of the one below."""
    head = life.head
    life.unit = life.local.office if life.unit is life.local.committee else life.cast.section
    life.do(
        p.escalate,
        head,
        unit=life.unit.office.pk,
        reason="双方分歧太大，超出本级能调的范围，时间也快到了。",
        parties_told=True,
    )
    return life


def resolved(life: Life, outcome: str = "") -> Life:
    how = outcome or pick(life, OUTCOMES)
    life.do(p.resolve, life.head, outcome=how, result=life.heard.done, files=[signed_copy()])
    return life


def to_law(life: Life) -> Life:
    """No agreement: the parties are told where else to go, and the matter is closed."""
    how = life.rng.choice(list(AT_LAW))
    said = "双方各执一词，对方明确不再接受调解，要求走法律途径。"
    life.do(p.refer_out, life.head, outcome=how, explanation=said, ways=list(AT_LAW[how]), told_in_writing=True)
    life.answered(1).closed(life.rng.randint(0, 2))
    return life


def _afterwards(life: Life) -> None:
    life.answered(life.rng.randint(0, 2)).visited(life.rng.randint(3, 13)).closed(life.rng.randint(0, 3))
    if life.rng.random() < 0.03 and life.desk is not life.local.desk:
        again(life)


def again(life: Life) -> Life:
    """It breaks out anew."""
    life.wait(life.rng.randint(20, 40))
    who = life.local.office.head if life.closing_by() is life.local.office.head else life.cast.duty[0]
    life.do(p.reopen, who, reason="约定的事做了一半又停下来，双方再次争吵。", same=True)
    life.unit = None
    return life


def aside(life: Life, door: str, channel: str = codes.WINDOW) -> None:
    """Dealt with at the counter: advice, a refusal, sent elsewhere, settled on the spot."""
    if door == "consult":
        life.heard = replace(
            life.heard, said=life.rng.choice(QUESTIONS), claim="想了解怎么办。", amount_fen=None, flags=(), people=1
        )
        report = life.comes(channel, parties=[], occurred_on="")
        life.do(r.consult, life.desk, report, answer=life.rng.choice(ANSWERS))
        return
    report = life.comes(channel)
    desk = life.local.desk if life.desk is life.local.desk else life.cast.duty[0]
    if door == "decline":
        said = "经核对，法院已经立案受理，本单位不能再受理；已说明可以在诉讼中申请调解。"
        life.do(r.decline, desk, report, ground="N2", explanation=said, ways=["court", "hotline"])
    elif door == "refer":
        where = {
            "agency": "labour",
            "body": f"{life.cast.plan.name}人力资源和社会保障局",
            "explanation": "属于劳动保障监察职责，转由主管部门处理。",
        }
        life.do(r.refer, life.desk, report, **where, agreed=True)
    else:
        life.do(r.settle, desk, report, type=life.heard.type, agreed=life.heard.done, nothing_left=True)
        life.steps[-1] = (
            replace(life.steps[-1], raises=MATTER)
            if life.steps and life.steps[-1].action is r.settle
            else life.steps[-1]
        )
        life.counts[MATTER] = 2
    life.waiting.append(report)
    _told_at_once(life, report, door)


def _told_at_once(life: Life, report: str, door: str) -> None:
    if door != "settle":
        life.wait(1)
        life.do(
            r.reply,
            life.cast.duty[0] if life.desk is not life.local.desk else life.desk,
            report,
            way="phone",
            content="已把处理意见和可以走的途径告诉您，材料清单一并说明。",
        )
        return
    life.answered(0)
    life.wait(5)
    life.unit = life.cast.section if life.desk is not life.local.desk else life.local.office
    life.visited(0).closed(1)


# Out of a matter a case ------------------------------------------------------------------------------------------------


def mediated(life: Life, crew: Crew, opened: date, met: date, fate: str) -> None:
    """The committee takes it and opens a case; what becomes of the case is recorded with the matter as the worker would."""
    told = life.heard.told
    assert told is not None
    life.raised(life.comes(life.rng.choice((codes.WINDOW, codes.POLICE, codes.COURT, codes.PHONE))))
    life.sent(Unit(crew.office, crew.head)).taken()
    case = Case(told, crew, life.rng.choice(crew.mediators), opened, opened, met, fate)
    for n, act in enumerate(acts_of(case, life.rng)):
        life.day, life.moment = act.on, life.moment if act.on == life.day else life.moment + (act.on - life.day)
        data = dict(act.data) | ({"origin": Ref(MATTER)} if not n else {})
        life.do(act.action, act.actor, "case", **data)
        if not n and life.steps and life.steps[-1].target == "case":
            life.steps[-1] = replace(life.steps[-1], at=crew.office)
        _heard_of_case(life, act.action.code, act.data)


def _heard_of_case(life: Life, action: str, data: dict[str, object]) -> None:
    """What the matter hears of its case."""
    case = Ref("case")
    if action == m.apply.code:
        life.do(p.case_opened, None, case=case, office=life.head.office_id)
    elif action == m.reach_oral.code or (action == m.sign.code and "seal_on" in data):
        life.do(p.case_resolved, None, case=case, outcome="oral" if action == m.reach_oral.code else "written")
        life.answered(0)
    elif action in {each.code for each in ENDING}:
        word = ENDINGS.get(str(data.get("reason")), "by_law") if action == m.end.code else CLOSED_BY.get(action, "void")
        life.do(p.case_ended, None, case=case, outcome=word)
    elif action == m.close.code:
        life.do(p.case_closed, None, case=case)
        if not any(step.action is p.case_ended for step in life.steps):
            life.visited(1).closed(0)


history = Fate(-1, usual)
