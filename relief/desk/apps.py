from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "relief.desk"
    verbose_name = "工作台"
