"""Names the room readiness to Django."""

from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    """The room readiness: what each person still needs before travelling."""

    name = "rumbo.readiness"
    label = "readiness"
    verbose_name = "Preparación"
    default_auto_field = "django.db.models.BigAutoField"
