"""Addresses of the pages that show several rooms at once."""

from django.urls import path

from .views import entering, pages, search

urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", search.search, name="search"),
    path("households/<uuid:pk>/", pages.household, name="household"),
    path("households/<uuid:pk>/members/<uuid:member>/facts/", entering.member_facts, name="member_facts"),
    path("households/<uuid:pk>/facts/<slug:slug>/", entering.section, name="section"),
]
