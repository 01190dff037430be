from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "fengqiao.messages"
    label = "messages_out"
    verbose_name = "通知"
