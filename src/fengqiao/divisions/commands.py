"""`fengqiao divisions …`: find a division, see its towns, what became of a code, and a county's proposed tree."""

from __future__ import annotations

import argparse

from .changes import changes_of
from .places import UnknownDivision, county, search
from .planning import CountyPlan, plan_county
from .territory import grouped
from .townships import townships
from .villages import villages

_LEVELS = {1: "省级", 2: "地级", 3: "县级", 4: "乡级"}
_KINDS = {
    "bureau": "司法局",
    "section": "内设机构",
    "office": "司法所",
    "town": "乡镇（街道）",
    "committee": "调委会",
}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `divisions` with its own sub-commands to the product's command line."""
    parser = sub.add_parser("divisions", help="行政区划：查代码、看沿革、预览机构树")
    inner = parser.add_subparsers(dest="divisions_command", required=True, metavar="命令")

    find = inner.add_parser("search", help="按名称或代码查找：search 汉滨")
    find.add_argument("text", help="名称中的字，或代码的前几位")
    find.add_argument("--limit", type=int, default=20, help="最多列出几条（默认20）")
    find.set_defaults(run=_search)

    show = inner.add_parser("show", help="列出一个县的乡镇街道：show 610902")
    show.add_argument("code", help="六位区划代码")
    show.set_defaults(run=_show)

    changes = inner.add_parser("changes", help="一个代码的沿革：changes 610928")
    changes.add_argument("code", help="六位区划代码")
    changes.set_defaults(run=_changes)

    plan = inner.add_parser("plan", help="预览一个县的机构树，不写入：plan 610902")
    plan.add_argument("code", help="六位区划代码")
    plan.set_defaults(run=_plan)


def _search(args: argparse.Namespace) -> int:
    found = search(args.text, limit=args.limit)
    if not found:
        print(f"没有名称含“{args.text}”的现行区划。可换成名称中的两三个字再查。")
        return 1
    for place in found:
        print(f"{place.code:<10}{_LEVELS[place.level]}  {place.path}")
    return 0


def _show(args: argparse.Namespace) -> int:
    try:
        place = county(args.code)
    except UnknownDivision as error:
        print(error)
        return 1
    counted: dict[str, int] = {}
    for village in villages(args.code):
        counted[village.township_code_stat] = counted.get(village.township_code_stat, 0) + 1
    print(f"{place.code} {place.full_name}")
    print("民政代码    统计代码    村（社区）  名称")
    for town in townships(args.code):
        mca, stat = town.code_mca or "—", town.code_stat or "—"
        note = f"  {town.note}" if town.note else ""
        print(f"{mca:<12}{stat:<12}{counted.get(town.code_stat, 0):>6}      {town.name}{note}")
    return 0


def _changes(args: argparse.Namespace) -> int:
    found = changes_of(args.code)
    if not found:
        print(f"沿革记录（1980至2026年）中没有代码“{args.code}”的变更。")
        return 1
    for change in found:
        source = f"（{change.source}）" if change.source else ""
        print(change.sentence + source)
    return 0


def _plan(args: argparse.Namespace) -> int:
    try:
        plan = plan_county(args.code)
    except UnknownDivision as error:
        print(error)
        return 1
    for line in plan_lines(plan):
        print(line)
    return 0


def plan_lines(plan: CountyPlan) -> list[str]:
    """The proposal in lines for a person to read before it is adopted: counts, offices, what to check."""
    low, high = plan.reach
    counts = "，".join(f"{_KINDS[kind]}{count}个" for kind, count in plan.counts.items())
    lines = [f"{plan.county.full_name}（{plan.county.code}）：{counts}。区域号 {low} 至 {high}。", ""]
    committees: dict[int | None, int] = {}
    for unit in plan.of_kind("committee"):
        committees[unit.parent] = committees.get(unit.parent, 0) + 1
    for unit in plan.of_kind("office"):
        lines.append(f"{grouped(unit.territory)}  {unit.name}（调委会{committees.get(unit.territory, 0)}个）")
    if plan.to_check:
        lines += ["", f"需人工核对（{len(plan.to_check)}项）："]
        lines += [f"  {number}. {note}" for number, note in enumerate(plan.to_check, start=1)]
    return lines
