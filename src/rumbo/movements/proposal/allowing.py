"""Which group may take which departure: by its way, and by the table of requirements for that day."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from rumbo.movements import gatekeeping
from rumbo.movements.models import Departure, Manifest, Stop
from rumbo.movements.planning.problem import Bools
from rumbo.movements.proposal.parties import Party, ends, sits_on

Judged = Callable[[int, int], None]
Stops = Mapping[uuid.UUID, Sequence[Stop]]


def near(departures: Sequence[Departure], stops: Stops, parties: Sequence[Party]) -> Bools:
    """Which departures go a group's way at all."""
    found = np.zeros((len(departures), len(parties)), dtype=bool)
    for d, departure in enumerate(departures):
        for g, party in enumerate(parties):
            if sits_on(party, departure):
                found[d, g] = True
            elif not party.is_locked and not party.apart:
                found[d, g] = ends(party, stops[departure.pk]) is not None
    return found


def allowed(
    departures: Sequence[Departure], stops: Stops, parties: Sequence[Party], near: Bools, *,
    today: date, judged: Judged,
) -> Bools:  # fmt: skip
    """Which group may be booked on which departure, as the table says for that very day.

    What is known of people is read once for all departures, and judged for each of their days.
    """
    found = np.zeros(near.shape, dtype=bool)
    asked = [party.case for g, party in enumerate(parties) if near[:, g].any()]
    journeys = gatekeeping.ManyJourneys(asked, "BOOK", today=today)
    closed = _closed(departures)
    total, done = int(near.sum()), 0
    for d, departure in enumerate(departures):
        near_it = [int(g) for g in np.flatnonzero(near[d])]
        for g in near_it:
            found[d, g] = sits_on(parties[g], departure)
        if departure.pk not in closed:
            for way, members in _ways(near_it, parties, stops[departure.pk], departure).items():
                on = {stop.pk: stop for stop in stops[departure.pk]}
                plan = gatekeeping.plan_of(departure, (on[way[0]], on[way[1]]))
                may = journeys.may([parties[g].case.pk for g in members], plan)
                found[d, members] = [may[parties[g].case.pk] for g in members]
        done += len(near_it)
        judged(done, total)
    return found


def _ways(
    near_it: Sequence[int], parties: Sequence[Party], stops: Sequence[Stop], departure: Departure
) -> Mapping[tuple[int, int], list[int]]:
    """Whoever is not aboard already, by where they would get on and off."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for g in near_it:
        way = None if sits_on(parties[g], departure) else ends(parties[g], stops)
        if way is not None:
            found[way[0].pk, way[1].pk].append(g)
    return found


def _closed(departures: Sequence[Departure]) -> set[uuid.UUID]:
    """Which of these take nobody more: boarding, or their list was closed for the day that holds."""
    put_off = {row.pk: row.put_off_at for row in departures}
    rows = Manifest.objects.filter(departure__in=put_off, kind="INTERNAL")
    listed = set()
    for departure, at in rows.values_list("departure", "occurred_at"):
        since = put_off[departure]
        if since is None or at >= since:
            listed.add(departure)
    return listed | {row.pk for row in departures if row.status == "BOARDING"}
