"""Names the room desk to Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room desk: the door for staff."""

    name = "rumbo.desk"
    label = "desk"
    verbose_name = "Escritorio"
    default_auto_field = "django.db.models.BigAutoField"
