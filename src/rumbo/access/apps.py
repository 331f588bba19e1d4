"""Names the room access to Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The room access: users, roles, compartments and offices."""

    name = "rumbo.access"
    label = "access"
    verbose_name = "Acceso"
    default_auto_field = "django.db.models.BigAutoField"
