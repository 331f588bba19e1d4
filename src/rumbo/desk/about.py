"""What a person told about themselves, as facts with their words."""

from typing import Any

from django.utils.translation import gettext as _

from rumbo.access.doors import opens
from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.desk import places
from rumbo.desk.collecting import address
from rumbo.registry.models import DataConsent, GroupMember, Person
from rumbo.registry.rules.ages import is_adult
from rumbo.ui import words


def born(person: Person) -> str:
    """A birth date as precisely as it is known."""
    if person.birth_date is None:
        return ""
    day = person.birth_date
    told = {
        "month": day.strftime("%m/%Y"),
        "year": str(day.year),
        "age": _("hacia %(year)s, por la edad que dijo") % {"year": day.year},
    }
    return told.get(person.birth_precision) or words.day_table(day)


def countries(person: Person) -> str:
    """The nationalities by name."""
    return words.sentence_list([words.country(code) for code in person.nationalities])


def languages(person: Person) -> str:
    """The languages somebody speaks, the first one first."""
    spoken = [person.language, *person.other_languages]
    return words.sentence_list([words.language_name(code) for code in spoken if code])


def yes_no(value: object) -> str:
    """A tick as a word; empty where it is not known."""
    return "" if value is None else codes.label("yes_no", "YES" if value else "NO")


def consent_url(case: Case, person: Person, reader: Reader) -> str:
    """Where a person's permission to use their data is taken back; empty where none lives."""
    url = address("counselling:withdraw_data", case=case.id, person=person.id)
    if not opens(url, reader.roles):
        return ""
    live = DataConsent.objects.visible_to(reader).filter(person=person, withdrawn_at=None)
    return url if live.exists() else ""


def mending(case: Case, person: Person, reader: Reader) -> list[tuple[str, str]]:
    """Where what was written about somebody is mended, for those who may."""
    pages = (
        (_("Corregir datos"), address("desk:correct", case=case.id, person=person.id)),
        (_("Parentesco"), address("desk:relation", case=case.id, person=person.id)),
        (
            _("Entregar una copia de su expediente"),
            address("desk:copy", case=case.id, person=person.id),
        ),
    )
    found = [(label, url) for label, url in pages if opens(url, reader.roles)]
    whole = address("desk:human", person=person.id)
    if person.individual_id is not None and opens(whole, reader.roles):
        found.append((_("Ver todos sus registros"), whole))
    return found


def _guardian(person: Person, member: GroupMember) -> dict[str, Any]:
    """Who answers for a child, and what they are of it; of an adult nobody does."""
    if member.guardian is not None:
        told = codes.label("relation_to_guardian", member.guardian_relation)
        return {"value": member.guardian.full_name, "note": told}
    if member.guardian_relation == "NONE":
        return {"value": _("Nadie de este grupo")}
    adult = is_adult(
        person.birth_date, person.birth_precision, words.today(), disputed=person.age_disputed
    )
    return {"value": _("Nadie: es mayor de 18 años") if adult else ""}


def summary(person: Person) -> str:
    """What stands beside the closed panel."""
    return " · ".join(part for part in (countries(person), born(person)) if part)


def facts(person: Person, member: GroupMember) -> list[dict[str, Any]]:
    """Facts for the case page, in the order of the paper form."""
    channel = codes.label("channel", person.contact_channel) if person.contact_channel else ""
    return [
        {"label": _("Nombre completo"), "value": person.full_name},
        {"label": _("También conocida como"), "value": person.known("also_known_as")},
        {"label": codes.title("sex"), "value": codes.label("sex", person.sex)},
        {"label": _("Fecha de nacimiento"), "value": born(person)},
        {"label": _("Nacionalidades"), "value": countries(person)},
        {"label": _("Lugar de origen"), "value": places.home_of(person)},
        {"label": _("Lenguas"), "value": languages(person)},
        {"label": _("Necesita intérprete"), "value": yes_no(person.needs_interpreter)},
        {"label": _("Puede leer"), "value": yes_no(person.can_read)},
        {"label": _("Teléfono"), "value": person.contact.get("phone", ""), "note": channel},
        {"label": _("Horas seguras"), "value": person.contact.get("safe_times", "")},
        {"label": _("Documento"), "value": person.known("document_number")},
        {"label": _("En el grupo es"), "value": codes.label("relation", member.relation)},
        {"label": _("Responde por la persona"), **_guardian(person, member)},
        {"label": _("Registro"), "value": person.occurred_at},
    ]
