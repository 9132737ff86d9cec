"""Every address of the application: a line for each room that has pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("relief.web.urls")),
    path("", include("relief.offices.urls")),
    path("", include("relief.desk.urls")),
    path("", include("relief.households.urls")),
    path("", include("relief.recusal.urls")),
    path("", include("relief.cautions.urls")),
    path("", include("relief.papers.urls")),
    path("", include("relief.screening.urls")),
    path("", include("relief.casework.urls")),
    path("", include("relief.oversight.urls")),
]

handler400 = "relief.web.views.bad_request"
handler403 = "relief.web.views.permission_denied"
handler404 = "relief.web.views.not_found"
handler500 = "relief.web.views.server_error"
