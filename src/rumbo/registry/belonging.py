"""Which tables of the house keep something about somebody, and how their rows say of whom."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import ForeignKey

from rumbo.access.models import Scoped
from rumbo.registry.models import Person

# How a row names somebody: a pair of registrations is kept by the office of the later one.
OF_SOMEBODY = ("person", "child", "later")


def kept_about_people() -> Iterator[tuple[type[Scoped], str]]:
    """Every table that keeps something about somebody, and how its rows say of whom."""
    going = [
        model
        for model in apps.get_models()
        if issubclass(model, Scoped) and model.GOES_ALONG and not getattr(model, "append_only", 0)
    ]
    of_somebody = {model: path for model in going if (path := _own(model))}
    for model in going:
        if path := of_somebody.get(model) or _through(model, of_somebody):
            yield model, path


def _own(model: type[Scoped]) -> str:
    names = {field.name for field in model._meta.concrete_fields if field.related_model is Person}
    return next((name for name in OF_SOMEBODY if name in names), "")


def _through(model: type[Scoped], of_somebody: dict[type[Scoped], str]) -> str:
    """A row of a row about somebody: an original's custody, a call that was tried."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model in of_somebody:
            return f"{field.name}__{of_somebody[field.related_model]}"
    return ""
