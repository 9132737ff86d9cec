"""Addresses of signing in, figures, people, communities and the calendar."""

from django.urls import path

from . import views

urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", views.SignOut.as_view(), name="logout"),
    path("figures/", views.figures, name="figures"),
    path("people/", views.people, name="people"),
    path("people/add/", views.person_add, name="person_add"),
    path("people/<uuid:pk>/", views.person_change, name="person_change"),
    path("communities/", views.communities, name="communities"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/<int:year>/", views.calendar, name="calendar_year"),
]
