"""The administrators' log speaks Chinese: every particular that the program records has a word."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from fengqiao.orgs.offices import EDITABLE
from fengqiao.orgs.recording import PARTICULARS

ROOT = Path(__file__).parents[2]


def recorded(tree: ast.AST) -> Iterator[str]:
    """The keys of the dictionaries written out in calls of ``record`` and its like."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in ("record", "_note"):
            continue
        for given in [*call.args, *(each.value for each in call.keywords)]:
            if isinstance(given, ast.Dict):
                yield from (key.value for key in given.keys if isinstance(key, ast.Constant))


def test_every_particular_has_a_word() -> None:
    files = [path for path in ROOT.rglob("*.py") if "tests" not in path.parts]
    keys = {key for path in files for key in recorded(ast.parse(path.read_text(encoding="utf-8")))}
    assert {"matters", "roles", "left_on"} <= keys
    assert keys | set(EDITABLE) <= set(PARTICULARS), "give it a word in PARTICULARS"
