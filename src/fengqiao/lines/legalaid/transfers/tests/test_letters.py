"""异地移送：申请随签名的函移送外县中心；对方接收或者退回，本方的阶段和期限跟着走；移送来的登记、答复；两县都收到的看得见。"""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from fengqiao.exchange.canonical import read
from fengqiao.exchange.models import Direction, Message, Partner, State
from fengqiao.exchange.receiving import take_in
from fengqiao.exchange.sending import text_of
from fengqiao.exchange.tests.other import Other, have_own_key, register_court
from fengqiao.lines.legalaid.duplicates import alike
from fengqiao.lines.legalaid.models import Application
from fengqiao.lines.legalaid.tests.driver import LI, Aid, Centre
from fengqiao.matter.actions import standing_of
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Staff
from fengqiao.vault.signingkeys import SigningKey
from tests.county import County
from tests.web import WebClient, signed_in

THERE, CODE = "青河县法律援助中心", "qh-aid"


@pytest.fixture
def other() -> Other:
    """The centre of the next county, with its own key."""
    have_own_key()
    return Other(SigningKey.new(), CODE)


@pytest.fixture
def centre_there(county: County, other: Other) -> Partner:
    return register_court(county, other, code=CODE, name=THERE, agency="aid")


@pytest.fixture
def aid(county: County) -> Aid:
    return Aid(county)


def moved(aid: Aid, partner: Partner, day: str = "2026-05-07", **more: Any) -> Aid:
    return aid.do("transfer", day, centre=str(partner.pk), why="place", words="仲裁委员会在青河县。", told_applicant=True, **more)


def sent(partner: Partner, kind: str) -> Message:
    return Message.objects.get(partner=partner, direction=Direction.OUT, kind=kind)


def body_of(message: Message) -> dict[str, Any]:
    found: dict[str, Any] = read(text_of(message))["body"]
    return found


def answers(other: Other, kind: str, body: dict[str, Any], to: Message) -> Message:
    return take_in(other.write(kind, body, in_reply_to=to.message_id).packet(), now=timezone.now(), source="test").message


def comes(other: Other, body: dict[str, Any]) -> Message:
    return take_in(other.write("aid.transfer", body).packet(), now=timezone.now(), source="test").message


FROM_THERE = {
    "number": "（2026）青河援申字第0012号", "why": "不属于本机构管辖", "received_on": "2026-05-04", "received_time": "09:10", "aid_form": "arbitration", "matter_code": "wages",
    "cause": "追索劳动报酬", "stage": "before", "legal_status": "applicant", "story": "在工地干活三个月没有拿到工资。", "may_call": True, "groups": "migrant", "need_aids": "large,dialect",
    "parties": [
        {"side": "applicant", "name": "李秀兰", "id_no": "110101198001011224", "phone": "13800002222"},
        {"side": "respondent", "name": "枫林建材有限公司", "kind": "org"}],
    "materials": [{"name": "欠条", "copy": "copy", "pages": 1}],
}  # fmt: skip


class TestAway:
    def test_what_leaves_is_what_the_other_centre_needs_and_no_more(self, aid: Aid, centre_there: Partner) -> None:
        aid.centre.standard()
        aid.receive("2026-05-06", received_time="15:40", code_word="山茶花", urgent=["limitation"]).do("accept", "2026-05-06").stated("2026-05-06", 1000)
        moved(aid, centre_there)
        body = body_of(sent(centre_there, "aid.transfer"))
        assert (body["number"], body["received_on"], body["received_time"], body["why"]) == (aid.row.number, "2026-05-06", "15:40", "不属于本机构管辖")
        assert body["parties"][0] == {"side": "applicant", "name": "李秀兰", "id_no": LI["id_no"], "phone": LI["phone"]}
        assert (body["code_word"], body["urgent"], body["cause"]) == ("山茶花", "limitation", "追索劳动报酬")
        assert not {"members", "incomes", "standard", "tags", "opposite", "origin", "consents"} & set(body)
        assert "1000" not in str(body)
        assert (aid.stage, "aid_transfer" in aid.papers()) == ("移送待接收", True)

    def test_the_seven_days_run_until_the_other_centre_has_it(self, aid: Aid, centre_there: Partner, other: Other) -> None:
        """法律援助法第四十三条：从收到之日起七日；对方接收以前没有停。"""
        moved(aid.receive("2026-05-06"), centre_there)
        assert aid.due("review") == "2026-05-13 running"
        came = answers(other, "aid.transfer.accepted", {"on": "2026-05-08", "number": "（2026）青河援申字第0031号"}, sent(centre_there, "aid.transfer"))
        assert came.state == State.HANDLED
        assert (aid.stage, aid.row.outcome) == ("另投、移送", "redirected")
        assert "aid_transferred" in aid.papers()
        assert aid.facts.last("transfer_taken").get("their_number") == "（2026）青河援申字第0031号"  # type: ignore[union-attr]

    def test_sent_back_it_goes_on_where_it_stood(self, aid: Aid, centre_there: Partner, other: Other) -> None:
        moved(aid.receive("2026-05-06").do("accept", "2026-05-06"), centre_there)
        answers(other, "aid.transfer.returned", {"on": "2026-05-08", "why": "不属于本机构管辖", "words": "用人单位在枫林县。"}, sent(centre_there, "aid.transfer"))
        assert (aid.stage, aid.due("review")) == ("已受理", "2026-05-13 running")
        assert "用人单位在枫林县" in aid.facts.last("transfer_back").get("words")  # type: ignore[union-attr]

    def test_an_answer_on_paper_is_entered_by_hand(self, aid: Aid, centre_there: Partner) -> None:
        moved(aid.receive("2026-05-06"), centre_there).do("transfer_taken", "2026-05-08", their_number="青援31")
        assert aid.stage == "另投、移送"

    def test_a_centre_that_is_not_confirmed_takes_no_letters(self, aid: Aid, centre_there: Partner) -> None:
        Partner.objects.filter(pk=centre_there.pk).update(confirmed_at=None)
        with pytest.raises(Refused, match="所选机构现在不能收函"):
            moved(aid.receive("2026-05-06"), centre_there)

    @pytest.mark.parametrize(("kind", "body"), [
        ("aid.transfer.accepted", {"on": "2026-05-08"}), ("aid.transfer.accepted", {"on": "8日", "number": "1"}), ("aid.transfer.returned", {"on": "2026-05-08", "why": "管辖"}),
        ("aid.transfer.returned", {"on": "2026-05-08", "why": "管辖", "words": "不归我们", "income": "800"}),
    ])  # fmt: skip
    def test_a_bad_answer_is_not_taken_and_says_why(self, aid: Aid, centre_there: Partner, other: Other, kind: str, body: dict[str, Any]) -> None:
        moved(aid.receive("2026-05-06"), centre_there)
        came = answers(other, kind, body, sent(centre_there, "aid.transfer"))
        assert (came.state, aid.stage) == (State.NOT_TAKEN, "移送待接收")
        assert "填写不全或不对" in came.reason

    def test_an_answer_counts_once(self, aid: Aid, centre_there: Partner, other: Other) -> None:
        letter = sent(centre_there, "aid.transfer") if moved(aid.receive("2026-05-06"), centre_there) else None
        assert letter is not None
        answers(other, "aid.transfer.accepted", {"on": "2026-05-08", "number": "青援31"}, letter)
        again = answers(other, "aid.transfer.returned", {"on": "2026-05-09", "why": "管辖", "words": "又不要了。"}, letter)
        assert (again.state, aid.stage) == (State.NOT_TAKEN, "另投、移送")
        assert "已经有了答复" in again.reason

    def test_another_body_cannot_answer_for_the_centre(self, aid: Aid, county: County, centre_there: Partner) -> None:
        moved(aid.receive("2026-05-06"), centre_there)
        court = Other(SigningKey.new())
        register_court(county, court)
        came = answers(court, "aid.transfer.accepted", {"on": "2026-05-08", "number": "1"}, sent(centre_there, "aid.transfer"))
        assert (came.state, aid.stage) == (State.NOT_TAKEN, "移送待接收")


@pytest.fixture
def window(county: County) -> WebClient:
    """The clerk of the centre at the counter."""
    Centre(county)
    return signed_in(Staff.objects.get(username="aid_clerk"))


def register(desk: WebClient, message: Message, **more: Any) -> Application:
    """The clerk opens the letter, reads the form over and registers."""
    url = f"/register/legalaid/new/receive/?letter={message.pk}"
    form = desk.get(url).context["form"]
    data = {name: form.main.initial.get(name, "") for name in form.main.fields}
    for table in ("parties", "materials"):
        rows = form.rows[table].initial
        data |= {f"{table}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
        data |= {f"{table}-TOTAL_FORMS": len(rows), f"{table}-INITIAL_FORMS": 0}
    data |= {"told_rights": "on"} | more
    answer = desk.post(url, {name: value for name, value in data.items() if value not in (None, "")})
    assert answer.status_code in (302, 303), answer.context["form"].errors
    return Application.objects.latest("pk")


class TestArrived:
    def test_a_letter_fills_the_intake(self, window: WebClient, centre_there: Partner, other: Other) -> None:
        message = comes(other, FROM_THERE)
        assert message.state == State.NEW
        assert f"letter={message.pk}" in window.get("/legalaid/letters/").content.decode()
        row = register(window, message)
        opening = standing_of(row).facts.opening
        assert (row.channel, row.from_agency, row.their_number) == ("transfer", THERE, "（2026）青河援申字第0012号")
        assert (row.first_received_on.isoformat(), row.first_received_time, opening.get("need_aids")) == ("2026-05-04", "09:10", ["large", "dialect"])
        assert row.title == "李秀兰：追索劳动报酬"
        message.refresh_from_db()
        assert (message.state, message.matter_id) == (State.HANDLED, row.pk)

    def test_acceptance_is_answered_with_our_number_once(self, window: WebClient, county: County, centre_there: Partner, other: Other) -> None:
        row = register(window, comes(other, FROM_THERE))
        here = Aid(county)
        here.pk, day = row.pk, timezone.localdate().isoformat()
        here.do("accept", day, time="23:59").do("withdraw", day, time="23:59")
        body = body_of(sent(centre_there, "aid.transfer.accepted"))
        assert (body["number"], body["unit"]) == (row.number, "枫林县司法局")

    def test_what_is_not_ours_goes_back_with_the_reason(self, window: WebClient, county: County, centre_there: Partner, other: Other) -> None:
        here = Aid(county)
        here.pk = register(window, comes(other, FROM_THERE)).pk
        here.do("hand_back", timezone.localdate().isoformat(), time="23:59", why="earlier", words="5月3日已由青河县的工作站收到。")
        body = body_of(sent(centre_there, "aid.transfer.returned"))
        assert (body["why"], body["words"]) == ("同一事项由贵机构（其他机构）最先收到", "5月3日已由青河县的工作站收到。")
        assert (here.stage, "aid_handed_back" in here.papers()) == ("另投、移送", True)

    def test_what_nobody_sent_cannot_be_handed_back(self, aid: Aid) -> None:
        with pytest.raises(Refused, match="不是其他法律援助机构移送来的"):
            aid.receive("2026-05-06").do("hand_back", "2026-05-06", why="place", words="不归本机构。")

    def test_the_same_transfer_is_not_registered_twice(self, window: WebClient, centre_there: Partner, other: Other) -> None:
        register(window, comes(other, FROM_THERE))
        with pytest.raises(AssertionError, match="已经登记过"):
            register(window, comes(other, FROM_THERE))

    @pytest.mark.parametrize("bad", [
        {"cause": ""}, {"parties": []}, {"parties": [{"name": "无名"}]}, {"received_on": "上周"}, {"claim_fen": "一万"}, {"per_capita": 800}, {"may_call": "是"},
    ])  # fmt: skip
    def test_a_bad_letter_is_refused_in_chinese(self, centre_there: Partner, other: Other, bad: dict[str, Any]) -> None:
        came = comes(other, {**FROM_THERE, **bad})
        assert came.state == State.NOT_TAKEN
        assert came.reason.startswith("法律援助申请移送函填写不全或不对：")

    def test_codes_we_do_not_know_are_left_to_the_clerk(self, window: WebClient, centre_there: Partner, other: Other) -> None:
        message = comes(other, {**FROM_THERE, "aid_form": "magic", "groups": "migrant,unknown"})
        form = window.get(f"/register/legalaid/new/receive/?letter={message.pk}").context["form"]
        assert (form.main.initial.get("aid_form"), form.main.initial["groups"]) == (None, ["migrant"])

    def test_an_applicant_in_two_counties_is_seen_with_who_was_first(self, window: WebClient, county: County, centre_there: Partner, other: Other) -> None:
        """同一事项两个机构都收到的，由最先收到的受理：比到分。"""
        ours = Aid(county).receive("2026-05-04", received_time="09:30")
        row = register(window, comes(other, FROM_THERE))
        [found] = alike(ours.centre.reviewer, row, standing_of(row).facts.present_parties, row.cause)
        assert (found.number, found.first) == (ours.row.number, "本件先收到（青河县法律援助中心2026-05-04 09:10收到），由先收到的办理")
        [back] = alike(ours.centre.reviewer, ours.row, ours.facts.present_parties, "追索劳动报酬")
        assert back.first == "那一件先收到（青河县法律援助中心2026-05-04 09:10收到），由先收到的办理；本件可以退回移送机构"

    def test_the_same_day_without_a_minute_is_left_to_the_papers(self, window: WebClient, county: County, centre_there: Partner, other: Other) -> None:
        ours = Aid(county).receive("2026-05-04")
        row = register(window, comes(other, FROM_THERE))
        [found] = alike(ours.centre.reviewer, row, standing_of(row).facts.present_parties, row.cause)
        assert found.first.startswith("两县同一天收到，定不了先后")


class TestLookingUp:
    """异地协查：请对方查，对方复函，暂停的期限接着走。"""

    def test_a_request_leaves_as_a_letter_and_the_answer_goes_on_with_the_review(self, aid: Aid, centre_there: Partner, other: Other) -> None:
        aid.receive("2026-05-06").do("accept", "2026-05-06").do("ask_elsewhere", "2026-05-07", to_agency=THERE, what="在青河县有没有房产。")
        letter = sent(centre_there, "aid.check")
        assert body_of(letter) == {"number": aid.row.number, "name": "李秀兰", "what": "在青河县有没有房产。"}
        came = answers(other, "aid.check.answer", {"on": "2026-05-11", "answer": "没有登记的房产。"}, letter)
        assert (came.state, aid.stage) == (State.HANDLED, "审查中")

    def test_a_request_from_there_is_read_and_answered(self, window: WebClient, centre_there: Partner, other: Other) -> None:
        sealed = other.write("aid.check", {"number": "青援12", "name": "李秀兰", "what": "在枫林县领取低保没有。"})
        message = take_in(sealed.packet(), now=timezone.now(), source="test").message
        page = f"/legalaid/letters/{message.pk}/"
        assert "在枫林县领取低保没有" in window.get(page).content.decode()
        assert window.post(page, {"answer": ""}).status_code == 422
        assert window.post(page, {"answer": "自2026年1月起领取。"}).status_code in (302, 303)
        letter = sent(centre_there, "aid.check.answer")
        assert (letter.in_reply_to, body_of(letter)["answer"]) == (message.message_id, "自2026年1月起领取。")
        assert window.post(page, {"answer": "再答一次。"}).status_code in (400, 403, 409, 422)
