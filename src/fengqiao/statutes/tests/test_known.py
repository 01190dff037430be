"""The declared sources agree with the library and with themselves."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.statutes import Instrument, Statute, articles, find_law
from fengqiao.statutes.known import (
    ENVIRONMENTAL_CODE,
    INSTRUMENTS,
    LAWS,
    NOISE_POLLUTION,
    VILLAGERS_COMMITTEES,
)


@pytest.mark.parametrize("statute", LAWS, ids=lambda statute: statute.name)
def test_declared_version_is_in_the_library_and_not_superseded(statute: Statute) -> None:
    assert statute.law is not None
    assert statute.law.is_current or statute.until is not None


@pytest.mark.parametrize("statute", LAWS, ids=lambda statute: statute.name)
def test_in_force_no_earlier_than_adopted(statute: Statute) -> None:
    assert statute.law is not None
    assert statute.in_force_on >= statute.law.version_on


WHOLE_TEXTS = """
人民调解法 民法典 治安管理处罚法 反家庭暴力法 劳动争议调解仲裁法
农村土地承包经营纠纷调解仲裁法 城市居民委员会组织法 个人信息保护法 档案法
法律援助法 噪声污染防治法 生态环境法典 保守国家秘密法 无障碍环境建设法
密码法 数据安全法 妇女权益保障法
""".split()  # noqa: SIM905 - read as a list of names


@pytest.mark.parametrize("name", WHOLE_TEXTS)
def test_text_adopted_whole_says_itself_when_it_takes_force(name: str) -> None:
    """修正的法律末条仍写原施行日，不在此列。"""
    [statute] = [each for each in LAWS if each.name == name]
    day = statute.in_force_on
    assert statute.law is not None
    assert f"自{day.year}年{day.month}月{day.day}日起施行" in "".join(
        each.text for each in articles(statute.law)[-3:]
    )


def test_amended_village_law_takes_force_with_the_decision_that_amends_it() -> None:
    """全国人大常委会2025年10月28日决定：“本决定自2026年1月1日起施行。”"""
    decision = find_law("全国人民代表大会常务委员会关于修改《中华人民共和国村民委员会组织法》的决定")
    assert decision is not None
    assert "本决定自2026年1月1日起施行。" in articles(decision)[-1].text
    assert VILLAGERS_COMMITTEES.in_force_on == date(2026, 1, 1)


def test_noise_law_ends_the_day_before_the_code_that_repeals_it() -> None:
    """生态环境法典第一千二百四十二条。"""
    repeal = ENVIRONMENTAL_CODE.art(1242).text() or ""
    assert "自2026年8月15日起施行" in repeal
    assert "《中华人民共和国噪声污染防治法》" in repeal
    assert not NOISE_POLLUTION.covers(date(2026, 8, 15))
    assert NOISE_POLLUTION.covers(date(2026, 8, 14))
    assert ENVIRONMENTAL_CODE.covers(date(2026, 8, 15))


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda instrument: instrument.name)
def test_instrument_is_not_in_the_library_and_names_its_issuer(instrument: Instrument) -> None:
    assert find_law(instrument.name) is None
    assert instrument.issuer
    assert instrument.kind


def test_no_two_sources_answer_to_one_name() -> None:
    sources: list[Statute | Instrument] = [*LAWS, *INSTRUMENTS]
    names = [name for each in sources for name in {each.name, each.short or each.name}]
    assert len(names) == len(set(names))
