"""Names the room exchange to Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The room exchange: files and data in and out."""

    name = "rumbo.exchange"
    label = "exchange"
    verbose_name = "Intercambio"
    default_auto_field = "django.db.models.BigAutoField"
