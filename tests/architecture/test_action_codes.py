"""A line that reads its facts names actions by their code: a code nobody declares is never found and says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fengqiao.conf.lines import LINES
from fengqiao.lines.corrections.cases.procedure import CORRECTION
from fengqiao.lines.corrections.handover.summary import COUNTED
from fengqiao.matter import registry
from tests.architecture.test_sources import ROOT

ASKED = re.compile(r"\bfacts\.(?:all|last|first|has|on)\(([^()]*)\)")
LITERAL = re.compile(r"\"(\w+)\"")


def codes_asked_for(text: str) -> Iterator[str]:
    """The literal codes in ``facts.all("…", "…")`` and its like."""
    for asked in ASKED.finditer(text):
        yield from LITERAL.findall(asked[1])


def sources(line: str) -> list[Path]:
    folder = ROOT / "src" / Path(*line.split("."))
    return sorted(path for path in folder.rglob("*.py") if not {"tests", "migrations"} & set(path.parts))


def test_what_a_line_looks_for_in_its_facts_is_an_action_of_one_of_its_procedures() -> None:
    declared = {action.code for procedure in registry.procedures() for action in procedure.actions}
    for line in LINES:
        unknown = {(path.name, code) for path in sources(line) for code in codes_asked_for(path.read_text("utf-8")) if code not in declared}
        assert unknown == set(), line
    assert set(codes_asked_for('facts.all("a", B); self.facts.has("b"); data.all("c") artefacts.on("d")')) == {"a", "b"}


def test_what_a_package_counts_is_what_is_done_in_a_case() -> None:
    assert [CORRECTION.action(code).code for code, _ in COUNTED] == [code for code, _ in COUNTED]
