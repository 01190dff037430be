"""The Django app of the look and feel."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "fengqiao.ui"
    label = "ui"
    verbose_name = "界面"
