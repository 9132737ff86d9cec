"""Addresses of applications."""

from django.urls import path

from .views import application, queue, submitting

urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("households/<uuid:pk>/submit/<slug:programme>/", submitting.submit, name="submit"),
    path("applications/<uuid:pk>/", application.application, name="application"),
    path("applications/<uuid:pk>/withdraw/", submitting.withdraw, name="withdraw"),
]
