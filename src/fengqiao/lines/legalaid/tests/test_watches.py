"""A16: five applications against one body in thirty days; how many, to the head alone."""

from __future__ import annotations

from fengqiao.lines.legalaid.tests.driver import BOSS, LI, Aid, Centre
from fengqiao.lines.legalaid.watches import same_opponent
from fengqiao.matter.models import Notice
from fengqiao.matter.notices import sweep_watches
from tests.county import County, at


def test_the_head_hears_how_many_and_never_which(county: County) -> None:
    centre = Centre(county)
    for day in ("2026-04-01", "2026-05-06", "2026-05-07", "2026-05-08", "2026-05-11"):
        Aid(county, centre).receive(day, {**LI, "id_no": None}, BOSS)
    assert list(same_opponent(at("2026-05-12", "06:20"))) == []  # 四月那件在三十日以前
    Aid(county, centre).receive("2026-05-12", LI, {"side": "respondent", "name": " 枫林建材有限公司 "})  # 手机来的没有写类别
    (said,) = same_opponent(at("2026-05-13", "06:20"))
    assert (said.roles, said.staff_id, "5件" in said.text, "枫林建材" in said.text) == (["aid_head"], None, True, False)
    sweep_watches(at("2026-05-13", "06:20"))
    sweep_watches(at("2026-05-14", "06:20"))
    assert Notice.objects.filter(code="AID16").count() == 1


def test_people_on_the_other_side_are_not_counted(county: County) -> None:
    centre = Centre(county)
    for day in ("2026-05-06", "2026-05-07", "2026-05-08", "2026-05-11", "2026-05-12"):
        Aid(county, centre).receive(day, {**LI, "id_no": None}, {"side": "respondent", "name": "张大力"})
    assert list(same_opponent(at("2026-05-13", "06:20"))) == []
