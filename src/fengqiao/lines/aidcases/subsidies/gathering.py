"""The lines of a batch: every case whose file has passed, and every day of duty, that no batch holds; by the rate of its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from fengqiao.divisions import territory as territories
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.complained import property_complained
from fengqiao.lines.aidcases.models import AidCase, Assignment, SubsidyLine, WorkDone
from fengqiao.lines.aidcases.subsidies import duties, rates
from fengqiao.lines.aidcases.subsidies.batches import lines as batch_lines
from fengqiao.lines.aidcases.subsidies.reckoning import FILING, MEETING, READING, SPEAKING, Work, reckon
from fengqiao.matter.actions import known_facts
from fengqiao.matter.procedure import Asking
from fengqiao.providers.models import Provider

MOST = 500


def of_batch(asking: Asking) -> Mapping[str, Any]:
    """The lines and their sum; beside them what could not be reckoned, and why."""
    done = _done(asking.matter.territory)
    lines = [*_lines(asking.matter.territory, done), *duties.lines(asking.matter.territory, asking.happened_on, done)][:MOST]
    payable = [line for line in lines if not line.get("hold")]
    return {"lines": lines, "total": sum(line["fen"] for line in payable), "count": len(payable)}


def _done(territory: int) -> duties.Done:
    """What a batch holds already, in the whole county."""
    low, high = territories.county_reach(territory)
    return set(SubsidyLine.objects.filter(territory__gte=low, territory__lte=high).exclude(state="dropped").values_list("case_id", "provider_key"))


def _lines(territory: int, done: duties.Done) -> Iterable[dict[str, Any]]:
    low, high = territories.county_reach(territory)
    cases = list(AidCase.objects.filter(territory__gte=low, territory__lte=high, passed_on__isnull=False, sealed=False).order_by("passed_on", "number"))
    complained = property_complained([(case.pk, case.application_id) for case in cases])
    for case in cases:
        made = list(Assignment.objects.filter(matter_id=case.pk).exclude(provider_key="").order_by("n"))
        for place, one in enumerate(made):
            if (case.pk, one.provider_key) in done or one.ended == "declined":
                continue
            until = made[place + 1].n if place + 1 < len(made) else None
            fault = faults(case).get(one.n, "") if one.ended == "changed" else ""
            spent = case.receipts_fen if len(made) == 1 else receipts(case, one.n, until)
            line = _line(case, one, until, fault, spent)
            why = "complaint" if case.pk in complained else "fault" if fault == codes.UNDECIDED else ""
            yield line | {"hold": why} if why and not line.get("hold") else line


def faults(case: AidCase) -> dict[int, str]:
    """Whether each handler who was changed was at fault, by the number of the assignment."""
    return {one.n: one.fault for one in f.assignments(known_facts(case))}


def receipts(case: AidCase, since: int, until: int | None) -> int | None:
    """What one of several handlers spent, as told while the case was his: nobody is paid another's receipts. None where nothing was told."""
    told = [fact for fact in known_facts(case).all("receipts") if fact.seq > since and (until is None or fact.seq < until)]
    return int(told[-1].get("receipts")) if told else None


def _line(case: AidCase, one: Assignment, until: int | None, fault: str, spent: int | None) -> dict[str, Any]:
    """One handler's part of one case."""
    found = {"case": case.pk.hex, "case_no": case.number, "handler": one.provider_key, "handler_name": one.handler_name, "org_name": one.org_name, "fen": 0, "passed_on": case.passed_on.isoformat() if case.passed_on else ""}
    rate = rates.rate_on(case.territory, case.aid_form, case.case_stage, one.on)
    if rate is None:
        return found | {"hold": "no_rate", "formula": f"{one.on}没有施行中的补贴标准"}
    person = Provider.objects.filter(pk=int(one.provider_key)).first() if one.provider_key.isdigit() else None
    work = Work(
        persons=max(case.persons, 1), cross_county=case.cross_county, public_payroll=bool(person and person.public_payroll), receipts_fen=spent,
        broken_off=bool(one.ended), milestones=_milestones(case, one, until), removed_for_fault=fault == codes.AT_FAULT,
        grade="" if one.ended == "changed" else case.grade, veto=case.vetoed and one.ended != "changed",
    )  # fmt: skip
    sheet = reckon(rates.rate_of(rate.numbers), work)
    formula = "；".join(f"{line.label}：{line.formula}，计{line.fen / 100:.2f}元" for line in sheet.lines)
    return found | {"fen": sheet.total_fen, "formula": formula, "source_doc": rate.source_doc}


def _milestones(case: AidCase, one: Assignment, until: int | None) -> frozenset[str]:
    """What of the work this handler had done."""
    rows = WorkDone.objects.filter(matter_id=case.pk, n__gt=one.n)
    kinds = set((rows.filter(n__lt=until) if until is not None else rows).values_list("kind", flat=True))
    found = {name for name, of in ((MEETING, codes.MET), (READING, codes.READ), (SPEAKING, codes.SPOKEN)) if kinds & set(of)}
    return frozenset(found | ({FILING} if until is None and case.handed_in_on else set()))


def of_payment(asking: Asking) -> Mapping[str, Any]:
    """The cases of lines to be paid about which a complaint that property was taken is open: told of them late, it is asked again."""
    rows = [row for row in batch_lines(asking.facts) if not row.get("hold")]
    cases = list(AidCase.objects.filter(pk__in=[UUID(row["case"]) for row in rows]))
    complained = property_complained([(case.pk, case.application_id) for case in cases])
    found = sorted({case.number or "" for case in cases if case.pk in complained})
    return {"complained": found} if found else {}
