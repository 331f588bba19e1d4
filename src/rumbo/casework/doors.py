"""Tasks that are done on a page of their own: later rooms name theirs in `pages.TASK_PAGES`."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import reverse

from rumbo.access.doors import opens
from rumbo.casework.models import Task


@cache
def _pages() -> dict[str, str]:
    """The names of these pages by the code of their task, from every room that has some."""
    names = [f"{app.name}.pages" for app in apps.get_app_configs() if app.name.startswith("rumbo.")]
    rooms = [import_module(name) for name in names if find_spec(name) is not None]
    return {code: url for room in rooms for code, url in getattr(room, "TASK_PAGES", {}).items()}


def page_of_task(task: Task, roles: frozenset[str]) -> str:
    """The page on which a task is done, where it has one and these roles may open it."""
    name = _pages().get(task.code)
    if name is None or task.person_id is None:
        return ""
    url = reverse(name, kwargs={"case": task.case_id, "person": task.person_id})
    return url if opens(url, roles) else ""
