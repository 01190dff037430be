from django.apps import AppConfig


class LegalAidConfig(AppConfig):
    name = "fengqiao.lines.legalaid"
    label = "legalaid"
    verbose_name = "法律援助"

    def ready(self) -> None:
        """Register applications and objections; declare what is told and what citizens may do."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.legalaid import public, published, watches  # noqa: F401 - declared on import
        from fengqiao.lines.legalaid.indicators import BOARD, INDICATORS
        from fengqiao.lines.legalaid.line import APPLICATIONS, COMPLAINTS, OBJECTIONS
        from fengqiao.lines.legalaid.permissions import SEE_FIGURES
        from fengqiao.lines.legalaid.quality_rules import RULES
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("legalaid", "法律援助申请", INDICATORS, SEE_FIGURES, BOARD)
        register(APPLICATIONS)
        register(OBJECTIONS)
        register(COMPLAINTS)
        watches.begin()
