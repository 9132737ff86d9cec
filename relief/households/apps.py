from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "relief.households"
    verbose_name = "住户"
