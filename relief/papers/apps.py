from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "relief.papers"
    verbose_name = "文书"
