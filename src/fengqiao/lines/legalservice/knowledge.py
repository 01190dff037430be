"""What is known already: items written once, reviewed by another person, found while somebody is on the telephone.

An item cites articles with the day of their text; where a law has a newer one (A15), the item says so, its review is due, and
after thirty days nobody outside the office is shown it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from fengqiao.divisions.territory import county_of, county_reach
from fengqiao.lines.legalservice.models import KnowledgeItem
from fengqiao.lines.legalservice.permissions import KEEP_KNOWLEDGE, REVIEW_KNOWLEDGE
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.statutes import CitationError, find_article, parse_citation
from fengqiao.statutes.likeness import LEAST, likeness, words_in

MOST_READ = 2000
REVIEW_EVERY = timedelta(days=365)
HIDDEN_AFTER = timedelta(days=30)


def of_county(actor: Actor) -> QuerySet[KnowledgeItem]:
    return KnowledgeItem.objects.filter(territory__range=county_reach(actor.territory)).select_related("author", "reviewer")


# Finding -------------------------------------------------------------------------------------------------------------


def alike(actor: Actor, text: str, area: str, most: int) -> list[KnowledgeItem]:
    """The published items whose question is nearest to what is asked; of the same area a little nearer."""
    asked = words_in(text)
    if not asked:
        return []
    rows = of_county(actor).filter(state=KnowledgeItem.PUBLISHED)[:MOST_READ]
    scored = [(likeness(asked, row.question, row.answer) + (0.1 if area and row.area == area else 0.0), row) for row in rows]
    near = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1].number))
    return [row for _, row in near[:most]]


# Keeping -------------------------------------------------------------------------------------------------------------


def cited(text: str, today: date) -> list[dict[str, str]]:
    """The articles written one to a line, each with its key and the day of its text. Raises Refused naming the line."""
    rows = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        try:
            citation = parse_citation(line, on=today)
        except CitationError:
            citation = None
        article = citation.found_article if citation is not None else None
        if article is None:
            raise Refused.because("law", f"“{line}”在法律库里没有找到。一行一条，写成“法律名第几条”；地方规定写进“本地怎么办”。", need="statutes")
        label = f"{article.law.title}{article.label}"
        rows.append({"label": label, "law": article.law.title, "article": article.key, "version": article.law.version_on.isoformat()})
    if not rows:
        raise Refused.because("law", "至少写一条依据的条文。", need="statutes")
    return rows


@transaction.atomic
def write(actor: Actor, item: KnowledgeItem | None, *, now: datetime, today: date, statutes: str, **fields: Any) -> KnowledgeItem:
    """A new item, or a new wording of one: it waits for another person's review either way. Raises Refused."""
    if not actor.holds(KEEP_KNOWLEDGE):
        raise Refused.because("permission", actor.lacks(KEEP_KNOWLEDGE))
    county = county_of(actor.territory)
    if item is None:
        item = KnowledgeItem(territory=county, number=_next_number(county))
    item.statutes = cited(statutes, today)
    for name, value in fields.items():
        setattr(item, name, value)
    item.state, item.author_id, item.reviewer, item.changed_at = KnowledgeItem.DRAFT, actor.staff_id, None, now
    item.review_due_on = today + REVIEW_EVERY
    item.save()
    return item


def _next_number(county: int) -> str:
    """ZS0001 and on, gapless: the county's items are locked while one is counted."""
    last = KnowledgeItem.objects.select_for_update().filter(territory=county).order_by("-number").values_list("number", flat=True).first()
    return f"ZS{int(last[2:]) + 1 if last else 1:04d}"


@transaction.atomic
def publish(actor: Actor, item: KnowledgeItem, *, now: datetime, today: date) -> None:
    """Reviewed by a second person: nothing by which somebody is known stands in it, the articles say so. Raises Refused."""
    if not actor.holds(REVIEW_KNOWLEDGE):
        raise Refused.because("permission", actor.lacks(REVIEW_KNOWLEDGE))
    row = KnowledgeItem.objects.select_for_update().get(pk=item.pk)
    if row.author_id == actor.staff_id:
        raise Refused.because("same", "编写的人不能自己复核。请由另一位负责人复核后发布。")
    row.statutes = cited("\n".join(each["label"] for each in row.statutes), today)
    row.state, row.reviewer_id, row.changed_at, row.review_due_on = KnowledgeItem.PUBLISHED, actor.staff_id, now, today + REVIEW_EVERY
    row.save()
    record(actor, "knowledge.publish", f"{row.number} {row.question}", now=now, territory=row.territory, new={"number": row.number, "version": now.date().isoformat()})


@transaction.atomic
def retire(actor: Actor, item: KnowledgeItem, *, now: datetime) -> None:
    if not actor.holds(REVIEW_KNOWLEDGE):
        raise Refused.because("permission", actor.lacks(REVIEW_KNOWLEDGE))
    KnowledgeItem.objects.filter(pk=item.pk).update(state=KnowledgeItem.RETIRED, changed_at=now)
    record(actor, "knowledge.retire", f"{item.number} {item.question}", now=now, territory=item.territory, new={"number": item.number})


def amended(item: KnowledgeItem, today: date) -> list[str]:
    """A15: the cited articles whose law has another text in force today, in words."""
    found = []
    for row in item.statutes:
        now = find_article(row["law"], row["article"], on=today)
        if now is None:
            found.append(f"{row['label']}：现在没有这一条")
        elif now.law.version_on.isoformat() != row["version"]:
            before = find_article(row["law"], row["article"], version=row["version"])
            changed = before is None or before.text != now.text
            found.append(f"{row['label']}：法律有了{now.law.version_on.isoformat()}的文本，这一条{'改了' if changed else '没有改'}")
    return found


def trouble(item: KnowledgeItem, today: date) -> str:
    """What a list says of an item: the law changed, the review is due; empty when all is well."""
    if item.state == KnowledgeItem.RETIRED:
        return ""
    if changed := amended(item, today):
        return f"条文有变动（{len(changed)}条），请复核"
    return "到期复核" if item.review_due_on <= today else ""


def shown_outside(items: Iterable[KnowledgeItem], today: date) -> list[KnowledgeItem]:
    """Those a citizen may be shown: public, published, and not left for thirty days with a law that changed or a review that is due."""
    return [
        each for each in items
        if each.public and each.state == KnowledgeItem.PUBLISHED and each.review_due_on + HIDDEN_AFTER > today and not _long_amended(each, today)
    ]  # fmt: skip


def _long_amended(item: KnowledgeItem, today: date) -> bool:
    for row in item.statutes:
        now = find_article(row["law"], row["article"], on=today)
        if now is None or (now.law.version_on.isoformat() != row["version"] and now.law.begins_on + HIDDEN_AFTER <= today):
            return True
    return False


def used(actor: Actor, numbers: str) -> None:
    """Count that items were used in an answer."""
    named = [each for each in numbers.replace("，", "、").replace(",", "、").split("、") if each.strip()]
    of_county(actor).filter(number__in=[each.strip() for each in named]).update(uses=F("uses") + 1)
