"""预约公证 from the first question to another time and a cancellation, as a citizen presses through the pages."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from fengqiao.booking.models import Booking
from fengqiao.lines.notary.models import NotaryBooking
from fengqiao.lines.notary.tests.driver import notary_office, window
from fengqiao.portal import inside
from fengqiao.portal.tests.person import Person


def answers(wish: str, **other: dict[str, str]) -> dict[str, dict[str, str] | None]:
    return {
        "town": None, "item": {"item": "entrust"}, "what": {"what": "委托弟弟卖老家的房子"}, "land": {"land": "away"}, "ties": {"ties": "home"}, "who": {"who": "self"},
        "name": {"name": "张三"}, "home": {}, "when": {"wish_on": wish, "half": "morning"}, "relief": {}, "texts": {}, **other,
    }  # fmt: skip


def press_through(person: Person, given: dict[str, dict[str, str] | None]) -> None:
    person.open("/m/begin/notary/")
    while person.at in given:
        before, values = person.at, given[person.at]
        person.press(**(values if values is not None else {"town": person.choices("town")[0]}))
        assert person.at != before, person.text
    if person.at == "phone":
        person.prove()
    person.press()
    inside.take_waiting(now=timezone.now())


def test_a_citizen_books_another_time_and_cancels(zhang: Person, open_county: object) -> None:
    """一屏一问；收到就排上最近的空时间；改到另一个空时间；取消以后窗口空出来。"""
    notary_office(open_county)  # type: ignore[arg-type]
    window(open_county)  # type: ignore[arg-type]
    wish = (timezone.localdate() + timedelta(days=4)).isoformat()
    press_through(zhang, answers(wish))
    row = NotaryBooking.objects.get()
    assert (row.stage, row.channel, Booking.objects.count()) == ("booked", "online", 1)
    zhang.mine()
    one = zhang.links("/m/mine/")[0]
    zhang.open(one)
    for words in ("约好见面", "要带的材料（原件）", "委托书文稿", "枫林县公证处"):
        assert words in zhang.text
    before = row.slot_at
    zhang.open(f"{one}do/move/")
    slot = next(key for key in zhang.choices("slot"))
    zhang.press(slot=slot)
    zhang.press()
    inside.take_waiting(now=timezone.now())
    row.refresh_from_db()
    assert (row.stage, row.slot_at != before, Booking.objects.count()) == ("booked", True, 1)
    zhang.open(f"{one}do/cancel/").press(why="not_needed")
    zhang.press()
    inside.take_waiting(now=timezone.now())
    row.refresh_from_db()
    assert (row.stage, Booking.objects.count()) == ("cancelled", 0)


def test_what_the_law_sends_elsewhere_is_said_with_the_article(zhang: Person, open_county: object) -> None:
    notary_office(open_county)  # type: ignore[arg-type]
    window(open_county)  # type: ignore[arg-type]
    wish = (timezone.localdate() + timedelta(days=4)).isoformat()
    press_through(zhang, answers(wish, item={"item": "heir"}))
    assert not NotaryBooking.objects.exists()
    assert "应当向不动产所在地的公证机构提出" in zhang.open(zhang.page.request["PATH_INFO"]).text
