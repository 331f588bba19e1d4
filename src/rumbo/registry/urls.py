"""Addresses of the registry."""

from django.urls import URLPattern, path

from rumbo.registry.views import duplicates, requests

app_name = "registry"
urlpatterns: list[URLPattern] = [
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<uuid:pair>/", duplicates.duplicate, name="duplicate"),
    path("duplicates/<uuid:pair>/undo/", duplicates.undo, name="undo"),
    path("access-requests/", requests.requests, name="requests"),
    path("access-requests/<uuid:asked>/", requests.answer, name="answer"),
]
