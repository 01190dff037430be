"""``fengqiao days add`` and ``fengqiao days show``: day counting at the command line."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import date

from fengqiao.daycount.arrangement_file import load_arrangement
from fengqiao.daycount.calendar import Calendar
from fengqiao.daycount.counting import count
from fengqiao.daycount.errors import DaycountError, OutsideCalendar, PeriodError
from fengqiao.daycount.period import Direction, Period, Unit
from fengqiao.daycount.result import Count
from fengqiao.daycount.wording import date_weekday_zh
from fengqiao.daycount.year_table import year_facts, year_lines

REFUSED = 2
_UNITS = {unit.value: unit for unit in (Unit.CALENDAR, Unit.WORKING, Unit.MONTH, Unit.YEAR)}


def add_commands(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``days`` with its own sub-commands; every parser sets ``run``."""
    days = sub.add_parser("days", help="期间计算：推算届满日，查看一年的工作日")
    inner = days.add_subparsers(dest="days_command", required=True, metavar="add | show")
    add = inner.add_parser("add", help="从某日起推算期限的最后一日（起算日不计入）")
    add.add_argument("start", metavar="START", help="起算日，如 2026-09-18；当日不计入")
    add.add_argument("n", metavar="N", help="期限长度，非负整数")
    add.add_argument(
        "--unit", default="", metavar="calendar|working|month|year", help="自然日、工作日、月、年"
    )
    add.add_argument("--roll", action="store_true", help="最后一日是休息日的，顺延至其后第一个工作日")
    add.add_argument("--before", action="store_true", help="向前倒推：START之前N日的最迟日期")
    add.add_argument("--json", action="store_true", help="以JSON输出")
    add.add_argument(
        "--calendar", metavar="FILE", help="另用一份放假安排文件（格式见 docs/calendar-format.md）"
    )
    add.set_defaults(run=run_add)
    show = inner.add_parser("show", help="列出一年的工作日、放假日和调休上班日")
    show.add_argument("year", metavar="YEAR", help="年份，如 2026")
    show.add_argument("--json", action="store_true", help="以JSON输出")
    show.add_argument("--calendar", metavar="FILE", help="另用一份放假安排文件")
    show.set_defaults(run=run_show)


def run_add(args: argparse.Namespace) -> int:
    """Print the end of a period; 0, or 2 with a Chinese sentence on standard error."""
    try:
        calendar = _calendar(args.calendar)
        unit = _parse_unit(args.unit)
        direction = Direction.BACKWARD if args.before else Direction.FORWARD
        period = Period(_parse_number(args.n), unit, args.roll, direction)
        answer = count(_parse_day(args.start), period, calendar)
    except DaycountError as error:
        return _refuse(error)
    print(json.dumps(_as_json(answer), ensure_ascii=False, indent=2) if args.json else _as_text(answer))
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print a year by month with its days off and days worked; 0, or 2 with a Chinese sentence."""
    try:
        calendar = _calendar(args.calendar)
        facts = year_facts(_parse_year(args.year, calendar), calendar)
    except DaycountError as error:
        return _refuse(error)
    print(json.dumps(facts, ensure_ascii=False, indent=2) if args.json else "\n".join(year_lines(facts)))
    return 0


def _calendar(path: str | None) -> Calendar:
    """The bundled calendar, with the arrangement of a file on top; its warnings go to standard error."""
    calendar = Calendar.bundled()
    if path is None:
        return calendar
    arrangement = load_arrangement(path)
    for warning in arrangement.warnings:
        print(f"注意：{warning}", file=sys.stderr)
    return calendar.with_arrangement(arrangement)


def _parse_day(written: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        raise PeriodError(f"起算日“{written}”无法识别，请写成 2026-09-18 的形式。")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise PeriodError(f"起算日“{written}”不存在，请核对月份和日数。") from None


def _parse_number(written: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", written):
        raise PeriodError(f"期限长度“{written}”不是整数，请填写非负整数。")
    return int(written)


def _parse_unit(written: str) -> Unit:
    if not written:
        raise PeriodError("请用 --unit 指明计量单位：calendar、working、month 或 year。")
    if written not in _UNITS:
        raise PeriodError(
            f"计量单位“{written}”不认识，请用 calendar（自然日）、working（工作日）、"
            "month（月）或 year（年）。"
        )
    return _UNITS[written]


def _parse_year(written: str, calendar: Calendar) -> int:
    if not (written.isascii() and written.isdigit() and len(written) == 4 and int(written) > 0):
        raise PeriodError(f"年份“{written}”无法识别，请写成四位数字，例如 2026。")
    if int(written) < calendar.first_year:
        raise OutsideCalendar(
            f"没有{written}年的放假安排，工作日历自{calendar.first_year}年开始，请查询{calendar.first_year}年及以后。"
        )
    return int(written)


def _as_json(answer: Count) -> dict[str, object]:
    return {
        "start": answer.start.isoformat(),
        "n": answer.period.n,
        "unit": answer.period.unit.value,
        "roll": answer.period.roll,
        "due": answer.due_on.isoformat(),
        "provisional": answer.provisional,
        "unpublished_years": list(answer.unpublished_years),
        "nominal": answer.nominal_on.isoformat(),
        "internal_due": answer.internal_due_on.isoformat() if answer.internal_due_on else None,
        "counted": answer.counted,
        "skipped": [{"date": skip.date.isoformat(), "reason": skip.reason} for skip in answer.skipped],
        "steps": list(answer.steps),
        "calendar": answer.calendar_version,
    }


def _as_text(answer: Count) -> str:
    mark = "（暂定）" if answer.provisional else ""
    steps = [f"  {number}. {step}" for number, step in enumerate(answer.steps, start=1)]
    return "\n".join([f"{date_weekday_zh(answer.due_on)}{mark}", *steps])


def _refuse(error: DaycountError) -> int:
    print(str(error), file=sys.stderr)
    return REFUSED
