"""Their answer to a batch: numbers for what they took, reasons for what they sent back. Column names as they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from fengqiao.exchange.outside.fields import told
from fengqiao.exchange.outside.filings import Answered, county_of, matters_of, settle_all
from fengqiao.exchange.outside.mapping import said
from fengqiao.exchange.outside.matching import Matcher
from fengqiao.exchange.outside.models import Filing, FilingState, OutsideSystem
from fengqiao.exchange.outside.reading import read_table
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.vault import sm3_hex

REASON = (
    "退回原因",
    "退回理由",
    "失败原因",
    "错误原因",
    "错误信息",
    "不通过原因",
    "校验信息",
    "审核意见",
    "原因",
    "说明",
    "备注",
)
RESULT = ("导入结果", "校验结果", "审核结果", "处理结果", "上报结果", "结果", "状态")
_BAD = re.compile(r"失败|退回|不通过|未通过|错误|驳回")


@dataclass
class Answer:
    """What came of an answer sheet."""

    filed: int = 0
    returned: int = 0
    unchanged: int = 0
    left: list[tuple[int, str]] = field(default_factory=list)  # row numbers and why nothing was done


@transaction.atomic
def take_answers(actor: Actor, system: OutsideSystem, content: bytes, *, now: datetime) -> Answer:
    """Mark what they answered. Rows that cannot be told are named, the others are done. Raises TableWrong."""
    found = list(matters_of(actor, system))
    numbers = dict(
        Filing.objects.filter(system=system, matter_id__in=[m.pk for m in found]).values_list("matter_id", "number")
    )
    matters = {matter.pk: matter for matter in found}
    matcher = Matcher(system, told(system.line, found), numbers)
    table, answer = read_table(content, [*matcher.headings, *REASON, *RESULT]), Answer()
    answered: dict[Any, tuple[int, Answered]] = {}
    for row in table.rows:
        known, why = matcher.find(row)
        if known is None or known in answered:
            answer.left.append((row.number, why or "与表中前面的一行是同一件案件"))
            continue
        number, reason = str(said(row.get(matcher.theirs))), str(row.get(REASON) or "").strip()
        bad = bool(_BAD.search(said(row.get(RESULT)))) or (not number and bool(reason))
        if not number and not bad:
            answer.left.append((row.number, "没有对方编号，也没有退回原因"))
            continue
        said_so = (
            Answered(matters[known], FilingState.RETURNED, "", reason or "对方退回，没有写明原因")
            if bad
            else Answered(matters[known], FilingState.FILED, number)
        )
        answered[known] = (row.number, said_so)
    _settle(actor, system, list(answered.values()), answer, now)
    record(
        actor, "outside.import", f"{system.name}的回执表", now=now, territory=county_of(actor),
        new={"system": system.name, "rows": len(table.rows), "digest": sm3_hex(content)},
    )  # fmt: skip
    return answer


def _settle(
    actor: Actor, system: OutsideSystem, answered: list[tuple[int, Answered]], answer: Answer, now: datetime
) -> None:
    """Write what they answered and count it."""
    for (row, each), done in zip(
        answered, settle_all(actor, system, [each for _, each in answered], now=now), strict=True
    ):
        if isinstance(done, Refused):
            answer.left.append((row, str(done)))
        elif not done:
            answer.unchanged += 1
        elif each.state == FilingState.FILED:
            answer.filed += 1
        else:
            answer.returned += 1
    answer.left.sort(key=lambda each: each[0])
