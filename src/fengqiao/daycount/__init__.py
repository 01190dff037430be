"""Counting days as the law counts them (期间计算): pure functions over a calendar that is passed in.

    calendar = Calendar.bundled()
    answer = count(date(2025, 9, 26), Period(5, Unit.WORKING), calendar)
    answer.due_on        # 2025-10-10
    answer.provisional   # False: the arrangement of every year it depends on is published
    answer.steps         # the explanation, one Chinese sentence a step

    Period(60, Unit.CALENDAR, roll=True)                       # 60日, a last day of rest rolls
    Period(5, Unit.WORKING, direction=Direction.BACKWARD)      # 5个工作日前
    Pause(from_on, to_on, "中止")                               # from_on <= d < to_on does not count
    Pause.after_event(event_on, resumed_on, "补正")             # event_on < d <= resumed_on does not count
    Extension(30, approved_on=...)                             # adds to the raw count
    days_left_words(today, due_on)                             # 剩3天, 今天到期, 已逾期2天
    COUNTING["行政复议法"].period(5, party=False)               # how a law counts its periods
    term_end(date(2025, 3, 1), years=3)                        # 刑期、考验期: the start day counts
    calendar.with_arrangement(load_arrangement(path))          # a published year; returns a new calendar

No database, no Django, no reading of the clock. Every refusal is a ``DaycountError`` whose text is Chinese.
"""

from fengqiao.daycount.arrangement import ArrangedDay, Arrangement, Overlay
from fengqiao.daycount.arrangement_file import load_arrangement, load_overlay
from fengqiao.daycount.calendar import Calendar, Day, DayKind
from fengqiao.daycount.counting import count
from fengqiao.daycount.errors import (
    ArrangementError,
    DaycountError,
    ExtensionRefused,
    OutsideCalendar,
    PeriodError,
    RowError,
    UnknownLaw,
)
from fengqiao.daycount.period import Direction, Extension, Pause, Period, Unit, merge_pauses
from fengqiao.daycount.remaining import (
    days_elapsed,
    days_left,
    days_left_words,
    hours_left_words,
    working_days_left,
)
from fengqiao.daycount.result import Count, Skip
from fengqiao.daycount.rule_table import COUNTING, rule_for
from fengqiao.daycount.rules import Checked, CountingRule
from fengqiao.daycount.terms import Term, leave_days, leave_end, served_by_announcement_on, term, term_end

__all__ = [
    "COUNTING",
    "ArrangedDay",
    "Arrangement",
    "ArrangementError",
    "Calendar",
    "Checked",
    "Count",
    "CountingRule",
    "Day",
    "DayKind",
    "DaycountError",
    "Direction",
    "Extension",
    "ExtensionRefused",
    "OutsideCalendar",
    "Overlay",
    "Pause",
    "Period",
    "PeriodError",
    "RowError",
    "Skip",
    "Term",
    "Unit",
    "UnknownLaw",
    "count",
    "days_elapsed",
    "days_left",
    "days_left_words",
    "hours_left_words",
    "leave_days",
    "leave_end",
    "load_arrangement",
    "load_overlay",
    "merge_pauses",
    "rule_for",
    "served_by_announcement_on",
    "term",
    "term_end",
    "working_days_left",
]
