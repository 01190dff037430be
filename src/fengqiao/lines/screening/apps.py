from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "fengqiao.lines.screening"
    label = "screening"
    verbose_name = "矛盾纠纷排查"

    def ready(self) -> None:
        """Register the lines of rounds, reports, leads and sensitive periods; listen to what they tell."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.screening import daily, published, subscribers  # noqa: F401 - declared on import
        from fengqiao.lines.screening.indicators import BOARD, INDICATORS
        from fengqiao.lines.screening.lines import LEADS, PERIODS, REPORTS, ROUNDS
        from fengqiao.lines.screening.permissions import MAY_COUNT
        from fengqiao.lines.screening.quality_rules import RULES
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("screening", "矛盾纠纷排查", INDICATORS, MAY_COUNT, BOARD)
        for line in (ROUNDS, REPORTS, LEADS, PERIODS):
            register(line)
