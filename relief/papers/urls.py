"""Addresses of papers."""

from django.urls import path

from .views import blank, papers, word

urlpatterns = [
    path("papers/blank/", blank.blank_papers, name="blank_papers"),
    path("papers/blank/<slug:kind>/", blank.blank_paper, name="blank_paper"),
    path("papers/forms/", word.word_forms, name="word_forms"),
    path("papers/forms/<slug:kind>/", word.word_form, name="word_form"),
    path("papers/forms/<slug:kind>/start/", word.word_form_start, name="word_form_start"),
    path("papers/<uuid:pk>/", papers.paper, name="paper"),
    path("papers/<uuid:pk>/reprint/", papers.paper_reprint, name="paper_reprint"),
]
