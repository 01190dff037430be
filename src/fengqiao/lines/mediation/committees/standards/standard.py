"""One version of the bureau's standard for committees, and what follows from what was found. Pure.

A house standard (本局标准) in the manner of 五有四落实: no article asks for it, and nothing here is cited as law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

MET, PARTLY, UNMET = "met", "partly", "unmet"
RESULTS = ((MET, "达到"), (PARTLY, "部分达到"), (UNMET, "没有达到"))
VETO_RESULTS = ((MET, "没有此情形"), (UNMET, "有此情形"))
FULL, MODEL = "规范化", "示范"
LEVEL_NAMES = (MODEL, FULL)  # the higher first


@dataclass(frozen=True)
class Criterion:
    """One criterion. ``veto``: a committee that does not meet it is not recognised, whatever its points (一票否决).

    ``knows`` names what the records themselves can say of it (:mod:`known`); it is shown beside, a person decides.
    """

    code: str
    text: str
    points: int
    evidence: str = ""
    veto: bool = False
    knows: str = ""

    @property
    def results(self) -> tuple[tuple[str, str], ...]:
        """What may be said of it: one without points is there or not."""
        return RESULTS if self.points > 1 else RESULTS[::2] if self.points else VETO_RESULTS


@dataclass(frozen=True)
class Level:
    """A level and the least points it takes."""

    name: str
    least: int


@dataclass(frozen=True)
class Standard:
    """The standard for committees assessed from ``from_on`` on; ``valid_years`` is how long a recognition lasts."""

    name: str
    document_no: str
    from_on: date
    criteria: tuple[Criterion, ...]
    levels: tuple[Level, ...]
    valid_years: int = 3
    id: int | None = None

    @property
    def label(self) -> str:
        """《枫林县规范化人民调解委员会标准》（枫司发〔2026〕5号）"""
        return f"《{self.name}》（{self.document_no}）"

    @property
    def full(self) -> int:
        return sum(criterion.points for criterion in self.criteria)

    def content(self) -> dict[str, Any]:
        """The part that is stored as JSON, and beside an assessment in its entry."""
        return {
            "criteria": [asdict(criterion) for criterion in self.criteria],
            "levels": [asdict(level) for level in self.levels],
            "valid_years": self.valid_years,
        }


def standard_from(
    name: str, document_no: str, from_on: date, content: Mapping[str, Any], pk: int | None = None
) -> Standard:
    """The stored standard."""
    return Standard(
        name, document_no, from_on, criteria_from(content["criteria"]), levels_from(content["levels"]),
        int(content.get("valid_years", 3)), pk,
    )  # fmt: skip


def criteria_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    return tuple(Criterion(**row) for row in rows)


def levels_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Level, ...]:
    """The levels, the highest first."""
    return tuple(sorted((Level(**row) for row in rows), key=lambda level: -level.least))


@dataclass(frozen=True)
class Finding:
    """What was found of one criterion; ``points`` only where it is met in part."""

    code: str
    result: str
    points: int = 0
    note: str = ""


def finding_from(row: Mapping[str, Any]) -> Finding:
    return Finding(
        str(row.get("code", "")), str(row.get("result", "")), int(row.get("points") or 0), str(row.get("note") or "")
    )


@dataclass(frozen=True)
class Outcome:
    """What the findings come to. ``short``: not met in full; ``vetoed``: a veto not met; ``level``: the highest earned."""

    total: int
    full: int
    short: tuple[str, ...]
    vetoed: tuple[str, ...]
    level: str


def points_of(criterion: Criterion, finding: Finding | None) -> int:
    """All points when met, those given when met in part, none otherwise."""
    if finding is None or finding.result == UNMET:
        return 0
    return criterion.points if finding.result == MET else finding.points


def judge(criteria: Sequence[Criterion], levels: Sequence[Level], findings: Mapping[str, Finding]) -> Outcome:
    """The points, what is missing and the level they allow; empty while a veto stands or no level is reached."""
    total = sum(points_of(c, findings.get(c.code)) for c in criteria)
    short = tuple(c.code for c in criteria if c.code not in findings or findings[c.code].result != MET)
    vetoed = tuple(c.code for c in criteria if c.veto and c.code in short)
    earned = next((level.name for level in levels if total >= level.least), "") if not vetoed else ""
    return Outcome(total, sum(c.points for c in criteria), short, vetoed, earned)


@dataclass(frozen=True)
class Misfit:
    """Why a finding does not fit its criterion, and the criterion it is about."""

    code: str
    said: str


def misfits(criteria: Sequence[Criterion], findings: Sequence[Finding], *, all_asked: bool) -> list[Misfit]:
    """What is wrong with the findings as given: unknown or doubled numbers, points out of range, criteria left out."""
    known = {c.code: c for c in criteria}
    found, seen = [], set()
    for finding in findings:
        criterion = known.get(finding.code)
        if criterion is None:
            found.append(Misfit("", f"标准中没有第{finding.code}项。请核对编号。"))
            continue
        if finding.code in seen:
            found.append(Misfit(finding.code, f"第{finding.code}项写了两次。请合并。"))
        seen.add(finding.code)
        found += _misfit(criterion, finding)
    if all_asked:
        found += [Misfit(c.code, f"第{c.code}项还没有填。请逐项填写。") for c in criteria if c.code not in seen]
    return found


def _misfit(criterion: Criterion, finding: Finding) -> list[Misfit]:
    if finding.result not in dict(criterion.results):
        return [Misfit(criterion.code, f"第{criterion.code}项只能是达到或没有达到。请重新选择。")]
    if finding.result == PARTLY and not 0 < finding.points < criterion.points:
        said = f"第{criterion.code}项部分达到的，得分应在1到{criterion.points - 1}分之间。请填写得分。"
        return [Misfit(criterion.code, said)]
    return []


def faults(criteria: Sequence[Criterion], levels: Sequence[Level]) -> list[str]:
    """What is wrong with a standard as drawn up, before it is registered."""
    found, full = [], sum(c.points for c in criteria)
    doubled = {c.code for c in criteria if [other.code for other in criteria].count(c.code) > 1}
    found += [f"编号“{code}”用了两次。请逐项编号。" for code in sorted(doubled)]
    found += [f"第{c.code}项既没有分值，也不是一票否决。请补填。" for c in criteria if not c.points and not c.veto]
    found += [
        f"“{level.name}”最低{level.least}分，超过满分{full}分。请核对分值。" for level in levels if level.least > full
    ]
    if not levels:
        found.append("还没有写等级的最低分。至少写“规范化”一级。")
    if len({level.least for level in levels}) < len(levels):
        found.append("“示范”的最低分应高于“规范化”。请核对。")
    return found


START = (
    Criterion("1", "组织：委员三至九人，设主任一人，有妇女委员", 15, "推选记录、委员名单", veto=True, knows="composition"),
    Criterion("2", "换届：委员在任期内，届满及时推选", 10, "推选会议记录", knows="term"),
    Criterion("3", "备案：已经备案，组成变动已通报人民法院", 10, "备案文书、通报书", knows="filed"),
    Criterion("4", "场所：有固定的调解室，便于单独谈话", 10, "照片", knows="rooms"),
    Criterion("5", "标识：悬挂统一的名称标牌和人民调解标识", 5, "照片"),
    Criterion("6", "印章：有印章，保管、使用有登记", 5, "印章登记簿", knows="seal"),
    Criterion("7", "制度：岗位责任、学习、例会、登记、统计、档案制度健全并公开", 10, "制度文本、照片"),
    Criterion("8", "队伍：调解员本年培训达到本局要求的学时", 10, "培训记录", knows="training"),
    Criterion("9", "工作落实：近十二个月有受理的案件，排查、受理、调解有登记", 10, "登记簿", knows="cases"),
    Criterion("10", "文书：使用统一格式，要素齐全，当事人签名", 5, "抽查的案卷"),
    Criterion("11", "档案：一案一卷，结案后按期归档", 5, "卷宗目录", knows="archive"),
    Criterion("12", "经费落实：办公条件有保障，案件补贴按标准发放", 5, "经费文件、发放名册"),
    Criterion("13", "调解员近一年没有因偏袒、侮辱、牟利、泄密受到处理", 0, "", veto=True, knows="discipline"),
)  # fmt: skip
START_LEVELS = (Level(MODEL, 90), Level(FULL, 75))
