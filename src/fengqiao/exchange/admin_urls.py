"""Addresses of the list of bodies we exchange with, under ``admin/exchange/``."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
