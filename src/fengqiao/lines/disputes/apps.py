from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "fengqiao.lines.disputes"
    label = "disputes"
    verbose_name = "矛盾纠纷"

    def ready(self) -> None:
        """Register the two lines, and hear what becomes of the cases."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.disputes import (  # noqa: F401 - heard and told by being imported
            invitations,
            public,
            published,
            subscribers,
        )
        from fengqiao.lines.disputes.indicators import BOARD, INDICATORS
        from fengqiao.lines.disputes.line import DISPUTES, REPORTS
        from fengqiao.lines.disputes.permissions import MAY_COUNT
        from fengqiao.lines.disputes.quality_rules import RULES
        from fengqiao.matter.registry import register

        declare("disputes", "矛盾纠纷", INDICATORS, MAY_COUNT, BOARD)
        declare_rules(RULES)
        for line in (REPORTS, DISPUTES):
            register(line)
