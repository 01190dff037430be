from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "fengqiao.exchange"
    label = "exchange"
    verbose_name = "往来与报送"

    def ready(self) -> None:
        """Make the jobs known to the queue."""
        from fengqiao.exchange import delivering  # noqa: F401
        from fengqiao.exchange.outside import comparing  # noqa: F401
