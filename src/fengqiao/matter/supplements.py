"""群众补充: what citizens send in by telephone, and that somebody looks at it. Any line that is followed may have it.

What came since the last look is one clock and one task of whoever has the matter, and one notice; 已阅 ends all three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fengqiao.daycount import Unit
from fengqiao.matter.limits import house
from fengqiao.matter.models import Notice, NoticeLevel
from fengqiao.matter.needs import LongText, Text, Upload
from fengqiao.matter.procedure import (
    ANY,
    OVERDUE,
    Action,
    Alert,
    Carrying,
    Condition,
    Deadline,
    Met,
    Moment,
    Procedure,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.matter.turning import never
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CITIZEN
from fengqiao.statutes import BureauPaper

SEND_IN = Permission("matter.send_in", "手机补充情况", roles=(CITIZEN,))
SENT_IN, LOOKED_AT = "sent_in", "looked_at"

sent_in = Action(
    SENT_IN, "本人补充", ANY, SEND_IN,
    needs=(
        LongText("text", "补充了什么", least=2, most=2000, lines=3),
        Upload("files", "照片、材料", required=False, help="不得上传国家秘密和工作秘密。"),
    ),
    sentence="本人补充：{text}", offered=False, help="由本人在手机页办理。",
)  # fmt: skip


@dataclass(frozen=True)
class Supplements:
    """How one procedure takes what citizens add. ``comes``: the act that brings it; ``counts``: whether it is ours to look at."""

    by: Permission
    basis: BureauPaper
    comes: Action = sent_in
    counts: Callable[[Fact], bool] = lambda fact: True

    def unread(self, facts: Facts) -> list[Fact]:
        """What came since the last look."""
        found: list[Fact] = []
        for fact in facts.all(self.comes, LOOKED_AT):
            found = [] if fact.action == LOOKED_AT else [*found, fact] if self.counts(fact) else found
        return found

    def added_to(self, procedure: Procedure) -> Procedure:
        """The procedure with the act that brings more, the look, its clock and its notice."""
        look = self._look()
        clock = Deadline(
            "look_at_supplement", "看群众的补充", house("supplement_days", Unit.WORKING), after=Moment("群众补充", self._batches),
            met_by=(Met("已阅", self._looked_on),), on_expiry=OVERDUE, basis=(self.basis.whole(),), todo=Todo("看群众的补充", look),
            warn_days=1, survives_closing=True,
        )  # fmt: skip
        alert = Alert("sent_in", NoticeLevel.PLAIN, self._says, key=self._last, does=look, turns_on=never)
        return replace(
            procedure, actions=(*procedure.actions, self.comes, look), deadlines=(*procedure.deadlines, clock),
            alerts=(*procedure.alerts, alert), parameters={**procedure.parameters, "supplement_days": 2},
        )  # fmt: skip

    def _look(self) -> Action:
        return Action(
            LOOKED_AT, "已阅补充", ANY, self.by, needs=(Text("then", "怎样处理", required=False, most=200, help="不用另外处理的可不填。"),),
            conditions=(Condition("有没看过的补充", self._something, quiet=True),), cite=(self.basis.whole(),), carries=_seen,
            sentence="已阅群众的补充：{then}",
        )  # fmt: skip

    def _something(self, facts: Facts, data: Mapping[str, Any] | None) -> str | None:
        return None if self.unread(facts) else "没有还没看过的补充。"

    def _batches(self, facts: Facts) -> Iterator[Start]:
        """One clock from the first that came after each look."""
        begun = False
        for fact in facts.all(self.comes, LOOKED_AT):
            if fact.action == LOOKED_AT:
                begun = False
            elif not begun and self.counts(fact):
                begun = True
                yield Start(fact.happened_on, f"s{fact.seq}")

    def _looked_on(self, facts: Facts, key: str) -> date | None:
        first = next(fact for fact in facts.all(self.comes) if f"s{fact.seq}" == key)
        looks = [fact for fact in facts.all(LOOKED_AT) if fact.place > first.place]
        return looks[0].happened_on if looks else None

    def _says(self, facts: Facts) -> str | None:
        found = self.unread(facts)
        return f"群众在手机上补充了情况（{len(found)}次），请看一看。" if found else None

    def _last(self, facts: Facts) -> str:
        found = self.unread(facts)
        return str(found[-1].seq) if found else ""


def _seen(carrying: Carrying) -> None:
    """The notices of it need nobody's look any more."""
    who = carrying.actor.staff_id if carrying.actor is not None else None
    unseen = Notice.objects.filter(matter_id=carrying.matter.pk, code="sent_in", seen_at=None)
    unseen.update(seen_at=carrying.now, seen_by_id=who)
