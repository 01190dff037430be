from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "fengqiao.lines.reporting"
    label = "reporting"
    verbose_name = "报告"

    def ready(self) -> None:
        """Register the lines of reports, templates and the hand register, its indicators, and the worker's job."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.reporting import jobs  # noqa: F401 - declared on import
        from fengqiao.lines.reporting.indicators import BOARD, INDICATORS, MARK, SET
        from fengqiao.lines.reporting.line import ENTRIES, REPORTS, TEMPLATES
        from fengqiao.lines.reporting.permissions import MAY_SEE_HAND
        from fengqiao.lines.reporting.quality_rules import RULES
        from fengqiao.matter.registry import register

        for line in (REPORTS, TEMPLATES, ENTRIES):
            register(line)
        declare_rules(RULES)
        declare(SET, MARK, INDICATORS, MAY_SEE_HAND, BOARD)
