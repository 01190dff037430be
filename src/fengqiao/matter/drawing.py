"""A procedure drawn from its declaration: the page of ``docs/procedures``, with the stages as a diagram in text.

The picture for a matter's page is :func:`fengqiao.matter.diagram.stage_svg`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fengqiao.daycount import Period
from fengqiao.matter.diagram import edges, stage_svg
from fengqiao.matter.procedure import ANY, ANY_OPEN, Action, Deadline, Procedure, Recurring
from fengqiao.orgs.roles import labels
from fengqiao.statutes import Citation

__all__ = ["mermaid", "page", "stage_svg", "write_pages"]

MADE_BY = "本页由程序声明生成（fengqiao verify --draw docs/procedures），请改声明，不要改本页。"


def write_pages(procedures: Iterable[Procedure], folder: Path) -> list[Path]:
    """Write one page a procedure, all its versions on it, newest first; the paths written."""
    by_code: dict[str, list[Procedure]] = {}
    for procedure in procedures:
        by_code.setdefault(procedure.code, []).append(procedure)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for code, versions in sorted(by_code.items()):
        path = folder / f"{code}.md"
        path.write_text(page(versions), encoding="utf-8")
        written.append(path)
    return written


def page(versions: Sequence[Procedure]) -> str:
    """The page of a procedure in Markdown."""
    newest_first = sorted(versions, key=lambda each: each.in_force_from, reverse=True)
    parts = [f"# {newest_first[0].label}", MADE_BY]
    for procedure in newest_first:
        until = f"，至{procedure.in_force_until.isoformat()}止" if procedure.in_force_until else ""
        parts.append(f"## {procedure.version}版（自该日起适用{until}）")
        parts += list(_sections(procedure))
    return "\n\n".join(parts) + "\n"


def _sections(procedure: Procedure) -> Iterator[str]:
    yield "### 流程"
    yield f"```mermaid\n{mermaid(procedure)}```"
    yield "### 办理事项"
    yield _table(("事项", "从", "到", "由谁办理", "依据", "文书"), map(_action_row, procedure.actions))
    yield "### 期限"
    head = ("期限", "长短", "从哪天起", "办了什么算完成", "期满", "责任方", "性质", "依据")
    yield _table(head, (_deadline_row(procedure, deadline) for deadline in procedure.deadlines))
    if procedure.parameters:
        yield "### 本局可以设定的参数"
        yield _table(("参数", "起始值"), ((f"`{name}`", str(value)) for name, value in procedure.parameters.items()))
    if procedure.left_to_people:
        yield "### 由人判断，程序不作决定"
        yield "\n".join(f"- {citation.label}：{said}" for citation, said in procedure.left_to_people.items())


def mermaid(procedure: Procedure) -> str:
    """The stages and what leads from one to another, as Mermaid text."""
    lines = ["stateDiagram-v2", "    direction TB"]
    lines += [f'    state "{stage.label}" as {stage.code}' for stage in procedure.stages]
    for edge in edges(procedure):
        begin = edge.before.code if edge.before else "[*]"
        lines.append(f"    {begin} --> {edge.after.code} : {'、'.join(edge.labels)}")
    lines += [f"    {stage.code} --> [*]" for stage in procedure.stages if stage.closed]
    return "\n".join(lines) + "\n"


def _action_row(action: Action) -> tuple[str, ...]:
    return (
        action.label,
        _from(action),
        "、".join(stage.label for stage in action.may_reach()) or "不变",
        labels(tuple(action.by.role_codes)) + ("，或承办人" if action.by.or_handler else "") if action.by else "系统",
        _cited(action.cite),
        "、".join(dict.fromkeys(produces.paper.title for produces in action.produces)),
    )


def _from(action: Action) -> str:
    if action.from_ == ANY:
        return "任何阶段"
    if action.from_ == ANY_OPEN:
        return "未办结的任何阶段"
    return "、".join(stage.label for stage in action.from_ if not isinstance(stage, str)) or "（立案）"


def _deadline_row(procedure: Procedure, deadline: Deadline) -> tuple[str, ...]:
    effect = deadline.on_expiry.effect
    return (
        deadline.label,
        _length(procedure, deadline),
        f"“{deadline.after.label}”当日" if isinstance(deadline.after, Action) else deadline.after.label,
        "、".join(dict.fromkeys(met.label for met in deadline.met_by)) or "—",
        deadline.on_expiry.meaning + (f"（系统记录“{effect.label}”）" if effect else ""),
        deadline.whose,
        "法定期限" if deadline.statutory else "本局时限",
        _cited(deadline.sources),
    )


def _length(procedure: Procedure, deadline: Deadline) -> str:
    if isinstance(deadline.period, Period):
        period, note = deadline.period, ""
    else:
        found = deadline.period(procedure.parameters)
        if found is None:
            return "停用（参数）"
        period, note = found, "（参数）"
    said = "到期日当天" if period.n == 0 else period.text
    if isinstance(deadline.after, Recurring):
        said = "每期末日"
    more = [f"可办理“{deadline.extension.by.label}”"] if deadline.extension else []
    more += list(dict.fromkeys(f"“{pause.by.label}”期间不计" for pause in deadline.pauses))
    return (
        said + note + ("，末日休息日顺延" if period.roll else "") + "".join(f"；{each}" for each in more)
    )


def _cited(citations: Sequence[Citation]) -> str:
    return "、".join(citation.label for citation in citations) or "—"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(head), _row(["---"] * len(head))]
    return "\n".join(lines + [_row(row) for row in rows])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "｜").replace("\n", " ") for cell in cells) + " |"
