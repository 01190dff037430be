"""``fengqiao``: one command for the whole product. What needs no configuration runs before any exists."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

ROOMS = (
    "fengqiao.operate.commands",
    "fengqiao.operate.serving",
    "fengqiao.localdb.commands",
    "fengqiao.daycount.commands",
    "fengqiao.statutes.commands",
    "fengqiao.divisions.commands",
    "fengqiao.triage.commands",
    "fengqiao.operate.records",
    "fengqiao.matter.commands",
    "fengqiao.matter.retention_commands",
    "fengqiao.indicators.commands",
    "fengqiao.exports.commands",
    "fengqiao.imports.commands",
    "fengqiao.exchange.commands",
    "fengqiao.portal.commands",
    "fengqiao.assignment.commands",
    "fengqiao.lines.corrections.handover.commands",
    "fengqiao.lines.reporting.commands",
    "fengqiao.desk.admin.commands",
    "fengqiao.bench.commands",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 for done, 1 for a problem said in words, 2 for a call that cannot be read."""
    parser = argparse.ArgumentParser(prog="fengqiao", description="枫桥：区县司法局与司法所的工作平台")
    sub = parser.add_subparsers(dest="command", required=True, metavar="命令")
    for room in ROOMS:
        import_module(room).add_commands(sub)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if not _speaks_chinese(error):
            raise
        print(error, file=sys.stderr)
        return 1


def _speaks_chinese(error: Exception) -> bool:
    """Whether the error is one of ours, made to be read by the person at the keyboard."""
    return type(error).__module__.startswith("fengqiao.") and any("一" <= c <= "鿿" for c in str(error))


if __name__ == "__main__":
    sys.exit(main())
