"""A page's table as a file: what the page shows at this moment, in the form its address asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from fengqiao.desk.access import error
from fengqiao.desk.bulk import MOST
from fengqiao.desk.spreadsheet import Value, sheet
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui import taking
from fengqiao.ui.taking import TABLE, Kept

_NUMBER = re.compile(r"-?\d{1,15}")
_MATTER = re.compile(r"/matters/([0-9a-f]{32})/")


class TakesAlong:
    """Answers a page that was asked for as a file with the table it shows; a page that made a file itself is left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        form = taking.wanted(request)
        actor: Actor | None = getattr(request, "actor", None)
        if not form or actor is None or response.status_code != 200 or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        found = taking.tables(request)
        if not found:
            return response
        number = request.GET.get(TABLE, "1")
        chosen = found[min(int(number), len(found)) - 1] if number.isascii() and number.isdigit() and len(number) < 4 and int(number) else found[0]
        try:
            return file(request, actor, form, chosen)
        except Refused as refusal:
            return error(request, 403, "不能这样导出", str(refusal))


def file(request: HttpRequest, actor: Actor, form: str, table: Kept) -> HttpResponse:
    """The table in this form. Raises Refused for more rows of a guarded line than leave without consent."""
    for line in _guarded(table):
        raise Refused.because("bulk", f"这张表有{len(table.rows)}行，里面有“{line}”的案件，一次带走{MOST}行以上须另一位负责人同意。请到“{line}”的登记簿筛选以后申请成批导出，或者缩小范围。")
    match = request.resolver_match
    name = (match.url_name or "list").replace(":", "-") if match is not None else "list"
    rows: list[list[Value]] = [[_value(text, n in table.numbers) for n, text in enumerate(row)] for row in table.rows]
    wide = max([len(table.heads), *map(len, rows)])
    heads = _apart([*table.heads, *(f"第{n + 1}列" for n in range(len(table.heads), wide))])
    return sheet(form, actor, name, re.sub(r"[\\[\\]:*?/\\\\]", " ", table.caption) or "清单", heads, [[*row, *[None] * (wide - len(row))] for row in rows])


def _guarded(table: Kept) -> list[str]:
    """The labels of the guarded lines whose matters stand in it, where these are too many to leave without consent."""
    if len(table.rows) <= MOST:
        return []
    ids = [UUID(found[1]) for url in table.opens if (found := _MATTER.match(url))]
    codes = Matter.objects.filter(pk__in=ids).order_by().values_list("line", flat=True).distinct() if ids else []
    return [line.label for line in map(registry.line, codes) if line.guarded]


def _value(text: str, is_number: bool) -> Value:
    """A plain number stays one; a number with its unit is text, as it is shown."""
    return int(text) if is_number and _NUMBER.fullmatch(text) else text


def _apart(heads: list[str]) -> list[str]:
    """No two heads alike: a row in JSON has each of its columns."""
    found: list[str] = []
    for n, head in enumerate(heads):
        word = head or f"第{n + 1}列"
        found.append(word if word not in found else f"{word}（{n + 1}）")
    return found
