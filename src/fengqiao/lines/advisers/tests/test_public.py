"""我的村居法律顾问: what anybody reads on the phone, and what nobody does."""

from __future__ import annotations

import pytest
from django.utils import timezone

from fengqiao.lines.advisers.tests.driver import Team
from fengqiao.portal import board
from fengqiao.portal.tests.test_guides import said
from tests.county import County

pytestmark = pytest.mark.django_db
TERM = {"from": "2026-01-01", "to": "2030-12-31"}


def test_a_villager_reads_who_comes_on_which_days(county: County) -> None:
    """公示牌上手机：在聘的，是谁、哪天来、公开的号码；暂停当天就不在了。身份证号、私人电话从来没有。"""
    teams = Team(county)
    mine = teams.serving(served="白水村", duty_days="每月第一、第三个周三上午", public_phone="0571-88001234", **TERM)
    teams.propose("2026-01-05", served="黑水村", name="王二", id_no="110101198001011224", **TERM)  # 拟聘，还没有公示
    board.publish(now=timezone.now())
    page = said("/m/guides/advisers/")
    assert "枫林镇司法所 白水村：李正" in page
    assert "王二" not in page
    assert "最接近的1条 白水村：李正" in said("/m/guides/advisers/?q=白水村")
    one = said(f"/m/guides/advisers/{mine.matter.number.lower()}/")
    for word in ("每月第一、第三个周三上午", "电话：0571-88001234", "聘期到2030-12-31", "留话，问一问"):
        assert word in one
    assert mine.facts.parties_as_told[0].get("id_no") not in str(board.Board.objects.get(pk=999901).content)
    mine.do("suspend", "2026-11-23", by="advisers", why="own", reason="住院")
    board.publish(now=timezone.now())
    assert "还没有准备好" in said("/m/guides/advisers/")
