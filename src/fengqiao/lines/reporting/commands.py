"""``fengqiao report``: a report without the browser, as a draft: figures of this moment, no red head."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

Subparsers = argparse._SubParsersAction  # argparse names it no other way


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add report."""
    command = sub.add_parser("report", help="报告：不用浏览器，写出一份年度总结、季报、月报或者数据页的草稿（Word）")
    command.add_argument("kind", metavar="种类", help="yearly 年度工作总结、quarterly 季报、monthly 月报、speech 会议讲话数据页")
    command.add_argument("--office", metavar="区域号", default="", help="十五位区域号，或其开头（如县的六位）；不写为最上一级")
    command.add_argument("--period", metavar="期间", required=True, help="2026、2026-H1、2026-Q3、2026-03，或 2026-01-01..2026-11-22")
    command.add_argument("--out", metavar="文件", type=Path, required=True, help="写到哪个文件（.docx）")
    command.set_defaults(run=run_report)


def run_report(args: argparse.Namespace) -> int:
    """Exit code 2 for a kind, an office or a period that is none; 1 when the file cannot be written."""
    from fengqiao.operate.records import with_database

    return with_database(lambda: write(args))


def write(args: argparse.Namespace) -> int:
    """Write the file and say what is in it."""
    from fengqiao.indicators import folding, periods
    from fengqiao.lines.reporting import codes, states
    from fengqiao.lines.reporting.composing import template_for
    from fengqiao.lines.reporting.forms import document
    from fengqiao.lines.reporting.taking import faults, take
    from fengqiao.orgs.models import OfficeKind
    from fengqiao.orgs.written import NoOffice, office_written

    if args.kind not in dict(codes.KINDS):
        print(f"没有“{args.kind}”这类报告。有：{'、'.join(f'{code} {label}' for code, label in codes.KINDS)}。", file=sys.stderr)
        return 2
    try:
        period = periods.read(args.period)
        office = office_written(args.office, (OfficeKind.BUREAU, OfficeKind.OFFICE), "司法局或者司法所")
    except (periods.NoPeriod, NoOffice) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if said := states.misfit(args.kind, period.from_on, period.to_on):
        print(said, file=sys.stderr)
        return 2
    folding.fold_all_changes()
    taken = take(args.kind, office, period)
    title = states.usual_title(office.name, args.kind, period)
    made = document.make(template_for(args.kind, office.territory).content, taken, document.Cover(title, office.name))
    try:
        args.out.write_bytes(made.content)
    except OSError as wrong:
        print(f"写不了“{args.out}”：{wrong.strerror}。请换一个目录。", file=sys.stderr)
        return 1
    for each in faults(taken):
        print(each, file=sys.stderr)
    missing = [value.label for value in taken.values.values() if value.number is None]
    print(f"已写出{args.out}：{title}，正文{made.characters}字（不超过{document.longest(args.kind)}字）。" + (f"没有数的：{'、'.join(missing)}。" if missing else ""))
    return 0
