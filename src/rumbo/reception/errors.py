"""What reception refuses, each in one sentence."""

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal


def not_aboard() -> Refusal:
    """Only who left with a departure can arrive with it."""
    return Refusal(
        "reception.not_aboard",
        _("No consta que esta persona viniera a bordo. Pregunte a quien acompaña la salida."),
    )


def nobody_is_awaited() -> Refusal:
    """A whole family is confirmed while somebody of it is still awaited."""
    return Refusal(
        "reception.nobody_is_awaited", _("Ya se dijo de cada persona de este grupo si llegó.")
    )


def not_left_yet() -> Refusal:
    """A bus that has not left does not arrive."""
    return Refusal("reception.not_left_yet", _("Esa salida todavía no consta como salida."))


def already_said(state: str) -> Refusal:
    """Come, or not come: one of both."""
    message = {
        "ARRIVED": _("Ya consta que llegó. Si fue un error, deshágalo primero."),
        "NOT_ARRIVED": _("Ya consta que no llegó. Si fue un error, deshágalo primero."),
    }[state]
    return Refusal("reception.already_said", message)


def consent_comes_first() -> Refusal:
    """Nothing is asked of anybody before their yes."""
    return Refusal(
        "reception.consent_comes_first",
        _("Primero el consentimiento de cada persona: sin él no se anota nada de ella."),
    )


def no_such_manner() -> Refusal:
    """How somebody came is one of a few."""
    return Refusal("reception.no_such_manner", _("Diga cómo llegó la persona."))


def received_stays() -> Refusal:
    """Whoever was received without having travelled with us has a file, which is closed, not undone."""
    return Refusal(
        "reception.received_stays",
        _("A quien llegó por su cuenta ya se le registró: no se deshace. Cierre su expediente."),
    )


def no_letter_any_more() -> Refusal:
    """A letter goes with a referral that somebody still waits for."""
    return Refusal(
        "reception.no_letter_any_more", _("Esta canalización ya terminó: no lleva carta.")
    )


def not_here() -> Refusal:
    """Things are handed to people who are here."""
    return Refusal("reception.not_here", _("Confirme primero que la persona llegó."))


def kit_given() -> Refusal:
    """One kit for each arrival."""
    return Refusal("reception.kit_given", _("Ya recibió su kit."))


def already_paid(number: str) -> Refusal:
    """Money is paid once."""
    return Refusal(
        "reception.already_paid",
        _("Ya recibió el dinero para el camino: recibo %(number)s."),
        number=number,
    )


def too_much(ceiling: Money) -> Refusal:
    """The ceiling of the country."""
    return Refusal(
        "reception.too_much",
        _("El monto pasa de lo que se puede entregar aquí: %(ceiling)s como máximo."),
        ceiling=ceiling,
    )


def wrong_currency(currency: str) -> Refusal:
    """Each country pays in its own."""
    return Refusal(
        "reception.wrong_currency", _("Aquí se paga en %(currency)s."), currency=currency
    )


def nothing_to_pay() -> Refusal:
    """An amount is more than nothing."""
    return Refusal("reception.nothing_to_pay", _("Escriba cuánto se entrega."))


def money_to_adults() -> Refusal:
    """A child's money goes to who answers for the child."""
    return Refusal(
        "reception.money_to_adults",
        _("El dinero se entrega a la persona adulta que responde por la niña o el niño."),
    )


def signature_needed() -> Refusal:
    """Money is signed for."""
    return Refusal(
        "reception.signature_needed",
        _("Falta la firma. Si no puede firmar en la pantalla, use el recibo impreso."),
    )


def too_late() -> Refusal:
    """After ten minutes a tap is a fact."""
    return Refusal(
        "reception.too_late",
        _("Pasaron más de diez minutos: ya no se puede deshacer."),
    )


def something_was_given() -> Refusal:
    """Who received something is here."""
    return Refusal(
        "reception.something_was_given",
        _("Ya se le entregó algo: no se puede deshacer su llegada."),
    )


def reason_needed() -> Refusal:
    """What must be explained."""
    return Refusal("reception.reason_needed", _("Escriba el motivo."))


def no_such_step() -> Refusal:
    """A step that is not on the list."""
    return Refusal("reception.no_such_step", _("Elija el siguiente paso de la lista."))


def act_comes_first() -> Refusal:
    """A child leaves the escort's hand with two signatures."""
    return Refusal(
        "reception.act_comes_first",
        _("Primero se firma el acta de entrega: sin ella la niña o el niño no se va con nadie."),
    )


def child_is_handed_over() -> Refusal:
    """A child without an adult of their own is never sent on alone."""
    return Refusal(
        "reception.child_is_handed_over",
        _(
            "Es menor de edad y viaja sin madre, padre ni tutor: se entrega a su familia o a la "
            "autoridad de niñez."
        ),
    )


def no_consent_to_refer(recipient: str) -> Refusal:
    """Nobody is told without the person's yes."""
    return Refusal(
        "reception.no_consent_to_refer",
        _("No ha dicho que sí a compartir sus datos con: %(recipient)s. Pregúntele primero."),
        recipient=codes.label("consent_recipient", recipient),
    )


def institution_not_agreed() -> Refusal:
    """A yes to institutions in general names none of them."""
    return Refusal(
        "reception.institution_not_agreed",
        _("Falta anotar qué día dijo que sí a esta institución. Pregúntele, diciéndole su nombre."),
    )


def yes_still_to_come() -> Refusal:
    """Nobody has said yes tomorrow."""
    return Refusal(
        "reception.yes_still_to_come",
        _("Ese día todavía no llega: anote el día en que dijo que sí."),
    )


def agreed_already() -> Refusal:
    """One yes is written down once, while the referral is open."""
    return Refusal(
        "reception.agreed_already",
        _("Su sí ya está anotado, o la canalización ya terminó."),
    )


def unknown_institution() -> Refusal:
    """A partner on the list, for this."""
    return Refusal("reception.unknown_institution", _("Elija una institución de la lista."))


def not_that_way(before: str, after: str) -> Refusal:
    """A referral moves by its table."""
    return Refusal(
        "reception.not_that_way",
        _("Una canalización «%(before)s» no puede pasar a «%(after)s»."),
        before=codes.label("referral_status", before),
        after=codes.label("referral_status", after),
    )


def somebody_is_missing() -> Refusal:
    """Of each person it is said whether they came."""
    return Refusal(
        "reception.somebody_is_missing",
        _("Falta decir de cada persona del grupo si llegó o no."),
    )


def nobody_came() -> Refusal:
    """A reception of nobody is not completed."""
    return Refusal(
        "reception.nobody_came",
        _("Nadie de este grupo llegó: protección busca qué pasó antes de cerrar."),
    )


def referrals_open() -> Refusal:
    """A referral is followed until it is done."""
    return Refusal(
        "reception.referrals_open",
        _("Hay canalizaciones abiertas. Anote primero qué pasó con cada una."),
    )


def school_is_for_children() -> Refusal:
    """School continuity is of children and adolescents."""
    return Refusal(
        "reception.school_is_for_children",
        _("La inscripción y la validación de estudios se piden de niñas, niños y adolescentes."),
    )


def not_a_school_paper() -> Refusal:
    """A paper that this need does not ask for."""
    return Refusal("reception.not_a_school_paper", _("Ese papel no es de esta canalización."))


def outcome_needed() -> Refusal:
    """What came of it is what a school referral is for."""
    return Refusal("reception.outcome_needed", _("Diga qué se logró con la escuela."))
