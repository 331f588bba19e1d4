"""Addresses of readiness."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.readiness import lists
from rumbo.readiness.views import overrides, panel

app_name = "readiness"
ROOM = "cases/<uuid:case>/readiness/"
urlpatterns: list[URLPattern] = [
    path(ROOM, panel.panel, name="panel"),
    path("requirements/", panel.table, name="table"),
    path("overrides/", overrides.waiting, name="overrides"),
    path("overrides/export.<slug:kind>", export_of(lists.OVERRIDES), name="overrides_export"),
    path("overrides/<uuid:override>/confirm/", overrides.confirm, name="confirm"),
    path("overrides/<uuid:override>/end/", overrides.end, name="end"),
    path(
        f"{ROOM}people/<uuid:person>/overrides/<slug:requirement>/", overrides.ask, name="override"
    ),
]
