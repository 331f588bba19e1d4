"""What movements refuses of a journey by air, each in one sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def no_itinerary_here() -> Refusal:
    """Only a departure by air that has not left has flights to say."""
    return Refusal(
        "movements.no_itinerary_here",
        _("Los vuelos se anotan en una salida en avión que todavía no se va."),
    )


def no_such_flights(most: int) -> Refusal:
    """An itinerary has some flights."""
    return Refusal(
        "movements.no_such_flights", _("Anote de 1 a %(most)s vuelos, en su orden."), most=most
    )


def unknown_airport() -> Refusal:
    """An airport is one of the list."""
    return Refusal("movements.unknown_airport", _("Ese aeropuerto no está en la lista."))


def flight_backwards(number: str) -> Refusal:
    """A flight goes somewhere, and arrives after it left."""
    return Refusal(
        "movements.flight_backwards",
        _("El vuelo %(number)s llega antes de salir, o no va a ninguna parte."),
        number=number,
    )


def flights_do_not_meet(before: str, after: str) -> Refusal:
    """Whoever changes flights stays at the same airport."""
    return Refusal(
        "movements.flights_do_not_meet",
        _("El vuelo %(after)s no sale del aeropuerto al que llega el %(before)s."),
        before=before,
        after=after,
    )


def too_short_a_change(airport: str, minutes: int, least: int) -> Refusal:
    """A change takes its time: who misses it stands at a door in another country."""
    return Refusal(
        "movements.too_short_a_change",
        _(
            "En %(airport)s quedan %(minutes)s minutos para cambiar de vuelo; se necesitan %(least)s."
        ),
        airport=airport,
        minutes=minutes,
        least=least,
    )


def too_long_a_way(days: int) -> Refusal:
    """A journey by air takes some days at most: a year too many is a slip of the hand."""
    return Refusal(
        "movements.too_long_a_way",
        _("Del primer vuelo a la última llegada pasan más de %(days)s días: revise las fechas."),
        days=days,
    )


def flies_elsewhere() -> Refusal:
    """The first flight leaves and the last arrives where the departure does."""
    return Refusal(
        "movements.flies_elsewhere",
        _("Los vuelos no salen del país de la salida, o no llegan al de su destino."),
    )


def another_moment() -> Refusal:
    """The first flight leaves when the departure does."""
    return Refusal(
        "movements.another_moment",
        _("El primer vuelo no sale a la hora de la salida: cambie primero el día o la hora."),
    )


def may_not_pass(files: Sequence[str]) -> Refusal:
    """Nobody is sent to change flights where it is not known that they may."""
    return Refusal(
        "movements.may_not_pass",
        _(
            "No se sabe que puedan hacer esa escala con su documento: %(files)s. "
            "Busque otros vuelos, o anote lo que contestó el consulado de ese país."
        ),
        files=", ".join(files),
    )


def no_price_here() -> Refusal:
    """A price is decided of a departure by air that has not left."""
    return Refusal(
        "movements.no_price_here",
        _("El precio de un lugar se decide en una salida en avión que todavía no se va."),
    )


def price_without_reason() -> Refusal:
    """Whoever pays another price than the agreed one says why."""
    return Refusal(
        "movements.price_without_reason",
        _("Ese no es el precio acordado, o no hay ninguno acordado: escriba por qué es ese."),
    )


def no_return_here() -> Refusal:
    """Somebody who goes along by air comes back, or does not."""
    return Refusal(
        "movements.no_return_here",
        _("Solo se dice si regresa quien acompaña una salida en avión y todavía va en ella."),
    )
