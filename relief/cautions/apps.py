from django.apps import AppConfig


class CautionsConfig(AppConfig):
    name = "relief.cautions"
    verbose_name = "重复救助"
