"""Addresses of screenings."""

from django.urls import path

from . import views

urlpatterns = [
    path("households/<uuid:pk>/screen/", views.screen, name="screen"),
    path("households/<uuid:pk>/what-if/", views.what_if, name="what_if"),
    path("screenings/<uuid:pk>/", views.result, name="result"),
    path("screenings/<uuid:pk>/turning/<slug:programme>/", views.turning, name="turning"),
    path("screenings/<uuid:pk>/sheet/", views.sheet, name="sheet"),
    path("screenings/<uuid:pk>/replay/", views.replay, name="replay"),
    path("screenings/<uuid:pk>/open-clauses/<slug:programme>/", views.open_clause, name="open_clause"),
    path("screenings/<uuid:pk>/outcomes/<slug:programme>/", views.outcome, name="outcome"),
]
