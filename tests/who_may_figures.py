"""Who may open what of the figures: their part of the permission table."""

from __future__ import annotations

from tests.who_may import ADMINS, CORRECTS, COUNTS_ALONE, MEDIATES, SEC, STAFF, SYS, Route, public, staff

COUNTS = "head village_head village2_head office_head office_staff office2_head other_head section other_section leader statistics"
ASKS_FIGURES = "statistics section corrections_head"
ANSWERS_FIGURES = "head mediator second village_head village2_head office_head office_staff office2_head other_head"
SUPERVISES_WORK = "leader section other_section corrections_head statistics office_head office_staff office2_head other_head"
NOBODYS = "0123456789abcdef0123456789abcdef"
COUNTS_CORRECTIONS = f"office_head office2_head other_head leader statistics {CORRECTS}"
READS_REPORTS = "section other_section leader office_head office2_head other_head statistics"

OF_FIGURES = [
    Route("figures-export", "/figures/export/?line=mediation", {200: COUNTS}),
    staff("count", "/figures/count/"),
    Route("count", "/figures/count/?line=mediation&by=office", {200: MEDIATES, 404: f"{CORRECTS} {COUNTS_ALONE}"}, note="of mediation"),
    Route("count-sheet", "/figures/count/sheet/?line=mediation&by=office", {200: MEDIATES, 404: f"{CORRECTS} {COUNTS_ALONE}"}),
    Route("count-save", "/figures/count/save/", {303: MEDIATES, 404: f"{CORRECTS} {COUNTS_ALONE}"}, post={"name": "本月", "shared": "own", "query": "line=mediation"}),
    Route("count-delete", "/figures/count/999999/delete/", {404: STAFF}, post={}, note="of nothing"),
    Route("figures", "/figures/", {200: f"{COUNTS} {CORRECTS}"}),
    Route("figure", "/figures/mediation/M01/", {200: COUNTS}),
    Route("figure", "/figures/corrections/I01/", {200: COUNTS_CORRECTIONS}, note="of corrections"),
    Route("figure", "/figures/mediation/M99/", {404: COUNTS}, note="that is not"),
    Route("figure", "/figures/aidcases/F6/", {200: "leader statistics"}, note="of legal aid cases"),
    Route("figure", "/figures/legalservice/S1/", {200: "office_head office2_head other_head leader statistics"}, note="of public legal services"),
    Route("figure", "/figures/advisers/K-village/", {200: "office_head office_staff office2_head other_head leader statistics"}, note="of advisers"),
    Route("figure", "/figures/screening/M11/", {200: "office_head office_staff office2_head other_head section other_section leader statistics"}, note="of screening"),
    Route("figure", "/figures/notary/N1/", {200: "leader statistics"}, note="of notary bookings"),
    Route("figure-matters", "/figures/legalservice/I-12/matters/", {200: "office_head office2_head other_head leader statistics"}, note="of consultations"),
    Route("figure", "/figures/legalaid/I-01/", {200: "leader statistics"}, note="of legal aid"),
    Route("frozen", "/figures/frozen/01a2023e-0f27-75f1-91e6-e841ba8a42bf/", {404: STAFF}, note="of nothing"),
    Route("frozen-moves", "/figures/frozen/01a2023e-0f27-75f1-91e6-e841ba8a42bf/mediation/M01/", {404: STAFF}, note="of nothing"),
    Route("register", "/register/locks/", {200: "leader statistics", 403: ADMINS}, rest=404, note="of locks"),
    Route("open-new", "/register/locks/new/propose/", {200: "statistics"}, note="a lock"),
    Route("board", "/board/", {200: f"{COUNTS} {CORRECTS}"}),
    Route("board", "/board/?wall=1", {200: f"{COUNTS} {CORRECTS}"}, note="on a wall"),
    Route("board-map", "/board/map/", {200: f"{COUNTS} {CORRECTS}"}),
    Route("board-places", "/board/map/places/", {200: ""}, note="only who keeps the registers: tests/test_board.py"),
    Route("board-places", "/board/map/places/", {200: ""}, post={}),
    Route("register", "/register/doubts/", {200: "office_head office_staff office2_head other_head section other_section corrections_head leader statistics", 403: ADMINS}, rest=404, note="of doubts"),
    Route("opening", "/register/doubts/new/", {}, note="nobody raises a doubt by hand"),
    Route("register", "/register/recalls/", {200: "section other_section leader statistics", 403: ADMINS}, rest=404, note="of recalls"),
    Route("opening", "/register/recalls/new/", {}, note="nobody draws by hand"),
    Route("figure", "/figures/recalls/Q02/", {200: "section other_section leader statistics"}, note="of recalls"),
    Route("register", "/register/figure_requests/", {200: f"{ASKS_FIGURES} other_section leader", 403: ADMINS}, rest=404, note="of requests for figures"),
    Route("register", "/register/figure_answers/", {200: f"{ASKS_FIGURES} {ANSWERS_FIGURES} other_section leader", 403: ADMINS}, rest=404, note="of answers"),
    Route("open-new", "/register/figure_requests/new/draft/", {200: f"{ASKS_FIGURES} other_section"}, note="a request for figures"),
    Route("burden-meter", "/burden/", {200: f"{ASKS_FIGURES} other_section leader office_head office2_head other_head"}),
    Route("burden-fill", f"/burden/answers/{NOBODYS}/", {404: STAFF}, note="of nobody"),
    Route("burden-table", f"/burden/requests/{NOBODYS}/table.xlsx", {404: STAFF}, note="of nobody"),
    Route("supervision-wall", "/supervision/", {200: SUPERVISES_WORK, 403: ADMINS}, rest=404),
    Route("open-new", "/register/supervision/new/issue/", {200: "leader section other_section corrections_head"}, note="a card"),
    Route("open-new", "/register/supervision_rules/new/set_rule/", {200: "leader"}, note="a rule of cards"),
    Route("figure-matters", "/figures/mediation/M01/matters/", {200: COUNTS}),
    Route("figure-matters", "/figures/hand_entries/R-study/matters/", {200: READS_REPORTS}, note="of the hand register"),
    # Reports
    Route("register", "/register/reporting/", {200: READS_REPORTS, 403: ADMINS}, rest=404, note="of reports"),
    Route("register", "/register/hand_entries/", {200: READS_REPORTS, 403: ADMINS}, rest=404, note="of the hand register"),
    Route("register", "/register/reporting_forms/", {200: READS_REPORTS, 403: ADMINS}, rest=404, note="of templates of reports"),
    Route("open-new", "/register/reporting/new/prepare/", {200: "section other_section statistics"}, note="a report"),
    Route("open-new", "/register/hand_entries/new/enter/", {200: "section other_section office_head office2_head other_head statistics"}, note="a hand entry"),
    Route("open-new", "/register/reporting_forms/new/upload/", {200: "leader statistics"}, note="a template of a report"),
    Route("matter", "/matters/{summary}/", {200: "section leader statistics", 403: ADMINS}, rest=404, note="a report"),
    Route("reporting-figures", "/reporting/{summary}/figures/", {200: "section leader statistics", 403: ADMINS}, rest=404),
    Route("reporting-figures", "/reporting/{code}/figures/", {403: ADMINS}, rest=404, note="of what is no report"),
    Route("reporting-docx", "/reporting/{summary}/report.docx", {200: "section leader statistics", 403: ADMINS}, rest=404),
    Route("reporting-annex", "/reporting/{summary}/annex.xlsx", {200: "section leader statistics", 403: ADMINS}, rest=404),
    Route("act", "/matters/{summary}/do/write/", {200: "section statistics", 403: f"leader {ADMINS}"}, rest=404, note="writing a report"),
    Route("act", "/matters/{summary}/do/sign/", {303: "leader", 403: f"section statistics {ADMINS}"}, rest=404, note="signing, too early"),
    Route("reporting-issued", "/reporting/issued/", {200: READS_REPORTS}),
    Route("reporting-issued-one", "/reporting/issued/{summary}/", {404: READS_REPORTS}, note="of a report that is not issued"),
    Route("reporting-marks", "/reporting/marks/", {200: READS_REPORTS}),
    Route("reporting-marks", "/reporting/marks/?kind=weekly", {404: READS_REPORTS}, note="of no such kind"),
    Route("reporting-starter", "/reporting/marks/yearly.docx", {200: READS_REPORTS}),
    Route("reporting-returns", "/reporting/returns/", {200: READS_REPORTS}),
    Route("reporting-returns-xlsx", "/reporting/returns/return.xlsx?line=mediation&period=2026&office=999901001000000", {200: "section leader office_head statistics"}),
    Route("reporting-returns-xlsx", "/reporting/returns/return.xlsx?line=mediation&period=26&office=999901001000000", {}, note="of no period"),
    # Tokens, and what is read with them: a session opens nothing
    Route("admin-tokens", "/admin/api/", {200: ADMINS}),
    Route("admin-token-new", "/admin/api/new/", {200: SYS}),
    Route("admin-token", "/admin/api/{token}/", {200: ADMINS}),
    Route("admin-token", "/admin/api/{other_token}/", {404: ADMINS}, note="of another county"),
    Route("admin-token-confirm", "/admin/api/{token}/confirm/", {200: SEC}, post={}),
    Route("admin-token-confirm", "/admin/api/{other_token}/confirm/", {404: SEC}, post={}, note="of another county"),
    Route("admin-token-revoke", "/admin/api/{token}/revoke/", {303: f"{SYS} {SEC}"}, post={}),
    *(public(f"api:{name}", f"/api/v1/{name}/", status=401) for name in ("indicators", "figures", "offices", "snapshots")),
    public("api:snapshot", "/api/v1/snapshots/01a2023e-0f27-75f1-91e6-e841ba8a42bf/", status=401),
    public("api:openapi-json", "/api/v1/openapi.json"),
    public("api:api-root", "/api/v1/", status=404),
    public("api-nothing", "/api/v1/matters/", status=404),
]
