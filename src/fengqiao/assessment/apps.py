from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "fengqiao.assessment"
    label = "assessment"
    verbose_name = "考核与排名"

    def ready(self) -> None:
        """Register results and appeals."""
        from fengqiao.assessment.line import APPEALS, ROUNDS
        from fengqiao.matter.registry import register

        register(ROUNDS)
        register(APPEALS)
