"""The further pages of the dispute platform."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.disputes import beside

urlpatterns = [
    path("reports/beside/", beside.beside, name="report-beside"),
]
