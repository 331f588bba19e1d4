"""What counselling refuses, each in one sentence."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.refusal import Refusal


def no_data_consent() -> Refusal:
    """Nothing is asked of somebody who has not said yes to being registered."""
    return Refusal(
        "counselling.no_data_consent",
        _("Antes de preguntar nada, anote si la persona acepta que se guarden sus datos."),
    )


def not_understood() -> Refusal:
    """Explained in a language that is not the person's, without anybody independent to interpret."""
    return Refusal(
        "counselling.not_understood",
        _(
            "No es la lengua de la persona y falta intérprete independiente. "
            "Un familiar o alguien con quien viaja no puede interpretar."
        ),
    )


def relative_interprets() -> Refusal:
    """Somebody who travels along must not stand between the person and the text."""
    return Refusal(
        "counselling.relative_interprets",
        _("Un familiar o alguien con quien viaja no puede interpretar. Busque otra persona."),
    )


def asylum_first() -> Refusal:
    """Nobody decides to return without knowing that asylum exists."""
    return Refusal(
        "counselling.asylum_first",
        _("Antes de decidir el retorno hay que explicar el asilo. Márquelo cuando lo haya hecho."),
    )


def freedom_is_assessed_alone() -> Refusal:
    """With others in the room nobody can say whether a decision is free."""
    return Refusal(
        "counselling.assessed_alone",
        _("Si decide con libertad se valora a solas. Busque un lugar aparte y pregunte de nuevo."),
    )


def topics_missing(topics: list[str]) -> Refusal:
    """Nobody signs what was not explained."""
    return Refusal(
        "counselling.topics_missing",
        _("Antes de firmar falta explicar: %(topics)s."),
        topics=", ".join(codes.label("counselling_topic", topic) for topic in topics),
    )


def has_not_decided_to_return() -> Refusal:
    """The last thing the person said about it was not yes."""
    return Refusal(
        "counselling.not_decided",
        _("Lo último que dijo no fue que quiere volver. Hablen de nuevo antes de firmar."),
    )


def not_found_free() -> Refusal:
    """A finding says that the decision is not free, or not informed."""
    return Refusal(
        "counselling.not_found_free",
        _("La última valoración dice que no puede firmar todavía. Primero hay que atender eso."),
    )


def not_of_age() -> Refusal:
    """A child's declaration is signed by who answers for it."""
    return Refusal(
        "counselling.not_of_age",
        _(
            "Puede tener menos de 18 años el día del viaje: firma su madre, su padre, quien "
            "ejerce la tutela o la autoridad."
        ),
    )


def of_age() -> Refusal:
    """An adult signs alone."""
    return Refusal(
        "counselling.of_age",
        _("Ya tiene 18 años el día del viaje: firma su propia declaración."),
    )


def not_their_guardian() -> Refusal:
    """Somebody signs for a child whom they do not answer for."""
    return Refusal(
        "counselling.not_their_guardian",
        _("Quien firma tiene que ser una persona adulta que responda por la niña o el niño."),
    )


def signer_unnamed() -> Refusal:
    """A signature has a name."""
    return Refusal("counselling.signer_unnamed", _("Escriba el nombre de quien firma."))


def not_read_aloud() -> Refusal:
    """Only somebody known to read may sign without hearing the text."""
    return Refusal(
        "counselling.not_read_aloud",
        _("Lea la declaración en voz alta: no consta que la persona sepa leer."),
    )


def no_witness() -> Refusal:
    """A signature has a witness."""
    return Refusal("counselling.no_witness", _("Escriba el nombre completo de quien atestigua."))


def witness_is_the_person() -> Refusal:
    """Nobody witnesses their own signature."""
    return Refusal(
        "counselling.own_witness",
        _("Quien atestigua tiene que ser otra persona, con nombre y apellido."),
    )


def travel_before_signing(day: date) -> Refusal:
    """A declaration is for a journey ahead."""
    return Refusal(
        "counselling.travel_before",
        _("El día del viaje (%(day)s) es anterior a la firma."),
        day=f"{day:%d/%m/%Y}",
    )


def wording_not_accepted() -> Refusal:
    """A text that is no longer, or was never, ours."""
    return Refusal(
        "counselling.wording_not_accepted",
        _("Esa versión del texto ya no se acepta. Lea y firme la versión vigente."),
    )


def nothing_signed() -> Refusal:
    """Neither a drawing nor a paper."""
    return Refusal(
        "counselling.nothing_signed",
        _("Falta la firma: en la pantalla, con huella, o en la hoja escaneada."),
    )


def not_a_paper() -> Refusal:
    """A file that is no scan."""
    return Refusal(
        "counselling.not_a_paper",
        _("Ese archivo no es PDF, JPG ni PNG, o pesa más de 10 MB. Escanee la hoja de nuevo."),
    )


def nothing_to_withdraw() -> Refusal:
    """Nothing stands that could be taken back."""
    return Refusal(
        "counselling.nothing_to_withdraw", _("Ya estaba retirada: no hay más que hacer.")
    )


def unknown_recipient() -> Refusal:
    """A permission for somebody who is not on the list."""
    return Refusal(
        "counselling.unknown_recipient", _("Ese destinatario no está en la lista de permisos.")
    )


def not_the_day() -> Refusal:
    """It is said again on the day itself, never before."""
    return Refusal(
        "counselling.not_the_day", _("La confirmación se pide el mismo día de la salida.")
    )
