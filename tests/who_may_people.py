"""Who may open what of the people under supervision, released or visiting: rows of the table of permissions, and whom they name."""

from __future__ import annotations

from typing import Any

from fengqiao.lines.corrections.tests.driver import QIAN, Case
from fengqiao.lines.corrections.tests.test_investigations import Investigation
from fengqiao.lines.resettlement.tests.driver import Help
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.papers import pdf_bytes
from tests.county import County
from tests.who_may import ADMINS, CORRECTS, STAFF, Route


def under(name: str, path: str, not_to: str = "", hidden_from: str = "", **more: Any) -> Route:
    """A page of one under supervision at 枫林镇: refused with a reason to whom it is not for, unknown to all others."""
    seen = f"office_head office_staff leader {CORRECTS}".split()
    refused, hidden = not_to.split(), hidden_from.split()
    allowed = " ".join(person for person in seen if person not in (*refused, *hidden))
    return Route(name, path, {200: allowed, 403: f"{not_to} {ADMINS}"}, rest=404, **more)


def sealed(name: str, path: str, **more: Any) -> Route:
    """What is sealed answers to everybody like nothing."""
    return Route(name, path, {404: STAFF}, note="what is sealed", **more)


def released(name: str, path: str, note: str) -> Route:
    """The justice office of the place; the corrections agency and all others learn of nobody."""
    return Route(name, path, {200: "office_head office_staff", 403: ADMINS}, rest=404, note=note)


OF_PEOPLE = (
    # One grown person under supervision, a minor, one whose file is sealed: the office of the place, the agency, and nobody else
    under("matter", "/matters/{adult}/"),
    under("party", "/matters/{adult}/parties/1/"),
    under("paper", "/matters/{adult}/papers/1.pdf"),
    under("paper-preview", "/matters/{adult}/preview/declaration.pdf"),
    Route("dossier", "/matters/{adult}/dossier.pdf", {404: STAFF}, note="of a line that binds no files"),
    under("act", "/matters/{adult}/do/report/", not_to="leader", note="take a report"),
    under("act", "/matters/{adult}/do/propose_device/", not_to="leader corrections_head", note="propose a device"),
    under("act", "/matters/{adult}/do/classify/", not_to="leader corrections_head", note="propose a class"),
    under("act", "/matters/{adult}/do/approve_device/", not_to=f"office_head office_staff {CORRECTS}", note="approve a device"),
    under("act", "/matters/{adult}/do/decide_leave/", not_to="leader office_head office_staff corrections", note="decide on a leave"),
    under("correct-entry", "/matters/{adult}/entries/1/correct/", not_to="leader"),
    Route("corrections-handover-out", "/corrections/handover/out/{adult}/", {200: CORRECTS}, note="nobody moves"),
    under("matter", "/matters/{minor}/", hidden_from="leader", note="a minor"),
    under("party", "/matters/{minor}/parties/1/", hidden_from="leader", note="a minor"),
    under("paper", "/matters/{minor}/papers/1.pdf", hidden_from="leader", note="a minor"),
    under("act", "/matters/{minor}/do/team/", hidden_from="leader", note="a minor"),
    sealed("matter", "/matters/{sealed}/"),
    sealed("party", "/matters/{sealed}/parties/1/"),
    sealed("paper", "/matters/{sealed}/papers/1.pdf"),
    sealed("paper-preview", "/matters/{sealed}/preview/declaration.pdf"),
    sealed("act", "/matters/{sealed}/do/report/"),
    Route("corrections-handover-out", "/corrections/handover/out/{sealed}/", {404: CORRECTS}, note="what is sealed"),
    under("matter", "/matters/{investigation}/", hidden_from="office_head office_staff", note="an investigation"),
    under("paper", "/matters/{investigation}/papers/1.pdf", hidden_from="office_head office_staff", note="an investigation"),
    # One released: the help of the place and of the county; corrections and disputes learn of nobody
    released("matter", "/matters/{release}/", "one released"),
    released("party", "/matters/{release}/parties/1/", "one released"),
    released("act", "/matters/{release}/do/note/", "one released"),
    released("party", "/matters/{visit}/parties/1/", "of a visit"),
)  # fmt: skip


def people(county: County) -> dict[str, Any]:
    """A grown person and a minor under supervision, one whose file is sealed, an investigation, one released."""
    adult = Case(county).under_supervision("2026-04-01", "2027-09-30")
    minor = Case(county).received("2026-04-01", "2027-09-30", person={**QIAN, "phone": "15400000012"}, minor=True)
    shut = Case(county).received("2026-04-01", "2027-09-30", person={**QIAN, "phone": "15400000013"})
    asked = Investigation(county).receive("2026-04-24")
    freed = Help(county).walk_in("2026-05-06", "2026-05-05")
    found = {"adult": adult.matter, "minor": minor.matter, "sealed": shut.matter, "investigation": asked.matter, "release": freed.matter}
    for each in (adult, minor, asked):
        assert each.matter is not None
        pdf_bytes(Paper.objects.filter(matter_id=each.matter.pk).order_by("n")[0], each.matter)
    Matter.objects.filter(pk=shut.matter.pk).update(sealed=True)  # type: ignore[union-attr]
    return {name: matter.code for name, matter in found.items() if matter is not None}
