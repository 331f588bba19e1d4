"""What direct assistance refuses, and why, in a sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from rumbo.common.money import Money
from rumbo.common.refusal import Refusal


def not_a_survivor() -> Refusal:
    """The fund is for those who were trafficked or kidnapped."""
    return Refusal(
        "assistance.not_a_survivor",
        _(
            "La asistencia directa es para quien sobrevivió a la trata o a un secuestro: anote primero esa valoración."
        ),
    )


def agreement_needed() -> Refusal:
    """Consent at each step."""
    return Refusal(
        "assistance.agreement_needed",
        _(
            "Anote el día en que la persona dijo que sí a este servicio; no puede ser un día futuro."
        ),
    )


def unknown_service() -> Refusal:
    """A service that no list has."""
    return Refusal("assistance.unknown_service", _("Ese servicio no está en la lista."))


def provider_needed() -> Refusal:
    """A service is somebody's to give."""
    return Refusal("assistance.provider_needed", _("Diga quién da el servicio."))


def service_over() -> Refusal:
    """Nothing is asked for a service that ended."""
    return Refusal("assistance.service_over", _("Ese servicio ya terminó."))


def money_still_out() -> Refusal:
    """A service ends when its sums are given or taken back."""
    return Refusal(
        "assistance.money_still_out",
        _("Este servicio tiene vales pendientes: entréguelos o cancélelos antes de terminarlo."),
    )


def nothing_asked() -> Refusal:
    """A sum is more than nothing."""
    return Refusal("assistance.nothing_asked", _("El importe tiene que ser mayor que cero."))


def payee_needed() -> Refusal:
    """Who is paid, unless it is the survivor."""
    return Refusal(
        "assistance.payee_needed",
        _("Escriba a quién se paga, o marque que se entrega a la propia persona."),
    )


def payee_says_who() -> Refusal:
    """Finance reads the payee: it may not lead to the person or the file."""
    return Refusal(
        "assistance.payee_says_who",
        _(
            "Finanzas lee a quién se paga: no puede llevar el nombre de la persona ni el número de su expediente. Si se le entrega a ella, márquelo y va sin nombre."
        ),
    )


def too_much(left: Money) -> Refusal:
    """Never above the balance."""
    return Refusal(
        "assistance.too_much",
        _("El fondo no alcanza: quedan %(left)s sin comprometer."),
        left=str(left),
    )


def no_fund() -> Refusal:
    """The line of money does not live on this day."""
    return Refusal("assistance.no_fund", _("No hay hoy ningún fondo de asistencia abierto."))


def not_now(state: str) -> Refusal:
    """A voucher that stands elsewhere already."""
    return Refusal(
        "assistance.not_now",
        _("Este vale ya está «%(state)s»: eso no se le puede hacer ahora."),
        state=state,
    )


def approved_by_another() -> Refusal:
    """Who asks for money does not approve it."""
    return Refusal(
        "assistance.approved_by_another",
        _("Lo aprueba otra oficial de protección, no quien lo pidió."),
    )


def reason_needed() -> Refusal:
    """What is undone is undone for a reason."""
    return Refusal("assistance.reason_needed", _("Escriba el motivo con una frase."))


def receiver_needed() -> Refusal:
    """A receipt says who received."""
    return Refusal("assistance.receiver_needed", _("Escriba quién recibe y firma."))


def signature_needed() -> Refusal:
    """No money is given without a signature or a thumb."""
    return Refusal(
        "assistance.signature_needed",
        _("Falta la firma en la pantalla, o la hoja firmada o con su huella, escaneada."),
    )


def unreadable_signature() -> Refusal:
    """Strokes that are no signature."""
    return Refusal(
        "assistance.unreadable_signature", _("La firma no se pudo leer. Firme otra vez.")
    )


def unreadable_paper() -> Refusal:
    """A scan that is none."""
    return Refusal(
        "assistance.unreadable_paper",
        _("La hoja tiene que ser un PDF, JPG o PNG de 10 MB como mucho."),
    )


def more_than_approved(approved: Money) -> Refusal:
    """What is given is what was approved, or less."""
    return Refusal(
        "assistance.more_than_approved",
        _("Se aprobaron %(approved)s: se entrega eso o menos."),
        approved=str(approved),
    )


def more_than_given(given: Money) -> Refusal:
    """What comes back was given before."""
    return Refusal(
        "assistance.more_than_given",
        _("Se entregaron %(given)s: no puede volver más que eso."),
        given=str(given),
    )


def matrix_unanswered(parts: Sequence[str]) -> Refusal:
    """Each part is looked at; what is grave has its measure."""
    return Refusal(
        "assistance.matrix_unanswered",
        _("Falta el nivel de cada riesgo, y qué se hace con lo que es medio o alto: %(parts)s."),
        parts=", ".join(parts),
    )


def finding_too_light() -> Refusal:
    """A grave matrix is not plainly safe."""
    return Refusal(
        "assistance.finding_too_light",
        _(
            "Con un riesgo alto no se concluye que es seguro sin más; con uno que no se conoce, tampoco con medidas."
        ),
    )


def finding_needed() -> Refusal:
    """A joint look ends in a conclusion."""
    return Refusal("assistance.finding_needed", _("Diga qué concluye, y en qué se apoya."))


def no_yes_for_origin() -> Refusal:
    """Nothing goes to the office of origin without the survivor's own yes."""
    return Refusal(
        "assistance.no_yes_for_origin",
        _("La persona no ha dicho que sí a que lo sepa esa oficina: no se le comparte nada."),
    )


def not_an_office_of_origin() -> Refusal:
    """The other office is another one, in the country of return."""
    return Refusal(
        "assistance.not_an_office_of_origin",
        _("Elija una oficina de otro país, donde la persona vaya a volver."),
    )


def nothing_to_take_back() -> Refusal:
    """There is no live yes."""
    return Refusal(
        "assistance.nothing_to_take_back",
        _("No hay ningún permiso vivo: a la oficina de origen no se le comparte nada."),
    )


def concluded_already() -> Refusal:
    """A joint assessment that two have signed stands; a new one may be begun."""
    return Refusal(
        "assistance.concluded_already",
        _("Esta valoración ya tiene las dos conclusiones. Si algo cambió, empiece otra."),
    )


def other_office_concludes() -> Refusal:
    """While it is shared, the second name is the other office's."""
    return Refusal(
        "assistance.other_office_concludes",
        _("La segunda conclusión le toca a protección de la oficina de origen."),
    )
