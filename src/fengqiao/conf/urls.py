"""All addresses. Interfaces first; a line's own pages come in under its code."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from fengqiao.desk import (
    account,
    acting,
    bulk,
    contact,
    errands,
    law,
    looks,
    matters,
    notices,
    offices,
    out_messages,
    paper_pages,
    privacy,
    registers,
    session,
    workbench,
)
from fengqiao.desk.board import pages as board
from fengqiao.desk.counting import pages as counting
from fengqiao.desk.figures import frozen, sheets
from fengqiao.desk.figures import pages as figures
from fengqiao.portal import poster

urlpatterns = [
    path("", workbench.workbench, name="workbench"),
    path("sign-in/", session.sign_in, name="sign-in"),
    path("sign-out/", session.sign_out, name="sign-out"),
    path("switch/", session.switch, name="switch"),
    path("act-for/", session.act_for, name="act-for"),
    path("me/", session.profile, name="profile"),
    path("me/password/", session.password, name="password"),
    path("me/contact/", contact.contact, name="contact"),
    path("search/", registers.search, name="search"),
    path("notices/", notices.notices, name="notices"),
    path("notices/seen/", notices.seen, name="notices-seen"),
    path("messages/", out_messages.out_messages, name="out-messages"),
    path("messages/attend/", out_messages.attend, name="out-messages-attend"),
    path("errands/new/", errands.new, name="errand-new"),
    path("errands/<int:number>/done/", errands.done, name="errand-done"),
    path("register/<slug:line>/", registers.register, name="register"),
    path("register/<slug:line>/export.xlsx", registers.export, name="register-export"),
    path("register/<slug:line>/export/ask/", bulk.ask, name="bulk-ask"),
    path("bulk/", bulk.asks, name="bulk-asks"),
    path("bulk/<int:number>/", bulk.answer, name="bulk-answer"),
    path("register/<slug:line>/new/", acting.choose_opening, name="opening"),
    path("register/<slug:line>/new/<slug:code>/", acting.open_new, name="open-new"),
    path("matters/<str:code>/", matters.matter, name="matter"),
    path("matters/<str:code>/do/<slug:action>/", acting.act, name="act"),
    path("matters/<str:code>/entries/<int:seq>/correct/", acting.correct_entry, name="correct-entry"),
    path("matters/<str:code>/parties/<int:n>/", matters.party, name="party"),
    path("matters/<str:code>/papers/<int:n>.<str:form>", paper_pages.paper, name="paper"),
    path("matters/<str:code>/preview/<slug:kind>.pdf", paper_pages.preview, name="paper-preview"),
    path("matters/<str:code>/dossier.pdf", paper_pages.dossier, name="dossier"),
    path("figures/", figures.home, name="figures"),
    path("figures/export/", sheets.export, name="figures-export"),
    path("figures/count/", counting.page, name="count"),
    path("figures/count/sheet/", counting.as_sheet, name="count-sheet"),
    path("figures/count/save/", counting.save, name="count-save"),
    path("figures/count/<int:number>/delete/", counting.delete, name="count-delete"),
    path("figures/frozen/<uuid:pk>/", frozen.frozen, name="frozen"),
    path("figures/frozen/<uuid:pk>/<slug:line>/<slug:code>/", frozen.moves, name="frozen-moves"),
    path("figures/<slug:line>/<slug:code>/", figures.figure, name="figure"),
    path("figures/<slug:line>/<slug:code>/matters/", figures.matters, name="figure-matters"),
    path("board/", board.board, name="board"),
    path("board/map/", board.one_map, name="board-map"),
    path("board/map/places/", board.put, name="board-places"),
    path("laws/", law.laws, name="laws"),
    path("laws/<path:key>/", law.article, name="law"),
    path("forms/", include("fengqiao.desk.forms_page")),
    path("offices/", offices.offices, name="offices"),
    path("offices/<int:number>/poster.pdf", poster.poster, name="office-poster"),
    path("looks/", looks.looks, name="looks"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/unseal/", privacy.unseal, name="unseal"),
    path("admin/", include("fengqiao.desk.admin.urls")),
    path("disputes/", include("fengqiao.lines.disputes.urls")),
    path("exchange/", include("fengqiao.exchange.urls")),
    path("admin/exchange/", include("fengqiao.exchange.admin_urls")),
    path("imports/", include("fengqiao.imports.urls")),
    path("mediation/", include("fengqiao.lines.mediation.urls")),
    path("booking/", include("fengqiao.booking.urls")),
    path("assessment/", include("fengqiao.assessment.urls")),
    path("providers/", include("fengqiao.providers.urls")),
    path("visits/", include("fengqiao.lines.visits.urls")),
    path("legalaid/", include("fengqiao.lines.legalaid.urls")),
    path("legalservice/", include("fengqiao.lines.legalservice.urls")),
    path("notary/", include("fengqiao.lines.notary.urls")),
    path("aidcases/", include("fengqiao.lines.aidcases.urls")),
    path("resettlement/", include("fengqiao.lines.resettlement.urls")),
    path("screening/", include("fengqiao.lines.screening.urls")),
    path("advisers/", include("fengqiao.lines.advisers.urls")),
    path("corrections/", include("fengqiao.lines.corrections.urls")),
    path("api/v1/", include("fengqiao.api.urls")),
    path("admin/api/", include("fengqiao.api.admin_urls")),
    path("reporting/", include("fengqiao.lines.reporting.urls")),
    path("burden/", include("fengqiao.lines.burden.urls")),
    path("supervision/", include("fengqiao.lines.supervision.urls")),
    path("m/", include("fengqiao.portal.urls")),
    path("ui/", include(([path("mode", account.set_mode, name="mode")], "ui"))),
]
if settings.DEBUG or settings.MODE == "test":
    urlpatterns.append(path("gallery/", include("fengqiao.ui.gallery.urls")))

handler404 = "fengqiao.conf.errors.not_found"
handler500 = "fengqiao.conf.errors.went_wrong"
