"""What goes wrong in a day: the edge cases of the handbook (C4), the alerts (C3) and the waiting list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fengqiao.booking import keeping
from fengqiao.booking.models import Booking, Presence, SlotKind
from fengqiao.lines.visits import codes, gathering, jobs, states
from fengqiao.lines.visits.models import PrisonRule, VisitRequest, VisitRestriction, VisitSession
from fengqiao.lines.visits.restrictions import procedure as r
from fengqiao.lines.visits.subscribers import offer
from fengqiao.lines.visits.tests.driver import MOTHER, SON, WIFE, Visit, key, prison, terminal, told
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.forms import Setting
from fengqiao.matter.models import Matter, Notice
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import VISIT_CLERK
from tests.county import FOUNDED, County, at

pytestmark = pytest.mark.django_db
WEEK = "2026-11-26"  # 周四


class TestAsking:
    def test_mother_and_wife_apply_separately(self, county: County) -> None:
        """同一服刑人员同一个月只有一次；家庭变故等由监狱特批。"""
        where = prison(county)
        first = Visit(county).ask("2026-11-16", where)
        with pytest.raises(Refused) as said:
            Visit(county).ask("2026-11-17", where, WIFE)
        assert str(said.value) == (
            f"这名服刑人员每月会见1次，本月已有申请{first.row.number}在办（青山监狱的规定：青山监狱会见告知（2026年版））。"
            "可以改约下个月；家庭变故等特殊情况，勾选“请监狱特批”。"
        )
        Visit(county).ask("2026-11-17", where, WIFE, special=True, reason="母亲病重")
        Visit(county).ask("2026-11-17", where, WIFE, wish_on="2026-12-01")  # the month turns at midnight of the wish

    def test_video_may_be_additional_where_the_prison_says_so(self, county: County) -> None:
        """监狱法（2026）第六十九条：还可以增加安排视频会见。是否计入次数，问监狱。"""
        where = prison(county, video_counts=False)
        Visit(county).ask("2026-11-16", where)
        Visit(county).ask("2026-11-17", where, WIFE)
        with pytest.raises(Refused, match="每月会见1次"):
            Visit(county).ask("2026-11-17", where, WIFE, mode="face")

    def test_four_adults_come(self, county: County) -> None:
        where, four = prison(county), [{**MOTHER, "id_no": None, "name": f"亲属{n}"} for n in range(4)]
        with pytest.raises(Refused, match="每次最多3人会见，现在写了4人（青山监狱的规定"):
            Visit(county).ask("2026-11-16", where, *four)
        infants = prison(county, "白云监狱", count_infants=False)
        assert (
            Visit(county)
            .ask("2026-11-16", infants, MOTHER, WIFE, {**WIFE, "id_no": None, "name": "妹妹"}, SON)
            .row.persons
            == 4
        )

    def test_a_lawyer_is_sent_to_the_other_channel(self, county: County) -> None:
        with pytest.raises(Refused, match=r"律师会见另有渠道.*监狱法第七十条"):
            Visit(county).ask("2026-11-16", prison(county), {"name": "周律师", "relation": codes.LAWYER})

    def test_the_caller_cannot_spell_the_prison(self, county: County) -> None:
        visit, where = Visit(county).ask("2026-11-16", None), prison(county)
        assert visit.row.prison_id is None
        with pytest.raises(Refused, match="还没有核对服刑人员在哪所监狱"):
            visit.forward("2026-11-16", terminal(county), WEEK)
        visit.do("settle", "2026-11-16", prison=str(where.pk))
        assert visit.row.prison_name == "青山监狱"

    def test_pressed_twice_in_daylight_it_is_one_request(self, county: County) -> None:
        where = prison(county)
        first = Visit(county).ask("2026-11-16", where, once="same-form")
        assert Visit(county).ask("2026-11-16", where, once="same-form").pk == first.pk

    def test_priority_is_believed(self, county: County) -> None:
        """优先情形听家属说的，不要求证明；没有任何评分或标记。"""
        visit = Visit(county).ask("2026-11-16", prison(county), priority=codes.SICK)
        assert visit.row.priority_word == "患病"

    def test_a_language_the_prison_cannot_do_is_said_before_they_come(self, county: County) -> None:
        where = prison(county, languages=["mandarin", "dialect"])
        with pytest.raises(Refused, match="该监狱现在能安排的语言是：普通话、本地方言"):
            Visit(county).ask("2026-11-16", where, language="minority")
        Visit(county).ask(
            "2026-11-16", where, {**MOTHER, "needs": ["hearing", "sign"]}, language="minority", special=True
        )

    def test_a_foreigner_comes_with_a_passport(self, county: County) -> None:
        """监狱法（2026）第一百一十九条：外国籍罪犯探视依照国家有关规定；会见人凭护照登记。"""
        visit = Visit(county).ask(
            "2026-11-16",
            prison(county),
            {"name": "安娜", "relation": "spouse", "id_type": "passport", "other_id_no": "P1234567"},
        )
        assert states.visitor_key(visit.facts.party(1)) is not None


class TestKinship:
    def test_without_a_household_book_the_child_waits_for_one(self, county: County) -> None:
        visit = Visit(county).ask("2026-11-16", prison(county), MOTHER, {**SON, "infant": False})
        resource = terminal(county)
        with pytest.raises(Refused, match="还有2位会见人没有核验身份和亲属关系"):
            visit.forward("2026-11-16", resource, WEEK)
        visit.do("need_docs", "2026-11-16", missing=["household"])
        assert (visit.stage, visit.due("docs")) == ("退补", "2026-11-30 running")
        visit.do("supply", "2026-11-18", what="户口簿").prove("2026-11-18", 1, 2).forward("2026-11-18", resource, WEEK)

    @pytest.mark.parametrize(("relation", "note"), [
        ("parent", "改过名，户口簿有变更记载"), ("adoptive", "收养登记证"), ("step", "继父，随母生活"), ("other", "已离婚，经监狱同意"),
    ])  # fmt: skip
    def test_another_name_adopted_step_divorced(self, county: County, relation: str, note: str) -> None:
        visit = Visit(county).ask("2026-11-16", prison(county), {**MOTHER, "relation": relation})
        visit.do("prove", "2026-11-16", who=[1], proof="police", note=note).forward(
            "2026-11-16", terminal(county), WEEK
        )
        assert visit.stage == "已转监狱"

    def test_who_was_verified_before_need_not_prove_it_again(self, county: County) -> None:
        where, resource = prison(county), terminal(county)
        Visit(county).ask("2026-11-16", where).approved(resource).held(WEEK)
        again = Visit(county).ask("2026-11-27", where, wish_on="2026-12-08")
        again.forward("2026-11-27", resource, "2026-12-08")
        assert again.stage == "已转监狱"

    def test_no_question_about_corrections_or_a_criminal_record(self) -> None:
        """会见人自己是社区矫正对象的，这里不问、不查、不显示。"""
        words = {
            field.name for model in (VisitRequest, VisitSession, VisitRestriction) for field in model._meta.get_fields()
        }
        assert not {
            word
            for word in words
            if any(part in word for part in ("crime", "offence", "charge", "sentence", "score", "risk"))
        }


class TestTheSlot:
    def test_a_visitor_is_not_in_two_places(self, county: County) -> None:
        """一个人同一时间有两名亲人在两所监狱：同一时间只能一场。"""
        one, other = terminal(county), terminal(county, "2号终端", "office2")
        first = Visit(county).ask("2026-11-16", prison(county)).prove("2026-11-16").forward("2026-11-16", one, WEEK)
        second = Visit(county).ask("2026-11-16", prison(county, "白云监狱"), inmate="张小勇").prove("2026-11-16")
        with pytest.raises(Refused, match="不能同时在两处"):
            second.forward("2026-11-16", other, WEEK)
        second.forward("2026-11-16", other, WEEK, "09:40")
        assert Presence.objects.count() == 4
        assert first.stage == second.stage == "已转监狱"

    def test_too_soon_for_the_prison_and_closed(self, county: County) -> None:
        resource = terminal(county)
        visit = Visit(county).ask("2026-11-16", prison(county)).prove("2026-11-16")
        with pytest.raises(Refused, match="须提前5个工作日，最早2026-11-23（青山监狱的规定"):
            visit.forward("2026-11-16", resource, "2026-11-20")
        with pytest.raises(Refused, match="认不出来"):
            visit.do("forward", "2026-11-16", slot="9-9999999999999999-30-10")

    def test_reserved_times_open_three_working_days_before(self, county: County) -> None:
        """本局每周两成的场次留给高龄、患病、残疾、孕产、路远的；没用的前三个工作日开放。"""
        resource = terminal(county, kinds=(SlotKind.RESERVED,))
        plain = Visit(county).ask("2026-11-16", prison(county, lead_days=2)).prove("2026-11-16")
        old = Visit(county).ask("2026-11-16", prison(county, "白云监狱"), WIFE, priority=codes.OLD).prove("2026-11-16")
        with pytest.raises(Refused, match="这是给高龄、患病、残疾、孕产、路远的家属预留的场次"):
            plain.forward("2026-11-16", resource, WEEK)
        now = at("2026-11-16").date()
        reserved = [slot.key for slot in gathering.free_slots(plain.facts, resource.territory, now)]
        assert key(resource, WEEK, "09:00") not in reserved
        plain.forward("2026-11-23", resource, WEEK)
        old.forward("2026-11-23", resource, "2026-11-30")
        assert keeping.reserved_share(resource, now) == 25


class TestTheVisit:
    def test_a_substitute_is_refused_and_the_visit_goes_on(self, county: County) -> None:
        visit = Visit(county).ask("2026-11-16", prison(county), MOTHER, WIFE).approved(terminal(county))
        with pytest.raises(Refused, match="没有一位成年人通过核验"):
            visit.came(WEEK, {"who": 1, "check": codes.REFUSED})
        visit.came(
            WEEK, {"who": 1, "check": codes.PASSED}, turned_away=[{"name": "王老二", "why": "不在名单上，替王秀兰来"}]
        )
        visit.do("begin", WEEK, "09:02", begun="09:02").do("finish", WEEK, "09:31", ended="09:30")
        assert VisitSession.objects.values_list("arrived", "turned_away", "minutes").get() == (1, 1, 28)

    def test_power_is_cut_at_minute_twelve(self, county: County) -> None:
        """停电不计次数，排在候补最前，另约一次。"""
        where, resource = prison(county), terminal(county)
        visit = Visit(county).ask("2026-11-16", where).approved(resource).came(WEEK)
        visit.do("begin", WEEK, "09:01", begun="09:01").do(
            "stop", WEEK, "09:13", ended="09:13", why=codes.TECHNICAL, incident="停电", again=True
        )
        assert (visit.stage, visit.row.jumps, visit.row.urgent_word) == ("候补", True, "改约优先")
        assert VisitSession.objects.values_list("uses_quota", "minutes").get() == (False, 12)
        visit.forward("2026-11-26", resource, "2026-12-03").do("approve", "2026-11-26", reply_no="电话", bring="身份证")
        visit.held("2026-12-03")
        assert VisitSession.objects.filter(uses_quota=True).count() == 1
        assert Booking.objects.filter(matter_id=visit.pk).count() == 2

    def test_a_breach_is_ended_by_the_police(self, county: County) -> None:
        """监狱法（2026）第七十一条：由监狱人民警察制止、警告、终止。"""
        visit = Visit(county).ask("2026-11-16", prison(county)).approved(terminal(county)).came(WEEK)
        visit.do("begin", WEEK, "09:01", begun="09:01").do(
            "stop", WEEK, "09:10", ended="09:10", why=codes.BREACH, incident="录音不听劝阻"
        )
        assert visit.stage == "已中止"
        assert VisitSession.objects.get().uses_quota

    def test_the_prison_cancels_at_eight(self, county: County) -> None:
        visit = Visit(county).ask("2026-11-16", prison(county)).approved(terminal(county))
        visit.do("put_off", WEEK, "08:00", by=codes.PRISON, why="prison")
        assert (visit.stage, visit.row.jumps, visit.due("tell")) == ("候补", True, f"{WEEK} running")
        assert not Booking.objects.exists()

    def test_nobody_comes(self, county: County) -> None:
        """过15分钟释放场次；第三次只打电话问要不要帮忙，不限制再申请。"""
        where, resource = prison(county, monthly_quota=9), terminal(county)
        for number, begins in enumerate(("09:00", "09:40", "10:20")):
            visit = Visit(county).ask("2026-11-16", where).approved(resource, begins=begins)
            assert jobs.release_no_shows(at(WEEK, begins) + timedelta(minutes=15)) == 0
            assert jobs.release_no_shows(at(WEEK, begins) + timedelta(minutes=16)) == 1
            assert (visit.stage, visit.booking) == ("未到", None)
            assert ("VC07" in visit.notices()) is (number == 2)
        assert "不限制再次申请" in Notice.objects.filter(code="VC07")[0].text
        Visit(county).ask("2026-11-27", where)

    def test_who_came_after_all_is_signed_in_late(self, county: County) -> None:
        visit = Visit(county).ask("2026-11-16", prison(county)).approved(terminal(county))
        jobs.release_no_shows(at(WEEK, "09:16"))
        assert (visit.stage, visit.booking) == ("未到", None)
        visit.held(WEEK)
        assert (visit.stage, visit.row.outcome) == ("已完成", "done")
        assert visit.booking is not None


class TestWaiting:
    def test_a_freed_time_goes_to_who_was_put_off_then_to_priority(self, county: County) -> None:
        where, resource = prison(county, lead_days=0), terminal(county)
        giver = Visit(county).ask("2026-11-16", where).approved(resource)
        plain, sick, put_off = (
            Visit(county).ask("2026-11-16", where, inmate=name, priority=said, **{"parties": [{**WIFE, "id_no": number}]})
            for name, said, number in (("甲", "", "110101198001011228"), ("乙", "sick", "110101198001012247"), ("丙", "", "110101198001013266"))
        )  # fmt: skip
        plain.do("queue", "2026-11-16", why="没有场次")
        sick.do("queue", "2026-11-16", why="没有场次")
        put_off.approved(resource, begins="09:40").do("put_off", "2026-11-17", by=codes.OURS, why="duty")
        giver.do("cancel", "2026-11-18", by=codes.FAMILY, why="cannot")
        now = at("2026-11-18")
        assert offer(giver.pk, now) == put_off.pk
        assert offer(giver.pk, now) == sick.pk
        assert offer(giver.pk, now) == plain.pk
        assert offer(giver.pk, now) is None
        assert "VC-free" in put_off.notices()

    def test_a_broken_terminal_names_the_visits_on_it(self, county: County) -> None:
        resource = terminal(county)
        visit = Visit(county).ask("2026-11-16", prison(county)).approved(resource)
        head = county["office_head"]
        hit = keeping.change(head, resource, now=at("2026-11-18"), condition="repair", condition_reason="摄像头坏了")
        assert hit == 1
        assert "VC04" in visit.notices()
        assert jobs.release_no_shows(at(WEEK, "10:00")) == 0  # nobody is said to have stayed away
        visit.do("put_off", "2026-11-18", by=codes.OURS, why="terminal")
        assert visit.row.jumps

    def test_an_old_caller_without_a_car_is_fetched(self, county: County) -> None:
        visit = (
            Visit(county)
            .ask("2026-11-16", prison(county), needs_ride=True, priority=codes.OLD)
            .approved(terminal(county))
        )
        assert "VC08" in visit.notices()


class TestWhatPrisonsSay:
    def test_the_inmate_was_moved_yesterday(self, county: County) -> None:
        where = prison(county)
        visit = Visit(county).ask("2026-11-16", where).approved(terminal(county))
        told(county, where, codes.MOVED, "2026-11-19")
        assert (visit.stage, visit.booking) == ("已失效", None)
        assert "VC03" in visit.notices()
        with pytest.raises(Refused, match="监狱已通知：已调往其他监狱"):
            Visit(county).ask("2026-11-20", where, wish_on="2026-12-01")

    def test_a_suspension_counts_its_first_day(self, county: County) -> None:
        """K7：2026-08-31起六个月届满于2027-02-27那样计算；2026-11-16起一个月，到12月15日（含）。"""
        where = prison(county)
        pk = told(
            county, where, codes.SUSPENDED, "2026-11-16", whom="inmate", months=1, document_no="青狱通〔2026〕7号"
        )
        row = VisitRestriction.objects.get(pk=pk)
        assert (row.to_on.isoformat(), row.stage) == ("2026-12-15", "in_force")
        with pytest.raises(Refused, match="暂停会见（青狱通〔2026〕7号），到2026-12-15为止"):
            Visit(county).ask("2026-11-17", where, wish_on="2026-12-15")
        Visit(county).ask("2026-11-17", where, wish_on="2026-12-16")
        perform(None, pk, [], now=at("2026-12-16"))
        assert VisitRestriction.objects.get(pk=pk).stage == "ended"

    def test_one_visitor_is_suspended_the_others_still_come(self, county: County) -> None:
        where = prison(county)
        told(
            county,
            where,
            codes.SUSPENDED,
            "2026-11-16",
            whom="visitor",
            visitor_name="刘芳",
            id_no=WIFE["id_no"],
            months=2,
        )
        with pytest.raises(Refused, match="监狱已通知"):
            Visit(county).ask("2026-11-17", where, MOTHER, WIFE)
        Visit(county).ask("2026-11-17", where, MOTHER)

    def test_a_suspension_says_until_when(self, county: County) -> None:
        with pytest.raises(Refused, match="暂停会见须写明几个月，或者到哪一天"):
            told(county, prison(county), codes.SUSPENDED, "2026-11-16", whom="inmate")


class TestPrivacy:
    def test_only_those_who_arrange_visits_see_them(self, county: County) -> None:
        """条线以外的人，列表、查找里都没有，和没有这件事一样。"""
        visit = Visit(county).ask("2026-11-16", prison(county))
        for name in ("mediator", "clerk", "section", "leader", "finance", "office2_head", "other_head"):
            assert not Matter.objects.visible_to(county[name]).filter(pk=visit.pk).exists(), name
        assert Matter.objects.visible_to(county["office_head"]).filter(pk=visit.pk).exists()

    def test_no_name_of_the_inmate_outside_the_sealed_entry(self, county: County) -> None:
        from django.db import connection

        visit = Visit(county).ask("2026-11-16", prison(county), priority=codes.OLD).approved(terminal(county))
        told(county, visit.row.prison, codes.MOVED, "2026-11-19")
        with connection.cursor() as cursor:
            for table in (
                "matter_matter",
                "visits_visitrequest",
                "visits_visitrestriction",
                "matter_entry",
                "matter_notice",
                "matter_task",
                "booking_booking",
            ):
                cursor.execute(f"select count(*) from {table} t where t::text like '%%张大勇%%'")
                assert cursor.fetchone()[0] == 0, table

    def test_an_offered_time_is_chosen_among_those_free(self, county: County) -> None:
        resource, visit = terminal(county), Visit(county).ask("2026-11-16", prison(county)).prove("2026-11-16")
        setting = Setting(
            county["office_staff"], at("2026-11-16").date(), county.offices["office"], visit.facts, visit.pk
        )
        offered = dict(gathering.free_for(setting))
        assert all("枫林镇司法所·1号终端" in words for words in offered.values())
        assert str(resource.pk) == next(iter(offered)).split("-")[0]


def test_the_bureau_clerk_sets_a_new_rule_and_it_counts_from_its_day(county: County) -> None:
    from fengqiao.lines.visits import prisons
    from fengqiao.orgs.recording import broken_links

    staff = Staff.objects.create_user("visits", None, name="专办员何", confirmed=True)
    post = Post.objects.create(staff=staff, office=county.offices["bureau"], roles=[VISIT_CLERK.code], from_on=FOUNDED)
    where = prison(county)
    fields: dict[str, Any] = prisons.starting(PrisonRule.objects.get(), at("2026-11-16").date())
    fields |= {"from_on": at("2026-12-01").date(), "monthly_quota": 2, "source": "2026年11月14日电话答复，李警官"}
    prisons.set_rule(actor_of(post), where, now=at("2026-11-16"), **fields)
    assert gathering.rule_on(where.pk, at("2026-11-30").date())["monthly_quota"] == 1
    assert gathering.rule_on(where.pk, at("2026-12-01").date())["monthly_quota"] == 2
    assert broken_links() == []


def test_the_declarations_hold() -> None:
    """Both versions of the law and the notices of prisons stand in the registry."""
    codes_of = {procedure.code for procedure in registry.procedures()}
    assert {"visit", "visit_restriction"} <= codes_of
    assert r.RESTRICTION.action("record").produces[0].paper.title == "暂停会见告知"
    assert Doing is not None
