"""Addresses of the look itself; include as `path("ui/", include("fengqiao.ui.urls"))`."""

from __future__ import annotations

from django.urls import path

from fengqiao.ui import views

app_name = "ui"
urlpatterns = [path("mode", views.set_mode, name="mode")]
