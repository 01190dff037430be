"""``fengqiao import``: ledgers kept in spreadsheets become matters."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fengqiao.imports.running import Work

Subparsers = argparse._SubParsersAction  # argparse names it no other way
SHORTEST_REASON = 4
# before configuration exists nothing can be asked of the kinds themselves: a test holds these against them
LEDGERS = (
    ("mediation", "调解台账：一行一件，补录成案件，逐行给出结果", "调委会的15位区域号"),
    ("corrections", "社区矫正对象名册：一行一人，逐行给出结果", "司法局或者司法所的15位区域号"),
    ("resettlement", "安置帮教对象名册：一行一人，逐行给出结果", "司法局或者司法所的15位区域号"),
    ("legalaid", "法律援助历年台账：一行一件，录为历史", "司法局的15位区域号"),
    ("consultations", "往年咨询台账：一行一件，录为历史", "司法局或者司法所的15位区域号"),
    ("volunteers", "法律服务志愿者名册：一行一人，逐行给出结果", "司法局的15位区域号"),
)


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add import."""
    parser = sub.add_parser("import", help="导入：把Excel台账、名册逐行录入")
    inner = parser.add_subparsers(dest="kind", required=True, metavar="台账种类")
    for code, said, office in LEDGERS:
        ledger = inner.add_parser(code, help=said)
        ledger.add_argument("file", metavar="台账.xlsx", type=Path)
        ledger.add_argument("--office", "--committee", metavar="区域号", type=int, required=True, help=office)
        ledger.add_argument("--dry-run", action="store_true", help="只试一遍，给出每一行的结果，什么都不留下")
        ledger.add_argument("--mapping", metavar="对照.txt", type=Path, help="栏目和本地写法的对照，和没有年份的日期的年份")
        ledger.add_argument("--as", dest="username", default="", metavar="登录名", help="以谁的名义录入，默认该机构的负责人")
        ledger.add_argument("--report", metavar="结果.xlsx", type=Path, help="逐行结果写到哪里，默认在台账旁边")
        ledger.add_argument("--undo", default="", metavar="理由", help="把这个台账导入的作废（不删除）；须写理由")
        ledger.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    """Exit code 1 when the import cannot begin or a row was refused."""
    if not args.file.is_file():
        print(f"没有这个文件：{args.file}。", file=sys.stderr)
        return 1
    if args.undo and len(args.undo.strip()) < SHORTEST_REASON:
        print("撤销导入须写明理由（至少四个字），例如：--undo 台账年份弄错。", file=sys.stderr)
        return 1
    from fengqiao.operate.records import with_database

    return with_database(lambda: import_ledger(args))


def import_ledger(args: argparse.Namespace) -> int:
    """The command with the database up."""
    from django.utils import timezone

    from fengqiao.imports.book import LedgerWrong
    from fengqiao.imports.headings import MappingWrong, OwnWords, read_own_words
    from fengqiao.imports.kinds import named
    from fengqiao.imports.running import REFUSED, ImportWrong, Work, actor_for, office_of

    now = timezone.now()
    report = args.report or args.file.with_name(
        f"{args.file.stem}-{'试导' if args.dry_run else '撤销' if args.undo else '导入'}结果.xlsx"
    )
    try:
        own = read_own_words(args.mapping, args.kind) if args.mapping else OwnWords(args.kind)
        office = office_of(args.office, named(args.kind))
        actor = actor_for(office, timezone.localdate(now), args.username, args.kind)
        work = Work(office, actor, own, args.file.name, now, args.dry_run, say=_progress)
        counts = _carry_out(work, args.file.read_bytes(), args.undo.strip(), report)
    except (MappingWrong, ImportWrong, LedgerWrong) as error:
        print(error, file=sys.stderr)
        return 1
    said = "，".join(f"{word}{count}行" for word, count in counts.items())
    print(f"{'试导（没有留下任何记录）' if args.dry_run else office.name}：{said}。逐行结果：{report}")
    return 1 if counts[REFUSED] else 0


def _carry_out(work: Work, content: bytes, reason: str, report: Path) -> Counter[str]:
    """Enter the rows, or take back what they became for a reason; the report is written as they come."""
    from fengqiao.imports.book import LedgerWrong, open_book
    from fengqiao.imports.report import write_rows
    from fengqiao.imports.running import entering, undoing
    from fengqiao.imports.sheet import plans_of, rows_of

    book = open_book(content)
    plans = plans_of(book, work.own)
    if not plans:
        raise LedgerWrong(work.kind.no_headings)
    rows = rows_of(book, plans)
    judged = undoing(work, rows, reason) if reason else entering(work, rows)
    headings = max((list(plan.headings) for plan in plans), key=len)
    return write_rows(report, headings, judged, list(dict.fromkeys(word for plan in plans for word in plan.unknown)))


def _progress(text: str) -> None:
    print(f"\r{text}  " if sys.stdout.isatty() else text, end="" if sys.stdout.isatty() else "\n", flush=True)
