"""``fengqiao export``: take everything out, readable without the product."""

from __future__ import annotations

import argparse
import getpass
import re
import sys
from pathlib import Path

Subparsers = argparse._SubParsersAction  # argparse names it no other way
SHORTEST_REASON = 4


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add export."""
    export = sub.add_parser("export", help="导出：全部案件写成文件夹、表格和PDF，不用枫桥也能看")
    export.add_argument("--all", metavar="目录", type=Path, required=True, help="写到哪个目录；再写同一个目录会接着做")
    export.add_argument("--line", default="", metavar="条线", help="只导出一个条线，如 mediation")
    export.add_argument("--county", default="", metavar="区划代码", help="只导出一个县，六位区划代码")
    export.add_argument(
        "--with-private", default="", metavar="事由", help="连同单独谈话等不公开的记录和已封存的案件；须写事由"
    )
    export.set_defaults(run=run_export)


def run_export(args: argparse.Namespace) -> int:
    """Exit code 1 when the call cannot be carried out or a file could not be brought out."""
    if args.county and not re.fullmatch(r"\d{6}", args.county):
        print(f"区划代码“{args.county}”须是六位数字，例如 999901。", file=sys.stderr)
        return 1
    if args.with_private and len(args.with_private.strip()) < SHORTEST_REASON:
        print("导出不公开的记录须写明事由（至少四个字），例如：--with-private 纪检调阅〔2026〕3号。", file=sys.stderr)
        return 1
    from fengqiao.operate.records import with_database

    return with_database(lambda: export(args))


def export(args: argparse.Namespace) -> int:
    """The command with the database up."""
    from django.utils import timezone

    from fengqiao.exports.running import Order, export_all
    from fengqiao.matter import registry

    known = [line.code for line in registry.lines()]
    if args.line and args.line not in known:
        print(f"没有条线“{args.line}”。现有：{'、'.join(known)}。", file=sys.stderr)
        return 1
    order = Order(args.all, getpass.getuser(), args.line, args.county, args.with_private.strip())
    outcome = export_all(order, now=timezone.now(), say=_progress)
    if sys.stdout.isatty():
        print()
    print(f"已导出{outcome.total}件（本次写{outcome.written}件，没有变化的{outcome.kept}件），在{args.all}。")
    if outcome.sealed:
        print(f"已封存的{outcome.sealed}件没有导出；确需导出的，用 --with-private 写明事由。")
    if outcome.lost:
        print(f"有{len(outcome.lost)}个文件没有取出，见说明.txt。", file=sys.stderr)
    return 1 if outcome.lost else 0


def _progress(text: str) -> None:
    print(f"\r{text}  " if sys.stdout.isatty() else text, end="" if sys.stdout.isatty() else "\n", flush=True)
