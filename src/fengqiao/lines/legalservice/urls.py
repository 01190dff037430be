"""The further pages of public legal services, under ``legalservice/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.legalservice import beside, keeping_pages, pages, quality_pages

urlpatterns = [
    path("queue/", pages.queue, name="legalservice-queue"),
    path("queue/next/", pages.take_next, name="legalservice-next"),
    path("beside/", beside.beside, name="legalservice-beside"),
    path("history/", pages.earlier, name="legalservice-history"),
    path("knowledge/", keeping_pages.items, name="legalservice-items"),
    path("knowledge/new/", keeping_pages.item_write, name="legalservice-item-new"),
    path("knowledge/<int:number>/", keeping_pages.item, name="legalservice-item"),
    path("knowledge/<int:number>/write/", keeping_pages.item_write, name="legalservice-item-write"),
    path("knowledge/<int:number>/review/", keeping_pages.item_review, name="legalservice-item-review"),
    path("skills/", keeping_pages.skills, name="legalservice-skills"),
    path("skills/<int:staff>/", keeping_pages.skill, name="legalservice-skill"),
    path("quality/", quality_pages.samples, name="legalservice-quality"),
    path("quality/mine/", quality_pages.mine, name="legalservice-quality-mine"),
    path("quality/<int:number>/", quality_pages.sample, name="legalservice-quality-sample"),
    path("quality/sheets/<int:number>/", quality_pages.check, name="legalservice-quality-check"),
    path("hotline/", keeping_pages.hotline_days, name="legalservice-hotline"),
]
