"""Who would go along with children: how many a departure has, could find, and would need."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rumbo.movements import rules
from rumbo.movements.models import Departure, Escort
from rumbo.movements.proposal.parties import Party
from rumbo.protection.track import CHILDREN_AN_ESCORT


def trained(departures: Iterable[Departure]) -> Mapping[uuid.UUID, int]:
    """How many who are trained for children are named for each departure."""
    rows = Escort.objects.filter(
        departure__in=[row.pk for row in departures], trained_for_children=True, ended_at=None
    )
    return Counter(rows.values_list("departure", flat=True))


def named(departures: Iterable[Departure]) -> Mapping[uuid.UUID, int]:
    """How many go along with each departure, for whatever reason."""
    rows = Escort.objects.filter(departure__in=[row.pk for row in departures], ended_at=None)
    return Counter(rows.values_list("departure", flat=True))


def most(here: int, alone: int) -> int:
    """How many for children alone a plan may count on; whoever holds a place there keeps it."""
    return max(here + rules.ESCORTS_TO_FIND, _for_children(alone))


def needed(parties: Sequence[Party]) -> int:
    """How many a departure with these groups needs, by its people, its children and those alone."""
    people = sum(party.people for party in parties)
    children = sum(party.children for party in parties)
    alone = sum(party.alone for party in parties)
    return max(rules.escorts_needed(people, children), _for_children(alone))


def _for_children(alone: int) -> int:
    return -(-alone // CHILDREN_AN_ESCORT)
