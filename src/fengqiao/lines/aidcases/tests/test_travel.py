"""Where the minutes come from: coordinates of the registers, or nobody knows; and the figures F5 to F8."""

from __future__ import annotations

from decimal import Decimal

from fengqiao.divisions import territory as territories
from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.aidcases.proposals import keeping, travel
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.lines.legalaid.tests.driver import Aid as Applying
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.providers import distances
from fengqiao.providers.models import ServiceOrg, ServicePoint, TownWay
from tests.county import FOUNDED, at

NOW = at("2026-11-03", "10:00")


def test_minutes_come_from_the_registers_or_are_not_known(aid: Aid) -> None:
    """有经纬度的按直线折算并写明来历；没有的写不知道，不写成0分钟。"""
    near = aid.provider("律师严")
    ServiceOrg.objects.filter(name="枫林律师事务所").update(longitude=Decimal("120.100000"), latitude=Decimal("29.900000"))
    territory = aid.county.offices["bureau"].territory
    ServicePoint.objects.create(
        territory=territory, name="法院工作站", kind="court", host="枫林县人民法院", longitude=Decimal("120.200000"), latitude=Decimal("29.900000"),
        state="running", state_on=FOUNDED, confirmed_on=FOUNDED,
    )  # fmt: skip
    case = aid.given("2026-11-02")
    [one] = keeping.run(aid.county["assigner"], [case.row], NOW).answered["均衡"]["assigned"]
    assert one["lawyer"] == near
    assert one["notes"] == [f"路程27分钟：{travel.SOURCE}。"]
    ServicePoint.objects.update(longitude=None, latitude=None)
    [one] = keeping.run(aid.county["assigner"], [case.row], NOW).answered["均衡"]["assigned"]
    assert one["notes"] == ["路程不知道：名册里没有承办机构或者办案机关的位置。没有计入。"]
    assert not any("分钟" in part["label"] for part in one["parts"])


def test_the_table_of_the_towns_comes_first_and_a_missing_pair_goes_by_coordinates(aid: Aid) -> None:
    """两地乡镇在路程表里的按表；不在的仍按经纬度折算。"""
    aid.provider("律师严")
    territory = aid.county.offices["bureau"].territory
    ServiceOrg.objects.filter(name="枫林律师事务所").update(town="枫林镇", longitude=Decimal("120.100000"), latitude=Decimal("29.900000"))
    point = ServicePoint.objects.create(
        territory=territory, name="法院工作站", kind="court", host="枫林县人民法院", town="白水乡", longitude=Decimal("120.200000"), latitude=Decimal("29.900000"),
        state="running", state_on=FOUNDED, confirmed_on=FOUNDED,
    )  # fmt: skip
    one, other = distances.pair("枫林镇", "白水乡")
    TownWay.objects.create(territory=territories.county_of(territory), one=one, other=other, minutes=45, source="路程.xlsx", made_at=NOW)
    case = aid.given("2026-11-02")

    def notes() -> list[str]:
        [one] = keeping.run(aid.county["assigner"], [case.row], NOW).answered["均衡"]["assigned"]
        return list(one["notes"])

    assert notes() == [f"路程45分钟：{travel.BY_TABLE}{travel.SOURCE}。"]
    ServicePoint.objects.filter(pk=point.pk).update(longitude=None, latitude=None)
    assert notes()[0].startswith("路程45分钟")
    ServicePoint.objects.filter(pk=point.pk).update(town="青山街道", longitude=Decimal("120.200000"), latitude=Decimal("29.900000"))
    assert notes() == [f"路程27分钟：{travel.BY_TABLE}{travel.SOURCE}。"]


def test_where_there_is_no_organ_yet_one_goes_to_who_applied(aid: Aid) -> None:
    """还没有办案机关的，到收到申请的司法所的工作站；指派当天记下，方案按乡镇列出。"""
    lawyer, territory = aid.provider("律师严"), aid.county.offices["bureau"].territory
    ServiceOrg.objects.filter(name="枫林律师事务所").update(town="枫林镇")
    ServicePoint.objects.create(
        territory=territory, name="竹溪乡公共法律服务工作站", kind="town", office=aid.county.offices["office2"], town="竹溪乡", state="running", state_on=FOUNDED, confirmed_on=FOUNDED,
    )  # fmt: skip
    one, other = distances.pair("枫林镇", "竹溪乡")
    TownWay.objects.create(territory=territories.county_of(territory), one=one, other=other, minutes=50, source="路程.xlsx", made_at=NOW)
    application = Applying(aid.county, Centre(aid.county)).receive("2026-11-02", office="office2")
    case = aid.given("2026-11-02", organ="", application=application.pk.hex)
    run = keeping.run(aid.county["assigner"], [case.row], NOW)
    assert run.answered["均衡"]["assigned"][0]["notes"] == [f"路程50分钟：{travel.BY_TABLE}{travel.SOURCE}。"]
    assert next(each["detail"]["towns"] for each in run.answered["均衡"]["measures"] if each["code"] == "F10") == {"竹溪乡司法所": 50.0}
    case.do("assign", "2026-11-03", org=aid.org(), handler=lawyer, mode="turn")
    assert counted("aidcases", "F10m", period="2026-11", reach=aid.county.offices["office2"].reach) == ("50分钟（1件）",)


def test_ten_kilometres_by_road_half_as_long_again() -> None:
    """北纬30度上经度差0.1度约9.63公里：×1.5，每小时40公里，加5分钟。"""
    assert travel.between((120.0, 30.0), (120.1, 30.0)) == 27
    assert travel.between((120.0, 30.0), (120.0, 30.0)) == 5


def test_overrides_and_refusals_are_counted_with_their_reasons(aid: Aid) -> None:
    """两件指派：一件经二人改派，一件机构无正当理由拒绝；补贴不足五人不列。"""
    aid.provider("律师严", specialties={"labour": 3})
    other = aid.provider("律师宽", capacity_points=1)
    one = aid.given("2026-11-02")
    keeping.run(aid.county["assigner"], [one.row], NOW)
    one.do("ask_override", "2026-11-03", handler=other, override_reason="recipient", note="受援人点名")
    one.do("agree_override", "2026-11-03", by="aid_head", agreed=True).do("assign", "2026-11-03", org=aid.org(), handler=other, mode="chosen")
    two = aid.given("2026-11-02", cause="追索经济补偿")
    two.do("assign", "2026-11-03", org=aid.org(), mode="turn").do("decline", "2026-11-04", decline="none", reason="没有说明")
    reach = aid.county.offices["bureau"].reach
    assert counted("aidcases", "F5", "F6", "F6w", "F6o", "F7", "F8", "F8w", "F8n", period="2026-11", reach=reach) == (
        "有补贴的不足5人，不列", "50.00%（1/2），高于10%", "1", "0.00%（0/1）", "100.00%（1/1）", "50.00%（1/2）", "1", "50.00%（1/2）",
    )  # fmt: skip
