"""安置帮教的指标 J01–J13：数谁、不数谁，每个数只在这里定义一次，旁边印着怎样算。

No statute defines these rates: each says its own words. Nobody is counted twice: one release is one row, and only the
responsible office's county counts it; those another county accepted are left out. What a person says later (书面拒绝, 安置状态)
counts as it stands now.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Func, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.expressions import ExpressionWrapper
from django.db.models.functions import Cast, Coalesce, Least, NullIf

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import clocks
from fengqiao.indicators.vocabulary import (
    DOWN,
    UP,
    Cases,
    Having,
    Indicator,
    Register,
    Rows,
    Standing,
    Tallied,
    Through,
    Times,
)
from fengqiao.lines.resettlement import codes
from fengqiao.matter.models import Parameter
from fengqiao.orgs.models import Office

PRACTICE = "安置帮教统计报表的通行口径；法律没有规定，以本局报表说明为准"
NOT_OURS = ("left_out",)
LINE = "resettlement"
LINK_DAYS = 30  # where the bureau has set no window of its own


# Whom ----------------------------------------------------------------------------------------------------------------


def _cases() -> Rows:
    from fengqiao.lines.resettlement.models import ReleaseCase

    return ReleaseCase.objects.exclude(ending__in=NOT_OURS)


def _released() -> Rows:
    """Released to this county: neither dead nor detained before it."""
    return _cases().exclude(before_release=True)


def _willing() -> Rows:
    return _cases().exclude(consent="refused")


def _to_link() -> Rows:
    """J02: less those another county accepted before they were linked here; with the day the link window ends."""
    set_days = Parameter.objects.filter(
        territory=Func(OuterRef("territory"), template="%(expressions)s / 1000000000 * 1000000000"), procedure=LINE, name="link_days",
        from_on__lte=OuterRef("release_on"),
    ).order_by("-from_on", "-pk")  # fmt: skip
    days: Any = Coalesce(NullIf(Subquery(set_days.annotate(days=Cast("value", IntegerField())).values("days")[:1]), Value(0)), Value(LINK_DAYS))
    by = ExpressionWrapper(F("release_on") + days, output_field=DateField())
    found: Rows = _released().exclude(Q(ending="moved", linked_on__isnull=True)).annotate(link_by_on=by)
    return found


def _linked_in_time() -> Rows:
    found: Rows = _to_link().filter(linked_on__lte=F("link_by_on"))
    return found


def _not_linked() -> Rows:
    """Released, the window passed: from the day after it until linked or at an end."""
    after = ExpressionWrapper(F("link_by_on") + timedelta(days=1), output_field=DateField())
    found: Rows = _to_link().annotate(after_on=Cast(after, DateField()), until=Least("linked_on", "ended_on"))
    return found


def _noticed() -> Rows:
    return _cases().filter(by_notice=True, source__in=(codes.PRISON, codes.DETENTION))


def _answered() -> Rows:
    met = clocks(LINE, "feed_back", "feed_back_soon", in_time=True)
    return _noticed().filter(fed_back_on__isnull=False, pk__in=met.values("matter_id"))


def _convicted(**within: Any) -> Rows:
    """Convicted for a crime of the help period; ``years``: within so many years of the release."""
    found: Rows = _released().filter(Q(crime_on__isnull=True) | Q(crime_on__gte=F("release_on")), judged_on__isnull=False)
    if years := within.get("years"):
        limit = Func(F("release_on"), template=f"(%(expressions)s + interval '{years} years')::date", output_field=DateField())
        found = found.annotate(limit=limit).filter(judged_on__lte=F("limit"))
    return found


def _services(**only: Any) -> Rows:
    """Services by the day they were referred, or ended where nobody was asked to help."""
    from fengqiao.lines.resettlement.models import HelpService

    return HelpService.objects.filter(**only).annotate(given_on=Coalesce("referred_on", "closed_on"))


def _contacts() -> Rows:
    from fengqiao.lines.resettlement.models import HelpContact

    return HelpContact.objects.filter(reached=True)


def _teams() -> Rows:
    return _willing().filter(team_on__isnull=False)


def _stays() -> Rows:
    from fengqiao.lines.resettlement.models import Stay

    return Stay.objects.filter(from_on__isnull=False)


def _agreed() -> Rows:
    """To the last day of the agreement; one that was ended before is no base from that day."""
    from fengqiao.lines.resettlement.models import Base

    found: Rows = Base.objects.annotate(over_on=Least(Cast(F("agreed_to_on") + timedelta(days=1), DateField()), "closed_on"))
    return found


def _bases(low: int, high: int, day: date) -> Rows:
    """Bases whose agreement runs on the day."""
    return _agreed().filter(territory__gte=low, territory__lte=high, agreed_from_on__lte=day, over_on__gt=day)


def _towns_with_base(low: int, high: int, day: date) -> Rows:
    return _bases(low, high, day).order_by().values("office_id").distinct()


def _towns(low: int, high: int, day: date) -> Rows:
    still = Q(to_on__isnull=True) | Q(to_on__gte=day)
    return Office.objects.filter(still, kind="office", territory__gte=low, territory__lte=high, from_on__lte=day)


def _beds(low: int, high: int, day: date) -> Rows:
    from fengqiao.booking.models import Condition, Resource
    from fengqiao.lines.resettlement.models import BaseBed

    mine = BaseBed.objects.filter(matter_id__in=_bases(low, high, day).values("pk")).values("resource_id")
    return Resource.objects.filter(pk__in=mine, condition=Condition.USABLE)


def _beds_taken(low: int, high: int, day: date) -> Rows:
    staying = _stays().filter(Q(left_on__isnull=True) | Q(left_on__gt=day), from_on__lte=day, bed_id__isnull=False)
    return _beds(low, high, day).filter(pk__in=staying.values("bed_id"))


# What is tallied -----------------------------------------------------------------------------------------------------

ON_REGISTER = Tallied("resettlement.on_register", _cases, "release_on", until="ended_on", kind="source")
RELEASED = Tallied("resettlement.released", _released, "release_on", kind="source")
ANY_TIME = Tallied("resettlement.any_time", _released, "release_on", until="ended_on")
TO_LINK = Tallied("resettlement.to_link", _to_link, "release_on", kind="source")
LINKED = Tallied("resettlement.linked", _linked_in_time, "release_on")
KEY_TO_LINK = Tallied("resettlement.key_to_link", lambda: _to_link().exclude(key_ground=""), "release_on")
FETCHED = Tallied("resettlement.fetched", lambda: _to_link().filter(fetched_on_time=True).exclude(key_ground=""), "release_on")
NOTICED = Tallied("resettlement.noticed", _noticed, "noticed_on")
ANSWERED = Tallied("resettlement.answered", _answered, "noticed_on")
WILLING = Tallied("resettlement.willing", _willing, "release_on", until="ended_on")
PLACED = Tallied("resettlement.placed", lambda: _willing().filter(placement__in=codes.PLACED), "release_on", until="ended_on")
PLACED_OF_ALL = Tallied("resettlement.placed_of_all", lambda: _cases().filter(placement__in=codes.PLACED), "release_on", until="ended_on")
WITH_TEAM = Tallied("resettlement.with_team", _teams, "team_on", until="ended_on")
TALKED = Tallied("resettlement.talked", _contacts, "on")
SERVED = Tallied("resettlement.served", _services, "given_on", kind="kind")
SERVED_WELL = Tallied("resettlement.served_well", lambda: _services(outcome="given"), "given_on", kind="kind")
CONVICTED = Tallied("resettlement.convicted", _convicted, "judged_on")
CONVICTED_WITHIN = {
    years: Tallied(f"resettlement.convicted_within_{years}", lambda years=years: _convicted(years=years), "release_on")  # type: ignore[misc]
    for years in (1, 3, 5)
}
REFUSED = Tallied("resettlement.refused", lambda: _cases().filter(consent="refused"), "release_on", until="ended_on")
LOST = Tallied("resettlement.lost", lambda: _cases().filter(stage="lost"), "release_on", until="ended_on")
NOT_LINKED = Tallied("resettlement.not_linked", _not_linked, "after_on", until="until", kind="not_linked_why")
BASES = Tallied("bases.agreed", _agreed, "agreed_from_on", until="over_on")
STAYS = Tallied("stays.begun", _stays, "from_on")

# What ----------------------------------------------------------------------------------------------------------------

_WINDOW = "衔接期（本局时限）内"
_SOURCES, _WHY = dict(codes.SOURCES), dict(codes.WHY_NOT_LINKED)


def _one(code: str, label: str, words: str, of: Any, met: Any = None, unit: str = "人", blank: str = "无应计人员", **more: Any) -> Indicator:
    return Indicator(code, label, words, of, met, unit=unit, blank=blank, source=PRACTICE, people=True, **more)


INDICATORS: tuple[Indicator, ...] = (
    _one("J01", "在册帮教对象", "期末已释放、帮教期未满、未以其他方式结束的人；未衔接、失联、暂停、书面拒绝都在内，人户分离只算一次", Standing(ON_REGISTER), kinds=_SOURCES),
    *(_one(f"J01-{code}", f"其中：{word}", "在册帮教对象按来源分", Standing(ON_REGISTER, kinds=(code,))) for code, word in codes.SOURCES),
    _one("J02", "应衔接数", "期内释放（解除）的人，减衔接前死亡的、释放时另案羁押的、外县已接收的", Times(TO_LINK), kinds=_SOURCES),
    _one("J03", "衔接率", f"{_WINDOW}已衔接÷应衔接数", Times(TO_LINK), Times(LINKED), blank="期内无应衔接人员", better=UP),
    _one("J04", "重点帮教对象衔接率", "释放当日必接必送的÷应衔接数中注明为重点的", Times(KEY_TO_LINK), Times(FETCHED), blank="期内无重点对象", better=UP),
    _one("J05", "核查按期反馈率", "按本局时限函复的÷期内收到的通知", Times(NOTICED), Times(ANSWERED), blank="期内无通知", better=UP),
    _one("J06", "安置率", "安置状态为01至08的÷（在册－书面拒绝）", Standing(WILLING), Standing(PLACED), better=UP),
    _one("J06-all", "安置率（按全部在册）", "安置状态为01至08的÷在册", Standing(ON_REGISTER), Standing(PLACED_OF_ALL), better=UP),
    _one("J07", "帮教率", "有帮教小组、期内有一次以上联系或者服务的÷（在册－书面拒绝）；书面拒绝另列", Standing(WILLING), Having(WITH_TEAM, had=(TALKED, SERVED)), better=UP),
    _one("J08", "重新犯罪率（年度）", "期内因帮教期内的犯罪被判决生效的÷期内任何一日在册的（转出、期满、结束的都在内）", Through(ANY_TIME), Times(CONVICTED), better=DOWN),
    *(
        _one(f"J09-{n}", f"重新犯罪率（批次，{n}年内）", f"期内释放的人中，释放后{n}年内判决生效的÷期内释放的人", Times(RELEASED), Times(CONVICTED_WITHIN[n]), blank="期内无释放人员", better=DOWN)
        for n in (1, 3, 5)
    ),
    _one("J10", "安置基地数", "期末协议有效的基地", Standing(BASES), unit="个"),
    _one("J10-town", "有基地的乡镇", "期末有基地的司法所÷司法所", Register(_towns), Register(_towns_with_base), blank="没有司法所", better=UP),
    _one("J10-beds", "床位使用率", "期末有人的床位÷期末可用床位", Register(_beds), Register(_beds_taken), blank="没有床位"),
    _one("J10-stays", "基地安置人次", "期内开始的基地安置", Times(STAYS), unit="人次"),
    *(
        each
        for kind, word in ((codes.RELIEF, "临时救助"), (codes.JOB, "就业"), (codes.TRAINING, "技能培训"), (codes.MIND, "心理帮扶"))
        for each in (
            _one(f"J11-{kind}", f"{word}（人次）", f"期内转介的{word}；没有转介、直接办结的，按办结日期", Times(SERVED, kinds=(kind,)), unit="人次"),
            _one(f"J11-{kind}-p", f"{word}（人数）", f"期内得到{word}的人，每人只算一次", Cases(SERVED, kinds=(kind,))),
            _one(f"J11-{kind}-r", f"{word}成功率", f"已给予、已办成的÷期内的{word}", Times(SERVED, kinds=(kind,)), Times(SERVED_WELL, kinds=(kind,)), blank="期内没有", better=UP),
        )
    ),
    _one("J12-refused", "书面拒绝数", "在册中书面拒绝的；不从在册中减去", Standing(REFUSED)),
    _one("J12-lost", "失联数", "在册中失联的；不从在册中减去", Standing(LOST), better=DOWN),
    _one("J13", "未衔接数", f"{_WINDOW}没有衔接、至今没有衔接的", Standing(NOT_LINKED), kinds=_WHY, better=DOWN),
    *(_one(f"J13-{code}", f"其中：{word}", "未衔接数按原因分", Standing(NOT_LINKED, kinds=(code,))) for code, word in codes.WHY_NOT_LINKED),
)  # fmt: skip
BOARD = OnBoard(tiles=("J01", "J03", "J06", "J04", "J13", "J12-lost", "J05", "J10"), drawn="J02")
