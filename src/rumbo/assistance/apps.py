"""Names the room assistance to Django."""

from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    """The room assistance: services and vouchers against a small fund, and joint risk."""

    name = "rumbo.assistance"
    label = "assistance"
    verbose_name = "Asistencia directa"
    default_auto_field = "django.db.models.BigAutoField"
