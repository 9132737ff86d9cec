from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "relief.screening"
    verbose_name = "筛查"
