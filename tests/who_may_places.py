"""What the addresses of the permission table name: one of everything, in the table's county."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.api.models import ApiToken
from fengqiao.assessment.tests.driver import Year
from fengqiao.exchange.models import Agency, OutsideSystem, Partner
from fengqiao.imports.models import ImportRun
from fengqiao.lines.corrections.tests.rooms import centre
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.lines.legalaid.tests.driver import Aid
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.lines.screening.tests.driver import Round
from fengqiao.lines.screening.tests.test_sensitive_periods import declared
from fengqiao.lines.visits.tests.driver import Visit, prison, terminal
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Errand, Paper
from fengqiao.matter.papers import pdf_bytes
from fengqiao.orgs.models import Post, Staff
from fengqiao.providers.models import ServicePoint
from tests.county import County, at
from tests.who_may_people import people


def places(county: County, case: Case) -> dict[str, Any]:
    """The parts of addresses by the names the table uses."""
    matter = case.matter
    assert matter is not None
    for paper in Paper.objects.filter(matter_id=matter.pk):
        pdf_bytes(paper, matter)  # made once, not by every reader
    errand = Errand.objects.create(
        territory=county.offices["town"].territory, office=county.offices["town"], what="报半年小结",
        made_by=county.staff("head"), made_on=date(2026, 5, 6),
    )  # fmt: skip
    centre(county)
    asked = Round(county).start("2026-05-01")
    visit = Visit(county).ask("2026-05-06", prison(county), wish_on="2026-05-20")
    partner, other_partner = (
        Partner.objects.create(
            territory=county.offices[key].territory, code=key, our_code="sfj", name="人民法院", agency=Agency.COURT,
            from_on=date(2026, 1, 1), made_at=at("2026-05-06"), made_by=county.staff("office_staff"),
        )
        for key in ("bureau", "other_bureau")
    )  # fmt: skip
    system = OutsideSystem.objects.create(
        territory=county.offices["bureau"].territory, name="省平台", line="mediation", since_on=date(2026, 1, 1),
        made_by=county.staff("section"), made_at=at("2026-05-06"),
    )  # fmt: skip
    waiting = Staff.objects.create_user("waiting", None, name="待确认")
    left = Staff.objects.create_user("left", None, name="已离任", left_on=date(2026, 5, 1))
    for person in (waiting, left):
        Post.objects.create(staff=person, office=county.offices["town"], from_on=date(2026, 1, 1))
    return {
        "justice_office": county.offices["office"].pk, "code": matter.code, "errand": errand.pk, "office": county.offices["village"].pk, "waiting": waiting.pk,
        "other_office": county.offices["other_office"].pk, "mediator": county["mediator"].staff_id, "left": left.pk,
        "other_head": county["other_head"].staff_id, "post": county["mediator"].post_id,
        "dispute": Platform(county).receive("2026-05-06").raise_("2026-05-06").matter.code,
        "report": asked.of("village").pk.hex, "period": declared(county).pk.hex,
        **people(county), "aid": Aid(county).receive("2026-05-06", office="office", by=county["office_staff"]).row.code,
        "visit": visit.row.code, "prison": visit.row.prison_id, "resource": terminal(county).pk, "point": _point(county).pk,
        "other_post": county["other_head"].post_id, "partner": partner.pk, "other_partner": other_partner.pk,
        **_tokens(county), **_assessed(county), "system": system.pk, "import": _checked_import(county).pk, "register": _checked_register(county).pk,
        "summary": Bureau(county).report().matter.code,
    }  # fmt: skip


def _tokens(county: County) -> dict[str, int]:
    """One here and one next door, written down and not yet confirmed."""
    return {
        key: ApiToken.objects.create(
            territory=county.offices[seat].territory, body="枫林市司法局", basis="枫市司〔2026〕3号", office=county.offices[seat], lines=["mediation"], until_on=date(2199, 1, 1),
            made_by=county.staff("office_staff"), made_at=at("2026-05-06"),
        ).pk
        for key, seat in (("token", "bureau"), ("other_token", "other_bureau"))
    }  # fmt: skip


def _assessed(county: County) -> dict[str, Any]:
    """Last quarter's results lie with the units to be checked; another scheme is still drafted."""
    year = Year(county).running().compute("2026-04-20").do("send_check", "2026-04-20")
    assert year.round is not None
    assert year.scheme is not None
    drafted = Year(county).draft(name="明年的方案").scheme
    return {"round": year.round.code, "scheme": year.scheme.pk, "drafted": drafted.pk if drafted else 0}


def _point(county: County) -> ServicePoint:
    """枫林镇's station for legal services."""
    office = county.offices["office"]
    return ServicePoint.objects.create(
        territory=office.territory, office=office, kind="town", name="枫林镇公共法律服务工作站", state_on=date(2026, 5, 1), confirmed_on=date(2026, 5, 1)
    )


def _checked_import(county: County) -> ImportRun:
    """A ledger the committee's head has checked."""
    office = county.offices["town"]
    plan = {"sheet": "一", "first": 1, "taken": True, "headings": ["调解员"], "fields": ["mediator"], "why": [""], "samples": [[]]}
    return ImportRun.objects.create(
        office=office, territory=office.territory, file_name="2025台账.xlsx", digest="0" * 64, size_bytes=1, state="checked",
        plans=[plan], data_key=bytes(ring().new_data_key()), post_id=county["head"].post_id,
        uploaded_by=county.staff("head"), uploaded_at=at("2026-05-06"), counts={"已导入": 1},
    )  # fmt: skip


def _checked_register(county: County) -> ImportRun:
    """A register of people under corrections that the county's agency has checked."""
    office = county.offices["bureau"]
    plan = {"sheet": "在册", "first": 1, "taken": True, "headings": ["姓名"], "fields": ["name"], "why": [""], "samples": [""]}
    return ImportRun.objects.create(
        kind="corrections", office=office, territory=office.territory, file_name="名册.xlsx", digest="0" * 64, size_bytes=1, state="checked",
        plans=[plan], data_key=bytes(ring().new_data_key()), post_id=county["corrections"].post_id,
        uploaded_by=county.staff("corrections"), uploaded_at=at("2026-05-06"), counts={"已导入": 1},
    )  # fmt: skip
