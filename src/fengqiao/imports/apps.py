from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "fengqiao.imports"
    label = "imports"
    verbose_name = "导入"

    def ready(self) -> None:
        """Make the jobs known to the worker, and the pages and the filter to those who may enter a ledger."""
        from fengqiao.desk.register_filters import add_filter
        from fengqiao.desk.shell import add_to_rail
        from fengqiao.imports import jobs  # noqa: F401
        from fengqiao.imports.filtering import by_import
        from fengqiao.imports.kinds import kinds

        for kind in kinds():
            add_filter(by_import(kind))
        add_to_rail("导入台账", "imports", "upload", *(kind.may for kind in kinds()))
