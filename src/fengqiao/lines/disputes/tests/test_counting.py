"""一件事只数一次：转多少手、退几次、并了又拆、复发再办，各处的数都只算一件。"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fengqiao.lines.disputes import codes, command, dispatching, watching
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.merged import surviving
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Known, Platform, Received
from fengqiao.matter.actions import known_facts
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused

HEADS = {"village": "village_head", "town": "head", "office": "office_head", "office2": "office2_head"}


class Quarrel:
    """Two matters and a third report, and everything that can be done to them; what is refused changes nothing."""

    def __init__(self, platform: Platform) -> None:
        self.county, self.day = platform.county, date(2026, 3, 2)
        self.loose = platform.receive(self.on, channel="12", reporter_role="neighbour", reporter_name="王五")
        self.other = platform.receive(self.on).raise_(self.on)
        self.known = platform.receive(self.on).raise_(self.on)

    @property
    def on(self) -> str:
        return self.day.isoformat()

    def head(self) -> str:
        """Who heads the unit that has it."""
        names = {office.pk: name for name, office in self.county.offices.items()}
        return HEADS.get(names[self.known.row.office_id], "office_head")

    def send(self, action: Action, to: str, by: str, **data: object) -> Known:
        return self.known.do(action, self.on, by=by, unit=self.county.offices[to].pk, reason="按职责办理。", **data)

    def steps(self) -> dict[str, Callable[[], Known | Received]]:
        here, merging = self.known, {"by": "office_head", "into": self.other.matter.code, "why": "同一件事。"}
        handed = {"agency": "labour", "body": "枫林县人社局", "handoff_kind": "settle", "reason": "先请对方核查。"}
        return {
            "dispatch": lambda: here.dispatch(self.on), "accept": lambda: here.accept(self.on, self.head()),
            "return": lambda: here.give_back(self.on, self.head()), "designate": lambda: self.send(p.designate, "office2", "leader"),
            "reassign": lambda: self.send(p.reassign, "town", "leader", why="conflict"),
            "up": lambda: self.send(p.escalate, "office", self.head(), parties_told=True),
            "down": lambda: self.send(p.send_down, "village", self.head(), agreed=True),
            "hand off": lambda: here.do(p.hand_off, self.on, by=self.head(), **handed),
            "merge": lambda: here.do(p.merge, self.on, **merging), "split": lambda: here.do(p.unmerge, self.on, by="office_head", reason="不是一件。"),
            "join": lambda: self.loose.join(self.on, here), "leave": lambda: self.loose.do(r.leave, self.on, reason="说的是别家。"),
            "resolve": lambda: here.resolve(self.on, self.head()),
        }  # fmt: skip

    def live(self, path: list[str]) -> None:
        for step in path:
            self.day += timedelta(days=1)
            try:
                self.steps()[step]()
            except Refused:
                continue


STEPS = (
    "dispatch", "accept", "return", "designate", "reassign", "up", "down", "hand off", "merge", "split", "join", "leave", "resolve",
)  # fmt: skip


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.lists(st.sampled_from(STEPS), min_size=3, max_size=6))
@example(["join", "dispatch", "accept", "up", "accept", "down", "accept", "resolve", "merge"])
@example(["dispatch", "return", "dispatch", "return", "designate", "join", "merge", "split", "resolve"])
def test_a_matter_counts_once_however_often_it_was_sent_around(platform: Platform, path: list[str]) -> None:
    Quarrel(platform).live(path)
    leader, today = platform.county["leader"], date(2026, 5, 6)
    disputes = {row.pk: row for row in Dispute.objects.all()}
    one = [row for row in disputes.values() if row.merged_into is None]

    open_now = watching.open_disputes(leader)
    assert sorted(each.pk for each in open_now) == sorted(row.pk for row in one if not row.closed)
    assert sum(unit.in_hand for unit in watching.units(watching.stuck(open_now, today))) == len(open_now)
    assert Matter.objects.visible_to(leader).filter(line="disputes").count() == len(disputes)

    levels = command._levels(leader, today)
    resolved = [row for row in one if row.outcome in codes.RESOLVED]
    assert (levels["total"], sum(row["count"] for row in levels["rows"])) == (len(resolved), len(resolved))

    linked = list(Report.objects.filter(dispute_id__isnull=False).values_list("dispute_id", flat=True))
    matters = {surviving(each) for each in linked if each is not None}
    assert (levels["again"]["of"], levels["again"]["count"]) == (len(linked), len(linked) - len(matters))
    assert sum(f.reports_count(known_facts(row)) for row in one) == len(linked)
    for row in disputes.values():
        assert sum(each.open for each in dispatching.sendings(known_facts(row))) <= 1
