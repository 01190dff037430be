from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "fengqiao.imports"
    label = "imports"
    verbose_name = "导入"

    def ready(self) -> None:
        """Make the jobs known to the worker, and the pages to those who may enter paper cases."""
        from fengqiao.desk.shell import add_to_rail
        from fengqiao.imports import jobs  # noqa: F401
        from fengqiao.lines.mediation.journeys import PAPER

        add_to_rail("导入台账", "imports", "upload", PAPER.by)
