from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "fengqiao.lines.corrections"
    label = "corrections"
    verbose_name = "社区矫正"

    def ready(self) -> None:
        """Register the line of cases under supervision."""
        from fengqiao.lines.corrections import published  # noqa: F401 - declared on import
        from fengqiao.lines.corrections.lines import CASES
        from fengqiao.matter.registry import register

        for line in (CASES,):
            register(line)
