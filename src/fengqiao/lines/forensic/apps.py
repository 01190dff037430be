from django.apps import AppConfig


class ForensicConfig(AppConfig):
    name = "fengqiao.lines.forensic"
    label = "forensic"
    verbose_name = "鉴定委托"

    def ready(self) -> None:
        """Register the line."""
        from fengqiao.lines.forensic.line import FORENSIC
        from fengqiao.matter.registry import register

        register(FORENSIC)
