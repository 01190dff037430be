"""The further page of supervision: the wall."""

from __future__ import annotations

from django.urls import path

from fengqiao.lines.supervision import wall_page

urlpatterns = [path("", wall_page.wall, name="supervision-wall")]
