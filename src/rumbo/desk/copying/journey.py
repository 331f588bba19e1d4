"""The person's papers, the journey, the help that was given, and whether they are fit to travel."""

from django.utils.translation import gettext as _

from rumbo.common import codes
from rumbo.desk.copying.saying import Asked, Section, on, rows_of, within
from rumbo.documents.models import ConsularRequest, TravelDocument
from rumbo.documents.words import STANDS
from rumbo.movements.models import BookedSeat
from rumbo.protection import queries as protection
from rumbo.reception.models import Arrival, Kit, OnwardMoney
from rumbo.ui import words


def papers(asked: Asked) -> Section:
    """Each document with its number, until when it is valid, and where the original is."""
    said = [_paper(row) for row in rows_of(TravelDocument, asked)]
    said += [
        _("Pedido al consulado de %(country)s: %(type)s (%(stands)s).")
        % {
            "country": words.country(row.country),
            "type": codes.label("document_type", row.type),
            "stands": STANDS[row.stands],
        }
        for row in rows_of(ConsularRequest, asked)
    ]
    return Section(
        title=_("Sus documentos y dónde están los originales"),
        lines=tuple(said),
        nothing="" if said else _("No tenemos anotado ningún documento suyo."),
    )


def _paper(row: TravelDocument) -> str:
    told = {
        "type": codes.label("document_type", row.type),
        "country": words.country(row.issuer),
        "number": row.number or _("sin número anotado"),
        "until": words.day_table(row.valid_until) if row.valid_until else _("no consta"),
        "holder": _holder(row.original_with),
    }
    if row.ended_at is not None:
        return _("%(type)s de %(country)s, %(number)s. Ya no está en uso.") % told
    return (
        _(
            "%(type)s de %(country)s, %(number)s. Vale hasta: %(until)s. El original lo tiene: %(holder)s."
        )
        % told
    )


def _holder(code: str) -> str:
    if code == "person":
        return _("usted")
    return within(codes.label("original_with", code)) if code else _("no consta")


def journey(asked: Asked) -> Section:
    """The seats that were held, and the arrivals."""
    said = [line for row in rows_of(BookedSeat, asked) for line in _seat(row)]
    said += [
        _("%(day)s · Llegó a %(country)s.")
        % {**on(row.occurred_at), "country": words.country(row.country)}
        for row in rows_of(Arrival, asked)
        if row.has_come and row.taken_back_at is None
    ]
    return Section(
        title=_("Su viaje"),
        lines=tuple(said),
        nothing="" if said else _("Todavía no tiene lugar en ninguna salida."),
    )


def _seat(row: BookedSeat) -> list[str]:
    trip, booking = row.departure, row.booking
    told = {
        **on(trip.date),
        "start": booking.from_stop.name,
        "end": booking.to_stop.name,
        "code": trip.code,
    }
    said = [_("Salida %(code)s, %(day)s: de %(start)s a %(end)s.") % told]
    if row.released_at is not None:
        said.append(_("%(day)s · Ese lugar se devolvió.") % on(row.released_at))
    elif row.state in codes.LISTS["passenger_event"]:
        word = codes.label("passenger_event", row.state)
        said.append(f"{words.day_table(row.state_since)} · {word}.")
    return said


def helped(asked: Asked) -> Section:
    """What was handed over: the kit, and the money for the way home."""
    said = [
        _("%(day)s · Recibió: %(what)s.") % {**on(kit.occurred_at), "what": kit.name}
        for kit in rows_of(Kit, asked)
        if kit.taken_back_at is None
    ]
    said += [
        _("%(day)s · Recibió %(amount)s para el camino (recibo %(number)s).")
        % {**on(paid.occurred_at), "amount": words.money(paid.money), "number": paid.number}
        for paid in rows_of(OnwardMoney, asked)
        if paid.taken_back_at is None
    ]
    return Section(
        title=_("La ayuda que recibió"),
        lines=tuple(said),
        nothing="" if said else _("Todavía no consta ninguna entrega."),
    )


def health(asked: Asked) -> Section:
    """The result for travelling and until when it holds: no more, whoever prints it."""
    found = protection.fitness_to_travel([asked.person.pk]).get(asked.person.pk)
    said: tuple[str, ...] = ()
    if found is not None:
        told = {"result": codes.label("health_result", found.result)}
        said = (_("Para viajar: %(result)s.") % told,)
        if found.valid_until is not None:
            more = {**told, **on(found.valid_until)}
            said = (_("Para viajar: %(result)s. Vale hasta el %(day)s.") % more,)
    return Section(
        title=_("Su salud para el viaje"),
        lines=said,
        nothing="" if said else _("No consta ninguna revisión."),
        after=_("Lo que se habló en la consulta se lo da salud, en persona."),
    )
