"""方案检查: what is wrong with a scheme before it may be fixed, and what one should think about, each in a sentence.

An item that counts how a screen was touched, not what was done for anybody, cannot even be saved (整治形式主义为基层减负).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from fengqiao.assessment import codes, rules
from fengqiao.assessment.codes import BESIDE, Method, Source
from fengqiao.assessment.gathering import indicator_of
from fengqiao.assessment.models import Scheme, SchemeItem, Target
from fengqiao.assessment.scoring import plain
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.orgs.models import Office

WRONG, THINK = "wrong", "think"
FEW_UNITS = 5
NAMED = 5  # so many units are named, the others counted


@dataclass(frozen=True)
class Finding:
    """``level`` wrong: it cannot be fixed so; think: it may. ``item``: whose, by its code."""

    level: str
    said: str
    item: str = ""


def burden(item: SchemeItem) -> str:
    """Why the item may not be an item at all; empty where it may."""
    indicator = declared(item)
    word = codes.burden_in(item.label, item.definition, indicator.label if indicator else "")
    if not word:
        return ""
    return f"“{item.label}”考核的是{word}，只看操作痕迹、不看工作实效，不能作为考核指标（整治形式主义为基层减负）。请换成办成了什么事的指标。"


def declared(item: SchemeItem) -> Indicator | None:
    """The indicator a system item reads; None where there is none (any more)."""
    try:
        return indicator_of(item) if item.source == Source.SYSTEM else None
    except KeyError:
        return None


def of_item(item: SchemeItem) -> list[str]:
    """What is wrong with one row: it is not saved so."""
    said = [burden(item)] if burden(item) else []
    if item.source == Source.SYSTEM and declared(item) is None:
        said.append(f"“{item.label}”没有选系统里的指标，或者这个指标已经没有了。请重新选择。")
    if item.source == Source.FORM:
        lacking = [word for key, word in codes.MARKS if not str(item.form_mark.get(key, "")).strip()]
        if lacking:
            said.append(f"报表填报的指标要标明{'、'.join(lacking)}，没有标明的，被调查单位有权拒绝填报（统计法第十七条）。没有批准的报表，请改用系统取数或者上级文件。")
    if item.method in BESIDE and item.weight:
        said.append("加分、减分、否决项不占分值，分值请写0。")
    if item.method not in BESIDE and item.weight <= 0:
        said.append("分值须大于0。")
    return [*said, *(f"“{item.label}”：{wrong}" for wrong in rules.wrong(item, item.params))]


def of_scheme(scheme: Scheme, items: Sequence[SchemeItem], offices: Sequence[Office], targets: Iterable[Target]) -> list[Finding]:
    """Everything found, what is wrong first."""
    own = {(row.item_id, row.office_id): row.params for row in targets}
    found = [*_whole(scheme, items, offices), *_weights(scheme, items)]
    for item in items:
        found += [Finding(WRONG, said, item.code) for said in of_item(item)]
        found += _targets(item, offices, own)
        found += _thoughts(item, offices)
    return sorted(found, key=lambda each: each.level != WRONG)


def _whole(scheme: Scheme, items: Sequence[SchemeItem], offices: Sequence[Office]) -> Iterator[Finding]:
    if not items:
        yield Finding(WRONG, "还没有指标项。请添加。")
    if not offices:
        yield Finding(WRONG, "还没有列被考核单位。请选择。")
    if not scheme.basis.strip():
        yield Finding(WRONG, "没有写依据文件。请写文件名称和文号。")
    if not scheme.periods:
        yield Finding(WRONG, "没有选考核周期。请选年度、半年、季度或者月度。")
    levels = [Fraction(str(least)) for _, least in scheme.grades]
    if scheme.grades and (min(levels) > 0 or len(set(levels)) < len(levels)):
        yield Finding(WRONG, "等次的最低分有重复，或者最低一等不是从0分起。请改成首尾相接。")
    if scheme.appeal_days < 1:
        yield Finding(WRONG, "申诉期至少一个工作日。")
    if scheme.interim_lists:
        yield Finding(THINK, "方案要在年度以外也公布名次表。按月、按季通报排名容易层层加压，请想一想有没有必要。")
    if scheme.by_core and items and not any(item.core for item in items):
        yield Finding(THINK, "没有标核心指标，总分并列的无从再分，将并列名次。")
    if any(item.method == Method.BON for item in items) and scheme.bonus_cap is None:
        yield Finding(THINK, "有加分项，没有设加分上限。")


def _weights(scheme: Scheme, items: Sequence[SchemeItem]) -> Iterator[Finding]:
    weighed = [item for item in items if item.weighs]
    total = sum((item.weight for item in weighed), start=type(scheme.min_coverage)(0))
    if weighed and total != 100:
        yield Finding(WRONG, f"各项分值合计{plain(total)}分，应为100分。请调整分值。")
    sums: Counter[str] = Counter()
    for item in weighed:
        sums[item.group] += item.weight  # type: ignore[assignment]  # sums of decimals
    planned: Mapping[str, Any] = dict(scheme.groups)
    for group, points in planned.items():
        if Fraction(str(points)) != Fraction(sums.get(group, 0)):
            yield Finding(WRONG, f"“{group}”一组定为{points}分，各项合计{plain(Fraction(sums.get(group, 0)))}分。请改成一致。")
    if planned:
        for group in sorted(set(sums) - set(planned)):
            yield Finding(WRONG, f"“{group or '没有分组'}”的指标项不在分组权重里。请补上这一组，或者改指标项的分组。")


def _targets(item: SchemeItem, offices: Sequence[Office], own: Mapping[tuple[int, int], Mapping[str, Any]]) -> Iterator[Finding]:
    """Empty targets (未设目标), and each unit's own ones judged like the item's."""
    lacking: dict[str, list[str]] = {}
    for office in offices:
        params = {**item.params, **own.get((item.pk, office.pk), {})}
        if words := rules.unset(item, params):
            lacking.setdefault("、".join(words), []).append(office.short_name)
        elif (item.pk, office.pk) in own:
            for told in rules.wrong(item, params):
                yield Finding(WRONG, f"{office.short_name}“{item.label}”的目标值：{told}", item.code)
    for lacks, names in lacking.items():
        who = "所有单位" if len(names) == len(offices) else "、".join(names[:NAMED]) + (f"等{len(names)}个单位" if len(names) > NAMED else "")
        yield Finding(WRONG, f"“{item.label}”没有设{lacks}：{who}。没有目标不能算达标，请补上或者导入目标值。", item.code)


def _thoughts(item: SchemeItem, offices: Sequence[Office]) -> Iterator[Finding]:
    indicator = declared(item)
    if indicator is not None and item.indicator_version != indicator.version:
        yield Finding(WRONG, f"“{item.label}”的指标定义已是第{indicator.version}版，方案用的是第{item.indicator_version}版。请打开这一项重新保存，或者出新版方案。", item.code)
    if item.method == Method.RANK and len(offices) < FEW_UNITS:
        yield Finding(THINK, f"“{item.label}”按名次计分，只有{len(offices)}个单位，差一名就差很多分。", item.code)
    if indicator is not None and indicator.better and _points_the_other_way(item, indicator.better):
        yield Finding(THINK, f"“{item.label}”在统计里是{dict(codes.BETTER)[indicator.better]}，这里的计分方向相反。请核对。", item.code)
    if item.missing == codes.Missing.OUT:
        yield Finding(THINK, f"“{item.label}”未报不计入权重，不报反而不失分。请想一想。", item.code)


def _points_the_other_way(item: SchemeItem, better: str) -> bool:
    if item.method in (Method.THR, Method.RANK):
        return bool(item.better) and item.better != better
    if item.method == Method.LIN and not rules.unset(item, item.params) and not rules.wrong(item, item.params):
        falls = (rules.number(item.params["x0"]) or 0) > (rules.number(item.params["x1"]) or 0)
        return falls == (better == codes.UP)
    return False
