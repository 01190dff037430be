"""Who may open what: one table of route, person and status. A route that is not in the table fails.

404 for what one may not know of, 403 with a reason for what may be seen but not done, 302 to the sign-in for nobody.
Every request runs as the web's own database role, so that the row-level policies are under test with each line. The county
is built once for the whole table; what a line does is taken back after it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from fengqiao.desk.middleware import SEEN_AT, SIGNED_IN_AT
from fengqiao.indicators import folding
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Matter
from tests.county import PEOPLE as IN_THE_COUNTY
from tests.county import County, standing_county
from tests.web import WebClient, signed_in
from tests.who_may import (
    ABOVE,
    ADMINS,
    ANSWERS_LETTERS,
    ARRANGES_MEETINGS,
    ARRANGES_VISITS,
    AT_CENTRE,
    ATTENDS,
    AUD,
    CONSENTS,
    CORRECTS,
    COUNTS_ALONE,
    ELSEWHERE,
    ENTERS_PAPER,
    EXCHANGES,
    FILES,
    FILLS_ROSTER,
    HEADS_ELSEWHERE,
    HELPS,
    KEEPS_BOOKING,
    KEEPS_FORMS,
    KEEPS_ROSTER,
    MEDIATES,
    OUTSIDE,
    RUNS_SCREENING,
    SEC,
    SEES_BOOKING,
    SEES_COMMITTEES,
    SEES_CORRECTIONS,
    SEES_DISPUTES,
    SEES_LEAKS,
    SEES_ROSTER,
    SEES_SCREENING,
    SEES_SUBSIDIES,
    STAFF,
    SUPERVISES,
    SYS,
    TOWN,
    Route,
    action,
    matter,
    public,
    staff,
)
from tests.who_may_assessment import OF_ASSESSMENT
from tests.who_may_figures import OF_FIGURES
from tests.who_may_people import OF_PEOPLE
from tests.who_may_places import places
from tests.who_may_services import OF_LEGAL_SERVICES

pytestmark = pytest.mark.django_db

PEOPLE = (*(name for name, *_ in IN_THE_COUNTY), "nobody")


ROUTES = (
    # One's own desk
    Route("workbench", "/", {200: STAFF, 302: ADMINS}),
    Route("sign-in", "/sign-in/", {200: f"{STAFF} {ADMINS}"}, nobody=200),
    Route("sign-out", "/sign-out/", {302: f"{STAFF} {ADMINS}"}, post={}),
    Route("switch", "/switch/", {200: f"{STAFF} {ADMINS}"}, nobody=200),
    Route("act-for", "/act-for/", {302: f"{STAFF} {ADMINS}"}, post={"post": "1"}),
    Route("profile", "/me/", {200: f"{STAFF} {ADMINS}"}),
    Route("password", "/me/password/", {200: f"{STAFF} {ADMINS}"}),
    Route("ui:mode", "/ui/mode", {302: f"{STAFF} {ADMINS}"}, post={"mode": "elder", "next": "/"}),
    staff("search", "/search/?q=张三"),
    staff("errand-new", "/errands/new/"),
    Route("errand-done", "/errands/{errand}/done/", {303: f"{TOWN} {ABOVE} {CORRECTS} {COUNTS_ALONE}", 404: ELSEWHERE}, post={}),
    staff("offices", "/offices/"),
    Route("looks", "/looks/", {200: "leader office_head office2_head other_head"}),
    staff("laws", "/laws/"),
    staff("law", "/laws/人民调解法/29/"),
    # Registers
    Route("register", "/register/mediation/", {200: MEDIATES, 404: f"{CORRECTS} {COUNTS_ALONE}"}),
    Route("register", "/register/nothing/", {404: STAFF}, note="of no line"),
    Route("register-export", "/register/mediation/export.xlsx", {200: MEDIATES, 404: f"{CORRECTS} {COUNTS_ALONE}"}),
    Route("opening", "/register/mediation/new/", {
        200: "mediator second head office_head office_staff village_head village2_head office2_head other_head", 303: "clerk",
    }),
    Route("open-new", "/register/mediation/new/apply/", {
        200: "mediator second head office_head office_staff clerk village_head village2_head office2_head other_head",
    }),
    Route("open-new", "/register/mediation/new/nothing/", {404: STAFF}, note="of no action"),
    # One matter
    matter("matter", "/matters/{code}/"),
    Route("matter", "/matters/0123456789abcdef0123456789abcdef/", {404: STAFF}, note="of nobody"),
    Route("matter", "/matters/x/", {404: STAFF}, note="no id"),
    action("session", "mediator second head"),
    Route("act", "/matters/{code}/do/no_such_action/", {404: STAFF}, note="of nothing"),
    action("suspend", "head office_head"),
    Route("act", "/matters/{code}/do/set_aside/", {303: "section", 404: OUTSIDE}, note="set_aside, too early"),
    action("time_is_up", ""),
    action("note", "mediator second head office_head office_staff clerk"),
    action("tag", "office_head section"),
    action("share", "head office_head section"),
    action("recuse", "head office_head section"),
    Route("correct-entry", "/matters/{code}/entries/1/correct/", {
        200: "mediator second head office_head office_staff clerk", 404: OUTSIDE,
    }),
    matter("party", "/matters/{code}/parties/1/"),
    matter("paper", "/matters/{code}/papers/1.pdf"),
    Route("paper", "/matters/{code}/papers/99.pdf", {404: STAFF}, note="of nobody"),
    matter("paper-preview", "/matters/{code}/preview/agreement.pdf"),
    matter("dossier", "/matters/{code}/dossier.pdf"),
    # Announcements, forms of one's own
    staff("notices", "/notices/"),
    Route("notices-seen", "/notices/seen/", {303: STAFF}, post={}),
    Route("own-forms", "/forms/", {200: KEEPS_FORMS}),
    Route("own-form", "/forms/mediation/agreement/", {200: KEEPS_FORMS}),
    Route("own-form-starter", "/forms/mediation/agreement/starter.docx", {200: KEEPS_FORMS}),
    Route("own-form-stock", "/forms/mediation/agreement/stock.pdf", {200: KEEPS_FORMS}),
    Route("own-form-file", "/forms/999999/file.docx", {404: KEEPS_FORMS}),
    Route("own-form-try", "/forms/999999/try.docx", {404: KEEPS_FORMS}),
    Route("own-form-withdraw", "/forms/999999/withdraw/", {404: KEEPS_FORMS}, post={}),
    # Letters with other bodies
    Route("exchange-in", "/exchange/in/", {405: f"{STAFF} {ADMINS}"}, nobody=405, note="not to be leafed through"),
    Route("exchange-in", "/exchange/in/", {400: f"{STAFF} {ADMINS}"}, nobody=400, post={}, note="without a signature"),
    Route("exchange-inbox", "/exchange/letters/", {200: EXCHANGES}),
    Route("exchange-outbox", "/exchange/letters/out/", {200: EXCHANGES}),
    Route("exchange-fetch", "/exchange/letters/out/fetch/", {303: EXCHANGES}, post={}, note="of nothing"),
    Route("exchange-message", "/exchange/letters/999999/", {404: EXCHANGES}, note="of nobody"),
    Route("exchange-handled", "/exchange/letters/999999/handled/", {404: EXCHANGES}, post={}),
    Route("exchange-resend", "/exchange/letters/999999/resend/", {404: EXCHANGES}, post={}),
    Route("exchange-part", "/exchange/letters/999999/parts/ab/", {404: EXCHANGES}),
    # What outside systems are told
    Route("filings", "/exchange/filings/", {200: FILES}),
    Route("filing", "/exchange/filings/{system}/{code}/", {200: "office_head office_staff section", 404: "office2_head other_head other_section"}),
    Route("filing-export", "/exchange/filings/{system}/export/", {404: "other_head other_section"}, post={}, note="without a form"),
    Route("filing-answers", "/exchange/filings/{system}/answers/", {
        422: "office_head office_staff office2_head section", 404: "other_head other_section"}, post={}),
    Route("filing-compare", "/exchange/filings/{system}/compare/", {
        422: "office_head office_staff office2_head section", 404: "other_head other_section"}, post={}),
    Route("reconciliation", "/exchange/filings/compared/999999/", {404: FILES}, note="of nobody"),
    Route("difference-decide", "/exchange/filings/compared/999999/1/decide/", {404: FILES}, post={}),
    Route("difference-open", "/exchange/filings/compared/999999/1/open/", {404: FILES}, post={}),
    Route("outside-systems", "/exchange/filings/systems/", {200: "section other_section"}),
    Route("outside-system-new", "/exchange/filings/systems/new/", {200: "section other_section"}),
    Route("outside-system", "/exchange/filings/systems/{system}/", {200: "section", 404: "other_section"}),
    # Committees and mediators
    Route("committees", "/mediation/committees/", {200: SEES_COMMITTEES, 404: f"clerk finance {CORRECTS} {COUNTS_ALONE}"}),
    Route("committee-standards", "/mediation/committees/standards/", {200: SEES_COMMITTEES}),
    Route("committee-standard-new", "/mediation/committees/standards/new/", {200: "section other_section"}),
    Route("committee-standard", "/mediation/committees/{code}/standard/assess/", {404: STAFF}, note="of no committee"),
    Route("committees-export", "/mediation/committees/export.xlsx", {200: SEES_COMMITTEES, 404: f"clerk finance {CORRECTS} {COUNTS_ALONE}"}),
    Route("committees-import", "/mediation/committees/import/", {200: "office_head office2_head section other_head other_section"}),
    staff("committees-form", "/mediation/committees/import/form.xlsx"),
    Route("mediators", "/mediation/mediators/", {200: SEES_COMMITTEES, 404: f"clerk finance {CORRECTS} {COUNTS_ALONE}"}),
    Route("mediators-export", "/mediation/mediators/export.xlsx", {200: SEES_COMMITTEES, 404: f"clerk finance {CORRECTS} {COUNTS_ALONE}"}),
    Route("mediators-training", "/mediation/mediators/training/", {200: KEEPS_ROSTER}),
    Route("mediator", "/mediation/mediators/{code}/1/", {404: STAFF}, note="of no committee"),
    Route("mediator-change", "/mediation/mediators/{code}/1/change/", {404: STAFF}, note="of no committee"),
    # Ledgers
    Route("imports", "/imports/", {200: f"{ENTERS_PAPER} {CORRECTS}"}),
    Route("imports", "/imports/?kind=corrections", {200: CORRECTS, 404: ENTERS_PAPER}, note="of a kind one may not enter"),
    Route("import-run", "/imports/{register}/", {200: CORRECTS, 404: ENTERS_PAPER}, note="of another line"),
    Route("import-refused", "/imports/{register}/refused.xlsx", {200: CORRECTS, 404: ENTERS_PAPER}, note="of another line"),
    Route("import-run", "/imports/{import}/", {200: "head office_head", 404: f"mediator second office_staff {HEADS_ELSEWHERE} {CORRECTS}"}),
    Route("import-columns", "/imports/{import}/columns/", {200: "head office_head", 404: f"mediator second office_staff {HEADS_ELSEWHERE} {CORRECTS}"}),
    Route("import-words", "/imports/{import}/words/", {303: "head office_head", 404: f"mediator second office_staff {HEADS_ELSEWHERE} {CORRECTS}"}, post={}),
    Route("import-enter", "/imports/{import}/enter/", {303: "head office_head", 404: f"mediator second office_staff {HEADS_ELSEWHERE} {CORRECTS}"}, post={}),
    Route("import-stop", "/imports/{import}/stop/", {404: f"mediator second office_staff {HEADS_ELSEWHERE} {CORRECTS}"}, post={}, note="nothing at work"),
    Route("import-undo", "/imports/{import}/undo/", {404: f"mediator second office_staff {HEADS_ELSEWHERE} {CORRECTS}"}, post={}, note="without a reason"),
    Route("import-refused", "/imports/{import}/refused.xlsx", {200: "head office_head", 404: f"mediator second office_staff {HEADS_ELSEWHERE} {CORRECTS}"}),
    # Subsidies
    Route("subsidies", "/mediation/subsidies/", {200: SEES_SUBSIDIES, 404: f"clerk {CORRECTS} {COUNTS_ALONE}"}),
    Route("subsidies-export", "/mediation/subsidies/export.xlsx", {200: SEES_SUBSIDIES, 404: f"clerk {CORRECTS} {COUNTS_ALONE}"}),
    Route("subsidy-draw", "/mediation/subsidies/draw/", {403: STAFF}, post={}, note="nothing to draw from"),
    Route("subsidy-rules", "/mediation/subsidies/rules/", {200: SEES_SUBSIDIES}),
    Route("subsidy-rule-new", "/mediation/subsidies/rules/new/", {200: "section other_section"}),
    Route("subsidy-batches", "/mediation/subsidies/batches/", {200: SEES_SUBSIDIES}),
    Route("subsidy-batch-new", "/mediation/subsidies/batches/new/", {200: "section other_section leader"}),
    Route("subsidy-batch", "/mediation/subsidies/batches/999999/", {404: STAFF}, note="of nobody"),
    Route("subsidy-notice", "/mediation/subsidies/batches/999999/notice/", {404: STAFF}, note="of nobody"),
    Route("subsidy-list-make", "/mediation/subsidies/batches/999999/list/", {404: "section other_section leader"}, post={}),
    Route("subsidy-list-file", "/mediation/subsidies/batches/999999/list/1.xlsx", {404: STAFF}, note="of nobody"),
    Route("subsidy-pay", "/mediation/subsidies/batches/999999/pay/", {404: "finance"}, post={}),
    # What leaves the machine
    Route("out-messages", "/messages/", {200: ATTENDS}),
    Route("out-messages-attend", "/messages/attend/", {303: ATTENDS}, post={"do": "again", "message": "01a2023e-0f27-75f1-91e6-e841ba8a42bf"}),
    staff("contact", "/me/contact/"),
    # The dispute platform
    Route("command", "/disputes/command/", {200: SEES_DISPUTES, 403: "finance"}),
    Route("report-beside", "/disputes/reports/beside/", {
        200: f"{TOWN} village_head village2_head office2_head other_head office_head office_staff clerk", 403: "section leader finance other_section",
    }, post={"summary": "邻居李四家盖房子，滴水排到我家院墙上。"}),
    Route("dispute-compare", "/disputes/compare/{dispute}/{dispute}/", {
        200: "office_head office_staff clerk section leader", 403: ADMINS,
    }, rest=404),
    Route("dispute-compare", "/disputes/compare/{code}/{dispute}/", {404: STAFF}, note="of a case"),
    Route("register", "/register/reports/", {200: SEES_DISPUTES, 403: ADMINS}, rest=404, note="of what came in"),
    Route("register", "/register/disputes/", {200: SEES_DISPUTES, 403: ADMINS}, rest=404, note="of disputes"),
    Route("open-new", "/register/reports/new/intake/", {
        200: f"{TOWN} village_head village2_head office2_head other_head office_head office_staff clerk",
    }, rest=403, note="of what comes in"),
    # Community corrections
    Route("register", "/register/corrections/", {200: SEES_LEAKS, 403: ADMINS}, rest=404, note="of cases under supervision"),
    Route("register", "/register/investigations/", {200: SEES_LEAKS, 403: ADMINS}, rest=404, note="of investigations"),
    Route("register", "/register/correction_sessions/", {200: SEES_LEAKS, 403: ADMINS}, rest=404, note="of sessions"),
    Route("open-new", "/register/investigations/new/receive/", {200: CORRECTS}, note="an investigation"),
    Route("open-new", "/register/correction_sessions/new/plan_session/", {200: ANSWERS_LETTERS}, note="a session"),
    Route("corrections-delegations", "/corrections/delegations/", {200: SEES_CORRECTIONS}),
    Route("corrections-delegations", "/corrections/delegations/", {422: "corrections_head"}, post={}, note="of nothing"),
    Route("corrections-delegation-end", "/corrections/delegations/999999/end/", {}, post={}, note="of nobody"),
    Route("corrections-handover", "/corrections/handover/", {200: SEES_CORRECTIONS}),
    Route("corrections-handover", "/corrections/handover/", {422: CORRECTS}, post={}, note="without a package"),
    Route("corrections-handover-in", f"/corrections/handover/in/{'0' * 64}/", {404: CORRECTS}, note="of nothing"),
    Route("corrections-handover-out", "/corrections/handover/out/{code}/", {404: CORRECTS}, note="of a mediation case"),
    *OF_PEOPLE,
    *OF_LEGAL_SERVICES, *OF_FIGURES, *OF_ASSESSMENT,
    # Screening
    Route("screening-mine", "/screening/", {200: SEES_SCREENING, 404: f"clerk finance {CORRECTS} {COUNTS_ALONE}"}),
    Route("screening-file", "/screening/reports/{report}/", {
        200: "village_head office_head office_staff", 403: f"section leader {ADMINS}",
    }, rest=404),
    Route("screening-file", "/screening/reports/{code}/", {404: STAFF}, note="of a case"),
    Route("screening-file", "/screening/reports/x/", {404: STAFF}, note="no id"),
    Route("screening-roster", "/screening/periods/{period}/roster/", {200: "section leader", 403: ADMINS}, rest=404),
    Route("screening-roster", "/screening/periods/{code}/roster/", {404: STAFF}, note="of a case"),
    Route("register", "/register/rounds/", {200: RUNS_SCREENING, 403: ADMINS}, rest=404, note="of rounds"),
    Route("register", "/register/screenings/", {200: SEES_SCREENING, 403: ADMINS}, rest=404, note="of reports"),
    Route("register", "/register/leads/", {200: f"{SEES_SCREENING} clerk", 403: ADMINS}, rest=404, note="of leads"),
    Route("register", "/register/sensitive_periods/", {200: RUNS_SCREENING, 403: ADMINS}, rest=404, note="of sensitive periods"),
    Route("open-new", "/register/rounds/new/plan/", {
        200: "office_head office2_head other_head section other_section leader",
    }, note="a round"),
    Route("opening", "/register/screenings/new/", {}, note="nobody opens a report by hand"),
    Route("open-new", "/register/leads/new/find/", {
        200: f"{TOWN} village_head village2_head office_head office2_head other_head office_staff clerk",
    }, note="a lead"),
    Route("open-new", "/register/sensitive_periods/new/declare/", {200: "section other_section leader"}, note="a period"),
    # Rooms, terminals, beds: whoever lends them keeps them, in the own reach
    Route("booking-resources", "/booking/", {200: SEES_BOOKING}),
    Route("booking-calendar", "/booking/calendar/", {200: SEES_BOOKING}),
    Route("booking-resource-new", "/booking/new/", {200: KEEPS_BOOKING}),
    Route("booking-resource", "/booking/{resource}/", {200: "office_head corrections_head", 404: "office2_head other_head"}),
    Route("booking-times", "/booking/{resource}/times/", {422: "office_head corrections_head", 404: "office2_head other_head"}, post={}),
    Route("booking-time-end", "/booking/{resource}/times/999999/end/", {404: KEEPS_BOOKING}, post={}, note="of nobody"),
    Route("booking-close", "/booking/{resource}/closures/", {422: "office_head corrections_head", 404: "office2_head other_head"}, post={}),
    Route("booking-reopen", "/booking/{resource}/closures/999999/end/", {404: KEEPS_BOOKING}, post={}, note="of nobody"),
    Route("booking-checked", "/booking/{resource}/checked/", {422: "office_head corrections_head", 404: "office2_head other_head"}, post={}),
    # The duty roster
    Route("roster", "/booking/roster/", {200: SEES_ROSTER}),
    Route("roster", "/booking/roster/", {422: FILLS_ROSTER}, post={}, note="without having seen it"),
    Route("roster", "/booking/roster/?office={other_office}", {200: "other_head", 404: SEES_ROSTER}, note="of another county"),
    Route("roster-sheet", "/booking/roster/sheet/", {200: SEES_ROSTER}),
    Route("roster-shifts", "/booking/roster/shifts/", {200: FILLS_ROSTER}),
    Route("roster-repeat", "/booking/roster/repeat/", {404: SEES_ROSTER}, post={}, note="of no office"),
    Route("roster-shift-end", "/booking/roster/shifts/999999/end/", {404: SEES_ROSTER}, post={}, note="of no office"),
    Route("roster-shift-sign", "/booking/roster/shifts/999999/sign/", {404: SEES_ROSTER}, post={}, note="of no office"),
    Route("roster-mine", "/booking/roster/mine/", {200: STAFF}, note="the own duties, whoever has one"),
    Route("roster-mine", "/booking/roster/mine/", {404: STAFF}, post={"duty": "999999", "act": "in"}, note="of nobody"),
    Route("roster-away", "/booking/roster/away/", {404: SEES_ROSTER}, post={}, note="of no office"),
    Route("roster-back", "/booking/roster/away/999999/end/", {404: SEES_ROSTER}, post={}, note="of no office"),
    Route("roster-duty", "/booking/roster/999999/", {404: SEES_ROSTER}, note="of nobody"),
    # The corrections centre
    Route("corrections-centre", "/corrections/centre/", {200: SEES_CORRECTIONS}),
    Route("corrections-centre", "/corrections/centre/", {422: AT_CENTRE, 404: "other_head"}, post={}, note="a booking of nothing"),
    Route("corrections-centre-cancel", "/corrections/centre/bookings/x/cancel/", {404: ARRANGES_MEETINGS}, post={}, note="of nobody"),
    Route("corrections-centre-used", "/corrections/centre/bookings/x/used/", {404: ARRANGES_MEETINGS}, note="of nobody"),
    Route("corrections-centre-receive", "/corrections/centre/reception/", {422: CORRECTS, 404: "other_head"}, post={}, note="of nobody"),
    Route("corrections-centre-ledger", "/corrections/centre/ledgers/rooms/", {200: f"{AT_CENTRE} leader", 404: "other_head"}),
    Route("corrections-centre-ledger-excel", "/corrections/centre/ledgers/reception/export.xlsx", {200: f"{AT_CENTRE} leader", 404: "other_head"}),
    Route("corrections-centre-ledger-ask", "/corrections/centre/ledgers/rooms/ask/", {200: f"{AT_CENTRE} leader", 404: "other_head"}),
    Route("booking-meeting", "/booking/meeting/", {200: ARRANGES_MEETINGS}),
    Route("booking-cancel", "/booking/meeting/x/cancel/", {404: ARRANGES_MEETINGS}, post={}, note="of nobody"),
    # Prison visits
    Route("register", "/register/visits/", {200: ARRANGES_VISITS, 403: ADMINS}, rest=404, note="of visits"),
    Route("register", "/register/visit_restrictions/", {200: ARRANGES_VISITS, 403: ADMINS}, rest=404, note="of what prisons said"),
    Route("open-new", "/register/visits/new/ask/", {200: ARRANGES_VISITS}, note="a visit"),
    Route("open-new", "/register/visit_restrictions/new/record/", {200: ARRANGES_VISITS}, note="what a prison said"),
    Route("matter", "/matters/{visit}/", {200: "office_head office_staff", 403: ADMINS}, rest=404, note="of a visit"),
    Route("act", "/matters/{visit}/do/forward/", {200: "office_head office_staff", 403: ADMINS}, rest=404, note="forward a visit"),
    Route("act", "/matters/{visit}/do/no_show/", {403: f"office_head office_staff {ADMINS}"}, rest=404, note="no_show, the system's"),
    Route("visits-slots", "/visits/requests/{visit}/slots/", {200: "office_head office_staff", 404: "office2_head other_head"}),
    Route("visits-day", "/visits/day/", {200: ARRANGES_VISITS}),
    Route("visits-prisons", "/visits/prisons/", {200: ARRANGES_VISITS}),
    Route("visits-prison-new", "/visits/prisons/new/", {}, note="the bureau's clerk alone"),
    Route("visits-prison", "/visits/prisons/{prison}/", {200: "office_head office_staff office2_head", 404: "other_head"}),
    Route("visits-prison", "/visits/prisons/{prison}/", {404: "other_head"}, post={}, note="a new rule"),
    Route("visits-figures", "/visits/figures/", {200: f"{ARRANGES_VISITS} leader statistics"}),
    Route("visits-figures-pdf", "/visits/figures/sheet.pdf", {200: f"{ARRANGES_VISITS} leader statistics"}),
    # Resettlement: the county's agency and the justice offices; nobody else learns that somebody is on the register
    Route("release-import", "/resettlement/import/", {}, note="nobody here is of the county's agency"),
    Route("help-counts", "/resettlement/counts/", {200: "office_head office2_head other_head leader statistics"}),
    Route("help-counts-paper", "/resettlement/counts/half-year.pdf", {200: "office_head office2_head other_head leader statistics"}),
    Route("help-counts-paper", "/resettlement/counts/nothing.pdf", {404: "office_head office2_head other_head leader statistics"}, note="of nothing"),
    Route("register", "/register/resettlement/", {200: HELPS, 403: ADMINS}, rest=404, note="of releases"),
    Route("register", "/register/bases/", {200: HELPS, 403: ADMINS}, rest=404, note="of bases"),
    Route("register", "/register/stays/", {200: HELPS, 403: ADMINS}, rest=404, note="of stays"),
    Route("open-new", "/register/resettlement/new/walk_in/", {200: HELPS}, note="a walk-in"),
    Route("open-new", "/register/resettlement/new/receive_notice/", {}, note="a notice"),
    Route("open-new", "/register/stays/new/apply/", {200: HELPS}, note="a stay"),
    Route("open-new", "/register/bases/new/set_up/", {}, note="a base"),
    # Community corrections: suspicions, the procuratorate, lists of other bodies
    Route("corrections-leaks", "/corrections/leaks/", {200: SEES_LEAKS, 403: ADMINS}, rest=404),
    Route("corrections-procuracy", "/corrections/procuracy/", {200: SEES_LEAKS, 403: ADMINS}, rest=404),
    Route("corrections-lists", "/corrections/lists/", {200: "corrections corrections_head", 403: ADMINS}, rest=404),
    Route("corrections-list", "/corrections/lists/1/", {403: ADMINS}, rest=404, note="of nothing"),
    # Personal data: the privacy officer's page, many rows at once, what is sealed, what may be given to whom
    Route("privacy", "/privacy/", {}, note="nobody here holds that post"),
    Route("unseal", "/privacy/unseal/", {}, post={"number": "1"}),
    Route("bulk-ask", "/register/corrections/export/ask/", {200: SUPERVISES, 404: f"{STAFF} other_section"}, note="of a guarded line"),
    Route("bulk-asks", "/bulk/", {200: CONSENTS}),
    Route("bulk-answer", "/bulk/999999/", {404: CONSENTS}, post={"answer": "yes"}, note="of nobody"),
    Route("sealed-view", "/corrections/queries/{code}/view/", {404: OUTSIDE}, note="of a matter that is no query"),
    Route("register", "/register/sealed_queries/", {200: "corrections_head", 404: f"{MEDIATES} corrections {COUNTS_ALONE}"}, note="of sealed queries"),
    Route("may-be-given", "/corrections/letters/may-be-given/", {200: ANSWERS_LETTERS}),
    # Citizens: public pages, the same for everybody; what is one's own opens to a proved telephone alone
    public("portal-home", "/m/"),
    public("portal-begin", "/m/begin/dispute/", status=503, note="before the places are published"),
    public("portal-begin", "/m/begin/visit/", status=503, note="a visit, before the places are published"),
    public("portal-begin", "/m/begin/nothing/", status=404, note="of nothing"),
    public("portal-enter", "/m/enter/"),
    public("portal-mine", "/m/mine/", status=303),
    public("portal-one", "/m/mine/0123456789abcdef0123456789abcdef/", status=303),
    public("portal-act", "/m/mine/0123456789abcdef0123456789abcdef/do/rate/", status=303),
    public("portal-file", "/m/mine/0123456789abcdef0123456789abcdef/files/01a2023e-0f27-75f1-91e6-e841ba8a42bf/", status=303),
    public("portal-sent", "/m/sent/01a2023e-0f27-75f1-91e6-e841ba8a42bf/", status=303),
    public("portal-leave", "/m/leave/", status=303, post={}),
    public("portal-mode", "/m/mode/", status=303, post={"mode": "elder"}),
    public("portal-about", "/m/about/"),
    public("portal-directory", "/m/directory/?now=1"),
    public("portal-guide", "/m/guides/questions/?q=工资", note="what is known already"),
    public("portal-guide", "/m/guides/nothing/", 404, note="no such guide"),
    public("portal-guide", "/m/guides/rights/?all=1", note="the law in ten cards, to be printed"),
    public("portal-guide-entry", "/m/guides/rights/apply/", 404, note="before anything is published"),
    public("portal-begin", "/m/begin/paper/?k=order", status=503, note="a paper of one's own, before the places are published"),
    public("portal-guide-entry", "/m/guides/notary/will/", 404, note="of a county without a notary office"),
    public("portal-offline", "/m/offline/"),
    public("portal-worker", "/m/worker.js"),
    public("portal-manifest", "/m/manifest.webmanifest"),
    Route("office-poster", "/offices/{justice_office}/poster.pdf", {200: f"office_head office_staff clerk section leader finance {CORRECTS} {COUNTS_ALONE}", 404: f"{TOWN} {ELSEWHERE}"}),
    Route("office-poster", "/offices/{office}/poster.pdf", {404: STAFF}, note="of a committee"),
    # The administrators' desk
    Route("admin", "/admin/", {303: ADMINS}),
    Route("admin-offices", "/admin/offices/", {200: ADMINS}),
    Route("admin-office", "/admin/offices/{office}/", {200: ADMINS}),
    Route("admin-office", "/admin/offices/{other_office}/", {404: ADMINS}, note="of another county"),
    Route("admin-office-new", "/admin/offices/new/", {200: SYS}),
    Route("admin-office-edit", "/admin/offices/{office}/edit/", {200: SYS}),
    Route("admin-office-edit", "/admin/offices/{other_office}/edit/", {404: SYS}, note="of another county"),
    Route("admin-office-close", "/admin/offices/{office}/close/", {200: SYS}),
    Route("admin-office-move", "/admin/offices/{office}/move/", {200: SYS}),
    Route("admin-import", "/admin/offices/import/", {200: SYS}),
    Route("admin-import-carry-out", "/admin/offices/import/carry-out/", {403: SYS}, post={"rows": "forged"}),
    Route("admin-import-template", "/admin/offices/import/template.xlsx", {200: SYS}),
    Route("admin-people", "/admin/people/", {200: ADMINS}),
    Route("admin-person", "/admin/people/{mediator}/", {200: ADMINS}),
    Route("admin-person", "/admin/people/{other_head}/", {404: ADMINS}, note="of another county"),
    Route("admin-person-new", "/admin/people/new/", {200: SYS}),
    Route("admin-person-edit", "/admin/people/{mediator}/edit/", {200: SYS}),
    Route("admin-person-leave", "/admin/people/{mediator}/leave/", {200: SYS}),
    Route("admin-person-return", "/admin/people/{left}/return/", {303: SYS}, post={}),
    Route("admin-person-confirm", "/admin/people/{waiting}/confirm/", {200: SEC}, post={}),
    Route("admin-person-password", "/admin/people/{mediator}/password/", {200: SEC}, post={}),
    Route("admin-person-password", "/admin/people/{other_head}/password/", {404: SEC}, post={}, note="of another county"),
    Route("admin-person-unlock", "/admin/people/{mediator}/unlock/", {303: SEC}, post={}),
    Route("admin-person-second-factor", "/admin/people/{mediator}/second-factor/", {403: SEC}, post={}),
    Route("admin-post-new", "/admin/people/{mediator}/posts/new/", {200: SYS}),
    Route("admin-post-end", "/admin/posts/{post}/end/", {200: SYS}),
    Route("admin-post-roles", "/admin/posts/{post}/roles/", {200: SEC}),
    Route("admin-post-roles", "/admin/posts/{other_post}/roles/", {404: SEC}, note="of another county"),
    Route("admin-locks", "/admin/locks/", {200: SEC}),
    Route("admin-second-factor", "/admin/locks/second-factor/", {303: SEC}, post={"roles": ["leader"]}),
    Route("admin-parameters", "/admin/parameters/", {200: ADMINS}),
    Route("admin-parameter", "/admin/parameters/mediation/accept_days/", {200: ADMINS}),
    Route("admin-parameter", "/admin/parameters/mediation/accept_days/", {422: SYS}, post={}),
    Route("admin-parameter", "/admin/parameters/mediation/other/", {404: ADMINS}, note="none of the procedure"),
    Route("admin-messages", "/admin/messages/", {200: SYS}),
    Route("admin-message-house", "/admin/messages/rules/", {200: SYS}),
    Route("admin-message-channel", "/admin/messages/sms/", {200: SYS}),
    Route("admin-message-channel", "/admin/messages/email/", {200: SYS}, note="email"),
    Route("admin-message-channel", "/admin/messages/pigeon/", {404: SYS}, note="of nothing"),
    Route("admin-message-trial", "/admin/messages/sms/trial/", {303: SYS}, post={"to": "13900001234"}),
    Route("admin-partners", "/admin/exchange/", {200: ADMINS}),
    Route("admin-exchange-key", "/admin/exchange/key/", {303: SYS}, post={}),
    Route("admin-partner-new", "/admin/exchange/new/", {200: SYS}),
    Route("admin-partner", "/admin/exchange/{partner}/", {200: ADMINS}),
    Route("admin-partner", "/admin/exchange/{other_partner}/", {404: ADMINS}, note="of another county"),
    Route("admin-partner-edit", "/admin/exchange/{partner}/edit/", {200: SYS}),
    Route("admin-partner-edit", "/admin/exchange/{other_partner}/edit/", {404: SYS}, note="of another county"),
    Route("admin-partner-confirm", "/admin/exchange/{partner}/confirm/", {303: SEC}, post={}),
    Route("admin-partner-key", "/admin/exchange/{partner}/keys/", {422: SYS}, post={}),
    Route("admin-partner-key-retire", "/admin/exchange/{partner}/keys/999999/retire/", {404: f"{SYS} {SEC}"}, post={}),
    Route("admin-log", "/admin/logs/deeds/", {200: AUD}),
    Route("admin-log", "/admin/logs/sign-ins/", {200: AUD}, note="sign-ins"),
    Route("admin-log", "/admin/logs/looks/", {200: AUD}, note="looks"),
    Route("admin-log", "/admin/logs/unusual/", {200: AUD}, note="looks to ask about"),
    Route("admin-log", "/admin/logs/nothing/", {404: AUD}, note="of nothing"),
    Route("admin-log-export", "/admin/logs/deeds/export.xlsx", {200: AUD}),
)  # fmt: skip

# The look's own gallery is there in development and under test only; it shows nothing of the office.
NOT_SERVED = ("gallery",)


def names_of(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """Every name an address may be reversed by, namespaces before a colon."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            if str(pattern.pattern).rstrip("/") not in NOT_SERVED:
                yield from names_of(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_route_is_in_the_table() -> None:
    served = set(names_of(get_resolver().url_patterns))
    missing = sorted(served - {route.name for route in ROUTES})
    assert missing == [], f"not in the table of {__file__}: say who may open them"
    assert sorted({route.name for route in ROUTES} - served) == []


@dataclass
class World:
    """The county of the table: what the addresses name, one case in each committee, and everybody signed in."""

    county: County
    places: dict[str, Any]
    cases: dict[str, Case]
    clients: dict[str, WebClient]

    @property
    def case(self) -> Case:
        return self.cases["town"]

    @property
    def matter(self) -> Matter:
        assert self.case.matter is not None
        return self.case.matter

    def statuses(self, people: str) -> dict[str, int]:
        """What each of them gets for the page of the table's matter."""
        return {name: self.clients[name].get(f"/matters/{self.matter.code}/").status_code for name in people.split()}


def at_their_desk(county: County, name: str) -> WebClient:
    """Signed in, and seen so lately that no page of the table needs to write it down, which would be taken back with the page."""
    if name == "nobody":
        return signed_in(None)
    client = signed_in(county.staff(name))
    session = client.session
    session.update({SIGNED_IN_AT: time.time(), SEEN_AT: time.time() + 60 * 60})
    session.save()
    return client


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with standing_county(django_db_blocker) as county:
        cases = {
            "town": Case(county), "village": Case(county, "village", head="village_head", mediator="village_head"),
            "village2": Case(county, "village2", head="village2_head", mediator="village2_head"),
        }  # fmt: skip
        for case in cases.values():
            case.in_mediation("2026-05-06")
        clients = {name: at_their_desk(county, name) for name in PEOPLE}
        found = places(county, cases["town"])
        folding.fold_all_changes()  # once, not by every reader
        yield World(county, found, cases, clients)


@pytest.fixture
def world(built: World) -> Iterator[World]:
    """The world, given back as it was."""
    with transaction.atomic():
        yield built
        transaction.set_rollback(True)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.id)
def test_the_table(route: Route, world: World) -> None:
    address = route.path.format(**world.places)
    wrong = {}  # person: (found, expected)
    for person, client in world.clients.items():
        kept = client.cookies.output(header="", sep=";")
        with transaction.atomic():
            response = client.get(address) if route.post is None else client.post(address, route.post)
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(kept)  # signing out is taken back, too
        if response.status_code != route.status_for(person):
            wrong[person] = (response.status_code, route.status_for(person))
        if response.status_code == 403:
            assert_says_why(response.content.decode())
    assert wrong == {}


def assert_says_why(page: str) -> None:
    """A refusal names its reason and a way on."""
    assert "现在不能办理" in page or "管理员不办理业务" in page
    assert "办理" in page
    assert "操作失败" not in page


# Matters that are restricted, sealed, shared, recused ------------------------------------------------------------------


def everyday(code: str) -> Any:
    return next(action for action in p.GENERAL.actions if action.code == code)


def test_a_restricted_matter(world: World) -> None:
    """限制查看：承办人、主任、所长、业务科室看得到；同一调委会的别的调解员、所员、局领导看不到。"""
    head = world.county["head"]
    world.case.do(everyday("restrict"), "2026-05-06", actor=head, restricted="minor", reason="涉及未成年人")
    assert world.statuses(f"{TOWN} {ABOVE}") == {
        "mediator": 200, "head": 200, "office_head": 200, "section": 200, "second": 404, "office_staff": 404, "clerk": 404,
        "leader": 404, "finance": 404,
    }  # fmt: skip


def test_a_sealed_matter_is_nowhere(world: World) -> None:
    """封存：谁的列表、页面、查找里都没有。"""
    Matter.objects.filter(pk=world.matter.pk).update(sealed=True)
    assert set(world.statuses(f"{TOWN} {ABOVE}").values()) == {404}
    for address in ("/register/mediation/", "/?who=all", "/search/?q=张三"):
        assert world.matter.code not in world.clients["section"].get(address).content.decode()


def test_a_shared_matter_is_seen_but_not_decided(world: World) -> None:
    """协办的机构看得到、进得去，决定仍由承办机构作。"""
    head, village2 = world.county["head"], world.county.offices["village2"].pk
    assert world.statuses("village2_head office2_head") == {"village2_head": 404, "office2_head": 404}
    world.case.do(everyday("share"), "2026-05-06", actor=head, office=village2, reason="涉及竹溪村村民")
    assert world.statuses("village2_head office2_head other_head") == {
        "village2_head": 200, "office2_head": 200, "other_head": 404,
    }  # fmt: skip
    response = world.clients["village2_head"].get(f"/matters/{world.matter.code}/do/suspend/")
    assert response.status_code == 403
    assert "本案由枫林镇调委会承办，您只有协办权限。请由承办机构办理。" in response.content.decode()
    world.case.do(everyday("unshare"), "2026-05-07", actor=head, office=village2)
    assert world.statuses("village2_head") == {"village2_head": 404}


def test_a_recused_person_sees_nothing_of_it(world: World) -> None:
    """回避：登记以后，这个人打不开、列表里没有、查找也没有；别人照常。"""
    head, second = world.county["head"], world.county["second"].staff_id
    world.case.do(everyday("recuse"), "2026-05-06", actor=head, staff=second, reason="与被申请人是近亲属")
    assert world.statuses("second mediator head") == {"second": 404, "mediator": 200, "head": 200}
    for address in ("/register/mediation/", "/?who=all", "/search/?q=张三"):
        assert world.matter.code not in world.clients["second"].get(address).content.decode()


# Lists ------------------------------------------------------------------------------------------------------------------

SEES = {
    "mediator": {"town"}, "village_head": {"village"}, "office_head": {"town", "village"}, "office2_head": {"village2"},
    "section": {"town", "village", "village2"}, "leader": {"town", "village", "village2"}, "other_head": set(),
    "other_section": set(),
}  # fmt: skip


@pytest.mark.parametrize("address", ["/register/mediation/", "/?who=all", "/search/?q=张三"])
def test_lists_hold_what_lies_inside_the_reach(world: World, address: str) -> None:
    """枫林镇两个调委会、竹溪乡一个：各看各的，所长看本所的，县局看全县，邻县一件也看不到。"""
    codes = {name: case.matter.code for name, case in world.cases.items() if case.matter is not None}
    found = {}
    for who in SEES:
        page = world.clients[who].get(address).content.decode()
        found[who] = {name for name, code in codes.items() if code in page}
    assert found == SEES
