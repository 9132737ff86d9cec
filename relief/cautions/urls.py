from django.urls import path

from . import views

urlpatterns = [path("households/<uuid:pk>/cautions/<uuid:about>/", views.caution, name="caution")]
