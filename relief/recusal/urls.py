"""Addresses of what people at work declare of themselves and their relatives."""

from django.urls import path

from . import views

urlpatterns = [
    path("recusal/", views.recusal, name="recusal"),
    path("recusal/committee/", views.committee, name="committee"),
    path("recusal/committee/add/", views.committee_add, name="committee_add"),
    path("recusal/committee/<uuid:pk>/", views.committee_member, name="committee_member"),
]
