"""A14: the licence, or the year's review, of somebody with cases in hand ends within sixty, and again within fifteen days (本局时限).

The centre and the lawyer hear it, once for each person and rung however many cases there are; on the day after, the night stops the
work by itself (:mod:`nightly`), so that there is time to change before.

A8: what the files that passed are paid for is to be reckoned; the centre hears how many wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fengqiao.divisions.territory import county_of
from fengqiao.lines.aidcases.models import AidCase, SubsidyLine
from fengqiao.matter.models import Notice, NoticeLevel
from fengqiao.matter.notices import HANDLER, notice_to, watch
from fengqiao.orgs.roles import AID_ASSIGNER, AID_HEAD
from fengqiao.providers.models import Provider
from fengqiao.providers.standing import NOW_DAYS, SOON_DAYS

CODE = "A14-aid"
IN_HAND = ("named", "signed", "handling", "stopped")
CENTRE = (AID_ASSIGNER.code, AID_HEAD.code)
LICENCE, UNIT, REVIEW = "执业证", "所在机构的许可证", "年度考核"


def ends_of(person: Provider) -> list[tuple[str, date]]:
    """What of a person ends, and when: the own licence, that of the firm, the year's review."""
    org = person.org
    found = ((LICENCE, person.licence_to), (UNIT, org.licence_to if org else None), (REVIEW, person.review_to))
    return [(what, day) for what, day in found if day is not None]


def rung_of(ends: date, today: date) -> int | None:
    """60, 15, or 0 when it is over; None while it is far."""
    left = (ends - today).days
    if left > SOON_DAYS:
        return None
    return 0 if left < 0 else NOW_DAYS if left <= NOW_DAYS else SOON_DAYS


def licence_ends(now: datetime) -> Iterator[Notice]:
    """Each person with cases in hand whose licence, firm or review ends soon; upon the newest of the cases."""
    today = timezone.localdate(now)
    until = today + timedelta(days=SOON_DAYS)
    soon = Provider.objects.select_related("org").filter(Q(licence_to__lte=until) | Q(review_to__lte=until) | Q(org__licence_to__lte=until), left_on=None)
    people = {str(each.pk): each for each in soon}
    cases: dict[str, list[AidCase]] = defaultdict(list)
    for case in AidCase.objects.filter(stage__in=IN_HAND, provider_key__in=list(people), sealed=False).order_by("named_on", "pk"):
        cases[case.provider_key].append(case)
    for key, mine in cases.items():
        for what, ends in ends_of(people[key]):
            rung = rung_of(ends, today)
            if rung is not None:
                yield from _notices(people[key], mine, what, ends, rung)


def _notices(person: Provider, mine: list[AidCase], what: str, ends: date, rung: int) -> Iterator[Notice]:
    newest, when = mine[-1], f"已于{ends.isoformat()}到期" if rung == 0 else f"{ends.isoformat()}到期"
    level = NoticeLevel.AMBER if rung == 0 else NoticeLevel.YELLOW
    key = f"{person.pk}:{what}:{ends.isoformat()}:{rung}"
    said = f"{person.name}的{what}{when}，手里还有{len(mine)}件没有办结的援助案件。请核实；不能续的，办理更换承办人，受援人不断档。"
    for to in CENTRE:
        yield notice_to(newest, CODE, key, level, said, to)
    if newest.handler_id is None:  # no account here: the centre tells
        return
    own = f"您的{what}{when}，手里还有{len(mine)}件没有办结的援助案件。请尽快办理，换证后告诉法律援助中心登记；到期没有登记的，夜里停止办理。"
    yield notice_to(newest, CODE, key, level, own if what == LICENCE else own.partition("；到期没有")[0] + "。", HANDLER)


# What is not reckoned yet ----------------------------------------------------------------------------------------------

UNPAID = "AC08-pay"
WAITS = (20, 30)  # days since the file passed: the warning, and when it should have been paid


def subsidies_wait(now: datetime) -> Iterator[Notice]:
    """A8: files that passed twenty, or thirty, days ago and are in no batch; in each county once for the oldest of them and each rung."""
    today = timezone.localdate(now)
    batched = SubsidyLine.objects.filter(case_id=OuterRef("pk")).exclude(state="dropped")
    rows = AidCase.objects.filter(passed_on__lte=today - timedelta(days=WAITS[0]), sealed=False).exclude(provider_key="").filter(~Exists(batched))
    waiting: dict[int, list[AidCase]] = defaultdict(list)
    for case in rows.order_by("passed_on", "number"):
        waiting[county_of(case.territory)].append(case)
    for cases in waiting.values():
        oldest = cases[0]
        assert oldest.passed_on is not None
        days = (today - oldest.passed_on).days
        over = days >= WAITS[1]
        said = f"有{len(cases)}件案卷审查通过{WAITS[0]}日以上，还没有计算补贴，最早的已过{days}日{'，超过三十日' if over else ''}。请计算一批。"
        for to in CENTRE:
            yield notice_to(oldest, UNPAID, f"{oldest.pk}:{WAITS[over]}", NoticeLevel.AMBER if over else NoticeLevel.YELLOW, said, to)


def begin() -> None:
    """Make them known; called once, when the app is ready."""
    watch(CODE, licence_ends)
    watch(UNPAID, subsidies_wait)
