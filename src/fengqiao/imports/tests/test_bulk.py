"""Many matters opened at once are, row by row of every table, what they are when opened one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fengqiao.imports.ledgers.mediation import read_row
from fengqiao.imports.sheet import read_ledger
from fengqiao.imports.tests.ledger import GOOD, HEADINGS, ledger
from fengqiao.imports.tests.test_ledger import NOW, work
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.matter import registry, verify
from fengqiao.matter.actions import open_matter, standing_of
from fengqiao.matter.bulk import Opening, open_matters
from fengqiao.matter.chain import entry_hash
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Counter, Entry, Matter, MatterSearch, Notice, OfMatter, Paper, Party
from fengqiao.matter.papers import values_of
from fengqiao.matter.refusals import Refused
from fengqiao.matter.sealing import opener
from tests.county import County

OWN = {"matter_id", "id", "data_key", "head_hash", "hash", "prior_hash", "batch", "sealed", "values", "matter_ptr_id", "data"}
ONE = UUID(int=1)
MOST_QUESTIONS = 30


def openings(county: County, *rows: dict[str, Any], headings: tuple[str, ...] = HEADINGS) -> list[Opening]:
    setting = work(county).setting
    content = ledger(*rows, headings=headings, totals=False)
    found = [read_row(row, setting) for row in read_ledger(content, setting.own).rows]
    return [Opening(registry.procedure_on("mediation", read.opened_on), read.doings) for read in found]


def rows_of(matter: Matter) -> dict[str, Any]:
    """Everything stored of a matter, without what is new for each: ids, keys, seals. What is sealed is compared in clear."""
    case = MediationCase.objects.get(pk=matter.pk)
    tables = [Entry, Notice, *(model for model in apps.get_models() if issubclass(model, OfMatter))]
    found: dict[str, Any] = {"case": [MediationCase.objects.filter(pk=matter.pk).values().get()]}
    for model in tables:
        order = "seq" if model is Entry else "pk" if model is Notice else "n"
        found[model._meta.label] = list(model._default_manager.filter(matter_id=matter.pk).order_by(order).values())
    found["search"] = list(MatterSearch.objects.filter(matter_id=matter.pk).values())
    kept = {name: [{k: v for k, v in row.items() if k not in OWN} for row in rows] for name, rows in found.items()}
    opened = opener(ring().unwrap(case.data_key), case.pk)
    parties = [opened(party.sealed) for party in Party.objects.filter(matter_id=matter.pk).order_by("n")]
    papers = [values_of(paper, case) for paper in Paper.objects.filter(matter_id=matter.pk).order_by("n")]
    return {**kept, "parties": parties, "papers": papers, "chain": chain_of(matter, opened)}


def chain_of(matter: Matter, opened: Callable[[Any], Any]) -> list[bytes]:
    """The hashes its entries would have under one id, in one batch, with nothing sealed: each covers all before it."""
    hashes = [b""]
    for entry in Entry.objects.filter(matter_id=matter.pk).order_by("seq"):
        entry.matter_id, entry.batch, entry.data, entry.prior_hash = ONE, ONE, opened(entry.data), hashes[-1]
        hashes.append(entry_hash(entry))
    return hashes


def test_opened_at_once_is_opened_one_by_one(county: County) -> None:
    """同样的行，一批写进去和一件一件办，每张表每一栏、每一条记录的摘要链都一样；不能受理的，理由也一样。"""
    changes = (
        {}, {"履行情况": "未履行"}, {"调解结果": "调解不成功", "协议金额": ""}, {"回访时间": ""},
        {"申请人": "青山公司、张三", "调解结果": "口头协议成功"}, {"登记时间": "2024-12-30", "纠纷类别": "合同纠纷"},
        {"申请人电话": "13800138000", "被申请人电话": "13900139000", "备注": "双方签字在镇政府"},
        {"申请人": "在办人", "被申请人": "在办人二"}, {"协议金额": "1.2万元", "简要案情": ""},
        {"申请人": "同一人", "被申请人": "同一人"},
    )  # fmt: skip
    words = (*HEADINGS, "申请人电话", "被申请人电话")
    rows = [{**GOOD, "被申请人": f"李{n}", **changed} for n, changed in enumerate(changes)]
    head, town = county["head"], county.offices["town"]
    [before] = openings(county, {**GOOD, "申请人": "在办人二、某甲", "被申请人": "在办人、某乙", "履行情况": "未履行"})
    open_matter(head, before.procedure, before.doings, town, now=NOW)
    plans = openings(county, *rows, headings=words)
    with transaction.atomic():
        singly = [opened_singly(county, each) for each in plans]
        stored = [each if isinstance(each, str) else rows_of(each) for each in singly]
        transaction.set_rollback(True)
    together = open_matters(head, town, plans, now=NOW)
    assert [str(each) if isinstance(each, Refused) else rows_of(each) for each in together] == stored
    assert [n for n, each in enumerate(together) if isinstance(each, Refused)] == [9]
    said = {fact.get("in_hand") for each in together if isinstance(each, Matter) for fact in standing_of(each).facts}
    assert said == {None, "（2025）枫林镇人调字第0001号"}  # of those done on paper it is recorded, not refused
    assert [m.number for m in together if isinstance(m, Matter)] == [
        f"（{2024 if n == 5 else 2025}）枫林镇人调字第{serial:04d}号"
        for n, serial in enumerate((2, 3, 4, 5, 6, 1, 7, 8, 9))
    ]
    assert Counter.objects.get(year=2025).last == 9
    assert list(map(str, verify.walk(verify.Tally(), files=False))) == []


def opened_singly(county: County, opening: Opening) -> Matter | str:
    try:
        return open_matter(county["head"], opening.procedure, opening.doings, county.offices["town"], now=NOW).matter
    except Refused as refusal:
        return str(refusal)


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


def test_a_long_batch_asks_the_database_no_more_than_a_short_one(county: County) -> None:
    """一批一百行和一批一行，问数据库的次数一样。"""
    plans = openings(county, *({**GOOD, "申请人": f"张{n}", "被申请人": f"李{n}"} for n in range(9)))

    def questions(*these: Opening) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert not [each for each in open_matters(county["head"], county.offices["town"], these, now=NOW) if isinstance(each, Refused)]
        return len(asked)

    questions(plans[0])  # what a process reads once
    assert questions(*plans[2:]) == questions(plans[1]) <= MOST_QUESTIONS
