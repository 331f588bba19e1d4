"""Names the room config to Django and lets the rooms hear each other."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from rumbo.audit import sentences
from rumbo.config.rooms import rooms_with


class ConfigConfig(AppConfig):
    """The room config: the only place that knows every room."""

    name = "rumbo.config"
    label = "config"
    verbose_name = "Configuración"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load each room's receivers, journal sentences and words for tasks, wherever they exist."""
        # Late: a room's words are read once its models are.
        from rumbo.casework import words

        autodiscover_modules("receivers")
        for room in rooms_with("sentences"):
            sentences.learn(getattr(import_module(f"rumbo.{room}.sentences"), "SENTENCES", {}))
        for room in rooms_with("words"):
            words.learn(getattr(import_module(f"rumbo.{room}.words"), "TASKS", {}))
