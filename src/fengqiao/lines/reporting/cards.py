"""What the pages of reports, templates and hand entries show beside the common parts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from fengqiao.lines.reporting import codes, states
from fengqiao.lines.reporting.forms.document import longest
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor

FOLDER = "reporting/"


def of_report(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """Where its figures and its document are, how long it is, which digits were typed by hand; the plan of next year."""
    check, kind = states.frozen(facts), states.kind(facts)
    data: dict[str, Any] = {
        "figures_url": reverse("reporting-figures", args=[matter.code]), "docx_url": reverse("reporting-docx", args=[matter.code]), "annex_url": reverse("reporting-annex", args=[matter.code]),
        "warnings": list(check.get("warnings", ())) if check else [], "frozen": f"{check.actor_name}于{check.happened_on.isoformat()}核对，各数已经定住" if check else "", "draft": states.signed(facts) is None,
        "template": check.get("template_name", "") if check else "本报告的模板" if states.own_template(facts) else "", "characters": check.get("characters") if check else None, "most": longest(kind),
    }  # fmt: skip
    cards = [Card("数据和文稿", FOLDER + "card_report.html", data)]
    digits = list(check.get("digits", ())) if check else []
    if check:
        cards.append(Card("手写的数字", FOLDER + "card_digits.html", {"digits": digits}, count=len(digits)))
    if states.plan(facts):
        cards.append(Card("下一年工作安排", FOLDER + "card_plan.html", {"rows": states.plan(facts)}, count=len(states.plan(facts))))
    return cards


def of_template(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The digits typed by hand in it, and where the marks are explained."""
    digits = list(facts.opening.get("digits", ()))
    url = f"{reverse('reporting-marks')}?kind={facts.opening.get('kind', codes.YEARLY)}"
    return [Card("手写的数字", FOLDER + "card_digits.html", {"digits": digits, "marks_url": url}, count=len(digits))]


def of_entry(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What was entered, and the document that proves it."""
    said = facts.opening
    words = [f"{dict(codes.HAND).get(said.get('kind', ''), '')}：{said.get('name', '')}，{said.get('quantity', 1)}{codes.UNITS.get(said.get('kind', ''), '')}"]
    words += [f"资料{said.get('materials')}份"] if said.get("materials") else []
    words += [f"参与{said.get('people')}人次"] if said.get("people") else []
    return [Card("登记内容", FOLDER + "card_entry.html", {"said": "，".join(words) + "。", "document": said.get("document", ""), "who": facts.opening.actor_name, "on": said.get("on", "")})]
