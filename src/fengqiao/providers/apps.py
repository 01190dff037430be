from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "fengqiao.providers"
    label = "providers"
    verbose_name = "法律服务机构、人员和站点"
