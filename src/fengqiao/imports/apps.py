from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "fengqiao.imports"
    label = "imports"
    verbose_name = "导入"

    def ready(self) -> None:
        """Make the jobs known to the worker."""
        from fengqiao.imports import jobs  # noqa: F401
