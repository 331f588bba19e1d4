"""Where people arrive on their own: the places of a reader, and who was received there."""

from dataclasses import dataclass
from datetime import date, timedelta

from rumbo.access.models import Office
from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements import queries as movements
from rumbo.network.models import ReceptionCentre, Site
from rumbo.programmes.models import Programme
from rumbo.reception import tables
from rumbo.reception.models import DirectArrival


@dataclass(frozen=True, slots=True)
class Place:
    """A centre or a receiving point, with the office of ours that receives there."""

    code: str
    name: str
    country: str
    zone: str
    office: Office


def places_of(reader: Reader) -> list[Place]:
    """The centres and receiving points at which the reader's offices receive, by name."""
    known: list[ReceptionCentre | Site] = [
        *ReceptionCentre.objects.all(),
        *Site.objects.filter(kind="receiving_point"),
    ]
    offices = {(o.code, o.country): o for o in Office.objects.all()}
    found = []
    for one in known:
        codes = tables.offices_of(one.code)
        office = next(
            (offices[c, one.country_id] for c in codes if (c, one.country_id) in offices), None
        )
        if office and (reader.offices is None or office.pk in reader.offices):
            found.append(Place(one.code, one.name, one.country_id, one.zone, office))
    return sorted(found, key=lambda place: place.name)


def place_name(code: str) -> str:
    """What people call a centre or a receiving point."""
    for model in (ReceptionCentre, Site):
        found = model.objects.filter(code=code).values_list("name", flat=True).first()
        if found:
            return str(found)
    return code


def programme_in(country: str) -> str:
    """The programme that receives in a country whoever arrives, if there is one."""
    rows = Programme.objects.filter(kind="RECEPTION", hosts__contains=[country]).order_by("order")
    found = rows.values_list("code", flat=True).first()
    return str(found or "")


def received_on(reader: Reader, day: date) -> list[Case]:
    """The files opened on a day for people who arrived on their own, the latest first."""
    rows = DirectArrival.objects.visible_to(reader).filter(
        occurred_at__gte=clock.start_of(day - timedelta(days=1)),
        occurred_at__lt=clock.end_of(day + timedelta(days=1)),
    )
    found = rows.select_related("case__office").order_by("-occurred_at")
    return [
        row.case
        for row in found
        if movements.local_day(row.occurred_at, row.case.office.zone) == day
    ]
