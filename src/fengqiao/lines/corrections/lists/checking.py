"""One monthly check of lists: taken in, compared, each difference settled by a person in words."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fengqiao.divisions import territory as territories
from fengqiao.imports.book import LedgerWrong, open_book
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure, stages
from fengqiao.lines.corrections.lists.compare import Entry, ListWrong, compare, read
from fengqiao.lines.corrections.models import CorrectionCase, ListCheck
from fengqiao.matter.many import standings
from fengqiao.orgs.actor import Actor

BATCH = 200
COMING = tuple(stage.code for stage in (*stages.COMING, *stages.UNDER))


def their_list(content: bytes) -> list[Entry]:
    """The entries of the first sheet that holds a list. Raises ListWrong."""
    try:
        sheets = open_book(content).sheets
        found = None
        for sheet in sheets:
            try:
                return read(sheet.rows())
            except ListWrong as wrong:
                found = wrong
    except LedgerWrong as wrong:
        raise ListWrong(str(wrong)) from wrong
    raise found or ListWrong("这个文件里没有工作表。请重新选择。")


def our_list(low: int, high: int) -> list[Entry]:
    """Everybody of the area who is coming or under supervision, as our cases have it."""
    rows = CorrectionCase.objects.filter(territory__gte=low, territory__lte=high, stage__in=COMING).order_by("pk")
    words, made = dict(codes.CATEGORIES), []
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        for matter, standing in standings(list(CorrectionCase.objects.filter(pk__in=ids[start : start + BATCH]))):
            facts = standing.facts
            person = facts.parties[0] if facts.parties else None
            day = measure.effective_on(facts)
            made.append(Entry(
                person.name if person else "", str(person.get("id_no", "")) if person else "",
                str(facts.value("judgment_no") or facts.value("doc_no") or ""), words.get(measure.category(facts), ""),
                day.isoformat() if day else "", matter.code,
            ))  # fmt: skip
    return made


@transaction.atomic
def check(actor: Actor, content: bytes, organ: str, month_on: date, now: datetime) -> ListCheck:
    """Compare their list with ours and keep the differences, sealed. Nobody is registered by it. Raises ListWrong."""
    theirs = their_list(content)
    if not theirs:
        raise ListWrong("名单里没有一个人。确实没有的，不用对账；否则请核对是不是选错了文件。")
    low, high = territories.county_reach(actor.low)
    ours = our_list(low, high)
    found = compare(theirs, ours)
    made = ListCheck(
        territory=low, month_on=month_on, organ=organ, made_by_id=actor.staff_id, made_at=now, theirs=len(theirs),
        ours=len(ours), differences=len(found), waiting=len(found),
    )  # fmt: skip
    made.put_json([{**asdict(each), "settled": ""} for each in found], made.token.bytes)
    made.save()
    return made


def rows_of(kept: ListCheck) -> list[dict[str, Any]]:
    """The differences with what was found out of each."""
    rows: list[dict[str, Any]] = kept.taken_json(kept.token.bytes)
    return rows


@transaction.atomic
def settle(pk: int, place: int, said: str, who: str, today: date) -> ListCheck:
    """Write down what was found out of one difference."""
    kept = ListCheck.objects.select_for_update().get(pk=pk)
    rows = rows_of(kept)
    rows[place] |= {"settled": said, "settled_by": who, "settled_on": today.isoformat()}
    kept.put_json(rows, kept.token.bytes)
    kept.waiting = sum(not row["settled"] for row in rows)
    kept.save()
    return kept
