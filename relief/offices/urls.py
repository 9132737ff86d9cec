"""Addresses of signing in, figures, people, communities and the calendar."""

from django.urls import path

from .views import calendar, communities, figure_pages, figures, password, people, sign_in

urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="login"),
    path("logout/", sign_in.SignOut.as_view(), name="logout"),
    path("password/", password.PasswordChange.as_view(), name="password_change"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<uuid:pk>/correct/", figures.figure_correct, name="figure_correct"),
    path("figures/<uuid:pk>/pages/", figure_pages.figure_pages, name="figure_pages"),
    path("figures/pages/<uuid:pk>/", figure_pages.figure_page, name="figure_page"),
    path("figures/<slug:section>/add/", figures.figure_add, name="figure_add"),
    path("people/", people.people, name="people"),
    path("people/add/", people.person_add, name="person_add"),
    path("people/<uuid:pk>/", people.person_change, name="person_change"),
    path("communities/", communities.communities, name="communities"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar_year"),
    path("calendar/<int:year>/set/", calendar.calendar_set, name="calendar_set"),
]
