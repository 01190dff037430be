"""手机页 of the handler: 我的指派, 我的案件, 记一笔, 交结案材料, 补贴. Everything is done through the line's own actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fengqiao.booking.roster import own_pages
from fengqiao.desk.access import staff_only
from fengqiao.lines.aidcases import asks, codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.cards import contact
from fengqiao.lines.aidcases.models import AidCase
from fengqiao.lines.aidcases.permissions import MAY_USE_OWN
from fengqiao.lines.aidcases.phone import judged, reading
from fengqiao.lines.aidcases.phone.forms import PhoneForm, log_needs, logged, report_needs
from fengqiao.lines.aidcases.procedure import (
    AFTER,
    CASE,
    IN_HAND,
    STOPPED,
    accept,
    close,
    hand_in,
    no_conflict,
    turn_down,
)
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, has_arrived, perform, standing_of
from fengqiao.matter.forms import Setting
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Need
from fengqiao.matter.procedure import Stage
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui import offline as kept
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.sheets import PHONE, address

IN_PLACE = [stage.code for stage in IN_HAND]
CLOSES, HANDS_IN = ([stage.code for stage in action.from_ if isinstance(stage, Stage)] for action in (close, hand_in))
KEPT = ("ui/js/announce.js", "ui/js/drafts.js", "ui/js/outbox.js", "ui/js/sending.js", "ui/js/photos.js", "ui/app.js", "ui/js/rows.js", "desk/forms.js", "ui/mark.svg")
Page = Callable[..., HttpResponse]


def own_page(view: Page) -> Page:
    """A page of a handler on the telephone: for who handles legal aid cases, about the own ones."""

    @staff_only
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if not actor.holds(MAY_USE_OWN):
            raise Refused.because("permission", actor.lacks(MAY_USE_OWN))
        return view(request, actor, *args, **kwargs)

    return guarded


def _show(request: HttpRequest, name: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"aidcases/phone/{name}.html", dict(context), status=status)


# Doing -----------------------------------------------------------------------------------------------------------------


def _do(request: HttpRequest, actor: Actor, case: Matter, action: str, data: Mapping[str, Any], form: PhoneForm | None = None) -> Refused | None:
    """Carry it out, once however often it is sent; why not, where it is refused."""
    now = timezone.now()
    doing = Doing(registry.procedure_of(case).action(action), data, form.happened_on if form else timezone.localdate(now))
    try:
        perform(actor, case.pk, [doing], now=now, once=read_once(request))
    except Refused as refusal:
        return refusal
    return None


def _asked(request: HttpRequest, actor: Actor, case: AidCase, facts: Facts, needs: tuple[Need, ...], initial: Mapping[str, Any] | None = None) -> PhoneForm:
    setting = Setting(actor, timezone.localdate(), case.office, facts, case.pk)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return PhoneForm(case, setting, needs, data, files, initial)


def _carried_out(request: HttpRequest, actor: Actor, form: PhoneForm, action: str, data: Mapping[str, Any], said: str, url: str) -> HttpResponse | None:
    """The answer once it was done; None where it was refused, the reasons then standing in the form."""
    refusal = _do(request, actor, form.case, action, data, form)
    if refusal is None:
        messages.success(request, said)
        return mark_sent(request, redirect_to(request, url))
    for reason in refusal.reasons:
        form.form.refuse(str(reason), reason.need)
    return None


def _again(request: HttpRequest, actor: Actor, url: str) -> HttpResponse | None:
    """The answer to a form that had arrived already: what it asked for is done, its page may be over."""
    if request.method != "POST" or not has_arrived(actor, read_once(request)):
        return None
    return mark_sent(request, redirect_to(request, url))


# Offers ----------------------------------------------------------------------------------------------------------------


@own_page
@require_safe
def offers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """我的指派: what waits for an answer, with the hours left."""
    found = reading.offers(actor)
    return _show(request, "offers", {"offers": found, "waiting": len(found), "tab": "offers"})


@own_page
def offer(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """First the names alone; once no conflict was declared, the case, and whether one takes it."""
    if (again := _again(request, actor, reverse("aid-mine"))) is not None:
        return again
    found = reading.get_offer(actor, code)
    step, refusal = (accept if found.looked else no_conflict), None
    if request.method == "POST":
        wanted = CASE.action(request.POST.get("do", "")) if request.POST.get("do") in (accept.code, no_conflict.code) else step
        refusal = _do(request, actor, found.case, wanted.code, {"no_conflict": True} if wanted is no_conflict else {})
        if refusal is None:
            url = found.url if wanted is no_conflict else reverse("aid-mine-case", args=[code])
            messages.success(request, "已确认没有利益冲突，请看案情。" if wanted is no_conflict else "已接受指派。")
            return mark_sent(request, redirect_to(request, url))
    what = "答复指派前看案情" if found.looked else "答复指派前核对各方姓名"
    record_look(actor, found.case, what, "答复指派", now=timezone.now(), by_handler=found.looked)
    context = {
        "offer": found, "names": reading.names_of(found.facts), "step": step, "reasons": [str(reason) for reason in refusal.reasons] if refusal else [],
        "facts": _facts_of(found.case, found.facts) if found.looked else [],
    }  # fmt: skip
    return _show(request, "offer", context, 422 if refusal else 200)


@own_page
def give_back(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """退回指派: one reason of the list, a few words, what proves it."""
    if (again := _again(request, actor, reverse("aid-mine"))) is not None:
        return again
    found = reading.get_offer(actor, code)
    form = _asked(request, actor, found.case, found.facts, asks.DECLINE)
    if request.method == "POST" and form.form.is_valid():
        done = _carried_out(request, actor, form, turn_down.code, form.form.data(), "已退回指派，中心会另行指派。", reverse("aid-mine"))
        if done is not None:
            return done
    context = {"offer": found, "form": form.form, "layout": form.layout, "label": turn_down.label, "back_url": found.url, "draft": f"aid-back:{code}", "title": "退回指派"}
    return _show(request, "form", context, 422 if request.method == "POST" else 200)


def _facts_of(case: AidCase, facts: Facts) -> list[tuple[str, str]]:
    """The case in a few lines, for who may read it."""
    hearing = facts.last("set_hearing")
    said = (hearing or facts.opening).get("hearing_at", "")
    rows = [
        ("案由", case.cause), ("援助方式", case.form_word), ("阶段", case.stage_word), ("办案机关", case.organ), ("函号", case.letter_no), ("通知事由", case.ground_word),
        ("羁押", "在押" if case.in_custody else ""), ("开庭", f"{case.hearing_on.isoformat()} {said}".strip() if case.hearing_on else ""),
        ("便利需求", "、".join(dict(codes.NEED_AIDS).get(each, each) for each in facts.opening.get("need_aids", ()))),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def _safely(facts: Facts) -> list[tuple[str, str]]:
    """How to reach the recipient without harm: to be read before the first call."""
    rows = [
        ("怎样联系", "，".join(each for each in contact(facts)[:2])), ("避开", facts.value("quiet_hours", "")), ("先问暗语", facts.value("code_word", "")),
        ("不能联系、告诉", facts.value("forbidden", "")),
    ]  # fmt: skip
    return [(label, str(value)) for label, value in rows if value]


# Cases -----------------------------------------------------------------------------------------------------------------


@own_page
@require_safe
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """我的案件: each with what comes next and how long there is."""
    today = timezone.localdate()
    running, done = reading.cases(actor, today)
    return _show(request, "cases", {"ends": reading.own_ends(actor, today), "running": running, "done": done, "waiting": len(reading.offers(actor)), "tab": "cases"})


@own_page
@require_safe
def case(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """One own case: what the law and the bureau ask next, how to reach the recipient, what was done."""
    found = reading.get_own(actor, code)
    facts, today = standing_of(found).facts, timezone.localdate()
    record_look(actor, found, "手机页", "承办", now=timezone.now(), by_handler=True)
    may_log, may_file = found.stage in IN_PLACE, _file_step(found) is not None
    context = {
        "case": found, "stage": CASE.stage(found.stage).label, "stopped": found.stage == STOPPED.code, "people": f.recipients(facts), "agent": f.agent(facts), "no_calls": facts.value("may_call") is False, "opponents": f.opponents(facts),
        "safely": _safely(facts), "facts": _facts_of(found, facts), "nexts": reading.nexts([found], today).get(found.pk, []), "steps": reading.steps(facts), "may_log": may_log, "may_file": may_file,
        "answer": f.offered(facts) is not None, "desk_url": reverse("matter", args=[code]), "returned": facts.last("return_file") if found.stage == "returned" else None,
    }  # fmt: skip
    return _show(request, "case", context)


@own_page
def log(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """记一笔."""
    back = reverse("aid-mine-case", args=[code])
    if (again := _again(request, actor, back)) is not None:
        return again
    found = reading.get_own(actor, code)
    facts = standing_of(found).facts
    form = _asked(request, actor, found, facts, log_needs(facts), {"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.form.is_valid():
        action, data = logged(form.form.data())
        done = _carried_out(request, actor, form, action, data, f"已记下：{reading.WORK[form.form.data()['kind']]}。", back)
        if done is not None:
            return done
    context = {"case": found, "form": form.form, "layout": form.layout, "label": "记下", "back_url": back, "draft": f"aid-log:{code}", "title": "记一笔"}
    return _show(request, "form", context, 422 if request.method == "POST" else 200)


def _file_step(found: AidCase) -> str | None:
    """Which of the two is to be done: the report that closes, or handing in the file."""
    if found.stage in CLOSES:
        return close.code
    return hand_in.code if found.stage in HANDS_IN else None


@own_page
def file(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """交结案材料: the report first, then the checklist with photographs; afterwards where the file is."""
    back, here = reverse("aid-mine-case", args=[code]), reverse("aid-mine-file", args=[code])
    if (again := _again(request, actor, here)) is not None:
        return again
    found = reading.get_own(actor, code)
    facts, step = standing_of(found).facts, _file_step(found)
    if step is None:
        return _show(request, "filed", {"case": found, "handed": facts.last("hand_in"), "back_url": back, "waits": found.stage in [stage.code for stage in AFTER]})
    needs = report_needs(facts) if step == close.code else hand_in.needs
    form = _asked(request, actor, found, facts, needs, _begun(facts) if step == hand_in.code else None)
    if request.method == "POST" and form.form.is_valid():
        said = "已登记结案，请接着交结案材料。" if step == close.code else "材料已交，等中心审查。"
        done = _carried_out(request, actor, form, step, form.form.data(), said, here if step == close.code else back)
        if done is not None:
            return done
    context = {
        "case": found, "form": form.form, "back_url": back, "draft": f"aid-{step}:{code}", "title": "写结案报告" if step == close.code else "交结案材料",
        "returned": facts.last("return_file") if found.stage == "returned" else None,
    }  # fmt: skip
    if step == close.code:
        return _show(request, "form", context | {"layout": form.layout, "label": "登记结案"}, 422 if request.method == "POST" else 200)
    rows = list(zip(form.form.rows["items"].forms, [word for _, word in codes.FILE_ITEMS], strict=False))
    return _show(request, "file", context | {"rows": rows, "items": form.form.rows["items"]}, 422 if request.method == "POST" else 200)


def _begun(facts: Facts) -> dict[str, Any]:
    """The checklist as it was handed in last, else everything there."""
    last = facts.last("hand_in")
    known = {row["item"]: row for row in (last.get("items", ()) if last else ())}
    return {"items": [{"item": item, "there": "yes", **{name: value for name, value in known.get(item, {}).items() if name != "item"}} for item, _ in codes.FILE_ITEMS]}


# Subsidies -------------------------------------------------------------------------------------------------------------


@own_page
@require_safe
def money(request: HttpRequest, actor: Actor) -> HttpResponse:
    """补贴: the own lines, each with how it was reckoned, how far it is, when it was paid."""
    return _show(request, "money", {"lines": reading.subsidies(actor), "waiting": len(reading.offers(actor)), "tab": "money"})


# Duty ------------------------------------------------------------------------------------------------------------------


@own_page
def duty(request: HttpRequest, actor: Actor) -> HttpResponse:
    """值班: the own duties of the roster, to sign in and out where one is. The time is the server's: it wants a line."""
    return own_pages.answer(request, actor, reverse("aid-mine-duty"), "aidcases/phone/duty.html", {"waiting": len(reading.offers(actor)), "tab": "duty"})


# How it was judged -----------------------------------------------------------------------------------------------------


@own_page
@require_safe
def judgements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """评价: the own quality reviews that were fed back, and the complaints that were decided."""
    keys = reading.own_keys(actor)
    found = {"reviews": judged.reviews(keys), "complaints": judged.complaints(actor, keys)}
    return _show(request, "judged", {**found, "waiting": len(reading.offers(actor)), "tab": "judged"})


# On the home screen ----------------------------------------------------------------------------------------------------


@require_safe
def without_line(request: HttpRequest) -> HttpResponse:
    """What the telephone shows where there is no line. Nothing personal stands in it."""
    return render(request, "aidcases/phone/offline.html")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    return kept.worker(request, "aid", reverse("aid-mine-offline"), "aidcases/phone/offline.html", KEPT, [address(PHONE)])


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return kept.manifest(request, "法律援助办案", "法援办案", reverse("aid-mine"))
