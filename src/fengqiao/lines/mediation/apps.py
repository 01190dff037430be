from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "fengqiao.lines.mediation"
    label = "mediation"
    verbose_name = "人民调解"

    def ready(self) -> None:
        """Register the line of cases, and those of committees and subsidies beside it."""
        from fengqiao.indicators.quality.recalls import declare_recalls
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.mediation import public, published  # noqa: F401 - declare by being imported
        from fengqiao.lines.mediation.committees.line import COMMITTEES
        from fengqiao.lines.mediation.committees.watches import WATCHES
        from fengqiao.lines.mediation.indicators import BOARD, INDICATORS
        from fengqiao.lines.mediation.line import MEDIATION
        from fengqiao.lines.mediation.permissions import MAY_COUNT
        from fengqiao.lines.mediation.quality_rules import RECALLS, RULES
        from fengqiao.lines.mediation.subsidies.line import SUBSIDIES
        from fengqiao.matter.notices import watch
        from fengqiao.matter.registry import register

        declare("mediation", "人民调解", INDICATORS, MAY_COUNT, BOARD)
        declare_rules(RULES)
        declare_recalls(RECALLS)
        for line in (MEDIATION, COMMITTEES, SUBSIDIES):
            register(line)
        for code, find in WATCHES.items():
            watch(code, find)
