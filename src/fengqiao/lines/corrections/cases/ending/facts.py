"""What custody and the end read from the facts, and what must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.duties.rhythms import GOES_ON, STOPS
from fengqiao.lines.corrections.cases.ending import asks
from fengqiao.lines.corrections.cases.ending.blocks import (
    blocks,
    custody,
    documents_of,
    mismatch,
    mismatch_settled_on,
)
from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW
from fengqiao.statutes.corrections import CRIMINAL_LAW, PRISONS, PRISONS_2012

Data = Mapping[str, Any] | None
A_MONTH, TWO_MONTHS = timedelta(days=30), timedelta(days=60)

# Custody -------------------------------------------------------------------------------------------------------------


def in_custody_since(facts: Facts) -> date | None:
    """Since when the person is held, None while at large."""
    held = custody(facts)
    return held.happened_on if held is not None else None


def noticed_late(facts: Facts) -> Iterator[Start]:
    """Each custody whose decision day is known: the organ tells us within three days of it."""
    for fact in facts.all(*STOPS):
        day = fact.day("decided_on")
        if day is not None:
            yield Start(day, key=str(fact.seq), label=f"{day.month}月{day.day}日的决定")


def noticed_on(facts: Facts, key: str) -> date | None:
    return next((fact.day("notified_on") for fact in facts.all(*STOPS) if str(fact.seq) == key), None)


def custody_ending(facts: Facts) -> Iterator[Start]:
    """The day each custody ends, as last heard: the person is called that very day, so that nobody is lost on the way."""
    for fact in facts.all(*STOPS):
        day = fact.day("ends_on")
        for heard in facts.all("custody_ends"):
            if _belongs(facts, fact, heard):
                day = heard.day("ends_on")
        if day is not None:
            yield Start(day, key=str(fact.seq))


def back_on(facts: Facts, key: str) -> date | None:
    """The day the return from this custody was recorded."""
    held = next((fact for fact in facts.all(*STOPS) if str(fact.seq) == key), None)
    later = [fact for fact in facts.all(*GOES_ON) if held is not None and fact.place > held.place]
    return later[0].happened_on if later else None


def _belongs(facts: Facts, held: Fact, heard: Fact) -> bool:
    earlier = [fact for fact in facts.all(*STOPS) if fact.place < heard.place]
    return bool(earlier) and earlier[-1].seq == held.seq


# The last day --------------------------------------------------------------------------------------------------------


def ends(facts: Facts) -> Iterator[Start]:
    """The last day of the measure, once the person is under supervision."""
    day = measure.to_on(facts)
    if day is not None and facts.has("report_in", "deliver"):
        yield Start(day, key=day.isoformat())


def is_pending(facts: Facts) -> bool:
    """期满待决: the term is over and a proposal is not decided; then it is neither released nor supervised too long."""
    last = facts.last("hold", "held_over", "resume")
    return last is not None and last.action != "resume"


def is_not_pending(facts: Facts) -> bool:
    return not is_pending(facts)


def a_month_before(facts: Facts) -> Iterator[Start]:
    """Thirty days before the last day; where the last day was learnt later than that, the day it was learnt."""
    learnt = next((fact.happened_on for fact in reversed(list(facts)) if fact.get("measure_to")), None)
    for start in ends(facts):
        day = start.on - A_MONTH
        yield Start(max(day, learnt) if learnt is not None else day, key=start.key)


def disagrees(facts: Facts) -> Iterator[Start]:
    """Documents whose dates and term do not agree, from the day they came."""
    fact = documents_of(facts)
    if fact is not None and (mismatch(facts) or mismatch_settled_on(facts, str(fact.seq)) is not None):
        yield Start(fact.happened_on, key=str(fact.seq))


def certificate_of(facts: Facts) -> Fact | None:
    """The certificate prepared for the last day as it now stands."""
    day = measure.to_on(facts)
    found = [fact for fact in facts.all("prepare_certificate") if day is not None and fact.get("ends_on") == day.isoformat()]
    return found[-1] if found else None


def needs_certificate(facts: Facts) -> bool:
    """Whether the release itself makes the certificate: none was prepared, or it says another day."""
    released, prepared = facts.last("release"), certificate_of(facts)
    return released is not None and (prepared is None or prepared.get("ends_on") != released.happened_on.isoformat())


def end_of(facts: Facts) -> tuple[date | None, str]:
    """The day it ended and how: released, pardoned, died, or the code of the termination."""
    last = facts.last("release", "terminate", "died")
    if last is None:
        return None, ""
    if last.action == "release":
        return last.happened_on, codes.PARDONED if last.get("kind") == "02" else codes.RELEASED
    return last.happened_on, codes.DIED if last.action == "died" else str(last.get("kind"))


def is_announced(facts: Facts) -> bool:
    released = facts.last("release")
    return released is not None and released.get("announced") in (asks.PUBLIC, asks.PRIVATELY)


# What must hold ------------------------------------------------------------------------------------------------------


def _over(facts: Facts, data: Data) -> Reason | None:
    end, today = measure.to_on(facts), facts.day
    if end is None:
        return Reason("没有矫正止日，不能判断是否期满。请先登记法律文书。")
    if data is not None and data.get("kind") == "02":
        return None if data.get("document") else Reason("赦免须写明赦免的文书。", need="document")
    if today is not None and today < end:
        return Reason(f"矫正期到{end.isoformat()}届满，现在还没有期满。证明书可以先准备，到期当日发放。", (LAW.art(44),))
    return None


def _near(facts: Facts, data: Data) -> Reason | None:
    end, today = measure.to_on(facts), facts.day
    if end is None:
        return Reason("没有矫正止日，不能准备证明书。请先登记法律文书。")
    if today is not None and today < end - TWO_MONTHS:
        return Reason(f"矫正期到{end.isoformat()}届满，期满前六十日起准备。请到{(end - TWO_MONTHS).isoformat()}以后办理。")
    return None


def _not_pending(facts: Facts, data: Data) -> Reason | None:
    if not is_pending(facts):
        return None
    return Reason("撤销或者收监的建议还没有决定，不能解除。请等决定，办理“建议已有决定”。", (LAW.art(48), LAW.art(49)))


def _free(facts: Facts, data: Data) -> Reason | None:
    found = blocks(facts)
    return Reason(f"{found[0].says}核实不影响解除的，由负责人办理“核实不影响解除”。") if found else None


def _blocked(facts: Facts, data: Data) -> str | None:
    return None if blocks(facts) else "没有妨碍解除的情形。"


def _private(facts: Facts, data: Data) -> Reason | None:
    if data is None or not is_minor(facts) or data.get("announced") != asks.PUBLIC:
        return None
    return Reason("未成年人的解除宣告不公开进行。请选“不公开宣告”或者“不举行”。", (LAW.art(54),), need="announced")


def _prison(facts: Facts, data: Data) -> Reason | None:
    if data is None or measure.category(facts) != codes.OUTSIDE or data.get("prison"):
        return None
    law = (PRISONS if facts.day is None or PRISONS.covers(facts.day) else PRISONS_2012).art(48 if facts.day is None or PRISONS.covers(facts.day) else 28)
    return Reason("暂予监外执行刑期届满的，由监狱、看守所办理刑满释放手续。请写明由哪里办理。", (law,), need="prison")


def _control(facts: Facts, data: Data) -> Reason | None:
    if data is None or measure.category(facts) != codes.CONTROL or is_minor(facts) or data.get("announced") in (None, asks.PUBLIC):
        return None
    return Reason("管制期满，应当向本人和其所在单位或者居住地的群众宣布解除管制。请选“公开宣告”。", (CRIMINAL_LAW.art(40),), need="announced")


def _by_document(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("result") != asks.CORRECTED or (data.get("measure_to") and data.get("document")):
        return None
    return Reason("决定机关更正的，须有更正的文书和更正后的日期；没有文书的，不改日期。", need="document")


def _disagree(facts: Facts, data: Data) -> str | None:
    return None if mismatch(facts) else "起止日没有不一致，或者已经核对。"


def _summary(facts: Facts, data: Data) -> Reason | None:
    if facts.has("summarise"):
        return None
    return Reason("还没有本人小结。请先办理“登记个人小结”；本人不写的，也在那里记明。")


def _in_time(facts: Facts, data: Data) -> str | None:
    """Two months before the last day at the earliest, unless the person has already written the summary."""
    end, today = measure.to_on(facts), facts.day
    early = end is not None and today is not None and today < end - TWO_MONTHS
    return "期满前六十日起鉴定。" if early and not facts.has("summarise") else None


def _wrote(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("way") == "declined" or data.get("summary"):
        return None
    return Reason("请写上本人小结的内容。", need="summary")


def _told(facts: Facts, data: Data) -> Reason | None:
    """Who must hear of a death at once; the approving prison authority too, for those released for a time."""
    if data is None:
        return None
    wanted = ["decider", "procuratorate", "police"]
    wanted += ["prison"] if measure.category(facts) == codes.OUTSIDE else []
    wanted += ["upper"] if data.get("cause") == asks.UNNATURAL else []
    told = {row.get("organ") for row in data.get("told", ())}
    words = [word for code, word in codes.TOLD_OF_DEATH if code in wanted and code not in told]
    if not words:
        return None
    first = "非正常死亡，立即报告；" if data.get("cause") == asks.UNNATURAL else ""
    return Reason(f"{first}还没有通知{'、'.join(words)}。请通知后逐个写上。", (LAW.art(51),), need="told")


def _ground(facts: Facts, data: Data) -> Reason | None:
    fits = {"01": codes.PROBATION, "02": codes.PAROLE, "03": codes.OUTSIDE}
    wanted = fits.get(data.get("kind", "")) if data is not None else None
    if wanted is None or measure.category(facts) == wanted:
        return None
    words = dict(codes.TERMINATIONS)[data["kind"]] if data is not None else ""
    return Reason(f"“{words}”不适用于{dict(codes.CATEGORIES).get(measure.category(facts), '')}。请核对文书。", (LAW.art(45),), need="kind")


def _held(facts: Facts, data: Data) -> str | None:
    return None if in_custody_since(facts) else "本人没有被羁押。"


def _at_large(facts: Facts, data: Data) -> str | None:
    since = in_custody_since(facts)
    return f"自{since.isoformat()}起已被羁押，不再重复登记。" if since else None


OVER = Condition("已经期满", _over, (LAW.art(44),))
NEAR = Condition("期满前六十日内", _near)
NOT_PENDING = Condition("没有待决的建议", _not_pending)
FREE = Condition("没有妨碍解除的情形", _free)
BLOCKED = Condition("有妨碍解除的情形", _blocked, quiet=True)
PRIVATE = Condition("未成年人不公开", _private, (LAW.art(54),))
PRISON = Condition("刑满释放手续", _prison)
ANNOUNCED = Condition("管制期满的宣布", _control, (CRIMINAL_LAW.art(40),))
BY_DOCUMENT = Condition("凭文书更正", _by_document)
DISAGREE = Condition("起止日不一致", _disagree, quiet=True)
IN_TIME = Condition("期满前六十日起", _in_time, quiet=True)
SUMMARY = Condition("有个人小结", _summary)
WROTE = Condition("小结的内容", _wrote)
TOLD = Condition("通知到应当通知的机关", _told, (LAW.art(51),))
GROUND = Condition("终止原因与矫正类别相符", _ground, (LAW.art(45),))
HELD = Condition("在押", _held, quiet=True)
AT_LARGE = Condition("没有在押", _at_large, quiet=True)
