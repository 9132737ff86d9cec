"""Makes the face known to Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Forms, template tags and language commands of every room."""

    name = "relief.web"
