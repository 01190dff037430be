"""How many questions a page asks the database: literal budgets, as the web's role asks them, whatever the number of rows.

Counted are the page's own statements: beginning and ending its transaction and taking on the role are not questions.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fengqiao.assessment.tests.driver import Year
from fengqiao.booking import spans, taking
from fengqiao.booking.models import Resource
from fengqiao.booking.taking import Wanted
from fengqiao.indicators import folding
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.freezing import freeze
from fengqiao.indicators.periods import read
from fengqiao.indicators.registry import find
from fengqiao.lines.aidcases.models import AidQualityPlan
from fengqiao.lines.aidcases.quality.tests.test_review import court, named, review
from fengqiao.lines.aidcases.tests.conftest import aid
from fengqiao.lines.aidcases.tests.driver import Aid as AidCases
from fengqiao.lines.burden.tests.driver import Asked as AskedUnits
from fengqiao.lines.corrections.tests.rooms import centre
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.lines.forensic.tests.driver import Commissioned, institute
from fengqiao.lines.legalaid.complaints.tests.test_complaint import Complaint
from fengqiao.lines.legalaid.tests.driver import Aid
from fengqiao.lines.legalservice import quality
from fengqiao.lines.legalservice.tests.driver import Request
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.lines.notary.tests.driver import Booked, notary_office, window
from fengqiao.lines.proxies.tests.test_authority import entered
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.lines.resettlement.models import BaseBed
from fengqiao.lines.resettlement.tests.driver import Help
from fengqiao.lines.resettlement.tests.test_bases import a_base, applied, take
from fengqiao.lines.supervision.tests.test_cards import Card as Supervised
from fengqiao.lines.visits.tests.driver import MOTHER, WIFE, Visit, prison, terminal
from fengqiao.lines.volunteers.tests.driver import Helper
from fengqiao.lines.wagesheets.tests.test_sheet import entered as a_sheet
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import VISIT_CLERK
from fengqiao.portal import inside
from fengqiao.providers.models import Provider, ServiceOrg, ServicePoint
from tests.county import FOUNDED, County
from tests.county import county_of_a_class as county
from tests.web import SignedIn, WebClient, as_web, signed_in

__all__ = ["aid", "as_web", "county", "court"]
pytestmark = pytest.mark.django_db

NO_QUESTION = ("SAVEPOINT", "RELEASE", "set role", "reset role", "select set_config('fq.lo', '', true)")
BUDGETS = {
    "/": 12,
    "/?who=all": 12,
    "/?who=all&group=waiting": 11,
    "/register/mediation/": 7,
    "/register/mediation/?state=all&sort=due&dispute_type=T02&due=late": 7,
    "/register/mediation/new/apply/": 6,
    "/register/mediation/new/oral/": 6,
    "/search/?q=张三": 11,
    "/laws/": 5,
    "/laws/?text=司法确认": 5,
    "/laws/人民调解法/33/": 5,
    "/offices/": 9,
    "/mediation/committees/": 11,
    "/errands/new/": 6,
    "/imports/": 7,
    "{open}": 12,
    "{owing}": 12,
    "{open}do/session/": 8,
    "{open}do/draft_agreement/": 8,
    "{owing}do/perform/": 9,
    "{open}entries/5/correct/": 8,
}


def asked_by(desk: WebClient, address: str) -> list[str]:
    """The questions a page asks. What one sees first is written down: it is opened once before, as when leafing through."""
    desk.get(address)
    with CaptureQueriesContext(connection) as heard:
        assert desk.get(address).status_code == 200, address
    return [query["sql"] for query in heard if not query["sql"].startswith(NO_QUESTION)]


PLATFORM = {
    "/disputes/command/": ("office_head", 12), "/register/disputes/": ("office_head", 8), "/register/reports/": ("clerk", 8),
    "{known}": ("office_head", 12), "{known} ": ("village_head", 12), "{report}": ("clerk", 12),
    "/register/reports/new/intake/": ("clerk", 8),
}  # fmt: skip


class TestPagesOfThePlatform:
    @pytest.fixture(scope="class")
    @classmethod
    def paths(cls, county: County) -> dict[str, str]:
        """Three reports, each the beginning of a dispute, each joined by another."""
        platform, paths = Platform(county), {}
        for day in ("2026-05-06", "2026-05-07", "2026-05-08"):
            report = platform.receive(day, reporter_name=f"张{day[-1]}")
            known = report.raise_(day).in_hand(day)
            platform.receive(day, reporter_name=f"王{day[-1]}", reporter_role="neighbour").join(day, known)
            paths = {"known": f"/matters/{known.matter.code}/", "report": f"/matters/{report.matter.code}/"}
        return paths

    @pytest.mark.parametrize("path", PLATFORM)
    def test_a_page_of_the_platform_keeps_its_budget(self, as_web: SignedIn, paths: dict[str, str], path: str) -> None:
        who, budget = PLATFORM[path]
        questions = asked_by(as_web(who), path.strip().format(**paths))
        assert len(questions) <= budget, "\n".join(questions)


OF_CITIZENS = {"/m/": 1, "/m/guides/rights/": 1, "/m/guides/rights/wages/": 1, "/m/guides/rights/?all=1": 1, "/m/begin/paper/": 2, "/m/begin/paper/?k=order": 2}


def test_what_citizens_read_and_write_keeps_its_budget(county: County) -> None:
    inside.publish_boards(now=timezone.now())
    found = {path: asked_by(WebClient(), path) for path in OF_CITIZENS}
    assert {path: asked for path, asked in found.items() if len(asked) > OF_CITIZENS[path]} == {}


OF_LINES = {
    "/visits/day/": ("office_staff", 12), "/visits/figures/": ("office_head", 13), "/visits/prisons/": ("office_staff", 12),
    "/register/visits/": ("office_staff", 8), "/booking/": ("office_staff", 12), "/booking/calendar/?view=week": ("office_staff", 12),
    "/matters/{visit}/": ("office_staff", 12), "/visits/requests/{asked}/slots/": ("office_staff", 12),
    "/visits/prisons/new/": ("visit_clerk", 12), "/visits/prisons/{prison}/": ("visit_clerk", 12), "/register/visits/new/ask/": ("office_staff", 12),
    "/matters/{asked}/do/forward/": ("office_staff", 12), "/booking/{terminal}/": ("office_head", 12), "/booking/new/": ("office_head", 12),
    "/booking/meeting/": ("office_staff", 12), "/resettlement/import/": ("resettler", 12), "/register/stays/new/apply/": ("office_staff", 12),
    "/matters/{base}/": ("resettler", 12), "/matters/{base}/ ": ("office_staff", 14), "/matters/{stay}/": ("office_staff", 12), "/register/bases/": ("resettler", 8), "/register/stays/": ("resettler", 8),
    "/resettlement/counts/": ("resettler", 12), "/register/resettlement/": ("resettler", 8), "/matters/{helped}/": ("resettler", 12),
    "/matters/{aid}/": ("aid_reviewer", 12), "/register/legalaid/": ("aid_reviewer", 8),
    "/legalaid/standards/": ("aid_head", 8), "/legalaid/letters/": ("aid_reviewer", 9), "/matters/{aid}/do/transfer/": ("aid_reviewer", 10),
}  # fmt: skip


def test_the_pages_of_visits_resettlement_and_legal_aid_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    where, at_desk = prison(county), terminal(county)
    asked = Visit(county).ask("2026-11-16", where, MOTHER)
    Visit(county).ask("2026-11-16", where, WIFE, inmate="李小勇")
    visit = Visit(county).ask("2026-11-16", where, inmate="陈小勇").approved(at_desk)
    helped = Help(county).notice("2026-10-08", "2026-11-04").ready("2026-10-09").link("2026-11-04").open_case("2026-11-06")
    aid = Aid(county)
    aid.centre.standard()
    for day in ("2026-11-16", "2026-11-17", "2026-11-18"):  # each may be the same as the others
        aid.receive(day).do("accept", day).stated(day, 1000)
    base = a_base(county, beds=2)
    stay = take(county, applied(county, "甲某"), base, BaseBed.objects.all()[0].resource_id)
    applied(county, "乙某")
    codes = {
        "asked": asked.row.code, "visit": visit.row.code, "helped": helped.matter.code, "prison": where.pk, "terminal": at_desk.pk,
        "base": base.code, "stay": stay.code, "aid": aid.row.code,
    }  # fmt: skip
    clerk = Staff.objects.create_user("visits", None, name="专办员何", confirmed=True)
    Post.objects.create(staff=clerk, office=county.offices["bureau"], roles=[VISIT_CLERK.code], from_on=FOUNDED)
    too_many: list[str] = []
    for path, (who, budget) in OF_LINES.items():
        desk = signed_in(clerk) if who == "visit_clerk" else as_web(who)
        address = path.strip().format(**codes)
        questions = asked_by(desk, address)
        if len(questions) > budget:
            too_many += [f"{path}: {len(questions)}", *questions]
    assert too_many == [], "\n".join(too_many)


ON_THE_TELEPHONE = {
    "/aidcases/mine/": 10, "/aidcases/mine/cases/": 13, "/aidcases/mine/money/": 13, "/aidcases/mine/judged/": 13, "/aidcases/mine/offers/{offer}/": 12, "/aidcases/mine/offers/{offer}/back/": 10,
    "/aidcases/mine/cases/{case}/": 11, "/aidcases/mine/cases/{case}/log/": 10, "/aidcases/mine/cases/{case}/file/": 10,
}  # fmt: skip


def test_a_lawyers_pages_on_the_telephone_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    office, codes = AidCases(county), {}
    yan = office.provider("律师严")
    for day in ("2026-11-16", "2026-11-17", "2026-11-18"):
        codes["case"] = office.given("2026-11-13").do("assign", day, org=office.org(), handler=yan, mode="turn").matter.code
        codes["offer"] = office.given("2026-11-13").do("assign", day, org=office.org(), handler=yan, mode="turn", answered=False).matter.code
    desk, too_many = as_web("lawyer"), []
    for path, budget in ON_THE_TELEPHONE.items():
        questions = asked_by(desk, path.format(**codes))
        if len(questions) > budget:
            too_many += [f"{path}: {len(questions)}", *questions]
    assert too_many == [], "\n".join(too_many)


OF_QUALITY = {
    "/matters/{review}/": ("jia", 14), "/matters/{review}/ ": ("assigner", 14), "/matters/{plan}/": ("assigner", 12), "/register/aidquality/": ("jia", 8),
    "/register/aidquality/ ": ("assigner", 8), "/matters/{review}/do/name_reviewers/": ("assigner", 10), "/matters/{review}/do/score/": ("jia", 10), "/aidcases/organs/": ("assigner", 8),
    "/matters/{complaint}/": ("complaints", 12), "/register/aid_complaints/": ("complaints", 8),
}  # fmt: skip


def test_the_pages_of_quality_and_complaints_keep_their_budgets(as_web: SignedIn, court: AidCases, county: County) -> None:
    found = named(court, review(court))
    plan = AidQualityPlan.objects.get()
    complaint = Complaint(county, "2026-12-22", origin=found.row.case_id.hex)
    codes = {"review": found.matter.code, "plan": plan.code, "complaint": complaint.row.code}
    county.actors["complaints"] = complaint.desk
    too_many: list[str] = []
    for path, (who, budget) in OF_QUALITY.items():
        questions = asked_by(as_web(who), path.strip().format(**codes))
        if len(questions) > budget:
            too_many += [f"{path}: {len(questions)}", *questions]
    assert too_many == [], "\n".join(too_many)


def test_the_proposals_for_one_case_and_for_the_day_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    """The page of one proposal, several cases in the run and several people in the pool."""
    office = AidCases(county)
    for n in range(4):
        office.provider(f"律师{n}")
    cases = [office.given("2026-11-13") for _ in range(3)]
    assigner = as_web("assigner")
    for address in (f"/aidcases/assigning/{cases[0].matter.code}/", "/aidcases/assigning/"):
        with CaptureQueriesContext(connection) as heard:
            assert assigner.post(address).status_code == 302
        asked = [query["sql"] for query in heard if not query["sql"].startswith(NO_QUESTION)]
        assert len(asked) <= 27  # for one case as for all that wait
        questions = asked_by(assigner, address)
        assert len(questions) <= 12, "\n".join(questions)


CENTRE = {
    "/corrections/centre/": ("corrections_head", 12), "/corrections/centre/ ": ("office_head", 12), "/corrections/centre/ledgers/rooms/": ("corrections_head", 11),
    "/booking/roster/?office={centre}": ("corrections_head", 12), "/booking/roster/?office={centre}&fill=1": ("corrections_head", 12),
    "/booking/roster/?office={centre}&fill=1&propose=1": ("corrections_head", 18),
    "/booking/roster/mine/": ("corrections_head", 7),
}  # fmt: skip


class TestPagesOfTheCentre:
    @pytest.fixture(scope="class")
    @classmethod
    def where(cls, county: County) -> int:
        """The centre, a room of it booked three times today."""
        where, today = centre(county), timezone.localdate()
        for minutes in (0, 60, 120):
            begins = spans.at(today, "09:00") + timedelta(minutes=minutes)
            wanted = Wanted(Resource.objects.get(name="教育培训室").pk, begins, begins + timedelta(minutes=40), what="集体教育", purpose="educate", people=9)
            taking.book(county["corrections"], wanted, now=begins - timedelta(days=1))
        return where.pk

    @pytest.mark.parametrize("path", CENTRE)
    def test_a_page_of_the_centre_keeps_its_budget(self, as_web: SignedIn, where: int, path: str) -> None:
        who, budget = CENTRE[path]
        questions = asked_by(as_web(who), path.strip().format(centre=where))
        assert len(questions) <= budget, "\n".join(questions)


OF_SERVICES = {
    "/legalservice/queue/": ("service_head", 9), "/register/legalservice/": ("service_head", 8), "/legalservice/knowledge/": ("service_head", 8),
    "/legalservice/skills/": ("service_head", 8), "/legalservice/hotline/": ("service_head", 6), "/legalservice/quality/": ("service_head", 8),
    "/legalservice/quality/{sample}/": ("service_head", 10), "/legalservice/quality/mine/": ("service_head", 8), "/matters/{request}/": ("service_head", 12),
    "/register/legalservice/new/intake/": ("service_head", 10), "/register/notary/": ("service_head", 8), "/notary/day/?on=2026-11-24": ("service_head", 8),
    "/notary/items/": ("service_head", 8), "/matters/{booking}/": ("service_head", 12), "/register/notary/new/ask/": ("service_head", 12),
    "/register/volunteers/": ("service_head", 8), "/matters/{helper}/": ("service_head", 12), "/register/volunteers/new/apply/": ("service_head", 8),
    "/advisers/months/": ("office_head", 9), "/advisers/counsel/": ("office_head", 10), "/advisers/units/": ("office_head", 8), "/register/advisers/": ("office_head", 8),
    "/aidcases/assigning/": ("aid_assigner", 8), "/providers/outline/": ("legal_service", 8), "/providers/import/points/": ("legal_service", 6),
    "/providers/ways/": ("legal_service", 7), "/register/forensic/": ("service_head", 8), "/matters/{examined}/": ("service_head", 12), "/register/forensic/new/commission/": ("service_head", 8),
    "/register/proxies/": ("service_head", 8), "/matters/{authority}/": ("service_head", 12), "/register/proxies/new/enter/": ("service_head", 8),
    "/register/wage_sheets/": ("service_head", 8), "/matters/{sheet}/": ("service_head", 12), "/register/wage_sheets/new/enter/": ("service_head", 8),
}  # fmt: skip


def test_the_pages_of_public_legal_services_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    """The queue, bookings, volunteers, checks, advisers, assignment: whatever the number of rows."""
    for role in ("service_head", "aid_assigner", "legal_service"):
        person = Staff.objects.filter(username=role).first() or Staff.objects.create_user(role, None, name=role, confirmed=True)
        Post.objects.create(staff=person, office=county.offices["bureau"], roles=[role], from_on=FOUNDED)
    notary_office(county)
    window(county)
    where = institute(county)
    for n in range(3):
        examined = Commissioned(county, where).begin("2026-11-02")
        authority, sheet = entered(county, scopes=["progress"]), a_sheet(county)
        request = Request(county).come("2026-11-20", f"09:0{n}", channel="h5")
        Request(county).come("2026-10-13", f"09:0{n}").answered("2026-10-13")
        booking = Booked(county).ask("2026-11-20", parties=[{"side": "applicant", "name": f"王{n}", "phone": f"1380000111{n}"}], wish_on="2026-11-24")
        helper = Helper(county).apply("2026-11-02", parties=[{"name": f"志愿者{n}", "id_no": f"11010119{80 + n}01010000", "phone": "13800002222"}])
    head = actor_of(Post.objects.select_related("staff", "office").get(staff__username="service_head"))
    sample = quality.draw(head, date(2026, 10, 1), now=timezone.now(), today=date(2026, 11, 20))
    named = {"request": request.row.code, "booking": booking.row.code, "helper": helper.row.code, "examined": examined.row.code, "authority": authority.hex, "sheet": sheet.code, "sample": sample.pk}
    too_many: list[str] = []
    for path, (who, budget) in OF_SERVICES.items():
        desk = as_web(who) if who in ("office_head", "leader") else signed_in(Staff.objects.get(username=who))
        questions = asked_by(desk, path.format(**named))
        if len(questions) > budget:
            too_many += [f"{path}: {len(questions)} of {budget}", *questions]
    assert too_many == [], "\n".join(too_many)


PROVIDERS = {"/providers/orgs/": 8, "/providers/people/": 9, "/providers/points/": 7, "/providers/points/{point}/": 12, "/providers/people/{person}/": 12}


def test_the_registers_of_legal_services_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    here, on = county.offices["office"].territory, timezone.localdate()
    org = ServiceOrg.objects.create(territory=here // 10**9 * 10**9, name="枫林律师事务所", kind="firm", confirmed_on=on)
    for n in range(3):
        person = Provider.objects.create(territory=org.territory, org=org, name=f"律师{n}", kind="lawyer", licence_no=str(n), confirmed_on=on)
        point = ServicePoint.objects.create(territory=here, name=f"工作室{n}", kind="village", state_on=on, confirmed_on=on, office=county.offices["office"])
    desk = as_web("office_head")
    for path, budget in PROVIDERS.items():
        questions = asked_by(desk, path.format(point=point.pk, person=person.pk))
        assert len(questions) <= budget, "\n".join((path, *questions))


OF_ASSESSMENT = {
    "/assessment/": ("leader", 8), "/assessment/ ": ("office_head", 11), "/assessment/rounds/{round}/": ("leader", 10), "/assessment/rounds/{round}/ ": ("office_head", 12),
    "/assessment/rounds/{round}/{office}/": ("leader", 12), "/assessment/rounds/{round}/{office}/ ": ("office_head", 12), "/assessment/rounds/{round}/{office}/?now=1": ("leader", 12), "/assessment/schemes/{scheme}/": ("leader", 9),
    "/assessment/schemes/{scheme}/ ": ("statistics", 9), "/assessment/schemes/new/": ("statistics", 8), "/assessment/schemes/{scheme}/items/new/": ("statistics", 8),
    "/assessment/schemes/{scheme}/import/": ("statistics", 8), "/assessment/city/": ("leader", 8), "/assessment/owed/": ("office_head", 12), "/register/score_reports/": ("office_head", 8), "/register/score_faults/": ("leader", 8), "/register/assessment_rounds/": ("leader", 8), "/register/score_appeals/": ("office_head", 8),
    "/matters/{round}/": ("leader", 12), "/matters/{appeal}/": ("leader", 12), "/register/score_appeals/new/file/": ("office_head", 12), "/register/assessment_rounds/new/compute/": ("statistics", 10),
    "/matters/{appeal}/do/decide/": ("leader", 10),
}  # fmt: skip


def test_the_pages_of_the_assessment_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    for day in ("2026-02-02", "2026-02-03"):
        Case(county).in_mediation(day).draft(day).sign(day)
    year = Year(county).running().in_appeals().do("finalise", "2026-05-11", by=county["leader"])
    year.compute("2026-07-14", "2026-Q2").do("verify", "2026-07-14", items=["1", "2", "3"]).do("send_check", "2026-07-14")
    year.do("make_provisional", "2026-07-21").do("open_appeals", "2026-07-21")
    appeal = year.answer(year.appeal("2026-07-22"), "accept", "2026-07-22")
    assert year.round is not None
    assert year.scheme is not None
    codes = {"round": year.round.code, "office": county.offices["office"].pk, "scheme": year.scheme.pk, "appeal": appeal.code}
    as_web("leader").get("/figures/")  # what the fixture changed is folded
    too_many: list[str] = []
    for path, (who, budget) in OF_ASSESSMENT.items():
        questions = asked_by(as_web(who), path.strip().format(**codes))
        if len(questions) > budget:
            too_many += [f"{path}: {len(questions)} of {budget}", *questions]
    assert too_many == [], "\n".join(too_many)


OF_REPORTS = {
    "/register/reporting/": 8, "/register/hand_entries/": 8, "/matters/{draft}/": 12, "/matters/{frozen}/": 12, "/reporting/{draft}/figures/": 18, "/reporting/{frozen}/figures/": 14,
    "/reporting/marks/": 8, "/reporting/issued/": 8, "/reporting/returns/": 8, "/register/reporting/new/prepare/": 8, "/matters/{draft}/do/check/": 9,
}  # fmt: skip


def test_the_pages_of_reports_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    bureau = Bureau(county)
    for name in ("一", "二", "三"):
        bureau.enter("publicity", f"宪法宣传{name}")
    places = {"draft": bureau.report("speech").matter.code, "frozen": bureau.report().checked().matter.code}
    desk = as_web("section")
    desk.get("/figures/")  # what was entered is folded
    for path, budget in OF_REPORTS.items():
        questions = asked_by(desk, path.format(**places))
        assert len(questions) <= budget, "\n".join((path, *questions))


OF_WORK = {"/burden/": 12, "/burden/answers/{answer}/": 12, "/matters/{answer}/": 12, "/supervision/": 9, "/matters/{card}/": 12}


def test_requests_for_figures_and_supervision_keep_their_budgets(as_web: SignedIn, county: County) -> None:
    asked = AskedUnits(county).draft().judge().release()
    cards = [Supervised(county).running() for _ in range(3)]
    as_web("office_head").get("/figures/")  # what was done is folded: a page on an ordinary day
    for path, budget in OF_WORK.items():
        questions = asked_by(as_web("office_head"), path.format(answer=asked.of("office").code, card=cards[0].row.code))
        assert len(questions) <= budget, "\n".join((path, *questions))


OF_RELEASING = {"/matters/{request}/": 12, "/burden/": 12, "/supervision/": 9}


def test_who_releases_keeps_to_a_budget_too(as_web: SignedIn, county: County) -> None:
    asked = AskedUnits(county).draft().judge().release()
    for path, budget in OF_RELEASING.items():
        for who in ("leader", "section"):
            questions = asked_by(as_web(who), path.format(request=asked.row.code))
            assert len(questions) <= budget, "\n".join((who, path, *questions))


OF_FIGURES = {
    "/figures/?line=mediation": 12, "/figures/?line=corrections": 12, "/figures/?line=legalaid": 12, "/figures/mediation/M01/": 12, "/figures/mediation/M24m/": 12,
    "/figures/mediation/M04b/matters/?half=met": 12, "/board/": 12, "/board/?line=mediation": 12, "/board/?line=corrections": 12, "/board/?wall=1": 12, "/board/map/": 12,
    "/figures/?line=aidcases": 12, "/figures/?line=legalservice": 12, "/figures/?line=notary": 12,
    "/figures/?line=advisers": 12, "/figures/advisers/K-village/": 12, "/figures/advisers/G1/": 12, "/figures/?line=screening": 12,
    "/figures/aidcases/F6/": 12, "/figures/aidcases/F5/": 12, "/figures/aidcases/F1/": 12, "/figures/aidcases/F2/": 12, "/figures/aidcases/F4/": 12, "/figures/aidcases/F10/": 12, "/figures/aidcases/F12/": 12,
    "/figures/aidcases/I-05m/": 12, "/figures/aidcases/I-06d/": 12, "/figures/legalservice/S1/": 12,
    "/figures/legalservice/D1/": 12, "/figures/legalservice/P2/": 12, "/figures/legalservice/S1/matters/": 12,
    "/aidcases/balance/": 14, "/figures/count/": 12, "/figures/count/?line=mediation&by=office&then=dispute_type&parties_from=1": 12,
}  # fmt: skip
OF_LOCKS = {"/figures/?line=mediation&period=2025": 12, "/figures/frozen/{frozen}/?line=mediation": 12, "/figures/frozen/{frozen}/mediation/M01/": 12, "/board/?line=mediation&period=2025": 14}


class TestPagesOfCases:
    @pytest.fixture(scope="class")
    @classmethod
    def matters(cls, county: County) -> dict[str, str]:
        """Several cases, so that a question for each row would show; two of them to be opened."""
        for name in ("mediator", "second"):
            for _ in range(3):
                Case(county, mediator=name).in_mediation("2026-05-06")
        owing = Case(county).in_mediation("2026-05-06").draft("2026-05-07", items=(money(100_000, "2026-05-20"),), total=100_000)
        owing.sign("2026-05-07")
        talking = Case(county).in_mediation("2026-05-06")
        assert owing.matter
        assert talking.matter
        return {"open": f"/matters/{talking.matter.code}/", "owing": f"/matters/{owing.matter.code}/"}

    @pytest.fixture(scope="class")
    @classmethod
    def folded(cls, matters: dict[str, str]) -> None:
        """What the cases changed is folded: a page of figures on an ordinary day."""
        assert matters
        folding.fold_all_changes()

    @pytest.mark.parametrize("path", BUDGETS)
    def test_a_page_keeps_its_budget(self, as_web: SignedIn, matters: dict[str, str], path: str) -> None:
        questions = asked_by(as_web("mediator"), path.format(**matters))
        assert len(questions) <= BUDGETS[path], "\n".join(questions)
        assert BUDGETS[path] <= 12

    @pytest.mark.parametrize("path", OF_FIGURES)
    def test_a_page_of_figures_keeps_its_budget(self, as_web: SignedIn, folded: None, path: str) -> None:
        questions = asked_by(as_web("leader"), path)
        assert len(questions) <= OF_FIGURES[path], "\n".join(questions)

    def test_locked_figures_keep_their_budget(self, as_web: SignedIn, folded: None, county: County) -> None:
        bureau = county.offices["bureau"]
        wanted = [("mediation", each) for each in find("mediation").indicators]
        snapshot = freeze("2025年", Asked(*bureau.reach, read("2025")), wanted, bureau, None, by_office=True, locks=True)
        as_web("leader").get("/figures/")
        for path, budget in OF_LOCKS.items():
            questions = asked_by(as_web("leader"), path.format(frozen=snapshot.pk))
            assert len(questions) <= budget, "\n".join((path, *questions))
