"""People who come home: on a bus that left, with or without their yes to be known there."""

from datetime import datetime, timedelta

from rumbo.access import actions as access
from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.counselling import actions as counselling
from rumbo.movements.models import Departure
from rumbo.reception import actions as reception
from rumbo.reception.models import Arrival
from tests import factories
from tests.factories import movements as travel

CENTRE = "HN-OMOA"


def receiving(code: str = "OMOA", name: str = "Omoa") -> Office:
    """The office of ours that receives at the centre."""
    return access.open_office(
        actor=SYSTEM, code=code, name=name, country="HND", zone="America/Tegucigalpa"
    )


def agrees(case: Case, *recipients: str, at: datetime = factories.MONDAY, yes: bool = True) -> None:
    """Everybody of a group answers about these recipients."""
    for person in factories.people_of(case):
        counselling.record_share_consents(
            actor=SYSTEM, case=case, person=person, answers=dict.fromkeys(recipients, yes), at=at
        )


def on_the_road(*cases: Case) -> tuple[Departure, datetime]:
    """A bus with these groups on its way, and the moment at which it should come."""
    bus = travel.departed(*cases)
    for case in cases:
        case.refresh_from_db()
    stop = bus.stops.get(place=CENTRE)
    return bus, stop.planned_at


def here(case: Case, moment: datetime) -> list[Arrival]:
    """Everybody of a group is confirmed to be here."""
    return [
        reception.confirm_arrival(actor=SYSTEM, case=case, person=person, at=moment)
        for person in factories.people_of(case)
    ]


def came(case: Case) -> tuple[list[Arrival], datetime]:
    """A group that travelled and is here."""
    receiving()
    _bus, moment = on_the_road(case)
    return here(case, moment), moment + timedelta(minutes=5)
