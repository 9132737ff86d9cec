"""Addresses of the pages that show several rooms at once."""

from django.urls import path

from relief.casework.views import emergencies
from relief.funds.facts import facts_with_awards
from relief.households.views import households, joining, people

from .known_person import known_person
from .views import entering, figures, law, pages, search

OFFER = {"offer": known_person}
FACTS = {"facts_of": facts_with_awards}

urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", search.search, name="search"),
    path("law/", law.law, name="law"),
    path("figures/<uuid:pk>/cases/", figures.figure_cases, name="figure_cases"),
    path("emergency/", emergencies.register, OFFER, name="register_emergency"),
    path("households/new/", joining.new_household, OFFER, name="new_household"),
    path("households/<uuid:pk>/members/", joining.household_members, OFFER, name="household_members"),
    path("households/<uuid:pk>/members/<uuid:member>/", people.member_person, OFFER, name="member_person"),
    path("households/<uuid:pk>/case.yaml", households.household_case_file, FACTS, name="household_case_file"),
    path("households/<uuid:pk>/", pages.household, name="household"),
    path("households/<uuid:pk>/members/<uuid:member>/facts/", entering.member_facts, name="member_facts"),
    path("households/<uuid:pk>/facts/<slug:slug>/", entering.section, name="section"),
]
