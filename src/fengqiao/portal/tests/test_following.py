"""What becomes of it, like a parcel on its way; and nothing of it for anybody else."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Known, Platform, Received
from fengqiao.lines.mediation import procedure as m
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.actions import standing_of
from fengqiao.matter.refusals import Refused
from fengqiao.messages.models import OutMessage
from fengqiao.portal import inside
from fengqiao.portal.models import Follow, Status, Submission
from fengqiao.portal.tests.person import Person
from tests.county import County

TODAY = timezone.localdate().isoformat


@pytest.fixture
def platform(open_county: County) -> Platform:
    return Platform(open_county)


def received(county: County, report: Report, by: str = "office_staff") -> Received:
    return Received(county, report, county[by])


def publish() -> None:
    inside.publish_changed(now=timezone.now())


def see(person: Person) -> Person:
    """The first of one's own matters."""
    person.mine()
    return person.open(person.links("/m/mine/")[0])


def resolved(county: County) -> Known:
    known = received(county, Report.objects.get()).raise_(TODAY())
    return known.in_hand(TODAY()).resolve(TODAY())


def test_it_says_who_has_it_since_when_and_until_when(zhang: Person, open_county: County) -> None:
    see(zhang.report())
    assert "已收到，等待处理" in zhang.text
    assert "在谁那里 枫林镇司法所" in zhang.text
    assert "最迟这一天告诉您怎样处理" in zhang.text
    received(open_county, Report.objects.get()).raise_(TODAY()).in_hand(TODAY())
    publish()
    see(zhang)
    assert "正在办理" in zhang.text
    assert "由白水村调委会办理" in zhang.text


def test_news_is_said_by_message_without_saying_what(zhang: Person, open_county: County) -> None:
    zhang.report()
    received(open_county, Report.objects.get()).raise_(TODAY())
    publish()
    publish()
    news = OutMessage.objects.filter(template="portal_news")
    assert news.count() == 1


def test_the_answer_is_read_on_the_telephone(zhang: Person, open_county: County) -> None:
    zhang.report()
    received(open_county, Report.objects.get()).do(r.consult, TODAY(), answer="可以先找村调委会，也可以起诉。")
    publish()
    assert "可以先找村调委会，也可以起诉。" in see(zhang).text


def test_more_of_the_story_and_a_time_reach_the_file(zhang: Person, open_county: County) -> None:
    see(zhang.report())
    zhang.open(zhang.links("/do/supplement/")[0]).press(text="昨天又滴了一次。").press().press()
    zhang.mine()
    see(zhang)
    zhang.open(zhang.links("/do/time/")[0]).press(when="weekend").press(where="office")
    zhang.press(more="周六上午最好").press()
    inside.take_waiting(now=timezone.now())
    said = [fact.get("text") for fact in standing_of(Report.objects.get()).facts.all("sent_in")]
    assert said == ["昨天又滴了一次。", "约时间：周末；到司法所来；周六上午最好"]


def test_rating_is_offered_when_it_is_over_and_only_once(zhang: Person, open_county: County) -> None:
    assert see(zhang.report()).links("/do/rate/") == []
    resolved(open_county)
    publish()
    rate = see(zhang).links("/do/rate/")[0]
    for _ in range(2):  # two tabs of the same telephone
        zhang.open(rate).press(satisfaction="yes").press(said="办得快。").press()
    inside.take_waiting(now=timezone.now())
    facts = standing_of(Dispute.objects.get()).facts.all("evaluate")
    assert [(fact.get("satisfaction"), fact.get("way")) for fact in facts] == [("yes", "online")]
    assert see(zhang).links("/do/rate/") == []


def test_a_report_made_at_the_counter_is_found_by_its_reporters_telephone(zhang: Person, platform: Platform) -> None:
    platform.receive(TODAY(), reporter_phone=zhang.phone)
    see(zhang)
    assert "枫林镇司法所" in zhang.text


def test_what_is_not_offered_is_not_done(zhang: Person, open_county: County) -> None:
    see(zhang.report())
    token = Status.objects.get().pk
    state = zhang.open(f"/m/mine/{token}/do/supplement/").page
    assert zhang.web.get(f"/m/mine/{token}/do/rate/").status_code == 303
    assert zhang.web.get(f"/m/mine/{token}/do/raise/").status_code == 404
    assert state.status_code == 200


# Nothing of the other party, nothing of other reporters -----------------------------------------------------------------


def test_two_citizens_of_one_dispute_see_nothing_of_each_other(zhang: Person, li: Person, open_county: County) -> None:
    """Both report it; the second report is joined; each is told of the own alone."""
    zhang.report()
    first = Report.objects.get()
    li.report(
        story={"summary": "他家先占了公用过道，我才砌的墙。"},
        other={"other_name": "张三", "other_phone": zhang.phone},
        name={"name": "李四"},
    )
    second = Report.objects.exclude(pk=first.pk).get()
    known = received(open_county, first).raise_(TODAY(), risk="red", risk_reason="有人放话要动手。")
    received(open_county, second).join(TODAY(), known)
    known.in_hand(TODAY())
    publish()
    for person, own, others in ((zhang, first, second), (li, second, first)):
        shown = person.mine().text + "".join(person.open(path).text for path in person.mine().links("/m/mine/"))
        assert own.number in shown
        for word in (
            others.number,
            "张三",
            "李四",
            "并入",
            "红",
            "动手",
            "公用过道",
            zhang.phone,
            li.phone,
            known.row.code,
        ):
            assert word not in shown, word
    assert len(li.mine().links("/m/mine/")) == 1
    for person, others, story in ((zhang, second, "公用过道"), (li, first, "院墙滴水")):
        for title, text in papers_of(person).items():
            for word in (others.number, story, "有人放话", "红色"):
                assert word not in text, (title, word)


def papers_of(person: Person) -> dict[str, str]:
    """The text of every paper the telephone is given."""
    see(person)
    files = {path: person.web.get(path) for path in person.links("/files/")}
    assert files
    return {
        path: "".join(page.extract_text() for page in PdfReader(BytesIO(file.content)).pages)
        for path, file in files.items()
    }


def test_the_other_side_named_in_a_report_is_told_nothing(zhang: Person, li: Person, open_county: County) -> None:
    zhang.report()  # it names 李四 with his telephone
    li.mine()
    assert li.links("/m/mine/") == []
    assert Follow.objects.count() == 1


def test_anothers_page_paper_and_act_do_not_open(zhang: Person, li: Person, open_county: County) -> None:
    zhang.report()
    token, sent = Status.objects.get().pk, Submission.objects.get(service="dispute").pk
    li.mine()
    for path in (f"/m/mine/{token}/", f"/m/sent/{sent}/", f"/m/mine/{token}/do/supplement/"):
        assert li.web.get(path).status_code == 404, path
    nobody = Person("15400000009")
    for path in (f"/m/mine/{token}/", f"/m/sent/{sent}/", f"/m/mine/{token}/do/supplement/"):
        assert nobody.open(path).at == "phone", path


def test_a_minors_matter_is_named_by_no_word_and_announced_by_none(zhang: Person, platform: Platform) -> None:
    platform.receive(TODAY(), reporter_phone=zhang.phone, flags=["minor"])
    assert "您反映的事" in zhang.mine().text
    Report.objects.get()
    received(platform.county, Report.objects.get()).do(
        r.consult, TODAY(), by="office_head", answer="已联系学校和家长。"
    )
    publish()
    assert OutMessage.objects.filter(template="portal_news").count() == 0


def test_no_unmet_promise_lies_open_in_the_tables(zhang: Person, open_county: County) -> None:
    """What a citizen wrote is sealed at rest."""
    from django.db import connection

    zhang.report()
    with connection.cursor() as cursor:
        for table in (
            "portal_submission",
            "portal_status",
            "portal_follow",
            "portal_held",
            "portal_phonecode",
            "portal_parcel",
        ):
            cursor.execute(f"select coalesce(string_agg(t::text, ' '), '') from {table} t")
            (text,) = cursor.fetchone()
            for word in ("张三", "李四", "滴水", zhang.phone, "15400000002"):
                assert word not in text, (table, word)


# Mediation ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def case(open_county: County) -> Case:
    """张三 applied against 李四."""
    return Case(open_county).apply(TODAY())


def test_a_party_consents_by_telephone(case: Case) -> None:
    parties = {party.side: party for party in standing_of(case.matter).facts.parties}
    li = Person(str(parties["respondent"].get("phone")))
    see(li)
    assert "等您答复是否同意调解" in li.text
    assert parties["applicant"].name not in li.text
    li.open(li.links("/do/consent/")[0]).press(answer="yes").press()
    inside.take_waiting(now=timezone.now())
    fact = standing_of(case.matter).facts.last("consent")
    assert fact is not None
    assert (fact.get("who"), fact.get("answer"), fact.get("way")) == ([parties["respondent"].n], "yes", "phone_code")
    assert see(li).links("/do/consent/") == []
    with pytest.raises(Refused, match="只在当事人自己用手机答复时"):  # no officer can say so for a party
        case.do(m.consent, TODAY(), who=[2], kind="online", answer="yes", way="phone_code")


def test_a_party_fetches_the_own_papers_and_no_others(case: Case) -> None:
    case.consent(TODAY()).accept(TODAY())
    phone = str(standing_of(case.matter).facts.parties[1].get("phone"))
    person = Person(phone)
    see(person)
    files = person.links("/files/")
    assert len(files) == 1
    response = person.web.get(files[0])
    assert response.content.startswith(b"%PDF")
    assert "权利义务" in person.text
    assert Person("15400000009").open(files[0]).at == "phone"


def test_domestic_violence_is_told_to_no_telephone(case: Case, open_county: County) -> None:
    person = Person(str(standing_of(case.matter).facts.parties[1].get("phone")))
    assert person.mine().links("/m/mine/")
    case.do(
        next(a for a in m.GENERAL.actions if a.code == "restrict"),
        TODAY(),
        actor=open_county["head"],
        restricted="violence",
        reason="家暴",
    )
    publish()
    assert person.mine().links("/m/mine/") == []
    assert Status.objects.count() == 0


def test_what_is_long_over_is_looked_at_no_more(zhang: Person, open_county: County) -> None:
    zhang.report()
    Follow.objects.update(closed=True, changed_at=timezone.now() - timedelta(days=61))
    received(open_county, Report.objects.get()).raise_(TODAY())
    assert inside.publish_changed(now=timezone.now()) == 0


def test_nobody_signs_in_as_the_citizens(zhang: Person, open_county: County, client: Any) -> None:
    from fengqiao.orgs.accounts import reset_password
    from fengqiao.orgs.models import Staff
    from fengqiao.orgs.refusal import NotAllowed
    from fengqiao.orgs.roles import roles_at

    zhang.report()
    account = Staff.objects.get(username="citizen999901")
    with pytest.raises(NotAllowed, match="任何人都不能登录"):
        reset_password(open_county["secadmin"], account, now=timezone.now())
    account.set_password("correct-horse-battery")
    account.save()
    response = client.post("/sign-in/", {"username": account.username, "password": "correct-horse-battery"})
    assert "只供群众手机办理，不能登录" in response.content.decode()
    assert all(
        role.code != "citizen"
        for kind in ("bureau", "section", "office", "committee", "station")
        for role in roles_at(kind)
    )
