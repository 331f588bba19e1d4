"""Who leads a child that travels alone is among those who go along, as long as that child goes."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common.ids import new_id
from rumbo.movements import errors, locks, paying
from rumbo.movements.models import BookedSeat, Departure, Escort
from rumbo.movements.papers import escort_name
from rumbo.protection import queries as protection
from rumbo.protection import track

# What somebody named on a child's way goes as; whoever was named for something else stays.
FOR_CHILDREN = ("CHILD", "OPI")


def bring(*, actor: Actor, departure: Departure, people: Collection[UUID], at: datetime) -> None:
    """Put who leads these children among those who go along; one leads a few, and no more.

    The departure is locked by the caller, who has just given these people their seats.
    """
    if not protection.leading(people):
        return
    led = _led(departure)
    if any(len(children) > track.CHILDREN_AN_ESCORT for _who, children in led.values()):
        raise errors.escort_has_too_many(track.CHILDREN_AN_ESCORT)
    here = {track.name_key(escort_name(row)) for row in _live(departure)}
    for key, (who, _children) in led.items():
        if key in here:
            continue
        made = Escort.objects.create(
            id=new_id(),
            office_id=departure.office_id,
            departure=departure,
            name=who.name,
            kind="CHILD",
            trained_for_children=who.is_trained,
            occurred_at=at,
        )
        _say(actor, "movements.escort_named", departure, at)
        paying.pay_escorts(actor=actor, departure=departure, escorts=[made], at=at)


def let_go(*, actor: Actor, departure: Departure, names: Iterable[str], at: datetime) -> None:
    """End the duty of who led children that no longer go here, unless another child is theirs."""
    keys = {track.name_key(name) for name in names if name.strip()}
    if not keys or not departure.is_open:
        return
    keys -= _led(departure).keys()
    for row in _live(departure):
        if row.kind in FOR_CHILDREN and track.name_key(escort_name(row)) in keys:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            _say(actor, "movements.escort_ended", departure, at)
            paying.pay_escorts(actor=actor, departure=departure, escorts=[row], at=at)


def after_seats_freed(*, actor: Actor, seats: Collection[BookedSeat], at: datetime) -> None:
    """Let go of who led the children whose seats were given back."""
    led = protection.leading([seat.person_id for seat in seats])
    names: dict[UUID, set[str]] = {}
    for seat in seats:
        if (who := led.get(seat.person_id)) is not None:
            names.setdefault(seat.departure_id, set()).add(who.name)
    for departure in Departure.objects.filter(pk__in=names).order_by("pk"):
        let_go(actor=actor, departure=departure, names=names[departure.pk], at=at)


def follow_named(*, actor: Actor, person: UUID, before: str, at: datetime) -> None:
    """Another escort was named for a child that holds a seat: that one goes, the other does not."""
    held = BookedSeat.objects.live().filter(person=person, ended_at=None)
    departures = locks.lock_departures(list(held.values_list("departure_id", flat=True)))
    paying.hold_together(departures, [])
    for departure in departures:
        if departure.is_open:
            bring(actor=actor, departure=departure, people=[person], at=at)
            let_go(actor=actor, departure=departure, names=[before], at=at)


def _led(departure: Departure) -> dict[tuple[str, ...], tuple[protection.Leads, list[UUID]]]:
    """Who leads whom on a departure, by the name as it is compared."""
    held = BookedSeat.objects.live().filter(departure=departure, ended_at=None)
    found: dict[tuple[str, ...], tuple[protection.Leads, list[UUID]]] = {}
    for person, who in protection.leading(list(held.values_list("person_id", flat=True))).items():
        if who.goes:
            found.setdefault(track.name_key(who.name), (who, []))[1].append(person)
    return found


def _live(departure: Departure) -> list[Escort]:
    return list(Escort.objects.filter(departure=departure, ended_at=None))


def _say(actor: Actor, code: str, departure: Departure, at: datetime) -> None:
    audit.record(actor=actor, code=code, at=at, departure=departure.code, departure_id=departure.pk)
