"""Marks on views: who may open a page. To everyone else it does not exist."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpResponseBase
from django.urls import resolve

from rumbo.access.middleware import OPEN_TO_ALL, PersonalRequest

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def for_roles(*roles: str) -> Callable[[V], V]:
    """Open a page to these roles only; for anyone else it is a 404."""

    def decorate(view: V) -> V:
        @wraps(view)
        def guarded(request: PersonalRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.reader.roles.intersection(roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def open_to_all(view: V) -> V:
    """Open a page to people who have not signed in: it must show nothing of anybody."""
    setattr(view, OPEN_TO_ALL, True)
    return view


def gives_out(view: V) -> V:
    """Mark a paper that is printed or taken away: an emergency access reads, and takes nothing."""

    @wraps(view)
    def guarded(request: PersonalRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.reader = replace(request.reader, opened=())
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]


def opens(url: str, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles may open one of our addresses (its door says whom it is for)."""
    if not url:
        return False
    doors = getattr(resolve(url.partition("?")[0].partition("#")[0]).func, "roles", None)
    return doors is None or bool(roles & doors)
