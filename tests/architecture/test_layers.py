"""Which room may know which. The contract is ``.importlinter``; here it is run, and shown to catch what it must."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = next(parent for parent in Path(__file__).parents if (parent / "manage.py").exists())
CONTRACT = (ROOT / ".importlinter").read_text("utf-8")
Lint = Callable[[str], tuple[bool, str]]


@pytest.fixture
def lint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lint:
    """Run a contract; whether it is kept, and what was said."""

    def run(contract: str) -> tuple[bool, str]:
        path = tmp_path / "contract.ini"
        path.write_text(contract, encoding="utf-8")
        code = lint_imports(config_filename=str(path), no_cache=True)
        return code == 0, capsys.readouterr().out

    return run


def test_every_room_knows_only_the_rooms_below_it(lint: Lint) -> None:
    kept, said = lint(CONTRACT)
    assert kept, said[said.find("Broken contracts") :]


@pytest.mark.parametrize(
    ("allowed", "broken"),
    [
        ("fengqiao.matter.commands -> fengqiao.operate.records", "matter is not allowed to import fengqiao.operate"),
        ("fengqiao.lines.** -> fengqiao.desk.access", "lines is not allowed to import fengqiao.desk"),
        ("fengqiao.matter.forms -> fengqiao.ui.forms", "matter is not allowed to import fengqiao.ui"),
    ],
)
def test_without_its_exception_the_contract_breaks(allowed: str, broken: str, lint: Lint) -> None:
    """So the contract can fail: each exception is needed, and none is wider than what it names."""
    assert CONTRACT.count(allowed) == 1
    kept, said = lint(CONTRACT.replace(f"    {allowed}\n", ""))
    assert not kept
    assert broken in re.sub(r"\s+", " ", said)


def test_a_room_the_contract_does_not_place_is_refused(lint: Lint) -> None:
    kept, said = lint(CONTRACT.replace("    demo\n", ""))
    assert not kept
    assert "demo" in said
