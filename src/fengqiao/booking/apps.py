from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "fengqiao.booking"
    label = "booking"
    verbose_name = "场所和预约"
