"""Addresses of the gallery."""

from __future__ import annotations

from django.urls import path

from fengqiao.ui.gallery import views

app_name = "gallery"
urlpatterns = [
    path("", views.workbench, name="workbench"),
    path("matter", views.matter, name="matter"),
    path("list", views.register, name="list"),
    path("form", views.intake, name="form"),
    path("components", views.components, name="components"),
    path("sign-in", views.sign_in, name="sign-in"),
    path("print", views.sheet, name="print"),
    path("missing", views.missing, name="missing"),
    path("article", views.article, name="article"),
    path("action", views.action, name="action"),
    path("done", views.done, name="done"),
    path("post", views.act_for, name="post"),
]
