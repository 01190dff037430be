from django.apps import AppConfig


class AidCasesConfig(AppConfig):
    name = "fengqiao.lines.aidcases"
    label = "aidcases"
    verbose_name = "法律援助案件"

    def ready(self) -> None:
        """Register the line."""
        from fengqiao.lines.aidcases.line import CASES
        from fengqiao.matter.registry import register

        register(CASES)
