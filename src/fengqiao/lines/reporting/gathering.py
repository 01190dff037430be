"""What a report's acts look up: the office, the template's faults, the figures, who did the step before, what other reports say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fengqiao.divisions import territory as territories
from fengqiao.indicators import folding
from fengqiao.indicators.freezing import figures_of, freeze, locked
from fengqiao.indicators.models import Frozen
from fengqiao.lines.reporting import states
from fengqiao.lines.reporting.composing import compose, template_of
from fengqiao.lines.reporting.forms import document
from fengqiao.lines.reporting.models import BureauReport
from fengqiao.lines.reporting.taking import Taken, asked_of, faults, take, wanted, warnings
from fengqiao.matter import papers
from fengqiao.matter.actions import standing_of
from fengqiao.matter.files import store
from fengqiao.matter.procedure import Asking
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office, Staff
from fengqiao.vault import sm3_hex

LIVE = ("draft", "checked", "reviewed", "signed", "issued")


def of_opening(asking: Asking) -> Mapping[str, Any]:
    """The office's name and place, and a report of the same kind, office and days, where there is one."""
    data = asking.data
    office = Office.objects.get(pk=data["about"])
    rows = BureauReport.objects.filter(
        kind=data["kind"], about_low=office.territory, from_on=date.fromisoformat(data["period_from"]), to_on=date.fromisoformat(data["period_to"]), stage__in=LIVE
    )
    found: dict[str, Any] = {"about_territory": office.territory, "about_name": office.name}
    same = rows.exclude(pk=asking.matter.pk).first()
    return found | ({"same": same.title} if same else {})


def read_template(data: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """What is wrong with an uploaded template, and the digits typed by hand in it."""
    files: Sequence[Mapping[str, Any]] = data.get("files") or ()
    if not files:
        return {}
    found = document.check(store().read(files[0]["digest"]), kind)
    return {"faults": list(found.problems)} if found.problems else {"digits": list(found.digits)}


def of_own_template(asking: Asking) -> Mapping[str, Any]:
    return read_template(asking.data, states.kind(asking.facts))


# The four steps --------------------------------------------------------------------------------------------------------


def of_check(asking: Asking) -> Mapping[str, Any]:
    """The figures of this moment, frozen for good; what cannot be; how long the text is."""
    facts, actor = asking.facts, asking.actor.staff_id
    folding.fold_now()
    kind, period = states.kind(facts), states.period(facts)
    office = Office.objects.get(territory=states.about(facts))
    taken = take(kind, office, period)
    wrong = faults(taken)
    template = template_of(facts, asking.matter.territory)
    read = document.check(template.content, kind)
    if wrong or read.problems:
        return {"faults": [*wrong, *read.problems]}
    by = Staff.objects.get(pk=actor)
    snapshot = freeze(states.title(facts)[:120], asked_of(office.territory, period), wanted(kind), office, by, matter_id=asking.matter.pk)
    made = compose(facts, taken, template.content, demo=asking.matter.demo)
    return {
        "snapshot": str(snapshot.pk), "snapshot_digest": snapshot.digest, "taken": taken.as_json(), "digests": digests_of(str(snapshot.pk), taken),
        "template": template.digest, "template_name": template.name, "digits": list(read.digits), "characters": made.characters, "most": document.longest(kind),
        "warnings": warnings(taken, *territories.reach(office.territory)),
    }  # fmt: skip


def digests_of(snapshot: str, taken: Taken) -> dict[str, str]:
    """SM3 over the matters behind each figure: both halves, all its sources, in their order."""
    rows = {(row.set_code, row.code): row for row in Frozen.objects.filter(snapshot_id=snapshot, group=0)}
    found: dict[str, str] = {}
    for value in taken.values.values():
        behind = [rows[source] for source in value.sources if source in rows]
        matters = [bytes(each.of_matters or b"") + bytes(each.met_matters or b"") for each in behind]
        if any(matters):
            found[value.code] = sm3_hex(b"\n".join(matters))
    return found


def of_signing(asking: Asking) -> Mapping[str, Any]:
    """The signer, and every figure on which another report of the same office and days, or a lock, says otherwise."""
    conflicts = conflicts_of(asking.matter.pk, asking.facts)
    return {"signer": asking.actor.name, **({"conflicts": conflicts} if conflicts else {})}


def conflicts_of(pk: Any, facts: Facts) -> list[str]:
    """What is frozen elsewhere of the same indicators, office and days, and is not the same."""
    ours, check = states.period(facts), states.frozen(facts)
    if check is None:
        return []
    said = _by_source(check.data["taken"])
    rows = BureauReport.objects.filter(about_low=states.about(facts), from_on=ours.from_on, to_on=ours.to_on, frozen_on__isnull=False, stage__in=LIVE).exclude(pk=pk)
    others = [(f"《{row.title}》", _by_source(held.data["taken"])) for row in rows.order_by("frozen_on", "pk") if (held := states.frozen(standing_of(row).facts))]
    lock = locked(asked_of(states.about(facts), ours))
    if lock is not None:
        snapshot, group = lock
        others.append((f"锁定的统计“{snapshot.label}”", {("/".join(key),): (each.indicator.label, each.words) for key, each in figures_of(snapshot, group).items()}))
    return [
        f"“{label}”这里是{text}，{where}里是{theirs[source][1]}。"
        for where, theirs in others for source, (label, text) in said.items() if source in theirs and theirs[source][1] != text
    ]  # fmt: skip


def _by_source(told: Mapping[str, Any]) -> dict[tuple[str, ...], tuple[str, str]]:
    """The figures of a frozen report by what they rest on, each with its label and words."""
    values = Taken.of(told).values.values()
    return {tuple("/".join(source) for source in value.sources): (value.label, value.text) for value in values if value.number is not None}


def of_issuing(asking: Asking) -> Mapping[str, Any]:
    """The document as it is issued, kept for good among the matter's papers."""
    facts = asking.facts
    check = states.frozen(facts)
    assert check is not None
    template = store().read(check.data["template"])
    made = compose(facts, Taken.of(check.data["taken"]), template, demo=asking.matter.demo, issued_on=asking.happened_on)
    file = {"name": f"{states.title(facts)}.docx", "digest": store().put(made.content), "mime": papers.DOCX, "size_bytes": len(made.content)}
    return {"files": [file], "characters": made.characters}


