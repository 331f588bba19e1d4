"""Names the room statistics to Django."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """The room statistics: the mirror that reads all and writes nothing."""

    name = "rumbo.statistics"
    label = "statistics"
    verbose_name = "Estadística"
    default_auto_field = "django.db.models.BigAutoField"
