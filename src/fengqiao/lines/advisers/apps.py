from django.apps import AppConfig


class AdvisersConfig(AppConfig):
    name = "fengqiao.lines.advisers"
    label = "advisers"
    verbose_name = "法律顾问队伍"

    def ready(self) -> None:
        """Register the lines and what it watches."""
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.advisers import public  # noqa: F401 - makes known what citizens read
        from fengqiao.lines.advisers.indicators import BOARD, INDICATORS
        from fengqiao.lines.advisers.line import ADVISERS, CONTRACTS, SESSIONS, TASKS
        from fengqiao.lines.advisers.permissions import COUNT
        from fengqiao.lines.advisers.quality_rules import RULES
        from fengqiao.lines.advisers.reckoning import watches
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        declare("advisers", "法律顾问队伍", INDICATORS, COUNT, BOARD)
        for line in (ADVISERS, CONTRACTS, TASKS, SESSIONS):
            register(line)
        watches.begin()
