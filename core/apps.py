from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        # Each app's roles are known in every process, whichever of its modules that process needs.
        autodiscover_modules("permissions")
