"""补贴发放批次：计算、复核、发放。One makes it, another checks it, the bureau's finance pays it and keeps the voucher.

法律援助法52: paid in time by the rules; free of value added tax and personal income tax. A batch is never split silently: above the
remaining appropriation it is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.daycount import Unit
from fengqiao.documents import Column, Number, PaperKind, Para, Rows, RowsTable, Sign, Signatures, Slot
from fengqiao.documents.wording import day, money
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases.papers.shared import (
    HEADED,
    LAW_BASIS,
    LOCAL_FORM,
    MADE_ON,
    VERSION,
)
from fengqiao.lines.aidcases.permissions import MAY_CHECK_SUBSIDY, MAY_MAKE_SUBSIDY, MAY_PAY_SUBSIDY
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.limits import house
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, Day, KeyPick, LongText, Money, Text
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Condition,
    Deadline,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.bodies import AID_AGENCY
from fengqiao.statutes.known import LEGAL_AID

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

Data = Mapping[str, Any] | None
CITE = (LEGAL_AID.art(52, 1),)
H = (codes.HOUSE.whole(),)
HOLDS = (
    ("no_rate", "没有施行中的补贴标准"), ("complaint", "财物方面的投诉正在办理"), ("fault", "过错更换待定"), ("quality", "质量评估未定"), ("other", "其他"),
)  # fmt: skip

MADE = Stage("made", "待复核")
CHECKED = Stage("checked", "待发")
PAID = Stage("paid", "已发", closed=True)
DROPPED = Stage("dropped", "作废", closed=True, aside=True)


def lines(facts: Facts) -> list[dict[str, Any]]:
    """The lines as they stand: what was held does not count until it is released."""
    found = {f"{row['case']}:{row['handler']}": dict(row) for row in facts.opening.get("lines", ())}
    for fact in facts.all("hold", "release"):
        if (row := found.get(fact.get("line", ""))) is not None:
            row["hold"] = fact.get("why", "other") if fact.action == "hold" else ""
    return list(found.values())


def total_fen(facts: Facts) -> int:
    return sum(int(row["fen"]) for row in lines(facts) if not row.get("hold"))


def _pickable(held: bool) -> Callable[[Facts, date], Iterable[tuple[str, str]]]:
    def pairs(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
        for row in lines(facts):
            if bool(row.get("hold")) == held and row.get("hold") != "no_rate":
                yield f"{row['case']}:{row['handler']}", f"{row['case_no']} {row['handler_name']} {int(row['fen']) / 100:.2f}元"

    return pairs


def _something(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("count"):
        return None
    held = len(data.get("lines") or ())
    return Reason(f"没有可以计算的案件、值班{f'，另有{held}件没有施行中的补贴标准，请先登记标准' if held else '：案卷审查通过后才计算补贴'}。")


def _within(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("remaining") is None or int(data["remaining"]) >= int(data.get("total") or 0):
        return None
    short = (int(data["total"]) - int(data["remaining"])) / 100
    return Reason(f"本批合计{int(data['total']) / 100:,.2f}元，超过经费余额{short:,.2f}元。请先落实经费；系统不自动拆分批次。", need="remaining")


def _any_left(facts: Facts, data: Data) -> str | None:
    return None if total_fen(facts) or any(not row.get("hold") for row in lines(facts)) else "本批各笔都已冻结。"


def _of_batch(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.subsidies.gathering import of_batch

    return of_batch(asking)


make = Action(
    "make", "计算一批补贴", (), MAY_MAKE_SUBSIDY, to=MADE, cite=CITE, gathers=_of_batch,
    needs=(Text("period", "哪一批", most=40, help="例如：2026年11月。"), Money("remaining", "经费余额（元）", required=False), LongText("note", "说明", required=False, lines=2)),
    conditions=(Condition("有可以计算的案件", _something), Condition("不超过经费余额", _within)), produces=(),
    gives_number=NumberRule("aidbatch", "（{year}）{body}援补字第{serial:04d}号", body=COUNTY), sentence="计算{period}补贴",
    help="案卷审查通过、还没有计算过的案件，登记了标准的值班法律帮助和有值班记录的值班，都列入这一批。",
)  # fmt: skip
hold = Action(
    "hold", "冻结一笔", (MADE, CHECKED), MAY_MAKE_SUBSIDY, cite=H,
    needs=(KeyPick("line", "哪一笔", of=_pickable(False)), Choice("why", "原因", options=HOLDS[1:]), LongText("note", "说明", least=2, lines=2)), sentence="冻结一笔：{why}",
)  # fmt: skip
release = Action(
    "release", "解除冻结", (MADE, CHECKED), MAY_CHECK_SUBSIDY, cite=H, needs=(KeyPick("line", "哪一笔", of=_pickable(True)), LongText("note", "理由", least=2, lines=2)),
    conditions=(Condition("有冻结的", lambda facts, data: None if any(True for _ in _pickable(True)(facts, date.min)) else "没有冻结的。", quiet=True),), not_by="hold", sentence="解除冻结：{note}",
)  # fmt: skip
drop = Action("drop", "作废这一批", (MADE, CHECKED), MAY_MAKE_SUBSIDY, to=DROPPED, cite=H, needs=(LongText("reason", "为什么作废", least=2, lines=2),), sentence="作废：{reason}")

_ROWS = Rows("rows", "各笔", fields=(
    Slot("case_no", "案号、值班"), Slot("unit", "承办机构"), Slot("handler", "承办人"), Slot("formula", "计算"), Slot("amount", "金额（元）"),
), naming="case_no")  # fmt: skip
_LIST = Rows("rows", "各笔", fields=(Slot("unit", "承办机构"), Slot("handler", "承办人"), Slot("cases", "案件"), Slot("amount", "金额（元）"), Slot("sign", "签收")), naming="handler")
_BATCH_NO = Number(Slot("number", "批次编号", required=True, blank_em=14))
_TOTAL = Slot("total", "合计", required=True)
SHEET = PaperKind(
    "aid_subsidy_sheet", "法律援助补贴计算单", version=VERSION, form=LOCAL_FORM, basis=LAW_BASIS + "第五十二条", copies="财务一份，存档一份",
    blocks=(
        HEADED, _BATCH_NO, RowsTable(_ROWS, (Column("case_no", 3), Column("unit", 3), Column("handler", 2), Column("formula", 6), Column("amount", 2)), least_rows=1),
        Para("合计：{total}。法律援助补贴免征增值税和个人所得税。", (_TOTAL,)), Signatures((Sign("经办人", date=False), Sign("复核人", date=False)), date=MADE_ON),
    ),
)  # fmt: skip
PAY_LIST = PaperKind(
    "aid_subsidy_list", "法律援助补贴发放表", version=VERSION, form=LOCAL_FORM, basis=LAW_BASIS + "第五十二条", copies="财务一份，存档一份",
    blocks=(
        HEADED, _BATCH_NO, RowsTable(_LIST, (Column("unit", 3), Column("handler", 2), Column("cases", 4), Column("amount", 2), Column("sign", 2)), least_rows=1),
        Para("合计：{total}。凭证：{voucher}。", (_TOTAL, Slot("voucher", "凭证", blank_em=10))), Signatures((Sign("制表人", date=False), Sign("财务", date=False)), date=MADE_ON),
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (SHEET, PAY_LIST)}

check = Action(
    "check", "复核", (MADE,), MAY_CHECK_SUBSIDY, to=CHECKED, cite=H, not_by="make", primary=True, needs=(LongText("note", "复核意见", required=False, lines=2),),
    conditions=(Condition("有可以发放的", _any_left),), produces=(Produces(SHEET),), sentence="复核无误",
)  # fmt: skip
def _uncomplained(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("complained"):
        return None
    return Reason(f"财物方面的投诉正在办理：{'、'.join(data['complained'])}。请先办理“冻结一笔”，其余的照发。", H)


def _of_payment(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.subsidies.gathering import of_payment

    return of_payment(asking)


pay = Action(
    "pay", "登记发放", (CHECKED,), MAY_PAY_SUBSIDY, to=PAID, cite=CITE, not_by="check", primary=True,
    needs=(Day("paid_on", "发放日期"), Text("voucher", "凭证号", most=60)), conditions=(Condition("有可以发放的", _any_left), Condition("没有财物方面的投诉", _uncomplained)), gathers=_of_payment,
    produces=(Produces(PAY_LIST),), sentence="{paid_on}发放，凭证{voucher}",
)  # fmt: skip


def _passed(facts: Facts) -> Iterator[Start]:
    """The thirty days run from the day the file passed, however late the batch was made: of its earliest line that is to be paid."""
    rows = facts.opening.get("lines", ())
    if not any(row.get("passed_on") for row in rows):  # made before the day was kept
        yield Start(facts.opening.happened_on, "p")
        return
    days = [row["passed_on"] for row in lines(facts) if not row.get("hold") and row.get("passed_on")]
    if days:
        yield Start(date.fromisoformat(min(days)), "p")


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a batch's row."""
    rows, paid = lines(facts), facts.last("pay")
    return {
        "title": str(facts.opening.get("period", "")), "masked_title": str(facts.opening.get("period", "")), "count": sum(not row.get("hold") for row in rows),
        "held": sum(bool(row.get("hold")) for row in rows), "total_fen": total_fen(facts), "paid_on": paid.day("paid_on") if paid else None,
        "voucher": paid.get("voucher", "") if paid else "",
    }  # fmt: skip


def keep(matter: Matter, facts: Facts, before: Facts | None) -> None:
    """The rows of the batch, as the facts say."""
    from uuid import UUID

    from fengqiao.lines.aidcases.models import SubsidyLine

    state = "dropped" if facts.has("drop") else "paid" if facts.has("pay") else "checked" if facts.has("check") else "made"
    SubsidyLine.objects.filter(matter_id=matter.pk).delete()
    SubsidyLine.objects.bulk_create(
        SubsidyLine(
            matter_id=matter.pk, territory=matter.territory, n=n, case_id=UUID(row["case"]), case_no=row["case_no"], provider_key=row["handler"], handler_name=row["handler_name"],
            org_name=row["org_name"], amount_fen=int(row["fen"]), formula=row.get("formula", ""), hold=row.get("hold") or "",
            state="dropped" if row.get("hold") and state == "paid" else state,
        )
        for n, row in enumerate(lines(facts), 1) if row.get("hold") != "no_rate"
    )  # fmt: skip


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the sheet and the list say."""
    facts = context.facts
    paying = [row for row in lines(facts) if not row.get("hold")]
    common = {
        "centre": context.body(AID_AGENCY).name, "number": context.matter.number or "", "made_on": day(context.fact.happened_on if context.fact else facts.opening.happened_on),
        "total": money(total_fen(facts)),
    }  # fmt: skip
    if kind.code == SHEET.code:
        rows = [
            {"case_no": row["case_no"], "unit": row["org_name"], "handler": row["handler_name"], "formula": row.get("formula", ""), "amount": _figures(row["fen"])}
            for row in paying
        ]  # fmt: skip
        return common | {"rows": rows}
    return common | {"rows": _by_person(paying), "voucher": facts.last("pay").get("voucher", "") if facts.has("pay") else ""}  # type: ignore[union-attr]


def _by_person(paying: list[dict[str, Any]]) -> list[dict[str, str]]:
    people: dict[str, list[dict[str, Any]]] = {}
    for row in paying:
        people.setdefault(row["handler"], []).append(row)
    return [
        {"unit": own[0]["org_name"], "handler": own[0]["handler_name"], "cases": "、".join(row["case_no"] for row in own), "amount": _figures(sum(int(row["fen"]) for row in own)), "sign": ""}
        for own in people.values()
    ]  # fmt: skip


def _figures(fen: Any) -> str:
    return f"{int(fen) / 100:,.2f}"


BATCH = Procedure(
    code="aidbatch", label="法律援助补贴发放", in_force_from=date(2022, 1, 1), stages=(MADE, CHECKED, PAID, DROPPED),
    actions=(make, hold, release, check, pay, drop, *(replace(action, by=MAY_MAKE_SUBSIDY) for action in EVERYDAY if action.code == "note")),
    deadlines=(
        Deadline(
            "pay", "发放补贴", house("pay_days", Unit.CALENDAR, roll=True), after=Moment("最早一件案卷审查通过", _passed), met_by=(pay, drop), on_expiry=OVERDUE, basis=H, todo=Todo("复核、发放补贴", pay), warn_days=10,
        ),
    ),
    office_kinds=("bureau", "section"), parameters={"pay_days": 30}, project=columns, keeps=keep,
)  # fmt: skip


def model() -> type[Matter]:
    from fengqiao.lines.aidcases.models import AidBatch

    return AidBatch
