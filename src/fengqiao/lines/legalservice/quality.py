"""热线质检: a share of the month's answered calls, drawn by chance that anybody can repeat, looked at by a second person.

Who is drawn follows from the seed and the numbers alone: each number's digest with the seed, the smallest first. The sheet holds
what was asked and said without name and number of who called; opening it is a look, recorded.
"""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime
from math import ceil

from django.db import transaction
from django.urls import reverse

from fengqiao.daycount.months import add_months
from fengqiao.divisions.territory import county_of, county_reach
from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.models import QualityCheck, QualitySample, ServiceRequest
from fengqiao.lines.legalservice.permissions import CHECK_QUALITY
from fengqiao.matter import notices
from fengqiao.matter.actions import known_facts
from fengqiao.matter.coming import Coming, tells
from fengqiao.matter.looks import record_looks
from fengqiao.matter.models import Matter, Notice, NoticeLevel
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.vault import sm3

PERCENT = 5  # 抽检不少于百分之五（本局制度）
CHECKLIST: tuple[tuple[str, str, int], ...] = (
    ("greeting", "开头规范，告知录音", 5), ("listening", "听清、问全要紧的事实", 20), ("right", "答复正确，依据的条文对得上", 30), ("plain", "说得明白，不照本宣科", 15),
    ("next", "告诉了下一步去哪里、带什么", 15), ("aid", "告知有权申请法律援助", 10), ("record", "登记完整", 5),
)  # fmt: skip
VETOES = (("wrong", "答复明显错误，可能误事"), ("leak", "泄露他人信息"), ("rude", "辱骂、推诿、诱导付费"))
GRADES = ((90, "优秀"), (75, "良好"), (60, "合格"))
REASON = "热线抽检"
_NUMBERS = re.compile(r"\d[\d\s-]{6,}[\dXx]")


def grade(total: int | None, veto: str) -> str:
    """The word for a score; one veto is 不合格 whatever the points."""
    if total is None:
        return ""
    return "不合格" if veto else next((word for least, word in GRADES if total >= least), "不合格")


def pool(territory: int, month: date) -> dict[str, ServiceRequest]:
    """The calls answered in the month by number, history left out."""
    low, high = county_reach(territory)
    rows = ServiceRequest.objects.filter(
        territory__gte=low, territory__lte=high, answered_on__gte=month, answered_on__lt=add_months(month, 1), channel__in=codes.BY_CALL, historical=False, number__isnull=False
    )
    return {str(row.number): row for row in rows.order_by("number")}


def _any(territory: int, month: date) -> bool:
    low, high = county_reach(territory)
    return ServiceRequest.objects.filter(
        territory__gte=low, territory__lte=high, answered_on__gte=month, answered_on__lt=add_months(month, 1), channel__in=codes.BY_CALL, historical=False
    ).exists()


def chosen(seed: str, numbers: list[str], percent: int) -> list[str]:
    """Which are drawn: so many of the smallest digests, the share rounded up."""
    wanted = ceil(len(numbers) * percent / 100)
    return sorted(sorted(numbers, key=lambda number: sm3(f"{seed}:{number}".encode()))[:wanted])


def digest(numbers: list[str]) -> str:
    return sm3("\n".join(sorted(numbers)).encode()).hex()


@transaction.atomic
def draw(actor: Actor, month: date, *, now: datetime, today: date, seed: str = "") -> QualitySample:
    """The month's sample, once. Raises Refused: the month is not over, nothing was answered, it was drawn already."""
    _require(actor)
    if month.day != 1 or add_months(month, 1) > today:
        raise Refused.because("month", "这个月还没有过完。请下个月再抽。", need="month")
    territory = county_of(actor.territory)
    if QualitySample.objects.filter(territory=territory, month=month).exists():
        raise Refused.because("twice", f"{month:%Y年%m月}已经抽过，不能再抽一次。", need="month")
    there = pool(territory, month)
    if not there:
        raise Refused.because("empty", f"{month:%Y年%m月}没有热线答复，没有可抽的。", need="month")
    seed = seed or secrets.token_hex(8)
    sample = QualitySample.objects.create(
        territory=territory, month=month, seed=seed, percent=PERCENT, pool_n=len(there), pool_digest=digest(list(there)), drawn_by_id=actor.staff_id, drawn_at=now
    )
    drawn = chosen(seed, list(there), PERCENT)
    QualityCheck.objects.bulk_create(
        QualityCheck(territory=territory, sample=sample, matter_id=there[number].pk, number=number, adviser_id=there[number].handler_id) for number in drawn
    )
    record(actor, "quality.draw", f"{month:%Y年%m月}", now=now, territory=territory, new={"rows": len(drawn), "value": seed})
    return sample


def repeated(sample: QualitySample) -> bool | None:
    """Whether the draw comes out the same again; None where the month's requests have changed since."""
    there = list(pool(sample.territory, sample.month))
    if digest(there) != sample.pool_digest:
        return None
    return chosen(sample.seed, there, sample.percent) == sorted(sample.checks.values_list("number", flat=True))


def sheet(actor: Actor, check: QualityCheck, *, now: datetime) -> dict[str, str]:
    """What was asked and answered, without who asked. A look at the request, recorded with its reason."""
    row = ServiceRequest.objects.filter(pk=check.matter_id).first()
    if row is None:
        raise NotVisible
    record_looks(actor, [row], "抽检", REASON, now=now)
    facts = known_facts(Matter.objects.get(pk=row.pk))
    answer = facts.last("answer")
    names = [party.name for party in facts.present_parties if party.name]
    said = answer.data if answer is not None else {}
    return {
        "asked": without_names(str(facts.opening.get("content", "")), names), "advice": without_names(str(said.get("advice", "")), names),
        "articles": "、".join(str(each.get("article", "")) for each in said.get("statutes", ())), "told": "已告知" if said.get("told_right") else "没有勾",
        "minutes": f"{said.get('minutes', '')}分钟", "area": dict(codes.AREAS).get(row.area, ""), "recording": str(facts.opening.get("recording", "")),
        "answered_on": row.answered_on.isoformat() if row.answered_on else "",
    }  # fmt: skip


def without_names(text: str, names: list[str]) -> str:
    """The text with the caller's name and every long number taken out."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "来电人")
    return _NUMBERS.sub("（号码）", text)


@transaction.atomic
def check(actor: Actor, row: QualityCheck, scores: dict[str, int], veto: str, found: str, *, now: datetime) -> None:
    """The second person's score. Raises Refused: one's own call, points beyond the item's, no word where points are missing."""
    _require(actor)
    row = QualityCheck.objects.select_for_update().get(pk=row.pk)
    if row.adviser_id == actor.staff_id:
        raise Refused.because("own", "这一件是您自己解答的，不能自己检查。请换一位。")
    if row.checked_at is not None and row.replied_at is not None:
        raise Refused.because("done", "解答人已经看过并说明，不能再改分数。")
    for code, word, most in CHECKLIST:
        if not 0 <= scores.get(code, -1) <= most:
            raise Refused.because("points", f"“{word}”应打0到{most}分。", need=code)
    total = sum(scores[code] for code, _, _ in CHECKLIST)
    if (veto or total < GRADES[-2][0]) and len(found.strip()) < 4:
        raise Refused.because("found", "扣分多或者一票否决的，要写明问题出在哪里、应当怎样答。", need="found")
    row.scores, row.total, row.veto, row.found, row.checker_id, row.checked_at = scores, total, veto, found.strip()[:500], actor.staff_id, now
    row.save()
    _tell_adviser(row, now)


def _tell_adviser(row: QualityCheck, now: datetime) -> None:
    """A notice to who answered; seen again when the score was changed before it was read."""
    request = Matter.objects.filter(pk=row.matter_id).only("territory").first() if row.adviser_id else None
    if request is not None:
        said = "热线解答抽检有了结果。请到接听台的“我的抽检结果”看一看，有不同看法的写下来。"
        notice = Notice(
            matter_id=request.pk, territory=request.territory, staff_id=row.adviser_id, code="LQ01", key=f"{row.pk}:{now:%Y%m%d%H%M%S}",
            level=NoticeLevel.PLAIN, text=said,
        )  # fmt: skip
        notices.keep([notice], now)


@transaction.atomic
def reply(actor: Actor, row: QualityCheck, said: str, *, now: datetime) -> None:
    """The adviser has read it, and says what there is to say. Raises NotVisible, Refused."""
    row = QualityCheck.objects.select_for_update().get(pk=row.pk)
    if row.adviser_id != actor.staff_id or row.checked_at is None:
        raise NotVisible
    if row.replied_at is not None:
        raise Refused.because("done", "已经说明过了。")
    row.reply, row.replied_at = said.strip()[:500], now
    row.save(update_fields=["reply", "replied_at"])


def _require(actor: Actor) -> None:
    if not actor.holds(CHECK_QUALITY):
        raise Refused.because("permission", actor.lacks(CHECK_QUALITY))


# What is coming ------------------------------------------------------------------------------------------------------


@tells()
def of_quality(actor: Actor, today: date) -> list[Coming]:
    """For who checks: last month not drawn, calls drawn and not scored. Whose answer it was hears by a notice."""
    found: list[Coming] = []
    if actor.holds(CHECK_QUALITY):
        territory, last = county_of(actor.territory), add_months(today.replace(day=1), -1)
        sample = QualitySample.objects.filter(territory=territory, month=last).exists()
        left = QualityCheck.objects.filter(territory=territory, checked_at=None).exclude(adviser_id=actor.staff_id).count()
        if not sample and _any(territory, last):
            found.append(Coming(today.replace(day=15), f"{last:%Y年%m月}热线还没有抽检", "请抽取样本，由第二人检查。", reverse("legalservice-quality")))
        if left:
            found.append(Coming(today.replace(day=25), f"热线抽检还有{left}件待检查", "请打分，结果告诉解答人。", reverse("legalservice-quality")))
    return found
