from django.apps import AppConfig


class MatterConfig(AppConfig):
    name = "fengqiao.matter"
    label = "matter"
    verbose_name = "案件"

    def ready(self) -> None:
        """Register the checks of declared procedures; importing them is what makes ``manage.py check`` see them."""
        from fengqiao.matter import checks  # noqa: F401
