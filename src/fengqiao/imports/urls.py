"""The pages of importing a ledger."""

from __future__ import annotations

from django.urls import path

from fengqiao.imports import pages

urlpatterns = [
    path("", pages.imports, name="imports"),
    path("<uuid:pk>/", pages.run, name="import-run"),
    path("<uuid:pk>/columns/", pages.columns, name="import-columns"),
    path("<uuid:pk>/words/", pages.words, name="import-words"),
    path("<uuid:pk>/enter/", pages.enter, name="import-enter"),
    path("<uuid:pk>/stop/", pages.stop, name="import-stop"),
    path("<uuid:pk>/undo/", pages.undo, name="import-undo"),
    path("<uuid:pk>/refused.xlsx", pages.refused, name="import-refused"),
]
