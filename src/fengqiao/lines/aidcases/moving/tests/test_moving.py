"""异地移交、异地协作：案件随签名的函移交，对方有了承办人这里才放手；移交来的登记、答复、退回；只请对方代办一件事的，承办人不变。"""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from fengqiao.exchange.canonical import read
from fengqiao.exchange.envelope import Attachment
from fengqiao.exchange.models import Direction, Message, Partner, State
from fengqiao.exchange.receiving import take_in
from fengqiao.exchange.sending import text_of
from fengqiao.exchange.tests.other import Other
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.moving import papers as between
from fengqiao.lines.aidcases.moving.tests.conftest import THERE
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import FILE, in_hand, met
from fengqiao.matter.actions import standing_of
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.models import Staff
from tests import badfiles as bad
from tests.papers import printed_in_full
from tests.web import WebClient, signed_in


def moved(case: Case, there: Partner, day: str = "2026-11-10", **more: Any) -> Case:
    return case.do("move", day, by="aid_head", centre=str(there.pk), why="organ", words="已约见一次，法院移送管辖，开庭日期未定。", told=True, **more)


def sent(kind: str) -> Message:
    return Message.objects.filter(direction=Direction.OUT, kind=kind).latest("pk")


def envelope(message: Message) -> dict[str, Any]:
    found: dict[str, Any] = read(text_of(message))
    return found


def answers(other: Other, kind: str, body: dict[str, Any], to: Message, *attached: Attachment) -> Message:
    return take_in(other.write(kind, body, in_reply_to=to.message_id, attachments=attached).packet(), now=timezone.now(), source="test").message


TAKEN = {"on": "2026-11-12", "number": "（2026）青河援字第0031号", "unit": THERE, "handler": "律师河", "handler_phone": "0998-1234567"}
FROM_THERE = {
    "number": "（2026）青河援字第0012号", "why": "案件改由外地的机关办理", "words": "已签约，约见一次，还没有开庭。", "granted_on": "2026-10-12", "aid_form": "civil", "cause": "追索劳动报酬",
    "case_stage": "first", "organ": "枫林县人民法院", "organ_case_no": "（2026）枫民初77号", "need_aids": "large,unknown", "handler": "律师河", "handler_phone": "0998-1234567",
    "parties": [{"side": "recipient", "name": "薪难讨", "id_no": "99990119900307451X", "phone": "13800002222"}, {"side": "opponent", "kind": "org", "name": "枫林建筑有限公司"}],
}  # fmt: skip


class TestAway:
    def test_nobody_is_without_a_lawyer_for_a_letter(self, aid: Aid, there: Partner, other: Other) -> None:
        """对方有了承办人才移交：答复以前期限照走、承办人接着办；以后交案卷，看得见自己的这一件。"""
        case = moved(met(in_hand(aid), "2026-11-05"), there)
        assert (case.stage, case.row.handler_name) == ("承办中", "律师严")
        assert {"progress": "2026-12-03", "move_answer": "2026-11-13"}.items() <= case.clocks().items()
        case.do("tell", "2026-11-11", by="lawyer", way="phone", said="案件正在移交青河县")
        came = answers(other, "aid.case.accepted", TAKEN, sent("aid.case"))
        assert (came.state, came.reason) == (State.HANDLED, "")
        assert case.stage == "已移交外地"
        assert case.facts.last("move_taken").get("their_handler") == "律师河"  # type: ignore[union-attr]
        today = timezone.localdate().isoformat()
        case.do("hand_in", today, by="lawyer", items=FILE).do("pass_file", today)
        assert get_matter(aid.county["lawyer"], case.matter.code)
        assert (case.row.outcome, case.row.closing_day) == ("", None)  # 移交不是结案

    def test_what_leaves_is_what_the_next_lawyer_needs_and_no_more(self, aid: Aid, there: Partner) -> None:
        case = met(in_hand(aid), "2026-11-05")
        digest = store().put(bad.PDF)
        case.do("add_material", "2026-11-06", name="欠条", files=[{"digest": digest, "name": "欠条.pdf", "mime": "application/pdf", "size_bytes": len(bad.PDF)}])
        moved(case, there)
        letter = envelope(sent("aid.case"))
        body = letter["body"]
        assert (body["number"], body["granted_on"], body["aid_form"], body["case_stage"], body["handler"]) == (case.row.number, "2026-11-02", "civil", "first", "律师严")
        assert body["parties"][0] == {"side": "recipient", "name": "薪难讨", "id_no": "99990119900307451X"}
        assert letter["attachments"] == [{"name": "欠条.pdf", "mime": "application/pdf", "size": len(bad.PDF), "sm3": digest}]
        assert not {"note", "points", "receipts", "application", "origin"} & set(body)
        assert "约见受援人，了解欠薪经过" not in str(body)

    def test_sent_back_it_goes_on_as_it_was_and_may_be_moved_again(self, aid: Aid, there: Partner, other: Other) -> None:
        case = moved(met(in_hand(aid), "2026-11-05"), there)
        with pytest.raises(Refused, match="对方还没有答复。请先登记对方接收或者退回"):
            moved(case, there, "2026-11-11")
        first = sent("aid.case")
        answers(other, "aid.case.returned", {"on": "2026-11-12", "why": "不属于本机构管辖", "words": "法院没有收案。"}, first)
        assert (case.stage, "move_answer" in {k for k, v in case.clocks().items() if case.clock(k).state == "running"}) == ("承办中", False)
        late = answers(other, "aid.case.accepted", TAKEN, first)
        assert (late.state, case.stage) == (State.NOT_TAKEN, "承办中")
        assert "这件移交已经有了答复" in late.reason

    def test_before_anybody_had_it_there_is_no_file_to_hand_in(self, aid: Aid, there: Partner) -> None:
        case = moved(aid.given("2026-11-02"), there, "2026-11-03").do("move_taken", "2026-11-04", by="aid_head", their_number="青援31", their_handler="律师河")
        assert case.stage == "指派前移交外地"
        assert "hand_in" not in case.clocks()

    def test_a_centre_that_is_not_confirmed_takes_no_letters(self, aid: Aid, there: Partner) -> None:
        Partner.objects.filter(pk=there.pk).update(confirmed_at=None)
        with pytest.raises(Refused, match="所选机构现在不能收函"):
            moved(in_hand(aid), there)
        assert not Message.objects.exists()

    def test_another_body_cannot_take_the_case(self, aid: Aid, there: Partner, other: Other) -> None:
        case = moved(in_hand(aid), there)
        message = take_in(other.write("aid.case.accepted", TAKEN).packet(), now=timezone.now(), source="test").message
        assert (message.state, case.stage) == (State.NOT_TAKEN, "已确定承办人")


@pytest.fixture
def window(aid: Aid) -> WebClient:
    """The centre at its desk."""
    return signed_in(Staff.objects.get(username="assigner"))


def comes(other: Other, *attached: Attachment, **more: Any) -> Message:
    return take_in(other.write("aid.case", {**FROM_THERE, **more}, attachments=attached).packet(), now=timezone.now(), source="test").message


def register(desk: WebClient, message: Message) -> AidCase:
    """The centre opens the letter, reads the form over and takes the case in."""
    url = f"/register/aidcases/new/take_over/?letter={message.pk}"
    form = desk.get(url).context["form"]
    data = {name: form.main.initial.get(name, "") for name in form.main.fields}
    people = form.rows["parties"].initial
    data |= {f"parties-{n}-{name}": value for n, row in enumerate(people) for name, value in row.items()}
    data |= {"parties-TOTAL_FORMS": len(people), "parties-INITIAL_FORMS": 0}
    answer = desk.post(url, {name: value for name, value in data.items() if value not in (None, "") and value is not False})
    assert answer.status_code in (302, 303), answer.context["form"].errors
    return AidCase.objects.latest("pk")


class TestArrived:
    def test_a_letter_becomes_a_case_and_is_answered_when_somebody_took_it(self, aid: Aid, window: WebClient, there: Partner, other: Other) -> None:
        message = comes(other, Attachment("欠条.jpg", "image/jpeg", bad.PDF), Attachment("程序.pdf", "application/pdf", bad.EXE))
        assert f"letter={message.pk}" in window.get("/aidcases/letters/").content.decode()
        row = register(window, message)
        opening = standing_of(row).facts.opening
        assert (row.origin, row.from_agency, row.their_number, row.cause) == ("moved", THERE, "（2026）青河援字第0012号", "追索劳动报酬")
        assert (opening.get("need_aids"), opening.get("their_handler"), row.stage) == (["large"], "律师河", "pending")
        assert Paper.objects.get(matter_id=row.pk, kind="material").title == "欠条.pdf"
        assert opening.get("not_taken").startswith("程序.pdf：这是可执行程序")
        assert not Message.objects.filter(direction=Direction.OUT, kind="aid.case.accepted").exists()

        case, today = Case(aid.county, Matter.objects.get(pk=row.pk)), timezone.localdate().isoformat()
        yan = aid.provider("律师严")
        case.do("assign", today, org=aid.org(), handler=yan, mode="turn", answered=False)
        assert not Message.objects.filter(direction=Direction.OUT, kind="aid.case.accepted").exists()
        case.taken(today)
        body = envelope(sent("aid.case.accepted"))["body"]
        assert (body["number"], body["handler"]) == (case.row.number, "律师严")
        case.do("work", today, by="lawyer", kind="interview", note="约见受援人，核对材料", told_rights=True)
        assert Message.objects.filter(direction=Direction.OUT, kind="aid.case.accepted").count() == 1

    def test_what_is_not_ours_goes_back_with_the_reason(self, aid: Aid, window: WebClient, there: Partner, other: Other) -> None:
        case = Case(aid.county, Matter.objects.get(pk=register(window, comes(other)).pk))
        case.do("hand_back", timezone.localdate().isoformat(), by="aid_head", why="place", words="枫林县人民法院没有收到移送。")
        assert envelope(sent("aid.case.returned"))["body"]["words"] == "枫林县人民法院没有收到移送。"
        assert case.stage == "已退回移交机构"
        assert register(window, comes(other)).stage == "pending"  # 退回以后可以再移交来

    def test_the_same_case_is_not_taken_in_twice(self, window: WebClient, there: Partner, other: Other) -> None:
        register(window, comes(other))
        with pytest.raises(AssertionError, match="不要重复登记"):
            register(window, comes(other))

    def test_what_was_not_moved_here_cannot_be_handed_back(self, aid: Aid) -> None:
        with pytest.raises(Refused, match="不是其他法律援助机构移交来的"):
            aid.given("2026-11-02").do("hand_back", "2026-11-03", by="aid_head", why="place", words="不归本机构。")

    @pytest.mark.parametrize("wrong", [{"parties": []}, {"granted_on": "上月"}, {"in_custody": "是"}, {"per_capita": 800}, {"words": ""}])
    def test_a_bad_letter_is_refused_in_chinese(self, there: Partner, other: Other, wrong: dict[str, Any]) -> None:
        came = comes(other, **wrong)
        assert came.state == State.NOT_TAKEN
        assert came.reason.startswith("法律援助案件移交函填写不全或不对：")


class TestTogether:
    """异地协作：只请对方代办一件事。"""

    def test_a_task_leaves_and_its_result_comes_back_with_what_was_found(self, aid: Aid, there: Partner, other: Other) -> None:
        case = met(in_hand(aid), "2026-11-05")
        case.do("ask_away", "2026-11-09", by="lawyer", centre=str(there.pk), kind="evidence", what="向青河县社保中心查询参保记录。", by_on="2026-11-20")
        assert case.clocks()["away"] == "2026-11-24"
        letter = sent("aid.case.task")
        assert envelope(letter)["body"]["name"] == "薪难讨"
        came = answers(other, "aid.case.task.answer", {"on": "2026-11-16", "answer": "查到三个月的参保记录，见附件。"}, letter, Attachment("参保记录.pdf", "application/pdf", bad.PDF))
        assert (came.state, case.stage) == (State.HANDLED, "承办中")
        assert Paper.objects.get(matter_id=case.matter.pk, kind="material").title == "参保记录.pdf"
        again = answers(other, "aid.case.task.answer", {"on": "2026-11-17", "answer": "再答一次。"}, letter)
        assert (again.state, "已经有了答复" in again.reason) == (State.NOT_TAKEN, True)

    def test_a_task_from_there_is_read_and_answered(self, window: WebClient, there: Partner, other: Other) -> None:
        asked = {"number": "青援12", "task": 3, "name": "薪难讨", "kind": "meeting", "what": "在枫林县看守所会见，问清签字的经过。"}
        message = take_in(other.write("aid.case.task", asked).packet(), now=timezone.now(), source="test").message
        page = f"/aidcases/letters/{message.pk}/"
        assert "问清签字的经过" in window.get(page).content.decode()
        assert window.post(page, {"answer": ""}).status_code == 422
        assert window.post(page, {"answer": "已经会见，笔录附后。"}).status_code == 303
        assert envelope(sent("aid.case.task.answer"))["in_reply_to"] == str(message.message_id)
        assert window.post(page, {"answer": "再答一次。"}).status_code == 422


def test_every_paper_between_centres_is_complete(aid: Aid, window: WebClient, there: Partner, other: Other) -> None:
    case = met(in_hand(aid), "2026-11-05").do("ask_away", "2026-11-06", by="lawyer", centre=str(there.pk), kind="meeting", what="会见在青河县打工的证人。")
    moved(case, there).do("move_taken", "2026-11-12", by="aid_head", their_number="青援31", their_handler="律师河")
    back = Case(aid.county, Matter.objects.get(pk=register(window, comes(other)).pk))
    back.do("hand_back", timezone.localdate().isoformat(), by="aid_head", why="nobody", words="本县两名律师都有冲突。")
    pages = printed_in_full("aidcases")
    assert {kind.code: pages.get(kind.code) for kind, _ in between.KINDS} == {kind.code: 1 for kind, _ in between.KINDS}


def test_a_lawyer_sees_no_letters_of_the_centre(aid: Aid, there: Partner, other: Other) -> None:
    message = comes(other)
    web = signed_in(Staff.objects.get(username="lawyer"))
    assert web.get("/aidcases/letters/").status_code == 403
    assert web.get(f"/aidcases/letters/{message.pk}/").status_code == 403
    with pytest.raises(NotVisible):
        get_matter(aid.county["lawyer"], "0" * 32)
