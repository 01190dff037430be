"""What may not go to people's mediation, what calls for haste, and who takes the lead."""

from __future__ import annotations

import pytest

from fengqiao.statutes import verify
from fengqiao.triage import UNITS, dangers, gate, lead_unit
from fengqiao.triage.dangers import _SIGNS, signs_cited
from fengqiao.triage.grounds import GROUNDS


def keys(text: str, label: str = "") -> list[str]:
    return [each.key for each in gate(text, label)]


def test_every_article_cited_is_in_the_library_or_named_as_an_instrument() -> None:
    cited = [citation for ground in GROUNDS for citation in ground.cite] + signs_cited()
    assert list(verify(cited)) == []


@pytest.mark.parametrize(
    ("text", "label", "key", "bars"),
    [
        ("网上刷单被骗了八千元", "criminal_security", "crime", True),
        ("交警罚款两千，不服怎么办", "administrative_policy", "administrative", True),
        ("法院判决下来了对方还是不还钱，能申请强制执行吗", "debt_loan", "in_court", True),
        ("对方明确拒绝调解", "neighbour", "refused", True),
        ("这块山林到底归谁，两个组都有林权证", "land_forest", "land_title", False),
        ("我要离婚，孩子归我", "marriage_family", "status", False),
        ("老公经常家暴", "marriage_family", "violence", False),
        ("我们公司给对方公司供货，货款一直没结", "contract_business", "commercial", False),
        ("征地补偿款太低", "expropriation", "expropriation", False),
        ("老板拖欠工资", "labour", "labour", False),
        ("没钱请律师，想要赡养费", "marriage_family", "legal_aid", False),
    ],
)
def test_each_ground_is_named_with_its_way_and_the_words(text: str, label: str, key: str, bars: bool) -> None:
    found = {each.key: each for each in gate(text, label)}
    assert found[key].bars is bars
    assert found[key].goes_to
    assert found[key].law
    assert found[key].words


def test_what_bars_comes_first_and_an_everyday_quarrel_has_no_ground() -> None:
    assert keys("离婚案法院已经判决，不履行", "marriage_family")[0] == "in_court"
    assert keys("邻居的空调外机滴水到我家窗台", "neighbour") == []


def test_the_type_alone_can_point_elsewhere_but_marks_no_word() -> None:
    (ground,) = gate("他这样要负什么责任", "criminal_security")
    assert (ground.key, ground.words) == ("crime", ())


def test_only_asking_whether_to_sue_is_not_being_in_court() -> None:
    assert "in_court" not in keys("邻居占了我家的路，可以起诉吗", "neighbour")
    with pytest.raises(KeyError):
        gate("文字", "no_such_label")


@pytest.mark.parametrize(
    ("text", "key", "level"),
    [
        ("他扬言要杀了我全家", "revenge", "red"),
        ("再去告就打断腿", "revenge", "red"),
        ("说要放我的血，让我等着瞧", "revenge", "red"),
        ("他说见我一次打一次", "revenge", "red"),
        ("说要卸我一条胳膊", "revenge", "red"),
        ("他发微信说弄不死你算我输", "revenge", "red"),
        ("老李扬言要把我家祖坟刨了", "revenge", "red"),
        ("喝醉了说要点了我家房子", "revenge", "red"),
        ("他手里拿个扳手就冲过来了", "weapon", "red"),
        ("我爸把敌敌畏都放床头了", "suicide", "red"),
        ("他说不给钱就从楼上跳下去", "suicide", "red"),
        ("两个工人爬上了塔吊", "suicide", "red"),
        ("孩子他爸天天喝酒回来就打人", "violence", "red"),
        ("老公把我手机摔了，掐我脖子", "violence", "red"),
        ("14岁的女儿被同学堵在厕所扇耳光", "minor", "red"),
        ("孙子被关在家里好几天没人做饭", "minor", "red"),
        ("家属把遗体停在医院大厅", "hospital", "orange"),
        ("再不给我们就去县政府门口坐着", "crowd", "orange"),
        ("对方带了一帮人来", "crowd", "orange"),
        ("拿着菜刀堵在门口", "weapon", "red"),
        ("她说不想活了，要喝农药", "suicide", "red"),
        ("老公经常打我", "violence", "red"),
        ("孩子在学校被打没人管", "minor", "red"),
        ("三十五名工人的工钱一直没给", "wages", "orange"),
        ("村民要堵路上访", "crowd", "orange"),
        ("上周打了一架，昨天两家又打起来了", "again", "orange"),
        ("这个月已经报警了三次", "again", "orange"),
        ("他把视频发到抖音上，网友都在骂", "online", "yellow"),
        ("再不解决就要找记者曝光", "online", "yellow"),
    ],
)
def test_words_of_danger_are_shown_with_where_they_stand(text: str, key: str, level: str) -> None:
    found = {each.key: each for each in dangers(text)}
    assert found[key].level == level
    assert all(text[word.start : word.end] == word.text for word in found[key].words)


@pytest.mark.parametrize(
    "text",
    [
        "我不会去报复他，也没有人威胁我", "他扬言要去上访", "我被他家的牛撞了，打石膏的腿还没好", "拼命干活也没攒下钱",
        "邻居家八岁的男孩用石子把我车玻璃打碎了", "百草枯飘到我家菜地，菜都死了", "大儿子说死了也不管", "孩子从楼上跳绳吵得睡不着", "把路占了，三轮车过不去",
        "在网上买的衣服发货慢", "在直播间买的手机是坏的", "调解以后没有再次动手", "他来过三次都没谈成",
    ],
)  # fmt: skip
def test_what_only_sounds_like_danger_raises_no_alarm(text: str) -> None:
    assert dangers(text) == []


def test_the_keys_are_the_platforms_urgent_marks() -> None:
    from fengqiao.lines.disputes.codes import FLAGS

    assert {sign.key for sign in _SIGNS} <= set(dict(FLAGS))


def test_many_people_are_orange_and_thirty_are_red() -> None:
    assert [each.level for each in dangers("我们六户人家")] == ["orange"]
    assert [each.level for each in dangers("来了40多人")] == ["red"]
    assert dangers("我们两户人家为排水吵架，没有威胁") == []


@pytest.mark.parametrize(
    ("kind", "more", "unit"),
    [
        ("T02", {}, "village"),
        ("T02", {"villages": 2}, "township"),
        ("T04", {}, "township"),
        ("T06", {"amount_fen": 3_000_00}, "village"),
        ("T06", {"amount_fen": 200_000_00}, "township"),
        ("T08", {}, "county"),
        ("T11", {}, "labour"),
        ("T11", {"flags": {"wages"}, "people": 10}, "county"),
        ("T15", {}, "medical"),
        ("T16", {}, "traffic"),
        ("T17", {}, "property"),
        ("T17", {"people": 30}, "county"),
    ],
)
def test_the_table_names_who_takes_the_lead(kind: str, more: dict[str, object], unit: str) -> None:
    found = lead_unit(kind, **more)
    assert (found.kind, found.name) == (unit, UNITS[unit])
    assert found.why.endswith("。")
