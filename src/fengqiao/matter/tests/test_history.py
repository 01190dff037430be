"""A history that is loaded whole: each step by its own person on its own day, stored once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, SESSION, ZHANG, Case
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import DeadlineRow, Entry, Matter, Paper, TaskRow
from fengqiao.matter.refusals import Refused
from tests.county import County, at

APPLIED = {
    "source": "2", "regime": "general", "type": "T02", "difficulty": "ordinary", "prediction": "none",
    "summary": "两家因院墙滴水发生争执，多次协商不成。", "claim": "请求改正滴水并修复墙面。", "parties": [ZHANG, LI],
}  # fmt: skip
DRAFT = {"facts": "两家因院墙滴水发生争执，墙面受损。", "terms": [{"text": "李四于约定日期前修复墙面。"}]}


def steps(county: County) -> list[Doing]:
    """Applied, consented, accepted, assigned, met and drafted, as the mediator and the head did it."""
    mediator, head = county["mediator"], county["head"]
    told: list[tuple[Any, str, Any, dict[str, Any]]] = [
        (p.apply, "2026-05-06", mediator, APPLIED),
        (p.consent, "2026-05-07", mediator, {"who": [2], "kind": "mediation", "answer": "yes", "way": "signature"}),
        (p.accept, "2026-05-07", head, {"rights_told": True, "open_mode": "closed"}),
        (p.assign, "2026-05-08", head, {"mediator": mediator.staff_id, "chosen_by": "committee", "kin": "none"}),
        (p.session, "2026-05-11", mediator, SESSION),
        (p.draft_agreement, "2026-05-11", mediator, DRAFT),
    ]
    return [Doing(act, data, date.fromisoformat(day), done_by=who, entered_at=at(day)) for act, day, who, data in told]


def lived(county: County) -> Matter:
    """The same steps done one by one."""
    case = Case(county)
    for doing in steps(county):
        if doing.action is p.apply:
            case.apply("2026-05-06")
        else:
            case.do(doing.action, doing.happened_on.isoformat(), actor=doing.done_by, **doing.data)
    assert case.matter is not None
    return case.matter


def loaded(county: County, doings: list[Doing]) -> Matter:
    procedure = registry.procedure_on("mediation", doings[0].happened_on)
    return open_matter(county["mediator"], procedure, doings, county.offices["town"], now=at("2026-11-22")).matter


def rows(matter: Matter) -> dict[str, list[Any]]:
    """What is stored of a matter, ids and seals left out."""
    of = {"matter_id": matter.pk}
    return {
        "entries": list(Entry.objects.filter(**of).values_list("seq", "action", "happened_on", "recorded_at", "actor", "as_whom", "batch")),
        "deadlines": list(DeadlineRow.objects.filter(**of).values_list("n", "rule", "due_on", "state", "met_on", "explanation")),
        "tasks": list(TaskRow.objects.filter(**of).values_list("n", "label", "due_on", "handler", "since_on")),
        "papers": list(Paper.objects.filter(**of).values_list("n", "kind", "version", "state", "made_at", "made_by")),
        "matter": list(Matter.objects.filter(pk=matter.pk).values_list("stage", "handler", "title", "next_due_on", "head_seq")),
    }  # fmt: skip


def test_a_history_loaded_whole_is_as_if_lived_step_by_step(county: County) -> None:
    with transaction.atomic():
        single = rows(lived(county))
        transaction.set_rollback(True)
    whole = rows(loaded(county, steps(county)))
    assert [stage for stage, *_ in whole["matter"]] == ["signing"]
    for name in single:
        assert whole[name] == single[name], name


def test_the_refused_step_is_named_and_nothing_is_left(county: County) -> None:
    doings = steps(county)
    doings[4] = replace(doings[4], done_by=county["clerk"])  # 窗口不承办调解
    with pytest.raises(Refused) as refused:
        loaded(county, doings)
    assert (refused.value.code, refused.value.place) == ("permission", 4)
    assert not Matter.objects.exists()


def test_one_form_with_several_steps_is_one_batch(county: County) -> None:
    doings = [replace(doing, done_by=None) for doing in steps(county)[:2]]
    batches = set(Entry.objects.filter(matter=loaded(county, doings)).values_list("batch", flat=True))
    assert len(batches) == 1
    assert None not in batches
