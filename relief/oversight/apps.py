from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "relief.oversight"
    verbose_name = "监督"
