"""A batch: claims published together, listed for payment together, paid together. A refused one stays out and says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from fengqiao.daycount import Period, Unit, count
from fengqiao.daycount.months import add_months
from fengqiao.divisions.territory import county_of
from fengqiao.lines.mediation.models import SubsidyBatch, SubsidyClaim
from fengqiao.lines.mediation.subsidies import procedure as p
from fengqiao.lines.mediation.subsidies.rules import rules
from fengqiao.matter import calendars
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor


@dataclass
class Outcome:
    """How many were done, and which were refused with the reason."""

    done: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def notice_until(actor: Actor, notice_on: date) -> date:
    """The last day of a public notice that begins on ``notice_on``, by the bureau's own number of working days."""
    days = int(calendars.parameters(p.SUBSIDY, actor.territory)["notice_days"])
    return count(notice_on, Period(days, Unit.WORKING), calendars.current()).due_on


def quarter_of(day: date) -> str:
    """2026年第2季度"""
    return f"{day.year}年第{(day.month - 1) // 3 + 1}季度"


def quarter_end(day: date) -> date:
    """The last day of the quarter: what is claimed by then belongs to the quarter's batch; later claims to the next."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return add_months(first, 3) - timedelta(days=1)


def do_all(
    actor: Actor, claims: Iterable[SubsidyClaim], step: Action, data: dict[str, Any], *, now: datetime
) -> Outcome:
    """One step on each claim, in the order of their ids; what is refused is named and leaves the others alone."""
    found = Outcome()
    for claim in sorted(claims, key=lambda each: each.pk):
        try:
            with transaction.atomic():
                perform(actor, claim.pk, [Doing(step, data, now.date())], now=now)
            found.done += 1
        except Refused as refusal:
            found.refused.append((claim.case_number, str(refusal)))
    return found


@transaction.atomic
def publish(
    actor: Actor, claims: Sequence[SubsidyClaim], *, period: str, notice_no: str, place: str, now: datetime
) -> tuple[SubsidyBatch | None, Outcome]:
    """Publish these claims as one batch, from today for the bureau's number of working days; no batch when all are refused."""
    today = now.date()
    until = notice_until(actor, today)
    standards = "；".join(
        dict.fromkeys(rule.label for rule in rules(actor.territory) if rule.id in {c.rule_id for c in claims})
    )
    batch = SubsidyBatch.objects.create(
        territory=county_of(actor.territory), period=period, notice_no=notice_no, notice_on=today, notice_until_on=until, place=place,
        rule=standards[:200], made_by_id=actor.staff_id, made_at=now,
    )  # fmt: skip
    data = {"batch": batch.pk, "until_on": until.isoformat(), **({"notice_no": notice_no} if notice_no else {})}
    found = do_all(actor, claims, p.publish, data, now=now)
    if not found.done:
        batch.delete()
        return None, found
    return batch, found


def claims_of(batch: SubsidyBatch) -> list[SubsidyClaim]:
    """The claims of a batch, by committee and number."""
    return list(
        SubsidyClaim.objects.filter(batch_id=batch.pk).select_related("office").order_by("territory", "case_number")
    )


def pay(actor: Actor, batch: SubsidyBatch, voucher: str, *, now: datetime) -> Outcome:
    """Record the payment of every claim of the batch that is still on public notice."""
    data = {"batch": batch.pk, **({"voucher": voucher} if voucher else {})}
    waiting = [claim for claim in claims_of(batch) if claim.stage == p.PUBLISHED.code]
    return do_all(actor, waiting, p.pay, data, now=now)
