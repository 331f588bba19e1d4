"""Names the room casework to Django."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The room casework: the case and its way from first contact to closure."""

    name = "rumbo.casework"
    label = "casework"
    verbose_name = "Expedientes"
    default_auto_field = "django.db.models.BigAutoField"
