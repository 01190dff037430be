"""What an authority's page shows beside the common parts: what for, until when; the two people stand with the parties, masked as there."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.proxies import codes
from fengqiao.lines.proxies import facts as f
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Fact


def of_authority(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    until = f.to_on(facts)
    shown = [
        ("代办人是", f"本人的{dict(codes.RELATIONS).get(facts.value('relation', ''), '')}"),
        ("可以办", f.scopes_word(facts)), ("有效", f"{f.from_on(facts).isoformat()}至{until.isoformat() if until else ''}" if matter.stage != "waiting" else "还没有核实，不能用"),
    ]  # fmt: skip
    note = "受保护的事项（家庭暴力、未成年人等）、对方是代办人的事项，代办人看不到，也不知道有没有。"
    return [Card("授权", "ui/card_facts.html", {"facts": [Fact(label, value, wide=len(value) > 24) for label, value in shown], "note": note}, aside=True)]
