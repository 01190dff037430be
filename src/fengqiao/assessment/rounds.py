"""考核结果：计算、单位核对、初步、申诉期、定稿、公布。The lengths of time are the bureau's own; the appeal period is the scheme's.

统计法第七条：不得自行修改统计资料，不得要求弄虚作假。What a unit's figures were when it was computed is frozen with its sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.assessment import codes, papers, results
from fengqiao.assessment.computing import Computed
from fengqiao.assessment.gathering import indicator_of, items_of, kind_of
from fengqiao.assessment.models import Round, Scheme, ScoreAppeal, SheetCheck
from fengqiao.assessment.permissions import APPROVE, KEEP, VERIFY
from fengqiao.daycount import Period as Length
from fengqiao.daycount import Unit
from fengqiao.divisions.territory import county_of
from fengqiao.indicators import periods
from fengqiao.indicators.periods import Period
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.everyday import EVERYDAY, with_everyday
from fengqiao.matter.forms import Setting
from fengqiao.matter.limits import house
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.needs import KeyPick, Listed, LongText, Number, Text
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Condition,
    Deadline,
    Expected,
    Expiry,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import STATISTICS

HOUSE = codes.HOUSE.whole()
LAW = STATISTICS.art(7)
Data = Mapping[str, Any] | None
COMPUTED = Stage("computed", "已计算")
SELF_CHECK = Stage("self_check", "单位核对")
PROVISIONAL = Stage("provisional", "初步结果")
APPEAL = Stage("appeal", "申诉期")
FINAL = Stage("final", "定稿")
PUBLISHED = Stage("published", "已公布", closed=True)
STAGES = (COMPUTED, SELF_CHECK, PROVISIONAL, APPEAL, FINAL, PUBLISHED)
OPEN_STAGES = (COMPUTED, SELF_CHECK, PROVISIONAL)


def due_periods(scheme: Scheme, today: date) -> Iterator[Period]:
    """The periods of a scheme that are over, the latest first."""
    parts = {codes.YEAR: ("",), codes.HALF: ("-H1", "-H2"), codes.QUARTER: ("-Q1", "-Q2", "-Q3", "-Q4"), codes.MONTH: tuple(f"-{n:02d}" for n in range(1, 13))}
    found = [periods.read(f"{scheme.year}{part}") for kind in scheme.periods for part in parts[kind]]
    yield from sorted((each for each in found if each.to_on < today), key=lambda each: (each.to_on, each.from_on), reverse=True)


def _waiting(setting: Setting) -> list[tuple[str, str]]:
    """What may be computed: a running scheme, a period that is over and was not computed."""
    schemes = Scheme.objects.filter(territory=county_of(setting.actor.territory), state=codes.State.RUNNING).order_by("-year", "name")
    done = set(Round.objects.filter(family__in=[each.family for each in schemes]).exclude(stage=VOIDED.code).values_list("family", "from_on", "to_on"))
    return [
        (f"{scheme.pk}|{period.written}", f"{scheme.name}，{period.words}")
        for scheme in schemes for period in due_periods(scheme, setting.today) if (scheme.family, period.from_on, period.to_on) not in done
    ]  # fmt: skip


def _read(what: str) -> tuple[Scheme, Period]:
    number, _, written = what.partition("|")
    return Scheme.objects.select_for_update().get(pk=int(number)), periods.read(written)


def of_computing(asking: Asking) -> Mapping[str, Any]:
    """The sheets of a period, or why they cannot be computed."""
    scheme, period = _read(str(asking.data["what"]))
    if wrong := _cannot(scheme, period, asking.happened_on):
        return {"wrong": wrong}
    found = results.compute_now(scheme, period, asking.happened_on, asking.matter.pk, asking.actor.staff_id)
    items = items_of(scheme, period)
    return {
        "scheme": scheme.pk, "family": scheme.family, "scheme_name": scheme.name, "scheme_version": scheme.version, "period_from": period.from_on.isoformat(),
        "period_to": period.to_on.isoformat(), "period_words": period.words, "appeal_days": scheme.appeal_days, "items": [[item.code, item.label] for item in items],
        **_said(found, 1),
    }  # fmt: skip


def _said(found: Computed, version: int) -> dict[str, Any]:
    return {"version": version, "digest": found.digest, "units": len(found.sheets), "pending": found.pending}


def _cannot(scheme: Scheme, period: Period, today: date) -> str:
    if scheme.state != codes.State.RUNNING:
        return f"方案现在是{scheme.get_state_display()}，不能计算成绩。"
    if period.to_on >= today:
        return f"{period.words}还没有过完，过完以后才能计算。"
    if Round.objects.filter(family=scheme.family, from_on=period.from_on, to_on=period.to_on).exclude(stage=VOIDED.code).exists():
        return f"{period.words}的成绩已经计算过了。要重新计算的，请打开那一期办理“重新计算”。"
    if kind_of(period) not in scheme.periods:
        return f"方案不按{period.words}考核。请选方案写明的周期。"
    return "".join(_outdated(scheme, period))


def _outdated(scheme: Scheme, period: Period) -> Iterator[str]:
    for item in items_of(scheme, period):
        if item.source != codes.Source.SYSTEM:
            continue
        try:
            now = indicator_of(item).version
        except KeyError:
            now = "（已没有）"
        if now != item.indicator_version:
            yield f"“{item.label}”的指标定义已是第{now}版，方案用的是第{item.indicator_version}版。请出新版方案，由各单位确认后再计算。"


def of_computing_again(asking: Asking) -> Mapping[str, Any]:
    """New figures into a new version."""
    opening = asking.facts.opening
    scheme = Scheme.objects.select_for_update().get(pk=opening.get("scheme"))
    period = period_of(asking.facts)
    if wrong := "".join(_outdated(scheme, period)):
        return {"wrong": wrong}
    found = results.compute_now(scheme, period, asking.happened_on, asking.matter.pk, asking.actor.staff_id)
    return _said(found, version_of(asking.facts) + 1)


def read_period(written: str) -> Period | None:
    """A period as a form sends it; None for none."""
    return periods.read(written) if written else None


def period_of(facts: Facts) -> Period:
    opening = facts.opening
    return Period(date.fromisoformat(opening.get("period_from")), date.fromisoformat(opening.get("period_to")))


def version_of(facts: Facts) -> int:
    """The version of the sheets that holds."""
    return int(facts.value("version", 1))


def store(carrying: Carrying) -> None:
    """Keep the sheets that were computed while the act was judged."""
    data, matter = carrying.data, carrying.matter
    results.store(matter.territory, matter.pk, int(data["version"]), str(data.get("why") or "首次计算"), str(data["digest"]), carrying.now)


def _sound(facts: Facts, data: Data) -> str | None:
    return str(data["wrong"]) if data and data.get("wrong") else None


SOUND = Condition("可以计算", _sound)


def of_provisional(asking: Asking) -> Mapping[str, Any]:
    """Who has not looked yet, and how long they have."""
    run = results.run_of(asking.matter.pk)
    sheets = {sheet.office_id: sheet for sheet in results.sheets_of(run)}
    checked = dict(SheetCheck.objects.filter(sheet__run__round_id=asking.matter.pk).values_list("sheet__office_id", "agreed").order_by("pk"))
    due = DeadlineRow.objects.filter(matter_id=asking.matter.pk, rule="self_check").values_list("due_on", flat=True).order_by("-n").first()
    waiting = [sheet.office.short_name for office, sheet in sheets.items() if office not in checked]
    objected = sum(not agreed for agreed in checked.values())
    said = f"{len(checked)}个单位核对，{objected}个有意见，{len(waiting)}个期满没有提意见"
    return {"checked": len(checked), "said": said, "unchecked": waiting[:8], "unchecked_n": len(waiting), "due_on": due.isoformat() if due else ""}


def _all_checked(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("unchecked_n") or not data.get("due_on"):
        return None
    today = facts.day.isoformat() if facts.day else ""
    if today > data["due_on"]:
        return None
    return f"还有{data['unchecked_n']}个单位没有核对（{'、'.join(data['unchecked'])}），核对期到{data['due_on']}。请等到期满，期满没有意见的视为没有意见。"


def _verified(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    lacking = [label for code, label in facts.opening.get("items", ()) if code not in verified(facts)]
    return f"还有{len(lacking)}项没有核验：{'、'.join(lacking[:6])}。请由业务股室办理“核验指标项”。" if lacking else None


def verified(facts: Facts) -> dict[str, set[int]]:
    """Who verified each item, of the sheets that hold."""
    found: dict[str, set[int]] = {}
    for fact in facts.all("verify"):
        for code in fact.get("items", ()):
            found.setdefault(code, set()).add(fact.actor_id or 0)
    return found


def of_finalising(asking: Asking) -> Mapping[str, Any]:
    """What stands in the way: appeals that wait, values that are held, days that are left."""
    appeals = ScoreAppeal.objects.filter(round_code=asking.matter.pk, closed=False)
    due = DeadlineRow.objects.filter(matter_id=asking.matter.pk, rule="appeal").values_list("due_on", flat=True).order_by("-n").first()
    held = [sheet.office.short_name for sheet in results.sheets_of(results.run_of(asking.matter.pk)) if sheet.pending]
    return {"waiting": [each.number for each in appeals], "due_on": due.isoformat() if due else "", "held": held[:8], "held_n": len(held)}


def _may_be_final(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    said = []
    if data.get("waiting"):
        said.append(f"还有{len(data['waiting'])}件申诉没有办结：{'、'.join(data['waiting'])}。")
    if data.get("held_n"):
        said.append(f"还有{data['held_n']}个单位有待核的数：{'、'.join(data['held'])}。请先核实，再重新计算。")
    if facts.day is not None and data.get("due_on") and facts.day.isoformat() <= data["due_on"]:
        said.append(f"申诉期到{data['due_on']}，期满以后才能定稿。")
    return "".join(said) or None


compute = Action(
    "compute", "计算成绩", (), KEEP, to=COMPUTED, needs=(Listed("what", "算哪一期", of=_waiting, none="没有可以计算的：方案还没有执行，或者各期都算过了"),), cite=(HOUSE, LAW),
    gathers=of_computing, conditions=(SOUND,), carries=store, gives_number=NumberRule("assessment_round", "KH{county}{year}{serial:03d}", body=COUNTY),
    sentence="计算{period_words}成绩，{units}个单位", help="数当场冻结，以后案件再变，这一版成绩不变。",
)  # fmt: skip
compute_again = Action(
    "compute_again", "重新计算", OPEN_STAGES, KEEP, needs=(LongText("why", "为什么重新计算", least=4, most=200, lines=2),), cite=(HOUSE, LAW), gathers=of_computing_again,
    conditions=(SOUND,), carries=store, sentence="重新计算，第{version}版：{why}", help="按现在的数另出一版，原来的留着，列出谁的名次变了。",
)  # fmt: skip


def _items(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    done = verified(facts)
    return [(code, label + ("（已核验）" if code in done else "")) for code, label in facts.opening.get("items", ())]


def _labels(asking: Asking) -> Mapping[str, Any]:
    words = dict(asking.facts.opening.get("items", ()))
    return {"labels": "、".join(words.get(code, code) for code in asking.data.get("items", ()))}


verify = Action(
    "verify", "核验指标项", OPEN_STAGES, VERIFY, needs=(KeyPick("items", "核验了哪几项", several=True, of=_items), LongText("found", "核验情况", required=False, most=400, lines=2)),
    cite=(HOUSE,), gathers=_labels, sentence="核验：{labels}", help="核验过的人不能再裁定对这一项的申诉。",
)  # fmt: skip
send_check = Action("send_check", "发单位核对", (COMPUTED,), KEEP, to=SELF_CHECK, cite=(HOUSE,), primary=True, sentence="成绩发各单位核对", help="各单位三个工作日内核对自己的成绩单。")
make_provisional = Action(
    "make_provisional", "形成初步结果", (SELF_CHECK,), KEEP, to=PROVISIONAL, cite=(HOUSE,), gathers=of_provisional, conditions=(Condition("单位都核对了", _all_checked), Condition("各项都核验了", _verified)),
    primary=True, sentence="形成初步结果：{said}",
)  # fmt: skip
open_appeals = Action("open_appeals", "开始申诉期", (PROVISIONAL,), KEEP, to=APPEAL, cite=(HOUSE,), primary=True, sentence="初步结果通知各单位，开始申诉期")
recounted = Action(
    "recounted", "申诉改分", (APPEAL,), None, needs=(
        Text("number", "申诉编号"), Text("office_name", "单位"), Text("item_label", "指标项"), Text("before", "原来的值"), Text("after", "改后的值"), Number("version", "成绩版本"),
        Number("moved", "有变的单位数"),
    ), cite=(HOUSE,), help="申诉裁定变更或者部分变更时由系统记录。", sentence="{number}申诉成立，{office_name}“{item_label}”由{before}改为{after}，第{version}版，{moved}个单位名次或得分有变",
)  # fmt: skip
finalise = Action(
    "finalise", "成绩定稿", (APPEAL,), APPROVE, to=FINAL, cite=(HOUSE, LAW), gathers=of_finalising, conditions=(Condition("可以定稿", _may_be_final),), not_by="compute", primary=True,
    sentence="成绩定稿",
)  # fmt: skip
publish = Action("publish", "公布成绩", (FINAL,), KEEP, to=PUBLISHED, cite=(HOUSE,), primary=True, sentence="按方案的公布范围公布成绩")
unlock = Action(
    "unlock", "解锁重开", (FINAL, PUBLISHED), APPROVE, to=PROVISIONAL,
    needs=(Text("basis", "依据", most=120), LongText("why", "为什么解锁", least=6, most=400, lines=3)), cite=(HOUSE,), sentence="解锁：{why}（{basis}）",
    help="定稿、公布以后原来的成绩不改；解锁后重新计算，另出一版，再走一遍申诉。",
)  # fmt: skip


def notified(facts: Facts) -> dict[int, int]:
    """The units that have a notice of the version that holds: the number of the entry by which it was given."""
    made = facts.last(compute, compute_again, recounted)
    since = made.seq if made is not None else 0
    return {int(fact.get("office")): fact.seq for fact in facts.all("notify") if fact.seq > since}


def _unit_choices(setting: Setting) -> list[tuple[str, str]]:
    """The units of the round; those that have a notice of this version stand last."""
    if setting.matter_id is None:
        return []
    there = notified(setting.facts)
    sheets = sorted(results.sheets_of(results.run_of(setting.matter_id)), key=lambda each: each.office_id in there)
    return [(str(sheet.office_id), sheet.office.short_name + ("（已出具）" if sheet.office_id in there else "")) for sheet in sheets]


def _of_notice(asking: Asking) -> Mapping[str, Any]:
    sheets = {str(sheet.office_id): sheet for sheet in results.sheets_of(results.run_of(asking.matter.pk))}
    found = sheets.get(str(asking.data.get("unit", "")))
    return {"office": found.office_id, "office_name": found.office.short_name} if found is not None else {"wrong": "这一期没有考核这个单位。请重新选择。"}


notify = Action(
    "notify", "出具成绩通知书", (FINAL, PUBLISHED), KEEP, cite=(HOUSE,), needs=(Listed("unit", "给哪个单位", of=_unit_choices, none="没有成绩"),), gathers=_of_notice, conditions=(SOUND,),
    produces=(Produces(papers.NOTICE, each=True),), sentence="向{office_name}出具成绩通知书", help="一个单位一份，只写它自己的成绩；一次给全部单位出具的，在成绩页上办。",
)  # fmt: skip
ACTIONS = (compute, compute_again, verify, send_check, make_provisional, open_appeals, recounted, finalise, publish, notify, unlock)


def _appeal_period(facts: Facts) -> Iterator[Start]:
    fact = facts.last(open_appeals)
    if fact is not None:
        yield Start(fact.happened_on, str(fact.seq), at_most=Length(int(facts.opening.get("appeal_days", 5)), Unit.WORKING))


DEADLINES = (
    Deadline(
        "self_check", "单位核对成绩", house("self_check_days", Unit.WORKING), after=send_check, met_by=(make_provisional,), on_expiry=Expiry("期满没有意见的视为没有意见"), basis=(HOUSE,),
        whose="被考核单位", todo=Todo("形成初步结果", make_provisional), warn_days=1, blocks_nothing=True,
    ),
    Deadline(
        "appeal", "申诉期", house("appeal_most_days", Unit.WORKING), after=Moment("开始申诉期", _appeal_period), met_by=(finalise,), on_expiry=Expiry("申诉期满，可以定稿"), basis=(HOUSE,),
        whose="被考核单位", todo=Todo("成绩定稿", finalise), warn_days=1, blocks_nothing=True,
    ),
    Deadline("publish", "公布成绩", house("publish_days", Unit.WORKING), after=finalise, met_by=(publish, unlock), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("公布成绩", publish), warn_days=2),
)  # fmt: skip
EXPECTED = (Expected(COMPUTED, Todo("核验后发单位核对", send_check)), Expected(PROVISIONAL, Todo("开始申诉期", open_appeals)))


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a round's row."""
    opening, period = facts.opening, period_of(facts)
    title = f"{opening.get('scheme_name')}：{period.words}"
    return {
        "title": title, "masked_title": title, "handler_id": opening.actor_id, "scheme_id": opening.get("scheme"), "family": opening.get("family"), "from_on": period.from_on,
        "to_on": period.to_on, "version": version_of(facts), "units_n": facts.value("units", 0), "pending_n": int(_last_pending(facts)), "check_on": facts.on(send_check),
        "appeal_on": facts.on(open_appeals), "published_on": facts.on(publish),
    }  # fmt: skip


def _last_pending(facts: Facts) -> int:
    fact = facts.last(compute, compute_again, recounted)
    return int(fact.get("pending", 0)) if fact is not None else 0


ROUND = with_everyday(
    Procedure(
        code="assessment_round", label="考核结果", in_force_from=date(2020, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES, expected=EXPECTED, office_kinds=("bureau",),
        parameters={"self_check_days": 3, "appeal_most_days": 15, "publish_days": 5}, project=columns,
    ),
    {action.code: {"by": KEEP} for action in EVERYDAY},
)  # fmt: skip
