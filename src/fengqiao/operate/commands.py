"""Commands of the operating room: `fengqiao check`."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from fengqiao.localdb.home import data_home

from .check import run_checks
from .finding import summary, table

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

PORT = 8000


def add_commands(sub: Subparsers) -> None:
    """Add check to the command line."""
    parser = sub.add_parser("check", help="检查这台机器能不能运行枫桥，有问题说明怎么办")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--port", type=int, help=f"要检查的端口，默认 FENGQIAO_PORT 或 {PORT}")
    parser.set_defaults(run=run_check)


def run_check(args: argparse.Namespace) -> int:
    """Exit code 1 when something must be mended before fengqiao can run."""
    port = args.port if args.port is not None else int(os.environ.get("FENGQIAO_PORT") or PORT)
    findings = run_checks(data_home(os.environ), port, os.environ)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without Chinese still shows the rest
    if args.json:
        words = {"summary": summary(findings), "findings": [asdict(finding) for finding in findings]}
        print(json.dumps(words, ensure_ascii=False, indent=2))
    else:
        print(table(findings))
    return 1 if any(finding.level == "fail" for finding in findings) else 0
