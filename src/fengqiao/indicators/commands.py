"""``fengqiao indicators``: the figures without a browser; made anew; and checked against the matters."""

from __future__ import annotations

import argparse
import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fengqiao.indicators.periods import Period
    from fengqiao.orgs.models import Office

MOST_LISTED = 50
Subparsers = argparse._SubParsersAction  # argparse names it no other way


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add indicators, and its part of verify."""
    command = sub.add_parser("indicators", help="指标：列出一个机构、一个期间的全部指标；--rebuild 由案件重新计算")
    command.add_argument("--office", metavar="区域号", help="十五位区域号，或其开头（如县的六位）；不写为最上一级")
    command.add_argument("--period", metavar="期间", default="", help="2026、2026-H1、2026-Q3、2026-03，或 2026-01-01..2026-11-22；不写为今年")
    command.add_argument("--line", metavar="条线", help="只要一个条线的，如 mediation")
    command.add_argument("--as-was", action="store_true", help="机构合并以前的，按当时的机构计")
    command.add_argument("--rebuild", action="store_true", help="由案件重新计算全部指标")
    command.add_argument("--json", action="store_true", help="以JSON输出")
    command.set_defaults(run=run_indicators)
    verify = sub.choices["verify"]
    verify.add_argument("--indicators", action="store_true", help="只核对指标：登记的数与由案件重算的是否一致")
    verify.set_defaults(further={"indicators": verify_indicators})


def run_indicators(args: argparse.Namespace) -> int:
    """Exit code 2 for an office or a period that is none."""
    from fengqiao.operate.records import with_database

    return with_database(lambda: rebuild(args) if args.rebuild else show(args))


def rebuild(args: argparse.Namespace) -> int:
    """Make everything anew, saying how far it is and how fast it went."""
    from fengqiao.indicators import folding
    from fengqiao.indicators.models import Part

    begun = time.monotonic()

    def say(done: int, total: int) -> None:
        if sys.stderr.isatty() or done == total:
            share = done / total if total else 1
            print(f"\r重新计算：{'█' * int(share * 30):<30} {done}/{total}件", end="\n" if done == total else "", file=sys.stderr, flush=True)

    matters = folding.rebuild(say)
    seconds, parts = time.monotonic() - begun, Part.objects.count()
    if args.json:
        print(json.dumps({"matters": matters, "parts": parts, "seconds": round(seconds, 2)}, ensure_ascii=False))
    else:
        print(f"由{matters}件案件重新计算，计入{parts}笔，用时{seconds:.1f}秒，每秒{matters / max(seconds, 0.001):.0f}件。")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print the figures."""
    from django.utils import timezone

    from fengqiao.indicators import folding, periods, registry
    from fengqiao.indicators.asking import Asked
    from fengqiao.indicators.figures import figures
    from fengqiao.orgs.written import NoOffice, office_written

    today = timezone.localdate()
    try:
        period = periods.read(args.period).until(today) if args.period else dict(periods.usual(today))["今年"]
        office = office_written(args.office)
        chosen = [registry.find(args.line)] if args.line else registry.sets()
    except (periods.NoPeriod, NoOffice) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except KeyError:
        print(f"没有“{args.line}”这个条线的指标。有：{'、'.join(each.code for each in registry.sets())}。", file=sys.stderr)
        return 2
    folding.fold_all_changes()
    asked = Asked(*office.reach, period, args.as_was)
    found = [(each, figures(each.indicators, asked)) for each in chosen]
    if args.json:
        print(json.dumps(_as_json(office, period, found), ensure_ascii=False, indent=1))
        return 0
    print(f"{office.name}　{period.words}")
    for each, values in found:
        print(f"\n{each.label}")
        for figure in values:
            print(f"  {figure.indicator.code:<8}{figure.indicator.label}：{figure.words}")
    return 0


def _as_json(office: Office, period: Period, found: list[Any]) -> dict[str, Any]:
    return {
        "office": {"territory": office.territory, "name": office.name}, "from": period.from_on.isoformat(), "to": period.to_on.isoformat(),
        "lines": [{"code": each.code, "label": each.label, "indicators": [figure.as_json() for figure in values]} for each, values in found],
    }  # fmt: skip


def verify_indicators(args: argparse.Namespace) -> int:
    """Exit code 1 when what is kept is not what the matters say."""
    from fengqiao.indicators import checking
    from fengqiao.indicators.models import Cell, Part
    from fengqiao.matter.models import Matter

    found = list(checking.differences())
    counts = {"matters": Matter.objects.count(), "parts": Part.objects.count(), "cells": Cell.objects.count()}
    if args.json:
        print(json.dumps({**counts, "differences": [vars(each) for each in found]}, ensure_ascii=False, indent=1))
    else:
        for each in found[:MOST_LISTED]:
            print(each)
        if len(found) > MOST_LISTED:
            print(f"……其余{len(found) - MOST_LISTED}处略去；--json 列出全部。")
        again = "。请运行 fengqiao indicators --rebuild" if found else ""
        print(f"核对案件{counts['matters']}件、计入{counts['parts']}笔、格{counts['cells']}个，不一致{len(found)}处{again}。")
    return 1 if found else 0
