from importlib import import_module

from django.apps import AppConfig, apps


class ResettlementConfig(AppConfig):
    name = "fengqiao.lines.resettlement"
    label = "resettlement"
    verbose_name = "安置帮教"

    def ready(self) -> None:
        """Register the line; hear corrections, where this installation has them."""
        from fengqiao.lines.resettlement import told
        from fengqiao.lines.resettlement.line import LINE
        from fengqiao.matter.registry import register

        register(LINE)
        if apps.is_installed("fengqiao.lines.corrections"):
            published = import_module("fengqiao.lines.corrections.published")
            told.connect(published.EndingNear, published.Released)
