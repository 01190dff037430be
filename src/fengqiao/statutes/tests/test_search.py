"""What an officer types into the search box."""

from __future__ import annotations

from datetime import date

from fengqiao.statutes import find_law, search


def places(words: str, limit: int = 5) -> list[str]:
    """The articles found on 22 November 2026, as printed."""
    hits = search(words, limit, on=date(2026, 11, 22))
    return [hit.article.law.title + hit.article.label for hit in hits]


def test_all_words_must_occur_and_the_law_that_speaks_of_them_most_comes_first() -> None:
    found = search("调解协议 生效", 5)
    assert found[0].article.law.title == "人民调解法"
    assert all("调解协议" in hit.article.text and "生效" in hit.article.text for hit in found)


def test_name_of_a_law_narrows_to_it() -> None:
    assert places("人民调解法 生效") == ["人民调解法第二十九条", "人民调解法第三十条", "人民调解法第三十三条"]


def test_citation_opens_the_article_first() -> None:
    assert places("民法典第二百零一条")[0] == "民法典第二百零一条"
    assert places("个保法 13")[0] == "个人信息保护法第十三条"
    assert search("商标法第一条", on=date(2026, 11, 22))[0].article.url_key == "商标法@2019/1"


def test_question_in_ones_own_words() -> None:
    assert places("口头调解协议什么时候生效")[0] == "人民调解法第三十条"
    assert "劳动争议调解仲裁法第九条" in places("拖欠工资")


def test_snippet_shows_the_words_and_marks_them() -> None:
    hit = next(iter(search("按指印 生效", 1, law=find_law("人民调解法"))))
    assert hit.snippet.startswith("…")
    assert {hit.snippet[start:end] for start, end in hit.marks} <= {"按指印", "生效"}
    assert hit.marks


def test_text_not_yet_in_force_gives_way_to_the_one_that_is() -> None:
    assert {hit.article.law.version for hit in search("注册商标 续展", 20, on=date(2026, 11, 22))} == {"2019"}
    assert {hit.article.law.version for hit in search("注册商标 续展", 20, on=date(2027, 1, 1))} == {"2026"}


def test_repealed_law_comes_last() -> None:
    laws_found = [hit.article.law for hit in search("噪声 调解", 50, on=date(2026, 11, 22))]
    assert [law.status == "已废止" for law in laws_found] == sorted(
        law.status == "已废止" for law in laws_found
    )
    assert laws_found[0].title == "生态环境法典"


def test_nothing_found_is_an_empty_list() -> None:
    assert search("量子纠缠") == []
    assert search("   ") == []


def test_odd_input_comes_to_an_end() -> None:
    assert search("\0") == []
    assert search("调解\0协议") == search("调解 协议")
    assert search("第" * 5000) == []
