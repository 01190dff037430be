"""成绩通知书: one unit's result of a period, to that unit alone: each item with its points, the total, the place as far as it goes out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from fengqiao.assessment import codes, results
from fengqiao.assessment.models import Round, Sheet
from fengqiao.assessment.scoring import shown
from fengqiao.assessment.totals import Status
from fengqiao.documents import Closing, Column, Number, PaperKind, Para, Rows, RowsTable, Slot, Title, chinese_date

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

FORM, VERSION = "本地常用格式，本局可换用自己的表样", "2026.1"
_ROWS = Rows(
    "items", "各项得分", fields=(Slot("label", "指标项"), Slot("weight", "分值"), Slot("value", "完成情况"), Slot("points", "得分")), naming="label",
)  # fmt: skip

NOTICE = PaperKind(
    "score_notice", "考核成绩通知书", version=VERSION, form=FORM, layout="official", copies="被考核单位一份，存档一份",
    blocks=(
        Title(),
        Number(Slot("number", "编号", blank_em=12)),
        Para("{unit}：", (Slot("unit", "单位", required=True, blank_em=10),), indented=False),
        Para("依据{basis}，你单位{period}考核成绩如下：", (Slot("basis", "依据", required=True), Slot("period", "周期", required=True))),
        RowsTable(_ROWS, (Column("label", 5, "left"), Column("weight", 1.4), Column("value", 4), Column("points", 1.6)), least_rows=1),
        Para("{result}", (Slot("result", "总分、名次和等次", required=True),)),
        Para("成绩由第{version}版计算得出，摘要（SM3）{digest}。各项的算式和案件，可以在系统的成绩单里逐项打开。", (Slot("version", "版本"), Slot("digest", "摘要"))),
        Closing(Slot("issuer", "发文单位", required=True, blank_em=14), Slot("made_on", "日期", required=True, kind="date")),
    ),
)  # fmt: skip
PAPERS = {NOTICE.code: NOTICE}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the notice says of the unit that the act named; empty before."""
    if context.fact is None or not context.fact.get("office"):
        return {}
    found = Round.objects.select_related("scheme").get(pk=context.matter.pk)
    sheet = Sheet.objects.select_related("office", "run").get(run=results.run_of(found.pk), office_id=context.fact.get("office"))
    scheme = found.scheme
    return {
        "issuer": context.bureau.name, "made_on": chinese_date(context.fact.happened_on), "number": context.matter.number, "unit": sheet.office.name, "basis": f"《{scheme.name}》（{scheme.basis}）",
        "period": found.period_words, "items": [_row(row) for row in sheet.items], "result": f"总分{'没有得分' if sheet.total is None else f'{sheet.total}分'}{_place(found, sheet)}。{_remarks(sheet)}",
        "version": str(sheet.run.version), "digest": sheet.run.digest[:16],
    }  # fmt: skip


def _row(row: dict[str, Any]) -> dict[str, str]:
    value = row["value"]
    points = shown(Fraction(row["points"])) if row["points"] else "0.00" if value["status"] in (Status.MISS, Status.UNSET, Status.FALSE) else "—"
    if row["method"] == codes.Method.VETO:
        points = "否决" if row["points"] and Fraction(row["points"]) else "—"
    minus = "－" if row["method"] == codes.Method.MINUS and row["points"] else ""
    said = Status(value["status"]).word or value["words"]
    return {"label": row["label"], "weight": "—" if row["weight"] == "0" else row["weight"], "value": f"{said}（人工登记）" if value.get("by_hand") else said, "points": f"{minus}{points}"}


def _place(found: Round, sheet: Sheet) -> str:
    """The place only where the list of places goes out to units; else how many stand behind; and the grade."""
    if sheet.rank is None:
        place = "，不参与排名"
    elif found.period.is_year or found.scheme.interim_lists:
        place = f"，在{f'{sheet.group}的' if sheet.group else ''}{sheet.of_n}个单位中列第{sheet.rank}"
    else:
        place = f"，高于{sheet.ahead}%的单位" if sheet.ahead is not None else ""
    return f"{place}{f'，等次为{sheet.grade}' if sheet.grade else ''}"


def _remarks(sheet: Sheet) -> str:
    said = ["有一票否决的情形，列在最后"] if sheet.vetoed else []
    said += [row["changed"] for row in sheet.items if row.get("changed")]
    return f"{'；'.join(said)}。" if said else ""
