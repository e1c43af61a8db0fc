from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        # Each app's roles are known in every process, whichever of its modules that process needs. From the
        # ground up: an upper app allows more to the roles of a lower one.
        for config in reversed(list(apps.get_app_configs())):
            if config.module and module_has_submodule(config.module, "permissions"):
                import_module(f"{config.name}.permissions")
