"""An invented arrangement for 2027 that satisfies the law, for tests of a year becoming final."""

from __future__ import annotations

from datetime import date, timedelta

_OFF = (
    ("元旦", "2027-01-01", 3),
    ("春节", "2027-02-05", 7),
    ("清明节", "2027-04-03", 3),
    ("劳动节", "2027-05-01", 5),
    ("端午节", "2027-06-09", 1),
    ("中秋节", "2027-09-15", 1),
    ("国庆节", "2027-10-01", 7),
)
_WORKED = (
    ("春节", "2027-02-14"),
    ("劳动节", "2027-05-08"),
    ("国庆节", "2027-09-26"),
    ("国庆节", "2027-10-09"),
)
SOURCE = "演示通知〔2026〕1号"


def rows() -> list[tuple[str, str, str, str]]:
    """date, kind, name, source of every row."""
    off = [
        (str(date.fromisoformat(first) + timedelta(days=k)), "rest", name, SOURCE)
        for name, first, days in _OFF
        for k in range(days)
    ]
    return off + [(on, "work", name, SOURCE) for name, on in _WORKED]


def csv_text(without: tuple[str, ...] = (), extra: tuple[str, ...] = ()) -> str:
    """The rows as a CSV file, without those of some dates and with extra lines at the end."""
    lines = [",".join(row) for row in rows() if row[0] not in without]
    return "\n".join(["# year: 2027", "date,kind,name,source", *lines, *extra]) + "\n"
