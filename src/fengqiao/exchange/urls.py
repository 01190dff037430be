"""Addresses of exchange, under ``exchange/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.exchange import box_pages, endpoint

urlpatterns = [
    path("in/", endpoint.take_envelope, name="exchange-in"),
    path("", box_pages.inbox, name="exchange-inbox"),
    path("out/", box_pages.outbox, name="exchange-outbox"),
    path("out/fetch/", box_pages.fetching, name="exchange-fetch"),
    path("messages/<int:number>/", box_pages.message_page, name="exchange-message"),
    path("messages/<int:number>/handled/", box_pages.handled, name="exchange-handled"),
    path("messages/<int:number>/resend/", box_pages.resending, name="exchange-resend"),
    path("messages/<int:number>/parts/<slug:sm3>/", box_pages.part, name="exchange-part"),
]
