from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "relief.offices"
    verbose_name = "辖区和人员"
