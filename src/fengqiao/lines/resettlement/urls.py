"""The further pages of resettlement."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.resettlement import counts_page
from fengqiao.lines.resettlement.notices import page

urlpatterns = [
    path("import/", page.import_notices, name="release-import"),
    path("counts/", counts_page.counts, name="help-counts"),
    path("counts/<slug:kind>.pdf", counts_page.counts_paper, name="help-counts-paper"),
]
