"""The further pages of the dispute platform."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.disputes import beside, command, compare

urlpatterns = [
    path("command/", command.command, name="command"),
    path("reports/beside/", beside.beside, name="report-beside"),
    path("compare/<str:code>/<str:other>/", compare.compare, name="dispute-compare"),
]
