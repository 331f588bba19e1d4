"""What documents refuses, each in one sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.refusal import Refusal


def unknown_code(list_name: str) -> Refusal:
    """A code that its list does not know."""
    return Refusal("documents.unknown_code", _("Elija una opción de la lista."), list=list_name)


def issuer_needed() -> Refusal:
    """A document without the country that issued it."""
    return Refusal("documents.issuer_needed", _("Falta el país que emitió el documento."))


def ends_before_it_begins() -> Refusal:
    """Dates the wrong way round."""
    return Refusal(
        "documents.dates",
        _("El documento no puede vencer antes de su fecha de emisión. Revise las dos fechas."),
    )


def issued_in_the_future() -> Refusal:
    """A document that does not exist yet."""
    return Refusal(
        "documents.issued_in_the_future", _("La fecha de emisión todavía no llega. Revísela.")
    )


def already_recorded() -> Refusal:
    """The same paper twice."""
    return Refusal(
        "documents.already_recorded",
        _("Ese documento ya está anotado. Si algo cambió, corríjalo en su renglón."),
    )


def already_ended() -> Refusal:
    """A paper that is no longer used."""
    return Refusal(
        "documents.already_ended", _("Ese documento ya no se usa. Anote el nuevo en su lugar.")
    )


def already_there(holder: str) -> Refusal:
    """The original is where it is said to go."""
    return Refusal(
        "documents.already_there",
        _("Según lo anotado, el original ya está ahí: %(holder)s."),
        holder=codes.label("original_with", holder),
    )


def name_needed() -> Refusal:
    """Who took the original must have a name."""
    return Refusal("documents.name_needed", _("Escriba el nombre de quien recibe el original."))


def no_consent_to_share(recipient: str, names: Sequence[str]) -> Refusal:
    """A transfer of data without the recipient's own consent (TRANSFER_CONSENT)."""
    return Refusal(
        "documents.no_consent_to_share",
        _(
            "Falta el permiso de %(names)s para dar sus datos a: %(recipient)s. "
            "Sin ese permiso no se envía nada; la ayuda sigue igual."
        ),
        names=", ".join(names),
        recipient=codes.label("consent_recipient", recipient),
    )


def not_a_child() -> Refusal:
    """Parentage is asked of children."""
    return Refusal("documents.not_a_child", _("Esto se anota solo de niñas, niños y adolescentes."))


def basis_needed() -> Refusal:
    """Parentage must be shown by something."""
    return Refusal(
        "documents.basis_needed",
        _("Diga qué acredita la filiación: un documento o el consulado."),
    )


def paper_needed() -> Refusal:
    """Custody, a death or a dispensation rest on a paper."""
    return Refusal(
        "documents.paper_needed",
        _("Para anotar esto hace falta tener a la vista el papel que lo acredita."),
    )


def consent_day_needed() -> Refusal:
    """A consent was given on a day."""
    return Refusal("documents.consent_day_needed", _("Falta el día en que dio su consentimiento."))


def contact_not_cleared() -> Refusal:
    """Nobody looks for the other parent before it is known to be safe; the reason stays unsaid."""
    return Refusal(
        "documents.contact_not_cleared",
        _("No busque al otro padre o madre. Protección tiene que dar antes su visto bueno."),
    )


def consulate_not_cleared() -> Refusal:
    """A consulate may be who somebody fears; the reason stays unsaid."""
    return Refusal(
        "documents.consulate_not_cleared",
        _("No escriba todavía al consulado. Protección tiene que dar antes su visto bueno."),
    )


def mission_not_cleared() -> Refusal:
    """The mission at home may be told of somebody who must not be found; the reason stays unsaid."""
    return Refusal(
        "documents.mission_not_cleared",
        _("No avise todavía a la misión que recibe. Protección dirá a quién se avisa."),
    )


def exit_paper_dates() -> Refusal:
    """A paper to leave has a kind and an end."""
    return Refusal(
        "documents.exit_paper_dates",
        _("Si ya tiene el documento de salida, escriba cuál es y hasta cuándo vale."),
    )


def permit_end_needed() -> Refusal:
    """A right to live somewhere has an end."""
    return Refusal(
        "documents.permit_end_needed", _("Falta hasta cuándo vale el permiso de residencia.")
    )


def not_a_country() -> Refusal:
    """A country by its three letters."""
    return Refusal("documents.not_a_country", _("Elija un país de la lista."))


def request_is_open() -> Refusal:
    """A consulate is asked once for the same paper."""
    return Refusal(
        "documents.request_is_open",
        _("Ese documento ya se pidió y el consulado aún no responde."),
    )


def nothing_to_answer() -> Refusal:
    """Nobody was asked, or they answered already."""
    return Refusal(
        "documents.nothing_to_answer", _("No hay ningún aviso o solicitud sin respuesta.")
    )


def not_a_recipient() -> Refusal:
    """Those who receive are two, each with its own consent."""
    return Refusal(
        "documents.not_a_recipient",
        _("Diga a quién se avisa: la misión que recibe o el centro de recepción del gobierno."),
    )


def file_is_empty() -> Refusal:
    """Nothing in it."""
    return Refusal("documents.file_is_empty", _("El archivo está vacío. Escanéelo otra vez."))


def file_too_large() -> Refusal:
    """More than a scan needs."""
    return Refusal(
        "documents.file_too_large",
        _("El archivo pesa más de 20 MB. Escanéelo con menos resolución."),
    )


def not_a_scan() -> Refusal:
    """Neither PDF nor picture, whatever its name says."""
    return Refusal(
        "documents.not_a_scan",
        _("Ese archivo no es PDF, JPG ni PNG, aunque su nombre lo diga. No se guardó nada."),
    )


def file_is_gone() -> Refusal:
    """A copy is destroyed once."""
    return Refusal("documents.file_is_gone", _("Esa copia ya estaba destruida."))


def recipient_not_cleared(recipient: str) -> Refusal:
    """A recipient may be tied to who somebody fears; the reason stays unsaid."""
    return Refusal(
        "documents.recipient_not_cleared",
        _(
            "No se envía todavía nada a: %(recipient)s. Protección tiene que dar antes su visto "
            "bueno; la ayuda sigue igual."
        ),
        recipient=codes.label("consent_recipient", recipient),
    )


def nothing_to_explain() -> Refusal:
    """An explicit yes stands on one that lives."""
    return Refusal(
        "documents.nothing_to_explain",
        _("Primero tiene que dar su permiso para este destinatario, en la consejería."),
    )


def counselling_day() -> Refusal:
    """Counselling comes before the yes that rests on it, and after what asks for it."""
    return Refusal(
        "documents.counselling_day",
        _(
            "La plática con Protección tiene que ser de hoy o de antes, y posterior a lo que la "
            "persona contó."
        ),
    )


def words_needed() -> Refusal:
    """What is explicit was said."""
    return Refusal("documents.words_needed", _("Escriba lo que dijo, con sus palabras."))


def request_is_over() -> Refusal:
    """A request that was answered or stopped."""
    return Refusal(
        "documents.request_is_over", _("Esta solicitud ya terminó. Si hace falta, abra otra.")
    )


def already_sent() -> Refusal:
    """A consulate has it."""
    return Refusal("documents.already_sent", _("Esta solicitud ya se entregó al consulado."))


def not_sent_yet() -> Refusal:
    """Nobody has it yet."""
    return Refusal("documents.not_sent_yet", _("Esta solicitud todavía no se entrega."))


def things_missing(numbers: Sequence[str], names: Sequence[str]) -> Refusal:
    """A request without what its consulate asks for would come back."""
    return Refusal(
        "documents.things_missing",
        _(
            "Todavía no se entrega (%(numbers)s). Falta reunir: %(names)s. Si algo no hace falta, "
            "dígalo en su renglón."
        ),
        numbers=", ".join(numbers),
        names="; ".join(names),
    )


def consulate_needed() -> Refusal:
    """A batch and an appointment are at one consulate."""
    return Refusal("documents.consulate_needed", _("Elija primero a qué consulado se entrega."))


def appointment_past() -> Refusal:
    """An appointment is ahead."""
    return Refusal("documents.appointment_past", _("La cita tiene que ser de hoy en adelante."))


def appointment_too_far() -> Refusal:
    """A day that nobody gives an appointment for."""
    return Refusal(
        "documents.appointment_too_far",
        _("La cita queda a más de dos años: revise el año."),
    )


def another_consulate() -> Refusal:
    """What one consulate holds is not moved to another in the register."""
    return Refusal(
        "documents.another_consulate",
        _(
            "La solicitud ya está en otro consulado. Anote aquí solo sus citas; para pedir el "
            "documento en otro, cierre esta y abra una nueva."
        ),
    )


def batch_is_handed() -> Refusal:
    """A batch goes once."""
    return Refusal("documents.batch_is_handed", _("Ese lote ya se entregó. Abra otro."))


def batch_is_empty() -> Refusal:
    """Nothing in it."""
    return Refusal("documents.batch_is_empty", _("Ese lote no tiene ninguna solicitud."))


def fee_needed() -> Refusal:
    """A fee has an amount, a currency and a line that pays it."""
    return Refusal(
        "documents.fee_needed", _("Escriba cuánto se pagó, en qué moneda y con qué fondo.")
    )


def line_does_not_pay() -> Refusal:
    """A line of another programme, or over."""
    return Refusal(
        "documents.line_does_not_pay",
        _("Ese fondo no cubre este programa en esa fecha. Elija otro."),
    )


def reason_needed() -> Refusal:
    """A consulate that says no says why, or that it does not."""
    return Refusal(
        "documents.reason_needed", _("Diga por qué no lo dio, o que el consulado no lo dijo.")
    )


def nothing_to_stop() -> Refusal:
    """A stop is told of what was sent."""
    return Refusal(
        "documents.nothing_to_stop",
        _("No hay nada que avisar: esta solicitud no se había enviado."),
    )


def source_needed() -> Refusal:
    """What a consulate asks for was said by somebody, on a day."""
    return Refusal(
        "documents.source_needed", _("Escriba quién lo dijo y cuándo, o dónde está publicado.")
    )


def consulate_elsewhere() -> Refusal:
    """A consulate of another country."""
    return Refusal(
        "documents.consulate_elsewhere", _("Ese consulado es de otro país. Elija uno del mismo.")
    )


def terms_are_followed() -> Refusal:
    """A request that asks already for what its consulate wants."""
    return Refusal(
        "documents.terms_are_followed", _("Esta solicitud ya sigue lo último que se sabe.")
    )


def appointment_overlaps(moment: str) -> Refusal:
    """Nobody is at two places at once."""
    return Refusal(
        "documents.appointment_overlaps",
        _("La persona ya tiene otra cita a esa hora: %(moment)s. Elija otra hora."),
        moment=moment,
    )
