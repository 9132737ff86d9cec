"""Every address of the application: a line for each room that has pages."""

urlpatterns: list = []
