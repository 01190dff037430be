from django.apps import AppConfig


class BurdenConfig(AppConfig):
    name = "fengqiao.lines.burden"
    label = "burden"
    verbose_name = "数据报送"

    def ready(self) -> None:
        """Register the lines of requests and answers; listen to what a released request tells."""
        from fengqiao.lines.burden import rounds, subscribers  # noqa: F401 - declared on import
        from fengqiao.lines.burden.lines import ANSWERS, REQUESTS
        from fengqiao.matter.registry import register

        register(REQUESTS)
        register(ANSWERS)
