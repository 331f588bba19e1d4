"""Another office looks after somebody from now on: everything that is kept about them goes along."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey

from rumbo.access.entry import verb
from rumbo.access.models import Office, Scoped
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.registry.models import Person

# How a row names somebody: a pair of registrations is kept by the office of the later one.
OF_SOMEBODY = ("person", "child", "later")


def move_to_office(
    *, actor: Actor, people: Collection[UUID], office: Office, at: datetime | None = None
) -> None:
    """Let another office look after people: their registration, and every room's rows about them.

    What was done by an office stays its own (`Scoped.GOES_ALONG`): a seat, money, what left the house.
    """
    with verb(actor):
        mine = list(people)
        moved = Person.objects.filter(pk__in=mine).exclude(office=office)
        told = list(moved.values_list("pk", flat=True))
        moved.update(office=office)
        for model, path in kept_about_people():
            model._default_manager.filter(**{f"{path}__in": mine}).exclude(office=office).update(
                office=office
            )
        for one in told:
            audit.record(actor=actor, code="registry.office_changed", at=at, person=one)


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
