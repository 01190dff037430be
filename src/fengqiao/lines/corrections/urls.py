"""The further pages of community corrections."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.corrections.lists import pages as lists
from fengqiao.lines.corrections.queries import view_page
from fengqiao.lines.corrections.watch import pages as watch

urlpatterns = [
    path("leaks/", watch.leaks, name="corrections-leaks"),
    path("procuracy/", watch.procuracy, name="corrections-procuracy"),
    path("lists/", lists.lists, name="corrections-lists"),
    path("lists/<int:pk>/", lists.one_list, name="corrections-list"),
    path("queries/<str:code>/view/", view_page.view_sealed, name="sealed-view"),
]
