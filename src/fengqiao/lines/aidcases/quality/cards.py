"""What a review's page shows: to reviewers the course of the case without a name, to the centre the sheets and the case itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases.permissions import MAY_MANAGE_QUALITY
from fengqiao.lines.aidcases.quality import codes
from fengqiao.lines.aidcases.quality import facts as f
from fengqiao.lines.aidcases.quality.plan import drawn_again, random_cases
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

TABLE, FACTS = "ui/card_table.html", "ui/card_facts.html"


def of_review(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """The course of the case; for the centre who scores and what they gave."""
    cards = [_course(facts)]
    return [*cards, _case(facts), *_sheets(facts)] if actor.holds(MAY_MANAGE_QUALITY) else cards


def _course(facts: Facts) -> Card:
    """What was done and when: kinds, days and minutes alone, of no name and no note."""
    from fengqiao.lines.aidcases.models import AidCase, WorkDone

    case_id = UUID(facts.opening.get("case"))
    words = dict(cases.WORK) | {"tell": "向受援人通报"}
    rows = [
        Row((Cell(row.on.isoformat()), Cell(words.get(row.kind, "")), Cell("" if row.minutes is None else str(row.minutes), num=True)))
        for row in WorkDone.objects.filter(matter_id=case_id).order_by("on", "n")
    ]
    case = AidCase.objects.filter(pk=case_id).first()
    said = [
        ("确定承办人", case.named_on), ("签约", case.agreed_on), ("第一次会见", case.met_on), ("结案", case.closing_day), ("交卷", case.handed_in_on),
    ] if case else []  # fmt: skip
    told = "；".join(f"{word}{on}" for word, on in said if on)
    columns = [Column("日期"), Column("做了什么"), Column("分钟", num=True)]
    return Card("办案经过（隐名）", TABLE, {"caption": "办案经过", "columns": columns, "rows": rows, "note": told}, count=len(rows))


def _case(facts: Facts) -> Card:
    opening = facts.opening
    why = "、".join(word for code, word in codes.REASONS if code in opening.get("reasons", ()))
    rows = [Row((Cell(str(opening.get("case_no", "")), url=reverse("matter", args=[opening.get("case")])), Cell(why)))]
    return Card("被评的案件", TABLE, {"caption": "被评的案件", "columns": [Column("案号"), Column("为什么评")], "rows": rows, "note": "评估员看不到这一栏。"})


def _sheets(facts: Facts) -> list[Card]:
    found = f.scores(facts)
    if not found:
        return []
    rows = [Row((Cell(fact.actor_name), Cell(str(f.total(fact)), num=True), Cell("、".join(
        word for code, word in codes.VETOES if code in f.vetoed_by(fact)) or "没有"))) for fact in found]  # fmt: skip
    return [Card("评分", TABLE, {"caption": "评分", "columns": [Column("评估员"), Column("合计", num=True), Column("否决项")], "rows": rows}, count=len(rows))]


def of_plan(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """The sample with its reasons, the seed, and whether drawing once more gives the same."""
    opening = facts.opening
    words = dict(codes.REASONS)
    rows = [
        Row((Cell(row["case_no"], url=reverse("matter", args=[row["case"]])), Cell("、".join(words[why] for why in row["reasons"]))))
        for row in opening.get("sample", ())
    ]
    same = drawn_again(facts) == random_cases(facts)
    said = [
        Fact("种子", str(opening.get("seed", ""))), Fact("抽样范围", f"{len(opening.get('frame', ()))}件"), Fact("范围指纹", str(opening.get("frame_hash", ""))[:16]),
        Fact("照样再抽一遍", "抽出的相同" if same else "抽出的不同，请查"),
    ]  # fmt: skip
    note = f"这一期间以前抽过{opening.get('drawn_before')}次。" if opening.get("drawn_before") else ""
    return [
        Card("抽中的案件", TABLE, {"caption": "抽中的案件", "columns": [Column("案号"), Column("为什么评")], "rows": rows}, count=len(rows)),
        Card("怎样抽的", FACTS, {"facts": said, "note": note}, aside=True),
    ]
