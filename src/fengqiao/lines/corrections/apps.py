from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "fengqiao.lines.corrections"
    label = "corrections"
    verbose_name = "社区矫正"

    def ready(self) -> None:
        """Register the lines: cases under supervision, the investigations before them, queries of what is sealed."""
        from fengqiao.lines.corrections import public, published, silence  # noqa: F401 - declared on import
        from fengqiao.lines.corrections.lines import CASES, INVESTIGATIONS, QUERIES
        from fengqiao.matter.registry import register

        for line in (CASES, INVESTIGATIONS, QUERIES):
            register(line)
