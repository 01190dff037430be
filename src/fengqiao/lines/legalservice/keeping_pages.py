"""Pages beside the queue: knowledge items, what operators can answer, the hotline's days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.desk.lawlinks import law_part
from fengqiao.divisions.territory import county_of, county_reach
from fengqiao.lines.legalservice import codes, knowledge
from fengqiao.lines.legalservice.forms import HotlineDayForm, ItemForm, SkillForm
from fengqiao.lines.legalservice.models import HotlineDay, KnowledgeItem, Skill
from fengqiao.lines.legalservice.pages import actor_with
from fengqiao.lines.legalservice.permissions import (
    ANSWERING,
    KEEP_KNOWLEDGE,
    KEEP_SKILLS,
    REVIEW_KNOWLEDGE,
    SEE_FIGURES,
)
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Post
from fengqiao.orgs.recording import record
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

STATES = {KnowledgeItem.DRAFT: "待复核", KnowledgeItem.PUBLISHED: "已发布", KnowledgeItem.RETIRED: "已停用"}
ITEM_COLUMNS = [Column("编号"), Column("问"), Column("领域"), Column("状态"), Column("复核日"), Column("提示"), Column("用过", num=True)]
SKILL_COLUMNS = [Column("坐席"), Column("岗位"), Column("领域"), Column("语言")]
DAY_COLUMNS = [Column("日期"), Column("呼入", num=True), Column("五秒内挂断", num=True), Column("接通", num=True)]
MOST, DAYS = 200, 31


# Knowledge -----------------------------------------------------------------------------------------------------------


@staff_only
def items(request: HttpRequest) -> HttpResponse:
    """Every item of the county; with words, the nearest first."""
    actor, today = actor_with(request), timezone.localdate()
    text = request.GET.get("q", "").strip()[:100]
    found = knowledge.alike(actor, text, "", 20) if text else list(knowledge.of_county(actor)[:MOST])
    areas = dict(codes.AREAS)
    rows = [
        Row((
            Cell(each.number), Cell(each.question), Cell(areas.get(each.area, "")), Cell(STATES[each.state]), Cell(each.review_due_on.isoformat()),
            Cell(knowledge.trouble(each, today)), Cell(each.uses, num=True),
        ), reverse("legalservice-item", args=[each.pk]), each.number)
        for each in found
    ]  # fmt: skip
    context = {
        "rows": rows, "columns": ITEM_COLUMNS, "q": text, "may_keep": actor.holds(KEEP_KNOWLEDGE), "places": [{"label": "知识条目"}],
        "empty": {"title": "没有条目", "text": "常问的事写成一条，别人接听时就会出现在旁边。", "icon": "search"},
    }  # fmt: skip
    return render(request, "legalservice/items.html", context)


def _item(actor: Actor, number: int) -> KnowledgeItem:
    found = knowledge.of_county(actor).filter(pk=number).first()
    if found is None:
        raise NotVisible
    return found


@staff_only
def item(request: HttpRequest, number: int) -> HttpResponse:
    """One item as it reads, its articles, and what to do with it."""
    actor, today = actor_with(request), timezone.localdate()
    found = _item(actor, number)
    context = {
        "item": found, "area": dict(codes.AREAS).get(found.area, ""), "state": STATES[found.state], "laws": [law_part(row["label"]) for row in found.statutes],
        "amended": knowledge.amended(found, today), "due": found.review_due_on <= today, "may_keep": actor.holds(KEEP_KNOWLEDGE),
        "may_review": actor.holds(REVIEW_KNOWLEDGE) and found.author_id != actor.staff_id and found.state != KnowledgeItem.RETIRED,
        "may_retire": actor.holds(REVIEW_KNOWLEDGE) and found.state != KnowledgeItem.RETIRED,
        "places": [{"label": "知识条目", "url": reverse("legalservice-items")}, {"label": found.number}],
    }  # fmt: skip
    return render(request, "legalservice/item.html", context)


@staff_only
def item_write(request: HttpRequest, number: int = 0) -> HttpResponse:
    """Write an item, or word it anew."""
    actor = actor_with(request, KEEP_KNOWLEDGE)
    found = _item(actor, number) if number else None
    form = ItemForm(request.POST or None, initial=_starting(found))
    if request.method == "POST" and form.is_valid():
        try:
            made = knowledge.write(actor, found, now=timezone.now(), today=timezone.localdate(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.reasons[0].need or None, str(refusal))
        else:
            messages.success(request, f"已写好{made.number}，等另一位复核后发布。")
            return mark_sent(request, redirect_to(request, reverse("legalservice-item", args=[made.pk])))
    context = {
        "form": form, "item": found, "places": [{"label": "知识条目", "url": reverse("legalservice-items")}, {"label": found.number if found else "新条目"}],
    }  # fmt: skip
    return render(request, "legalservice/item_write.html", context, status=422 if form.errors else 200)


def _starting(found: KnowledgeItem | None) -> dict[str, Any]:
    if found is None:
        return {}
    kept = {name: getattr(found, name) for name in ("question", "area", "answer", "local", "public")}
    return kept | {"statutes": "\n".join(row["label"] for row in found.statutes)}


@require_POST
@staff_only
def item_review(request: HttpRequest, number: int) -> HttpResponse:
    """Publish after review, or retire."""
    actor = actor_with(request, REVIEW_KNOWLEDGE)
    found = _item(actor, number)
    if request.POST.get("do") == "retire":
        knowledge.retire(actor, found, now=timezone.now())
        messages.success(request, f"{found.number}已停用。")
    else:
        knowledge.publish(actor, found, now=timezone.now(), today=timezone.localdate())
        messages.success(request, f"{found.number}已复核发布，接听时会出现在旁边。")
    return mark_sent(request, redirect_to(request, reverse("legalservice-item", args=[number])))


# Skills --------------------------------------------------------------------------------------------------------------


def _operators(actor: Actor) -> list[Post]:
    """Those who answer in the actor's reach, each once."""
    roles = [role.code for role in ANSWERING]
    posts = Post.objects.held_on(timezone.localdate()).filter(office__territory__range=(actor.low, actor.high), roles__overlap=roles)
    return list({post.staff_id: post for post in posts.select_related("staff", "office").order_by("office__territory", "pk")}.values())


@staff_only
def skills(request: HttpRequest) -> HttpResponse:
    """Who can answer what."""
    actor = actor_with(request, KEEP_SKILLS)
    noted = {each.staff_id: each for each in Skill.objects.filter(territory__range=county_reach(actor.territory))}
    rows = []
    for post in _operators(actor)[:MOST]:
        own = noted.get(post.staff_id)
        areas = _words(codes.AREAS, own.areas) if own and own.areas else "都可以"
        languages = _words(codes.LANGUAGES, own.languages) if own else ""
        rows.append(Row((Cell(post.staff.name), Cell(post.title), Cell(areas), Cell(languages or "普通话")), reverse("legalservice-skill", args=[post.staff_id])))
    context = {"rows": rows, "columns": SKILL_COLUMNS, "places": [{"label": "坐席专长"}], "empty": {"title": "没有坐席", "text": "先在机构里安排坐席岗位。", "icon": "search"}}
    return render(request, "legalservice/skills.html", context)


@staff_only
def skill(request: HttpRequest, staff: int) -> HttpResponse:
    """One operator's."""
    actor = actor_with(request, KEEP_SKILLS)
    post = next((each for each in _operators(actor) if each.staff_id == staff), None)
    if post is None:
        raise NotVisible
    own = Skill.objects.filter(staff_id=staff).first()
    form = SkillForm(request.POST or None, initial={"areas": own.areas, "languages": own.languages} if own else {})
    if request.method == "POST" and form.is_valid():
        Skill.objects.update_or_create(staff_id=staff, defaults={"territory": county_of(actor.territory), **form.cleaned_data})
        said = _words(codes.AREAS, form.cleaned_data["areas"]) or "都可以"
        record(actor, "service.skill", post.staff.name, now=timezone.now(), territory=county_of(actor.territory), staff=post.staff, new={"area": said})
        messages.success(request, f"已登记{post.staff.name}的专长。")
        return mark_sent(request, redirect_to(request, reverse("legalservice-skills")))
    context = {"form": form, "who": post.staff.name, "places": [{"label": "坐席专长", "url": reverse("legalservice-skills")}, {"label": post.staff.name}]}
    return render(request, "legalservice/skill.html", context, status=422 if form.errors else 200)


def _words(options: Any, chosen: Any) -> str:
    return "、".join(word for code, word in options if code in chosen)


# The hotline's days --------------------------------------------------------------------------------------------------


@staff_only
def hotline_days(request: HttpRequest) -> HttpResponse:
    """What the telephone system counted, day by day: the figure of calls answered (I-14) is made of it."""
    actor, today = actor_with(request, SEE_FIGURES), timezone.localdate()
    form = HotlineDayForm(request.POST or None, today=today, initial={"on": today.isoformat()})
    if request.method == "POST":
        actor_with(request, KEEP_SKILLS)
        if form.is_valid():
            _keep_day(actor, form.cleaned_data)
            messages.success(request, "已登记当天的呼入数。")
            return mark_sent(request, redirect_to(request, reverse("legalservice-hotline")))
    days = HotlineDay.objects.filter(territory__range=(actor.low, actor.high)).order_by("-on")[:DAYS]
    context = {
        "form": form, "may_enter": actor.holds(KEEP_SKILLS), "day_columns": DAY_COLUMNS, "days": [_day_row(each) for each in days],
        "figures": f"{reverse('figures')}?line=legalservice", "places": [{"label": "热线日报"}],
        "empty": {"title": "还没有日报", "text": "登记话务系统当天的呼入数以后，才能算接通率。", "icon": "phone"},
    }  # fmt: skip
    return render(request, "legalservice/hotline.html", context, status=422 if form.errors else 200)


def _keep_day(actor: Actor, data: dict[str, Any]) -> None:
    numbers = {name: data[name] for name in ("offered", "answered", "abandoned_early")}
    HotlineDay.objects.update_or_create(
        territory=county_of(actor.territory), on=date.fromisoformat(data["on"]),
        defaults={**numbers, "entered_by_id": actor.staff_id, "entered_at": timezone.now()},
    )  # fmt: skip


def _day_row(each: HotlineDay) -> Row:
    return Row((Cell(each.on.isoformat()), *(Cell(number, num=True) for number in (each.offered, each.abandoned_early, each.answered))))
