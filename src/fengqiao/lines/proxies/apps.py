from django.apps import AppConfig


class ProxiesConfig(AppConfig):
    name = "fengqiao.lines.proxies"
    label = "proxies"
    verbose_name = "代办授权"

    def ready(self) -> None:
        """Register the line, its pages on the phone, and who acts for whom."""
        from fengqiao.lines.proxies import public  # noqa: F401 - declared on import
        from fengqiao.lines.proxies.line import PROXIES
        from fengqiao.matter.registry import register

        register(PROXIES)
