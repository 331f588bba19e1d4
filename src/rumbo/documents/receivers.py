"""What documents hears from the rooms before it: what stops on its way, and what left the house."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.casework.signals import hours_wanted, people_stopped
from rumbo.casework.values import TakenHour
from rumbo.counselling.signals import sharing_ended
from rumbo.documents import actions, rules, visits
from rumbo.protection.signals import named_outside
from rumbo.registry import queries as registry
from rumbo.registry.models import Person


@receiver(sharing_ended, dispatch_uid="documents.stop_what_was_asked")
def stop_what_was_asked(
    sender: type,
    *,
    case: Case,
    person: Person,
    recipients: Collection[str],
    actor: Actor,
    at: datetime,
    **_: Any,
) -> None:
    """Stop a person's requests to consulates when they take that permission back."""
    if "CONSULATE" in recipients:
        actions.stop_requests_of(actor=actor, people=[person.id], kind="CONSENT", at=at)


@receiver(people_stopped, dispatch_uid="documents.stop_with_people")
def stop_with_people(
    sender: type,
    *,
    case: Case,
    people: Collection[UUID],
    kind: str,
    actor: Actor,
    at: datetime,
    **_: Any,
) -> None:
    """Stop the requests of people who withdraw, fear to go back, or are children who stay.

    A fear is of the human being, under whatever registration a consulate was asked.
    """
    del case  # a request is stopped under whichever file it was asked
    if kind in rules.STOPS_WITH_PEOPLE:
        everywhere = kind in rules.STOPS_EVERYWHERE
        whose = registry.every_registration_of(people) if everywhere else set(people)
        actions.stop_requests_of(actor=actor, people=whose, kind="WITHDRAWN", at=at)


@receiver(named_outside, dispatch_uid="documents.log_who_was_named")
def log_who_was_named(
    sender: type,
    *,
    case: Case,
    person: Person,
    to_whom: str,
    actor: Actor,
    at: datetime,
    **_: Any,
) -> None:
    """Ask for the yes by which somebody is named to an institution, and log that they were."""
    actions.name_to_institution(actor=actor, case=case, person=person, to_whom=to_whom, at=at)


@receiver(hours_wanted, dispatch_uid="documents.tell_hours_at_consulates")
def tell_hours_at_consulates(
    sender: type, *, person: Person, start: datetime, end: datetime, **_: Any
) -> list[TakenHour]:
    """Say when somebody is expected at their consulate, so that nobody else expects them then."""
    return visits.hours_at_consulates(person, start, end)
