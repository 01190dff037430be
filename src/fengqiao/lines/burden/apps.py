from django.apps import AppConfig


class BurdenConfig(AppConfig):
    name = "fengqiao.lines.burden"
    label = "burden"
    verbose_name = "数据报送"

    def ready(self) -> None:
        """Register the lines of requests and answers; listen to what a released request tells."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.lines.burden import rounds, subscribers  # noqa: F401 - declared on import
        from fengqiao.lines.burden.lines import ANSWERS, REQUESTS
        from fengqiao.lines.burden.quality_rules import RULES
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        register(REQUESTS)
        register(ANSWERS)
