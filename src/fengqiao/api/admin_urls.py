"""Addresses of the tokens, under ``admin/api/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.api import admin_pages

urlpatterns = [
    path("", admin_pages.tokens, name="admin-tokens"),
    path("new/", admin_pages.new, name="admin-token-new"),
    path("<int:number>/", admin_pages.token, name="admin-token"),
    path("<int:number>/confirm/", admin_pages.confirming, name="admin-token-confirm"),
    path("<int:number>/revoke/", admin_pages.revoking, name="admin-token-revoke"),
]
