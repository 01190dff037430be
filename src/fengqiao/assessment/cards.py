"""What is shown of a round and of an appeal beside the common parts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse

from fengqiao.assessment import rounds
from fengqiao.assessment.models import Run
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.parts import Fact

FOLDER = "assessment/"


def of_round(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The versions, which items are verified, whom the last recount moved."""
    runs = list(Run.objects.filter(round_id=matter.pk).order_by("-version"))
    done = rounds.verified(facts)
    items = [{"label": label, "done": code in done} for code, label in facts.opening.get("items", ())]
    shown = [
        Fact("方案", f"{facts.opening.get('scheme_name')}（第{facts.opening.get('scheme_version')}版）"), Fact("周期", rounds.period_of(facts).words),
        Fact("单位", f"{facts.value('units', 0)}个"), Fact("成绩版本", f"第{rounds.version_of(facts)}版"), Fact("摘要", runs[0].digest[:16] if runs else ""),
    ]  # fmt: skip
    data = {"facts": shown, "url": reverse("assessment-ranking", args=[matter.code]), "runs": runs, "moved": moved_of(runs[0])[:8] if runs else []}
    return [
        Card("成绩", FOLDER + "card_round.html", data),
        Card("指标项核验", FOLDER + "card_items.html", {"items": items, "left": sum(not each["done"] for each in items)}, aside=True, count=len(items)),
    ]  # fmt: skip


def moved_of(run: Run) -> list[dict[str, object]]:
    """Whose place or score a recount changed, by name."""
    names = dict(Office.objects.filter(pk__in=[row[0] for row in run.moved]).values_list("pk", "short_name"))
    return [{"name": names.get(pk, ""), "before": before, "now": now, "total_before": then, "total": total} for pk, before, now, then, total in run.moved]


def of_appeal(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What the score was, what it is, and where the sheet is."""
    opening, decided = facts.opening, facts.last("decide")
    shown = [
        Fact("对哪一期", opening.get("round_title", "")), Fact("指标项", opening.get("item_label", "")), Fact("原来的值", opening.get("before", "")),
        Fact("原来的得分", opening.get("formula", ""), wide=True), Fact("申诉期到", opening.get("due_on", "")),
        *([Fact("改后的值", decided.get("after", "没有改")), Fact("影响", decided.get("effect", "其他单位没有变化"))] if decided else []),
    ]  # fmt: skip
    url = reverse("assessment-sheet", args=[opening.get("round"), matter.office_id])
    return [Card("申诉的得分", FOLDER + "card_appeal.html", {"facts": shown, "url": url})]




def of_report(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What was reported for which item, by which day, from which paper."""
    opening = facts.opening
    shown = [
        Fact("方案", str(opening.get("scheme_name", ""))), Fact("周期", str(opening.get("period_words", ""))), Fact("指标项", str(opening.get("item_label", ""))), Fact("报的数", str(opening.get("words", ""))),
        Fact("填报期限", f"{opening.get('due_on')}{'，迟报' if opening.get('late') else ''}"), Fact("依据的文件", str(opening.get("document", "")), wide=True),
    ]  # fmt: skip
    return [Card("人工登记的数", FOLDER + "card_report.html", {"facts": shown})]


def of_fault(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What was found false, which items it touches, where the doubt is."""
    opening = facts.opening
    shown = [
        Fact("方案", str(opening.get("scheme_name", ""))), Fact("期间", str(opening.get("period_words", ""))), Fact("涉及的指标项", "、".join(row["label"] for row in opening.get("items", ())), wide=True),
        Fact("方案规定减", f"{opening.get('points')}分" if opening.get("points") else "没有规定"), Fact("认定的事实", str(opening.get("finding", "")), wide=True),
    ]  # fmt: skip
    doubt = Matter.objects.visible_to(actor).filter(pk=UUID(str(opening.get("doubt")))).first()
    url = reverse("matter", args=[doubt.code]) if doubt is not None else ""
    return [Card("认定失实", FOLDER + "card_fault.html", {"facts": shown, "url": url})]
