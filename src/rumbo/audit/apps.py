"""Names the room audit to Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room audit: the journal, the history of rows and the log of readings."""

    name = "rumbo.audit"
    label = "audit"
    verbose_name = "Bitácora"
    default_auto_field = "django.db.models.BigAutoField"
