from django.apps import AppConfig


class ForensicConfig(AppConfig):
    name = "fengqiao.lines.forensic"
    label = "forensic"
    verbose_name = "鉴定委托"

    def ready(self) -> None:
        """Register the line and what it hears."""
        from fengqiao.lines.forensic import subscribers  # noqa: F401 - declared on import
        from fengqiao.lines.forensic.line import FORENSIC
        from fengqiao.matter.registry import register

        register(FORENSIC)
