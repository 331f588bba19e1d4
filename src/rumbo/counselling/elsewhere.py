"""What somebody answered about sharing under another registration of theirs: the narrower holds.

Two registrations that people found to be one human being may hold a yes and a no for the same
recipient. Nothing more is told then, until they are asked again, now that both are known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rumbo.counselling.models import ShareConsent
from rumbo.registry import joined
from rumbo.registry import queries as registry
from rumbo.registry.models import DataConsent

EVERY = ""  # stands for every recipient: the permission to use the data itself was taken back


@dataclass(frozen=True, slots=True)
class No:
    """A no that stands: under which registration it was said, to whom (or to all), since when."""

    person: UUID
    recipient: str
    since: datetime


def overruled(answers: Iterable[ShareConsent]) -> dict[UUID, No]:
    """Give the yeses (by id) that another registration of the same person narrows, each with its no.

    A yes counts again once it was given after the no and after both were found to be one person.
    """
    given = [row for row in answers if row.given]
    every = registry.registrations_of({row.person_id for row in given})
    others = {one for key, same in every.items() for one in same - {key}}
    if not others:
        return {}
    noes, joining = _noes(others), joined.since(every)
    found: dict[UUID, No] = {}
    for row in given:
        here = joining.get(row.person_id)
        for key in every[row.person_id] - {row.person_id}:
            for recipient in (row.recipient, EVERY):
                no = noes.get((key, recipient))
                if no and not (here and row.occurred_at > max(no.since, here)):
                    found[row.id] = no
    return found


def _noes(people: Iterable[UUID]) -> dict[tuple[UUID, str], No]:
    """The last word of each registration to each recipient, where it was a no."""
    last: dict[tuple[UUID, str], ShareConsent] = {}
    rows = ShareConsent.objects.filter(person__in=list(people))
    for row in rows.order_by("occurred_at", "recorded_at"):
        last[row.person_id, row.recipient] = row
    found = {
        key: No(key[0], key[1], row.withdrawn_at or row.occurred_at)
        for key, row in last.items()
        if row.withdrawn_at is not None or not row.given
    }
    back = registry.who_took_consent_back(list(people))
    ended = DataConsent.objects.filter(person__in=back).order_by("withdrawn_at")
    for person, when in ended.values_list("person", "withdrawn_at"):
        if when is not None:
            found[person, EVERY] = No(person, EVERY, when)
    return found
