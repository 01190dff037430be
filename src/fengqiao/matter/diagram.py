"""The stages of a procedure as a picture: its main line down the page, what lies aside to the right.

Own small layout: stages of the main line under one another, a step to the next one straight down, longer steps in lanes
left of them; a stage aside stands level with the steps that lead to it, each way in or out in a lane of its own. SVG
without script or style: classes only (``diagram-*``), readable without colour, spoken by title and description.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from fengqiao.matter.procedure import Procedure, Stage

SIGN, BOX_HEIGHT, ROW, LANE, STUB, MARGIN = 15, 34, 68, 11, 14, 8
LONGEST_LABEL = 9


@dataclass(frozen=True)
class Edge:
    """A way from one stage to another, with the labels of the actions that go it; ``before`` None opens a matter."""

    before: Stage | None
    after: Stage
    labels: tuple[str, ...]
    by_law: bool


@dataclass(frozen=True)
class Box:
    """A stage's place: left and top edge, width."""

    stage: Stage
    x: int
    y: int
    width: int

    @property
    def middle(self) -> int:
        return self.y + BOX_HEIGHT // 2

    @property
    def right(self) -> int:
        return self.x + self.width


def edges(procedure: Procedure) -> list[Edge]:
    """The ways between stages in the order of the procedure; staying where one is makes none."""
    found: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    begins: list[Stage | None] = [None, *procedure.stages]
    for before in begins:
        for action in procedure.actions:
            if not action.allowed_in(before):
                continue
            for after in action.may_reach():
                if after is not before:
                    key = (before.code if before else "", after.code)
                    found.setdefault(key, []).append((action.label, action.by is None))
    stages = {stage.code: stage for stage in procedure.stages}
    return [
        Edge(stages.get(begin), stages[end], tuple(label for label, _ in ways), all(by_law for _, by_law in ways))
        for (begin, end), ways in found.items()
    ]


def stage_svg(procedure: Procedure, now: Stage | None) -> str:
    """The diagram as an ``svg`` element, the present stage marked in shape and word; all text escaped."""
    drawing = _Drawing(procedure, now)
    return "".join(drawing.parts())


class _Drawing:
    """One picture: places first, then lines, then boxes over them."""

    def __init__(self, procedure: Procedure, now: Stage | None) -> None:
        self.procedure, self.now = procedure, now
        self.edges = edges(procedure)
        self.main = [stage for stage in procedure.stages if not stage.aside]
        self.aside = [stage for stage in procedure.stages if stage.aside]
        self.row = {stage.code: number for number, stage in enumerate(self.main)}
        self.left = self._lanes(self._long_edges())
        self.ways_aside = self._ways_aside()
        self.boxes = self._place()

    # Places

    def _long_edges(self) -> list[Edge]:
        """Steps along the main line that are not simply the next one."""
        return [
            edge for edge in self.edges
            if edge.before is not None and edge.before.code in self.row and edge.after.code in self.row
            and self.row[edge.after.code] != self.row[edge.before.code] + 1
        ]  # fmt: skip

    def _lanes(self, long: Iterable[Edge]) -> dict[Edge, int]:
        """A lane for each, short ones near the boxes; those that overlap lie in different lanes."""
        taken: list[list[tuple[int, int]]] = []
        found: dict[Edge, int] = {}
        for edge in sorted(long, key=lambda e: abs(self._span(e)[1] - self._span(e)[0])):
            low, high = self._span(edge)
            lane = 0
            while lane < len(taken) and any(low <= b and a <= high for a, b in taken[lane]):
                lane += 1
            if lane == len(taken):
                taken.append([])
            taken[lane].append((low, high))
            found[edge] = lane
        return found

    def _span(self, edge: Edge) -> tuple[int, int]:
        assert edge.before is not None
        rows = sorted((self.row[edge.before.code], self.row[edge.after.code]))
        return rows[0], rows[1]

    def _ways_aside(self) -> list[tuple[Stage, bool]]:
        """The lanes between main line and stages aside, left to right: (stage, whether it leads out again)."""
        found: list[tuple[Stage, bool]] = []
        for stage in self.aside:
            if any(edge.after is stage for edge in self.edges):
                found.append((stage, False))
            if any(edge.before is stage for edge in self.edges):
                found.append((stage, True))
        return found

    def _place(self) -> dict[str, Box]:
        lanes = 1 + max(self.left.values(), default=-1)
        lanes = lanes or int(any(edge.before is None and edge is not self._opening() for edge in self.edges))
        x = MARGIN + lanes * LANE + (STUB if lanes else 0)
        width = max(_width(stage) for stage in self.main)
        top = MARGIN + (ROW - BOX_HEIGHT if self._opening() else 0)
        boxes = {s.code: Box(s, x, top + self.row[s.code] * ROW, width) for s in self.main}
        label = max((_text_width(_short(e.labels)) for e in self.edges if self._is_next(e)), default=0)
        gutter = max(STUB * 2 + len(self.ways_aside) * LANE, label // 2 - width // 2 + STUB)
        return boxes | self._place_aside(x + width + gutter, top)

    def _place_aside(self, x: int, top: int) -> dict[str, Box]:
        """Stages aside under one another, each as near as may be to the rows that lead to it."""
        wanted = []
        for number, stage in enumerate(self.aside):
            rows = [self.row[e.before.code] for e in self.edges
                    if e.after is stage and e.before is not None and e.before.code in self.row]  # fmt: skip
            wanted.append((sum(rows) / len(rows) if rows else number, number, stage))
        found: dict[str, Box] = {}
        free = top
        for row, _, stage in sorted(wanted, key=lambda each: each[:2]):
            y = max(free, round(top + row * ROW))
            found[stage.code] = Box(stage, x, y, max(_width(s) for s in self.aside))
            free = y + BOX_HEIGHT + STUB
        return found

    def _opening(self) -> Edge | None:
        return next((edge for edge in self.edges if edge.before is None and edge.after is self.main[0]), None)

    def _is_next(self, edge: Edge) -> bool:
        begin = edge.before
        if begin is None or begin.code not in self.row or edge.after.code not in self.row:
            return False
        return self.row[edge.after.code] == self.row[begin.code] + 1

    # Parts

    def parts(self) -> Iterator[str]:
        height = max(box.y for box in self.boxes.values()) + BOX_HEIGHT + MARGIN
        width = max(box.right for box in self.boxes.values()) + MARGIN
        width = max(width, *(self._label_end(edge) for edge in self.edges))
        name = f"diagram-{self.procedure.code}"
        yield (
            f'<svg class="diagram" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
            f' aria-labelledby="{name}-title {name}-desc" fill="none" stroke="currentColor">'
        )
        yield f'<title id="{name}-title">{escape(self.procedure.label)}的流程</title>'
        yield f'<desc id="{name}-desc">{escape(self.described())}</desc>'
        yield (
            f'<defs><marker id="{name}-arrow" class="diagram-arrow" viewBox="0 0 8 8" refX="7" refY="4"'
            ' markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
            '<path d="M0 0 8 4 0 8z" fill="currentColor" stroke="none"/></marker></defs>'
        )
        arrow = f' marker-end="url(#{name}-arrow)"'
        for edge in sorted(self.edges, key=lambda e: self._leads_on(e)):  # what lies ahead, over the rest
            yield from self._edge(edge, arrow)
        for box in self.boxes.values():
            yield from self._box(box)
        yield "</svg>"

    def described(self) -> str:
        """The picture in words: where the matter stands and where it can go from there."""
        if self.now is None:
            return "阶段依次为" + "、".join(stage.label for stage in self.main) + "。"
        ways = [f"{edge.after.label}（{'、'.join(edge.labels)}）" for edge in self.edges if edge.before is self.now]
        to = f"从这里可以到：{'；'.join(ways)}。" if ways else "没有下一阶段。"
        return f"现在处于“{self.now.label}”。{to}"

    def _edge(self, edge: Edge, arrow: str) -> Iterator[str]:
        end = self.boxes[edge.after.code]
        said = f"{edge.before.label if edge.before else '开始'}到{edge.after.label}：{'、'.join(edge.labels)}"
        css = "diagram-edge" + (" diagram-edge--law" if edge.by_law else "")
        css += " diagram-edge--on" if self._leads_on(edge) else ""
        drawn = ' stroke-width="2"' if self._leads_on(edge) else ' stroke-opacity="0.45"' if self.now else ""
        drawn += ' stroke-dasharray="4 3"' if edge.by_law else ""
        yield f'<g class="{css}"{drawn}><title>{escape(said)}</title>'
        if edge.before is None and end.stage is self.main[0]:
            x = end.x + end.width // 2
            yield f'<path d="M{x} {MARGIN}V{end.y}"{arrow}/>' + self._label(edge, x, MARGIN + BOX_HEIGHT // 2)
        elif edge.before is None:
            yield f'<path d="M{MARGIN} {end.middle}H{end.x}"{arrow}/>'
        elif self._is_next(edge):
            begin = self.boxes[edge.before.code]
            x = begin.x + begin.width // 2
            yield f'<path d="M{x} {begin.y + BOX_HEIGHT}V{end.y}"{arrow}/>'
            yield self._label(edge, x, begin.y + (ROW + BOX_HEIGHT) // 2)
        elif edge in self.left:
            begin = self.boxes[edge.before.code]
            lane = begin.x - STUB - self.left[edge] * LANE
            down = 4 if end.y > begin.y else -4
            yield f'<path d="M{begin.x} {begin.middle + down}H{lane}V{end.middle - down}H{end.x}"{arrow}/>'
        else:
            yield self._way_aside(edge, edge.before, arrow)
        yield "</g>"

    def _leads_on(self, edge: Edge) -> bool:
        return edge.before is not None and edge.before is self.now

    def _way_aside(self, edge: Edge, before: Stage, arrow: str) -> str:
        """Between the main line and a stage aside, or between two of these: across, along its lane, across."""
        begin, end = self.boxes[before.code], self.boxes[edge.after.code]
        first = self.boxes[self.main[0].code].right + STUB
        leads_out = before.aside
        lane = first + self.ways_aside.index((before if leads_out else edge.after, leads_out)) * LANE
        if before.aside and edge.after.aside:
            return f'<path d="M{begin.x} {begin.middle + 6}H{lane}V{end.middle + 6}H{end.x}"{arrow}/>'
        if leads_out:
            return f'<path d="M{begin.x} {begin.middle + 6}H{lane}V{end.middle + 8}H{end.right}"{arrow}/>'
        return f'<path d="M{begin.right} {begin.middle - 4}H{lane}V{end.middle - 4}H{end.x}"{arrow}/>'

    def _label(self, edge: Edge, x: int, y: int) -> str:
        return (
            f'<text class="diagram-label" x="{x + 6}" y="{y + 4}" font-size="12" fill="currentColor" stroke="canvas"'
            f' stroke-width="4" stroke-opacity="1" paint-order="stroke">{escape(_short(edge.labels))}</text>'
        )

    def _label_end(self, edge: Edge) -> int:
        if edge is not self._opening() and not self._is_next(edge):
            return 0
        box = self.boxes[edge.after.code]
        return box.x + box.width // 2 + 6 + _text_width(_short(edge.labels)) + MARGIN

    def _box(self, box: Box) -> Iterator[str]:
        stage, is_now = box.stage, box.stage is self.now
        css = "diagram-stage"
        css += " diagram-stage--now" if is_now else " diagram-stage--closed" if stage.closed else ""
        current = ' aria-current="step"' if is_now else ""
        yield f'<g class="{css}"{current}>'
        yield f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{BOX_HEIGHT}" rx="4" fill="canvas"'
        yield f' stroke-width="{3 if is_now else 1}"/>'
        if stage.closed:
            inner = f'x="{box.x + 3}" y="{box.y + 3}" width="{box.width - 6}" height="{BOX_HEIGHT - 6}"'
            yield f'<rect class="diagram-inner" {inner} rx="2"/>'
        text = f"▶ {stage.label}" if is_now else stage.label
        yield (
            f'<text x="{box.x + box.width // 2}" y="{box.middle + 5}" font-size="{SIGN}" text-anchor="middle"'
            f' fill="currentColor" stroke="none">{escape(text)}</text></g>'
        )


def _width(stage: Stage) -> int:
    """Room for the label, the mark of the present stage and a margin."""
    return max(6 * SIGN, (len(stage.label) + 2) * SIGN + 16)


def _text_width(text: str) -> int:
    return len(text) * 12


def _short(labels: tuple[str, ...]) -> str:
    """The first label, cut where it is long; the rest stand in the title."""
    text = labels[0] + ("等" if len(labels) > 1 else "")
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1] + "…"
