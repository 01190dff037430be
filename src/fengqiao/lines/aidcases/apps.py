from importlib import import_module

from django.apps import AppConfig, apps


class AidCasesConfig(AppConfig):
    name = "fengqiao.lines.aidcases"
    label = "aidcases"
    verbose_name = "法律援助案件"

    def ready(self) -> None:
        """Register the line; hear applications, where this installation has them."""
        from fengqiao.indicators.quality.recalls import declare_recalls
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.aidcases import (
            nightly,  # noqa: F401 - declared on import
            quarter,
            watches,
        )
        from fengqiao.lines.aidcases.indicators import BOARD, INDICATORS
        from fengqiao.lines.aidcases.line import BATCHES, CASES, HELP, QUALITY, QUALITY_PLANS, RATES, RECOVERIES
        from fengqiao.lines.aidcases.permissions import MAY_COUNT
        from fengqiao.lines.aidcases.phone.reading import told_ahead
        from fengqiao.lines.aidcases.quality_rules import RECALLS, RULES
        from fengqiao.matter.coming import tells
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare_recalls(RECALLS)
        declare("aidcases", "法律援助案件", INDICATORS, MAY_COUNT, BOARD)
        tells()(told_ahead)
        watches.begin()
        quarter.begin()
        for line in (CASES, HELP, BATCHES, RATES, QUALITY, QUALITY_PLANS, RECOVERIES):
            register(line)
        if apps.is_installed("fengqiao.lines.legalaid"):
            import_module("fengqiao.lines.aidcases.subscribers")
            import_module("fengqiao.lines.aidcases.public")
