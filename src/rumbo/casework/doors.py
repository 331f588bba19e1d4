"""Tasks that are done on a page of their own: later rooms name theirs in their `pages`.

`TASK_PAGES` are of a case and a person, `CASE_TASK_PAGES` of a case alone.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import reverse

from rumbo.access.doors import opens
from rumbo.casework.models import Task


@cache
def _pages(kind: str) -> dict[str, str]:
    """The names of these pages by the code of their task, from every room that has some."""
    names = [f"{app.name}.pages" for app in apps.get_app_configs() if app.name.startswith("rumbo.")]
    rooms = [import_module(name) for name in names if find_spec(name) is not None]
    return {code: url for room in rooms for code, url in getattr(room, kind, {}).items()}


def page_of_task(task: Task, roles: frozenset[str]) -> str:
    """The page on which a task is done, where it has one and these roles may open it."""
    of = {"case": task.case_id}
    if task.person_id is None:
        name = _pages("CASE_TASK_PAGES").get(task.code)
    else:
        name, of = _pages("TASK_PAGES").get(task.code), of | {"person": task.person_id}
    if name is None:
        return ""
    url = reverse(name, kwargs=of)
    return url if opens(url, roles) else ""
