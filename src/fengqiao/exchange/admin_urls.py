"""Addresses of the list of bodies we exchange with, under ``admin/exchange/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.exchange import admin_pages

urlpatterns = [
    path("", admin_pages.partner_list, name="admin-partners"),
    path("key/", admin_pages.making_key, name="admin-exchange-key"),
    path("new/", admin_pages.new, name="admin-partner-new"),
    path("<int:number>/", admin_pages.partner, name="admin-partner"),
    path("<int:number>/edit/", admin_pages.edit, name="admin-partner-edit"),
    path("<int:number>/confirm/", admin_pages.confirming, name="admin-partner-confirm"),
    path("<int:number>/keys/", admin_pages.adding_key, name="admin-partner-key"),
    path("<int:number>/keys/<int:key>/retire/", admin_pages.retiring_key, name="admin-partner-key-retire"),
]
