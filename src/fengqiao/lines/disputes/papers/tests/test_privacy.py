"""What may never be printed: who reported, where people are to be found, one side's number on the other's paper."""

from __future__ import annotations

import json

from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes.papers.tests import cases
from fengqiao.lines.disputes.papers.tests.cases import CONTACTS, LI, NEIGHBOUR, REPORTER_SECRETS, ZHANG
from fengqiao.lines.disputes.papers.tests.test_papers import papers_of
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.matter.models import Matter
from fengqiao.matter.tests.roles import as_web

TO_PARTIES = ("pause_notice", "resume_notice", "unresolved_notice")


def text(matter: Matter, *kinds: str) -> str:
    found = [said for kind in kinds for said in papers_of(matter, kind)] if kinds else papers_of(matter)
    assert found
    return json.dumps(found, ensure_ascii=False)


def leaks(said: str, *secrets: str) -> list[str]:
    return [secret for secret in secrets if secret in said]


def test_a_reporter_who_is_no_party_is_on_no_paper_of_the_dispute(platform: Platform) -> None:
    """邻居来反映：他的姓名和电话写在来件正文里，转办、督办、移送、结案的文书里都没有。

    给群众的文书上也没有对方的电话和住址，答复里写到的也不例外。
    """
    report, known = cases.hard_matter(platform)
    cases.finished(report, known)
    assert leaks(text(known.matter), *REPORTER_SECRETS) == []
    assert leaks(text(report.matter, "intake_sheet"), *REPORTER_SECRETS) == list(REPORTER_SECRETS)
    to_citizens = [text(report.matter, "receipt", "acceptance", "reply_letter"), text(known.matter, *TO_PARTIES)]
    assert [leaks(said, *CONTACTS) for said in to_citizens] == [[], []]


def test_nor_on_those_of_a_matter_his_own_was_merged_into(platform: Platform) -> None:
    into = platform.receive("2026-05-06").raise_("2026-05-06")
    told = platform.receive("2026-05-06", **NEIGHBOUR)
    told.raise_("2026-05-06").do(p.merge, "2026-05-06", by="office_head", into=into.matter.code, why="同一院墙。")
    village = platform.county.offices["village"].pk
    into.do(p.dispatch, "2026-05-06", by="office_head", unit=village, reason="王小五说的和张三说的是一件事")
    said = text(into.matter)
    assert told.row.number in said
    assert leaks(said, *REPORTER_SECRETS) == []


def test_a_village_that_does_not_see_the_report_gives_nobody_away(platform: Platform) -> None:
    """村里看不到来件，也不知道谁来反映；行文里碰巧写到的名字和电话照样不印出来。"""
    known = platform.receive("2026-05-06", **NEIGHBOUR).raise_("2026-05-06").in_hand("2026-05-06").resolve("2026-05-07")
    with as_web(platform.county["village_head"]):
        known.visit("2026-05-08", state="王小五（15400000009）来看过，檐沟装好了。")
    (said,) = papers_of(known.matter, "visit_record")
    assert said["found"] == "反映人（依法不载明）来看过，檐沟装好了。"


def test_the_slip_tells_the_role_of_a_neighbour_and_nothing_where_silence_was_asked(platform: Platform) -> None:
    open_, silent = (platform.receive("2026-05-06", **NEIGHBOUR).raise_("2026-05-06") for _ in range(2))
    assert "反映人为邻里" in papers_of(open_.dispatch("2026-05-06").matter, "dispatch_slip")[0]["copied"][0]
    silent.dispatch("2026-05-06", hide_reporter=True)
    (said,) = papers_of(silent.matter, "dispatch_slip")
    assert said["hidden"] is True
    assert "反映人为" not in said["copied"][0]


def test_silence_once_asked_is_kept_when_it_is_sent_elsewhere(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    known.dispatch("2026-05-06", hide_reporter=True)
    known.do(
        p.reassign,
        "2026-05-07",
        by="leader",
        unit=platform.county.offices["village2"].pk,
        why="recusal",
        reason="回避。",
    )
    for said in papers_of(known.matter, "dispatch_slip"):
        assert "反映人：" not in said["copied"][0]


def test_a_notice_of_declining_gives_no_number_of_the_other_side(platform: Platform) -> None:
    (said,) = papers_of(cases.turned_away(platform)[0].matter, "declining")
    assert said["explanation"] == "李四（依法不载明）与你争的是林地权属。"


def test_one_reporter_learns_of_no_other(platform: Platform) -> None:
    """并案只告知这一位；别人是谁，答复里写了也不印出来。"""
    known = platform.receive("2026-05-06", **NEIGHBOUR).raise_("2026-05-06")
    other = platform.receive(
        "2026-05-07",
        reporter_role="kin",
        reporter_name="孙小七",
        reporter_phone="15400000008",
        parties=[dict(ZHANG), dict(LI)],
    )
    other.join("2026-05-07", known)
    assert leaks(text(other.matter, "joined_notice"), *REPORTER_SECRETS, "张三", "李四") == []
    other.reply("2026-05-20", content="王小五（15400000009）也反映过，已并案处理。")
    said = text(other.matter, "reply_letter")
    assert leaks(said, *REPORTER_SECRETS) == []
    assert "孙小七" in said


def test_a_body_it_is_sent_on_to_learns_who_reported_only_with_consent(platform: Platform) -> None:
    from fengqiao.lines.disputes import reports as r

    given = {"agency": "housing", "body": "枫林县住房和城乡建设局", "explanation": "属于违章搭建的查处"}
    silent, willing = (platform.receive("2026-05-06", **NEIGHBOUR) for _ in range(2))
    silent.do(r.refer, "2026-05-07", by="office_staff", **given)
    willing.do(r.refer, "2026-05-07", by="office_staff", agreed=True, **given)
    assert leaks(text(silent.matter, "referral"), *REPORTER_SECRETS) == []
    assert leaks(text(willing.matter, "referral"), *REPORTER_SECRETS) == list(REPORTER_SECRETS)


def test_with_domestic_violence_no_paper_says_where_anybody_is(platform: Platform) -> None:
    """反家庭暴力法：住址、电话、发生地都不载明，正文里写到的也不例外；给公安、法院的函也另行提供。"""
    said = "丈夫李四动手，张三（15400000001）现住枫林镇白水村三组18号，娘家电话13900000077。"
    report, known = cases.hard_matter(platform, flags=["violence"], summary=said)
    known.do(p.report_harm, "2026-06-03", by="office2_head", to="police", reason="已报派出所，张三电话15400000001。")
    cases.finished(report, known)
    for matter in (report.matter, known.matter):
        printed = text(matter)
        assert leaks(printed, *CONTACTS, "15400000009", "13900000077", "白水村三组") == []
    (letter,) = papers_of(known.matter, "handover")
    assert letter["apart"] is True
    assert [row["phone"] for row in letter["people_named"]] == ["依法不载明", "依法不载明"]
