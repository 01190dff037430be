"""Subsidies in the invented county: a standard, and claims at every step, made by the people whose work each step is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import compose
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.subsidies import procedure as p
from fengqiao.lines.mediation.subsidies.rule import Criterion, Rule
from fengqiao.lines.mediation.subsidies.rules import add_rule
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post

MOST = 24
BASE = {"village": 50, "town": 80, "county": 120}
MORE = {"simple": 0, "ordinary": 50, "hard": 150, "major": 320}


def load_claims(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """One standard, then claims for cases performed and closed, each as far along as its number says."""
    people = _people(plan, today)
    with transaction.atomic():
        add_rule(people["section"], _standard(plan, today), now=evening_of(today))
        county = int(plan.code) * 10**9
        cases = MediationCase.objects.filter(
            territory__gte=county, territory__lt=county + 10**9, closed=True, outcome__in=("written", "oral"), performed_on__isnull=False,
        ).select_related("office", "handler")  # fmt: skip
        made = sum(
            _claim(people, case, number, today)
            for number, case in enumerate(cases.order_by("-outcome_on", "pk")[:MOST])
        )
    say(f"  案件补贴 {made}件已装入。")


def _people(plan: CountyPlan, today: date) -> dict[str, Actor]:
    """The bureau's people by role."""
    found: dict[str, Actor] = {}
    posts = Post.objects.held_on(today).filter(office__territory__in=[unit.territory for unit in plan.units])
    for post in posts.select_related("office", "staff").order_by("pk"):
        for role, key in (("section_mediation", "section"), ("leader", "leader"), ("finance", "finance")):
            if role in post.roles:
                found.setdefault(key, actor_of(post))
        if "office_head" in post.roles or "office_staff" in post.roles:
            found.setdefault(f"office {post.office.territory}", actor_of(post))
    return found


def _standard(plan: CountyPlan, today: date) -> Rule:
    rates = {
        f"{host}.{level}.{form}": base + more - (20 if form == "oral" else 0)
        for host, base in BASE.items()
        for level, more in MORE.items()
        for form in ("written", "oral")
    }
    criteria = (
        Criterion("major", people_least=10, predictions=("group",)),
        Criterion("hard", amount_least_fen=50_000_00, sessions_least=3, types=("T15",)),
    )
    return Rule(
        f"{plan.name}人民调解案件补贴办法", f"{plan.name[0]}司发〔{today.year - 1}〕18号", date(today.year - 1, 1, 1), rates, criteria,
        {"confirmed": 50, "entrusted": 20}, case_cap_yuan=500, month_cap_yuan=600, excluded=("公务员", "事业编制"),
        archived_required=False,
    )  # fmt: skip


def _claim(people: dict[str, Actor], case: MediationCase, number: int, today: date) -> bool:
    """Claim for one case; what the rules refuse is left unclaimed."""
    post = Post.objects.held_on(today).filter(staff_id=case.handler_id or 0, office_id=case.office_id)
    held = post.select_related("office", "staff").first()
    if held is None:
        return False
    on = min(max((case.closed_on or case.opened_on) + timedelta(days=2), today - timedelta(days=4 + number % 9)), today)
    try:
        with transaction.atomic():
            procedure = registry.procedure_on(p.SUBSIDY.code, on)
            doing = Doing(p.claim, {"case": case.code}, on)
            claim = open_matter(
                actor_of(held), procedure, [doing], case.office, now=evening_of(today), demo=True
            ).matter
    except Refused:
        return False
    for who, step, data in _steps(people, case, number):
        try:
            perform(who, claim.pk, [Doing(step, data, today)], now=evening_of(today))
        except Refused:
            break
    return True


def _steps(
    people: dict[str, Actor], case: MediationCase, number: int
) -> Iterator[tuple[Actor, Action, dict[str, Any]]]:
    """How far a claim has come: a few stay at each step."""
    county, office, _, _ = (case.territory // 10**9, case.territory // 10**6 % 1000, 0, 0)
    checker = people.get(f"office {compose(county, office)}") if office else people["section"]
    if checker is None or number % 6 == 0:
        return
    if number % 6 == 1:
        yield checker, p.send_back, {"reason": "file", "explanation": "回访记录没有写明履行情况，请补正。"}
        return
    yield checker, p.check if office else p.check_at_county, {"file_seen": True, "opinion": "卷宗齐全，协议已经履行。"}
    if number % 6 == 2:
        return
    if number % 12 == 3:
        yield people["section"], p.freeze, {"reason": "有群众反映双方没有发生过这起纠纷。"}
        return
    yield people["section"], p.draw, {"drawn": False, "pool": 12, "seed": "5f1c9a7e02b4d683"}
    yield people["section"], p.recheck, {"opinion": "同意补贴。"}
