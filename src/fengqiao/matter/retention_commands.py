"""``fengqiao retention``: what would be masked or destroyed today, and doing it."""

from __future__ import annotations

import argparse

Subparsers = argparse._SubParsersAction  # argparse names it no other way


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add retention."""
    command = sub.add_parser("retention", help="保存期限：列出今天应当遮蔽、销毁个人信息的案件；--do 才真的办理")
    command.add_argument("--do", action="store_true", help="真的遮蔽、销毁（平时由夜间任务办理）；销毁后不能恢复")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List what is due; with ``--do`` carry it out."""
    from fengqiao.operate.records import with_database

    return with_database(lambda: _run(args.do))


def _run(do: bool) -> int:
    from django.utils import timezone

    from fengqiao.matter import retention
    from fengqiao.matter.jobs import keep_limits

    found = list(retention.due(timezone.localdate()))
    for each in found:
        print(each)
    print(f"共{len(found)}件。" if found else "今天没有到期的。")
    if do and found:
        print(f"已处理{keep_limits(timezone.now())}件；冻结的没有动。")
    return 0
