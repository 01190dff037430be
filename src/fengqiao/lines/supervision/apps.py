from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "fengqiao.lines.supervision"
    label = "supervision"
    verbose_name = "督办"

    def ready(self) -> None:
        """Register the lines of cards and rules, and the card's own figures."""
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.supervision import proposing  # noqa: F401 - its job is declared on import
        from fengqiao.lines.supervision.indicators import BOARD, INDICATORS
        from fengqiao.lines.supervision.lines import CARDS, RULES
        from fengqiao.lines.supervision.permissions import SEE
        from fengqiao.matter.registry import register

        declare("supervision", "督办", INDICATORS, SEE, BOARD)
        register(CARDS)
        register(RULES)
