"""Names the room portal to Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The room portal: the door for migrants."""

    name = "rumbo.portal"
    label = "portal"
    verbose_name = "Portal"
    default_auto_field = "django.db.models.BigAutoField"
