"""Assessment in the invented county: last year's results published with one appeal decided, this year's scheme running.

The figures are those of the county's own invented cases; only what a form reports is made up. Every scheme says 演示数据.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.assessment import city, grouping, keeping, notices, rounds
from fengqiao.assessment.appeals import SCORE_APPEAL
from fengqiao.assessment.city import Lost
from fengqiao.assessment.codes import State
from fengqiao.assessment.models import Round, Scheme, SchemeItem
from fengqiao.assessment.reports import SCORE_REPORT
from fengqiao.assessment.rounds import ROUND
from fengqiao.demo.people import stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.indicators.periods import Period, read
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.roles import LEADER, OFFICE_HEAD, STATISTICS

MARK = {"no": "演示表01", "issuer": "演示县统计局", "approval": "演统〔2025〕1号（演示）", "until": "2027-12-31"}


def _system(code: str, group: str, where: str, weight: int, method: str, **more: Any) -> dict[str, Any]:
    set_code, indicator = where.split("/")
    return {"code": code, "group": group, "label": "", "set_code": set_code, "indicator_code": indicator, "weight": Decimal(weight), "method": method, "params": {}, **more}


ITEMS: tuple[dict[str, Any], ...] = (
    _system("1", "人民调解", "mediation/M04b", 15, "lin", params={"x0": "60", "x1": "98"}, core=True),
    _system("2", "人民调解", "mediation/M01", 10, "rank", better="up"),
    _system("3", "人民调解", "mediation/M18", 10, "step", params={"bands": [[None, "15", "10"], ["15", "30", "6"], ["30", None, "2"]]}),
    _system("4", "调解组织", "mediation/M24m", 10, "lin", params={"x0": "0", "x1": "30"}),
    _system("5", "调解组织", "mediation/M24", 5, "thr", better="up", params={"target": "4"}),
    _system("6", "矛盾纠纷", "disputes/D06", 10, "rank", better="down"),
    _system("7", "社区矫正", "corrections/I13b", 10, "thr", better="up", params={"target": "95"}, core=True),
    _system("8", "社区矫正", "corrections/I15b", 10, "ded", params={"d": "2"}),
    _system("9", "安置帮教", "resettlement/J12-lost", 10, "ded", params={"d": "1"}),
    {"code": "10", "group": "学习培训", "label": "集中培训", "source": "form", "unit": "人次", "definition": "本期参加集中培训的人次", "form_mark": MARK, "weight": Decimal(10),
     "method": "range", "params": {"a": "20", "b": "80", "slack": "20"}},
    _system("11", "", "corrections/I03e", 0, "veto", label="收监执行", params={"over": "30"}),
)  # fmt: skip
GROUPS = [["人民调解", "35"], ["调解组织", "15"], ["矛盾纠纷", "10"], ["社区矫正", "20"], ["安置帮教", "10"], ["学习培训", "10"]]
TRAINING = "10"
CITY_ROWS = (("人民调解", 30, "27.4", "28.1", "29.6"), ("社区矫正", 25, "22.0", "23.8", "24.9"), ("法治宣传", 15, "11.2", "13.5", "14.8"), ("法律援助", 15, "13.9", "13.6", "14.7"),
             ("队伍建设", 15, "12.6", "12.9", "14.2"))  # fmt: skip


def load_assessment(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """Two schemes, their rounds, an appeal that changed a figure, last year's place in the city."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    keeper, leader = _who(bureau, STATISTICS.code), _who(bureau, LEADER.code)
    offices = keeping.offices_of_county(bureau.territory)
    with transaction.atomic():
        last = _scheme(keeper, leader, offices, today.year - 1)
        this = _scheme(keeper, leader, offices, today.year, rank_groups=_groups(offices))
        _reports(plan, keeper, last, offices, read(str(today.year - 1)))
        year = _year(keeper, leader, bureau, last, today.year)
        done = _quarters(plan, keeper, leader, bureau, this, offices, today)
        keeping.step(keeper, last, State.CLOSED, now=_at(date(today.year, 2, 20)), today=date(today.year, 2, 20))
        _city(keeper, today.year)
    say(f"  考核方案2个、成绩{done + (year is not None)}期、申诉1件已装入。")


def _groups(offices: list[Office]) -> list[list[object]]:
    """The seat of the county apart from the other towns."""
    seat, others = offices[:1], offices[1:]
    lines = [f"{word}：{'、'.join(office.short_name for office in found)}" for word, found in (("城区", seat), ("乡镇", others)) if found]
    return grouping.read("\n".join(lines), offices)


def _who(bureau: Office, role: str) -> Actor:
    return actor_of(Post.objects.filter(office=bureau, roles__contains=[role]).select_related("office", "staff").order_by("pk")[0])


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(15, 0)))


def _scheme(keeper: Actor, leader: Actor, offices: list[Office], year: int, **more: Any) -> Scheme:
    """Drafted, asked about, fixed and running in January."""
    fields = {
        "year": year, "name": f"{year}年司法所工作考核（演示数据）", "basis": f"演司〔{year}〕3号（演示）", "periods": ["year", "quarter"], "groups": GROUPS, "bonus_cap": Decimal(5), "false_points": Decimal(2), **more,
    }  # fmt: skip
    days = [date(year, 1, day) for day in (5, 8, 15, 16)]
    scheme = keeping.create(keeper, fields, offices, now=_at(days[0]), today=days[0], demo=True)
    for item in ITEMS:
        keeping.save_item(keeper, scheme, None, item, now=_at(days[0]))
    for day, state, by in zip(days[1:], (State.CONSULT, State.FROZEN, State.RUNNING), (keeper, leader, keeper), strict=True):
        scheme = keeping.step(by, scheme, state, now=_at(day), today=day)
    return scheme


def _reports(plan: CountyPlan, keeper: Actor, scheme: Scheme, offices: list[Office], period: Period) -> None:
    """Training of the period, as the form reports it; the last office forgot."""
    chance = stream(2026, plan.code, f"training {period.written}")
    item: SchemeItem = scheme.items.get(code=TRAINING)
    own, others = offices[:1] if period.is_year else [], offices[:-1]
    for office in own:
        _reported_itself(keeper, scheme, office, period, chance.randrange(20, 80))
    for office in others[len(own):]:
        said = {"value": Decimal(chance.randrange(10, 90))}
        keeping.report(keeper, scheme, item, office, period, said, "集中培训统计表（演示）", now=_at(date(period.to_on.year + (period.to_on.month == 12), period.to_on.month % 12 + 1, 8)))


def _reported_itself(keeper: Actor, scheme: Scheme, office: Office, period: Period, n: int) -> None:
    """One office reports its own training with the paper it rests on; the statistician checks it."""
    post = Post.objects.filter(office=office, roles__contains=[OFFICE_HEAD.code], kind="regular", to_on=None).select_related("office", "staff").first()
    if post is None:
        return
    day = period.to_on + timedelta(days=6)
    data = {"what": f"{scheme.pk}|{period.written}|{TRAINING}", "value": str(n), "document": "集中培训签到表（演示数据）"}
    made = open_matter(actor_of(post), SCORE_REPORT, [Doing(SCORE_REPORT.action("report"), data, day)], office, now=_at(day), demo=True)
    perform(keeper, made.matter.pk, [Doing(SCORE_REPORT.action("check"), {"note": "与签到表逐页点过，人次相符。（演示数据）"}, day)], now=_at(day))


def _computed(keeper: Actor, bureau: Office, scheme: Scheme, period: Period, on: date) -> Matter:
    doing = Doing(rounds.compute, {"what": f"{scheme.pk}|{period.written}"}, on)
    return open_matter(keeper, ROUND, [doing], bureau, now=_at(on), demo=True).matter


def _do(by: Actor, matter: Matter, code: str, on: date, **data: Any) -> None:
    perform(by, matter.pk, [Doing(ROUND.action(code), data, on)], now=_at(on))


def _to_appeals(keeper: Actor, matter: Matter, computed_on: date, checked_on: date) -> None:
    _do(keeper, matter, "verify", computed_on, items=[item["code"] for item in ITEMS])
    _do(keeper, matter, "send_check", computed_on)
    _do(keeper, matter, "make_provisional", checked_on)
    _do(keeper, matter, "open_appeals", checked_on)


def _published(keeper: Actor, leader: Actor, matter: Matter, on: date) -> None:
    _do(leader, matter, "finalise", on)
    _do(keeper, matter, "publish", on)


def _year(keeper: Actor, leader: Actor, bureau: Office, scheme: Scheme, year: int) -> Matter | None:
    """Last year: an office appealed against its training, and was right."""
    matter = _computed(keeper, bureau, scheme, read(str(year - 1)), date(year, 1, 20))
    _to_appeals(keeper, matter, date(year, 1, 20), date(year, 1, 28))
    post = Post.objects.filter(office__in=keeping.offices_of_county(bureau.territory), roles__contains=[OFFICE_HEAD.code], kind="regular", to_on=None).select_related("office", "staff")
    head = actor_of(post.order_by("-office__territory")[0])
    claim = "年底集中培训的签到表没有计入，应当是四十六人次，签到表复印件已交统计员。（演示数据）"
    told = {"what": f"{matter.pk.hex}|{TRAINING}", "claim": claim}
    filed = open_matter(head, SCORE_APPEAL, [Doing(SCORE_APPEAL.action("file"), told, date(year, 1, 29))], Office.objects.get(pk=head.office_id), now=_at(date(year, 1, 29)), demo=True)
    for code, on, data in (
        ("accept", date(year, 1, 30), {}), ("decide", date(year, 2, 2), {"decision": "change", "reasons": "签到表属实，予以变更。", "value": "46"}),
    ):  # fmt: skip
        perform(leader, filed.matter.pk, [Doing(SCORE_APPEAL.action(code), data, on)], now=_at(on))
    _published(keeper, leader, matter, date(year, 2, 12))
    notices.give_all(keeper, Round.objects.get(pk=matter.pk), now=_at(date(year, 2, 13)), today=date(year, 2, 13))
    return matter


def _quarters(plan: CountyPlan, keeper: Actor, leader: Actor, bureau: Office, scheme: Scheme, offices: list[Office], today: date) -> int:
    """This year's quarters that are over: published, the last of them open to appeals."""
    over = [period for period in sorted(rounds.due_periods(scheme, today)) if period.to_on.month != 12 and not period.is_year]
    made = 0
    for period in over:
        month = period.to_on.month + 1
        if today <= date(today.year, month, 28):
            continue
        _reports(plan, keeper, scheme, offices, period)
        matter = _computed(keeper, bureau, scheme, period, date(today.year, month, 14))
        made += 1
        if period == over[-1] and today.month == month:
            continue
        _to_appeals(keeper, matter, date(today.year, month, 14), date(today.year, month, 24))
        if period != over[-1]:
            _published(keeper, leader, matter, date(today.year, month + 1, 16))
    return made


def _city(keeper: Actor, year: int) -> None:
    rows = [Lost.of({"label": label, "weight": str(weight), "ours": ours, "median": median, "first": first}) for label, weight, ours, median, first in CITY_ROWS]
    fields = {"year": year - 1, "period_words": "年度", "document": "演示市司法局《关于年度考核情况的通报》（演示）", "rank": 9, "of_n": 12, "last_rank": 10}
    city.enter(keeper, fields, rows, now=_at(date(year, 3, 2)), demo=True)
