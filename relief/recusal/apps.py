from django.apps import AppConfig


class RecusalConfig(AppConfig):
    name = "relief.recusal"
    verbose_name = "回避"
