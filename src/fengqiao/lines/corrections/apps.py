from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "fengqiao.lines.corrections"
    label = "corrections"
    verbose_name = "社区矫正"

    def ready(self) -> None:
        """Register the lines: cases, the investigations before them, sessions held for many, queries of what is sealed,
        letters of those who ask."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.corrections import public, published, silence  # noqa: F401 - declared on import
        from fengqiao.lines.corrections.holidays import CODE, falling_in
        from fengqiao.lines.corrections.indicators import BOARD, INDICATORS
        from fengqiao.lines.corrections.lines import CASES, INVESTIGATIONS, LETTERS, QUERIES, SESSIONS
        from fengqiao.lines.corrections.permissions import MAY_COUNT
        from fengqiao.lines.corrections.quality_rules import RULES
        from fengqiao.matter.notices import watch
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("corrections", "社区矫正", INDICATORS, MAY_COUNT, BOARD)
        for line in (CASES, INVESTIGATIONS, SESSIONS, QUERIES, LETTERS):
            register(line)
        watch(CODE, falling_in)
