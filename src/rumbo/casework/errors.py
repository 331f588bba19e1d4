"""What casework refuses, each in one sentence."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.refusal import Refusal

# An hour is set aside no further ahead than this.
FURTHEST = timedelta(days=730)


def not_that_way(before: str, after: str) -> Refusal:
    """A move that the table does not allow."""
    return Refusal(
        "casework.not_that_way",
        _("De «%(before)s» no se puede pasar a «%(after)s»."),
        before=codes.label("stage", before) if before in codes.LISTS["stage"] else before,
        after=codes.label("stage", after) if after in codes.LISTS["stage"] else after,
    )


def already_left() -> Refusal:
    """Withdrawal is possible until the bus leaves."""
    return Refusal(
        "casework.already_left",
        _("Ya salió: se puede desistir hasta la salida. Anote lo que pasó en el camino."),
    )


def case_is_over() -> Refusal:
    """Nothing more happens in a case that is over."""
    return Refusal(
        "casework.over", _("Este expediente está cerrado. Puede reabrirse con un motivo.")
    )


def reason_needed() -> Refusal:
    """Something that must be explained."""
    return Refusal("casework.reason_needed", _("Escriba el motivo."))


def already_decided() -> Refusal:
    """A decision lives already."""
    return Refusal(
        "casework.already_decided",
        _("Ya hay una decisión vigente. Para decidir de nuevo hay que revocarla, con un motivo."),
    )


def nothing_to_confirm() -> Refusal:
    """No decision waits for a second name."""
    return Refusal("casework.nothing_to_confirm", _("No hay ninguna decisión por confirmar."))


def task_done() -> Refusal:
    """A task is done once."""
    return Refusal("casework.task_done", _("Esa tarea ya está hecha."))


def not_of_this_case() -> Refusal:
    """A person of another case."""
    return Refusal("casework.not_of_this_case", _("Esa persona no es de este expediente."))


def tries_missing(missing: int) -> Refusal:
    """Contact is not lost before enough tries on different days."""
    return Refusal(
        "casework.tries_missing",
        _(
            "Antes de decir que se perdió el contacto faltan %(missing)s intentos, en días distintos."
        ),
        missing=missing,
    )


def protects_a_person() -> Refusal:
    """What protects a person is never set aside."""
    return Refusal(
        "casework.protects_a_person",
        _("Ese requisito protege a una persona: nadie puede dejarlo de lado."),
    )


def nothing_to_end() -> Refusal:
    """It ended already, or never was."""
    return Refusal("casework.nothing_to_end", _("Eso ya había terminado."))


def no_such_class() -> Refusal:
    """A class that the published order does not have."""
    return Refusal("casework.no_such_class", _("La regla publicada no tiene esa clase."))


def person_busy(moment: str, where: str) -> Refusal:
    """One person has one appointment at a time, wherever it is; what for is not said."""
    return Refusal(
        "casework.person_busy",
        _("Esa persona ya tiene una cita a esa hora: %(moment)s, %(where)s. Elija otra hora."),
        moment=moment,
        where=where,
    )


def officer_busy() -> Refusal:
    """One officer attends one person at a time."""
    return Refusal("casework.officer_busy", _("Quien atiende ya tiene una cita a esa hora."))


def in_the_past() -> Refusal:
    """An appointment lies ahead."""
    return Refusal("casework.in_the_past", _("Esa hora ya pasó. Elija otra."))


def too_far_ahead() -> Refusal:
    """A year of four nines is a slip of the finger, and no calendar can be read that holds it."""
    return Refusal("casework.too_far_ahead", _("Ese día queda demasiado lejos. Revise el año."))


def no_such_hour(starts_at: datetime, now: datetime) -> Refusal | None:
    """An hour that is set aside lies ahead, and not beyond what anybody plans."""
    if starts_at < now:
        return in_the_past()
    return too_far_ahead() if starts_at > now + FURTHEST else None


def no_family_consent() -> Refusal:
    """Nobody's family is called without the person's word."""
    return Refusal(
        "casework.no_family_consent",
        _("No hay permiso de la persona para llamar a su familia. Pregúntele primero."),
    )


def not_one_of_us() -> Refusal:
    """Only somebody with that role can follow a case in it."""
    return Refusal(
        "casework.not_one_of_us", _("Esa persona del equipo no tiene esa función en la oficina.")
    )


def nobody_stays() -> Refusal:
    """A group is parted into two parts with people in both."""
    return Refusal(
        "casework.nobody_stays",
        _("Para separar al grupo, alguien tiene que seguir y alguien quedarse."),
    )


def child_without_parents() -> Refusal:
    """A child goes where every parent of the file goes."""
    return Refusal(
        "casework.child_without_parents",
        _(
            "Ninguna niña, niño o adolescente se separa de su madre, su padre o quien le cuida, "
            "ni queda sin una persona adulta. Otra cosa solo la decide protección, con un motivo."
        ),
    )


def siblings_parted() -> Refusal:
    """Sisters and brothers who are children are never parted, by nobody's decision."""
    return Refusal(
        "casework.siblings_parted",
        _(
            "Las hermanas y los hermanos menores de edad nunca se separan: van en un solo expediente."
        ),
    )


def same_file() -> Refusal:
    """Nobody goes to the file they are in."""
    return Refusal(
        "casework.same_file", _("Ya están en ese expediente: escriba el de la otra familia.")
    )


def no_such_file() -> Refusal:
    """A number of no file that the actor may see; whether there is one elsewhere is not said."""
    return Refusal(
        "casework.no_such_file", _("No hay ningún expediente con ese número en sus oficinas.")
    )


def of_two_offices() -> Refusal:
    """Files of two offices are joined by who gives one away, for children who are siblings."""
    return Refusal(
        "casework.of_two_offices",
        _(
            "Los dos expedientes son de oficinas distintas. Pida a la otra oficina que reciba a la "
            "familia; a hermanas y hermanos los junta protección."
        ),
    )


def in_pause() -> Refusal:
    """A pause has its reason, which is not lost by joining two files."""
    return Refusal(
        "casework.in_pause",
        _("Uno de los dos expedientes está en pausa. Termine la pausa antes, si ya se puede."),
    )


def later_change_first() -> Refusal:
    """Changes are taken back from the last one."""
    return Refusal(
        "casework.later_change_first",
        _(
            "Después hubo otro cambio en una de las dos familias: deshaga primero ese, empezando "
            "por el último."
        ),
    )


def answered_for_since() -> Refusal:
    """Somebody answers by now for a child of the other side."""
    return Refusal(
        "casework.answered_for_since",
        _(
            "Después del cambio se dijo quién responde por una niña, niño o adolescente, y al "
            "deshacerlo quedarían separados. Corrija primero el parentesco, o lo decide protección, "
            "con un motivo."
        ),
    )


def other_office(giving: str) -> Refusal:
    """Of two offices, the one that gives its file to the other joins them: nobody takes one away."""
    return Refusal(
        "casework.other_office",
        _(
            "Los dos expedientes son de oficinas distintas: los junta la oficina %(giving)s, que "
            "entrega el suyo. Mientras tanto ninguno viaja sin el otro."
        ),
        giving=giving,
    )


def family_word_needed() -> Refusal:
    """A family is parted by its own word."""
    return Refusal(
        "casework.family_word_needed",
        _(
            "Las demás personas del grupo siguen: escriba qué dijo la familia y qué día lo dijo, "
            "y quién lo decide."
        ),
    )


def not_on_the_road() -> Refusal:
    """Only those who left can leave the journey or be missed on arrival."""
    return Refusal("casework.not_on_the_road", _("Ese grupo no está en camino."))


def not_a_shelter() -> Refusal:
    """A shelter is one of the network's."""
    return Refusal("casework.not_a_shelter", _("Ese albergue no está en la red."))


def channel_not_safe() -> Refusal:
    """A way that was not safe once is not tried again without a word why."""
    return Refusal(
        "casework.channel_not_safe",
        _("Ese medio no es seguro para la persona. Use otro, o escriba por qué hay que usarlo."),
    )


def people_out_of_range(most: int) -> Refusal:
    """An inquiry is of somebody, and of no more than a group that comes together."""
    return Refusal(
        "casework.people_out_of_range",
        _("Diga cuántas personas son: de una a %(most)s."),
        most=most,
    )


def ask_before_keeping() -> Refusal:
    """Nobody's name or number is kept without their yes."""
    return Refusal(
        "casework.ask_before_keeping",
        _("Antes de anotar un nombre o un teléfono, pregunte si se puede guardar."),
    )


def no_safe_call() -> Refusal:
    """Nobody is called who gave no number or is not safe when it rings."""
    return Refusal(
        "casework.no_safe_call",
        _("Para llamarle hacen falta un teléfono y que diga que es seguro. Ofrézcale una cita."),
    )


def inquiry_is_over() -> Refusal:
    """Nothing more happens in an inquiry that ended."""
    return Refusal("casework.inquiry_is_over", _("Ya se terminó de atender esa solicitud."))


def inquiry_went_on() -> Refusal:
    """An inquiry leads to one file."""
    return Refusal(
        "casework.inquiry_went_on", _("De esa solicitud ya salió un registro: véalo ahí.")
    )


def visit_ahead() -> Refusal:
    """Somebody who asked has one appointment ahead at a time."""
    return Refusal(
        "casework.visit_ahead", _("Ya tiene una cita por delante: cancélela para dar otra.")
    )


def permission_withdrawn() -> Refusal:
    """Nobody is looked for with data that they took back."""
    return Refusal(
        "casework.permission_withdrawn",
        _(
            "Retiró el permiso para usar sus datos: no se le busca mientras no lo dé de nuevo. "
            "Hable con la persona cuando venga."
        ),
    )


def permission_missing() -> Refusal:
    """Who came from a sheet never said yes to us: nobody calls or writes to them with it."""
    return Refusal(
        "casework.permission_missing",
        _(
            "Falta su permiso para usar sus datos: no se le llama ni se le escribe. "
            "Regístrelo primero, cuando venga a la oficina."
        ),
    )


def not_yet() -> Refusal:
    """What has not happened cannot be written down."""
    return Refusal("casework.not_yet", _("Eso todavía no pasa: la fecha está por venir."))


def still_kept() -> Refusal:
    """Nothing is erased before its months are over."""
    return Refusal(
        "casework.still_kept", _("El plazo de este expediente no ha vencido: todavía se conserva.")
    )


def reason_to_keep() -> Refusal:
    """What is kept too long is kept for a reason."""
    return Refusal("casework.reason_to_keep", _("Diga qué obliga a conservarlo."))


def keep_until_a_day_to_come() -> Refusal:
    """Nothing is kept for ever."""
    return Refusal("casework.keep_until", _("Diga hasta qué día se conserva: un día por venir."))


def nothing_decided() -> Refusal:
    """There is nothing to take back."""
    return Refusal("casework.nothing_decided", _("No hay ninguna decisión que retirar."))


def erased_already() -> Refusal:
    """What was erased does not come back."""
    return Refusal(
        "casework.erased_already", _("Ese expediente ya se borró: no puede recuperarse.")
    )
