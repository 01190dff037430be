"""Editions, articles and paragraphs as the library holds them."""

from __future__ import annotations

from datetime import date

from fengqiao.statutes import articles, editions, find_article, find_law, law_key, laws, standing
from fengqiao.statutes.structure import split_paragraphs


def test_laws_a_justice_bureau_works_by_are_there_in_their_latest_text() -> None:
    latest = {
        "人民调解法": "2010-08-28",
        "民事诉讼法": "2023-09-01",
        "行政复议法": "2023-09-01",
        "治安管理处罚法": "2025-06-27",
        "法治宣传教育法": "2025-09-12",
        "民营经济促进法": "2025-04-30",
        "仲裁法": "2025-09-12",
        "监狱法": "2026-04-30",
        "村民委员会组织法": "2025-10-28",
        "社区矫正法": "2019-12-28",
    }
    assert {name: str(law.version_on) for name in latest if (law := find_law(name))} == latest


def test_name_resolves_with_and_without_prefix_and_by_alias() -> None:
    law = find_law("中华人民共和国个人信息保护法")
    assert law is not None
    assert find_law("个人信息保护法") == find_law("《个人信息保护法》") == find_law("个保法") == law


def test_law_of_two_editions_gives_the_one_of_the_day() -> None:
    """农业法2026年8月28日修订，自2027年1月1日起施行。"""
    new, old = editions("农业法")
    assert (new.version, old.version) == ("2026", "2012")
    assert find_law("农业法", on=date(2026, 12, 31)) == old
    assert find_law("农业法", on=date(2027, 1, 1)) == new
    assert find_law("农业法@2012") == old
    assert find_law("农业法@2002") is None


def test_standing_of_an_edition_is_said_for_a_day() -> None:
    new, old = editions("农业法")
    assert standing(new, date(2026, 11, 22)) == "尚未施行（2027年1月1日起施行）"
    assert standing(old, date(2026, 11, 22)) == "现行有效"
    assert standing(old, date(2027, 1, 1)) == "已被2026年文本取代"
    noise = find_law("噪声污染防治法")
    assert noise is not None
    assert standing(noise, date(2026, 11, 22)) == "已废止"


def test_article_by_number_numeral_and_branch() -> None:
    by_number, by_words = find_article("民法典", 201), find_article("民法典", "第二百零一条")
    assert by_number is not None
    assert by_number == by_words
    assert by_number.url_key == "民法典/201"
    branch = find_article("刑法", "第十七条之一")
    assert branch is not None
    assert branch.text.startswith("已满七十五周岁的人故意犯罪的，可以从轻或者减轻处罚")
    assert find_article("民法典", 1261) is None
    assert find_article("人民调节法", 1) is None


def test_text_without_articles_is_one_whole() -> None:
    law = next(each for each in laws() if "第七十九条第三款的解释" in each.name)
    assert [each.label for each in articles(law)] == ["全文"]


def test_part_heading_belongs_to_the_articles_after_it() -> None:
    """来源把“第三编　合同”留在前一条末尾。"""
    before, first = find_article("民法典", 462), find_article("民法典", 463)
    assert before is not None
    assert first is not None
    assert before.text.endswith("自侵占发生之日起一年内未行使的，该请求权消灭。")
    assert first.heading.startswith("第三编 合同 第一分编 通则")
    last = find_article("民法典", 1260)
    assert last is not None
    assert last.heading == "附则"


def test_paragraphs_and_items_are_counted_as_lawyers_do() -> None:
    """行政复议法第三十条：三款，第一款七项；民事诉讼法第八十五条：四款。"""
    review, period = find_article("行政复议法", 30), find_article("民事诉讼法", 85)
    assert review is not None
    assert period is not None
    assert [len(each.items) for each in review.paragraphs] == [7, 0, 0]
    assert [each.lead[:6] for each in period.paragraphs] == [
        "期间包括法定",
        "期间以时、日",
        "期间届满的最",
        "期间不包括在",
    ]


def test_old_items_and_words_after_the_items() -> None:
    old = split_paragraphs(
        "有下列条件之一的，可以加入：\n一、中国人的近亲属；\n二、定居在中国的；\n三、有其它正当理由。"
    )
    assert [len(each.items) for each in old] == [3]
    tail = split_paragraphs(
        "有下列情形之一：\n（一）甲；\n（二）乙，\n由公安机关处罚。\n前款规定不适用于未成年人。"
    )
    assert [(len(each.items), each.tail) for each in tail] == [(2, "由公安机关处罚。"), (0, "")]


def test_a_numbered_sentence_is_no_item() -> None:
    """动物防疫法第四十二条有一款以“二、三类动物疫病”起句。"""
    assert (
        len(
            split_paragraphs("发生疫病的，应当隔离。\n二、三类动物疫病呈暴发性流行时，按照一类动物疫病处理。")
        )
        == 2
    )


def test_every_edition_has_its_own_key() -> None:
    keys = [law_key(law) for law in laws()]
    assert len(keys) == len(set(keys))
    assert all(find_law(key) == law for key, law in zip(keys, laws(), strict=True))
