from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "fengqiao.lines.volunteers"
    label = "volunteers"
    verbose_name = "法律服务志愿者"

    def ready(self) -> None:
        """Register the line."""
        from fengqiao.lines.volunteers.line import VOLUNTEERS
        from fengqiao.matter.registry import register

        register(VOLUNTEERS)
