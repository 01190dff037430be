"""Addresses of the assessment, under ``assessment/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.assessment import city_pages, import_pages, pages, scheme_pages

urlpatterns = [
    path("", pages.home, name="assessment"),
    path("owed/", pages.owed, name="assessment-owed"),
    path("rounds/<str:code>/", pages.ranking, name="assessment-ranking"),
    path("rounds/<str:code>/outside/", pages.outside, name="assessment-outside"),
    path("rounds/<str:code>/export.xlsx", pages.export, name="assessment-export"),
    path("rounds/<str:code>/<int:office>/", pages.sheet, name="assessment-sheet"),
    path("rounds/<str:code>/notices/", pages.notices, name="assessment-notices"),
    path("rounds/<str:code>/<int:office>/notice.pdf", pages.notice, name="assessment-notice"),
    path("rounds/<str:code>/<int:office>/check/", pages.check, name="assessment-check"),
    path("schemes/new/", scheme_pages.new, name="assessment-scheme-new"),
    path("schemes/<int:number>/", scheme_pages.one, name="assessment-scheme"),
    path("schemes/<int:number>/change/", scheme_pages.change, name="assessment-scheme-change"),
    path("schemes/<int:number>/basis/", scheme_pages.basis, name="assessment-basis"),
    path("schemes/<int:number>/step/", scheme_pages.step, name="assessment-step"),
    path("schemes/<int:number>/version/", scheme_pages.version, name="assessment-version"),
    path("schemes/<int:number>/answer/", scheme_pages.answer, name="assessment-answer"),
    path("schemes/<int:number>/import/", import_pages.import_rows, name="assessment-import"),
    path("schemes/<int:number>/items/new/", scheme_pages.item, name="assessment-item-new"),
    path("schemes/<int:number>/items/<int:item>/", scheme_pages.item, name="assessment-item"),
    path("schemes/<int:number>/items/<int:item>/drop/", scheme_pages.drop, name="assessment-item-drop"),
    path("city/", city_pages.listing, name="assessment-city"),
    path("city/new/", city_pages.new, name="assessment-city-new"),
    path("city/<int:number>/", city_pages.one, name="assessment-city-one"),
]
