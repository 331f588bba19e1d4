"""Gathers what each room offers to the desk, so that adding a folder adds its work and its panels."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from rumbo.access.values import Reader
from rumbo.ui.panels import Panel


@cache
def _pages() -> tuple[ModuleType, ...]:
    """The `pages` modules of the rooms, bottom to top."""
    names = [f"{app.name}.pages" for app in apps.get_app_configs() if app.name.startswith("rumbo.")]
    return tuple(import_module(name) for name in names if find_spec(name) is not None)


def offered(name: str) -> list[object]:
    """Everything that rooms list under a name (`WORK`, `COUNTS`, `PANELS`) in their `pages`."""
    return [item for module in _pages() for item in getattr(module, name, ())]


def task_sentences() -> dict[str, object]:
    """The sentences for codes of tasks that rooms bring in `pages.TASKS`."""
    return {k: v for module in _pages() for k, v in getattr(module, "TASKS", {}).items()}


def panels_for(reader: Reader) -> list[Panel]:
    """The panels of the case page that exist for a reader, in their order."""
    found = [p for p in offered("PANELS") if isinstance(p, Panel) and p.is_for(reader.roles)]
    return sorted(found, key=lambda panel: panel.order)


def address(*names: str, **arguments: object) -> str:
    """The address of the first of these pages that exists; empty where none does."""
    for name in names:
        try:
            return reverse(name, kwargs=arguments or None)
        except NoReverseMatch:
            continue
    return ""
