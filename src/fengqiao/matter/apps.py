from django.apps import AppConfig


class MatterConfig(AppConfig):
    name = "fengqiao.matter"
    label = "matter"
    verbose_name = "案件"

    def ready(self) -> None:
        """Register the checks of declared procedures and what matters object to; importing them is what does it."""
        from fengqiao.matter import checks, objections  # noqa: F401
