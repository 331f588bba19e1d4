"""What follows from taking a permission back, as it is said to the person before it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.casework.models import Case, FamilyContact
from rumbo.casework.rules import SEATED, may_withdraw
from rumbo.counselling import queries
from rumbo.registry.models import Person


@dataclass(frozen=True, slots=True)
class Following:
    """Three short lists of sentences: what stops today, what goes on, what is kept and why."""

    stops: list[str]
    goes_on: list[str]
    kept: list[str]


def of_data_consent(case: Case, person: Person) -> Following:
    """Say what stops, what goes on and what is kept once a person takes back their data consent."""
    return Following(
        stops=[*_journey(case), *_sharing(case, person), *_asking(case, person)],
        goes_on=[
            _("Se le sigue atendiendo igual: puede venir, preguntar y hablar con nosotros."),
            _("La orientación sobre asilo, albergue y salud no depende de este permiso."),
            _("Si corre peligro se pide ayuda hoy mismo, como con cualquier persona."),
            *_turn(case),
            _("Puede dar el permiso otra vez cuando quiera: se le lee el aviso de nuevo."),
        ],
        kept=[
            _(
                "Lo ya anotado se conserva cifrado hasta que termine su plazo: muestra qué se hizo y quién lo abrió."
            ),
            _(
                "Quien cuida la protección de datos revisa qué se conserva. Puede pedir que se borre."
            ),
            _("En las cifras sin nombres se sigue contando: ahí nadie puede reconocerle."),
        ],
    )


def _journey(case: Case) -> list[str]:
    if case.stage == "IN_TRANSIT":
        return [_("El viaje que ya empezó no se interrumpe.")]
    if not may_withdraw(case.stage):
        return []
    if case.stage in SEATED:
        return [
            _(
                "Su lugar sigue apartado, pero sin permiso no se cierra la lista con su nombre ni puede abordar."
            )
        ]
    return [_("Mientras no haya permiso no se le puede apartar lugar ni viajar con el programa.")]


def _sharing(case: Case, person: Person) -> list[str]:
    given = sum(row.given for row in queries.shares_of(person).values())
    told = [_("No se comparte nada más con nadie: ni consulado, ni autoridades, ni quien recibe.")]
    if given:
        told.append(
            ngettext(
                "Termina %(n)s permiso para compartir. Hoy se pide detener lo que ya se envió.",
                "Terminan %(n)s permisos para compartir. Hoy se pide detener lo que ya se envió.",
                given,
            )
            % {"n": given}
        )
    family = FamilyContact.objects.filter(case=case, person=person, consent_withdrawn_on=None)
    if family.exclude(consent_on=None).exists():
        told.append(_("Ya no se llama a su familia."))
    return told


def _asking(case: Case, person: Person) -> list[str]:
    told = [
        _("No se le pregunta ni se anota nada nuevo: ni sesiones, ni tamizaje, ni documentos."),
        _("Sus avisos pendientes salen de la lista: acuerden ahora cómo seguirán en contacto."),
    ]
    if queries.dependants_of(case, person):
        told.append(
            _("Vale solo para esta persona. Lo de cada niña o niño a su cargo se retira aparte.")
        )
    if len(queries.members(case)) > 1 and may_withdraw(case.stage):
        told.append(_("Su grupo no viaja sin esta persona, salvo que la familia decida separarse."))
    return told


def _turn(case: Case) -> list[str]:
    if not may_withdraw(case.stage):
        return []
    return [_("Su fecha de solicitud no cambia: si vuelve a aceptar, sigue donde estaba.")]
