from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "fengqiao.indicators"
    label = "indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        """Make the worker's job known."""
        from fengqiao.indicators import jobs  # noqa: F401 - declared on import
