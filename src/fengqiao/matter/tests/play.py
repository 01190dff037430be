"""A mediation case played by chance: what the stage and the conditions admit, on real days, by those who may.

A move is drawn, tried, and kept when the engine takes it; so every sequence that comes out is one that offices can live.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from fengqiao.lines.mediation import agreement
from fengqiao.lines.mediation.tests.driver import LI, SESSION, ZHANG
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, Done, open_matter, perform, standing_of
from fengqiao.matter.deadlines import Clock, Task, derive_clocks, derive_tasks
from fengqiao.matter.derive import columns
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Procedure
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import VOID, Facts
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at

Draw = Callable[[st.SearchStrategy[Any]], Any]
BEGUN = date(2026, 4, 27)  # before the May holiday: rest days and make-up days come into play
REGIMES = ("general", "medical", "court_before", "court_after", "labour", "traffic", "rural_land")


@dataclass(frozen=True)
class Move:
    """One thing done on one day by one of the case's people."""

    action: str
    actor: str
    data: dict[str, Any]
    on: date


class Play:
    """A case and its people. ``do`` records a move on its own day unless ``entered`` says when it came into the book."""

    def __init__(self, county: County, regime: str = "general") -> None:
        self.county, self.regime = county, regime
        self.today = BEGUN
        self.moves: list[Move] = []
        data = {
            "source": "2", "regime": regime, "type": "T02", "difficulty": "ordinary", "prediction": "none",
            "summary": "两家因院墙滴水发生争执，多次协商不成。", "claim": "请求修复墙面。", "parties": [ZHANG, LI],
        }  # fmt: skip
        procedure = registry.procedure_on("mediation", BEGUN)
        opening = Doing(procedure.action("apply"), data, BEGUN)
        done = open_matter(county["mediator"], procedure, [opening], county.offices["town"], now=at(BEGUN.isoformat()))
        self.matter_id = done.matter.pk

    @property
    def matter(self) -> Matter:
        return registry.line("mediation").model()._default_manager.get(pk=self.matter_id)

    @property
    def procedure(self) -> Procedure:
        return registry.procedure_of(self.matter)

    @property
    def facts(self) -> Facts:
        return standing_of(self.matter).facts

    def do(self, move: Move, entered: date | None = None) -> Done:
        doing = Doing(self.procedure.action(move.action), move.data, move.on)
        now = at((entered or move.on).isoformat())
        return perform(self.county[move.actor], self.matter_id, [doing], now=now)

    def try_to(self, move: Move, entered: date | None = None) -> bool:
        """Whether the engine took the move; a refused one leaves nothing."""
        try:
            self.do(move, entered)
        except Refused:
            return False
        self.moves.append(move)
        return True

    def sweep(self, day: date) -> None:
        perform(None, self.matter_id, [], now=at(day.isoformat(), "00:05"))

    def differences(self) -> list[str]:
        return [str(found) for found in walk(Tally(), only=self.matter_id)]

    def derived(self) -> tuple[dict[str, Any], list[Clock], list[Task]]:
        """What follows from the timeline, as values that can be compared between two cases."""
        from fengqiao.matter import calendars

        procedure, standing = self.procedure, standing_of(self.matter)
        clocks = derive_clocks(
            procedure, standing, calendars.current(), calendars.parameters(procedure, self.matter.territory),
            laid_out_to=self.matter.laid_out_to,
        )  # fmt: skip
        return columns(procedure, standing, clocks, self.matter.laid_out_to), clocks, derive_tasks(procedure, standing, clocks)

    def happenings(self) -> list[tuple[str, date]]:
        """What happened and when, system's effects included, corrections of the record left out."""
        return [(fact.action, fact.happened_on) for fact in self.facts if fact.action != VOID]


# What may be drawn ---------------------------------------------------------------------------------------------------


def _nothing(draw: Draw, play: Play) -> dict[str, Any]:
    return {}


def _consent(draw: Draw, play: Play) -> dict[str, Any]:
    kinds = ("mediation",) if play.matter.stage == "pending" else ("extension", "confirmation", "recusal")
    kind = draw(st.sampled_from(kinds))
    answer = draw(st.sampled_from(("yes", "yes", "yes", "yes", "yes", "no")))
    return {"who": [1, 2], "kind": kind, "answer": answer, "way": "signature"}


def _assign(draw: Draw, play: Play) -> dict[str, Any]:
    who = draw(st.sampled_from(("mediator", "second")))
    return {"mediator": play.county[who].staff_id, "chosen_by": "committee", "kin": "none", "reason": "工作调整"}


def _draft(draw: Draw, play: Play) -> dict[str, Any]:
    days = draw(st.lists(st.integers(0, 40), max_size=3))
    data: dict[str, Any] = {"facts": "两家因院墙滴水发生争执，墙面受损。", "terms": [{"text": "李四修复墙面。"}]}
    return data | _items(play, days)


def _oral(draw: Draw, play: Play) -> dict[str, Any]:
    days = draw(st.lists(st.integers(0, 10), max_size=2))
    return {"facts": "两家因院墙滴水发生争执，墙面受损。", "agreed": "李四修复墙面。"} | _items(play, days)


def _items(play: Play, days: list[int]) -> dict[str, Any]:
    if not days:
        return {}
    items = [
        {"what": "赔偿款", "kind": "money", "debtor": 2, "creditor": 1, "amount": 100_000,
         "due_on": (play.today + timedelta(days=day)).isoformat()}
        for day in days
    ]  # fmt: skip
    return {"items": items, "total": 100_000 * len(items)}


def _sign(draw: Draw, play: Play) -> dict[str, Any]:
    on = play.today.isoformat()
    parties = draw(st.sampled_from(((1, 2), (1, 2), (1, 2), (1,), (2,))))
    data: dict[str, Any] = {"signatures": [{"party": n, "way": "signature", "on": on} for n in parties]}
    if draw(st.integers(0, 3)):
        data |= {"mediator": play.county["mediator"].staff_id, "mediator_on": on, "seal_on": on}
    return data


def _item(draw: Draw, play: Play) -> int:
    return int(draw(st.integers(1, max(1, len(agreement.items(play.facts))))))


def _perform(draw: Draw, play: Play) -> dict[str, Any]:
    amount = draw(st.sampled_from((100_000, 100_000, 40_000)))
    return {"item": _item(draw, play), "amount": amount}


def _later(draw: Draw, play: Play) -> dict[str, Any]:
    return {"new_due_on": (play.today + timedelta(days=draw(st.integers(20, 60)))).isoformat(), "reason": "等待鉴定"}


def _correct(draw: Draw, play: Play) -> dict[str, Any]:
    return {"entry": 1, "field": "summary", "old": "原文", "new": "院墙滴水纠纷，已多次协商。", "reason": "笔误"}


def _void(draw: Draw, play: Play) -> dict[str, Any]:
    return {"entry": draw(st.sampled_from([fact.seq for fact in play.facts])), "reason": "误录"}


def _filed(draw: Draw, play: Play) -> dict[str, Any]:
    data = {"court": "枫林县人民法院", "ground": "organisation", "way": "window"}
    if draw(st.booleans()):
        data |= {"way": "post", "posted_on": play.today.isoformat()}
    return data


def _fixed(**data: Any) -> Callable[[Draw, Play], dict[str, Any]]:
    return lambda draw, play: dict(data)


HEAD, MEDIATOR = "head", "mediator"
DRAWN: dict[str, tuple[str, Callable[[Draw, Play], dict[str, Any]]]] = {
    "ask": (MEDIATOR, _fixed(way="phone")),
    "consent": (MEDIATOR, _consent),
    "decline": (HEAD, _fixed(reason="N3", explanation="对方明确拒绝", ways=["suit"])),
    "accept": (HEAD, _fixed(rights_told=True, open_mode="closed")),
    "assign": (HEAD, _assign),
    "replace": (HEAD, _assign),
    "session": (MEDIATOR, _fixed(**SESSION)),
    "absence": (MEDIATOR, _fixed(who=2, notified="电话通知")),
    "investigate": (MEDIATOR, _fixed(place="现场", person="村民", phone="15400000009", content="看到滴水")),
    "private_talk": (MEDIATOR, _fixed(who=1, content="愿意让步")),
    "invite": (MEDIATOR, _fixed(person="王叔", kind="neighbour")),
    "suspend": (HEAD, lambda draw, play: {"reason": draw(st.sampled_from(("appraisal", "death", "missing")))}),
    "resume": (HEAD, _nothing),
    "extend": (HEAD, _later),
    "draft_agreement": (MEDIATOR, _draft),
    "redraft": (MEDIATOR, _fixed(reason="改一处")),
    "sign": (MEDIATOR, _sign),
    "demand_ratification": (MEDIATOR, _fixed(who=2, of_whom="李父")),
    "ratify": (MEDIATOR, _fixed(who=2, answer="yes")),
    "reach_oral": (MEDIATOR, _oral),
    "end": (MEDIATOR, _fixed(reason="no_prospect", ways=["suit"])),
    "withdraw": (MEDIATOR, _fixed(reason="自行和解")),
    "void_case": (HEAD, _fixed(reason="重复登记")),
    "perform": (MEDIATOR, _perform),
    "urge": (MEDIATOR, lambda draw, play: {"item": _item(draw, play), "until": "2026-12-01"}),
    "waive": (MEDIATOR, lambda draw, play: {"item": _item(draw, play), "reason": "亲戚"}),
    "unperformed": (MEDIATOR, lambda d, play: {"item": _item(d, play), "reason": "unable", "ways": ["suit"]}),
    "visit": (MEDIATOR, _fixed(way="phone", performance="已付清", satisfaction="yes")),
    "confirm_inform": (MEDIATOR, _nothing),
    "confirm_prepare": (MEDIATOR, _fixed(materials=["application"])),
    "confirm_file": (MEDIATOR, _filed),
    "confirm_answer": (MEDIATOR, lambda d, play: {"answer": d(st.sampled_from(("accepted", "not_accepted")))}),
    "confirm_ruling": (MEDIATOR, _fixed(ruling="valid", document_no="（2026）枫民特1号")),
    "close": (HEAD, _fixed(opinion="同意结案。")),
    "archive": (HEAD, _fixed(retention="long")),
    "note": (MEDIATOR, _fixed(text="电话了解进展")),
    "correct": (MEDIATOR, _correct),
    "void": (MEDIATOR, _void),
    "change_party": (MEDIATOR, _fixed(party=2, changes={"name": "李四全", "phone": "15400000008"})),
    "restrict": (HEAD, lambda d, play: {"restricted": d(st.sampled_from(("none", "sensitive"))), "reason": "工作需要"}),
    "share": (HEAD, lambda d, play: {"office": play.county.offices["village"].pk, "reason": "一起办理"}),
    "unshare": (HEAD, lambda d, play: {"office": play.county.offices["village"].pk}),
}


ONWARD: dict[str, tuple[str, ...]] = {
    "pending": ("consent", "accept", "accept"),
    "accepted": ("assign",),
    "assigned": ("session",),
    "mediating": ("draft_agreement", "draft_agreement", "suspend", "reach_oral", "consent", "extend"),
    "suspended": ("resume",),
    "signing": ("sign", "sign", "demand_ratification"),
    "performing": ("perform", "perform", "consent", "confirm_file", "visit"),
    "performed": ("visit", "consent", "confirm_file", "close"),
    "ended": ("close",),
    "closed": ("archive", "confirm_answer", "confirm_ruling"),
}
LAST = frozenset({"decline", "withdraw", "void_case", "end"})


def moves(draw: Draw, play: Play, most: int) -> None:
    """Play up to ``most`` moves, the days going on by up to three weeks at a time, the sweep running each night."""
    for _ in range(draw(st.integers(3, most))):
        play.today += timedelta(days=draw(st.sampled_from((0, 0, 1, 2, 5, 9, 20))))
        play.sweep(play.today)
        code = draw(st.sampled_from(_open_to(play, usual=draw(st.integers(0, 9)) < 7)))
        who, data = DRAWN[code]
        play.try_to(Move(code, who, data(draw, play), play.today))


def _open_to(play: Play, *, usual: bool) -> list[str]:
    """The actions the stage admits; ``usual``: those that lead on, as most of an office's days do."""
    stage = standing_of(play.matter).stage
    assert stage is not None
    if usual and stage.code in ONWARD:
        return list(ONWARD[stage.code])
    found = [a.code for a in play.procedure.actions if a.code in DRAWN and a.allowed_in(stage)]
    return [code for code in found if code not in LAST] or found
