"""时间轴 as a reader sees it: the latest happening first, corrections readable, what was said in confidence walled off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from fengqiao.desk.correcting import WHEN, may_correct
from fengqiao.desk.veil import Veil
from fengqiao.matter.derive import party_needs
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.needs import Choice, LongText, Many, Need, Yes, needs_named
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.second_eyes import EXEMPT
from fengqiao.matter.sentences import Names, say, show
from fengqiao.matter.timeline import CORRECT, PARTY_CHANGE, VOID, Fact, Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.roles import COMMITTEE_HEAD

LATEST = 30  # entries, ended clocks shown at first; a year of weekly reports is folded behind them
NARRATIVE = ("course", "explanation", "content", "summary", "said")
EMPTY = "（空）"


@dataclass(frozen=True)
class Reading:
    """Everything a timeline is read with. ``own``: the reader handles the matter and sees names in full; ``corrects``:
    the reader's post may correct a slip; ``whole``: what is folded for its length is asked for too."""

    actor: Actor
    matter: Matter
    procedure: Procedure
    entries: list[Entry]
    facts: Facts
    names: Names
    own: bool
    corrects: bool
    veil: Veil
    whole: bool = False


def names_for(procedure: Procedure, facts: Facts, entries: list[Entry], veil: Veil, own: Office | None = None) -> Names:
    """The names a timeline speaks in: of natural persons only the surname, unless the reader handles the matter."""
    names = Names.of(procedure, facts, entries, own)
    return replace(names, parties={n: veil(name) for n, name in names.parties.items()})


def may_read_private(actor: Actor, found: Matter, entry: Entry, action: Action) -> bool:
    """The author, and whom the action names; else, as for 单独谈话, the head of the committee that handles the matter."""
    if action.private_to is not None:
        return entry.actor_id == actor.staff_id or actor.holds(action.private_to)
    is_head = COMMITTEE_HEAD.code in actor.roles and actor.office_id == found.office_id
    return entry.actor_id == actor.staff_id or is_head


def kinds(request: HttpRequest, reading: Reading) -> list[dict[str, Any]]:
    """The kinds of entries there are, with counts, as filters in the address; the first is all of them."""
    wanted = request.GET.get("kind", "")
    counts = Counter(entry.action for entry in reading.entries)
    links = [{"label": "全部", "url": f"{request.path}#timeline", "count": len(reading.entries), "current": not wanted}]
    for code, count in counts.items():
        label = reading.procedure.action(code).label
        links.append({"label": label, "url": f"{request.path}?kind={code}#timeline", "count": count, "current": code == wanted})
    return links


def timeline(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """The entries for the component, latest happening first, and the address of the earlier ones where they are folded;
    walled-off ones show that they exist, never what they say."""
    kind = request.GET.get("kind", "")
    in_order = sorted(reading.entries, key=lambda e: (e.happened_on, e.seq), reverse=True)
    wanted = [entry for entry in in_order if not kind or entry.action == kind]
    shown = wanted if reading.whole else wanted[:LATEST]
    corrected = {fact.get("entry") for fact in reading.facts.all(CORRECT)}
    facts = {fact.seq: fact for fact in reading.facts}
    query = urlencode({"kind": kind, "all": "1"} if kind else {"all": "1"})
    return {
        "entries": [_entry(entry, facts.get(entry.seq), reading, corrected) for entry in shown], "entries_total": len(wanted),
        "more_url": f"{request.path}?{query}#timeline" if len(shown) < len(wanted) else "", "more_count": len(wanted) - len(shown),
    }  # fmt: skip


def wants_all(request: HttpRequest) -> bool:
    """Whether the earlier entries are asked for too."""
    return "all" in request.GET


def _entry(entry: Entry, fact: Fact | None, reading: Reading, corrected: set[Any]) -> dict[str, Any]:
    action = reading.procedure.action(entry.action)
    hidden = entry.private and not may_read_private(reading.actor, reading.matter, entry, action)
    readable = fact is not None and not hidden
    by_somebody = entry.actor_id is not None
    marks = {
        "补录": entry.late and by_somebody, "已更正": entry.seq in corrected and fact is not None, "已作废": fact is None,
        "不公开": entry.private, "一人办理": fact is not None and bool(fact.get(EXEMPT)),
    }  # fmt: skip
    return {
        "on": entry.happened_on, "happened_at": entry.happened_at, "who": entry.actor.name if entry.actor else "系统",
        "what": reading.veil(_sentence(action, fact.data, reading)) if readable and fact else action.label,
        "note": reading.veil(_note(action, fact.data, entry, reading)) if readable and fact else "",
        "recorded_at": entry.recorded_at if entry.late and by_somebody else None, "on_behalf": entry.behalf_of,
        "kind": entry.action, "marks": [word for word, so in marks.items() if so], "corrected": fact is None,
        "url": _correction_url(reading, entry, action) if readable else "", "url_label": "更正",
    }  # fmt: skip


def _sentence(action: Action, data: Mapping[str, Any], reading: Reading) -> str:
    if action.code in (CORRECT, VOID):
        what = _label_of(reading, data.get("entry"))
        return f"{action.label}“{what}”" + (f"：{data['reason']}" if action.code == VOID and data.get("reason") else "")
    if action.code == PARTY_CHANGE and data.get("party") in reading.names.parties:
        return f"{action.label}：{reading.names.parties[data['party']]}"
    return say(action, data, reading.names)


def _label_of(reading: Reading, seq: Any) -> str:
    entry = next((each for each in reading.entries if each.seq == seq), None)
    return reading.procedure.action(entry.action).label if entry else f"第{seq}条"


def _note(action: Action, data: Mapping[str, Any], entry: Entry, reading: Reading) -> str:
    if entry.private:
        return "\n".join(filter(None, (_told_in_confidence(n, data.get(n.name)) for n in action.needs if n.private)))
    if action.code == CORRECT:
        return _change_of(data, reading)
    if action.code == PARTY_CHANGE:
        return _party_change(entry.seq, data, reading)
    told = next((str(data[name]) for name in NARRATIVE if data.get(name)), "")
    return "\n".join(filter(None, (told, str(data.get(EXEMPT, "")))))


def _told_in_confidence(need: Need, value: Any) -> str:
    """A walled-off value as its reader sees it; they are kept as text, whatever they were."""
    if value in (None, "", []) or (isinstance(need, Yes) and str(value) != "True"):
        return ""
    if isinstance(need, Yes):
        return need.label
    if isinstance(need, LongText):
        return str(value)
    return f"{need.label}：{need.show(value) if isinstance(need, Choice) and not isinstance(need, Many) else value}"


def _change_of(data: Mapping[str, Any], reading: Reading) -> str:
    """产生方式：调委会指定 → 当事人选择."""
    entry = next((each for each in reading.entries if each.seq == data.get("entry")), None)
    if data.get("field") == WHEN:
        return _arrow("发生日期", str(data.get("old") or EMPTY), str(data.get("new") or EMPTY))
    need = needs_named(reading.procedure.action(entry.action).needs).get(str(data.get("field"))) if entry else None
    if need is None:
        return ""
    if need.private or (need.personal and not reading.own):
        return f"{need.label}：内容加密保存，不在这里显示。"
    return _arrow(need.label, *(_word(need, data.get(side), reading) for side in ("old", "new")))


def _party_change(seq: int, data: Mapping[str, Any], reading: Reading) -> str:
    """What changed about a party: in words for the handler; for others only which particulars."""
    named = needs_named(party_needs(reading.procedure))
    changed = [(named[name], new) for name, new in (data.get("changes") or {}).items() if name in named]
    if not reading.own:
        return "改了：" + "、".join(need.label for need, _ in changed)
    before = _party_before(seq, data.get("party"), reading.facts)
    return "\n".join(_arrow(n.label, _word(n, before.get(n.name), reading), _word(n, new, reading)) for n, new in changed)


def _party_before(seq: int, n: Any, facts: Facts) -> dict[str, Any]:
    """A party's particulars just before one entry."""
    known: dict[str, Any] = {}
    for fact in sorted(facts, key=lambda each: each.seq):
        if fact.seq >= seq:
            break
        known |= next((dict(row) for row in fact.data.get("parties") or () if row.get("n") == n), {})
        if fact.action == PARTY_CHANGE and fact.get("party") == n:
            known |= fact.get("changes", {})
    return known


def _word(need: Need, value: Any, reading: Reading) -> str:
    return show(need, value, reading.names) or EMPTY


def _arrow(label: str, old: str, new: str) -> str:
    return f"{label}：{old} → {new}"


def _correction_url(reading: Reading, entry: Entry, action: Action) -> str:
    if not reading.corrects or reading.matter.closed or entry.private or not may_correct(action):
        return ""
    return reverse("correct-entry", args=[reading.matter.code, entry.seq])
