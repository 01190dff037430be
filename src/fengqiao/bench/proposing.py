"""可能重复 while one types: through the doors and as the panel beside the form, against one hand-written query.

The query gives the very same answer, points and all, with the reach written into it; the run checks that it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse

from fengqiao.bench.finding import against, times
from fengqiao.bench.measuring import BUDGET, Measure, Run, asked, signed_in
from fengqiao.codes.disputes import FAMILIES
from fengqiao.lines.disputes import duplicates
from fengqiao.lines.disputes.models import Dispute
from fengqiao.matter import net
from fengqiao.matter.models import Party
from fengqiao.orgs.actor import Actor, actor_of

ASKED = 12
BARE = """
with told(name, phone, identity) as (select * from unnest(%(names)s::text[], %(phones)s::bytea[], %(identities)s::bytea[])),
party as (
  select p.matter_id, p.n, p.side, p.name, p.phone_index, p.id_index from matter_party p
  join matter_matter m on m.id = p.matter_id and m.line = 'disputes'
  where (p.name = any(%(names)s) or p.phone_index = any(%(phones)s) or p.id_index = any(%(identities)s))
    and p.territory between %(low)s and %(high)s order by p.matter_id desc limit 200
), alike as (
  select m.id, m.title, m.number, m.stage, o.short_name, d.first_report_on, p.n, p.side, p.name, d.dispute_type, d.place,
         d.occurred_on, d.amount_fen, coalesce(d.place_territory / 1000 = %(place_territory)s / 1000, false) as here,
         (select max(case when t.identity = p.id_index then 60 when t.phone = p.phone_index then 30 when t.name <> p.name then 0
                          when d.place_territory / 1000 = %(place_territory)s / 1000 then 25 else 10 end) from told t) as points
  from party p join matter_matter m on m.id = p.matter_id join disputes_dispute d on d.matter_ptr_id = m.id
  join orgs_office o on o.id = m.office_id
  where m.opened_on >= %(since)s and m.stage <> 'merged' and not m.sealed
    and (m.restricted = '' or m.handler_id = %(staff)s)
), judged as (
  select id, title, number, short_name, stage, first_report_on, sum(points)
       + case when count(distinct side) filter (where side in ('applicant', 'respondent')) = 2
                and count(distinct name) > 1 then 40 else 0 end
       + case when min(dispute_type) = any(%(types)s) then 10 else 0 end
       + case when bool_or(here) or min(place) = %(where)s then 15 else 0 end
       + case when abs(min(occurred_on) - %(day)s::date) <= 30 then 10 else 0 end
       + case when abs(min(amount_fen) - %(amount)s) <= 0.1 * greatest(min(amount_fen), %(amount)s) then 10 else 0 end as points
  from alike group by 1, 2, 3, 4, 5, 6
)
select * from judged where points >= 60 order by points desc, first_report_on limit 5
"""


def measure(run: Run) -> Iterator[Measure]:
    """The middle and the slow end over quarrels told a second time, half told, and told for the first time."""
    post = run.post("duty")
    actor, browser = actor_of(post), signed_in(post.staff)
    stories = told_again(run, actor)
    bare = [_given(run, actor, told) for told in stories]
    same = sum(_same(actor, told, run.rows(BARE, given), run) for told, given in zip(stories, bare, strict=True))

    def door(told: duplicates.Told) -> object:
        with transaction.atomic():
            net.set_scope(actor.low, actor.high)
            return [each.dispute.office.short_name for each in duplicates.alike(actor, told, run.today)]

    def panel(form: dict[str, str]) -> None:
        response = browser.post(reverse("report-beside"), form)
        if response.status_code != 200:
            raise RuntimeError(f"{response.status_code}")

    forms = [_typed(told) for told in stories]
    with asked() as statements:
        panel(forms[0])
    ours = times([partial(door, told) for told in stories], run.repeats)
    shown = times([partial(panel, form) for form in forms], run.repeats)
    by_hand = times([partial(run.rows, BARE, given) for given in bare], run.repeats)
    note = f"{len(stories)}段，{same}段答案与裸SQL一致"
    yield from against("可能重复：经两道门", ours, by_hand, note)
    yield from against("可能重复：表单旁的整块建议", shown, by_hand, "含类型、地点、当事人建议", len(statements), BUDGET)


def told_again(run: Run, actor: Actor) -> list[duplicates.Told]:
    """Quarrels as they are in, with all that is known; by names alone; and one that nobody has heard of."""
    with transaction.atomic():
        net.set_scope(actor.low, actor.high)
        lately = Dispute.objects.filter(territory__range=(actor.low, actor.high), opened_on__gte=run.today - timedelta(days=150))
        disputes = list(lately.exclude(stage=duplicates.MERGED).filter(restricted="").order_by("-pk")[:ASKED])
        people = {d.pk: list(Party.objects.filter(matter_id=d.pk).order_by("n")) for d in disputes}
    found = []
    for dispute in disputes:
        known = [duplicates.Somebody(p.name, _bytes(p.phone_index), _bytes(p.id_index)) for p in people[dispute.pk]]
        told = duplicates.Told(
            tuple(known), dispute.dispute_type, dispute.place_territory, dispute.place, dispute.occurred_on, dispute.amount_fen
        )
        found += [told, duplicates.Told(tuple(duplicates.Somebody(each.name) for each in known), "T02")]
    return [*found, duplicates.Told((duplicates.Somebody("阙无人"), duplicates.Somebody("阚无有")), "T02")]


def _bytes(stored: Any) -> bytes | None:
    return bytes(stored) if stored else None


def _given(run: Run, actor: Actor, told: duplicates.Told) -> dict[str, Any]:
    return {
        "names": [each.name for each in told.people], "phones": [each.phone for each in told.people],
        "identities": [each.identity for each in told.people], "low": actor.low, "high": actor.high, "staff": actor.staff_id,
        "since": run.today - timedelta(days=duplicates.WINDOW_DAYS), "place_territory": told.place_territory,
        "types": sorted({told.type, *(each for family in FAMILIES if told.type in family for each in family)}),
        "where": told.place or None, "day": told.occurred_on, "amount": told.amount_fen or None,
    }  # fmt: skip


def _same(actor: Actor, told: duplicates.Told, rows: list[tuple[Any, ...]], run: Run) -> bool:
    """Whether both give the same matters the same points; who comes first of equals does not matter."""
    with transaction.atomic():
        net.set_scope(actor.low, actor.high)
        ours = sorted(each.points for each in duplicates.alike(actor, told, run.today))
    return ours == sorted(int(row[-1]) for row in rows)


def _typed(told: duplicates.Told) -> dict[str, str]:
    """The form as far as it is typed."""
    names = [each.name for each in told.people]
    form = {"summary": f"{'和'.join(names[:2])}为院墙滴水吵了半个月，墙面返潮掉皮，昨天又吵了一回。", "claim": "把滴水改过去。", "type": told.type}
    return form | {f"parties-{n}-name": name for n, name in enumerate(names)}
