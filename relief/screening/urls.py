"""Addresses of screenings."""

from django.urls import path

from . import views

urlpatterns = [
    path("households/<uuid:pk>/screen/", views.screen, name="screen"),
    path("screenings/<uuid:pk>/", views.result, name="result"),
]
