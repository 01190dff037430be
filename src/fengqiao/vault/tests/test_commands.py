"""`fengqiao keys …` as an administrator types it."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from fengqiao.vault import KeyRing
from fengqiao.vault.commands import add_commands


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(), rewrap=lambda ring: 7)
    args = parser.parse_args(words)
    return int(args.run(args))


def test_create_status_rotate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = str(tmp_path / "keys")
    assert run("keys", "status", "--dir", keys) == 1
    assert "fengqiao keys create" in capsys.readouterr().out
    assert run("keys", "create", "--dir", keys) == 0
    assert "另行密封保存" in capsys.readouterr().out
    assert run("keys", "create", "--dir", keys) == 1
    assert "不能重新生成" in capsys.readouterr().out
    assert run("keys", "rotate", "--dir", keys) == 0
    assert "已把7个案件的数据密钥改由第2版主密钥保护" in capsys.readouterr().out
    assert run("keys", "status", "--dir", keys) == 0
    assert "主密钥第2版" in capsys.readouterr().out
    assert KeyRing.open(keys).current_version == 2


def test_the_usual_directory_lies_in_the_data_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FENGQIAO_HOME", str(tmp_path))
    assert run("keys", "create") == 0
    assert (tmp_path / "keys" / "master-0001.key").is_file()
    assert str(tmp_path / "keys") in capsys.readouterr().out
