"""What a template asks for, read from its syntax tree; whatever a form does not need is refused by name."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

ROW = "row"
_LOOP_FACTS = frozenset({"index", "index0", "first", "last", "length"})
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
)


@dataclass(frozen=True)
class NamesUsed:
    """Slots named by the template, fields of rows named in loops, and Chinese sentences about what is not allowed."""

    names: frozenset[str]
    row_names: frozenset[str]
    refused: tuple[str, ...]


def names_used(text: str) -> NamesUsed:
    """Reads a template's text. Raises jinja2.TemplateSyntaxError when it cannot be read."""
    tree = ImmutableSandboxedEnvironment(autoescape=True).parse(text)
    names: set[str] = set()
    row_names: set[str] = set()
    refused: list[str] = []
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            refused.append(
                f"模板用了“{type(node).__name__}”写法，表单模板只支持栏目、逐行重复和如果。请改用样板文件里的写法。"
            )
        elif isinstance(node, nodes.For):
            refused += _check_loop(node)
        elif isinstance(node, nodes.Getattr):
            refused += _note_attribute(node, row_names)
        elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in (ROW, "loop"):
            names.add(node.name)
    return NamesUsed(frozenset(names), frozenset(row_names), tuple(dict.fromkeys(refused)))


def _walk(node: nodes.Node) -> list[nodes.Node]:
    found = [node]
    for child in node.iter_child_nodes():
        found += _walk(child)
    return found


def _check_loop(loop: nodes.For) -> list[str]:
    plain = isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name) and loop.target.name == ROW
    if not plain or loop.recursive or loop.test is not None:
        return [f"逐行重复须写成“for {ROW} in 栏目”。请照样板文件改写。"]
    if any(True for _ in loop.find_all(nodes.For)):
        return ["逐行重复里不能再有逐行重复。请拆成两张表。"]
    return []


def _note_attribute(node: nodes.Getattr, row_names: set[str]) -> list[str]:
    owner = node.node.name if isinstance(node.node, nodes.Name) else ""
    if owner == ROW and not node.attr.startswith("_"):
        row_names.add(node.attr)
        return []
    if owner == "loop" and node.attr in _LOOP_FACTS:
        return []
    return [f"模板用了“.{node.attr}”，只有逐行重复里的“{ROW}.栏目”可以带点。请改用样板文件里的写法。"]
