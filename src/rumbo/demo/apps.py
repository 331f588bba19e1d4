"""Names the room demo to Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room demo: a programme played through the same verbs."""

    name = "rumbo.demo"
    label = "demo"
    verbose_name = "Demostración"
    default_auto_field = "django.db.models.BigAutoField"
