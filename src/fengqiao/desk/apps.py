from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "fengqiao.desk"
    label = "desk"
    verbose_name = "工作界面"

    def ready(self) -> None:
        """The privacy officer's page stands in the rail of who holds that post."""
        from fengqiao.desk.shell import add_to_rail
        from fengqiao.matter.sealed import KEEP_SEALED

        add_to_rail("个人信息保护", "privacy", "shield-lock", KEEP_SEALED)
