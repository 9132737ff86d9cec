"""Addresses of the frame's own switches."""

from django.urls import path

from relief.web import styleguide, views

urlpatterns = [
    path("language/", views.language, name="language"),
    path("large-type/", views.large_type, name="large_type"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
