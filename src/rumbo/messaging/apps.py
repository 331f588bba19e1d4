"""Names the room messaging to Django."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """The room messaging: what leaves the house by SMS, mail and letter."""

    name = "rumbo.messaging"
    label = "messaging"
    verbose_name = "Mensajes"
    default_auto_field = "django.db.models.BigAutoField"
