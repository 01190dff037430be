"""What shares, recusals and restrictions do to who may see a matter, after the action that says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fengqiao.matter.models import Recusal, Share
from fengqiao.orgs.models import Office

if TYPE_CHECKING:
    from fengqiao.matter.actions import Doing, _Work


def apply(work: _Work) -> None:
    """Carry the sharing actions of this work into their tables."""
    for doing in work.doings:
        handler = _HANDLERS.get(doing.action.code)
        if handler is not None:
            handler(work, doing)


def _share(work: _Work, doing: Doing) -> None:
    office = Office.objects.get(pk=doing.data["office"])
    low, high = office.reach
    Share.objects.create(
        matter_id=work.matter.pk, territory=work.matter.territory, low=low, high=high, office=office,
        reason=doing.data["reason"], from_on=doing.happened_on,
        to_on=date.fromisoformat(doing.data["to_on"]) if doing.data.get("to_on") else None,
    )  # fmt: skip


def _unshare(work: _Work, doing: Doing) -> None:
    Share.objects.filter(matter_id=work.matter.pk, office_id=doing.data["office"]).update(to_on=doing.happened_on)


def _recuse(work: _Work, doing: Doing) -> None:
    Recusal.objects.create(
        matter_id=work.matter.pk, territory=work.matter.territory, staff_id=doing.data["staff"],
        reason=doing.data["reason"], from_on=doing.happened_on,
    )  # fmt: skip


def _restrict(work: _Work, doing: Doing) -> None:
    word = doing.data["restricted"]
    work.matter.restricted = "" if word == "none" else word
    work.matter.save(update_fields=["restricted"])


_HANDLERS = {"share": _share, "unshare": _unshare, "recuse": _recuse, "restrict": _restrict}
