"""Addresses of households: no number of a household stands in one.

The pages that offer a known person and the case file have theirs in `desk`, which also knows what was given.
"""

from django.urls import path

from .views import applying, case_files, evidence, households, joining

urlpatterns = [
    path("households/", households.households, name="households"),
    path("households/<uuid:pk>/members/<uuid:member>/leaves/", joining.member_leaves, name="member_leaves"),
    path("households/<uuid:pk>/applicant/", applying.applicant, name="applicant"),
    path("households/<uuid:pk>/consents/", applying.consents, name="consents"),
    path("households/case-files/", case_files.case_file_add, name="case_file_add"),
    path("households/case-files/<uuid:pk>/", case_files.case_file, name="case_file"),
    path("households/<uuid:pk>/papers/", evidence.papers, name="papers"),
    path("households/<uuid:pk>/papers/<uuid:evidence>/", evidence.evidence, name="evidence"),
    path(
        "households/<uuid:pk>/papers/<uuid:evidence>/withdraw/",
        evidence.evidence_withdraw,
        name="evidence_withdraw",
    ),
]
