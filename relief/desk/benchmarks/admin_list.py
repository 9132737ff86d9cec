"""What an unadorned list of applications would be: Django's own administration, for comparison only.

The application does not install it; the benchmark does, for the length of one measurement.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.test import override_settings
from django.urls import include, path

from relief.casework.models import Application

ADMIN = "django.contrib.admin.apps.SimpleAdminConfig"
ADDRESS = "/admin/casework/application/?state__exact=submitted"
SHOWN = ("household", "programme", "area", "requested", "state", "submitted_by", "submitted_at")
urlpatterns = [path("", include(settings.ROOT_URLCONF))]


@contextmanager
def admin_installed() -> Iterator[str]:
    """The address of the list, which anybody who is signed in may open while this lasts."""
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, ADMIN], ROOT_URLCONF=__name__):
        from django.contrib import admin

        class Everybody(admin.ModelAdmin):
            list_display = SHOWN
            list_filter = ("state", "programme")
            list_select_related = ("household", "area", "submitted_by")
            list_per_page = 50
            ordering = ("submitted_at", "pk")

            def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
                return True

            def has_module_permission(self, request: HttpRequest) -> bool:
                return True

            def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
                return False

            def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
                return False

            def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
                return False

        class Site(admin.AdminSite):
            def has_permission(self, request: HttpRequest) -> bool:
                return request.user.is_authenticated

        site = Site()
        site.register(Application, Everybody)
        added = path("admin/", site.urls)
        urlpatterns.append(added)
        try:
            yield ADDRESS
        finally:
            urlpatterns.remove(added)
            apps.clear_cache()
