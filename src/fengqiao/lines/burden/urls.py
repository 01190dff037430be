"""The further pages of requests for figures: filling in, the collected table, the burden meter."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.burden import fill_page, meter_page, table_page

urlpatterns = [
    path("", meter_page.meter, name="burden-meter"),
    path("answers/<str:code>/", fill_page.fill, name="burden-fill"),
    path("requests/<str:code>/table.xlsx", table_page.table, name="burden-table"),
]
