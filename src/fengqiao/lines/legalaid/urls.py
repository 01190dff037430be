"""The further pages of legal aid applications, under ``legalaid/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.legalaid import pages

urlpatterns = [
    path("standards/", pages.standards, name="aid-standards"),
]
