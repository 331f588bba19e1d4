"""Names the room ui to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The room ui: layout, components and static files."""

    name = "rumbo.ui"
    label = "ui"
    verbose_name = "Interfaz"
    default_auto_field = "django.db.models.BigAutoField"
