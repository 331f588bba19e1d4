"""Names the room field to Django."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """The room field: the door for booths and escorts."""

    name = "rumbo.field"
    label = "field"
    verbose_name = "Campo"
    default_auto_field = "django.db.models.BigAutoField"
