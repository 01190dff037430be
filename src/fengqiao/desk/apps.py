from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "fengqiao.desk"
    label = "desk"
    verbose_name = "工作界面"

    def ready(self) -> None:
        """Pages of who guards personal data stand in the rail of those posts."""
        from fengqiao.desk.bulk import CONSENT
        from fengqiao.desk.shell import add_to_rail
        from fengqiao.matter.sealed import KEEP_SEALED

        add_to_rail("成批导出", "bulk-asks", "download", CONSENT)
        add_to_rail("个人信息保护", "privacy", "shield-lock", KEEP_SEALED)
