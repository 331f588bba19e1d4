"""Who somebody is, how to reach them, with whom they travel and what they told when they came."""

from django.utils.translation import gettext as _

from rumbo.casework.models import FamilyContact
from rumbo.common import codes
from rumbo.counselling import queries as counselling
from rumbo.desk import about, places
from rumbo.desk.copying.saying import Asked, Fact, Section, fact, on, rows_of, within
from rumbo.registry.models import GroupMember, Profile
from rumbo.ui import words


def who(asked: Asked) -> Section:
    """Everything that says who the person is, as it was written down."""
    person = asked.person
    place = person.place
    return Section(
        title=_("Quién es usted"),
        facts=(
            fact(_("Nombre completo"), person.full_name),
            fact(_("Cómo más le llaman"), person.known("also_known_as")),
            fact(_("Cómo se llama su madre"), person.known("mother")),
            fact(_("Cómo se llama su padre"), person.known("father")),
            fact(_("Fecha de nacimiento"), about.born(person)),
            fact(_("Hay dudas sobre su edad"), about.yes_no(value=person.age_disputed)),
            fact(codes.title("sex"), codes.label("sex", person.sex) if person.sex else ""),
            fact(_("Nacionalidades"), about.countries(person)),
            fact(_("Documento"), person.known("document_number")),
            fact(_("Lugar de origen"), places.home_and_country(person)),
            fact(_("Comunidad"), place.get("community")),
            fact(_("Dirección"), place.get("address")),
            fact(_("Lugar al que vuelve"), _return(asked)),
            fact(_("Lenguas"), about.languages(person)),
            fact(_("Necesita intérprete"), about.yes_no(person.needs_interpreter)),
            fact(_("Puede leer"), about.yes_no(person.can_read)),
            fact(_("Día de su registro"), words.day_table(person.occurred_at)),
            fact(_("Dónde se registró"), places.site_name(person.site)),
        ),
    )


def _return(asked: Asked) -> str:
    person = asked.person
    country = words.country(person.return_country) if person.return_country else ""
    parts = (places.department_name(person.return_department), country)
    return ", ".join(part for part in parts if part)


def reach(asked: Asked) -> Section:
    """How the person asked to be reached; what they said of safety goes into their own hands only."""
    told, chosen = asked.person.contact, asked.person.contact_channel
    facts = [
        fact(_("Teléfono"), told.get("phone")),
        fact("WhatsApp", told.get("whatsapp")),
        fact(_("Un teléfono en su país"), told.get("phone_home")),
        fact(_("Por dónde prefiere"), codes.label("channel", chosen) if chosen else ""),
    ]
    if asked.is_own:
        facts += [
            fact(_("Horas seguras"), told.get("safe_times")),
            fact(_("Lo que pidió al llamarle"), told.get("note")),
        ]
    return Section(title=_("Cómo encontrarle"), facts=tuple(facts), lines=_family(asked))


def _family(asked: Asked) -> tuple[str, ...]:
    """The relatives of whom the person spoke: what they are, and never who or where."""
    said = []
    for row in rows_of(FamilyContact, asked):
        told = {"who": within(row.relation_word) or _("un familiar")}
        if row.consent_on is None:
            said.append(_("Nos habló de: %(who)s. No consta su permiso para llamarle.") % told)
            continue
        said.append(_("Nos permitió llamar a: %(who)s (%(day)s).") % {**told, **on(row.consent_on)})
        if row.consent_withdrawn_on is not None:
            ended = {**told, **on(row.consent_withdrawn_on)}
            said.append(_("Retiró el permiso de llamar a: %(who)s (%(day)s).") % ended)
    return tuple(said)


def company(asked: Asked) -> Section:
    """With whom the person travels: what they are to each other, the names of adults, no data."""
    mine = asked.member.relation
    own = _("la primera persona del grupo") if mine == "HEAD" else codes.label("relation", mine)
    facts = [fact(_("En el grupo, usted es"), own)]
    guardian = asked.member.guardian
    if guardian is not None:
        relation = codes.label("relation_to_guardian", asked.member.guardian_relation)
        facts.append(fact(_("Responde por usted"), f"{guardian.full_name} ({relation})"))
    return Section(
        title=_("Con quién viaja"),
        facts=tuple(facts),
        lines=tuple(_companion(one) for one in asked.others),
        nothing="" if asked.others else _("Viaja sin compañía."),
        after=_(
            "El parentesco es con la primera persona del grupo. Sus datos no van aquí: son suyos."
        )
        if asked.others
        else "",
    )


def _companion(member: GroupMember) -> str:
    relation = within(codes.label("relation", member.relation))
    if counselling.is_adult(member.person, words.today()):
        return _("%(name)s: %(relation)s") % {
            "name": member.person.full_name,
            "relation": relation,
        }
    return _("Una niña, un niño o adolescente: %(relation)s") % {"relation": relation}


def told(asked: Asked) -> Section:
    """The questions of registration, with the answers that were written down."""
    found = rows_of(Profile, asked)
    facts: list[Fact] = []
    for row in found:
        answers = row.answers()
        surveyed = answers.pop("surveyed")
        regularise = answers.pop("applied_to_regularise")
        facts = [fact(codes.title(name), _said(name, value)) for name, value in answers.items()]
        facts += [
            fact(_("Pidió regularizar su estancia"), about.yes_no(regularise)),
            fact(_("Respondió la encuesta"), about.yes_no(surveyed)),
        ]
        if row.wants_to_travel_from is not None:
            facts.append(fact(_("Quiere viajar desde"), words.day_table(row.wants_to_travel_from)))
    return Section(
        title=_("Lo que contó al registrarse"),
        facts=tuple(one for one in facts if one.value),
        nothing="" if any(one.value for one in facts) else _("No se le preguntó nada más."),
    )


def _said(name: str, value: object) -> str:
    if isinstance(value, list):
        return words.sentence_list([codes.label(name, code) for code in value])
    return codes.label(name, str(value)) if value else ""
