"""The file of a dispute bound as one volume: cover, contents, where each paper lies, the statement at its back."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Field,
    Labelled,
    PaperKind,
    Slot,
)
from fengqiao.documents.filing import (
    COMPILED_BY,
    COMPILED_ON,
    NOTHING_TO_EXPLAIN,
    VOLUME,
    contents_kind,
    statement_kind,
    volume_number,
)
from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes.papers import wording
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.shared import HEADED, HOUSE, ISSUER, LOCAL_FORM, VERSION
from fengqiao.matter.timeline import Facts

_VOLUME_NUMBER = volume_number("事项码")

COVER = PaperKind(
    "cover", "矛盾纠纷卷宗", version=VERSION, form=LOCAL_FORM, layout="cover", basis=HOUSE,
    blocks=(
        HEADED,
        Labelled((
            (Field(VOLUME),),
            (Field(_VOLUME_NUMBER),),
            (Field(Slot("handler", "承办人", required=True)),),
            (Field(Slot("period", "办理日期", required=True)),),
            (Field(Slot("outcome", "办理结果", required=True)),),
            (Field(COMPILED_BY),),
            (Field(COMPILED_ON),),
            (Field(Slot("remark", "备注")),),
        )),
    ),
)  # fmt: skip


def cover_values(reading: Reading) -> dict[str, Any]:
    facts = reading.context.facts
    word, _ = f.outcome(facts)
    return _volume(reading) | {
        "period": f"自{wording.day(f.first_report_on(facts))}至{_until(facts) or '今（在办）'}",
        "outcome": _outcome_word(word), "handler": reading.handler or reading.context.matter.office.name,
    }  # fmt: skip


def _outcome_word(word: str) -> str:
    from fengqiao.lines.disputes import codes

    return wording.label(codes.OUTCOMES, word) or "在办"


def _volume(reading: Reading) -> dict[str, Any]:
    """The volume as it stands on the day it is bound, whatever fact it is bound for."""
    last = list(reading.context.facts)[-1]
    own = reading.context.matter.office.name
    return {
        "issuer": own, "volume": reading.dispute, "number": reading.number,
        "compiled_by": last.actor_name or own, "compiled_on": wording.day(last.happened_on),
    }  # fmt: skip


def _until(facts: Facts) -> str:
    closed, again = facts.last("close", "merge"), facts.last("reopen", "unmerge")
    if closed is None or (again is not None and again.place > closed.place):
        return ""
    return wording.day(closed.happened_on)


CONTENTS = contents_kind(ISSUER, _VOLUME_NUMBER, version=VERSION, form=LOCAL_FORM, basis=HOUSE)


def contents_values(reading: Reading) -> dict[str, Any]:
    """The matter's papers in force and its materials, as they lie in the volume."""
    from fengqiao.matter.models import Paper, PaperState

    gone = (PaperState.REPLACED, PaperState.VOID)
    kept = Paper.objects.filter(matter_id=reading.context.matter.pk, private=False, scan_of=None).exclude(
        state__in=gone
    )
    rows = [row for row in kept.order_by("n").values_list("kind", "title", "pages") if row[0] not in NOT_LISTED]
    rows.sort(key=lambda row: place(row[0], row[1]))
    listed = [{"title": title, "pages": str(pages) if pages else "", "remark": ""} for _, title, pages in rows]
    return _volume(reading) | {"contents": listed}


STATEMENT = statement_kind(
    ISSUER, _VOLUME_NUMBER, also="来件（含反映人身份）另行存档，不入本卷。", version=VERSION, form=LOCAL_FORM, basis=HOUSE,
)  # fmt: skip


def statement_values(reading: Reading) -> dict[str, Any]:
    """Named as the back cover of a bound volume names them."""
    open_still = not _until(reading.context.facts)
    said = "本事项尚未结案，本卷为装订当时的情况。" if open_still else NOTHING_TO_EXPLAIN
    return _volume(reading) | {"explanation": said}


NOT_LISTED = frozenset({"cover", "contents", "statement"})
# The order of the volume: how it came, where it went, what was done, what was pushed, how it ended.
_ORDER = (
    ("dispatch_slip", "designation", "escalation"),
    ("session_notice", "session_request", "session_minutes", "unit_order", "unit_request"),
    ("material",),
    ("pause_notice", "resume_notice"),
    ("handover", "liaison_request", "handover_list"),
    ("supervision_order", "supervision_answer", "watch_sheet"),
    ("merge_decision", "split_record"),
    ("unresolved_notice", "visit_record", "closing_sheet"),
)
_PLACES = {code: n for n, kinds in enumerate(_ORDER, 1) for code in kinds}


def place(code: str, title: str) -> int:
    """Where a paper lies; one nobody can place lies with the materials."""
    return _PLACES.get(code, _PLACES["material"])
