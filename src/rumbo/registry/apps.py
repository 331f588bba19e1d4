"""Names the room registry to Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The room registry: persons, families and their consent to data."""

    name = "rumbo.registry"
    label = "registry"
    verbose_name = "Registro"
    default_auto_field = "django.db.models.BigAutoField"
