from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "relief.audit"
    verbose_name = "审计"
