"""Names the room network to Django."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The room network: places and partners."""

    name = "rumbo.network"
    label = "network"
    verbose_name = "Red"
    default_auto_field = "django.db.models.BigAutoField"
