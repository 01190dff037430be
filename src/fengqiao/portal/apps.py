from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fengqiao.portal"
    label = "portal"
    verbose_name = "群众手机页"

    def ready(self) -> None:
        """Make the jobs and the messages known."""
        from fengqiao.portal import inviting, jobs, telling  # noqa: F401 - declared by being imported
