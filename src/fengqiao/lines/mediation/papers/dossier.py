"""The dossier: closing report, cover, contents, statement with back cover. 人民调解法 27."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Field,
    FieldTable,
    Head,
    Labelled,
    PaperKind,
    SignCell,
    Slot,
    Value,
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
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.catalogue import Listed, contents_rows
from fengqiao.lines.mediation.papers.letters import outcome
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import COMMITTEE, FORM, HEADED, LOCAL_FORM, PARTY_NAMES, VERSION
from fengqiao.matter.merging import merge_fact

_VOLUME_NUMBER = volume_number("卷号")

CLOSING = PaperKind(
    "closing", "人民调解结案报告表", version=VERSION, form=LOCAL_FORM, basis="人民调解法第二十七条",
    copies="人民调解委员会存卷",
    blocks=(
        HEADED,
        FieldTable((3, 5, 3, 5), (
            (Head("卷号"), Value(_VOLUME_NUMBER, span=3)),
            (Head("承办单位"), Value(COMMITTEE, span=3)),
            (Head("承办人"), Value(Slot("mediators", "承办人", required=True), align="centre"),
             Head("填表时间"), Value(Slot("made_on", "填表时间", required=True, kind="date"), align="centre")),
            (Head("受案时间"), Value(Slot("accepted_on", "受案时间", required=True, kind="date"), align="centre"),
             Head("结案时间"), Value(Slot("closed_on", "结案时间", required=True, kind="date"), align="centre")),
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("纠纷类型"), Value(Slot("dispute_type", "纠纷类型", required=True), align="centre"),
             Head("案件来源"), Value(Slot("source", "案件来源", required=True), align="centre")),
            (Head("简要事实"), Value(Slot("summary", "简要事实", required=True), span=3, lines=5)),
            (Head("处理结果"), Value(Slot("result", "处理结果", required=True), span=3, lines=2)),
            (Head("履行情况"), Value(Slot("performed", "履行情况", required=True), span=3, lines=3)),
            (Head("回访、\n司法确认"), Value(Slot("after", "回访、司法确认"), span=3, lines=2)),
            (Head("防止激化"), Value(Slot("prevention", "防止激化"), span=3, lines=2)),
            (Head("审核意见"), Value(Slot("opinion", "审核意见", required=True), span=3, lines=2)),
            (Head("审核人"), SignCell("调委会主任（签名、印章）", span=3, height_mm=28)),
        )),
    ),
)  # fmt: skip


def closing_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("close")
    return {
        "committee": reading.committee,
        "number": reading.number,
        "made_on": reading.today,
        "mediators": reading.mediators,
        "accepted_on": reading.on("accept"),
        "closed_on": reading.on("close") or reading.today,
        "party_names": reading.sides_named,
        "dispute_type": reading.dispute_type,
        "source": wording.label(codes.SOURCES, reading.opening.get("source")),
        "summary": reading.opening.get("summary", ""),
        "result": [*outcome(reading)[:1], *_amount(reading)],
        "performed": _performed(reading),
        "after": _after(reading),
        "prevention": _prevention(data),
        "opinion": data.get("opinion", ""),
    }


def _amount(reading: Reading) -> list[str]:
    from fengqiao.lines.mediation.agreement import effective_on, total_fen

    total = total_fen(reading.facts) if effective_on(reading.facts) else None
    return [] if total is None else [f"协议涉及金额：{wording.money(total)}。"]


def _performed(reading: Reading) -> list[str]:
    from fengqiao.lines.mediation.agreement import effective_on, items

    if effective_on(reading.facts) is None:
        return ["未达成调解协议，没有需要履行的事项。"]
    found = items(reading.facts)
    lines = [
        f"第{item.n}项{item.what}：{item.state}" + (f"（{wording.day(item.done_on)}）。" if item.done_on else "。")
        for item in found
    ]
    return lines or ["没有另行给付的事项。"]


def _after(reading: Reading) -> str:
    from fengqiao.lines.mediation.confirmation import state

    visit = reading.facts.last("visit")
    confirmed = f"司法确认：{state(reading.facts) or '不适用'}"
    if visit is None:
        return wording.sentence("未回访", confirmed)
    visited = f"{wording.day(visit.happened_on)}{wording.label(codes.VISIT_WAYS, visit.get('way'))}回访"
    said = wording.label(codes.SATISFACTION, visit.get("satisfaction"))
    return wording.sentence("，".join(filter(None, (visited, said))), confirmed)


def _prevention(data: Any) -> str:
    kinds = wording.ALSO.join(wording.labels(codes.PREVENTION, data.get("prevention")))
    if not kinds:
        return "无。"
    people, basis = data.get("prevention_people"), data.get("prevention_basis")
    return wording.sentence(kinds, f"涉及{people}人" if people else "", f"依据：{basis}" if basis else "")


COVER = PaperKind(
    "cover", "人民调解卷宗", version=VERSION, form=FORM, layout="cover", basis="人民调解法第二十七条",
    blocks=(
        HEADED,
        Labelled((
            (Field(VOLUME),),
            (Field(_VOLUME_NUMBER),),
            (Field(Slot("mediators", "人民调解员", required=True)),),
            (Field(Slot("period", "调解日期", required=True)),),
            (Field(COMPILED_BY),),
            (Field(COMPILED_ON),),
            (Field(Slot("retention", "保管期限", required=True)),),
            (Field(Slot("remark", "备注")),),
        )),
    ),
)  # fmt: skip


def cover_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("archive")
    return {
        "committee": reading.committee,
        "volume": reading.dispute,
        "number": reading.number,
        "mediators": reading.mediators,
        "period": f"自{reading.on('accept') or wording.day(reading.opening.happened_on)}至{_ended_on(reading)}",
        "compiled_by": reading.recorded_by or reading.host,
        "compiled_on": reading.on("archive") or reading.today,
        "retention": wording.label(codes.RETENTION, data.get("retention")),
    }


def _ended_on(reading: Reading) -> str:
    """The day the mediation itself was over: the agreement's effective day, or the day it was ended."""
    from fengqiao.lines.mediation.agreement import effective_on

    merged = merge_fact(reading.facts)
    ended = wording.day(effective_on(reading.facts)) or reading.on("end", "withdraw", "time_is_up", "escalate")
    ended = ended or (wording.day(merged.happened_on) if merged else "")
    return ended or reading.on("close") or reading.today


CONTENTS = contents_kind(COMMITTEE, _VOLUME_NUMBER, version=VERSION, form=FORM, basis="人民调解法第二十七条")


def contents_values(reading: Reading) -> dict[str, Any]:
    return {
        "committee": reading.committee,
        "number": reading.number,
        "volume": reading.dispute,
        "contents": contents_rows(_file(reading)),
    }


def _file(reading: Reading) -> list[Listed]:
    """The matter's papers in force and its materials, in the order they came. What is private is not in the file."""
    from fengqiao.matter.models import Paper, PaperState

    gone = (PaperState.REPLACED, PaperState.VOID)
    kept = Paper.objects.filter(matter_id=reading.context.matter.pk, private=False, scan_of=None)
    rows = kept.exclude(state__in=gone).order_by("n").values_list("kind", "title", "pages")
    return [Listed(*row) for row in rows]


STATEMENT = statement_kind(
    COMMITTEE, _VOLUME_NUMBER, (Head("保管期限"), Value(Slot("retention", "保管期限"), align="centre", span=3)),
    version=VERSION, form=FORM, basis="人民调解法第二十七条",
)  # fmt: skip
NOT_ARCHIVED = "本案尚未归档，本卷为装订当时的情况。"


def statement_values(reading: Reading) -> dict[str, Any]:
    """Named as the back cover of a bound volume names them. Of a file not yet archived: how it was when it was bound."""
    data, last = reading.of("archive"), list(reading.context.facts)[-1]
    said = {"committee": reading.committee, "number": reading.number, "volume": reading.dispute}
    if not data:
        return said | {
            "explanation": NOT_ARCHIVED, "compiled_by": last.actor_name or reading.host, "compiled_on": wording.day(last.happened_on),
        }  # fmt: skip
    return said | {
        "explanation": data.get("explanation") or NOTHING_TO_EXPLAIN, "compiled_by": reading.recorded_by or reading.host,
        "compiled_on": reading.on("archive"), "retention": wording.label(codes.RETENTION, data.get("retention")),
    }  # fmt: skip
