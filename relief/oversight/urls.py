from django.urls import path

from . import views

urlpatterns = [
    path("affected/", views.affected, name="affected"),
    path("on-time/", views.on_time, name="on_time"),
    path("hints/", views.hints, name="hints"),
    path("households/<uuid:pk>/purpose/", views.purpose, name="purpose"),
    path("households/<uuid:pk>/trail/", views.household_trail, name="household_trail"),
    path("persons/<uuid:pk>/trail/", views.person_trail, name="person_trail"),
]
