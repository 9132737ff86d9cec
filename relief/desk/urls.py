"""Addresses of the pages that show several rooms at once."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("households/<uuid:pk>/", views.household, name="household"),
]
