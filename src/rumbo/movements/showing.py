"""From a held seat to the paper that a consulate is shown of it: in Spanish, whoever prints it."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from rumbo.common import clock, codes
from rumbo.common.pdf import Letterhead
from rumbo.documents import desk as papers_desk
from rumbo.documents import terms
from rumbo.documents.models import ConsularRequest
from rumbo.movements.models import BookedSeat
from rumbo.movements.papers import MODES, stops_of
from rumbo.movements.print import papers, values


def itinerary(row: ConsularRequest, seat: BookedSeat) -> bytes:
    """Print one person's journey on a held seat, with the last day on which it is held."""
    booking, departure = seat.booking, seat.departure
    with translation.override("es-mx"):
        made = values.Itinerary(
            letterhead=Letterhead(
                organisation=getattr(settings, "ORGANISATION", "")
                or gettext("Nuestra organización"),
                office=departure.office.name,
                folio="",
                demo=settings.DEMO,
            ),
            to_whom=papers_desk.consulate_name(row),
            on=clock.today(),
            number=row.number,
            name=row.person.full_name,
            paper=codes.label("document_type", row.type, "es"),
            mode=MODES[departure.mode],
            legs=stops_of(booking),
            held_until=booking.provisional_until,
            use_until=clock.today() + terms.kept_for("TRAVEL_PAPER"),
        )
    return papers.itinerary_pdf(made, lang="es")
