from importlib import import_module

from django.apps import AppConfig, apps


class ResettlementConfig(AppConfig):
    name = "fengqiao.lines.resettlement"
    label = "resettlement"
    verbose_name = "安置帮教"

    def ready(self) -> None:
        """Register the line; hear corrections, where this installation has them."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.resettlement import told
        from fengqiao.lines.resettlement.bases import watches
        from fengqiao.lines.resettlement.bases.lines import BASES, STAYS
        from fengqiao.lines.resettlement.indicators import BOARD, INDICATORS
        from fengqiao.lines.resettlement.line import LINE
        from fengqiao.lines.resettlement.permissions import MAY_COUNT
        from fengqiao.lines.resettlement.quality_rules import RULES
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("resettlement", "安置帮教", INDICATORS, MAY_COUNT, BOARD)
        for line in (LINE, BASES, STAYS):
            register(line)
        watches.begin()
        if apps.is_installed("fengqiao.lines.corrections"):
            published = import_module("fengqiao.lines.corrections.published")
            told.connect(published.EndingNear, published.Released)
