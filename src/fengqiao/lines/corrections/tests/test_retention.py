"""保存期限：个人信息保护法第十九条、第四十七条。Nothing is masked or destroyed before the bureau's paper says how long."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.corrections.tests.driver import QIAN, Case
from fengqiao.matter import registry, search
from fengqiao.matter.actions import known_facts
from fengqiao.matter.files import store
from fengqiao.matter.jobs import keep_limits
from fengqiao.matter.models import Matter, Paper, Parameter, Party
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.retention import due
from fengqiao.matter.verify import Tally, walk
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import County, at

WHO = {**QIAN, "id_no": "110101200903071138"}


@pytest.fixture
def case(county: County) -> Case:
    """A case that ended on the first of September 2026."""
    found = Case(county).under_supervision("2026-03-02", "2026-09-01", person=WHO)
    return found.release("2026-09-01")


def keep(case: Case, **months: int) -> None:
    for name, value in months.items():
        Parameter.objects.create(
            territory=case.county.offices["bureau"].territory, procedure="correction", name=name, value=value,
            basis="枫司发〔2026〕9号", from_on=date(2026, 1, 1),
        )  # fmt: skip


def fresh(case: Case) -> Matter:
    assert case.matter is not None
    return registry.line("corrections").model()._default_manager.get(pk=case.matter.pk)


def differences() -> list[str]:
    return [str(found) for found in walk(Tally())]


def test_without_the_bureaus_paper_nothing_is_ever_due(case: Case) -> None:
    assert str(fresh(case).kept_since_on) == "2026-09-01"
    assert list(due(date(2090, 1, 1))) == []


def test_masked_a_year_after_the_end_it_shows_a_surname_and_is_found_by_no_number(case: Case) -> None:
    keep(case, mask_months=12)
    assert keep_limits(at("2027-09-01")) == 0
    assert [each.what for each in due(date(2027, 9, 2))] == ["mask"]
    assert keep_limits(at("2027-09-02")) == 1
    found = fresh(case)
    assert (found.masked, found.title) == (True, "钱**（缓刑）")
    row = Party.objects.get(matter_id=found.pk)
    assert (row.name, row.sealed, row.id_index, row.phone_index) == ("钱**", {}, None, None)
    assert search.find(case.agency, WHO["id_no"]) == search.find(case.agency, "钱大勇") == []
    assert differences() == []
    assert list(due(date(2030, 1, 1))) == []


def test_art47_destroyed_it_can_be_read_by_nobody_and_the_chain_still_holds(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    keep(case, shred_months=24)
    paper = Paper.objects.filter(matter_id=fresh(case).pk).order_by("n")[0]
    pdf_bytes(paper, fresh(case))
    paper.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        assert keep_limits(at("2028-09-02")) == 1
    found = fresh(case)
    assert (found.shredded, bytes(found.data_key), found.title) == (True, b"", "个人信息已销毁")
    assert not Party.objects.filter(matter_id=found.pk).exists()
    assert {party.name for party in known_facts(found).parties} == {"（已销毁）"}
    assert not store().exists(paper.pdf_digest)
    assert differences() == []
    assert keep_limits(at("2029-09-02")) == 0


def test_a_key_that_vanished_without_a_record_is_found_out(case: Case) -> None:
    Matter.objects.filter(pk=fresh(case).pk).update(data_key=b"")
    assert "数据密钥没有了，时间轴里却没有销毁的记录" in differences()[0]


def test_what_is_frozen_as_evidence_stays(case: Case) -> None:
    keep(case, mask_months=12)
    staff = Staff.objects.create_user("privacy", "correct-horse-battery", name="保护员方", confirmed=True)
    post = Post.objects.create(staff=staff, office=case.county.offices["bureau"], roles=["privacy"], from_on=date(2020, 1, 1))
    freeze = registry.procedure_of(fresh(case)).action("freeze")
    case.do(freeze, "2026-10-08", actor_of(post), document="枫检调〔2026〕3号", why="检察机关调查中。")
    assert keep_limits(at("2027-09-02")) == 0
    assert fresh(case).masked is False
