"""Addresses of the registers of legal services, under ``providers/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.providers import import_pages, pages

urlpatterns = [
    path("", pages.home, name="providers"),
    path("import/<slug:which>/", import_pages.import_register, name="providers-import"),
    path("ways/", import_pages.ways_page, name="providers-ways"),
    path("outline/", import_pages.outline_page, name="providers-outline"),
    path("points/<int:number>/sheet-<int:step>.pdf", pages.point_sheet, name="providers-sheet"),
    path("<slug:which>/", pages.listing, name="providers-list"),
    path("<slug:which>/export.xlsx", pages.export, name="providers-export"),
    path("<slug:which>/new/", pages.new, name="providers-new"),
    path("<slug:which>/<int:number>/", pages.one, name="providers-one"),
    path("<slug:which>/<int:number>/change/", pages.change, name="providers-change"),
    path("<slug:which>/<int:number>/confirm/", pages.confirm, name="providers-confirm"),
    path("<slug:which>/<int:number>/<slug:deed>/", pages.do, name="providers-do"),
    path("<slug:which>/<int:number>/<slug:deed>/<int:row>/end/", pages.end, name="providers-end"),
]
