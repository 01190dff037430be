"""The further pages of the advisers."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.advisers.counsel import page as counsel_page
from fengqiao.lines.advisers.counsel import unit_page
from fengqiao.lines.advisers.reckoning import page
from fengqiao.lines.advisers.required import page as required_page

urlpatterns = [
    path("months/", page.months, name="adviser-months"),
    path("units/", required_page.units, name="adviser-units"),
    path("unit/", unit_page.unit, name="counsel-unit"),
    path("counsel/", counsel_page.counts, name="counsel-counts"),
]
