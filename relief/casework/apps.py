from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "relief.casework"
    verbose_name = "审批"
