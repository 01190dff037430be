from django.apps import AppConfig


class ResettlementConfig(AppConfig):
    name = "fengqiao.lines.resettlement"
    label = "resettlement"
    verbose_name = "安置帮教"

    def ready(self) -> None:
        """Register the line."""
        from fengqiao.lines.resettlement.line import LINE
        from fengqiao.matter.registry import register

        register(LINE)
