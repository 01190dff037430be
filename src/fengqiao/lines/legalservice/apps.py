from django.apps import AppConfig, apps


class LegalServiceConfig(AppConfig):
    name = "fengqiao.lines.legalservice"
    label = "legalservice"
    verbose_name = "公共法律服务"

    def ready(self) -> None:
        """Register the line; listen to what becomes of what was handed on."""
        from fengqiao.indicators.quality.recalls import declare_recalls
        from fengqiao.indicators.quality.rules import declare_rules
        from fengqiao.indicators.registry import declare
        from fengqiao.lines.legalservice import points, practising, public, published, quality, subscribers, texting  # noqa: F401 - declared on import
        from fengqiao.lines.legalservice.indicators import BOARD, INDICATORS, with_aid
        from fengqiao.lines.legalservice.line import SERVICE
        from fengqiao.lines.legalservice.permissions import SEE_FIGURES
        from fengqiao.lines.legalservice.quality_rules import RECALLS, RULES
        from fengqiao.matter.registry import register

        both = all(apps.is_installed(f"fengqiao.lines.{line}") for line in ("legalaid", "aidcases"))
        declare("legalservice", "公共法律服务", (*INDICATORS, *(with_aid() if both else ())), SEE_FIGURES, BOARD)
        register(SERVICE)
        declare_rules(RULES)
        declare_recalls(RECALLS)
