"""Names the room protection to Django."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """The room protection: screening, special tracks and clearances."""

    name = "rumbo.protection"
    label = "protection"
    verbose_name = "Protección"
    default_auto_field = "django.db.models.BigAutoField"
