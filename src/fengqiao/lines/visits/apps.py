from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "fengqiao.lines.visits"
    label = "visits"
    verbose_name = "远程会见"

    def ready(self) -> None:
        """Register the lines of requests and of what prisons said; listen to what is told."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.visits import faults, jobs, public, published, subscribers, texting  # noqa: F401 - declared on import
        from fengqiao.lines.visits.indicators import BOARD, INDICATORS
        from fengqiao.lines.visits.line import REQUESTS, RESTRICTIONS
        from fengqiao.lines.visits.permissions import SEE_FIGURES
        from fengqiao.lines.visits.quality_rules import RULES
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("visits", "远程会见", INDICATORS, SEE_FIGURES, BOARD)
        register(REQUESTS)
        register(RESTRICTIONS)
