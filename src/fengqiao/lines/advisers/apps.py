from django.apps import AppConfig


class AdvisersConfig(AppConfig):
    name = "fengqiao.lines.advisers"
    label = "advisers"
    verbose_name = "法律顾问队伍"

    def ready(self) -> None:
        """Register the lines and what it watches."""
        from fengqiao.lines.advisers.line import ADVISERS, CONTRACTS, SESSIONS, TASKS
        from fengqiao.lines.advisers.reckoning import watches
        from fengqiao.matter.registry import register

        for line in (ADVISERS, CONTRACTS, TASKS, SESSIONS):
            register(line)
        watches.begin()
