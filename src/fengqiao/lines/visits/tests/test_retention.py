"""保存期限：会见人的资料办结后十二个月；亲属关系的证明留到服刑人员离开该监狱（个人信息保护法第十九条、第四十七条）。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.indicators import folding
from fengqiao.lines.visits import codes, indicators
from fengqiao.lines.visits.models import Kinship, VisitRequest, VisitRestriction
from fengqiao.lines.visits.tests.driver import MOTHER, SON, WIFE, Visit, prison, terminal, told
from fengqiao.matter.actions import known_facts
from fengqiao.matter.files import store
from fengqiao.matter.jobs import keep_limits
from fengqiao.matter.models import OwnForm, Paper, Party
from fengqiao.matter.retention import due
from fengqiao.matter.verify import Tally, walk
from fengqiao.orgs.models import Staff
from tests.county import County, at

pytestmark = pytest.mark.django_db
NOVEMBER = indicators.Span(999901_000_000_000, 999901_999_999_999, date(2026, 11, 1), date(2026, 11, 30))


def figures() -> dict[str, str]:
    folding.fold_all_changes()
    found = indicators.Found(NOVEMBER)
    return {each.label: each.of(found) for each in indicators.FIGURES}


def test_twelve_months_after_the_visit_a_surname_is_left_and_the_figures_stay(county: County) -> None:
    where, resource = prison(county), terminal(county)
    visit = Visit(county).ask("2026-11-16", where, MOTHER, WIFE, SON, priority="old", distance_km=60).approved(resource)
    visit.held("2026-11-26")
    before = figures()
    assert keep_limits(at("2027-11-26")) == 0
    assert [str(each) for each in due(date(2027, 11, 27))] == [f"{visit.row.number}　遮蔽个人信息　自2026-11-26起算"]
    assert keep_limits(at("2027-11-27")) == 1
    assert (visit.row.masked, visit.row.title, visit.row.persons) == (True, "王**等3人远程会见", 3)
    assert {(row.id_index, row.phone_index, str(row.sealed)) for row in Party.objects.all()} == {(None, None, "{}")}
    assert figures() == before
    assert [str(found) for found in walk(Tally())] == []


def test_the_proof_of_kinship_is_kept_until_the_inmate_has_left(county: County) -> None:
    """下一次会见不必重新证明；人调走、释放、死亡以后，证明也销毁。"""
    where, resource = prison(county), terminal(county)
    visit = Visit(county).ask("2026-11-16", where, MOTHER).approved(resource).held("2026-11-26")
    nobody = Visit(county).ask("2026-11-16", where, WIFE, inmate="李小勇").do("cancel", "2026-11-17", by=codes.FAMILY, why="not_needed")
    assert keep_limits(at("2027-11-27")) == 2
    assert VisitRequest.objects.get(pk=nobody.pk).title == "个人信息已销毁"
    assert VisitRequest.objects.get(pk=nobody.pk).inmate_key is None
    assert (visit.row.masked, visit.row.shredded) == (True, False)
    again = Visit(county).ask("2028-03-01", where, MOTHER, wish_on="2028-03-15")
    again.forward("2028-03-01", resource, "2028-03-15")  # no proof is asked for again
    assert again.stage == "已转监狱"
    gone = told(county, where, codes.RELEASED, "2028-04-03")
    assert keep_limits(at("2028-04-04")) == 1
    assert (visit.row.shredded, visit.row.persons, visit.row.inmate_key) == (True, 1, None)
    assert {party.name for party in known_facts(visit.row).parties} == {"（已销毁）"}
    assert not Kinship.objects.filter(matter_id=visit.pk).exists()
    assert figures()["会见人次"] == "1人次"
    assert keep_limits(at("2029-04-03")) == 0
    assert keep_limits(at("2029-04-04")) == 2  # what the prison said of him, and the request that lapsed by it
    assert VisitRestriction.objects.get(pk=gone).inmate_key is None
    assert [str(found) for found in walk(Tally())] == []


def test_a_file_that_something_else_names_too_outlives_the_papers(county: County, django_capture_on_commit_callbacks: Any) -> None:
    """同样的内容只存一份：案件的文书销毁了，别处还在用的那一份不能跟着没有。"""
    where, resource = prison(county), terminal(county)
    visit = Visit(county).ask("2026-11-16", where, MOTHER).approved(resource).held("2026-11-26")
    kept, lost = (store().put(text.encode()) for text in ("别处还在用的样式", "只属于这一件的材料"))
    for paper, digest in zip(Paper.objects.filter(matter_id=visit.pk).order_by("pk"), (kept, lost), strict=False):
        Paper.objects.filter(pk=paper.pk).update(digest=digest)
    OwnForm.objects.create(
        territory=999901_000_000_000, line="visits", kind="notice", version=1, digest=kept, file_name="样式.docx", from_on=date(2026, 1, 1),
        uploaded_by=Staff.objects.earliest("pk"), uploaded_at=at("2026-01-05"),
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        told(county, where, codes.RELEASED, "2027-12-01")
        while keep_limits(at("2027-12-02")):
            pass
    assert visit.row.shredded
    assert (store().exists(kept), store().exists(lost)) == (True, False)
