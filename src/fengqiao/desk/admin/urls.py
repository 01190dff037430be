"""Addresses of the administrators' desk, under ``admin/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.desk.admin import (
    access_pages,
    home,
    import_pages,
    logs,
    message_pages,
    offices,
    parameters,
    people,
    posts,
)

urlpatterns = [
    path("", home.home, name="admin"),
    path("offices/", offices.offices, name="admin-offices"),
    path("offices/new/", offices.new, name="admin-office-new"),
    path("offices/import/", import_pages.importing, name="admin-import"),
    path("offices/import/carry-out/", import_pages.carrying_out, name="admin-import-carry-out"),
    path("offices/import/template.xlsx", import_pages.template_file, name="admin-import-template"),
    path("offices/<int:number>/", offices.office, name="admin-office"),
    path("offices/<int:number>/edit/", offices.edit, name="admin-office-edit"),
    path("offices/<int:number>/close/", offices.close, name="admin-office-close"),
    path("offices/<int:number>/move/", offices.relocate, name="admin-office-move"),
    path("people/", people.people, name="admin-people"),
    path("people/new/", people.new, name="admin-person-new"),
    path("people/<int:number>/", people.person, name="admin-person"),
    path("people/<int:number>/edit/", people.edit, name="admin-person-edit"),
    path("people/<int:number>/leave/", people.leaving, name="admin-person-leave"),
    path("people/<int:number>/return/", people.returning, name="admin-person-return"),
    path("people/<int:number>/confirm/", access_pages.confirming, name="admin-person-confirm"),
    path("people/<int:number>/password/", access_pages.resetting, name="admin-person-password"),
    path("people/<int:number>/unlock/", access_pages.unlocking, name="admin-person-unlock"),
    path("people/<int:number>/second-factor/", access_pages.dropping, name="admin-person-second-factor"),
    path("people/<int:number>/posts/new/", posts.new, name="admin-post-new"),
    path("posts/<int:number>/end/", posts.end, name="admin-post-end"),
    path("posts/<int:number>/roles/", access_pages.roles, name="admin-post-roles"),
    path("locks/", access_pages.locks, name="admin-locks"),
    path("locks/second-factor/", access_pages.second_factor, name="admin-second-factor"),
    path("parameters/", parameters.parameters, name="admin-parameters"),
    path("parameters/<slug:procedure>/<slug:name>/", parameters.parameter, name="admin-parameter"),
    path("messages/", message_pages.overview, name="admin-messages"),
    path("messages/rules/", message_pages.house, name="admin-message-house"),
    path("messages/<slug:kind>/", message_pages.channel, name="admin-message-channel"),
    path("messages/<slug:kind>/trial/", message_pages.trial, name="admin-message-trial"),
    path("logs/<slug:kind>/", logs.log, name="admin-log"),
    path("logs/<slug:kind>/export.xlsx", logs.export, name="admin-log-export"),
]
