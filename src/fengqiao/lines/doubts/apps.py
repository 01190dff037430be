from django.apps import AppConfig


class DoubtsConfig(AppConfig):
    name = "fengqiao.lines.doubts"
    label = "doubts"
    verbose_name = "数据核查"

    def ready(self) -> None:
        """Register the lines, their nightly look and monthly draw; what is doubted is held back where it would score."""
        from fengqiao.assessment import holding
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.doubts import looking  # noqa: F401 - its job is declared on import
        from fengqiao.lines.doubts.line import DOUBTS, RECALLS
        from fengqiao.lines.doubts.permissions import SEE_RECALLS
        from fengqiao.lines.doubts.published import held
        from fengqiao.lines.doubts.quality_rules import RULES
        from fengqiao.lines.doubts.recalls import drawing  # noqa: F401 - its job is declared on import
        from fengqiao.lines.doubts.recalls.indicators import BOARD, INDICATORS
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("recalls", "抽查回访", INDICATORS, SEE_RECALLS, BOARD)
        register(DOUBTS)
        register(RECALLS)
        holding.feed(held)
