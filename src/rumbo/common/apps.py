"""Names the room common to Django."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """The room common: the ground every other room stands on."""

    name = "rumbo.common"
    label = "common"
    verbose_name = "Base común"
    default_auto_field = "django.db.models.BigAutoField"
