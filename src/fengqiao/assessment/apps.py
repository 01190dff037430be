from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "fengqiao.assessment"
    label = "assessment"
    verbose_name = "考核与排名"

    def ready(self) -> None:
        """Register results and appeals."""
        from fengqiao.assessment import holding
        from fengqiao.assessment.faults import held
        from fengqiao.assessment.line import APPEALS, FAULTS, REPORTS, ROUNDS
        from fengqiao.assessment.quality_rules import RULES
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.matter.registry import register

        declare_rules(RULES)
        register(ROUNDS)
        register(APPEALS)
        register(REPORTS)
        register(FAULTS)
        holding.feed(held)
