"""From an arrival to its papers; who did not say yes is one more person, without a name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from rumbo.access.queries import names_of
from rumbo.common import clock, codes
from rumbo.common.pdf import Lang, Letterhead
from rumbo.movements import papers as movement_papers
from rumbo.movements.models import BookedSeat, Departure
from rumbo.movements.queries import aboard, care_of
from rumbo.network.models import ReceptionCentre
from rumbo.reception import queries, rules, tables, words
from rumbo.reception.models import Referral
from rumbo.reception.print import papers
from rumbo.reception.queries import Comer
from rumbo.registry.models import Person


def notice(departure: Departure, centre: str) -> bytes:
    """Print what a centre is told beforehand: only what each person agreed to share with it.

    A file that protection reserved is one more person, whoever prints: the centre is told by
    protection itself.
    """
    lang = movement_papers.language()
    place = ReceptionCentre.objects.get(code=centre)
    stop = departure.stops.filter(place=centre, kind="RECEPTION").order_by("-position")[0]
    seats = [s for s in aboard(departure) if s.booking.to_stop.place == centre]
    zone = place.zone or clock.DEFAULT_ZONE
    local = stop.planned_at.astimezone(ZoneInfo(zone))
    trip = movement_papers.trip_of(departure)
    made = papers.ArrivalNotice(
        letterhead=Letterhead(organisation="Rumbo", office=departure.office.name),
        centre=place.name,
        movement=departure.code,
        on=clock.day_of(stop.planned_at, zone),
        at=local.time(),
        origin=trip.origin,
        vehicle=trip.vehicle or trip.flight,
        escorts=trip.escorts,
        arrivals=_arrivals(seats, local),
    )
    return papers.arrival_notice_pdf(made, lang=lang)


def receipt(comer: Comer) -> bytes:
    """Print what one person was given; the name is left to be written where it is not shared."""
    lang: Lang = movement_papers.language()
    given, arrival = comer.given, comer.arrival
    paid = given.payment if given else None
    kit = given.kit if given else None
    items = tables.kit_items(kit.kind, lang) if kit else []
    staff = names_of({paid.by if paid else arrival.by if arrival else None})
    office = arrival.receiving_office if arrival and arrival.receiving_office else comer.case.office
    made = papers.Receipt(
        letterhead=Letterhead(organisation="Rumbo", office=office.name, folio=comer.case.number),
        number=paid.number if paid else comer.case.number,
        person=comer.person.full_name if comer.known else "",
        onward=queries.onward_place(comer.person) if comer.known else "",
        items=tuple(papers.Item(name=name, quantity=n) for name, n in items),
        amount=paid.money.amount if paid else None,
        currency=paid.currency if paid else "",
        place=comer.centre.name if comer.centre else "",
        on=clock.today(comer.centre.zone if comer.centre else clock.DEFAULT_ZONE),
        staff=next(iter(staff.values()), ""),
    )
    return papers.receipt_pdf(made, lang=lang)


def letter(row: Referral) -> bytes:
    """Print the letter to an institution: the fields that were ticked for it, and nothing else."""
    lang: Lang = movement_papers.language()
    office = row.receiving_office or row.case.office
    told = told_of(row.person, lang)
    made = papers.ReferralLetter(
        letterhead=Letterhead(organisation="Rumbo", office=office.name, folio=row.case.number),
        number=row.case.number,
        to_whom=row.to_whom,
        need=row.need_word,
        on=clock.day_of(row.occurred_at, office.zone),
        answer_by=row.answer_by,
        told=tuple((str(words.TOLD[k]), told[k]) for k in rules.least(tuple(row.told)) if told[k]),
        staff=next(iter(names_of({row.by}).values()), ""),
    )
    return papers.referral_letter_pdf(made, lang=lang)


def told_of(person: Person, lang: Lang) -> dict[str, str]:
    """Each thing that may be told of somebody, in words; health is none of them."""
    age, contact = person.age_on(clock.today()), person.contact
    safe = (contact.get("phone"), contact.get("safe_times"))
    return {
        "name": person.full_name,
        "age": "" if age is None else str(age),
        "sex": codes.label("sex", person.sex, lang) if person.sex else "",
        "language": codes.label("language", person.language, lang) if person.language else "",
        "place": queries.onward_place(person),
        "safe_contact": ", ".join(str(part) for part in safe if part),
    }


def _arrivals(seats: list[BookedSeat], day: datetime) -> tuple[papers.Arrival, ...]:
    people = [s.person_id for s in seats]
    yes = queries.shared(people, ("GOVERNMENT_RECEPTION",))
    care = care_of(people)
    groups = {b: n for n, b in enumerate(dict.fromkeys(s.booking_id for s in seats), start=1)}
    made = []
    for seat in seats:
        group, person = f"G{groups[seat.booking_id]:02}", seat.person
        if seat.person_id not in yes or person.sealed:
            made.append(papers.Arrival(name=_("Una persona más"), group=group))
            continue
        known = [movement_papers.CARE.get(need) for need in care.get(seat.person_id, ())]
        made.append(
            papers.Arrival(
                name=person.full_name,
                sex=person.sex,
                age=person.age_on(clock.day_of(day)),
                group=group,
                onward=queries.onward_place(person),
                care=tuple(code for code in known if code),
            )
        )
    return tuple(made)
