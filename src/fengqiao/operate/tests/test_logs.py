"""Logs of supervised processes: whole lines, bounded size."""

from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao.operate import logs
from fengqiao.operate.logs import LineLog


def test_lines_cut_in_pieces_are_put_together_also_within_a_character(tmp_path: Path) -> None:
    log = LineLog(tmp_path / "web.log")
    text = "调解协议\n第二行\n".encode()
    for number in range(len(text)):
        log.take(7, text[number : number + 1])
    log.close()
    lines = (tmp_path / "web.log").read_text(encoding="utf-8").splitlines()
    assert [line[20:] for line in lines] == ["[7] 调解协议", "[7] 第二行"]
    assert log.last == "第二行"


def test_a_full_log_is_put_aside_and_only_five_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LIMIT_BYTES", 100)
    log = LineLog(tmp_path / "web.log")
    for number in range(9):
        log.take(1, f"{number}{'x' * 100}\n".encode())
    log.close()
    kept = {path.name: path.read_text(encoding="ascii")[24:25] for path in tmp_path.iterdir()}
    assert kept == {
        "web.log": "", "web.1.log": "8", "web.2.log": "7", "web.3.log": "6", "web.4.log": "5", "web.5.log": "4",
    }  # fmt: skip
