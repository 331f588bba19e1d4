"""Addresses of followup."""

from django.urls import path

from rumbo.followup import views

app_name = "followup"
urlpatterns = [
    path("followup/calls/", views.calls, name="calls"),
    path("followup/calls/<uuid:arrival>/", views.tried, name="tried"),
]
