"""What is done with a row of a register beside changing it: one declaration each, so that the page needs no list of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.providers import keeping
from fengqiao.providers.forms import AwayForm, FormerForm, HoursForm, PostForm, StepForm, SuspendForm
from fengqiao.providers.keeping import CHECKS
from fengqiao.providers.models import FormerPost, Provider, ServiceOrg, ServicePoint
from fengqiao.providers.papers import has_sheet
from fengqiao.ui.forms import Form

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deed:
    """One thing that may be done: its heading, its button, what is said when it was."""

    code: str
    title: str
    label: str
    done: str
    of: tuple[type[Any], ...]
    form: Callable[[Any, date, QueryDict | None], Form]
    carry_out: Callable[[Actor, Any, Any, datetime], Any]


def _former(actor: Actor, row: Provider, form: FormerForm, now: datetime) -> None:
    made = FormerPost.objects.create(provider=row, territory=row.territory, **form.values())
    keeping.note(actor, row, "登记原任职", f"{made.organ}，{made.left_on.isoformat()}离任", now=now)


def _step(actor: Actor, row: ServicePoint, form: StepForm, now: datetime) -> None:
    found = form.values()
    keeping.step(actor, row, found["to"], found["on"], found["said"], found["checks"], now=now, mend_by=found["mend_by"])


SUSPEND = Deed(
    "suspend", "暂停指派", "暂停指派", "已暂停，不再指派；在办的案件不变，需要更换的另行办理。", (ServiceOrg, Provider),
    lambda row, today, data: SuspendForm(data, today=today), lambda actor, row, form, now: keeping.suspend(actor, row, now=now, **form.values()),
)  # fmt: skip
AWAY = Deed(
    "away", "不能办案的日子", "登记这些日子", "已登记，这些日子不指派、不排班。", (Provider,),
    lambda row, today, data: AwayForm(data, today=today), lambda actor, row, form, now: keeping.away(actor, row, now=now, **form.values()),
)  # fmt: skip
FORMER = Deed(
    "former", "原任职", "登记原任职", "已登记，离任二年内和原任职机关的案件会提示不得指派。", (Provider,),
    lambda row, today, data: FormerForm(data, today=today), _former,
)  # fmt: skip
STEP = Deed(
    "step", "检查和变更状态", "登记检查结果", "已登记，名录和地图当天更新。", (ServicePoint,),
    lambda row, today, data: StepForm(data, point=row, today=today), _step,
)  # fmt: skip
HOURS = Deed(
    "hours", "开放时间", "加上这个时间", "已加上。", (ServicePoint,), lambda row, today, data: HoursForm(data),
    lambda actor, row, form, now: keeping.add_hours(actor, row, now=now, **form.values()),
)  # fmt: skip
POST = Deed(
    "post", "值守人员", "安排这个人", "已安排。", (ServicePoint,), lambda row, today, data: PostForm(data, today=today),
    lambda actor, row, form, now: keeping.post(actor, row, now=now, **form.values()),
)  # fmt: skip
DEEDS = (STEP, HOURS, POST, SUSPEND, AWAY, FORMER)


def deed_of(row: Any, code: str) -> Deed:
    """Raises NotVisible."""
    found = next((each for each in DEEDS if each.code == code and isinstance(row, each.of)), None)
    if found is None:
        raise NotVisible
    return found


def forms(row: Any, actor: Actor, today: date, refused: tuple[str, Form] | None) -> list[dict[str, Any]]:
    """The forms of a row's page, the one that came back with its errors and unfolded."""
    which = "points" if isinstance(row, ServicePoint) else "people" if isinstance(row, Provider) else "orgs"
    code, form = refused or ("", None)
    return [
        {"title": each.title, "label": each.label, "url": reverse("providers-do", args=[which, row.pk, each.code]), "open": each.code == code,
         "form": form if each.code == code else each.form(row, today, None)}
        for each in DEEDS if isinstance(row, each.of)
    ]  # fmt: skip


def end(actor: Actor, row: Any, deed: str, number: int, reason: str, today: date, *, now: datetime) -> None:
    """What was begun by a deed ends. Raises NotVisible, Refused."""
    found = deed_of(row, deed)
    if found is SUSPEND:
        keeping.lift(actor, row, number, today - ONE_DAY, reason, now=now)
    elif found is HOURS:
        keeping.drop_hours(actor, row, number, now=now)
    elif found is POST:
        keeping.unpost(actor, row, number, today, now=now)
    else:
        raise NotVisible


# What a row's page shows beside its particulars -----------------------------------------------------------------------


def cards(row: Any, today: date, may: bool) -> list[dict[str, Any]]:
    """The cards of a row: a title, the lines, and for a line that may end the address of its end."""
    if isinstance(row, ServicePoint):
        return [_hours(row, may), _people(row, today, may), _steps(row)]
    found = [_suspensions(row, today, may)]
    if isinstance(row, Provider):
        away = row.unavailable.filter(to_on__gte=today)[:20]
        found.append({"title": "不能办案的日子", "none": "没有登记。", "lines": [
            {"text": f"{each.from_on.isoformat()}至{each.to_on.isoformat()}，{each.get_kind_display()}{'：' + each.said if each.said else ''}"} for each in away
        ]})  # fmt: skip
        found.append({"title": "原任职", "none": "没有登记在法院、检察院任过职。", "lines": [
            {"text": f"{each.organ}{each.role}，{each.left_on.isoformat()}离任"} for each in row.former_posts.all()
        ]})  # fmt: skip
    else:
        people = row.people.filter(left_on=None)[:100]
        lines = [{"text": f"{each.name}，{each.get_kind_display()}", "url": reverse("providers-one", args=["people", each.pk])} for each in people]
        found.append({"title": "人员", "none": "还没有登记这家机构的人员。", "lines": lines})
    return found


def _end_url(row: Any, deed: str, number: int) -> str:
    which = "points" if isinstance(row, ServicePoint) else "people" if isinstance(row, Provider) else "orgs"
    return reverse("providers-end", args=[which, row.pk, deed, number])


def _suspensions(row: Provider | ServiceOrg, today: date, may: bool) -> dict[str, Any]:
    lines = []
    for each in row.suspensions.filter(Q(to_on=None) | Q(to_on__gte=today - timedelta(days=365))):
        until = f"至{each.to_on.isoformat()}" if each.to_on else "起，到另行通知为止"
        lifted = f"；恢复：{each.lifted_reason}" if each.lifted_reason else ""
        runs = each.to_on is None or each.to_on >= today
        lines.append({
            "text": f"{each.from_on.isoformat()}{until}，{each.get_kind_display()}：{each.reason}{lifted}", "ends": _end_url(row, "suspend", each.pk) if may and runs else "",
            "end_label": "恢复指派", "asks": "为什么恢复",
        })  # fmt: skip
    return {"title": "暂停指派", "none": "没有暂停。", "lines": lines}


def _hours(row: ServicePoint, may: bool) -> dict[str, Any]:
    lines = [
        {"text": f"{each.get_weekday_display()} {each.begins:%H:%M}–{each.ends:%H:%M}{'，节假日也开' if each.on_rest_days else ''}",
         "ends": _end_url(row, "hours", each.pk) if may else "", "end_label": "去掉"}
        for each in row.hours.all()
    ]  # fmt: skip
    return {"title": "开放时间", "none": "还没有登记，群众看不到什么时候开门。", "lines": lines}


def _people(row: ServicePoint, today: date, may: bool) -> dict[str, Any]:
    held = row.people.filter(Q(to_on=None) | Q(to_on__gte=today))
    lines = [
        {"text": "，".join(filter(None, (each.name, each.role, each.certificate, each.days))), "ends": _end_url(row, "post", each.pk) if may and each.to_on is None else "",
         "end_label": "不再值守"}
        for each in held
    ]  # fmt: skip
    return {"title": "值守人员", "none": "还没有安排人。", "lines": lines}


def _steps(row: ServicePoint) -> dict[str, Any]:
    lines = []
    for each in row.steps.all()[:20]:
        failed = [word for code, word in CHECKS if each.checks and not each.checks.get(code)]
        mend = f"，{each.mend_by.isoformat()}前整改" if each.mend_by else ""
        lines.append({"text": f"{each.on.isoformat()} 转为{each.get_to_state_display()}{mend}{'：' + each.said if each.said else ''}", "small": f"不合格：{'；'.join(failed)}" if failed else "",
                      "url": reverse("providers-sheet", args=[row.pk, each.pk]) if has_sheet(each) else ""})  # fmt: skip
    return {"title": "检查和状态", "none": "还没有检查记录。检查全部合格后转为运行。", "lines": lines}
