from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "fengqiao.booking"
    label = "booking"
    verbose_name = "场所和预约"

    def ready(self) -> None:
        """Say what of the roster is still empty."""
        from fengqiao.booking.roster import telling  # noqa: F401 - makes it known
