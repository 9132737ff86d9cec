from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "relief.vault"
    verbose_name = "保密"
