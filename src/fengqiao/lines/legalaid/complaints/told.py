"""What whoever a complaint was about is told of it: the result and the reasons, never who complained.

A complaint in a restricted matter (violence at home, a minor) gives the result alone: the facts found would say who spoke.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from fengqiao.lines.legalaid.complaints import codes
from fengqiao.matter.many import standings
from fengqiao.matter.timeline import Facts

Told = tuple[UUID | None, str, str, str, bool, date | None, date | None]
WHO, MOST = "投诉人", 100


def told_to(staff_id: int, targets: Sequence[UUID], low: int, high: int) -> Iterator[Told]:
    """About the handler ``staff_id``: named by the account, or, where no account was named, about one of ``targets``."""
    from fengqiao.lines.legalaid.models import AidComplaint

    rows = AidComplaint.objects.filter(against=codes.HANDLER, sealed=False, territory__gte=low, territory__lte=high)
    for row, standing in standings(list(rows.exclude(handling="").order_by("-received_on", "-pk")[:MOST])):
        assert isinstance(row, AidComplaint)
        facts, named = standing.facts, standing.facts.value("against_staff")
        mine = int(named) == staff_id if named else row.about_id in targets
        if not mine:
            continue
        decided, protected = facts.last("decide"), bool(row.restricted)
        assert decided is not None
        reasons = "" if protected else without_names(str(decided.get("findings", "")), facts)
        yield row.about_id, row.head_word, row.handling_word, reasons, protected, decided.happened_on, decided.day("mend_by")


def without_names(text: str, facts: Facts) -> str:
    """The text with whoever complained called 投诉人, and without their numbers."""
    for party in facts.parties:
        for value in (party.get("phone"), party.get("id_no")):
            text = text.replace(str(value), "（略）") if value else text
        text = text.replace(party.name, WHO) if len(party.name) > 1 else text
    return text
