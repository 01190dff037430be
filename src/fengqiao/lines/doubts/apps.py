from django.apps import AppConfig


class DoubtsConfig(AppConfig):
    name = "fengqiao.lines.doubts"
    label = "doubts"
    verbose_name = "数据核查"

    def ready(self) -> None:
        """Register the line and its nightly look; what is doubted is held back where it would score."""
        from fengqiao.assessment import holding
        from fengqiao.lines.doubts import looking  # noqa: F401 - its job is declared on import
        from fengqiao.lines.doubts.line import DOUBTS
        from fengqiao.lines.doubts.published import held
        from fengqiao.matter.registry import register

        register(DOUBTS)
        holding.feed(held)
