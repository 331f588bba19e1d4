"""What protection refuses of a child's way and of a survivor's return, each in one sentence."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.ui.words import day_table


def nothing_soon() -> Refusal:
    """Somebody found highly vulnerable is seen to by tomorrow."""
    return Refusal(
        "protection.nothing_soon",
        _("Con una vulnerabilidad alta, marque algo que se haga hoy o mañana."),
    )


def receiver_not_assessed(assessed: str) -> Refusal:
    """A child is received by who the authority of its country assessed."""
    return Refusal(
        "protection.receiver_not_assessed",
        _(
            "La autoridad de su país valoró a %(assessed)s. Para que reciba otra persona, antes se "
            "anota el estudio de esa persona, y el panel vuelve a determinar."
        ),
        assessed=assessed,
    )


def nobody_assessed() -> Refusal:
    """An assessment says of whom it is."""
    return Refusal(
        "protection.nobody_assessed",
        _("Falta decir a quién valoró la autoridad de su país: anote otra vez ese estudio."),
    )


def two_offices_agree() -> Refusal:
    """A file does not go to another office by the word of one person."""
    return Refusal(
        "protection.two_offices_agree",
        _(
            "Para pasar el expediente a otra oficina lo junta otra persona, no quien dijo que lo son."
        ),
    )


def another_takes_back() -> Refusal:
    """Who said that two are siblings does not unsay it; nor is a file parted by saying so."""
    return Refusal(
        "protection.another_takes_back",
        _(
            "Que son hermanos lo retira otra persona, no quien lo dijo, y solo mientras están en "
            "dos expedientes."
        ),
    )


def escort_has_others(most: int) -> Refusal:
    """One escort holds a few children by the hand, and no more."""
    return Refusal(
        "protection.escort_has_others",
        _(
            "Quien acompaña tiene ya a %(most)s niñas y niños a su cuidado, según las actas "
            "firmadas. Nombre a otra persona, o firme antes las entregas que faltan."
        ),
        most=most,
    )


def no_yes_for_origin() -> Refusal:
    """Nothing is asked of an office of origin without the survivor's own yes, written down."""
    return Refusal(
        "protection.no_yes_for_origin",
        _(
            "Falta anotar que la persona dijo que sí a que lo sepa la oficina de su país. Anótelo "
            "primero, con su fecha, en «Asistencia directa»."
        ),
    )


def asked_before_the_yes(since: date) -> Refusal:
    """An office that was asked before the survivor said yes was told without it."""
    return Refusal(
        "protection.asked_before_the_yes",
        _(
            "La persona dijo que sí el %(since)s: lo que esa oficina haya dicho antes no cuenta. "
            "Revise la fecha."
        ),
        since=day_table(since),
    )


def word_still_to_come() -> Refusal:
    """What an office has not said yet clears nothing."""
    return Refusal(
        "protection.word_still_to_come",
        _("Ese día todavía no llega. Anote lo que dijo la oficina de su país cuando lo diga."),
    )


def found_unsafe_together() -> Refusal:
    """One officer does not undo by hand what was found by two."""
    return Refusal(
        "protection.found_unsafe_together",
        _(
            "La valoración conjunta del riesgo dice que volver no es seguro: se autoriza con una "
            "valoración conjunta nueva, en «Asistencia directa»."
        ),
    )
