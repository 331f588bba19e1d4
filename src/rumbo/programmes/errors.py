"""What the programmes room refuses."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal


def no_request(programme: str) -> Refusal:
    """A government's request is studied before a programme opens (statement of April 2019)."""
    return Refusal(
        "programmes.no_request",
        _("%(programme)s no puede abrir: falta la solicitud formal."),
        programme=programme,
    )


def no_agreement(programme: str) -> Refusal:
    """Nothing opens without an agreement with dates."""
    return Refusal(
        "programmes.no_agreement",
        _("%(programme)s no puede abrir: ningún acuerdo vigente cubre ese día."),
        programme=programme,
    )


def not_studied(programme: str, missing: str) -> Refusal:
    """Due diligence is per host and origin."""
    return Refusal(
        "programmes.not_studied",
        _("%(programme)s no puede abrir: falta la debida diligencia de %(missing)s."),
        programme=programme,
        missing=missing,
    )


def already_open(programme: str) -> Refusal:
    """It is open already."""
    return Refusal(
        "programmes.already_open", _("%(programme)s ya está abierto ese día."), programme=programme
    )


def not_open(programme: str) -> Refusal:
    """What is closed cannot be closed."""
    return Refusal(
        "programmes.not_open", _("%(programme)s no está abierto ese día."), programme=programme
    )


def dates_out_of_order() -> Refusal:
    """An end before its beginning."""
    return Refusal(
        "programmes.dates_out_of_order", _("La fecha final es anterior a la fecha inicial.")
    )


def no_source() -> Refusal:
    """A finding says where it comes from."""
    return Refusal(
        "programmes.no_source", _("Escriba de dónde viene el hallazgo de debida diligencia.")
    )


def unknown_finding(finding: str) -> Refusal:
    """Only the three findings exist."""
    return Refusal(
        "programmes.unknown_finding",
        _("«%(finding)s» no es un hallazgo de debida diligencia."),
        finding=finding,
    )


def in_order(since: date, until: date | None) -> None:
    """Refuse dates that stand the wrong way round."""
    if until is not None and until < since:
        raise dates_out_of_order()


def request_to_come() -> Refusal:
    """What is said to have been received has been received."""
    return Refusal(
        "programmes.request_to_come",
        _("Ese día todavía no llega: anote la solicitud cuando la haya recibido."),
    )


def agreed_already(since: date, until: date | None) -> Refusal:
    """Two agreements never cover the same day."""
    if until is None:
        return Refusal(
            "programmes.agreed_already",
            _(
                "Ya hay un acuerdo vigente desde el %(since)s, sin fecha final: no pueden encimarse."
            ),
            since=since.strftime("%d/%m/%Y"),
        )
    return Refusal(
        "programmes.agreed_already",
        _("Ya hay un acuerdo del %(since)s al %(until)s: no pueden encimarse."),
        since=since.strftime("%d/%m/%Y"),
        until=until.strftime("%d/%m/%Y"),
    )


def closing_to_come() -> Refusal:
    """A closing is a fact; the end that is planned stands in the opening."""
    return Refusal(
        "programmes.closing_to_come",
        _("Ese día todavía no llega: un cierre se anota cuando ocurre."),
    )


def no_reason() -> Refusal:
    """Who is told that a programme closed is told why."""
    return Refusal("programmes.no_reason", _("Escriba por qué se cierra el programa."))


def area_elsewhere() -> Refusal:
    """An area is one of the country of origin."""
    return Refusal(
        "programmes.area_elsewhere", _("Ese departamento no es del país al que se vuelve.")
    )


def outdone(finding: str, since: date) -> Refusal:
    """A decision that another of its day or later outdoes would change nothing."""
    return Refusal(
        "programmes.outdone",
        _(
            "Para ese lugar ya manda otra decisión desde el %(since)s (%(finding)s):"
            " elija un día posterior."
        ),
        since=since.strftime("%d/%m/%Y"),
        finding=codes.label("openness", finding),
    )


def line_short(line: str, short: Money, free: Money) -> Refusal:
    """No cent over budget: the line, what is short, and what it has."""
    return Refusal(
        "programmes.line_short",
        _("«%(line)s» no alcanza para esto: faltan %(short)s; le quedan %(free)s."),
        line=line,
        short=short,
        free=free,
    )


def no_rate(currency: str, into: str, day: date) -> Refusal:
    """An amount without the rate of its day is no amount of the line."""
    return Refusal(
        "programmes.no_rate",
        _("No hay tipo de cambio de %(currency)s a %(into)s para el %(day)s: pídalo a finanzas."),
        currency=currency,
        into=into,
        day=day.strftime("%d/%m/%Y"),
    )


def unknown_line(line: str) -> Refusal:
    """Only a line that is kept pays."""
    return Refusal("programmes.unknown_line", _("No hay ninguna línea «%(line)s»."), line=line)


def below_promised(line: str, promised: Money) -> Refusal:
    """A line never has less than it promised."""
    return Refusal(
        "programmes.below_promised",
        _("«%(line)s» ya comprometió o gastó %(promised)s: no puede tener menos."),
        line=line,
        promised=promised,
    )


def line_busy() -> Refusal:
    """Somebody else is promising money of the same line at this moment."""
    return Refusal(
        "programmes.line_busy",
        _(
            "Otra persona está comprometiendo dinero de esta línea en este momento. Inténtelo otra vez."
        ),
    )


def nothing_given() -> Refusal:
    """An advance, a receipt and what comes back are amounts, and say what for."""
    return Refusal(
        "programmes.nothing_given", _("Escriba un importe mayor que cero y para qué es.")
    )


def not_a_holder() -> Refusal:
    """Cash goes into the hand of whoever escorts or receives, at their own office."""
    return Refusal(
        "programmes.not_a_holder",
        _("Esa persona no trabaja hoy en campo ni en recepción: elija a otra."),
    )


def own_hand() -> Refusal:
    """Nobody gives themselves cash."""
    return Refusal(
        "programmes.own_hand",
        _("Quien entrega un anticipo, o lo recibe de vuelta, no puede ser quien lo tiene."),
    )


def advance_unsigned() -> Refusal:
    """Cash is signed for by both."""
    return Refusal(
        "programmes.advance_unsigned",
        _("Faltan las firmas de quien entrega y de quien recibe: en la pantalla o en papel."),
    )


def unreadable_signature() -> Refusal:
    """A signature that cannot be drawn again is none."""
    return Refusal(
        "programmes.unreadable_signature", _("La firma no se pudo leer. Firme otra vez.")
    )


def unreadable_paper() -> Refusal:
    """A scan is a PDF or a picture."""
    return Refusal(
        "programmes.unreadable_paper",
        _("El archivo no se puede leer: adjunte un PDF, JPG o PNG de 10 MB como mucho."),
    )


def more_than_open(open_still: Money) -> Refusal:
    """Nobody accounts for more than was given."""
    return Refusal(
        "programmes.more_than_open",
        _("Es más de lo que falta por comprobar: quedan %(open)s."),
        open=open_still,
    )


def receipt_to_come(since: date) -> Refusal:
    """Cash is paid after it was given, and not tomorrow."""
    return Refusal(
        "programmes.receipt_to_come",
        _("El día del recibo va del %(since)s, cuando se entregó el anticipo, a hoy."),
        since=since.strftime("%d/%m/%Y"),
    )


def advance_closed() -> Refusal:
    """What is closed stays as it was signed."""
    return Refusal("programmes.advance_closed", _("Este anticipo ya está cerrado."))


def still_open(open_still: Money) -> Refusal:
    """Only the coordinator closes an advance that is not accounted for, and says why."""
    return Refusal(
        "programmes.still_open",
        _(
            "Faltan %(open)s por comprobar: solo coordinación puede cerrarlo así, y escribe por qué."
        ),
        open=open_still,
    )


def fare_without_word() -> Refusal:
    """A fare is some carrier's, by some agreement."""
    return Refusal(
        "programmes.fare_without_word",
        _("Diga con qué aerolínea y en qué acuerdo quedó la tarifa."),
    )


def fare_to_nowhere() -> Refusal:
    """A fare is from one airport of the list to another."""
    return Refusal(
        "programmes.fare_to_nowhere",
        _("La tarifa va de un aeropuerto de la lista a otro distinto."),
    )


def fare_of_nothing() -> Refusal:
    """A fare is some money for somebody."""
    return Refusal("programmes.fare_of_nothing", _("La tarifa tiene un importe y es para alguien."))


def fare_backwards() -> Refusal:
    """A fare ends after it begins."""
    return Refusal(
        "programmes.fare_backwards", _("La tarifa termina antes de empezar: revise los días.")
    )


def fare_to_come(since: date) -> Refusal:
    """A fare that is agreed for later is not cut short unseen."""
    return Refusal(
        "programmes.fare_to_come",
        _("Desde el %(since)s ya hay otra tarifa acordada: diga hasta cuándo vale esta."),
        since=since.strftime("%d/%m/%Y"),
    )


def fare_meanwhile() -> Refusal:
    """Two people agreed the same fare in the same moment."""
    return Refusal(
        "programmes.fare_meanwhile",
        _("Alguien anotó esta tarifa en este momento: vea la lista y, si hace falta, repita."),
    )
