"""The figures of one line as Excel, CSV or JSON; in Excel the rates are formulas over the two numbers beside them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.figures import asked as questions
from fengqiao.desk.spreadsheet import Live, Value, form_of, sheet
from fengqiao.indicators.figures import FEW_WORDS, Figure, figures_over
from fengqiao.indicators.vocabulary import Lasting

HEAD = ("代码", "指标", "单位", "分子", "分母", "本期", "去年同期", "对外的写法", "统计口径", "来源", "依据", "定义版本")
PUBLIC = ("代码", "指标", "本期", "去年同期", "统计口径", "来源", "依据", "定义版本")


@staff_only
def export(request: HttpRequest) -> HttpResponse:
    """What the page shows of one line; a locked period as it was locked."""
    form, question = form_of(request), questions.read(request, timezone.localdate())
    found = questions.set_of(question.actor, request.GET.get("line", ""))
    public, lock = request.GET.get("public") == "1", questions.lock_on(question.asked)
    held = lock.figures if lock is not None else {}
    now, before = figures_over(found.indicators, question.asked, [question.period, question.period.year_before()])
    pairs = [(held.get((found.code, present.indicator.code), present), then) for present, then in zip(now, before, strict=True)]
    notes = [f"{question.office.name}，{question.period.words}" + ("，按当时的机构计" if question.as_was else "")]
    if lock is not None:
        notes.append(f"本期已于{timezone.localtime(lock.taken_at):%Y-%m-%d}锁定，本期一列是锁定的数。")
    if public:
        notes.append("对外公布的样式：人数不足五人的，不列具体数。")
    notes += [question.said] if question.said else []
    rows = [_told(one, then) if public else _whole(one, then) for one, then in pairs]
    return sheet(form, question.actor, f"figures-{found.code}", f"{found.label}统计", PUBLIC if public else HEAD, rows, notes=notes)


def _told(now: Figure, then: Figure) -> Sequence[Value]:
    """As it may leave the house; of a small number before, the present one is told all the same."""
    return [now.indicator.code, now.indicator.label, now.published, then.published, *_source(now)]


def _whole(now: Figure, then: Figure) -> Sequence[Value]:
    indicator, told = now.indicator, now.as_json()
    of, met = told["of"], told.get("met")
    value: Value = indicator.blank if now.number is None else now.number
    if met is not None:
        value = Live('=IF(E{row}=0,"' + indicator.blank.replace('"', "") + '",D{row}/E{row})', now.number, percent=True)
    elif isinstance(indicator.of, Lasting):
        met = now.of.amount
        value = Live('=IF(E{row}=0,"' + indicator.blank.replace('"', "") + '",ROUND(D{row}/E{row},1))', now.number)
    unit = "%" if indicator.is_rate else "元" if indicator.fen else indicator.unit
    before = then.words if then.number is None or then.indicator.is_rate else _plain(then.number)
    published = now.published if now.published == FEW_WORDS else now.words
    return [indicator.code, indicator.label, unit, met, of if met is not None else None, value, before, published, *_source(now)]


def _plain(number: Decimal) -> Value:
    return int(number) if number == int(number) else number.quantize(Decimal("0.01"))


def _source(figure: Figure) -> list[Value]:
    indicator = figure.indicator
    return [indicator.words, indicator.source, "；".join(str(each) for each in indicator.cite), indicator.version]
