"""Addresses of the citizens' pages, under ``m/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.portal import directory, guides, pages

urlpatterns = [
    path("", pages.home, name="portal-home"),
    path("begin/<slug:service>/", pages.begin, name="portal-begin"),
    path("sent/<uuid:key>/", pages.sent, name="portal-sent"),
    path("enter/", pages.enter, name="portal-enter"),
    path("leave/", pages.leave, name="portal-leave"),
    path("mine/", pages.mine, name="portal-mine"),
    path("mine/<slug:token>/", pages.one, name="portal-one"),
    path("mine/<slug:token>/do/<slug:code>/", pages.act, name="portal-act"),
    path("mine/<slug:token>/files/<uuid:number>/", pages.file, name="portal-file"),
    path("mode/", pages.mode, name="portal-mode"),
    path("about/", pages.about, name="portal-about"),
    path("directory/", directory.directory, name="portal-directory"),
    path("guides/<slug:code>/", guides.guide, name="portal-guide"),
    path("guides/<slug:code>/<slug:key>/", guides.entry, name="portal-guide-entry"),
    path("offline/", pages.offline, name="portal-offline"),
    path("worker.js", pages.worker, name="portal-worker"),
    path("manifest.webmanifest", pages.manifest, name="portal-manifest"),
]
