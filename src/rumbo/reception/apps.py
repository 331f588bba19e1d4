"""Names the room reception to Django."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """The room reception: arrivals and the care given on them."""

    name = "rumbo.reception"
    label = "reception"
    verbose_name = "Recepción"
    default_auto_field = "django.db.models.BigAutoField"
