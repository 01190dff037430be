"""Many matters opened at once are, row by row of every table, what they are when opened one by one."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

from fengqiao.imports.mediation import read_row
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.ledger import GOOD, ledger
from fengqiao.imports.tests.test_ledger import NOW, work
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.matter import registry, verify
from fengqiao.matter.actions import open_matter, standing_of
from fengqiao.matter.bulk import Opening, open_matters
from fengqiao.matter.models import Counter, Entry, Matter, MatterSearch, Notice, OfMatter
from fengqiao.matter.refusals import Refused
from tests.county import County

OWN = {
    "matter_id",
    "id",
    "data_key",
    "head_hash",
    "hash",
    "prior_hash",
    "batch",
    "sealed",
    "values",
    "number",
    "words",
    "matter_ptr_id",
}


def openings(county: County, *rows: dict[str, Any]) -> list[Opening]:
    setting = work(county).setting
    found = [read_row(row, setting) for row in read_ledger(ledger(*rows, totals=False), setting.own).rows]
    return [Opening(registry.procedure_on("mediation", read.opened_on), read.doings) for read in found]


def rows_of(matter: Matter) -> dict[str, list[dict[str, Any]]]:
    """Everything stored of a matter, without what is new for each: ids, keys, seals, chain, number."""
    found = {"case": [MediationCase.objects.filter(pk=matter.pk).values().get()]}
    tables = [Entry, Notice, *(model for model in apps.get_models() if issubclass(model, OfMatter))]
    for model in tables:
        order = "seq" if model is Entry else "pk" if model is Notice else "n"
        found[model._meta.label] = list(model._default_manager.filter(matter_id=matter.pk).order_by(order).values())
    plain = [{k: v for k, v in row.items() if k not in OWN and k != "data"} for row in found["case"]]
    kept = {
        name: [{k: v for k, v in row.items() if k not in OWN and k != "data"} for row in rows]
        for name, rows in found.items()
    }
    facts = [(fact.action, dict(fact.data)) for fact in standing_of(matter).facts]
    return {**kept, "case": plain, "facts": facts}  # type: ignore[dict-item]


def test_opened_at_once_is_opened_one_by_one(county: County) -> None:
    changes = (
        {},
        {"履行情况": "未履行"},
        {"调解结果": "调解不成功", "协议金额": ""},
        {"回访时间": ""},
        {"申请人": "青山公司、张三", "调解结果": "口头协议成功"},
    )
    rows = [{**GOOD, **changed, "被申请人": f"李{n}"} for n, changed in enumerate(changes)]
    plans, head, town = openings(county, *rows), county["head"], county.offices["town"]
    with transaction.atomic():
        singly = [open_matter(head, each.procedure, each.doings, town, now=NOW).matter for each in plans]
        stored = [rows_of(matter) for matter in singly]
        transaction.set_rollback(True)
    together = open_matters(head, town, plans, now=NOW)
    for before, matter in zip(stored, together, strict=True):
        assert isinstance(matter, Matter)
        assert rows_of(matter) == before
    assert (
        [m.number for m in singly]
        == [m.number for m in together]
        == [f"（2025）枫林镇人调字第{n:04d}号" for n in range(1, 6)]
    )
    assert Counter.objects.get(year=2025).last == 5
    assert MatterSearch.objects.filter(matter_id__in=[m.pk for m in together]).count() == 5
    assert list(map(str, verify.walk(verify.Tally(), files=False))) == []


def test_a_refused_matter_leaves_the_others_alone_and_takes_no_number(county: County) -> None:
    done = open_matters(
        county["head"], county.offices["town"], openings(county, GOOD, {**GOOD, "被申请人": "张三"}, GOOD), now=NOW
    )
    assert [isinstance(each, Refused) for each in done] == [False, True, False]
    assert [each.number for each in done if isinstance(each, Matter)] == [
        "（2025）枫林镇人调字第0001号",
        "（2025）枫林镇人调字第0002号",
    ]
    assert MediationCase.objects.count() == 2


def test_only_decided_nothing_is_written(county: County) -> None:
    done = open_matters(county["head"], county.offices["town"], openings(county, GOOD), now=NOW, keep=False)
    assert isinstance(done[0], Matter)
    assert not MediationCase.objects.exists()
    assert not Counter.objects.exists()
