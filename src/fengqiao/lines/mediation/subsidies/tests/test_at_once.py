"""Two people claim for one case at the same moment: one claim, one refusal. Against real PostgreSQL, committed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.db import connection

from fengqiao.lines.mediation.models import SubsidyClaim
from fengqiao.lines.mediation.subsidies import procedure as p
from fengqiao.lines.mediation.subsidies.tests.driver import agreed_case, roster, rule
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.refusals import Refused
from tests.county import County, at


def test_one_case_claimed_twice_at_once_is_claimed_once(committed_county: County) -> None:
    county = committed_county
    rule(county)
    roster(county)
    case = agreed_case(county)
    assert case.matter is not None
    code, office, day, together = case.matter.code, case.office, date(2026, 5, 7), Barrier(2)
    procedure = registry.procedure_on("subsidy", day)

    def claim(who: str) -> str:
        try:
            together.wait()
            open_matter(county[who], procedure, [Doing(p.claim, {"case": code}, day)], office, now=at("2026-05-07"))
            return "申报"
        except Refused as refusal:
            return refusal.reasons[0].said
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(claim, ("mediator", "head")))
    refused = "（2026）枫林镇人调字第0001号已经申报过补贴（已申报）。一案一补，不能重复申报；要改的，请在原申报中补正。"
    assert set(said) == {"申报", refused}
    assert SubsidyClaim.objects.count() == 1
