"""Addresses of applications."""

from django.urls import path

from . import views

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("households/<uuid:pk>/submit/<slug:programme>/", views.submit, name="submit"),
    path("applications/<uuid:pk>/", views.application, name="application"),
    path("applications/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
]
