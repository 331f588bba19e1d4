"""Addresses of the room ui."""

from django.urls import URLPattern, path

from rumbo.ui import views

app_name = "ui"
urlpatterns: list[URLPattern] = [
    path("ui/theme/", views.theme, name="theme"),
    path("ui/parts/", views.parts, name="parts"),
    path("ui/parts/panel/", views.parts_panel, name="parts_panel"),
]
