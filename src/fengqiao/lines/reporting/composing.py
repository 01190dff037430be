"""A report's document: its template, its figures as frozen or as they are now, and the cover the facts tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.lines.reporting import codes, states
from fengqiao.lines.reporting.forms import document, starters
from fengqiao.lines.reporting.forms.document import Cover, Made
from fengqiao.lines.reporting.models import ReportTemplate
from fengqiao.lines.reporting.taking import Taken, take
from fengqiao.matter.files import store
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office


@dataclass(frozen=True)
class Template:
    """Which template a report is written on."""

    content: bytes
    name: str
    digest: str


def template_of(facts: Facts, territory: int) -> Template:
    """The report's own template, else the bureau's for its kind, else the shipped one."""
    if digest := states.own_template(facts):
        return Template(store().read(digest), "本报告的模板", digest)
    return template_for(states.kind(facts), territory)


def template_for(kind: str, territory: int) -> Template:
    """The bureau's template of a kind, the last one uploaded that is not ended; else the shipped one."""
    low, high = territories.county_reach(territory)
    row = ReportTemplate.objects.filter(kind=kind, in_use=True, territory__range=(low, high)).order_by("-opened_on", "-pk").first()
    if row is not None:
        return Template(store().read(row.digest), row.title, row.digest)
    content = starters.starter(kind)
    return Template(content, f"样板：{dict(codes.KINDS)[kind]}", store().put(content))


def taken_of(facts: Facts, office: Office, *, drawn: bool = True) -> Taken:
    """The figures of a report about this office: frozen with the check that holds, or as they are now; ``drawn``: with its charts and tables."""
    check = states.frozen(facts)
    if check is not None:
        return Taken.of(check.data["taken"])
    return take(states.kind(facts), office, states.period(facts), drawn=drawn)


def compose(facts: Facts, taken: Taken, template: bytes, *, demo: bool, issued_on: date | None = None, references: bool = True) -> Made:
    """The document as the facts have it."""
    sign, check, when = states.signed(facts), states.frozen(facts), states.period(facts)
    issue = states.issued(facts)
    checked = f"各数于{timezone.localtime(check.recorded_at):%Y-%m-%d %H:%M}由{check.actor_name}核对定住，快照摘要{check.get('snapshot_digest', '')[:16]}。" if check else "各数尚未核对，随记录变动。"
    cover = Cover(
        states.title(facts), states.about_name(facts), f"{when.to_on.year}年", states.text(facts, "highlights"), states.text(facts, "problems"), _plan(facts),
        sign.get("doc_no", "") if sign else "", sign.get("signer", "") if sign else "", sign.happened_on if sign else None,
        issued_on or (issue.happened_on if issue else None), bool(sign and sign.get("upwards")), demo, references, checked, check.get("digests", {}) if check else {},
    )  # fmt: skip
    return document.make(template, taken, cover)


def _plan(facts: Facts) -> list[dict[str, Any]]:
    empty = dict.fromkeys(("内容", "责任单位", "完成时限", "指标", "目标"), "")
    return [{**empty, **row} for row in states.plan(facts)]
