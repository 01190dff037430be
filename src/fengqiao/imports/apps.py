from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "fengqiao.imports"
    label = "imports"
    verbose_name = "导入"

    def ready(self) -> None:
        """Make the jobs known to the worker, and the pages and the filter to those who may enter paper cases."""
        from fengqiao.desk.register_filters import add_filter
        from fengqiao.desk.shell import add_to_rail
        from fengqiao.imports import jobs  # noqa: F401
        from fengqiao.imports.filtering import BY_IMPORT
        from fengqiao.lines.mediation.journeys import PAPER

        add_filter(BY_IMPORT)
        add_to_rail("导入台账", "imports", "upload", PAPER.by)
