"""From the prison's notice to the hand-over: 监狱法59, before 2026-11-01 监狱法（2012）35."""

from __future__ import annotations

import pytest

from fengqiao.indicators.tests.reading import said
from fengqiao.lines.resettlement.models import ReleaseCase
from fengqiao.lines.resettlement.tests.driver import MINOR, Help
from fengqiao.matter.models import DeadlineRow, Matter, Share
from fengqiao.matter.refusals import Refused


def test_a_notice_goes_to_the_office_is_verified_and_answered_before_the_release(help_: Help) -> None:
    """核查两个工作日内分派，释放前十日反馈；当天家属接回，衔接。"""
    case = help_.notice("2026-11-02", "2026-12-04")
    assert (case.stage, case.row.title, case.row.masked_title) == ("待分派", "郑平安", "郑**")
    assert (case.due("notice"), case.due("assign"), case.due("feed_back")) == ("2026-11-04", "2026-11-04", "2026-11-24")
    case.assign("2026-11-03")
    assert case.row.office == help_.county.offices["office"]
    case.verify("2026-11-10").do("send_back", "2026-11-11", by="resettler")
    assert (case.stage, case.row.fed_back_on.isoformat()) == ("待释放", "2026-11-11")  # type: ignore[union-attr]
    with pytest.raises(Refused, match="释放日期是2026-12-04，还没有到"):
        case.link("2026-12-01")
    case.link("2026-12-04")
    assert (case.stage, case.row.link_word) == ("已衔接", "家属接回")
    assert case.due("help_custody") == "2031-12-04"
    assert case.papers() == [
        "刑满释放人员通知书（收文登记）",
        "释放前核查任务书",
        "刑满释放人员核查反馈表",
        "衔接登记表",
    ]
    assert "监狱法第五十九条第一款" in case.paper("link_sheet")["law"]


def test_a_release_before_november_2026_cites_the_older_text(help_: Help) -> None:
    case = help_.notice("2026-09-01", "2026-10-30")
    assert case.paper("notice_sheet")["law"] == "监狱法（2012年修正）第三十五条"
    later = help_.notice("2026-10-08", "2026-11-20", parties=[{"name": "吴新生", "sex": "男"}])
    assert "第五十九条" in later.paper("notice_sheet")["law"]
    assert later.matter.procedure_version == "2013-01-01"


def test_a_late_notice_is_answered_within_three_working_days(help_: Help) -> None:
    case = help_.notice("2026-11-23", "2026-11-30")
    assert case.due("feed_back_soon") == "2026-11-26"
    row = DeadlineRow.objects.get(matter_id=case.matter.pk, rule="notice")
    assert (row.state, row.whose) == ("met_late", "释放机关")


def test_a_key_person_is_fetched_on_the_day_itself(help_: Help) -> None:
    """必接必送：重点只来自监狱的通知书。"""
    with pytest.raises(Refused, match="请写上通知书的理由"):
        help_.notice("2026-11-02", "2026-12-04", key=True)
    case = help_.notice("2026-11-02", "2026-12-04", key=True, key_reason="三无人员").ready("2026-11-03")
    assert case.clocks()["fetch"] == "2026-12-04"
    assert case.due("fetch_plan") == "2026-11-27"
    case.do(
        "plan_fetch", "2026-11-20", fetcher="office", fetcher_names="孙所员、周主任", meet_at="枫山监狱门前，上午九时"
    )
    case.link("2026-12-04", mode="fetch")
    assert case.row.fetched_on_time
    assert case.papers()[-1] == "必接必送交接单"


def test_art56_a_minor_without_guardian_is_fetched_by_the_bureau(help_: Help) -> None:
    """预防未成年人犯罪法第五十六条：没有监护人的，由司法行政部门安排人员按时接回。"""
    case = help_.notice("2026-11-02", "2026-12-04", parties=[{"name": "小满", "sex": "男", "id_no": MINOR}])
    assert (case.row.minor, case.row.restricted, case.row.masked_title) == (True, "minor", "小*")
    assert "未成年人，还没有落实由谁接回" in case.told("RB05")[0]
    case.assign("2026-11-03")
    with pytest.raises(Refused, match="未成年人由父母或者其他监护人接回"):
        case.verify("2026-11-04", fetcher="self")
    case.verify("2026-11-04", fetcher="office", family="none", by="office_head")
    assert DeadlineRow.objects.get(matter_id=case.matter.pk, rule="fetch_minor").statutory
    with pytest.raises(Refused, match="请写明监护人到场情况"):
        case.do("plan_fetch", "2026-11-20", by="office_head", fetcher="office", fetcher_names="赵所长", meet_at="九时")


def test_thirty_days_after_release_it_is_not_linked_and_somebody_looks(help_: Help) -> None:
    case = help_.notice("2026-08-03", "2026-09-10").ready("2026-08-04").pass_to("2026-10-11")
    assert case.stage == "未衔接"
    case.do("trace", "2026-10-12", channel="phone", why="unreached", found="电话停机。")
    with pytest.raises(Refused, match="用两种方式都联系不上"):
        case.do("lose", "2026-10-12", found="打不通。")
    case.do("trace", "2026-10-13", channel="visit", why="unreached", found="家中无人。").do(
        "lose", "2026-10-13", found="两种方式都没有找到。"
    )
    assert (case.stage, case.row.placement_word, case.row.not_linked_why) == ("失联", "失联", "unreached")
    case.link("2026-10-20", mode="own")
    assert case.stage == "已衔接"


def test_a_person_of_another_county_stays_ours_until_they_take_him(help_: Help) -> None:
    case = help_.notice("2026-11-02", "2026-12-04", elsewhere=True)
    assert "转外地" in case.tasks()
    assert "分派司法所核查" not in case.tasks()
    case.do("redirect", "2026-11-03", by="resettler", county="青河县", reason="户籍地、居住地都在青河县。")
    assert (case.stage, case.due("receipt")) == ("转外地待接收", "2026-11-10")
    case.do("redirect_refused", "2026-11-06", by="resettler", reason="居住地查无此人。")
    assert (case.stage, case.clocks()["link_window"]) == ("待分派", "2027-01-03")  # 退回来的，仍由本县衔接
    case.do("redirect", "2026-11-07", by="resettler", county="青河县", reason="已补居住证明。")
    case.do("redirect_accepted", "2026-11-12", by="resettler", receipt_no="青安帮〔2026〕3号")
    assert (case.stage, case.row.ending) == ("结束", "moved")
    assert "安置帮教转出函" in case.papers()


def test_hukou_and_residence_apart_one_is_responsible_the_other_helps(help_: Help) -> None:
    """人户分离：一个责任所，一个协助所，同一个人只算一次。"""
    second = help_.county.offices["office2"]
    case = help_.notice("2026-11-02", "2026-12-04").assign("2026-11-03", cooperating=second.pk)
    assert Share.objects.filter(matter_id=case.matter.pk, office=second).exists()
    assert Matter.objects.visible_to(help_.county["office2_head"]).filter(pk=case.matter.pk).exists()
    with pytest.raises(Refused, match="这一次释放已经登记"):
        help_.notice("2026-11-05", "2026-12-04")
    assert ReleaseCase.objects.filter(closed=False).count() == 1


def test_nobody_but_the_hand_over_sees_it(help_: Help) -> None:
    case = help_.notice("2026-11-02", "2026-12-04").assign("2026-11-03")
    for name in ("mediator", "head", "village_head", "clerk", "section", "leader", "office2_head", "other_head"):
        assert not Matter.objects.visible_to(help_.county[name]).filter(pk=case.matter.pk).exists(), name
    for name in ("resettler", "office_staff", "office_head"):
        assert Matter.objects.visible_to(help_.county[name]).filter(pk=case.matter.pk).exists(), name


def test_j03_j04_the_rates_count_who_was_linked_in_time_and_who_was_fetched_on_the_day(help_: Help) -> None:
    """两名重点、一名普通：一名重点当日接回，一名重点迟了两天，普通的三十日内来报到。"""
    for number, (name, key, day, mode) in enumerate([("甲一", True, "2026-12-04", "fetch"), ("乙二", True, "2026-12-06", "fetch"), ("丙三", False, "2026-12-20", "own")]):
        party = {"name": name, "sex": "男", "residence": f"枫林镇{number}组"}
        given = {"key": True, "key_reason": "三无人员"} if key else {}
        help_.notice("2026-11-02", "2026-12-04", parties=[party], **given).ready("2026-11-03").link(day, mode=mode)
    assert said("resettlement", "J02", "J03", "J04", period="2026-12") == ("3", "100.00%（3/3）", "50.00%（1/2）")
