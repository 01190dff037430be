from django.apps import AppConfig


class NotaryConfig(AppConfig):
    name = "fengqiao.lines.notary"
    label = "notary"
    verbose_name = "公证预约"

    def ready(self) -> None:
        """Register the line; remind by text the day before."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.notary import public, texting  # noqa: F401 - declared on import
        from fengqiao.lines.notary.indicators import BOARD, INDICATORS
        from fengqiao.lines.notary.line import NOTARY
        from fengqiao.lines.notary.permissions import SEE_FIGURES
        from fengqiao.lines.notary.quality_rules import RULES
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("notary", "公证预约", INDICATORS, SEE_FIGURES, BOARD)
        register(NOTARY)
