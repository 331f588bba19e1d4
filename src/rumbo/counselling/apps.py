"""Names the room counselling to Django."""

from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    """The room counselling: what was explained, and what the person freely decided."""

    name = "rumbo.counselling"
    label = "counselling"
    verbose_name = "Orientación"
    default_auto_field = "django.db.models.BigAutoField"
