"""The county's standards as stored: the one in force for a day, and a new version. Used ones are never changed."""

from __future__ import annotations

from datetime import date, datetime

from fengqiao.divisions.territory import county_of
from fengqiao.lines.mediation.models import SubsidyRule
from fengqiao.lines.mediation.subsidies.rule import Rule, rule_from
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor


def as_rule(row: SubsidyRule) -> Rule:
    return rule_from(row.name, row.document_no, row.from_on, row.content, row.pk)


def rule_on(territory: int, day: date) -> Rule | None:
    """The standard for agreements that took effect on ``day``; None when the county has none for it."""
    row = (
        SubsidyRule.objects.filter(territory=county_of(territory), from_on__lte=day).order_by("-from_on", "-pk").first()
    )
    return as_rule(row) if row is not None else None


def rules(territory: int) -> list[Rule]:
    """All versions of the county, newest first."""
    return [
        as_rule(row) for row in SubsidyRule.objects.filter(territory=county_of(territory)).order_by("-from_on", "-pk")
    ]


def add_rule(actor: Actor, rule: Rule, *, now: datetime) -> SubsidyRule:
    """A new version. Raises Refused when it does not begin after the one before: what was judged stays judged."""
    latest = SubsidyRule.objects.filter(territory=county_of(actor.territory)).order_by("-from_on").first()
    if latest is not None and rule.from_on <= latest.from_on:
        said = f"现行标准自{latest.from_on.isoformat()}起，新标准须从以后的日期起。已经按旧标准算过的不再改变。"
        raise Refused.because("order", said, need="from_on")
    return SubsidyRule.objects.create(
        territory=county_of(actor.territory), name=rule.name, document_no=rule.document_no, from_on=rule.from_on,
        content=rule.content(), made_by_id=actor.staff_id, made_at=now,
    )  # fmt: skip
