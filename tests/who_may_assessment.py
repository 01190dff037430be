"""Who may open what of the assessment: the bureau's leaders and sections see all, heads of offices their own; keeping is nobody's here."""

from __future__ import annotations

from tests.who_may import ADMINS, Route

HEADS = "office_head office2_head other_head"
ALL = "leader statistics section other_section corrections_head"
OF_THE_COUNTY = "leader statistics section corrections_head office_head office2_head"
OTHERS = "other_head other_section"
KEEPER = "statistics"

OF_ASSESSMENT = [
    Route("assessment", "/assessment/", {200: f"{ALL} {HEADS}"}),
    Route("assessment-ranking", "/assessment/rounds/{round}/", {200: OF_THE_COUNTY, 404: OTHERS}),
    Route("assessment-ranking", "/assessment/rounds/x/", {404: f"{ALL} {HEADS}"}, note="of nothing"),
    Route("assessment-export", "/assessment/rounds/{round}/export.xlsx", {200: OF_THE_COUNTY, 404: OTHERS}),
    Route("assessment-outside", "/assessment/rounds/{round}/outside/", {404: OTHERS}, note="of a scheme for the units alone"),
    Route("assessment-sheet", "/assessment/rounds/{round}/{justice_office}/", {200: "leader statistics section corrections_head office_head", 404: f"office2_head {OTHERS}"}),
    Route("assessment-check", "/assessment/rounds/{round}/{justice_office}/check/", {422: "office_head", 404: "office2_head other_head"}, post={}),
    Route("assessment-scheme", "/assessment/schemes/{scheme}/", {200: OF_THE_COUNTY, 404: OTHERS}),
    Route("assessment-scheme", "/assessment/schemes/{drafted}/", {200: "leader statistics section corrections_head", 404: f"office_head office2_head {OTHERS}"}, note="still drafted"),
    Route("assessment-scheme-new", "/assessment/schemes/new/", {200: KEEPER}),
    Route("assessment-scheme-change", "/assessment/schemes/{scheme}/change/", {200: KEEPER}),
    Route("assessment-step", "/assessment/schemes/{scheme}/step/", {303: KEEPER, 404: OTHERS}, post={"to": "closed"}),
    Route("assessment-step", "/assessment/schemes/{drafted}/step/", {404: f"office_head office2_head {OTHERS}"}, post={"to": "frozen"}, note="not yet consulted"),
    Route("assessment-version", "/assessment/schemes/{scheme}/version/", {422: KEEPER}, post={}),
    Route("assessment-answer", "/assessment/schemes/{scheme}/answer/", {422: "office_head office2_head", 404: "other_head"}, post={}),
    Route("assessment-import", "/assessment/schemes/{scheme}/import/", {200: KEEPER}),
    Route("assessment-item-new", "/assessment/schemes/{drafted}/items/new/", {200: KEEPER}),
    Route("assessment-item", "/assessment/schemes/{drafted}/items/999999/", {404: KEEPER}, note="of nothing"),
    Route("assessment-item-drop", "/assessment/schemes/{drafted}/items/999999/drop/", {404: KEEPER}, post={}, note="of nothing"),
    Route("assessment-basis", "/assessment/schemes/{scheme}/basis/", {404: f"{ALL} {HEADS}"}, note="not filed"),
    Route("assessment-basis", "/assessment/schemes/{scheme}/basis/", {422: KEEPER, 404: OTHERS}, post={}, note="filing none"),
    Route("assessment-notices", "/assessment/rounds/{round}/notices/", {}, post={}, note="of what is not fixed"),
    Route("assessment-notice", "/assessment/rounds/{round}/{justice_office}/notice.pdf", {404: f"{ALL} {HEADS}"}, note="not given"),
    Route("register", "/register/score_reports/", {200: f"{ALL} {HEADS} office_staff", 403: ADMINS}, rest=404, note="of units' own numbers"),
    Route("open-new", "/register/score_reports/new/report/", {200: f"{HEADS} office_staff"}, note="a unit's own number"),
    Route("register", "/register/score_faults/", {200: f"leader statistics {HEADS}", 403: ADMINS}, rest=404, note="of deductions for false data"),
    Route("opening", "/register/score_faults/new/", {}, note="nobody proposes one by hand"),
    Route("assessment-owed", "/assessment/owed/", {200: f"{HEADS} office_staff"}),
    Route("assessment-city", "/assessment/city/", {200: ALL}),
    Route("assessment-city-new", "/assessment/city/new/", {200: KEEPER}),
    Route("assessment-city-one", "/assessment/city/999999/", {404: ALL}, note="of nothing"),
    Route("register", "/register/assessment_rounds/", {200: ALL, 403: ADMINS}, rest=404, note="of results"),
    Route("register", "/register/score_appeals/", {200: f"leader statistics {HEADS}", 403: ADMINS}, rest=404, note="of appeals against a score"),
    Route("open-new", "/register/assessment_rounds/new/compute/", {200: KEEPER}, note="a computation"),
    Route("open-new", "/register/score_appeals/new/file/", {200: HEADS}, note="an appeal against a score"),
    Route("matter", "/matters/{round}/", {200: "leader statistics section corrections_head", 403: ADMINS}, rest=404, note="results of a round"),
]
