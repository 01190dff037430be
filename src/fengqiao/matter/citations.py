"""Every citation the product makes, gathered for ``fengqiao verify --citations``: in procedures, on papers, in code.

Declarations are read from the objects; a citation made inside a function (a refusal's article) is read from the source,
where it stands as ``NAME.art(29)``; Chinese text is read for articles named in words.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from fengqiao.matter.procedure import Action, Deadline, Procedure
from fengqiao.statutes import BureauPaper, Citation, Instrument, Problem, Statute, find_citations, verify

if TYPE_CHECKING:
    from fengqiao.matter.registry import Line

SKIPPED_FOLDERS = frozenset({"tests", "migrations", "statutes", "daycount"})


@dataclass(frozen=True)
class Cited:
    """A citation and where it stands."""

    citation: Citation
    where: str


@dataclass(frozen=True)
class Checked:
    """How many places were looked at and what was found, in order."""

    places: int
    citations: int
    problems: tuple[tuple[str, Problem], ...]

    @property
    def errors(self) -> int:
        return sum(problem.is_error for _, problem in self.problems)


def check_citations(lines: Iterable[Line], root: Path) -> Checked:
    """Check every citation of the lines and of the code below ``root``; each distinct one is looked up once."""
    known: dict[Citation, list[Problem]] = {}
    found: dict[tuple[str, Citation], list[Problem]] = {}
    for cited in (*declared(lines), *in_code(root)):
        if cited.citation not in known:
            known[cited.citation] = verify([cited.citation])
        found[cited.where, cited.citation] = known[cited.citation]
    problems = tuple((where, problem) for (where, _), each in found.items() for problem in each)
    return Checked(len(found), len(known), problems)


def declared(lines: Iterable[Line]) -> Iterator[Cited]:
    """The citations of procedures and papers."""
    for line in lines:
        for procedure in line.procedures:
            yield from of_procedure(procedure)
        for paper in line.papers.values():
            for found in find_citations(paper.basis):
                yield Cited(found.citation, f"{line.label}·文书“{paper.title}”")


def of_procedure(procedure: Procedure) -> Iterator[Cited]:
    """The citations of one procedure, with the action or deadline that makes them."""
    for action in procedure.actions:
        for citation in citations_of_action(action):
            yield Cited(citation, f"{procedure.label}·事项“{action.label}”")
    for deadline in procedure.deadlines:
        for citation in citations_of_deadline(deadline):
            yield Cited(citation, f"{procedure.label}·期限“{deadline.label}”")
    for citation in procedure.left_to_people:
        yield Cited(citation, f"{procedure.label}·由人判断的事项")


def citations_of_action(action: Action) -> tuple[Citation, ...]:
    """An action's own citations and those of its conditions."""
    judged = [condition.cite for condition in action.conditions] + [caution.cite for caution in action.cautions]
    return (*action.cite, *(citation for cite in judged for citation in cite))


def citations_of_deadline(deadline: Deadline) -> tuple[Citation, ...]:
    """A deadline's sources and those of its extension."""
    return (*deadline.cite, *deadline.basis, *(deadline.extension.cite if deadline.extension else ()))


# In code -------------------------------------------------------------------------------------------------------------


def in_code(root: Path) -> Iterator[Cited]:
    """Citations written in the source below ``root``, the package's folder, and in its pages' text."""
    for path in sorted(root.rglob("*.py")):
        if not SKIPPED_FOLDERS & set(path.relative_to(root).parts):
            yield from _in_module(path, root)
    for path in sorted(root.rglob("templates/**/*.html")):
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield from _in_words(text, f"{path.relative_to(root)}:{number}")


def _in_module(path: Path, root: Path) -> Iterator[Cited]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = ".".join((root.name, *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
    place = str(path.relative_to(root))
    module: ModuleType | None = sys.modules.get(name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _in_words(node.value, f"{place}:{node.lineno}")
        elif isinstance(node, ast.Call) and _is_citation(node):
            module = module or import_module(name)
            citation = _evaluate(node, module)
            if citation is not None:
                yield Cited(citation, f"{place}:{node.lineno}")


def _is_citation(node: ast.Call) -> bool:
    """``NAME.art(…)`` or ``room.NAME.art(…)`` with nothing but literals inside."""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "art"):
        return False
    return all(isinstance(value, ast.Constant) for value in (*node.args, *(k.value for k in node.keywords)))


def _evaluate(node: ast.Call, module: ModuleType) -> Citation | None:
    assert isinstance(node.func, ast.Attribute)
    source: object = module
    for name in ast.unparse(node.func.value).split("."):
        source = getattr(source, name, None)
    if not isinstance(source, Statute | Instrument | BureauPaper):
        return None
    args = [each.value for each in node.args if isinstance(each, ast.Constant)]
    named = {k.arg: k.value.value for k in node.keywords if k.arg and isinstance(k.value, ast.Constant)}
    return source.art(*args, **named)  # type: ignore[arg-type]


def _in_words(text: str, where: str) -> Iterator[Cited]:
    if "条" not in text:
        return
    try:
        found = find_citations(text)
    except ValueError as error:
        raise ValueError(f"{where}：{error}") from None
    yield from (Cited(each.citation, where) for each in found)
