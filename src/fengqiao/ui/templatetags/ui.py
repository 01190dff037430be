"""Template tags of the look: dates, days left, money, masks, icons, filters in the address."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fengqiao.daycount.wording import weekday_zh
from fengqiao.ui import masks, sheets, taking
from fengqiao.ui.due import Due, count_words, describe_due
from fengqiao.ui.icons import ICONS

register = template.Library()

_BLANK = "—"


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-11-21 周六; a dash for nothing. Instants are shown in local time."""
    if not value:
        return _BLANK
    if isinstance(value, datetime):
        value = _local(value)
    return f"{value:%Y-%m-%d} {weekday_zh(value)}"


@register.filter
def day_short(value: date | datetime | None) -> str:
    """11-21 周六, where the year is plain from the surroundings."""
    return day(value)[5:] if value else _BLANK


@register.filter
def day_time(value: datetime | None) -> str:
    """2026-11-21 周六 14:05 in local time."""
    return f"{day(value)} {_local(value):%H:%M}" if value else _BLANK


@register.filter
def iso(value: date | datetime | None) -> str:
    """The machine form for `datetime` attributes."""
    return value.isoformat() if value else ""


@register.filter
def yuan(fen: int | str | None) -> str:
    """3500000 fen as 35,000.00 元; a dash for nothing."""
    if fen is None or fen == "":
        return _BLANK
    fen = int(fen)
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{rest:02d} 元"


@register.filter
def mask_name(name: object) -> str:
    return masks.mask_name(str(name or ""))


@register.filter
def mask_phone(phone: object) -> str:
    return masks.mask_phone(str(phone or ""))


@register.filter
def mask_id(number: object) -> str:
    return masks.mask_id(str(number or ""))


@register.simple_tag
def days_left(due_on: date, today: date, house: bool = False) -> str:
    """已逾期2天、今天到期、剩3天; of a house limit 超本局时限2天."""
    return count_words(due_on, today, house=house)


@register.inclusion_tag("ui/due.html")
def due_badge(due_on: date, today: date, law: object = None, **kwargs: Any) -> dict[str, object]:
    """The badge of a deadline; takes the keyword arguments of `describe_due`."""
    return {"due": describe_due(due_on, today, **kwargs), "law": law}


@register.filter
def is_due(value: object) -> bool:
    return isinstance(value, Due)


@register.simple_tag
def styles(of: str = sheets.ALL) -> SafeString:
    """The link to the style sheets; those of the phone pages alone are ``{% styles "phone" %}``."""
    return format_html('<link rel="stylesheet" href="{}">', sheets.address(of))


@register.simple_tag
@lru_cache(maxsize=1024)  # a page has dozens
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite. Without `label` it is decoration; raises KeyError for a name not in the sprite."""
    if name not in ICONS:
        raise KeyError(f"no icon {name!r} in the sprite: add it to fengqiao.ui.icons.ICONS")
    href = f"{static('ui/icons.svg')}#{name}"
    classes = f"icon {css}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, href
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', classes, href
    )


@register.simple_tag(takes_context=True)
def without(context: template.Context, key: str, value: object = None) -> str:
    """The present address without one filter (one of several values if `value` is given) and without a page mark."""
    request: HttpRequest = context["request"]
    query: QueryDict = request.GET.copy()
    left = [v for v in query.getlist(key) if value is not None and v != str(value)]
    query.setlist(key, left)
    for page_key in ("after", "before", *([] if left else [key])):
        query.pop(page_key, None)
    return f"?{query.urlencode()}" if query else request.path


@register.simple_tag
def once(form: Any = None) -> SafeString:
    """A hidden `_once`: tells the server that a form sent twice is one and the same. A bound form keeps its own."""
    given = form.data.get("_once", "") if getattr(form, "is_bound", False) else ""
    return format_html('<input type="hidden" name="_once" value="{}">', given or uuid.uuid4())


@register.simple_tag(takes_context=True)
def kept(context: template.Context, caption: str, columns: Any, rows: Any, totals: Any = ()) -> str:
    """Keep a table so that it can be taken along; the address of its Excel, empty where it stays."""
    return taking.keep(getattr(context, "request", None), caption, columns or (), rows or (), totals or ())


@register.simple_tag(takes_context=True)
def kept_lines(context: template.Context, caption: str, head: str, lines: Any, two: bool = True) -> str:
    """The same of lines with this period's words and last year's, as bars and drawings have them."""
    rows = [_line(each, two) for each in lines or ()]
    columns = [head, {"label": "本期", "num": True}, *([{"label": "去年同期", "num": True}] if two else [])]
    return taking.keep(getattr(context, "request", None), caption, columns, rows)


def _line(line: Any, two: bool) -> list[str]:
    if isinstance(line, dict):
        return [str(line["label"]), str(line["words"]), *([str(line["before"])] if two else [])]
    return [line.label, line.now.words, *([line.before.words] if two else [])]


@register.simple_tag(takes_context=True)
def kept_months(context: template.Context, chart: Any) -> str:
    """The same of a chart of seasons: a row for each village or kind, a column for each month."""
    rows = [[row.label, *(str(each.n) for each in row.squares), str(row.total)] for row in chart.rows]
    columns = [chart.head, *({"label": each, "num": True} for each in [*chart.months, "合计"])]
    return taking.keep(getattr(context, "request", None), chart.title, columns, rows)


@register.simple_tag(takes_context=True)
def takes_itself(context: template.Context) -> str:
    """Said by the menu in a page's head: its tables offer none."""
    if (request := getattr(context, "request", None)) is not None:
        taking.takes_itself(request)
    return ""


@register.filter
def words(cell: object) -> object:
    """What a cell says; a text says itself."""
    return getattr(cell, "text", cell)


@register.filter
def at(sequence: Any, index: int) -> object:
    """The item at `index`, or nothing when there is none."""
    try:
        return sequence[index]
    except (IndexError, KeyError, TypeError):
        return ""
