"""``fengqiao bench --assignment`` at its smallest: the table, the JSON, and that only the lists break rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fengqiao.bench import assigning
from fengqiao.cli import main


def test_the_table_and_the_json_tell_time_memory_bound_and_what_lists_break(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(assigning, "SIZES", ((8, 30, 2),))
    monkeypatch.setattr(assigning.measure, "__defaults__", (0,))
    assert main(["bench", "--assignment", "--json", str(tmp_path / "report.json")]) == 0
    out = capsys.readouterr().out
    assert "| 方法 | 目标值 | 下界 | 差距 | 未指派 | 违反硬性规则 |" in out
    [county] = json.loads((tmp_path / "report.json").read_text())["counties"]
    ours = county["ways"][-1]
    assert (ours["proven"], ours["violations"], ours["gap"]) == (True, 0, 0.0)
    assert ours["peak_mb"] > 20
    assert [way["violations"] > 0 for way in county["ways"]] == [True, False, True, False, False]
