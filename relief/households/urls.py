"""Addresses of households: no number of a household stands in one."""

from django.urls import path

from . import views

urlpatterns = [
    path("households/", views.households, name="households"),
    path("households/case-files/", views.case_file_add, name="case_file_add"),
    path("households/case-files/<uuid:pk>/", views.case_file, name="case_file"),
    path("households/<uuid:pk>/case.yaml", views.household_case_file, name="household_case_file"),
    path("households/<uuid:pk>/members/<uuid:member>/", views.member_person, name="member_person"),
    path("households/<uuid:pk>/warnings/<uuid:warning>/", views.double_membership, name="double_membership"),
]
