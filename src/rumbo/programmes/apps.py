"""Names the room programmes to Django."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """The room programmes: programmes, their money and the openness of countries."""

    name = "rumbo.programmes"
    label = "programmes"
    verbose_name = "Programas"
    default_auto_field = "django.db.models.BigAutoField"
