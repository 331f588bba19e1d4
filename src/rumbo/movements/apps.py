"""Names the room movements to Django."""

from django.apps import AppConfig


class MovementsConfig(AppConfig):
    """The room movements: departures, seats, manifests and roll-call."""

    name = "rumbo.movements"
    label = "movements"
    verbose_name = "Traslados"
    default_auto_field = "django.db.models.BigAutoField"
