from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "fengqiao.lines.disputes"
    label = "disputes"
    verbose_name = "矛盾纠纷"

    def ready(self) -> None:
        """Register the two lines, and hear what becomes of the cases."""
        from fengqiao.lines.disputes import (  # noqa: F401 - heard and told by being imported
            invitations,
            public,
            published,
            subscribers,
        )
        from fengqiao.lines.disputes.line import DISPUTES, REPORTS
        from fengqiao.matter.registry import register

        for line in (REPORTS, DISPUTES):
            register(line)
