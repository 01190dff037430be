"""Addresses of the look running alone."""

from __future__ import annotations

from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path

urlpatterns = [
    path("ui/", include("fengqiao.ui.urls")),
    path("", include("fengqiao.ui.gallery.urls")),
    *staticfiles_urlpatterns(),
]
