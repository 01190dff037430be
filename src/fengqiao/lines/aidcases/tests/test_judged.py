"""承办人手机上的“评价”和到期提醒：看得见自己被反馈的评估、处理完的投诉的结果和理由；看不见评估员，看不见要保护的投诉人。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from fengqiao.lines.aidcases.phone import judged
from fengqiao.lines.aidcases.phone.reading import own_ends, own_keys, told_ahead
from fengqiao.lines.aidcases.quality.tests.test_review import court, named, review, scored
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.lines.aidcases.tests.test_life import in_hand
from fengqiao.lines.aidcases.watches import CODE, licence_ends
from fengqiao.lines.legalaid.complaints.procedure import COMPLAINT
from fengqiao.lines.legalaid.tests.driver import _somebody
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Notice
from fengqiao.matter.notices import sweep_watches
from fengqiao.orgs.actor import Actor
from fengqiao.providers.models import Provider
from tests.county import at
from tests.web import SignedIn, as_web

__all__ = ["as_web", "court"]


class TestEnding:
    """A14：执业证、机构许可证、年度考核到期前六十日、十五日提醒（本局时限）。"""

    @pytest.mark.parametrize(("day", "told"), [("2026-11-10", 0), ("2026-11-11", 3), ("2026-12-25", 3), ("2026-12-26", 3), ("2027-01-11", 3)])
    def test_sixty_and_fifteen_days_before_the_licence_ends(self, aid: Aid, day: str, told: int) -> None:
        in_hand(aid, "2026-11-03")
        Provider.objects.filter(name="律师严").update(licence_to=date(2027, 1, 10))
        assert len(list(licence_ends(at(day)))) == told

    def test_once_for_each_rung_to_the_centre_and_to_the_lawyer(self, aid: Aid) -> None:
        case = in_hand(aid, "2026-11-03")
        Provider.objects.filter(name="律师严").update(licence_to=date(2027, 1, 10))
        for day in ("2026-11-20", "2026-11-21", "2026-12-27", "2026-12-28"):
            sweep_watches(at(day))
        rows = list(Notice.objects.filter(code=CODE).order_by("made_at", "roles").values_list("roles", "staff", "text"))
        own = ([], aid.county["lawyer"].staff_id)
        assert [row[:2] for row in rows] == [own, (["aid_assigner"], None), (["aid_head"], None)] * 2
        assert rows[1][2] == "律师严的执业证2027-01-10到期，手里还有1件没有办结的援助案件。请核实；不能续的，办理更换承办人，受援人不断档。"
        assert rows[0][2].startswith("您的执业证2027-01-10到期，手里还有1件")
        assert {each.matter_id for each in Notice.objects.filter(code=CODE)} == {case.matter.pk}

    def test_who_has_no_open_case_or_renewed_in_time_hears_nothing(self, aid: Aid) -> None:
        aid.provider("律师宽", licence_to=date(2027, 1, 10))
        in_hand(aid, "2026-11-03")  # 律师严的执业证到2028年
        assert list(licence_ends(at("2026-12-28"))) == []

    def test_the_firm_and_the_years_review_count_too(self, aid: Aid) -> None:
        in_hand(aid, "2026-11-03")
        person = Provider.objects.select_related("org").get(name="律师严")
        person.review_to, person.org.licence_to = date(2026, 12, 31), date(2026, 11, 30)  # type: ignore[union-attr]
        person.save()
        person.org.save()  # type: ignore[union-attr]
        said = {notice.text.split("，")[0] for notice in licence_ends(at("2026-12-01")) if notice.staff_id}
        assert said == {"您的所在机构的许可证已于2026-11-30到期", "您的年度考核2026-12-31到期"}

    def test_the_phone_says_it_and_so_does_the_worklist(self, aid: Aid, as_web: SignedIn) -> None:
        in_hand(aid, "2026-11-03")
        soon = timezone.localdate() + timedelta(days=10)
        Provider.objects.filter(name="律师严").update(licence_to=soon)
        lawyer = aid.county["lawyer"]
        assert [(each.what, each.on, each.over) for each in own_ends(lawyer, timezone.localdate())] == [("执业证", soon, False)]
        assert f"您的执业证{soon.isoformat()}" in as_web("lawyer").get("/aidcases/mine/cases/").content.decode().replace(" 周", "周").replace("</strong>", "")
        assert "您的执业证到期" in [each.about for each in told_ahead(lawyer, timezone.localdate())]
        assert own_ends(aid.county["lawyer2"], timezone.localdate()) == []


def complain(aid: Aid, case: object, *, name: str = "薪难讨", handling: str = "educate", **more: object) -> None:
    """A complaint about the handler of a case, looked into and decided."""
    looking = _somebody(aid.county, "aid_complaints", "投诉调查员川", "bureau", "aid_complaints")
    origin = {} if case is None else {"origin": case.matter.pk.hex}  # type: ignore[attr-defined]
    given = {
        "parties": [{"name": name, "phone": "13800002222"}], "standing": "recipient", "against": "handler", "head": "untold", "channel": "oral", "content": "三个月没有告诉进展。", **origin, **more,
    }  # fmt: skip
    day = date(2026, 11, 20)
    made = open_matter(looking, COMPLAINT, [Doing(COMPLAINT.action("receive"), given, day)], aid.county.offices["bureau"], now=at("2026-11-20")).matter
    acts = (
        ("accept", {"investigator": looking.staff_id}), ("investigate", {"ways": ["heard"], "found": "承办人说明开庭延期。"}),
        ("decide", {"handling": handling, "findings": f"{name}（13800002222）反映属实：九十日内没有通报。"}),
    )  # fmt: skip
    for code, data in acts:
        perform(looking, made.pk, [Doing(COMPLAINT.action(code), data, day)], now=at("2026-11-20", "18:00"))


def complaints(actor: Actor) -> list[judged.Complained]:
    return judged.complaints(actor, own_keys(actor))


def reviews(actor: Actor) -> list[judged.Judged]:
    return judged.reviews(own_keys(actor))


class TestJudged:
    def test_a_decided_complaint_gives_result_and_reasons_and_not_who(self, aid: Aid, as_web: SignedIn) -> None:
        case = in_hand(aid, "2026-11-03")
        complain(aid, case)
        [one] = complaints(aid.county["lawyer"])
        assert (one.head, one.result, one.about) == ("不通报案件进展", "批评教育", case.row.number)
        assert one.reasons == "投诉人（（略））反映属实：九十日内没有通报。"
        page = as_web("lawyer").get("/aidcases/mine/judged/").content.decode()
        assert "批评教育" in page
        assert "薪难讨" not in page
        assert "13800002222" not in page
        assert complaints(aid.county["lawyer2"]) == []

    def test_of_somebody_protected_the_result_alone(self, aid: Aid) -> None:
        """未成年受援人的案件：不写经过，不写是哪一件。"""
        case = aid.given("2026-11-02", parties=[{"side": "recipient", "name": "小受", "birth_on": "2012-05-01"}, {"side": "opponent", "kind": "org", "name": "枫林建筑有限公司"}])
        case.do("assign", "2026-11-03", org=None, handler=aid.provider("律师严", certified=["minors"]), mode="turn")
        complain(aid, case, name="小受")
        [one] = complaints(aid.county["lawyer"])
        assert (one.result, one.reasons, one.about) == ("批评教育", "", "")

    def test_what_is_not_decided_is_not_there_and_what_names_another_is_not_mine(self, aid: Aid) -> None:
        complain(aid, in_hand(aid, "2026-11-03"), against_staff=aid.county["lawyer2"].staff_id)
        assert complaints(aid.county["lawyer"]) == []
        assert [one.result for one in complaints(aid.county["lawyer2"])] == ["批评教育"]

    def test_without_a_case_the_account_that_was_named_is_told(self, aid: Aid) -> None:
        aid.provider("律师严")
        complain(aid, None, against_staff=aid.county["lawyer"].staff_id, handling="unfounded")
        assert [(one.result, one.about) for one in complaints(aid.county["lawyer"])] == [("不成立", "")]

    def test_a_review_is_read_once_it_was_fed_back_and_says_nothing_of_who_scored(self, court: Aid, as_web: SignedIn) -> None:
        found = named(court, review(court))
        scored(scored(found, "2026-12-28", "jia"), "2026-12-29", "bing", 22)
        assert reviews(court.county["lawyer"]) == []
        found.do("feedback", "2026-12-30", words="阅卷摘要太简略。")
        [one] = reviews(court.county["lawyer"])
        assert (one.state, one.points, one.said, one.vetoes) == ("已反馈，还没有定级", "96", "阅卷摘要太简略。", ())
        assert one.defend_by is not None
        page = as_web("lawyer").get("/aidcases/mine/judged/").content.decode()
        assert "可以书面申辩" in page
        assert not any(word in page for word in ("评甲", "评丙", "竹溪律师事务所", "青山律师事务所"))
        assert reviews(court.county["lawyer2"]) == []
