"""法律援助案件的指标（I-04—I-09、I-21、I-23，指派的F1—F12）：每个数只在这里定义一次，打开就是那些案件。

Persons in organs' cases are the organs' own tables (``organs``), no matters of ours. What lawyers earned is told of five or more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, CharField, Exists, F, Min, OuterRef, Q, Subquery, Sum
from django.db.models import Value as Fixed
from django.db.models.functions import Cast, Coalesce, NullIf

from fengqiao.assignment.evenness import furthest, gini, herfindahl
from fengqiao.indicators.asking import WIDTHS
from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import clocks, days_after, days_between, entries, said
from fengqiao.indicators.vocabulary import (
    DOWN,
    UP,
    Apart,
    Follows,
    Indicator,
    Lasting,
    Load,
    Middles,
    Most,
    Recorded,
    Register,
    Rows,
    Share,
    Shared,
    Standing,
    Tallied,
    Times,
    Total,
    Within,
)
from fengqiao.lines.aidcases import codes, gathering
from fengqiao.lines.aidcases.organs import taking
from fengqiao.lines.aidcases.quality import codes as quality
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.models import Matter

SOURCE = "法律援助工作统计（通行口径；以本局报表说明为准）"
FAIR = "法律援助案件指派的公平和服务情况（本局指标，法律没有规定）"
NAMING = ("assign_notice", "assign_other", "assign_grant")
BY_LETTER = (codes.DEFENCE, codes.REPRESENTATION)
OWED_AFTER = 30  # days from the day the file passed
OFFICE = WIDTHS["office"]
IDLE_DAYS = 90
GOOD = ("2", "3")  # 常办、专长
LINE, VIOLENCE = "aidcases", "violence"
ALARM = 10  # per cent of assignments: the bureau's line for overriding


def _cases(**only: Any) -> Rows:
    from fengqiao.lines.aidcases.models import AidCase

    return AidCase.objects.filter(**only)


def _named() -> Rows:
    """From the letter or the decision to the named person."""
    found: Rows = _cases().annotate(begun_on=Coalesce("decided_on", "received_on"))
    return found


def _help(**only: Any) -> Rows:
    """Given, not only booked or offered."""
    from fengqiao.lines.aidcases.models import LegalHelp

    return LegalHelp.objects.filter(**only).exclude(stage__in=("booked", "declined"))


def _refused_help() -> Rows:
    from fengqiao.lines.aidcases.models import LegalHelp

    return LegalHelp.objects.filter(refused=True)


def _judged() -> Rows:
    """Recipients who were called back and reached."""
    found: Rows = _cases().exclude(satisfaction__in=("", codes.NOT_REACHED))
    return found


def _graded() -> Rows:
    from fengqiao.lines.aidcases.models import AidQuality

    return AidQuality.objects.all()


def _assignments(**only: Any) -> Rows:
    """Every assignment, a case as often as it was assigned."""
    from fengqiao.lines.aidcases.models import Assignment

    return Assignment.objects.filter(**only)


def _batches() -> Rows:
    from fengqiao.lines.aidcases.models import AidBatch

    return AidBatch.objects.all()


def _lines(**only: Any) -> Rows:
    from fengqiao.lines.aidcases.models import SubsidyLine

    return SubsidyLine.objects.filter(**only)


def _paid() -> Rows:
    """Lines that were paid, with the points of their cases; a case without points says nothing about evenness."""
    points = Subquery(_cases(pk=OuterRef("case_id")).values("points")[:1])
    found: Rows = _lines(state="paid").annotate(worked=points).filter(worked__gt=0, amount_fen__gt=0)
    return found


def _owed() -> Rows:
    """Files that passed: owed from the thirty-first day after, until something of theirs is paid; with what is reckoned and not paid."""
    of_case = _lines(case_id=OuterRef("pk")).order_by().values("case_id")
    paid_on = of_case.filter(state="paid").annotate(paid_on=Min("matter__aidbatch__paid_on")).values("paid_on")
    fen = of_case.filter(state__in=("made", "checked"), hold="").annotate(fen=Sum("amount_fen")).values("fen")
    found: Rows = _cases().annotate(owed_on=days_after("passed_on", OWED_AFTER + 1), paid_on=Subquery(paid_on), fen=Subquery(fen))
    return found


def _shares() -> Rows:
    """Named and not given back, with the body, of agency staff the person."""
    found: Rows = _assignments(named_on__isnull=False).exclude(ended="declined").annotate(body=Coalesce(NullIf("org_key", Fixed("")), F("provider_key")))
    return found


def _with_level(**only: Any) -> Rows:
    """Given to somebody of whom the register said how much at home they are in the area."""
    found: Rows = _assignments(named_on__isnull=False, level__isnull=False, **only).exclude(ended="declined").annotate(at_home=Cast("level", CharField()))
    return found


def _grave() -> Rows:
    """Life imprisonment, death, or the review of a death sentence."""
    by_decision = entries(LINE, "opened", "receive").annotate(grave=said("grave")).filter(matter_id=OuterRef("matter_id"), grave="true")
    return _with_level().filter(Q(matter__aidcase__ground__in=codes.GRAVE) | Q(Exists(by_decision)))


def _of_violence() -> Rows:
    protected = entries(LINE, "opened", protect=VIOLENCE).filter(matter_id=OuterRef("matter_id"))
    return _with_level().filter(Exists(protected))


def asked_at(case: str) -> Coalesce:
    """Where aid was asked for: the office that received the application; of letters the centre."""
    asked = Subquery(Matter.objects.filter(pk=OuterRef(f"{case}application_id")).values("territory")[:1])
    return Coalesce(asked, F(f"{case}territory"), output_field=BigIntegerField())


def _named_where() -> Rows:
    found: Rows = _named().annotate(asked_at=asked_at(""))
    return found


def _ways() -> Rows:
    """Named and not given back, of which the way to the organ was known that day."""
    found: Rows = _assignments(named_on__isnull=False, minutes__isnull=False).exclude(ended="declined").annotate(asked_at=asked_at("matter__aidcase__"))
    found = found.annotate(town=Cast(F("asked_at") / OFFICE, CharField()))
    return found


def _for_applications(applications: Sequence[UUID]) -> Iterable[UUID]:
    found: Iterable[UUID] = _cases(application_id__in=applications).values_list("pk", flat=True)
    return found


def _pool(low: int, high: int, day: date) -> Rows:
    return gathering.pool_within(low, high, day).filter(capacity_points__gt=0).select_related(None)


def _had_one(low: int, high: int, period: Period) -> Rows:
    """Of the pool those who were given a case in the period."""
    return _given_between(_pool(low, high, period.to_on), period.from_on, period.to_on, named_on__isnull=False)


def _idle(low: int, high: int, day: date) -> Rows:
    """Of the pool those to whom no case was offered for so many days."""
    offered = _given_between(_pool(low, high, day), day - timedelta(days=IDLE_DAYS), day)
    return _pool(low, high, day).exclude(pk__in=offered.values("pk"))


def _given_between(pool: Rows, first: date, last: date, **only: Any) -> Rows:
    made = _assignments(on__range=(first, last), provider_key=OuterRef("key"), **only).exclude(matter__stage=VOIDED.code)
    found: Rows = pool.annotate(key=Cast("pk", CharField())).filter(Exists(made))
    return found


def _away_from_share(shares: Sequence[Share]) -> Fraction | None:
    found = furthest([(each.got, each.capacity) for each in shares])
    return found[0] * 100 if found else None


def _gini(shares: Sequence[Share]) -> Fraction | None:
    return gini([(each.got, each.capacity) for each in shares])


def _herfindahl(shares: Sequence[Share]) -> Fraction | None:
    return herfindahl([(each.got, 1) for each in shares])


def _cases_of(batches: Sequence[UUID]) -> Iterable[UUID]:
    found: Iterable[UUID] = _lines(matter_id__in=batches).values_list("case_id", flat=True)
    return found


def _batches_of(cases: Sequence[UUID]) -> Iterable[UUID]:
    found: Iterable[UUID] = _lines(case_id__in=cases).values_list("matter_id", flat=True)
    return found


def _organs(low: int, high: int, period: Period) -> Rows:
    """The organs' rows that count, of months that lie whole in the period."""
    return taking.standing(low, high, period.from_on, period.to_on)


def _defended(low: int, high: int, period: Period) -> Rows:
    found: Rows = _organs(low, high, period).annotate(defended=F("retained") + F("assigned"))
    return found


def staff_names(kinds: Collection[str]) -> Mapping[str, str]:
    """Who assigned."""
    from fengqiao.orgs.models import Staff

    found = Staff.objects.filter(pk__in=[int(kind) for kind in kinds if kind.isdigit()]).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


def lawyers_names(kinds: Collection[str]) -> Mapping[str, str]:
    """Who was assigned."""
    from fengqiao.providers.models import Provider

    found = Provider.objects.filter(pk__in=[int(kind) for kind in kinds if kind.isdigit()]).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


TAKEN = Tallied("aidcases.taken", _cases, "received_on", kind="aid_form", amount="persons")
NOTICES = Tallied("aidcases.notices", lambda: _cases(origin__in=BY_LETTER), "received_on", kind="origin")
ANSWERED = Tallied("aidcases.notices_named", lambda: _cases(origin__in=BY_LETTER, named_on__isnull=False), "received_on", kind="origin")
DUE = Tallied("aidcases.naming", lambda: clocks("aidcases", *NAMING), "due_on")
DUE_MET = Tallied("aidcases.naming_in_time", lambda: clocks("aidcases", *NAMING, in_time=True), "due_on")
NAMED = Tallied("aidcases.named", _named, "named_on", amount=days_between("begun_on", "named_on"))
HELPED = Tallied("legalhelp.given", _help, "on")
SUBSTANTIAL = Tallied("legalhelp.substantial", lambda: _help(met=True).filter(Q(read_file=True) | Q(opinion=True)), "on")
REFUSED = Tallied("legalhelp.refused", _refused_help, "on")
HANDING = Tallied("aidcases.hand_in", lambda: clocks("aidcases", "hand_in"), "due_on")
HANDED = Tallied("aidcases.handed_in_time", lambda: clocks("aidcases", "hand_in", in_time=True), "due_on")
CHECKING = Tallied("aidcases.review", lambda: clocks("aidcases", "review"), "due_on")
CHECKED = Tallied("aidcases.reviewed_in_time", lambda: clocks("aidcases", "review", in_time=True), "due_on")
PAYING = Tallied("aidbatches.pay", lambda: clocks("aidbatches", "pay"), "due_on")
PAID_IN_TIME = Tallied("aidbatches.paid_in_time", lambda: clocks("aidbatches", "pay", in_time=True), "due_on")
GRADED = Tallied("aidquality.graded", _graded, "graded_on", kind="grade")
CLOSED = Tallied("aidcases.closed", _cases, "closing_day", kind="outcome", amount="recovered_fen")
JUDGED = Tallied("aidcases.judged", _judged, "called_back_on", kind="satisfaction")
IN_CAMPAIGNS = Tallied("aidcases.in_campaigns", lambda: _cases().exclude(campaigns=[]), "closing_day", amount="recovered_fen")
BY_CAMPAIGN = {
    code: Tallied(f"aidcases.campaign_{code}", lambda code=code: _cases(campaigns__contains=[code]), "closing_day", amount="recovered_fen")  # type: ignore[misc]
    for code, _ in codes.CAMPAIGNS
}
_FIRST, *_OTHERS = BY_CAMPAIGN.values()
OWED = Tallied("aidcases.owed", _owed, "owed_on", until="paid_on", amount="fen", follows=(Follows("aidbatches", _cases_of),))
PAID = Tallied("aidbatches.paid", _batches, "paid_on", amount="total_fen")
EARNED = Tallied("aidbatches.earned", _paid, "matter__aidbatch__paid_on", kind="provider_key", amount="amount_fen", follows=(Follows("aidcases", _batches_of),))
WORKED = Tallied("aidbatches.worked", _paid, "matter__aidbatch__paid_on", kind="provider_key", amount="worked", follows=(Follows("aidcases", _batches_of),))
MADE = Tallied("aidcases.assignments", _assignments, "on", kind="by_id")
OVERRIDDEN = Tallied("aidcases.overridden", lambda: _assignments(overridden=True), "on", kind="by_id")
WHY = Tallied("aidcases.overridden_why", lambda: _assignments(overridden=True), "on", kind="override_reason")
GIVEN = Tallied("aidcases.given_to", lambda: _assignments(named_on__isnull=False), "on", kind="provider_key")
CHOSEN = Tallied("aidcases.chosen", lambda: _assignments(named_on__isnull=False, mode="chosen"), "on", kind="provider_key")
DECLINED = Tallied("aidcases.declined", lambda: _assignments(declined__in=dict(codes.DECLINES)), "on", kind="declined")
POINTS = Tallied("aidcases.points_given", _shares, "named_on", kind="provider_key", amount="points")
POINTS_OF_BODIES = Tallied("aidcases.points_of_bodies", _shares, "named_on", kind="body", amount="points")
OF_APPLICATIONS = (Follows("legalaid", _for_applications),)
NAMED_WHERE = Tallied("aidcases.named_where", _named_where, "named_on", kind="aid_form", amount=days_between("begun_on", "named_on"), at="asked_at", follows=OF_APPLICATIONS)
WAYS = Tallied("aidcases.ways", _ways, "named_on", kind="town", amount="minutes", at="asked_at", follows=OF_APPLICATIONS)
LEVELS = Tallied("aidcases.levels", _with_level, "named_on", kind="at_home")
LEVELS_OF_MINORS = Tallied("aidcases.levels_of_minors", lambda: _with_level(matter__aidcase__minor=True), "named_on", kind="at_home")
LEVELS_OF_GRAVE = Tallied("aidcases.levels_of_grave", _grave, "named_on", kind="at_home")
LEVELS_OF_VIOLENCE = Tallied("aidcases.levels_of_violence", _of_violence, "named_on", kind="at_home")
_ORGANS, _CONCLUDED = Recorded(_organs), Recorded(_organs, "concluded")

INDICATORS = (
    Indicator("C-01", "收到法律援助案件", "收到日期在本期的案件：办案机关通知的按收函日期，依申请的按给予援助后转来的日期；一个阶段一件，一起申请的几个人是一件", Times(TAKEN), source=SOURCE, kinds=dict(codes.AID_FORMS)),
    Indicator("I-04", "指派按期率", "届满日在本期的指派期限中，在届满日以前确定承办人的；没有确定的在分母里", Times(DUE), Times(DUE_MET), blank="没有到期的", source=SOURCE, better=UP),
    Indicator("I-05", "指派时长（平均）", "本期确定承办人的案件，从收到通知或者决定援助到确定承办人的自然日，平均数", Lasting(NAMED), unit="天", blank="没有确定承办人的", source=SOURCE, better=DOWN),
    Indicator("I-05m", "指派时长（中位）", "本期确定承办人的案件，半数不超过的日数", Within(NAMED), unit="天", blank="没有确定承办人的", source=SOURCE, better=DOWN),
    Indicator("I-05p", "指派时长（九成）", "本期确定承办人的案件，九成不超过的日数", Within(NAMED, percent=90), unit="天", blank="没有确定承办人的", source=SOURCE, better=DOWN),
    Indicator("I-06d", "刑事律师辩护覆盖率", "有委托或者指派辩护人的÷办案机关本期各整月办结案件的全部人数；由机关提供", _CONCLUDED, Recorded(_defended, "defended"), blank="办案机关没有报来", source=SOURCE, better=UP),
    Indicator("I-06b", "法律帮助覆盖率", "没有辩护人而得到值班律师法律帮助的÷同一全部人数；与辩护覆盖率不相加", _CONCLUDED, Recorded(_organs, "helped"), blank="办案机关没有报来", source=SOURCE, better=UP),
    Indicator("I-06m", "办案机关报来的按月数据", "本期各整月里，各机关各阶段报来的行数，同一月份以后报的为准", _ORGANS, unit="行", source=SOURCE),
    Indicator("I-06n", "通知辩护、代理", "收函日期在本期的通知，按人计", Times(NOTICES), unit="人", source=SOURCE, kinds=dict(codes.NOTICE_KINDS)),
    Indicator("I-06a", "通知的已确定承办人", "已经确定承办人的÷收函日期在本期的通知", Times(NOTICES), Times(ANSWERED), blank="没有通知", source=SOURCE, better=UP),
    Indicator("I-06h", "法律帮助", "帮助日期在本期的值班律师法律帮助，按人次计；约见未到、本人拒绝的不算，与辩护不相加", Times(HELPED), unit="人次", source=SOURCE),
    Indicator("I-06r", "拒绝法律帮助", "本人拒绝值班律师法律帮助的", Times(REFUSED), unit="人次", source=SOURCE),
    Indicator("I-07", "值班实质帮助率", "会见本人，并且阅卷或者提出意见的÷全部法律帮助（不含拒绝）", Times(HELPED), Times(SUBSTANTIAL), blank="没有法律帮助", source=SOURCE, better=UP),
    Indicator("I-08h", "结案材料按期率", "届满日在本期的交材料期限中，按期交的", Times(HANDING), Times(HANDED), blank="没有到期的", source=SOURCE, better=UP),
    Indicator("I-08c", "审卷按期率", "届满日在本期的审卷期限中，按期审完的", Times(CHECKING), Times(CHECKED), blank="没有到期的", source=SOURCE, better=UP),
    Indicator("I-08p", "补贴按期率", "届满日在本期的发放期限中，按期发放的批次", Times(PAYING), Times(PAID_IN_TIME), blank="没有到期的", source=SOURCE, better=UP),
    Indicator("I-09", "质量优良率", "定级日期在本期的评估中，优秀和良好的", Times(GRADED), Times(GRADED, kinds=(quality.EXCELLENT, quality.GOOD)), blank="本期没有定级", source=SOURCE, better=UP),
    Indicator("I-09s", "抽评率", "定级日期在本期的评估件数÷结案日在本期的案件数", Times(CLOSED), Times(GRADED), blank="本期没有结案", source=SOURCE),
    Indicator("C-02", "结案", "结案日在本期的案件", Times(CLOSED), source=SOURCE, kinds=dict(codes.OUTCOMES)),
    Indicator("I-21", "挽回损失", "结案日在本期、有文书或者凭证的挽回金额之和", Total(CLOSED), unit="元", fen=True, source=SOURCE, better=UP),
    Indicator("I-10", "回访满意率", "回访日期在本期、联系上了的受援人中，非常满意、满意、基本满意的", Times(JUDGED), Times(JUDGED, kinds=("5", "4", "3")), blank="没有回访", source=SOURCE, better=UP),
    Indicator("I-10b", "回访满意率（前两档）", "回访日期在本期、联系上了的受援人中，非常满意、满意的", Times(JUDGED), Times(JUDGED, kinds=("5", "4")), blank="没有回访", source=SOURCE, better=UP),
    Indicator("I-20c", "专项行动结案（去重）", "结案日在本期、属于五个专项行动的案件，在几个行动里也只算一件；办案机关通知的未成年人、老年人也在内", Times(IN_CAMPAIGNS), source=SOURCE),
    Indicator("I-20ct", "专项行动结案（不去重）", "各专项行动之和，一件在几个行动里就算几次", Times(_FIRST, also=tuple(_OTHERS)), unit="件次", source=SOURCE),
    *(Indicator(f"I-20c-{code}", f"专项行动结案：{label}", "结案日在本期、属于这个行动的案件", Times(BY_CAMPAIGN[code]), source=SOURCE) for code, label in codes.CAMPAIGNS),
    Indicator("I-20r", "专项行动挽回损失（去重）", "结案日在本期、属于五个专项行动的案件，有文书或者凭证的挽回金额之和，一件只算一次", Total(IN_CAMPAIGNS), unit="元", fen=True, source=SOURCE, better=UP),
    *(Indicator(f"I-20r-{code}", f"专项行动挽回损失：{label}", "结案日在本期、属于这个行动的案件，有文书或者凭证的挽回金额之和", Total(BY_CAMPAIGN[code]), unit="元", fen=True, source=SOURCE, better=UP) for code, label in codes.CAMPAIGNS),
    Indicator("I-23", "欠拨补贴（件）", "期末案卷审查通过超过三十日、还没有发放补贴的", Standing(OWED), source=SOURCE, better=DOWN),
    Indicator("I-23f", "其中：已计算的金额", "期末欠拨的案件中，已经计算、没有冻结的补贴之和", Load(OWED), unit="元", fen=True, source=SOURCE, better=DOWN),
    Indicator("C-03", "发放补贴", "发放日期在本期的各批合计", Total(PAID), unit="元", fen=True, source=SOURCE),
    Indicator("F1", "参与率", "本期确定为承办人的÷期末人员库里可以指派的人员", Register(_pool), Recorded(_had_one), unit="人", blank="人员库里没有可以指派的人", source=FAIR, better=UP, alarm=80),
    Indicator(
        "F2", "应分担偏离度", "本期指派给各人的工作量分与应分担的分（按承载分分摊全部）相差最多的一人，差额÷他应分担的分；没有被退回、拒绝的指派，期末人员库里的人",
        Shared(POINTS, says=_away_from_share, among=_pool, capacity="capacity_points"), unit="%", blank="没有指派", source=FAIR, better=DOWN, alarm=50,
    ),
    Indicator("F3", "基尼系数", "本期指派的工作量分÷承载分，期末人员库里每个人的，0为完全平均，1为全在一人", Shared(POINTS, says=_gini, among=_pool, capacity="capacity_points", places=4), unit="", blank="没有指派", source=FAIR, better=DOWN, alarm=0.3),
    Indicator("F4", "机构集中度（前三家）", "工作量分最多的三家承办机构的分÷本期指派的工作量分；没有机构的各算一家", Total(POINTS_OF_BODIES), Most(POINTS_OF_BODIES, top=3), unit="分", blank="没有指派", source=FAIR, better=DOWN, alarm=60),
    Indicator("F4h", "机构集中度（赫芬达尔指数）", "各家占本期指派的工作量分的比例的平方之和×10000", Shared(POINTS_OF_BODIES, says=_herfindahl, places=0, whom="家"), unit="", blank="没有指派", source=FAIR, better=DOWN),
    Indicator("F5", "好案差案平衡", "本期发放的补贴÷案件的工作量分，按承办人分别计算，最高的是最低的几倍；有补贴的不足5人不列", Apart(EARNED, per=WORKED), unit="倍", blank="有补贴的不足5人，不列", source=FAIR, better=DOWN),
    Indicator("F6", "人工改派率", "本期的指派中，没有采用系统建议、经二人改派的；按指派人分列", Times(MADE), Times(OVERRIDDEN), blank="没有指派", source=FAIR, better=DOWN, alarm=ALARM, kinds=staff_names),
    Indicator("F6w", "改派的理由", "本期人工改派的指派，按提请改派时写明的理由", Times(WHY), source=FAIR, kinds=dict(codes.OVERRIDES)),
    Indicator("F6o", "改派理由为“其他”的", "理由写“其他”的÷本期人工改派的指派", Times(WHY), Times(WHY, kinds=("other",)), blank="没有改派", source=FAIR, better=DOWN),
    Indicator("F7", "自选占比", "本期确定了承办人的指派中，受援人点援的；按承办人分列", Times(GIVEN), Times(CHOSEN), blank="没有确定承办人的", source=FAIR, kinds=lawyers_names),
    Indicator("F8", "拒派率", "本期的指派中承办机构或者承办人拒绝的", Times(MADE), Times(DECLINED), blank="没有指派", source=FAIR, better=DOWN),
    Indicator("F8w", "拒派的原因", "本期的指派中被拒绝的，按原因", Times(DECLINED), source=FAIR, kinds=dict(codes.DECLINES)),
    Indicator("F8n", "无正当理由拒派", "无正当理由拒绝的÷本期的指派", Times(MADE), Times(DECLINED, kinds=("none",)), blank="没有指派", source=FAIR, better=DOWN),
    Indicator("F9", "客户侧时效（中位）", "本期确定承办人的案件，从收到通知或者决定援助到确定承办人，半数不超过的自然日；按申请在哪个所收到分列，来函的在中心", Within(NAMED_WHERE), unit="天", blank="没有确定承办人的", source=FAIR, better=DOWN, kinds=dict(codes.AID_FORMS)),
    Indicator("F9p", "客户侧时效（九成）", "同上，九成不超过的自然日", Within(NAMED_WHERE, percent=90), unit="天", blank="没有确定承办人的", source=FAIR, better=DOWN, kinds=dict(codes.AID_FORMS)),
    Indicator("F10m", "客户侧距离（中位）", "本期确定的承办人到办案机关（还没有的，到收到申请的司法所）的单程分钟，半数不超过的；指派当天按名册算，路程不知道的不在内；按申请在哪个所收到分列", Within(WAYS), unit="分钟", blank="路程都不知道", source=FAIR, better=DOWN),
    Indicator("F10", "客户侧距离（最远和最近）", "各所单程分钟的中位数，最大的是最小的几倍；两处以上有路程的才列", Middles(WAYS), unit="倍", blank="不足两处有路程", source=FAIR, better=DOWN, alarm=3),
    Indicator("F11", "匹配率", "承办人在案件的领域专长二级以上的÷本期确定承办人的；级别是指派当天名册里的", Times(LEVELS), Times(LEVELS, kinds=GOOD), blank="没有确定承办人的", source=FAIR, better=UP),
    Indicator("F11m", "匹配率：未成年人案件", "受援人未成年的案件，同上", Times(LEVELS_OF_MINORS), Times(LEVELS_OF_MINORS, kinds=GOOD), blank="没有这样的案件", source=FAIR, better=UP),
    Indicator("F11v", "匹配率：家庭暴力、虐待案件", "申请事项是家庭暴力、虐待的案件，同上", Times(LEVELS_OF_VIOLENCE), Times(LEVELS_OF_VIOLENCE, kinds=GOOD), blank="没有这样的案件", source=FAIR, better=UP),
    Indicator("F11g", "匹配率：可能无期、死刑案件", "可能判处无期徒刑、死刑和死刑复核案件，同上", Times(LEVELS_OF_GRAVE), Times(LEVELS_OF_GRAVE, kinds=GOOD), blank="没有这样的案件", source=FAIR, better=UP),
    Indicator("F12", "轮空", f"期末人员库里可以指派、{IDLE_DAYS}日内没有指派过一件的人员", Register(_idle), unit="人", source=FAIR, better=DOWN),
)  # fmt: skip
BOARD = OnBoard(tiles=("C-01", "I-04", "I-05", "C-02", "I-21", "I-09", "I-08p", "I-23"), drawn="C-01")
