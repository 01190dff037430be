"""替家人办 as two people press through it: given, used within its scope, taken back; never a word of what is protected."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.lines.proxies.models import ProxyAuthority
from fengqiao.lines.proxies.procedure import AUTHORITY
from fengqiao.matter.actions import Doing, known_facts, perform
from fengqiao.matter.models import Entry, Matter
from fengqiao.portal import inside
from fengqiao.portal.models import Follow, Submission
from fengqiao.portal.tests.conftest import open_county
from fengqiao.portal.tests.person import Person
from tests.county import County

__all__ = ["open_county"]
pytestmark = pytest.mark.django_db
FATHER, SON = "15400000001", "15400000007"


def now_take() -> None:
    inside.take_waiting(now=timezone.now())
    inside.publish_changed(now=timezone.now())


def press_through(person: Person, path: str, answers: dict[str, dict[str, str]]) -> Person:
    """Answer each question; the town is the first one offered."""
    person.open(path)
    while person.at not in ("check", "phone"):
        before = person.at
        person.press(**({"town": person.choices("town")[0]} if before == "town" else answers.get(before, {})))
        assert person.at != before, person.text
    if person.at == "phone":
        person.prove()
    person.press()
    now_take()
    return person


def give(father: Person, *scopes: str, months: str = "3") -> ProxyAuthority:
    """The father's telephone gives it; the counter checks with him."""
    answers = {
        "way": {"way": "give"}, "person": {"person_name": "王老汉"}, "proxy": {"proxy_name": "王小山", "proxy_phone": SON}, "relation": {"relation": "child"},
        "scopes": dict.fromkeys(scopes, "on"), "until": {"months": months}, "photos": {},
    }  # fmt: skip
    press_through(father, "/m/begin/proxy/", answers)
    return ProxyAuthority.objects.latest("opened_on", "number")


def confirm(county: County, row: ProxyAuthority) -> None:
    doing = Doing(AUTHORITY.action("confirm"), {"checked": "called", "free": True}, timezone.localdate())
    perform(county["office_head"], row.pk, [doing], now=timezone.now())
    now_take()


def ask(person: Person, area: str = "labour.wages") -> Matter:
    """The father asks something himself."""
    answers = {"area": {"area": area}, "content": {"content": "老板拖欠我三个月工资不给"}, "photos": {}, "how": {"tells": "web"}, "name": {"name": "王老汉"}}
    press_through(person, "/m/begin/ask-law/", answers)
    return ServiceRequest.objects.latest("number")


@pytest.fixture
def father(open_county: County) -> Person:
    return Person(FATHER)


@pytest.fixture
def son(open_county: County) -> Person:
    return Person(SON, address="10.0.0.7")


def test_nothing_is_shown_before_the_counter_has_checked_and_then_what_is_in_scope(open_county: County, father: Person, son: Person) -> None:
    """没有附授权书的，窗口核实以前什么也看不到；核实以后看得到进度，写明替谁；文书和选不了的看不到。"""
    ask(father)
    row = give(father, "progress")
    assert AUTHORITY.stage(row.stage).label == "待窗口核实"
    assert "您问的事" not in son.mine().text
    confirm(open_county, row)
    assert "替王老汉：您问的事" in son.mine().text
    son.open(next(link for link in son.links("/m/mine/") if "您问的事" in son.open(link).text))
    assert "您在替王老汉办" in son.text
    assert "补充" not in son.text.partition("您可以")[2]  # not in its scope


def test_what_the_deputy_does_is_told_as_done_for_the_person(open_county: County, father: Person, son: Person) -> None:
    """补材料：时间轴写明是代办人替本人；本人自己看得到。"""
    request = ask(father)
    confirm(open_county, give(father, "supply"))
    son.mine()
    link = next(link for link in son.links("/m/mine/") if "您问的事" in son.open(link).text)
    assert "办到哪一步" in son.text
    assert "收到" not in son.text.partition("办到哪一步")[2][:20]  # without 查进度 no course is shown
    son.open(f"{link}do/add/").press(text="这是工资条的照片")
    son.press().press()
    now_take()
    entry = Entry.objects.filter(matter_id=request.pk, action="supplement").latest("seq")
    assert entry.behalf_of == "王小山（代办人，尾号0007）替王老汉"


def test_what_is_out_of_scope_is_refused_even_when_it_is_sent(open_county: County, father: Person, son: Person) -> None:
    """授权里只有查进度：直接送来的补充也不收。"""
    request = ask(father)
    confirm(open_county, give(father, "progress", "supply"))
    son.mine()
    link = next(link for link in son.links("/m/mine/") if "您问的事" in son.open(link).text)
    son.open(f"{link}do/add/").press(text="这是工资条的照片")
    son.press()  # at the last page; meanwhile the scope is narrowed
    authority = ProxyAuthority.objects.get()
    doing = Doing(AUTHORITY.action("correct"), {"entry": 1, "field": "scopes", "old": "", "new": ["progress"], "reason": "本人要求"}, timezone.localdate())
    perform(open_county["office_head"], authority.pk, [doing], now=timezone.now())
    son.press()
    now_take()
    assert not Entry.objects.filter(matter_id=request.pk, action="supplement").exists()
    assert Submission.objects.filter(state="refused").count() == 1


def test_taken_back_it_is_gone_at_once(open_county: County, father: Person, son: Person) -> None:
    ask(father)
    confirm(open_county, give(father, "progress"))
    assert "替王老汉：" in son.mine().text
    father.mine()
    link = next(link for link in father.links("/m/mine/") if "王小山替您办" in father.open(link).text)
    father.open(f"{link}do/take-back/").press(sure="yes")
    father.press()
    now_take()
    assert "替王老汉：" not in son.mine().text
    assert Follow.objects.exclude(through=None).get().told == ""


def test_expired_it_is_gone(open_county: County, father: Person, son: Person) -> None:
    """到期那天还在，第二天没有了。"""
    ask(father)
    row = give(father, "progress", months="1")
    confirm(open_county, row)
    assert "替王老汉：" in son.mine().text
    row.refresh_from_db()
    assert row.to_on is not None
    later = timezone.now() + timedelta(days=(row.to_on - timezone.localdate()).days + 1)
    perform(None, row.pk, [], now=later)
    now_take()
    assert "替王老汉：" not in son.mine().text


def test_a_protected_matter_is_never_there(open_county: County, father: Person, son: Person) -> None:
    """家庭暴力的：代办人看不到，也不知道有；别的照样看得到。"""
    beaten, plain = ask(father, area="family.violence"), ask(father)
    confirm(open_county, give(father, "progress", "consult", "supply", "book"))
    text = son.mine().text
    assert text.count("替王老汉：您问的事") == 1
    assert (str(plain.number) in text, str(beaten.number) in text) == (True, False)
    assert not Follow.objects.filter(matter_id=beaten.pk).exclude(through=None).exists()


def test_the_other_side_sees_nothing_though_the_authority_was_given_before(open_county: County, father: Person, son: Person) -> None:
    """后来成了对方当事人：授权还在，什么也看不到了；再提出的，手机上只说请本人到窗口。"""
    ask(father)
    confirm(open_county, give(father, "progress"))
    assert "替王老汉：" in son.mine().text
    father.tell(other={"other_name": "王小山", "other_phone": SON}, name={"name": "王老汉"}).press()
    now_take()
    assert "替王老汉：" not in son.mine().text
    before = ProxyAuthority.objects.count()
    give(father, "progress")
    assert ProxyAuthority.objects.count() == before
    assert Submission.objects.filter(state="refused", reason__contains="请本人到窗口当面办理").exists()


def test_the_deputy_asks_and_applies_in_the_name_of_the_person(open_county: County, father: Person, son: Person) -> None:
    """咨询、申请：登记在本人名下，代办人写明；本人收回以后，这些也看不到了。"""
    row = give(father, "consult", "apply")
    confirm(open_county, row)
    son.mine()
    link = next(link for link in son.links("/m/mine/") if "您替王老汉办" in son.open(link).text)
    press_through(son, f"{link}do/ask-for/", {"area": {"area": "labour.wages"}, "content": {"content": "父亲的工资怎么要"}, "photos": {}})
    request = ServiceRequest.objects.latest("number")
    party = known_facts(request).present_parties[0]
    assert (party.name, party.get("phone")) == ("王老汉", FATHER)
    assert "替王老汉：您问的事" in son.mine().text
    press_through(son, f"{link}do/apply-for/", {
        "name": {}, "matter": {"matter_code": "wages"}, "story": {"story": "建筑公司拖欠三个月工资"}, "opponent": {"opponent": "枫林建筑公司"}, "organ": {}, "limitation": {},
        "group": {"group": "migrant"}, "photos": {},
    })  # fmt: skip
    application = Application.objects.get()
    sides = {party.side: (party.name, party.get("agent_kind"), party.get("phone")) for party in known_facts(application).present_parties}
    assert sides["applicant"][0::2] == ("王老汉", FATHER)
    assert sides["agent"] == ("王小山", "authorised", None)
    assert Entry.objects.get(matter_id=application.pk, seq=1).behalf_of.startswith("王小山（代办人")
    doing = Doing(AUTHORITY.action("revoke"), {"by": "person"}, timezone.localdate())
    perform(open_county["office_head"], row.pk, [doing], now=timezone.now())
    now_take()
    assert "替王老汉：" not in son.mine().text


def test_a_guardian_asks_and_the_counter_checks_the_papers(open_county: County, son: Person) -> None:
    """替孩子办：法定代理，附了户口簿也要窗口核实；核实以后可以替孩子问。"""
    answers = {
        "way": {"way": "guard"}, "person": {"person_name": "王小宝"}, "guardian": {"proxy_name": "王小山"}, "relation": {"relation": "parent"}, "scopes": {"consult": "on"},
        "until": {"months": "12"}, "photos": {},
    }  # fmt: skip
    press_through(son, "/m/begin/proxy/", answers)
    row = ProxyAuthority.objects.get()
    assert (row.stage, row.basis) == ("waiting", "statutory")
    confirm(open_county, row)
    son.mine()
    link = next(link for link in son.links("/m/mine/") if "您替王小宝办" in son.open(link).text)
    press_through(son, f"{link}do/ask-for/", {"area": {"area": "labour.wages"}, "content": {"content": "孩子打暑期工没拿到钱"}, "photos": {}})
    assert known_facts(ServiceRequest.objects.get()).present_parties[0].name == "王小宝"
    assert "替王小宝：您问的事" in son.mine().text
    assert row.opened_on == date.today()


def test_stopped_for_suspected_abuse_the_deputy_sees_not_even_that_there_was_one(open_county: County, father: Person, son: Person) -> None:
    """停止代办：代办人那里授权和本人的事都不见了，不说原因；本人看得到不能代办。"""
    ask(father)
    row = give(father, "progress", "supply")
    confirm(open_county, row)
    assert "替王老汉：" in son.mine().text
    doing = Doing(AUTHORITY.action("block"), {"reason": "abuse", "words": "本人单独说被打"}, timezone.localdate())
    perform(open_county["office_head"], row.pk, [doing], now=timezone.now())
    now_take()
    assert "王老汉" not in son.mine().text
    assert "不能代办" in father.mine().text
