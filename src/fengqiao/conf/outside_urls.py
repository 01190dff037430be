"""All addresses of a machine that serves the citizens' pages alone: no sign-in, no desk, nothing of matters."""

from __future__ import annotations

from django.urls import include, path

from fengqiao.portal import calling, pages

urlpatterns = [
    path("", pages.to_home, name="workbench"),
    path("m/exchange/", calling.endpoint, name="portal-exchange"),
    path("m/", include("fengqiao.portal.urls")),
]

handler404 = "fengqiao.portal.pages.not_found"
handler500 = "fengqiao.portal.pages.went_wrong"
