"""What movements refuses, each in one sentence."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from rumbo.common.refusal import Refusal
from rumbo.movements import words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def escort_has_too_many(most: int) -> Refusal:
    """One escort leads a few children, and no more."""
    return Refusal(
        "movements.escort_has_too_many",
        _(
            "En esta salida una misma persona acompañaría a más de %(most)s niñas y niños que "
            "viajan sin su familia. Antes la oficial de niñez nombra a otra persona."
        ),
        most=most,
    )


# What is refused without a word about a person; all else is said on the file, to who may read it.
NAME_NOBODY = frozenset(
    {
        "movements.stands_otherwise",
        "movements.full",
        "movements.not_open",
        "programmes.line_short",
    }
)

# What is refused only because somebody else writes there at this very moment.
BUSY = frozenset({"movements.busy", "programmes.line_busy", "access.busy"})


def not_ready(gate: str, lacking: "Sequence[StrOrPromise]") -> Refusal:
    """Somebody lacks what this gate asks; each lacking thing is a sentence of its own."""
    message = {
        "BOOK": _("Todavía no se puede apartar lugar. %(lacking)s"),
        "CONFIRM": _("La lista de pasajeros no puede cerrarse todavía. %(lacking)s"),
        "BOARD": _("Todavía no puede abordar. %(lacking)s"),
        "DEPART": _("La unidad no puede salir todavía. %(lacking)s"),
    }[gate]
    return Refusal(
        f"movements.not_ready_{gate.lower()}", message, lacking=" ".join(map(str, lacking))
    )


def not_that_way(before: str, after: str) -> Refusal:
    """A departure does not jump."""
    return Refusal(
        "movements.not_that_way",
        _("Una salida que está «%(before)s» no puede pasar a «%(after)s»."),
        before=words.status(before),
        after=words.status(after),
    )


def seat_not_that_way(before: str) -> Refusal:
    """What was asked does not fit what already happened to this person."""
    return Refusal(
        "movements.seat_not_that_way",
        _("Eso ya no corresponde: esta persona figura como «%(before)s»."),
        before=words.seat_state(before),
    )


def full(free: int, wanted: int) -> Refusal:
    """The whole group fits or nobody of it is booked."""
    return Refusal(
        "movements.full",
        ngettext_lazy(
            "No caben: queda %(free)s lugar y el grupo necesita %(wanted)s. Nadie se separa.",
            "No caben: quedan %(free)s lugares y el grupo necesita %(wanted)s. Nadie se separa.",
            free,
        ),
        free=free,
        wanted=wanted,
    )


def no_wheelchair_place(places: int) -> Refusal:
    """Wheelchair places are counted apart."""
    return Refusal(
        "movements.no_wheelchair_place",
        _("No quedan lugares para silla de ruedas: la unidad tiene %(places)s."),
        places=places,
    )


def has_a_seat() -> Refusal:
    """One live seat for a person."""
    return Refusal(
        "movements.has_a_seat",
        _("Alguien de este grupo ya tiene lugar en una salida. Libérelo o cámbielo primero."),
    )


def not_open() -> Refusal:
    """Booking ends when the bus has left."""
    return Refusal("movements.not_open", _("Esta salida ya no admite cambios."))


def seat_given_away() -> Refusal:
    """A seat that somebody else holds by now is not taken from them."""
    return Refusal(
        "movements.seat_given_away",
        _(
            "Su lugar ya se dio a otra persona y en esta salida no quedan más. "
            "Pida a movimientos que le aparte lugar en la siguiente."
        ),
    )


def left_already() -> Refusal:
    """After the unit left, who stayed behind is booked anew."""
    return Refusal(
        "movements.left_already",
        _("Esta salida ya se fue: lo que se anotó en la puerta no se deshace."),
    )


def not_on_the_way() -> Refusal:
    """Boarding and getting off are stops of this departure, in this order."""
    return Refusal(
        "movements.not_on_the_way",
        _("Esta salida no pasa por ahí en ese orden: elija dónde sube y dónde baja."),
    )


def nobody_booked() -> Refusal:
    """Nothing to do for a group without seats."""
    return Refusal("movements.nobody_booked", _("Este grupo no tiene lugar en esta salida."))


def too_small(groups: Sequence[str]) -> Refusal:
    """A bus that shrinks names whom it cannot carry; nobody is dropped by the machine."""
    return Refusal(
        "movements.too_small",
        _(
            "Con menos lugares no caben estos expedientes: %(groups)s. "
            "Páselos antes a otra salida; nadie pierde su lugar sin que alguien lo decida."
        ),
        groups=", ".join(groups),
    )


def no_manifest() -> Refusal:
    """Nobody boards from a list that is not closed."""
    return Refusal(
        "movements.no_manifest",
        _("Cierre primero la lista de pasajeros: quien aborda tiene que estar en ella."),
    )


def nobody_aboard() -> Refusal:
    """A list of nobody."""
    return Refusal("movements.nobody_aboard", _("Nadie tiene lugar en esta salida."))


def not_today() -> Refusal:
    """What is said at the door is said on the day."""
    return Refusal(
        "movements.not_today",
        _("Eso se hace el mismo día de la salida: lo que se dijo antes no vale para hoy."),
    )


def still_open(people: int) -> Refusal:
    """Each person boards, or it is said why not, before the bus leaves."""
    return Refusal(
        "movements.still_open",
        ngettext_lazy(
            "Falta decir qué pasó con %(people)s persona: si abordó, no llegó o no viaja.",
            "Falta decir qué pasó con %(people)s personas: si abordaron, no llegaron o no viajan.",
            people,
        ),
        people=people,
    )


def parted(names: Sequence[str]) -> Refusal:
    """A group leaves whole, or a counsellor parted it before with its word."""
    return Refusal(
        "movements.parted",
        _(
            "La unidad no puede salir todavía: a bordo hay parte de un grupo, y %(names)s no va "
            "con los demás. Viajan juntos o se quedan juntos; si deciden separarse, consejería "
            "lo anota antes."
        ),
        names=", ".join(names),
    )


def too_late_to_undo() -> Refusal:
    """After ten minutes a tap is a fact."""
    return Refusal(
        "movements.too_late_to_undo",
        _("Pasaron más de diez minutos: ya no se puede deshacer. Anote lo que cambió."),
    )


def busy() -> Refusal:
    """Somebody else is changing the same departure at this moment."""
    return Refusal(
        "movements.busy",
        _("Otra persona está cambiando esta salida en este momento. Inténtelo otra vez."),
    )


def unknown_route() -> Refusal:
    """A departure follows a route with at least two stops."""
    return Refusal("movements.unknown_route", _("Esa ruta no existe o no tiene paradas."))


def in_the_past() -> Refusal:
    """Nobody plans for yesterday."""
    return Refusal("movements.in_the_past", _("La salida no puede ser antes de hoy."))


def too_far_ahead() -> Refusal:
    """A year of four nines is a slip of the finger, and no board can be read that holds it."""
    return Refusal("movements.too_far_ahead", _("Ese día queda demasiado lejos. Revise el año."))


def same_moment() -> Refusal:
    """A departure that leaves when it left anyway is not put off."""
    return Refusal("movements.same_moment", _("La salida ya tiene ese día y esa hora."))


def boarding_already() -> Refusal:
    """Who said yes today said it for today."""
    return Refusal(
        "movements.boarding_already",
        _(
            "Ya se está abordando: lo que se dijo hoy vale solo para hoy. "
            "Pase los grupos a otra salida, o cancele esta."
        ),
    )


def no_such_last_day(departs: date) -> Refusal:
    """A provisional booking ends between today and the day before the bus leaves."""
    return Refusal(
        "movements.no_such_last_day",
        _(
            "El último día de una reserva provisional es de hoy a la víspera de la salida (%(day)s)."
        ),
        day=f"{departs:%d/%m/%Y}",
    )


def nobody_told_yet() -> Refusal:
    """An answer follows a notice."""
    return Refusal(
        "movements.nobody_told_yet", _("No hay ningún aviso de llegada que espere respuesta.")
    )


def nobody_agreed(files: Sequence[str]) -> Refusal:
    """A notice about people needs their own yes to it."""
    return Refusal(
        "movements.nobody_agreed",
        _(
            "Nadie de esta salida ha aceptado que se avise a quien recibe: %(files)s. "
            "Negarse no quita la ayuda; consejería explica qué no se puede hacer sin el aviso."
        ),
        files=", ".join(files),
    )


def permission_taken_back(numbers: Sequence[str]) -> Refusal:
    """A list for others names somebody who does not let their data be used; files stand for names."""
    return Refusal(
        "movements.permission_taken_back",
        _(
            "Alguien de esta lista no tiene vigente el permiso para usar sus datos: %(numbers)s. "
            "Libere su lugar o anote su permiso, y cierre de nuevo la lista."
        ),
        numbers=", ".join(numbers),
    )


def their_part_unsound(most: int) -> Refusal:
    """A head-count is a number, and somebody's."""
    return Refusal(
        "movements.their_part_unsound",
        _("Diga quién organiza la otra parte y cuántas personas van, de 0 a %(most)s."),
        most=most,
    )


def no_seat_to_show() -> Refusal:
    """There is no seat of which a consulate could be shown anything."""
    return Refusal(
        "movements.no_seat_to_show",
        _("No hay ningún lugar apartado que mostrar. Movimientos lo aparta primero."),
    )


def nothing_to_review() -> Refusal:
    """Only a group that a plan left waiting, and that waits still, can be looked at again."""
    return Refusal(
        "movements.nothing_to_review",
        _("Este grupo ya no espera un lugar: no hay qué revisar del plan."),
    )


def review_asked() -> Refusal:
    """One plan is looked at again once for each group, and an answer is waited for."""
    return Refusal(
        "movements.review_asked_already",
        _("Ya se pidió revisar por qué este plan deja en espera al grupo."),
    )


def no_answer() -> Refusal:
    """A review ends with words for whoever asked."""
    return Refusal(
        "movements.no_answer", _("Escriba qué se le responde a la familia o a la persona.")
    )


def no_such_days(most: int) -> Refusal:
    """A plan is for some weeks, not for ever."""
    return Refusal(
        "movements.no_such_days",
        _("El plan empieza antes de terminar y abarca a lo más %(most)s días."),
        most=most,
    )


def stands_otherwise() -> Refusal:
    """A line of a plan that speaks of a seat which is no longer held so."""
    return Refusal(
        "movements.stands_otherwise",
        _("Cambió desde que se hizo el plan: su lugar ya no es el que decía."),
    )


def lacks_now() -> Refusal:
    """A line of a plan that a gate no longer lets through; whom and why is said on the file alone."""
    return Refusal(
        "movements.lacks_now", _("Le falta algo para esa salida; su expediente dice qué.")
    )
