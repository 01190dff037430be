"""AL14, pushed: hours of training short towards the year's end; people whose time ran out and who still hold cases."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.tests.driver import THREE, Body, person
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Notice, Parameter
from fengqiao.matter.notices import sweep_alerts, sweep_clocks, sweep_watches
from tests.county import County, at


def told(body: Body, day: str, code: str) -> list[tuple[str, str, str]]:
    """Unseen after that morning's sweeps, in the order they run."""
    now = at(day, "06:20")
    sweep_clocks(now)
    sweep_alerts(now)
    sweep_watches(now)
    found = Notice.objects.filter(matter_id=body.pk, code=code, seen_at=None).order_by("pk")
    return [(str(n.level), "、".join(n.roles), n.text) for n in found]


def train(body: Body, day: str, *who: int, hours: int = 20) -> Body:
    return body.do(p.train, day, who=list(who), subject="实务", organiser="局", hours=hours, mode="集中授课")


def test_al14_short_hours_are_announced_from_october_and_once_more_in_december(county: County) -> None:
    body = train(Body(county).take_in("2025-05-12"), "2026-04-10", 1)
    assert told(body, "2026-09-30", "AL14-training") == []
    said = "本年培训学时不足20的在任调解员有2人，到年底还有两个多月须补足（本局要求）。请安排培训；已经参加的，请登记培训。"
    first = [("黄", "section_mediation", said), ("黄", "committee_head", said)]
    assert told(body, "2026-10-08", "AL14-training") == first
    assert told(body, "2026-10-09", "AL14-training") == first  # 同一件事只说一次，也不会被当天的核对撤下
    train(body, "2026-10-12", 2)
    assert ["有1人" in n[2] for n in told(body, "2026-10-13", "AL14-training")] == [True, True]
    assert {n[0] for n in told(body, "2026-12-01", "AL14-training")} == {"橙"}
    train(body, "2026-12-02", 3)
    assert told(body, "2026-12-03", "AL14-training") == []


def test_al14_the_county_says_how_many_hours(county: County) -> None:
    body = train(Body(county).take_in("2025-05-12"), "2026-04-10", 1, 2, 3, hours=8)
    assert len(told(body, "2026-10-08", "AL14-training")) == 2
    Parameter.objects.create(
        territory=999901_000_000_000, procedure="committee", name="training_hours", value=8, from_on=date(2026, 10, 9),
        basis="枫司发〔2026〕30号",
    )  # fmt: skip
    assert told(body, "2026-10-10", "AL14-training") == []


def test_al14_expired_but_assigned(county: County) -> None:
    head = county["village_head"]
    people = (person("村主任周", "主任", staff=head.staff_id), *THREE[1:])
    body = Body(county).take_in("2023-05-10", people)
    Case(county, committee="village", head="village_head", mediator="village_head").in_mediation("2026-05-06")
    assert told(body, "2026-05-10", "AL14-assigned") == []
    text = (
        "有1位调解员任期或聘期已届满，仍承办1件没有办结的案件。届满前受理的可以办完；"
        "请尽快换届、续聘，或另行指派（人民调解法第十三条）。"
    )
    assert told(body, "2026-05-11", "AL14-assigned") == [
        ("橙", "section_mediation", text), ("橙", "office_head", text), ("橙", "committee_head", text),
    ]  # fmt: skip
    body.do(p.re_elect, "2026-05-12", elected_by="村民代表会议推选")
    assert told(body, "2026-05-13", "AL14-assigned") == []
