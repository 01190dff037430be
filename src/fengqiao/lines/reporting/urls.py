"""The further pages of reports: the figures, the document, the annex, the marks of templates, the returns."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.reporting import issued_pages, pages

urlpatterns = [
    path("marks/", pages.known_marks, name="reporting-marks"),
    path("marks/<slug:kind>.docx", pages.starter, name="reporting-starter"),
    path("returns/", pages.returns, name="reporting-returns"),
    path("returns/return.xlsx", pages.returns_xlsx, name="reporting-returns-xlsx"),
    path("issued/", issued_pages.issued, name="reporting-issued"),
    path("issued/<str:code>/", issued_pages.issued_one, name="reporting-issued-one"),
    path("<str:code>/figures/", pages.figures, name="reporting-figures"),
    path("<str:code>/report.docx", pages.docx, name="reporting-docx"),
    path("<str:code>/annex.xlsx", pages.annex, name="reporting-annex"),
]
