from django.apps import AppConfig


class SigsConfig(AppConfig):
    name = "sigs"
