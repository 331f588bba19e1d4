"""The whole copy, part by part; what only protection can give is said the same in every one."""

from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.counselling import printing
from rumbo.counselling import queries as counselling
from rumbo.desk.copying import agreed, journey, person
from rumbo.desk.copying.saying import Asked, Section, on, rows_of
from rumbo.desk.print import papers
from rumbo.protection.models import FearAnswer
from rumbo.registry.models import Person
from rumbo.ui import words

PARTS = (
    person.who,
    person.reach,
    person.company,
    person.told,
    agreed.permissions,
    agreed.shared,
    agreed.explained,
    agreed.decided,
    journey.papers,
    journey.journey,
    journey.helped,
    journey.health,
)


def copy_of(case: Case, somebody: Person, *, to: str, reader: Reader, complaints: str) -> bytes:
    """Print the copy of one person's file, with what its reader may see and the person may have."""
    members = counselling.members(case)
    asked = Asked(
        case=case,
        person=somebody,
        member=next(one for one in members if one.person_id == somebody.pk),
        others=tuple(one for one in members if one.person_id != somebody.pk),
        to=to,
        reader=reader,
        complaints=complaints,
    )
    sections = [part(asked) for part in PARTS]
    if asked.by_protection:
        sections.append(_feared(asked))
    made = papers.Copy(
        letterhead=printing.letterhead(case),
        title=_("Lo que guardamos de usted"),
        on=words.today(),
        intro=_intro(asked),
        unknown=_("No consta"),
        sections=(*sections, _apart(asked), _rights(asked), _kept()),
    )
    return papers.copy_pdf(made, lang="en" if words.language() == "en" else "es")


def _intro(asked: Asked) -> tuple[str, ...]:
    said = [
        _("Copia del expediente %(number)s, hecha el %(day)s.")
        % {"number": asked.case.number, **on(words.today())}
    ]
    if not asked.is_own:
        told = {"name": asked.person.full_name, "who": codes.label("data_consent_by", asked.to)}
        said.append(
            _(
                "Esta copia es de %(name)s. La recibe: %(who)s. Donde dice «usted», habla de %(name)s."
            )
            % told
        )
    said.append(
        _(
            "Guárdela en un lugar seguro. Si llevarla puede ponerle en peligro, déjela en la oficina: puede pedir otra cuando quiera."
        )
    )
    return tuple(said)


def _feared(asked: Asked) -> Section:
    """That the person was asked whether they fear to go back, and their own words: nobody else's."""
    said = []
    for row in rows_of(FearAnswer, asked, apart=frozenset()):
        told = {**on(row.occurred_at), "answer": codes.label("fear_answer", row.answer)}
        said.append(_("%(day)s · Le preguntamos si teme volver. Respondió: %(answer)s.") % told)
        if row.words:
            said.append(_("Con sus palabras: «%(words)s»") % {"words": row.words})
    return Section(
        title=_("Lo que le preguntó protección"),
        lines=tuple(said),
        nothing="" if said else _("Todavía no se le ha preguntado si teme volver."),
        after=_(
            "Aquí no van nombres de otras personas, notas sobre trata u otros delitos, ni valoraciones "
            "de riesgo: eso se dice solo de palabra. Esta frase va en todas las copias de protección."
        ),
    )


def _apart(asked: Asked) -> Section:
    """The same for everybody, whether there is anything or not: that it exists is not told.

    A complaint hangs on no file and whoever follows the file may not know of it: who filed it has
    their own words and the answer by its code.
    """
    return Section(
        title=_("Lo que puede pedir aparte"),
        lines=(
            _(
                "Puede haber algo más que solo protección puede darle. Si quiere preguntarlo, pida hablar "
                "a solas con protección en la oficina: no hace falta decir para qué. Esta frase va en "
                "todas las copias, haya algo más o no."
            ),
            _(
                "Tampoco van aquí las citas, los papeles escaneados ni las notas de trabajo. Si los "
                "quiere, pídalos en la oficina."
            ),
            _(
                "Si usted presentó una queja, no va aquí: no está en su expediente y quien lo atiende no "
                "la ve. Lo que escribió y la respuesta se leen con el código que recibió, en %(address)s."
            )
            % {"address": asked.complaints},
        ),
    )


def _rights(asked: Asked) -> Section:
    return Section(
        title=_("Lo que usted puede hacer"),
        lines=(
            _("Corregir: si algo está mal, dígalo en la oficina y se corrige."),
            _(
                "Retirar: puede quitar su permiso, o dejar de viajar, cuando quiera y sin dar razones. La ayuda sigue."
            ),
            _(
                "Quejarse: sin dar su nombre, si quiere, y sin que cambie su expediente. En %(address)s, o pida en la oficina cómo hacerlo."
            )
            % {"address": asked.complaints},
        ),
    )


def _kept() -> Section:
    return Section(
        title=_("Cuánto tiempo se guarda"),
        lines=(
            _(
                "El plazo que fija nuestra política, que empieza cuando su expediente se cierra. Después "
                "los datos se borran o quedan sin su nombre. Pregunte el plazo en la oficina."
            ),
        ),
    )
