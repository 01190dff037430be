"""What a reporter adds goes on to whoever has the matter; where nobody has it, it stays with the report.

The words go on as the story did when the matter was raised; who reported, and the photographs, stay with the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.procedure import ANY, Action, Asking, Carrying
from fengqiao.matter.supplements import sent_in
from fengqiao.matter.timeline import Fact
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("矛盾纠纷受理分流工作制度")


def open_dispute_of(report_id: UUID) -> Matter | None:
    """The open matter a report belongs to, or the one that matter was merged into."""
    from fengqiao.lines.disputes.models import Dispute, Report

    number = Report.objects.filter(pk=report_id).values_list("dispute_id", flat=True).first()
    found = Dispute.objects.filter(pk=number).first() if number else None
    if found is not None and found.merged_into:  # one level is enough: merging into a merged one is refused
        found = Dispute.objects.filter(pk=found.merged_into).first()
    return None if found is None or found.closed else found


def _touched(report_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    found = open_dispute_of(report_id)
    return (found.pk,) if found is not None else ()


def _of_sending(asking: Asking) -> Mapping[str, Any]:
    found = open_dispute_of(asking.matter.pk)
    return {"passed_on": found.code} if found is not None else {}


def _pass_on(carrying: Carrying) -> None:
    if not carrying.data.get("passed_on"):
        return
    files = len(carrying.data.get("files") or ())
    data = {"text": carrying.data["text"], **({"also": f"另有照片、材料{files}件，在来件中"} if files else {})}
    perform(
        None,
        UUID(carrying.data["passed_on"]),
        [Doing(report_supplemented, data, carrying.happened_on)],
        now=carrying.now,
    )


def stays(fact: Fact) -> bool:
    """Whether it is the report's own office that has to look at it."""
    return not fact.get("passed_on")


to_report = replace(sent_in, gathers=_of_sending, touches=_touched, carries=_pass_on)
report_supplemented = Action(
    "report_supplemented", "反映人补充", ANY, None, cite=(HOUSE.whole(),), sentence="反映人补充：{text}（{also}）",
    help="反映人在手机上补充来件时由系统记录。", gathers=lambda asking: {},
)  # fmt: skip
