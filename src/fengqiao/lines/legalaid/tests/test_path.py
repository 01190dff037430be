"""An application from receipt to decision, as the law has it."""

from __future__ import annotations

import pytest

from fengqiao.lines.legalaid.tests.driver import Aid, Centre
from fengqiao.matter.refusals import Refused
from tests.county import County


def test_art43_seven_days_run_from_receipt_at_the_township_office(county: County) -> None:
    """法律援助法第四十三条：自收到法律援助申请之日起七日内；司法所收到就起算。"""
    Centre(county).standard()
    aid = Aid(county).receive("2026-05-06", office="office", by=county["office_staff"])
    aid.do("accept", "2026-05-09").stated("2026-05-09", 1000).proposed("2026-05-11").granted("2026-05-12")
    assert aid.due("review") == "2026-05-13 met"
    assert (aid.stage, aid.row.row, aid.row.outcome) == ("给予援助", 8, "granted")
    assert aid.papers() == ["aid_application", "aid_receipt", "aid_acceptance", "aid_means", "aid_approval", "aid_grant"] or set(aid.papers()) == {
        "aid_application", "aid_receipt", "aid_acceptance", "aid_means", "aid_approval", "aid_grant"
    }  # fmt: skip


def test_the_reviewer_does_not_approve(county: County) -> None:
    Centre(county).standard()
    aid = Aid(county).receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-06", 1000).proposed("2026-05-07")
    with pytest.raises(Refused, match="决定是否给予法律援助"):
        aid.do("grant", "2026-05-07", by=aid.centre.reviewer)
