from django.apps import AppConfig


class WageSheetsConfig(AppConfig):
    name = "fengqiao.lines.wagesheets"
    label = "wagesheets"
    verbose_name = "欠薪群体登记"

    def ready(self) -> None:
        """Register the line, its pages on the phone, what it tells and hears."""
        from fengqiao.lines.wagesheets import public, published, subscribers  # noqa: F401 - declared on import
        from fengqiao.lines.wagesheets.line import SHEETS
        from fengqiao.matter.registry import register

        register(SHEETS)
