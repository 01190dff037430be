"""Addresses of exchange, under ``exchange/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.exchange import box_pages, endpoint
from fengqiao.exchange.outside import pages, reconcile_pages, setup_pages

urlpatterns = [
    path("in/", endpoint.take_envelope, name="exchange-in"),
    path("letters/", box_pages.inbox, name="exchange-inbox"),
    path("letters/out/", box_pages.outbox, name="exchange-outbox"),
    path("letters/out/fetch/", box_pages.fetching, name="exchange-fetch"),
    path("letters/<int:number>/", box_pages.message_page, name="exchange-message"),
    path("letters/<int:number>/handled/", box_pages.handled, name="exchange-handled"),
    path("letters/<int:number>/resend/", box_pages.resending, name="exchange-resend"),
    path("letters/<int:number>/parts/<slug:sm3>/", box_pages.part, name="exchange-part"),
    path("filings/", pages.register, name="filings"),
    path("filings/<int:number>/export/", pages.exporting, name="filing-export"),
    path("filings/<int:number>/answers/", pages.answering, name="filing-answers"),
    path("filings/<int:number>/compare/", pages.comparing, name="filing-compare"),
    path("filings/<int:number>/<str:code>/", pages.filing, name="filing"),
    path("filings/compared/<int:number>/", reconcile_pages.reconciliation, name="reconciliation"),
    path("filings/compared/<int:number>/<int:n>/decide/", reconcile_pages.deciding, name="difference-decide"),
    path("filings/compared/<int:number>/<int:n>/open/", reconcile_pages.opening, name="difference-open"),
    path("filings/systems/", setup_pages.system_list, name="outside-systems"),
    path("filings/systems/new/", setup_pages.new, name="outside-system-new"),
    path("filings/systems/<int:number>/", setup_pages.system, name="outside-system"),
]
