from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "relief.funds"
    verbose_name = "待遇"
