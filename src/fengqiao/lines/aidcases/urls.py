"""The further pages of legal aid cases, under ``aidcases/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.aidcases import figures_page
from fengqiao.lines.aidcases.organs import pages as organ_pages
from fengqiao.lines.aidcases.proposals import pages

urlpatterns = [
    path("assigning/", pages.batch, name="aid-batch"),
    path("assigning/<str:code>/", pages.proposal, name="aid-proposal"),
    path("organs/", organ_pages.organ_months, name="aid-organ-months"),
    path("figures/", figures_page.figures, name="aid-case-figures"),
]
