"""What is shown of a request beside the common parts: where it stands, what was answered, how to reach the person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from fengqiao.desk.lawlinks import law_part
from fengqiao.lines.legalservice import callbacks, codes, handing_on, states
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.registry import lines as all_lines
from fengqiao.matter.timeline import Fact as Told
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Fact

FOLDER = "legalservice/"


def of_request(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What was asked first; what was answered; danger with what to do; how to reach the person."""
    cards = [Card("诉求", FOLDER + "card_request.html", {"facts": _asked(facts), "content": facts.opening.get("content", ""), **_danger(facts)})]
    cards += [Card(f"答复（{fact.happened_on.isoformat()}）", FOLDER + "card_answer.html", _answer(fact)) for fact in reversed(facts.all("answer"))]
    if matter.stage == "passing" or facts.has("pass_on"):
        cards.append(Card("转为业务", FOLDER + "card_passing.html", _passing(matter, facts, actor)))
    cards.append(Card("怎样联系", "ui/card_facts.html", {"facts": _reach(facts), "note": _reach_note(facts)}, aside=True))
    return cards


def _asked(facts: Facts) -> list[Fact]:
    where = facts.opening.get("point_name", "")
    return [Fact("轮到谁", _word(codes.TURN, states.turn(facts))), *([Fact("站点", where)] if where else [])]


def _danger(facts: Facts) -> dict[str, Any]:
    found = states.risks(facts)
    if not found:
        return {}
    return {"danger": "、".join(word for code, word in codes.RISKS if code in found), "scripts": [codes.SCRIPTS[code] for code in found]}


def _answer(fact: Told) -> dict[str, Any]:
    shown = [
        ("解答人", fact.actor_name), ("方式", _word(codes.MODES, fact.get("mode"))), ("下一步", _words(codes.NEXT, fact.get("next"))),
        ("法援告知", "已告知有权申请法律援助" if fact.get("told_right") else ""), ("用时", f"{fact.get('minutes')}分钟" if fact.get("minutes") else ""),
        ("服务人次", fact.get("persons_served")), ("知识条目", fact.get("knowledge")),
    ]  # fmt: skip
    laws = [law_part(str(row.get("article", ""))) for row in fact.get("statutes", ())]
    return {"advice": fact.get("advice", ""), "facts": [Fact(label, value) for label, value in shown if value], "laws": laws}


def _passing(matter: Matter, facts: Facts, actor: Actor) -> dict[str, Any]:
    """The way to the other line's form, filled in, for who may register it; the number once it is registered."""
    said = facts.last("pass_on")
    to, number = said.get("to", "") if said is not None else "", handing_on.other_matter(facts)
    word, waits = handing_on.WORDS.get(to, ""), matter.stage == "passing" and not number and any(line.code == to for line in all_lines())
    where = reverse("open-new", args=[to, "apply"]) if to == handing_on.MEDIATION else reverse("opening", args=[to]) if waits else ""
    url = f"{where}?origin={matter.code}" if waits and handing_on.may_register(actor, to) else ""
    return {"word": word, "url": url, "number": number, "unit": matter.office.short_name if waits else ""}


def _reach(facts: Facts) -> list[Fact]:
    agreed = facts.last("call_later")
    failed = len(callbacks.failures(facts))
    shown = [
        ("可以怎样联系", _word(codes.SAFE, facts.value("safe", codes.SAFE_ANY))), ("暗语", "登记了，回电时先对上" if facts.value("code_word") else ""),
        ("约定回拨", agreed.get("slot_words") if agreed is not None else ""), ("没有接通", f"{failed}次" if failed else ""),
    ]  # fmt: skip
    return [Fact(label, value) for label, value in shown if value]


def _reach_note(facts: Facts) -> str:
    return "接通后先对暗语，对上了再说事；对不上的，什么也不要说。" if facts.value("code_word") else ""


def _word(options: Any, code: Any) -> str:
    return str(dict(options).get(code, ""))


def _words(options: Any, found: Any) -> str:
    return "、".join(word for code, word in options if code in (found or ()))
