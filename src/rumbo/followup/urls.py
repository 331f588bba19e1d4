"""Addresses of followup."""

from django.urls import path

from rumbo.access.lists import export_of
from rumbo.followup import lists, views

app_name = "followup"
urlpatterns = [
    path("followup/calls/", views.calls, name="calls"),
    path("followup/calls/export.<slug:kind>", export_of(lists.CALLS), name="calls_export"),
    path("followup/calls/<uuid:arrival>/", views.tried, name="tried"),
]
