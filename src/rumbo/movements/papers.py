"""From a departure to its papers: the rows a closed list keeps, and the printed sheets.

Rows are kept sealed as they stood; printing reads them back. No row has room for a reason.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from rumbo.access.queries import names_of
from rumbo.common import clock, codes
from rumbo.common.pdf import Lang, Letterhead
from rumbo.documents.models import TravelDocument
from rumbo.movements import flying, naming
from rumbo.movements.joint import their_part
from rumbo.movements.models import BookedSeat, Booking, Departure, Escort, Manifest, Stop
from rumbo.movements.print import papers, values
from rumbo.movements.queries import care_of
from rumbo.network.models import Department
from rumbo.ui import words as said

# What a care need asks of those who travel along, as the papers' codes say it.
CARE = {
    "WHEELCHAIR": "WCHR",
    "OXYGEN": "OXYG",
    "EXTRA_SEAT": "XTRA",
    "AISLE_SEAT": "SEAT",
    "MEDICATION": "MEDS",
    "ESCORT": "ESCT",
    "INFANT": "BABY",
    "DIET": "DIET",
    "INTERPRETER": "LANG",
}
MODES: Mapping[str, values.Mode] = {"LAND": "LAND", "AIR": "AIR", "MIXED": "MIXED"}
# Which document is shown first where somebody carries several.
DOCUMENTS = ("PASSPORT", "LAISSEZ_PASSER", "MINOR_PERMIT", "NATIONAL_ID")
LEGAL = (
    "no",
    "name",
    "sex",
    "born",
    "nationality",
    "document_type",
    "document_no",
    "document_until",
)
# What may be said of somebody whose file protection reserved.
OPEN = frozenset({"no", "seat", "group", "care", "escort", "token"})
# Whose name is not for who prints, with what stands in its place.
Hidden = Mapping[uuid.UUID, str]
NOBODY: Hidden = {}
OWN = ("no", "seat", "name", "sex", "age", "group", "care", "escort", "onward", "due")


def rows_for(seats: Sequence[BookedSeat], kind: str, departure: Departure) -> dict[str, Any]:
    """Make the rows of a list of passengers, with only the columns that its kind has."""
    columns = LEGAL if kind == "AUTHORITIES" else OWN
    return {"rows": [{c: row[c] for c in columns} for row in _rows(seats, departure)]}


def language() -> Lang:
    """The language in which the reader prints."""
    return "en" if codes.active_language() == "en" else "es"


def authority_manifest(manifest: Manifest, lang: Lang, hidden: Hidden = NOBODY) -> bytes:
    """Print the version for authorities, as it was closed."""
    return papers.authority_manifest_pdf(_closed(manifest, lang, hidden), lang=lang)


def internal_manifest(manifest: Manifest, lang: Lang, hidden: Hidden = NOBODY) -> bytes:
    """Print the version for our own team, as it was closed."""
    return papers.internal_manifest_pdf(_closed(manifest, lang, hidden), lang=lang)


def roll_call(departure: Departure, lang: Lang, address: str, hidden: Hidden = NOBODY) -> bytes:
    """Print the sheet to call the roll from, with everybody who holds a seat now."""
    return papers.roll_call_pdf(_now(departure, lang, address, hidden), lang=lang)


def passes(departure: Departure, lang: Lang, address: str, hidden: Hidden = NOBODY) -> bytes:
    """Print one pass for each person."""
    first = departure.stops.order_by("position")[0]
    boarding = values.Boarding(
        manifest=_now(departure, lang, address, hidden), place=first.name, present_at=_hour(first)
    )
    return papers.boarding_passes_pdf(boarding, lang=lang)


def border_list(departure: Departure, stop: Stop, lang: Lang, hidden: Hidden = NOBODY) -> bytes:
    """Print the list that is signed at a border: whoever crosses there, and nobody else."""
    crossing = _now(departure, lang, "", hidden, at=stop)
    handover = values.Handover(manifest=crossing, crossing=stop.name, at=_hour(stop))
    return papers.border_handover_pdf(handover, lang=lang)


def driver_sheet(departure: Departure, lang: Lang) -> bytes:
    """Print the driver's sheet: stops and hours, nobody's name."""
    return papers.driver_sheet_pdf(_now(departure, lang, "", NOBODY), lang=lang)


def trip_of(departure: Departure) -> values.Trip:
    """Say a departure as its papers name it."""
    stops = list(departure.stops.order_by("position"))
    escorts = Escort.objects.filter(departure=departure, ended_at=None)
    return values.Trip(
        code=departure.code,
        on=departure.date,
        mode=MODES[departure.mode],
        origin=stops[0].name,
        destination=stops[-1].name,
        leaves=_hour(stops[0]),
        operator=departure.operator,
        vehicle=departure.plate or departure.vehicle,
        flight=departure.vehicle if departure.mode == "AIR" else "",
        escorts=tuple(e.name for e in escorts),
        legs=tuple(_leg(stop) for stop in stops),
        others=_others(departure),
    )


def stops_of(booking: Booking) -> tuple[values.Leg, ...]:
    """The places and hours of a booking's way, and nothing of what is done there."""
    if flights := flying.shown(booking.departure):
        return _air_legs(flights)
    ends = (booking.from_stop.position, booking.to_stop.position)
    stops = booking.departure.stops.filter(position__range=ends).order_by("position")
    return tuple(replace(_leg(stop), what="") for stop in stops)


def _air_legs(flights: Sequence[flying.Shown]) -> tuple[values.Leg, ...]:
    """A line for each flight's beginning, and one for the end, by the clocks of the airports."""
    begins = [
        _air_leg(f"{one.flight.number}: {one.origin}", one.flight.leaves_at, one.origin.zone)
        for one in flights
    ]
    last = flights[-1]
    return (
        *begins, _air_leg(str(last.destination), last.flight.arrives_at, last.destination.zone),
    )  # fmt: skip


def _air_leg(place: str, moment: datetime, zone: str) -> values.Leg:
    local = _local(moment, zone)
    return values.Leg(place=place, on=clock.day_of(moment, zone), at=local.time(), what="")


def _others(departure: Departure) -> str:
    """The other organiser's part of a joint movement: who and how many, never whom."""
    theirs = their_part(departure)
    return "" if theirs is None else f"{theirs.organiser}: {theirs.people}"


def escorts_of(departure: Departure) -> list[dict[str, Any]]:
    """Name who goes along, and as what."""
    rows = list(Escort.objects.filter(departure=departure, ended_at=None).order_by("occurred_at"))
    users = names_of({row.user for row in rows if row.user})
    return [
        {
            "id": row.pk,
            "name": row.name or users.get(row.user, ""),
            "kind": codes.label("escort_type", row.kind),
            "with_children": row.trained_for_children,
            "returns": row.returns,
        }
        for row in rows
    ]


def escort_name(escort: Escort) -> str:
    """Name one of those who go along."""
    return escort.name or names_of({escort.user}).get(escort.user, "")


def _rows(seats: Sequence[BookedSeat], departure: Departure) -> list[dict[str, Any]]:
    people = [s.person_id for s in seats]
    care, carried = care_of(people), _documents(people, departure.date)
    groups = {b: n for n, b in enumerate(dict.fromkeys(s.booking_id for s in seats), start=1)}
    homes = {s.person.return_department or s.person.origin_department for s in seats}
    departments = {d.code: d.name for d in Department.objects.filter(code__in=homes)}
    return [
        {
            **_row(seat, number, departure.date),
            "onward": departments.get(
                seat.person.return_department or seat.person.origin_department, ""
            ),
            **_carried(carried.get(seat.person_id)),
            "group": str(groups[seat.booking_id]),
            "care": [CARE[need] for need in care.get(seat.person_id, ()) if need in CARE],
        }
        for number, seat in enumerate(seats, start=1)
    ]


def _row(seat: BookedSeat, number: int, day: date) -> dict[str, Any]:
    person = seat.person
    country = person.nationalities[0] if person.nationalities else ""
    return {
        "no": number,
        "name": person.full_name,
        "sex": person.sex,
        "born": person.birth_date.isoformat() if person.birth_date else None,
        "age": person.age_on(day),
        "nationality": country,
        "seat": str(seat.seat_no or ""),
        "escort": "",
        "onward": "",
        "due": "",
        "token": str(seat.pk),
    }


def _carried(document: TravelDocument | None) -> dict[str, Any]:
    until = document.valid_until if document else None
    return {
        "document_type": document.type if document else "",
        "document_no": document.number if document else "",
        "document_until": until.isoformat() if until else None,
    }


def _documents(people: Iterable[uuid.UUID], day: date) -> dict[uuid.UUID, TravelDocument]:
    """The document each person shows: of those valid that day, the first of the usual order."""
    rows = TravelDocument.objects.filter(person__in=list(people), ended_at=None)
    valid = [
        row
        for row in rows.filter(type__in=DOCUMENTS)
        if row.valid_until is None or row.valid_until >= day
    ]
    valid.sort(key=lambda row: DOCUMENTS.index(row.type), reverse=True)
    return {row.person_id: row for row in valid}


def _closed(manifest: Manifest, lang: Lang, hidden: Hidden) -> values.Manifest:
    rows = [
        _reserved(row, hidden[person]) if person in hidden else row
        for person, row in zip(manifest.people, manifest.content["rows"], strict=True)
    ]
    return values.Manifest(
        letterhead=_letterhead(manifest.departure),
        trip=replace(
            trip_of(manifest.departure),
            code=_("%(code)s, versión %(number)s")
            % {"code": manifest.departure.code, "number": manifest.number},
        ),
        passengers=tuple(_passenger(row, lang) for row in rows),
    )


def _reserved(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A row of somebody whose file is reserved: a place, a group and care, and nothing of who."""
    return {**{k: v for k, v in row.items() if k in OPEN}, "name": name}


def _now(
    departure: Departure, lang: Lang, address: str, hidden: Hidden, at: Stop | None = None
) -> values.Manifest:
    seats = naming.crossing(departure, at)
    rows = [
        _reserved(row, hidden[seat.person_id]) if seat.person_id in hidden else row
        for seat, row in zip(seats, _rows(seats, departure), strict=True)
    ]
    for row in rows:
        row["token"] = f"{address}{row['token']}/" if address else ""
    return values.Manifest(
        letterhead=_letterhead(departure),
        trip=trip_of(departure),
        passengers=tuple(_passenger(row, lang) for row in rows),
    )


def _passenger(row: Mapping[str, Any], lang: Lang) -> values.Passenger:
    known = dict(row)
    for name in ("born", "document_until"):
        if known.get(name):
            known[name] = date.fromisoformat(known[name])
    if known.get("document_type"):
        known["document_type"] = codes.label("document_type", known["document_type"], lang)
    if known.get("nationality"):
        known["nationality"] = said.country(known["nationality"])
    known["care"] = tuple(known.get("care", ()))
    return values.Passenger(**known)


def _letterhead(departure: Departure) -> Letterhead:
    return Letterhead(organisation="Rumbo", office=departure.office.name)


def _leg(stop: Stop) -> values.Leg:
    local = _local(stop.planned_at, stop.zone)
    services = ", ".join(codes.label("assistance_item", one) for one in stop.services)
    return values.Leg(
        place=stop.name,
        on=clock.day_of(stop.planned_at, stop.zone or clock.DEFAULT_ZONE),
        at=local.time(),
        what=services,
    )


def _hour(stop: Stop) -> Any:
    return _local(stop.planned_at, stop.zone).time()


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone or clock.DEFAULT_ZONE))
