"""A booking from the first call to the certificate, by the articles of 公证法."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from fengqiao.booking.taking import Taken
from fengqiao.lines.notary import codes, gathering, keeping, public, texting
from fengqiao.lines.notary.tests.driver import OLD_MAN, Booked, free_at, notary_office, window
from fengqiao.matter.models import Paper
from fengqiao.matter.public import SentIn
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from fengqiao.messages.models import OutMessage
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from tests.county import FOUNDED, County, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(county: County) -> str:
    """The day it is, with a notary office and one window; free times are asked of the real clock."""
    notary_office(county)
    window(county)
    return timezone.localdate().isoformat()


def somebody(county: County, name: str, *roles: str) -> Actor:
    staff = Staff.objects.create_user(name, "correct-horse-battery", name=name, confirmed=True)
    return actor_of(Post.objects.create(staff=staff, office=county.offices["bureau"], roles=list(roles), from_on=FOUNDED))


def test_it_is_booked_moved_and_cancelled(county: County, day: str) -> None:
    """登记时占住窗口，改约换一个，取消就放出来；预约单写明带什么。"""
    first, second = gathering.grouped(gathering.windows(county.offices["office"].territory, timezone.localdate()))[:2]
    booking = Booked(county).ask(day, slot=first[0])
    assert (booking.stage, len(booking.booked), booking.row.notary_name) == ("已预约", 1, "枫林县公证处")
    assert booking.row.number is not None
    assert booking.row.number.startswith("GZ999901")
    assert list(Paper.objects.filter(matter_id=booking.pk).values_list("kind", flat=True)) == ["notary_slip"]
    before = booking.booked
    booking.do("move", day, slot=second[0], by="theirs", why="孩子放学没人接")
    assert booking.booked != before
    assert len(booking.booked) == 1
    with pytest.raises(Taken, match="该场次已被预约"):
        Booked(county).ask(day, slot=second[0], parties=[{"side": "applicant", "name": "别人", "phone": "13800007777"}])
    booking.do("cancel", day, by="theirs", why="papers")
    assert (booking.stage, booking.booked) == ("已取消", [])
    assert list(walk(Tally())) == []  # what is stored follows from the timeline


def test_two_windows_are_two_at_one_time(county: County, day: str) -> None:
    """两个窗口，同一时间约两个；一个人不能同时约两处。"""
    window(county, "2号窗口")
    key, words = gathering.grouped(gathering.windows(county.offices["office"].territory, timezone.localdate()))[0]
    assert words.endswith("还有2个")
    Booked(county).ask(day, slot=key)
    second, words = gathering.grouped(gathering.windows(county.offices["office"].territory, timezone.localdate()))[0]
    assert second != key
    assert "还有" not in words
    with pytest.raises(Taken, match="不能同时在两处"):
        Booked(county).ask(day, slot=second, item="copy")
    Booked(county).ask(day, slot=second, parties=[{"side": "applicant", "name": "李四", "phone": "13800007777"}])


def test_art25_land_is_certified_where_it_lies(county: County, day: str) -> None:
    """公证法第二十五条：涉及不动产的向不动产所在地提出；委托、声明、赠与、遗嘱可以在住所地等。"""
    with pytest.raises(Refused, match="应当向不动产所在地的公证机构提出"):
        Booked(county).ask(day, item="heir", real_estate=True, ties=["home"], wish_on="2030-01-07")
    assert Booked(county).ask(day, item="heir", real_estate=True, ties=["land"], wish_on="2030-01-07").stage == "待约时间"
    assert Booked(county).ask(day, item="entrust", real_estate=True, ties=["home"], wish_on="2030-01-07").stage == "待约时间"
    assert Booked(county).ask(day, item="gift", real_estate=True, ties=["land"], wish_on="2030-01-07").stage == "待约时间"  # may, need not
    with pytest.raises(Refused, match="都不在本县"):
        Booked(county).ask(day, item="gift", ties=["land"], wish_on="2030-01-07")  # the land is none of its business
    with pytest.raises(Refused, match="都不在本县"):
        Booked(county).ask(day, item="kin", ties=["none"], wish_on="2030-01-07")
    with pytest.raises(Refused, match="请核对和本县的联系"):
        Booked(county).ask(day, item="kin", ties=["none", "home"], wish_on="2030-01-07")


@pytest.mark.parametrize("item", ["will", "survival", "adoption"])
def test_art26_wills_survival_and_adoption_in_person(county: County, day: str, item: str) -> None:
    """公证法第二十六条：遗嘱、生存、收养关系等应当由本人办理。"""
    agent = {"side": "agent", "name": "王小山", "phone": "13800003333"}
    with pytest.raises(Refused, match="应当由本人办理，不能委托别人"):
        Booked(county).ask(day, item=item, parties=[OLD_MAN, agent], wish_on="2030-01-07")
    assert Booked(county).ask(day, item=item, wish_on="2030-01-07").stage == "待约时间"
    assert Booked(county).ask(day, item="entrust", parties=[OLD_MAN, agent], wish_on="2030-01-07").stage == "待约时间"


def test_what_lacks_is_told_once(county: County, day: str) -> None:
    """预审：缺件一次告知；后来只能写公证处另外要求的。补齐了就不缺。"""
    booking = Booked(county).ask(day, wish_on="2030-01-07").do("precheck", day, lacking=["1", "3"])
    assert booking.row.lacking == 2
    with pytest.raises(Refused, match="已经一次告诉过他"):
        booking.do("precheck", day, lacking=["2"])
    booking.do("precheck", day, further="房产证原件（公证员要求）")
    assert booking.row.lacking == 1
    assert booking.do("supply", day, what="都带来了", complete=True).row.lacking == 0


def test_art30_fifteen_working_days_without_what_is_supplied(county: County, day: str) -> None:
    """公证法第三十条：自受理之日起十五个工作日；补充材料、核实的时间不计算在内。

    2026-11-02周一受理，到11-23；其间11-09至11-13补材料，通知次日到补来当日四天不算，到11-27。
    """
    booking = Booked(county).ask("2026-10-30", wish_on="2026-11-02")
    booking.do("accept", "2026-11-02", acceptance_no="（2026）枫证受字第88号", officer="公证员高")
    assert (booking.stage, booking.due("issue")) == ("公证处已受理", "2026-11-23 running")
    booking.do("suspend", "2026-11-09", why="supplement", words="补房产证")
    assert booking.stage == "不计期限"
    booking.do("resume", "2026-11-13", words="补来了")
    assert booking.due("issue") == "2026-11-27 running"
    booking.do("issue", "2026-11-27", cert_no="（2026）枫证民字第66号", where="公证处窗口")
    assert (booking.stage, booking.due("issue"), booking.due("tell_issued")) == ("已出证", "2026-11-27 met", "2026-11-30 running")
    booking.do("tell", "2026-11-30", way="phone", told="可以来领了")
    booking.do("collect", "2026-12-01", way="self")
    assert (booking.stage, booking.row.outcome_word, booking.row.cert_no) == ("已领取", "已领取", "（2026）枫证民字第66号")
    assert set(Paper.objects.filter(matter_id=booking.pk).values_list("kind", flat=True)) == {"notary_slip", "notary_accepted"}


def test_art31_and_39_refusal_and_review(county: County, day: str) -> None:
    """公证法第三十一条不予办理；第三十九条复查：维持的回到原来，撤销的自始无效。"""
    refused = Booked(county).ask("2026-10-30", wish_on="2026-11-02").do("accept", "2026-11-02", acceptance_no="89")
    assert refused.do("refuse", "2026-11-05", ground="dispute", words="兄弟对房子有争议").stage == "不予办理"
    issued = Booked(county).ask("2026-10-30", wish_on="2026-11-02").do("accept", "2026-11-02", acceptance_no="90")
    issued.do("issue", "2026-11-10", cert_no="66", where="公证处").do("collect", "2026-11-11", way="agent")
    issued.do("ask_review", "2026-11-16", who="interested", error="房子有我一半，没有问过我")
    assert (issued.stage, issued.due("review")) == ("复查中", "2026-12-16 running")
    issued.do("reviewed", "2026-11-20", result="kept", words="没有错误")
    assert issued.stage == "已领取"
    issued.do("ask_review", "2026-11-23", who="interested", error="又找到了旧契").do("reviewed", "2026-11-25", result="revoked", words="撤销并公告")
    assert (issued.stage, issued.row.outcome) == ("公证书被撤销", "revoked")


def test_at_home_only_where_a_notary_comes(county: County, day: str) -> None:
    """上门：行动不便的由公证员上门，时间从上门的排班里选。"""
    window(county, "上门公证组", sort=codes.AT_HOME, times=("15:00",))
    here = free_at(county, day, "公证窗口")
    home = {"home_visit": True, "home_address": "枫林镇白水村12号", "home_why": "瘫痪在床"}
    with pytest.raises(Refused, match="选“公证员上门”的时间"):
        Booked(county).ask(day, item="will", slot=here, **home)
    booking = Booked(county).ask(day, item="will", slot=free_at(county, day, "公证员上门"), **home)
    assert booking.row.home_visit
    assert "公证员上门" in booking.row.slot_words


def test_a_county_without_a_notary_office_is_told_what_to_do(county: County) -> None:
    with pytest.raises(Refused, match="先在“法律服务名册”登记"):
        Booked(county).ask("2026-11-23", wish_on="2026-11-25")


def test_bad_slots_and_no_day(county: County, day: str) -> None:
    with pytest.raises(Refused, match="选的时间认不出来"):
        Booked(county).ask(day, slot="1-2-x")
    with pytest.raises(Refused, match="没有选时间，也没有写最想哪天"):
        Booked(county).ask(day)


# On the phone --------------------------------------------------------------------------------------------------------


def sent(county: County, **data: object) -> SentIn:
    citizen = somebody(county, f"citizen{uuid4().hex[:6]}", "citizen")
    office = county.offices["office"].pk
    begins = {"town": f"{office}:枫林镇", "item": "entrust", "land": "no", "ties": "home", "name": "王德福", "who": "self", "half": "morning", **data}
    return SentIn(uuid4(), begins, "13900001111", [], citizen, timezone.now(), timezone.now())


def test_a_citizen_books_moves_and_cancels_alone(county: County, day: str) -> None:
    """手机预约：按最想的一天排最近的空时间；自己改约、取消；别的号码什么也看不到。"""
    wish = (timezone.localdate() + timedelta(days=5)).isoformat()
    booking = Booked(county)
    booking.pk = public.take_booking(sent(county, wish_on=wish)).pk
    assert booking.stage == "已预约"
    told = public.tell(booking.row, "13900001111")
    assert told is not None
    assert (told.state, told.who, told.quiet) == ("已经约好", "枫林县公证处", True)
    assert any("委托书文稿" in words for _, words in told.said)
    assert public.tell(booking.row, "13900002222") is None
    before = booking.booked
    other = next(key for key, _ in told.offered["slot"])
    public.move(booking.row, sent(county, slot=other))
    assert booking.booked != before
    public.cancel(booking.row, sent(county, why="not_needed"))
    assert (booking.stage, booking.booked) == ("已取消", [])


def test_on_the_phone_the_wrong_place_is_told_why(county: County, day: str) -> None:
    with pytest.raises(Refused, match="应当向不动产所在地的公证机构提出"):
        public.take_booking(sent(county, item="heir", land="away", wish_on=day))
    with pytest.raises(Refused, match="都不在本县"):
        public.take_booking(sent(county, ties="none", wish_on=day))


def test_three_times_not_come_asks_to_telephone(county: County, day: str) -> None:
    """一年里三次没来：不拉黑，请他打电话约；柜台照样登记。"""
    for _ in range(3):
        booking = Booked(county).ask("2026-11-02", parties=[{"side": "applicant", "name": "王德福", "phone": "13900001111"}], wish_on="2026-11-03")
        booking.do("book", "2026-11-02", slot=free_at(county, day, "公证窗口"))
        late = booking.row.slot_at
        assert late is not None
        booking.do("no_show", (late + timedelta(days=1)).date().isoformat())
        assert (booking.stage, booking.booked) == ("未到", [])
    with pytest.raises(Refused, match="请打电话预约"):
        public.take_booking(sent(county, wish_on=day))
    again = Booked(county).ask(day, parties=[{"side": "applicant", "name": "王德福", "phone": "13900001111"}], wish_on=day)
    assert again.facts.opening.get("missed_before") == 3


def test_one_text_the_day_before_says_nothing_of_what(county: County, day: str) -> None:
    person = {**OLD_MAN, "texts": True}
    booking = Booked(county).ask(day, item="will", parties=[person], slot=free_at(county, day, "公证窗口"))
    slot_at = booking.row.slot_at
    assert slot_at is not None
    now = slot_at - timedelta(days=1)
    assert texting.remind(now) == 1
    assert texting.remind(now) == 1  # the same key: nothing further is stored
    messages = list(OutMessage.objects.all())
    assert len(messages) == 1
    assert "公证" not in str(messages[0].__dict__)


def test_the_county_corrects_the_list(county: County, day: str) -> None:
    """材料清单：公证处改了，新的预约照新的；没有依据的不收。"""
    with pytest.raises(Refused):
        keeping.write_list(county["office_staff"], "will", ["身份证"], "电话", "", now=at("2026-11-23"))
    notary = somebody(county, "notary", "notary")
    keeping.write_list(notary, "will", ["身份证", "两名见证人"], "县公证处告知单2026-11", "先打电话", now=at("2026-11-23"))
    booking = Booked(county).ask(day, item="will", wish_on="2030-01-07")
    assert booking.facts.value("materials") == ["身份证", "两名见证人"]
    low, high = county.offices["bureau"].reach
    entry = next(each for each in public.GUIDE.entries(low, high, timezone.localdate()) if each.key == "will")
    assert (entry.points, "先打电话" in entry.more, "应当本人来办" in entry.said) == (("身份证", "两名见证人"), True, True)


def test_a_consultation_becomes_a_booking_without_asking_again(county: County, day: str) -> None:
    """咨询转公证预约：姓名、电话、要办的事带着；登记以后咨询那一件自己办结。"""
    from fengqiao.lines.legalservice import handing_on
    from fengqiao.lines.legalservice.subscribers import opened_out_of
    from fengqiao.lines.legalservice.tests.driver import Request
    from fengqiao.matter.events import OpenedOutOf

    request = Request(county).come("2026-11-23", content="想委托弟弟卖老家的房子，怎么做公证？", intent="notary", area="service")
    request.do("pass_on", "2026-11-23", to="notary", agreed=True, summary="委托弟弟卖老家的房子", claim="做委托公证")
    given = handing_on.gives(request.facts)
    assert {name: given[name] for name in ("what", "channel")} == {"what": "委托弟弟卖老家的房子", "channel": "passed"}
    booking = Booked(county).ask("2026-11-23", origin=request.pk.hex, parties=given["parties"], wish_on="2026-11-25", channel="passed")
    opened_out_of(OpenedOutOf(booking.pk, timezone.localdate(), request.pk))
    assert request.stage == "已转入业务"
