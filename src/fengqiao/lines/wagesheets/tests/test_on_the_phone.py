"""欠薪群体登记 as several people press through it: one fills in, each is written to and confirms on the own telephone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from fengqiao.lines.wagesheets import public
from fengqiao.lines.wagesheets.facts import gives
from fengqiao.lines.wagesheets.models import WageSheet
from fengqiao.lines.wagesheets.procedure import SHEET
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.events import Asked
from fengqiao.messages.models import OutMessage
from fengqiao.portal import inside, inviting
from fengqiao.portal.tests.conftest import open_county
from fengqiao.portal.tests.person import Person
from tests.county import County

__all__ = ["open_county"]
pytestmark = pytest.mark.django_db
FRONT, LI, ZHAO = "15400000001", "15400000002", "15400000003"


def sent(county: County, members: str = f"李四 {LI} 8,000\n赵六，{ZHAO}，9500元\n老周 6500") -> tuple[Person, WageSheet]:
    """The one in front fills in the sheet; it is taken in, the others are asked."""
    front = Person(FRONT)
    left = (timezone.localdate() - timedelta(days=60)).isoformat()
    answers = {
        "employer": {"employer": "枫林建筑有限公司"}, "story": {"story": "砌墙三个月，说好按月结"}, "employment": {"employment": "ended"}, "ended": {"ended_on": left},
        "migrant": {"migrant": "yes"}, "me": {"name": "薪难讨", "amount": "12000"}, "members": {"members": members}, "photos": {},
    }  # fmt: skip
    front.open("/m/begin/wages/")
    while front.at not in ("check", "phone"):
        before = front.at
        front.press(**({"town": front.choices("town")[0]} if before == "town" else answers[before]))
        assert front.at != before, front.text
    front.prove().press()
    inside.take_waiting(now=timezone.now())
    sheet = WageSheet.objects.get()
    inviting.asked(Asked(sheet.pk, sheet.opened_on))
    return front, sheet


def test_each_is_written_to_and_confirms_on_the_own_telephone(open_county: County) -> None:
    """代表人算确认；李四、赵六收到短信，没有写是什么事；李四改了金额确认，赵六说不参加，老周没有手机等窗口。"""
    front, sheet = sent(open_county)
    assert (sheet.people, sheet.confirmed) == (4, 1)
    texts = list(OutMessage.objects.filter(template="portal_invited").values_list("pk", flat=True))
    assert len(texts) == 2
    li = Person(LI, address="10.0.0.2").mine()
    assert "请您确认" in li.text
    link = li.links("/m/mine/")[0]
    li.open(link)
    assert "李四，欠8,000.00元" in li.text
    assert not any(word in li.text for word in ("赵六", "9,500", "12,000"))  # nobody else's
    li.open(f"{link}do/confirm-owed/").press(right="no").press(amount="8200")
    li.press()
    zhao = Person(ZHAO, address="10.0.0.3").mine()
    zhao.open(f"{zhao.links('/m/mine/')[0]}do/not-me/").press(sure="yes")
    zhao.press()
    inside.take_waiting(now=timezone.now())
    sheet.refresh_from_db()
    assert (sheet.people, sheet.confirmed, sheet.owed_word) == (3, 2, "20,200.00元")
    given = gives(known_facts(sheet))
    assert [row["name"] for row in given["parties"]] == ["薪难讨", "李四", "枫林建筑有限公司"]
    assert given["groups"] == ["migrant"]
    front.mine()
    assert "老周" in front.open(front.links("/m/mine/")[0]).text  # who still has to


def test_a_telephone_that_is_not_on_the_sheet_confirms_nothing(open_county: County) -> None:
    _, sheet = sent(open_county)
    stranger = Person("15400000009", address="10.0.0.9").mine()
    assert "枫林建筑" not in stranger.text
    assert public.tell(sheet, "15400000009") is None


def test_after_the_sheet_is_over_who_did_not_confirm_is_told_so(open_county: County) -> None:
    _, sheet = sent(open_county)
    perform(None, sheet.pk, [Doing(SHEET.action("handed"), {"case": "0" * 32}, timezone.localdate())], now=timezone.now())
    told = public.tell(WageSheet.objects.get(), LI)
    assert told is not None
    assert (told.state, told.acts) == ("您没有确认，不在申请里", ())


@pytest.mark.parametrize(("said", "why"), [
    ("李四 13800001111", "第1行“李四 13800001111”看不出欠多少"), ("李四 8000\n赵六", "第2行“赵六”看不出欠多少"), ("李四 12345 8000", "的手机号看不清"),
    ("李四 0", "看不出欠多少"), ("  \n ", "还没有写别的人"),
])  # fmt: skip
def test_a_line_that_cannot_be_read_is_named(said: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        public.members(said)


def test_a_bad_line_stays_on_the_page_with_its_reason(open_county: County) -> None:
    front = Person(FRONT)
    answers = {"employer": {"employer": "枫林建筑"}, "story": {"story": "砌墙三个月"}, "employment": {"employment": "still"}, "migrant": {"migrant": "no"}, "me": {"name": "薪难讨", "amount": "12000"}}
    front.open("/m/begin/wages/")
    while front.at != "members":
        front.press(**({"town": front.choices("town")[0]} if front.at == "town" else answers[front.at]))
    front.press(members="李四")
    assert front.at == "members"
    assert "看不出欠多少" in front.text
