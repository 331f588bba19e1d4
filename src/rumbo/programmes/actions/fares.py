"""Fares agreed with a carrier: written down once, and ended by the next."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.network import queries as network
from rumbo.programmes import books, errors
from rumbo.programmes.models import Fare
from rumbo.programmes.rules import fares as rules
from rumbo.programmes.values import NewFare

AGREES = ("finance", "coordinator", "movements")
DAY = timedelta(days=1)


def agree_fare(*, actor: Actor, fare: NewFare, at: datetime | None = None) -> Fare:
    """Write down what a carrier agreed to take for a seat; what it agreed before ends the day before.

    Nothing written is changed: a fare from the same day takes the place of the one before it, and
    both are kept.
    """
    with verb(actor, *AGREES):
        when = at or clock.now()
        _require_sound(fare, clock.day_of(when))
        carrier, before = _before(fare)
        later = [row for row in before if row.valid_from > fare.since]
        if later and (fare.until is None or fare.until >= later[0].valid_from):
            raise errors.fare_to_come(later[0].valid_from)
        for row in before:
            _end(row, fare.since, when)
        made = Fare(
            code=str(new_id()), carrier=carrier, origin_id=fare.origin,
            destination_id=fare.destination, whose=fare.whose, amount_minor=fare.fare.minor,
            currency=fare.fare.currency, valid_from=fare.since, valid_until=fare.until,
            source=fare.source.strip(), by=actor.id, recorded_at=when,
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            raise errors.fare_meanwhile() from error
        audit.record(
            actor=actor, code="programmes.fare_agreed", at=when, compartment="finance",
            carrier=carrier, way=f"{fare.origin}-{fare.destination}", amount=str(fare.fare),
            since=f"{fare.since:%d/%m/%Y}",
        )  # fmt: skip
    return made


def _require_sound(fare: NewFare, today: date) -> None:
    if not fare.carrier.strip() or not fare.source.strip():
        raise errors.fare_without_word()
    known = {row.code for row in network.airports_on(fare.since)}
    if fare.origin == fare.destination or not {fare.origin, fare.destination} <= known:
        raise errors.fare_to_nowhere()
    if fare.fare.minor <= 0 or fare.whose not in rules.WHOSE:
        raise errors.fare_of_nothing()
    if fare.until is not None and fare.until < fare.since:
        raise errors.fare_backwards()
    # A fare in money of which nobody knows the rate could pay for nothing.
    books.rate_on(fare.fare.currency, "USD", today)


def _before(fare: NewFare) -> tuple[str, list[Fare]]:
    """The fares of the same seat that still say something, and the carrier as it was written first."""
    rows = Fare.objects.select_for_update().filter(
        origin=fare.origin, destination=fare.destination, whose=fare.whose, replaced_at=None
    )
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=fare.since))
    named = fare.carrier.strip()
    known = Fare.objects.order_by("recorded_at").values_list("carrier", flat=True)
    carrier = next((one for one in known if rules.same_carrier(one, named)), named)
    return carrier, [row for row in rows.order_by("valid_from") if row.carrier == carrier]


def _end(row: Fare, since: date, when: datetime) -> None:
    if row.valid_from == since:
        row.replaced_at = when
        row.save(update_fields=["replaced_at"])
    elif row.valid_from < since:
        row.valid_until = since - DAY
        row.save(update_fields=["valid_until"])
