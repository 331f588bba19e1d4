"""How far each file came and when, and what became of departures, referrals, calls and children."""

import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling.models import ShareConsent
from rumbo.followup.models import Call
from rumbo.followup.queries import RECIPIENT
from rumbo.movements.models import BookedSeat, Departure
from rumbo.programmes.models import Posting
from rumbo.programmes.reporting import JOURNEY
from rumbo.reception.models import Arrival, Referral
from rumbo.registry.models import GroupMember
from rumbo.statistics.queries import children as alone
from rumbo.statistics.queries.demanding import Stood
from rumbo.statistics.queries.funnel import first_stood
from rumbo.statistics.queries.scope import asked_to_return, these
from rumbo.statistics.rules import ADULT, HELD, TRAVELLED, age_on

# In what the prices of departures are said.
CURRENCY = "USD"
# What the extract calls the stations of the funnel.
NAMES = {
    "registered": "REGISTERED",
    "counselled": "COUNSELLED",
    "eligible": "ELIGIBLE",
    "ready": "TRAVEL_READY",
    "booked": "BOOKED",
    "departed": "DEPARTED",
    "arrived": "ARRIVED",
}
Row = Mapping[str, Any]
# Of some seats: who held one when it left, who travelled, and who was not there.
SEATS = {
    "held": Count("pk", filter=Q(state__in=HELD)),
    "travelled": Count("pk", filter=Q(state__in=TRAVELLED)),
    "absent": Count("pk", filter=Q(state="NO_SHOW")),
}


def programmes_of(cases: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The programme of each case."""
    return dict(Case.objects.filter(pk__in=these(cases)).values_list("pk", "programme"))


def files(
    cases: Collection[uuid.UUID], steps: Mapping[uuid.UUID, Sequence[Stood]]
) -> Iterator[Row]:
    """Each case that asked to return: when it first stood at each station, and for how many.

    Who was received without having travelled with us asked for no return, and is in none.
    """
    rows = asked_to_return(Case.objects.filter(pk__in=these(cases)))
    way = {case: [(one.to_stage, one.span.since) for one in steps.get(case, ())] for case in cases}
    stood = dict(first_stood(cases, way))
    members = GroupMember.objects.filter(group__case__in=these(cases), left_at=None)
    people = Counter(members.values_list("group__case__pk", flat=True))
    names = ("pk", "office_id", "programme", "requested_on")
    for case, office, programme, requested in rows.values_list(*names):
        yield {
            "case": case,
            "office": office,
            "programme": programme,
            "requested": requested,
            "people": people[case],
            **{name: stood[case][code] for name, code in NAMES.items()},
        }


def departures(ids: Collection[uuid.UUID]) -> Iterator[Row]:
    """Each departure: its seats, who held one when it left, who travelled, and what it cost."""
    rows = Departure.objects.filter(pk__in=these(ids))
    seats = BookedSeat.objects.filter(departure__in=these(ids)).order_by()
    counted = {
        departure: told for departure, *told in seats.values_list("departure").annotate(**SEATS)
    }
    cost = _spent(ids)
    names = ("pk", "office_id", "date", "mode", "status", "seats")
    for departure, office, day, mode, status, places in rows.values_list(*names):
        held, travelled, absent = counted.get(departure, (0, 0, 0))
        yield {
            "journey": departure,
            "office": office,
            "leaves": day,
            "mode": mode,
            "departure_status": status,
            "seats": places,
            "held": held,
            "travelled": travelled,
            "absent": absent,
            "is_priced": departure in cost,
            "cents": cost.get(departure, 0),
        }


def aboard(cases: Collection[uuid.UUID], programmes: Mapping[uuid.UUID, str]) -> Iterator[Row]:
    """Of each case on each departure: how many held a seat when it left, travelled, did not come."""
    rows = BookedSeat.objects.filter(booking__case__in=these(cases)).order_by()
    for case, departure, *told in rows.values_list("booking__case_id", "departure").annotate(
        **SEATS
    ):
        if any(told):
            yield {
                "case": case,
                "journey": departure,
                "programme": programmes.get(case, ""),
                **dict(zip(SEATS, told, strict=True)),
            }


def _spent(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """What the ledger says that seats, vehicles and escorts of each departure cost."""
    into = Coalesce(Sum("original_minor", filter=Q(kind="SPENT")), 0)
    out = Coalesce(Sum("original_minor", filter=Q(taken_from="SPENT")), 0)
    rows = Posting.objects.filter(
        departure__in=these(ids), purpose__in=JOURNEY, original_currency=CURRENCY
    )
    summed = rows.order_by().values_list("departure").annotate(net=into - out)
    return {departure: net for departure, net in summed if departure and net > 0}


def referrals(cases: Collection[uuid.UUID], programmes: Mapping[uuid.UUID, str]) -> Iterator[Row]:
    """Each referral: when it was made, until when it should be attended, and how it stands."""
    rows = Referral.objects.filter(case__in=these(cases))
    names = (
        "case_id", "office_id", "occurred_at", "answer_by", "attend_by", "status_since", "status",
    )  # fmt: skip
    for case, office, made, answer, attend, since, status in rows.values_list(*names):
        yield {
            "case": case,
            "office": office,
            "programme": programmes.get(case, ""),
            "made": clock.day_of(made),
            "answer_by": answer,
            "attend_by": attend,
            "since": clock.day_of(since),
            "referral_status": status,
        }


def calls(cases: Collection[uuid.UUID], programmes: Mapping[uuid.UUID, str]) -> Iterator[Row]:
    """Each arrival: whether they said yes to a call, whether anybody tried, how it ended."""
    rows = Arrival.objects.live().filter(case__in=these(cases), state="ARRIVED")
    names = ("pk", "case_id", "office_id", "person_id", "person__birth_date", "occurred_at")
    arrived = list(rows.values_list(*names))
    told = Call.objects.filter(arrival__case__in=these(cases), arrival__state="ARRIVED")
    tries = {
        arrival: (outcome, bool(number))
        for arrival, outcome, number in told.order_by()
        .values_list("arrival_id", "outcome")
        .annotate(number=Count("attempts"))
    }
    yes = ShareConsent.objects.filter(recipient=RECIPIENT, given=True, withdrawn_at=None)
    agreed = set(
        yes.filter(person__in=these({row[3] for row in arrived})).values_list(
            "person_id", flat=True
        )
    )
    for arrival, case, office, person, born, at in arrived:
        day = clock.day_of(at)
        outcome, tried = tries.get(arrival, ("", False))
        yield {
            "case": case,
            "person": person,
            "office": office,
            "programme": programmes.get(case, ""),
            "arrived": day,
            "adult": _is_adult(born, day),
            "agreed": person in agreed,
            "tried": tried,
            "outcome": outcome,
        }


def _is_adult(born: date | None, day: date) -> bool:
    years = age_on(born, day)
    return years is not None and years >= ADULT


def children(cases: Collection[uuid.UUID], programmes: Mapping[uuid.UUID, str]) -> Iterator[Row]:
    """Each child who travelled alone, and what of the children's way was written down."""
    rows = alone.alone(BookedSeat.objects.filter(booking__case__in=these(cases)))
    names = ("booking__case_id", "office_id", "person_id", "departure__date")
    for case, office, person, day, *marks, came in rows.values_list(*names, *alone.MARKS, "came"):
        yield {
            "case": case,
            "person": person,
            "office": office,
            "programme": programmes.get(case, ""),
            "left": day,
            "came": came,
            **dict(zip(alone.MARKS, marks, strict=True)),
        }
