"""``fengqiao exchange export|import 目录``: envelopes through two folders, for bodies behind a one-way device."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

Subparsers = argparse._SubParsersAction  # argparse names it no other way


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add exchange."""
    exchange = sub.add_parser("exchange", help="往来文件：写到目录、从目录收取（单向摆渡用）")
    inner = exchange.add_subparsers(dest="exchange_command", required=True, metavar="命令")
    out = inner.add_parser("export", help="把待送的往来文件写到目录")
    out.add_argument("folder", type=Path, metavar="目录")
    out.add_argument("--partner", default="", metavar="对方代码", help="只写给一个单位的")
    out.set_defaults(run=run_export)
    into = inner.add_parser("import", help="收取目录里的往来文件；收下的移到done，没收下的移到refused并附理由")
    into.add_argument("folder", type=Path, metavar="目录")
    into.set_defaults(run=run_import)


def run_export(args: argparse.Namespace) -> int:
    """Exit code 1 when the folder cannot be written."""

    def work() -> int:
        from django.utils import timezone

        from fengqiao.exchange.files import export_to

        count = export_to(args.folder, now=timezone.now(), partner_code=args.partner)
        print(f"已写出{count}件，在{args.folder}。")
        return 0

    return _with_database(work)


def run_import(args: argparse.Namespace) -> int:
    """Exit code 1 when something was not taken in."""
    if not args.folder.is_dir():
        print(f"没有目录{args.folder}。请核对路径。", file=sys.stderr)
        return 1

    def work() -> int:
        from django.utils import timezone

        from fengqiao.exchange.files import import_from

        outcome = import_from(args.folder, now=timezone.now())
        print(f"收下{len(outcome.taken)}件，以前收过的{outcome.again}件，没有收下{len(outcome.rejected)}件。")
        for name, why in outcome.rejected:
            print(f"{name}：{why}", file=sys.stderr)
        return 1 if outcome.rejected else 0

    return _with_database(work)


def _with_database(work: Callable[[], int]) -> int:
    from fengqiao.operate.records import with_database

    try:
        return with_database(work)
    except OSError as error:
        print(f"目录不能读写：{error.strerror}。请检查权限和剩余空间后再试。", file=sys.stderr)
        return 1
