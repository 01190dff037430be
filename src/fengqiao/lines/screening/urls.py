"""The further pages of screening: one's own reports, the short form, the duty roster."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.screening.periods import roster_page
from fengqiao.lines.screening.reports import file_page, mine_page

urlpatterns = [
    path("", mine_page.mine, name="screening-mine"),
    path("reports/<str:code>/", file_page.file_report, name="screening-file"),
    path("periods/<str:code>/roster/", roster_page.roster, name="screening-roster"),
]
