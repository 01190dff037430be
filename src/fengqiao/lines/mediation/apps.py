from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "fengqiao.lines.mediation"
    label = "mediation"
    verbose_name = "人民调解"

    def ready(self) -> None:
        """Register the line."""
        from fengqiao.lines.mediation.line import MEDIATION
        from fengqiao.matter.registry import register

        register(MEDIATION)
