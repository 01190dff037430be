"""What a release's page shows beside the common parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement import facts as f
from fengqiao.lines.resettlement.permissions import MAY_STAY
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Fact, Row

TABLE, FACTS = "ui/card_table.html", "ui/card_facts.html"


def of_release(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """Where it stands, what the person wants, what was asked for, who helps."""
    return [
        _standing(facts),
        *_wishes(facts),
        *_needs(facts),
        *_psych(facts),
        *_team(facts),
        *_twice(matter, facts, actor),
    ]


def _standing(facts: Facts) -> Card:
    """The release at a glance."""
    who, verified, plan = f.cooperating(facts), facts.last("verify"), facts.last("plan_fetch")
    rows = [
        Fact("来源", dict(codes.SOURCES).get(f.source(facts), "")),
        Fact("释放日期", f.release_on(facts).isoformat()),
        Fact("核查", dict(codes.VERIFICATIONS).get(verified.get("result"), "") if verified else "还没有"),
        Fact("接送", dict(codes.FETCHERS).get(plan.get("fetcher"), "") if plan else "还没有安排")
        if not f.linked_on(facts)
        else None,
        Fact("衔接", f"{f.linked_on(facts)}，{dict(codes.MODES).get(f.link_mode(facts), '')}")
        if f.linked_on(facts)
        else None,
        Fact("重点", dict(codes.KEY_GROUNDS)[f.key_ground(facts)]) if f.key_ground(facts) else None,
        Fact("协助司法所", who.get("cooperating_name", "")) if who else None,
        Fact("剥夺政治权利", "释放机关已通知公安机关") if facts.opening.get("police_told") else None,
    ]
    return Card("释放与衔接", FACTS, {"facts": [row for row in rows if row is not None], "note": ""}, aside=True)


def _wishes(facts: Facts) -> list[Card]:
    said = f.consent(facts)
    if not said:
        return []
    if said == "refused":
        return [
            Card("本人意愿", FACTS, {"facts": [], "note": "本人不接受帮教，不再主动联系；随时可以再来。"}, aside=True)
        ]
    ways = "、".join(word for code, word in codes.CHANNELS if code in f.wishes(facts)) or "平时不联系"
    placed = dict(codes.PLACEMENTS).get(f.placement(facts)[0], "还没有登记")
    rows = [Fact("本人意见", dict(codes.CONSENTS).get(said, "")), Fact("愿意怎样联系", ways), Fact("安置状态", placed)]
    return [Card("本人意愿", FACTS, {"facts": rows, "note": ""}, aside=True)]


def _needs(facts: Facts) -> list[Card]:
    found = f.needs(facts)
    if not found:
        return []
    words = dict(codes.RESULTS)
    rows = [
        Row((
            Cell(each.word + ("（急难）" if each.urgent else "")), Cell(each.asked_on.isoformat()), Cell(each.referred_to or "未转介"),
            Cell(words.get(each.outcome, "等结果" if each.referred_on else "")),
        ))
        for each in found
    ]  # fmt: skip
    columns = [Column("需求"), Column("提出"), Column("转给"), Column("结果")]
    return [Card("需求与服务", TABLE, {"caption": "需求与服务", "columns": columns, "rows": rows}, count=len(rows))]


def _psych(facts: Facts) -> list[Card]:
    found = f.psych(facts)
    if not found:
        return []
    ends = dict(codes.PSYCH_ENDS)
    rows = [
        Row(
            (
                Cell(p.provider),
                Cell(p.offered_on.isoformat()),
                Cell(p.attended, num=True),
                Cell(ends.get(p.ended, "进行中")),
            )
        )
        for p in found
    ]
    columns = [Column("提供者"), Column("介绍"), Column("来了几次", num=True), Column("结果")]
    note = "谈话记录由提供者保管，这里没有。"
    return [
        Card(
            "心理帮扶", TABLE, {"caption": "心理帮扶", "columns": columns, "rows": rows, "note": note}, count=len(rows)
        )
    ]


def _stays(matter: Matter, actor: Actor) -> list[Card]:
    """Where the person stays or stayed, and the way to a base."""
    from fengqiao.lines.resettlement.models import Stay

    if matter.stage not in ("linked", "open", "paused"):
        return []
    seen = Matter.objects.visible_to(actor).filter(line="stays").values("pk")
    found = Stay.objects.filter(release_id=matter.pk, pk__in=seen).order_by("-opened_on")
    rows = [
        Row(
            (Cell(each.base_name or "待安排"), Cell(each.from_on or ""), Cell(each.left_on or each.to_on or "")),
            reverse("matter", args=[each.code]),
        )
        for each in found
    ]
    url = (
        f"{reverse('open-new', args=['stays', 'apply'])}?origin={matter.code}"
        if actor.holds(MAY_STAY) and not rows
        else ""
    )
    columns = [Column("基地"), Column("自"), Column("至")]
    data = {"caption": "基地安置", "columns": columns, "rows": rows, "url": url}
    return [Card("过渡安置", "resettlement/card_stays.html", data, aside=True)] if rows or url else []


def _team(facts: Facts) -> list[Card]:
    found = f.team(facts)
    if not found:
        return []
    rows = [Row((Cell(row.get("member", "")), Cell(row.get("member_role", "")))) for row in found]
    return [
        Card(
            "帮教小组",
            TABLE,
            {"caption": "帮教小组", "columns": [Column("姓名"), Column("身份")], "rows": rows},
            aside=True,
            count=len(rows),
        )
    ]


def _twice(matter: Matter, facts: Facts, actor: Actor) -> list[Card]:
    """RB09: others of the same name on the register, where no identity number tells them apart."""
    from fengqiao.matter.models import Party

    who = f.person(facts)
    if who is None or who.get("id_no") or matter.closed:
        return []
    same = Party.objects.filter(name=who.name, side=codes.SELF).exclude(matter_id=matter.pk).values("matter_id")
    found = (
        Matter.objects.visible_to(actor)
        .filter(line=matter.line, pk__in=same, closed=False)
        .select_related("office")[:10]
    )
    rows = [
        Row((Cell(each.number), Cell(each.office.short_name)), reverse("matter", args=[each.code])) for each in found
    ]
    if not rows:
        return []
    note = "没有身份号码，请核对证件后补正。"
    return [
        Card(
            "可能重复",
            TABLE,
            {
                "caption": "同名的在册档案",
                "columns": [Column("档案编号"), Column("责任单位")],
                "rows": rows,
                "note": note,
            },
            count=len(rows),
        )
    ]
