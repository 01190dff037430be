"""The office somebody wrote on the command line: its territory number, or the beginning of one."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.orgs.models import Office, OfficeKind


class NoOffice(ValueError):
    """What was written names no office; the words say how to find one."""


def office_written(written: str | None, kinds: Sequence[str] = (), word: str = "机构") -> Office:
    """The office with this number; nothing written: the topmost bureau. ``kinds``: of these alone, called ``word``. Raises NoOffice."""
    if not written:
        top = Office.objects.filter(kind=OfficeKind.BUREAU).order_by("territory").first()
        if top is None:
            raise NoOffice("还没有机构。请先用 fengqiao offices init 建机构树。")
        return top
    number = int(written.ljust(15, "0")) if written.isascii() and written.isdigit() and len(written) <= 15 else 0
    found = Office.objects.filter(territory=number, **({"kind__in": kinds} if kinds else {})).first()
    if found is None:
        raise NoOffice(f"没有区域号为“{written}”的{word}。请用 fengqiao offices list 查看。")
    return found
