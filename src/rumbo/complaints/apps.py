"""Names the room complaints to Django."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """The room complaints: what went wrong, who hears it, and what was answered."""

    name = "rumbo.complaints"
    label = "complaints"
    verbose_name = "Quejas"
    default_auto_field = "django.db.models.BigAutoField"
