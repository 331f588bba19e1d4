"""Addresses of the registry."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.registry import lists
from rumbo.registry.views import duplicates, requests

app_name = "registry"
urlpatterns: list[URLPattern] = [
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/export.<slug:kind>", export_of(lists.DUPLICATES), name="duplicates_export"),
    path("duplicates/<uuid:pair>/", duplicates.duplicate, name="duplicate"),
    path("duplicates/<uuid:pair>/undo/", duplicates.undo, name="undo"),
    path("access-requests/", requests.requests, name="requests"),
    path("access-requests/export.<slug:kind>", export_of(lists.REQUESTS), name="requests_export"),
    path("access-requests/<uuid:asked>/", requests.answer, name="answer"),
]
