"""The marks a template may use, read from its text before it is used; what it does not know is refused by name.

    {{FG06}}           the figure as its declaration says it; {{FG06|A}} 余, {{FG06|X}} exact, {{FG06|数}} the number alone
    {{FG06|同比}} {{FG06|环比}} {{FG06|上年}} {{FG09|名单}}
    {% if FG27 %}…{% endif %}      a sentence only where there is something; > < >= <= == and “and, or, not” too
    {{表_分机构}} {{图_各月}}        alone in their paragraph: a table, a chart
    {% for row in 计划 %}…{{row.内容}}…{% endfor %}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fengqiao.lines.reporting.catalogue import items

ABOUT, EXACT, NUMBER, ON_YEAR, ON_MONTH, LAST_YEAR, NAMES = "A", "X", "数", "同比", "环比", "上年", "名单"
FILTERS = {
    ABOUT: "带“余”的约数", EXACT: "确数", NUMBER: "只要数字", ON_YEAR: "比上年同期", ON_MONTH: "比上期", LAST_YEAR: "上年同期的数", NAMES: "人工登记的名称，用顿号隔开",
}  # fmt: skip
TABLES = {
    "表_分机构": "各司法所的数", "表_数据": "全部数据项，附上年同期", "图_各月": "调解案件各月与上年同月", "图_分机构": "各司法所调解案件",
    "表_名次": "各司法所几项主要指标的数和名次", "表_考核": "已经公布的考核成绩和名次",
}  # fmt: skip
PLAIN = {
    "单位": "报告的机构", "年度": "例如2026年", "期间": "例如2026年1月至10月", "截止日": "期间的最后一日", "标题": "报告的名称", "成文日期": "签发的日期",
    "亮点": "“写入文字”里填的工作亮点", "存在问题": "“写入文字”里填的存在问题", "值班频次": "每周，或者占应值周数的百分之几", "变差": "与上年同期相比变差最多的三项",
    "考核说明": "考核成绩是哪一期的，或者为什么不列", "全市排名": "登记的全市排名和失分最多的项目",
}  # fmt: skip
PLAN, ROW = "计划", "row"
PLAN_FIELDS = ("内容", "责任单位", "完成时限", "指标", "目标", "序号")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter, nodes.For, nodes.If, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Const,
)  # fmt: skip
_HALF = "模板里有一处标记写得不完整。请核对每个“{{”都有“}}”，每个“{% if %}”都有“{% endif %}”，或重新下载样板文件。"
_MARK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_DIGITS = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％‰]?")
AROUND = 14


@dataclass(frozen=True)
class Read:
    """What a template says: sentences about what is wrong with it, and the digits typed by hand with the words around them."""

    problems: tuple[str, ...]
    digits: tuple[str, ...] = ()


def known(kind: str) -> set[str]:
    """All names a template of this kind may use."""
    return {item.code for item in items(kind)} | TABLES.keys() | PLAIN.keys() | {PLAN}


def read(language: str, paragraphs: list[str], kind: str) -> Read:
    """``language``: the template's text with its marks; ``paragraphs``: the same, paragraph by paragraph, as it is read."""
    try:
        tree = ImmutableSandboxedEnvironment(autoescape=True).parse(language)
    except TemplateSyntaxError:
        return Read((_HALF,))
    allowed = known(kind)
    problems = [said for node in _walk(tree) for said in _problems(node, allowed)]
    problems += _apart(paragraphs)
    return Read(tuple(dict.fromkeys(problems)), tuple(typed(paragraphs)))


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _problems(node: nodes.Node, allowed: set[str]) -> Iterator[str]:
    if not isinstance(node, _ALLOWED):
        yield f"模板用了“{type(node).__name__}”写法，报告模板只支持数据项、如果和逐行重复。请改用样板文件里的写法。"
    elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in {*allowed, ROW, "loop"}:
        yield f"模板里的“{{{{{node.name}}}}}”不是这类报告的数据项。可用的编号见“报告模板”的“可用标记”页，请核对。"
    elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
        yield f"“|{node.name}”不是可用的说法。可用的有：{'、'.join(f'|{name}（{words}）' for name, words in FILTERS.items())}。"
    elif isinstance(node, nodes.For):
        yield from _loop(node)
    elif isinstance(node, nodes.Getattr):
        owner = node.node.name if isinstance(node.node, nodes.Name) else ""
        if not (owner == ROW and node.attr in PLAN_FIELDS) and not (owner == "loop" and node.attr in ("index", "first", "last")):
            yield f"“.{node.attr}”不能用。逐行重复里可用的有：{'、'.join(f'{ROW}.{name}' for name in PLAN_FIELDS)}。"


def _loop(loop: nodes.For) -> Iterator[str]:
    over = loop.iter.name if isinstance(loop.iter, nodes.Name) else ""
    target = loop.target.name if isinstance(loop.target, nodes.Name) else ""
    if over != PLAN or target != ROW or loop.recursive or loop.test is not None or any(True for _ in loop.find_all(nodes.For)):
        yield f"逐行重复须写成“{{% for {ROW} in {PLAN} %}}”，里面不能再重复。请照样板文件改写。"


def _apart(paragraphs: list[str]) -> Iterator[str]:
    """A table or a chart takes a paragraph of its own."""
    for text in paragraphs:
        for name in TABLES:
            if re.search(r"\{\{\s*" + name + r"\s*\}\}", text) and _MARK.sub("", text).strip():
                yield f"“{{{{{name}}}}}”要单独占一段，前后不能有别的文字。"


def typed(paragraphs: list[str]) -> Iterator[str]:
    """Each number typed by hand, outside all marks, with the words around it."""
    for paragraph in paragraphs:
        text = _MARK.sub("□", paragraph)
        for found in _DIGITS.finditer(text):
            before, after = text[max(0, found.start() - AROUND) : found.start()], text[found.end() : found.end() + AROUND]
            yield f"{before}【{found.group()}】{after}"
