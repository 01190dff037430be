from django.apps import AppConfig


class LocksConfig(AppConfig):
    name = "fengqiao.lines.locks"
    label = "locks"
    verbose_name = "统计锁定"

    def ready(self) -> None:
        """Register the line."""
        from fengqiao.lines.locks.line import LOCKS
        from fengqiao.matter.registry import register

        register(LOCKS)
