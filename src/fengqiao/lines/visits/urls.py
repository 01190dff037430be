"""The further pages of visits, under ``visits/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.visits import pages

urlpatterns = [
    path("day/", pages.day_list, name="visits-day"),
    path("requests/<str:code>/slots/", pages.slots, name="visits-slots"),
    path("prisons/", pages.prison_list, name="visits-prisons"),
    path("prisons/new/", pages.prison_new, name="visits-prison-new"),
    path("prisons/<int:number>/", pages.prison, name="visits-prison"),
    path("figures/", pages.figure_page, name="visits-figures"),
    path("figures/sheet.pdf", pages.figure_sheet, name="visits-figures-pdf"),
]
