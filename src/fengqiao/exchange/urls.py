"""Addresses of exchange, under ``exchange/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.exchange import endpoint

urlpatterns = [
    path("in/", endpoint.take_envelope, name="exchange-in"),
]
