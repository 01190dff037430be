"""The further pages of notary bookings, under ``notary/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.notary import pages

urlpatterns = [
    path("day/", pages.day_list, name="notary-day"),
    path("items/", pages.items, name="notary-items"),
    path("items/<slug:code>/", pages.item, name="notary-item"),
]
