"""The further pages of legal aid applications, under ``legalaid/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.legalaid import pages
from fengqiao.lines.legalaid.transfers import pages as transfer_pages

urlpatterns = [
    path("standards/", pages.standards, name="aid-standards"),
    path("letters/", transfer_pages.letters, name="aid-letters"),
    path("letters/<int:number>/", transfer_pages.check, name="aid-check"),
]
