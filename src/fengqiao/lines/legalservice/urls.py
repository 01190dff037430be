"""The further pages of public legal services, under ``legalservice/``."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.legalservice import beside, pages

urlpatterns = [
    path("queue/", pages.queue, name="legalservice-queue"),
    path("queue/next/", pages.take_next, name="legalservice-next"),
    path("beside/", beside.beside, name="legalservice-beside"),
    path("history/", pages.earlier, name="legalservice-history"),
]
