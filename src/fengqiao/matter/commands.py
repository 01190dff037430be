"""``fengqiao verify``, ``calendar`` and ``parameters``: is what is stored true, and by which days does it count."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from fengqiao.daycount import Arrangement
    from fengqiao.matter.recompute import Move, Run
    from fengqiao.matter.verify import Found

Subparsers = argparse._SubParsersAction  # argparse names it no other way
MOST_LISTED = 10_000


def add_commands(sub: Subparsers[argparse.ArgumentParser]) -> None:
    """Add verify, calendar, parameters and search."""
    verify = sub.add_parser("verify", help="核对：由时间轴重算的与登记的是否一致，摘要链、文件、编号、引用是否完好")
    verify.add_argument("--matter", metavar="编号", help="只核对一件：案件编号，或地址里的代码")
    verify.add_argument("--sample", type=int, metavar="N", help="随机抽查N件")
    verify.add_argument("--no-files", action="store_true", help="不逐个读取文书和扫描件")
    verify.add_argument("--restore", action="store_true", help="把与时间轴不符的推算数据改回；时间轴本身不动")
    verify.add_argument("--citations", action="store_true", help="只核对引用的法条：程序、文书、代码里的全部引用")
    verify.add_argument("--declarations", action="store_true", help="只核对程序声明（同 manage.py check）")
    verify.add_argument("--draw", metavar="目录", type=Path, help="把各程序的流程图和期限表写到这个目录")
    verify.add_argument("--json", action="store_true", help="以JSON输出")
    verify.set_defaults(run=run_verify)
    _add_calendar(sub)
    _add_parameters(sub)
    _add_search(sub)


def _add_calendar(sub: Subparsers[argparse.ArgumentParser]) -> None:
    calendar = sub.add_parser("calendar", help="放假安排：load 导入一年的安排并重算期限，list 列出已有的年份")
    inner = calendar.add_subparsers(dest="calendar_command", required=True, metavar="load | list")
    load = inner.add_parser("load", help="导入放假安排文件（格式见 docs/calendar-format.md）")
    load.add_argument("file", type=Path, metavar="文件")
    load.add_argument("--year", type=int, metavar="年份", help="须与文件一致；文件没有写明年份时用")
    load.add_argument("--json", action="store_true", help="以JSON输出")
    load.set_defaults(run=run_calendar_load)
    listing = inner.add_parser("list", help="列出各年放假安排的来源，和还有多少暂定的期限")
    listing.set_defaults(run=run_calendar_list)


def _add_parameters(sub: Subparsers[argparse.ArgumentParser]) -> None:
    parameters = sub.add_parser("parameters", help="本局参数：法律留给县里定的长短、本局时限")
    inner = parameters.add_subparsers(dest="parameters_command", required=True, metavar="set | list")
    change = inner.add_parser("set", help="设定一个参数并重算期限；本局时限写0表示停用")
    change.add_argument("procedure", metavar="程序", help="程序代码，如 mediation")
    change.add_argument("name", metavar="参数")
    change.add_argument("value", metavar="值")
    change.add_argument("--basis", default="", metavar="依据", help="依据文件及文号，如 枫司发〔2026〕3号")
    change.add_argument("--county", required=True, metavar="区划代码", help="六位区划代码")
    change.add_argument("--running", action="store_true", help="也适用于已经起算的期限；不写的，只适用于今天起开始计算的")
    change.set_defaults(run=run_parameters_set)
    listing = inner.add_parser("list", help="列出各程序的参数、起始值和各县的设定")
    listing.set_defaults(run=run_parameters_list)


def _add_search(sub: Subparsers[argparse.ArgumentParser]) -> None:
    search = sub.add_parser("search", help="查找用的索引：rebuild 补齐、重建")
    inner = search.add_subparsers(dest="search_command", required=True, metavar="rebuild")
    rebuild = inner.add_parser("rebuild", help="补建缺少的和旧版的索引；中断后再运行，接着做")
    rebuild.add_argument("--all", action="store_true", help="逐件按时间轴核对全部索引，不符的重建")
    rebuild.add_argument(
        "--after", metavar="代码", default="", help="与 --all 一起用：从这一件之后接着做（中断时会写出代码）"
    )
    rebuild.set_defaults(run=run_search_rebuild)


# Verify --------------------------------------------------------------------------------------------------------------


def run_verify(args: argparse.Namespace) -> int:
    """Exit code 1 when anything differs."""
    chosen = [
        run for asked, run in (
            (args.declarations, verify_declarations), (args.citations, verify_citations), (args.draw, draw_procedures),
        ) if asked
    ]  # fmt: skip
    if chosen:
        _set_up()
        return max(run(args) for run in chosen)
    for name, check in getattr(args, "further", {}).items():  # what a room above keeps
        if getattr(args, name):
            return _with_database(lambda check=check: check(args))  # type: ignore[misc]
    return _with_database(lambda: verify_matters(args))


def _with_database(work: Callable[[], int]) -> int:
    """Run something as the owner with the database up."""
    from fengqiao.operate.records import with_database

    return with_database(work)


def _set_up() -> None:
    """Django without a database: declarations and citations need none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.conf.settings")
    import django

    django.setup()


def verify_declarations(args: argparse.Namespace) -> int:
    """Whether every declared procedure is sound."""
    from fengqiao.matter.checks import check_procedures, not_checked
    from fengqiao.matter.registry import procedures

    found = check_procedures()
    if args.json:
        rows = [{"id": f.id, "where": str(f.obj), "message": f.msg, "hint": f.hint} for f in found]
        _print_json({"procedures": len(procedures()), "problems": rows, "not_checked": not_checked(procedures())})
        return 1 if found else 0
    for problem in found:
        print(f"{problem.obj}：{problem.msg}。{problem.hint}（{problem.id}）")
    for said in not_checked(procedures()):
        print(f"说明：{said}")
    print(f"核对程序{len(procedures())}个，问题{len(found)}处。")
    return 1 if found else 0


def verify_citations(args: argparse.Namespace) -> int:
    """Whether every cited article exists in the edition cited."""
    import fengqiao
    from fengqiao.matter.citations import check_citations
    from fengqiao.matter.registry import lines

    found = check_citations(lines(), Path(fengqiao.__file__).parent)
    if args.json:
        rows = [{"where": where, "error": p.is_error, "message": str(p)} for where, p in found.problems]
        _print_json({"places": found.places, "citations": found.citations, "problems": rows})
    else:
        for where, problem in found.problems:
            print(f"{'错误' if problem.is_error else '提示'}　{where}　{problem}")
        warnings = len(found.problems) - found.errors
        print(f"核对引用{found.places}处，引用法条{found.citations}条，错误{found.errors}处，提示{warnings}处。")
    return 1 if found.errors else 0


def draw_procedures(args: argparse.Namespace) -> int:
    """Write each procedure's diagram and deadlines."""
    from fengqiao.matter.drawing import write_pages
    from fengqiao.matter.registry import procedures

    for path in write_pages(procedures(), args.draw):
        print(f"已写入{path}")
    return 0


def verify_matters(args: argparse.Namespace) -> int:
    """Rebuild and compare; what differs is named as it is found."""
    from fengqiao.matter.models import Matter
    from fengqiao.matter.recompute import restore_matter
    from fengqiao.matter.verify import Progress, Tally, walk

    only = None
    if args.matter:
        only = find_matter(args.matter)
        if only is None:
            print(f"没有编号或代码为“{args.matter}”的案件。请核对编号，括号用全角。", file=sys.stderr)
            return 1
    total = 1 if only else min(args.sample or sys.maxsize, Matter.objects.count())
    tally, progress = Tally(), Progress(total)
    listed: list[Found] = []
    touched: set[str] = set()
    for found in walk(tally, only=only, sample=args.sample, files=not args.no_files, say=progress):
        touched.add(found.code)
        if args.json and len(listed) < MOST_LISTED:
            listed.append(found)
        elif not args.json:
            print(found)
    progress.end()
    restored = sorted(touched - {""}) if args.restore else []
    for code in restored:
        restore_matter(code)  # type: ignore[arg-type]
    _say_result(args, tally, listed, restored)
    return 1 if tally.differences else 0


def _say_result(args: argparse.Namespace, tally: Any, listed: list[Found], restored: list[str]) -> None:
    counted = {name: getattr(tally, name) for name in ("matters", "entries", "files", "differences")}
    if args.json:
        rows = [
            {
                "matter": found.code, "number": found.number, "where": found.difference.where,
                "stored": found.difference.stored, "rebuilt": found.difference.rebuilt, "cause": found.difference.cause,
            }
            for found in listed
        ]  # fmt: skip
        _print_json({**counted, "restored": restored, "found": rows})
        return
    print(
        f"核对案件{tally.matters:,}件、时间轴{tally.entries:,}条、文件{tally.files:,}个，"
        + (f"有{tally.differences:,}处不一致。" if tally.differences else "全部一致。")
    )
    if restored:
        print(f"已把{len(restored)}件的推算数据按时间轴改回。请再核对一次；时间轴被改动的，须从备份中找回。")
    elif tally.differences:
        print(
            "推算数据不一致的，可用 fengqiao verify --restore 按时间轴改回；"
            "时间轴被改动的，请从最近的备份中找回并报告安全管理员。"
        )


def find_matter(written: str) -> Any:
    """The id of the matter with this number, or with this code of its address; None when there is none."""
    from uuid import UUID

    from fengqiao.matter.models import Matter

    found = Matter.objects.filter(number=written.strip()).values_list("pk", flat=True).first()
    if found is None:
        try:
            found = Matter.objects.filter(pk=UUID(written.strip())).values_list("pk", flat=True).first()
        except ValueError:
            return None
    return found


# Calendar ------------------------------------------------------------------------------------------------------------


def run_calendar_load(args: argparse.Namespace) -> int:
    """Keep a year's arrangement and count anew; a file with any fault is refused whole, row by row."""
    from fengqiao.daycount import ArrangementError, load_arrangement

    try:
        arrangement = load_arrangement(args.file, args.year)
    except ArrangementError as error:
        print(error, file=sys.stderr)
        print("整个文件没有导入，数据库没有改动。", file=sys.stderr)
        return 1
    for warning in arrangement.warnings:
        print(f"注意：{warning}", file=sys.stderr)
    return _with_database(lambda: keep_arrangement(arrangement, args))


def keep_arrangement(arrangement: Arrangement, args: argparse.Namespace) -> int:
    """The part of ``calendar load`` that needs the database."""
    from django.utils import timezone

    from fengqiao.matter.recompute import load_arrangement

    moves: list[Move] = []
    hear = _hear(args.json, moves)
    is_new, run = load_arrangement(arrangement, by=getpass.getuser(), now=timezone.now(), say=hear)
    if args.json:
        _print_json({"year": arrangement.year, "new": is_new, **_as_json(run, moves)})
        return 0
    print(f"{arrangement.year}年放假安排{'已导入' if is_new else '与已导入的相同'}（{arrangement.source}）。")
    _say_run(run)
    return 0


def run_calendar_list(args: argparse.Namespace) -> int:
    """Which years are known, from where, and how many open clocks are provisional."""
    return _with_database(list_calendar)


def list_calendar() -> int:
    """The part of ``calendar list`` that needs the database."""
    from django.utils import timezone

    from fengqiao.daycount import Calendar
    from fengqiao.matter import calendars
    from fengqiao.matter.models import CalendarYear, DeadlineRow

    bundled, now = Calendar.bundled(), calendars.current()
    print(f"{bundled.first_year}—{bundled.last_published_year}年：随程序附带。")
    for row in CalendarYear.objects.order_by("year"):
        before = len(row.days["before"])
        again = f"，此前导入过{before}次" if before else ""
        at = timezone.localtime(row.loaded_at)
        print(f"{row.year}年：{at:%Y-%m-%d %H:%M}由{row.loaded_by}导入，依据{row.source}{again}。")
    for year in range(bundled.last_published_year + 1, now.last_year + 1):
        if not now.published(year):
            print(f"{year}年：放假安排尚未公布，届满日为暂定。公布后请运行 fengqiao calendar load。")
    open_clocks = DeadlineRow.objects.filter(state__in=("running", "paused"), provisional=True).count()
    print(f"现有暂定的期限{open_clocks:,}个。")
    return 0


# Parameters ----------------------------------------------------------------------------------------------------------


def run_parameters_set(args: argparse.Namespace) -> int:
    """Set one parameter of one county."""
    return _with_database(lambda: set_parameter(args))


def set_parameter(args: argparse.Namespace) -> int:
    """The part of ``parameters set`` that needs the database."""
    from django.utils import timezone

    from fengqiao.matter import parameters, registry

    now = timezone.now()
    today = timezone.localdate(now)
    try:
        procedure = registry.procedure_on(args.procedure, today)
        run = parameters.set_parameter(
            procedure, args.name, _whole(args.value), basis=args.basis, county=args.county, by=getpass.getuser(),
            now=now, on=today, running=args.running, say=print,
        )  # fmt: skip
    except (parameters.ParameterRefused, registry.NoVersion, ValueError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"{procedure.label}：{args.name} = {args.value}（{args.basis}）。")
    _say_run(run)
    return 0


def _whole(written: str) -> int:
    if not written.isascii() or not written.isdigit() or len(written) > 6:
        raise ValueError(f"参数的值须是非负整数，现为“{written}”。本局时限写0表示停用。")
    return int(written)


def run_parameters_list(args: argparse.Namespace) -> int:
    """The parameters of every procedure, their start values, and what counties have set."""
    return _with_database(list_parameters)


def list_parameters() -> int:
    """The part of ``parameters list`` that needs the database."""
    from fengqiao.matter.models import Parameter
    from fengqiao.matter.parameters import moved_by, word_of
    from fengqiao.matter.registry import procedures

    for procedure in procedures():
        for name, value in procedure.parameters.items():
            print(f"{procedure.code} {name} = {value}　{'、'.join(moved_by(procedure, name)) or word_of(procedure, name)}")
            kept = Parameter.objects.filter(procedure=procedure.code, name=name).order_by("territory", "from_on", "pk")
            for row in kept:
                print(f"    {row.territory // 10**9}　自{row.from_on.isoformat()}为{row.value}（{row.basis}）{'，也适用于此前起算的' if row.running else ''}")
    return 0


# Search --------------------------------------------------------------------------------------------------------------


def run_search_rebuild(args: argparse.Namespace) -> int:
    """Write the search rows that are missing, older or not as the timeline says."""
    return _with_database(lambda: rebuild_search(args))


def rebuild_search(args: argparse.Namespace) -> int:
    """The part of ``search rebuild`` that needs the database; stopped, it says how to go on."""
    from uuid import UUID

    from fengqiao.matter.search.rebuilding import FIRST, Tally, rebuild, waiting
    from fengqiao.matter.verify import Progress

    try:
        tally = Tally(last=UUID(args.after) if args.after else FIRST)
    except ValueError:
        print(f"“{args.after}”不是案件代码。请照上次中断时写出的代码填写。", file=sys.stderr)
        return 1
    progress = Progress(waiting(args.all, tally.last))
    try:
        rebuild(tally, every=args.all, say=progress)
    except KeyboardInterrupt:
        progress.end()
        going_on = f" --all --after {tally.last.hex}" if args.all else ""
        print(f"已停止，做完{tally.matters:,}件。接着做：fengqiao search rebuild{going_on}", file=sys.stderr)
        return 130
    progress.end()
    print(f"核对{tally.matters:,}件，重建索引{tally.written:,}件。")
    return 0


# Words ---------------------------------------------------------------------------------------------------------------


def _hear(quiet: bool, moves: list[Move]) -> Any:
    def hear(move: Move) -> None:
        if quiet and len(moves) < MOST_LISTED:
            moves.append(move)
        elif not quiet:
            print(move)

    return hear


def _say_run(run: Run) -> None:
    print(f"重算了{run.looked_at:,}件，{run.moved:,}个期限有变动；已办结的期限保持原认定。报告：{run.report}")


def _as_json(run: Run, moves: list[Move]) -> dict[str, Any]:
    from dataclasses import asdict

    rows = [asdict(move) for move in moves]
    return {"looked_at": run.looked_at, "moved": run.moved, "report": str(run.report), "moves": rows}


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2))
