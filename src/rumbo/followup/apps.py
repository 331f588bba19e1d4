"""Names the room followup to Django."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The room followup: the call months after the return."""

    name = "rumbo.followup"
    label = "followup"
    verbose_name = "Seguimiento"
    default_auto_field = "django.db.models.BigAutoField"
