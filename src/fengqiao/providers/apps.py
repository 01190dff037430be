from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "fengqiao.providers"
    label = "providers"
    verbose_name = "法律服务机构、人员和站点"

    def ready(self) -> None:
        """Say on the worklist what ends in the registers."""
        from fengqiao.providers import standing  # noqa: F401 - declared on import
