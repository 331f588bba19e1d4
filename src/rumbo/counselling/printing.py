"""From rows to paper: a declaration filled in, and the slips that go with it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from rumbo.access import queries as access
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.pdf import Letterhead
from rumbo.common.sealed import files
from rumbo.counselling import queries, rules, wording
from rumbo.counselling.models import GuardianDeclaration, Reconfirmation, Signed
from rumbo.counselling.print import papers
from rumbo.network import files as reference
from rumbo.registry.models import DataConsent, Person
from rumbo.ui import words

if TYPE_CHECKING:
    from collections.abc import Callable

PAPERS = ("declaration", "guardian", "reconfirmation", "withdrawal", "data-consent", "mpp")


def pdf(case: Case, person: Person, paper: str, lang: wording.Lang) -> bytes:
    """Return one paper about a person, filled with what is known; the rest stays to fill in."""
    makers: dict[str, Callable[[Case, Person, wording.Lang], bytes]] = {
        "declaration": _declaration,
        "guardian": _guardian,
        "reconfirmation": _reconfirmation,
        "withdrawal": _withdrawal,
        "data-consent": _data_consent,
        "mpp": _mpp,
    }
    return makers[paper](case, person, lang)


def letterhead(case: Case) -> Letterhead:
    """Say whose paper it is, from which office, about which case."""
    named = getattr(settings, "ORGANISATION", "")
    return Letterhead(
        organisation=named or gettext("Nuestra organización"),
        office=case.office.name,
        folio=case.number,
        demo=settings.DEMO,
    )


def _declaration(case: Case, person: Person, lang: wording.Lang) -> bytes:
    signed = queries.live_declaration(person)
    made = papers.Declaration(
        letterhead=letterhead(case),
        person=_person(person),
        returns_to=_home(person),
        travel=signed.travel_date if signed else None,
        minors=_minors(case, person),
        consents=_consents(person),
        reading=_reading(signed, person),
        signing=_signing(case, signed, "person"),
    )
    return papers.declaration_pdf(made, lang=lang, version=signed.wording if signed else "")


def _guardian(case: Case, person: Person, lang: wording.Lang) -> bytes:
    signed = queries.live_guardian_declaration(person)
    guardian = queries.member_of(case, person).guardian
    if signed is not None and signed.guardian is None:
        signer = papers.Person(name=signed.signed_by)
    else:
        signer = _person(guardian) if guardian else papers.Person(name="")
    made = papers.GuardianDeclaration(
        letterhead=letterhead(case),
        child=_person(person),
        guardian=signer,
        capacity=_capacity(signed),
        travels_with=guardian.full_name if guardian else "",
        returns_to=_home(person),
        travel=signed.travel_date if signed else None,
        consents=_consents(person),
        reading=_reading(signed, guardian or person),
        signing=_signing(case, signed, "person"),
    )
    return papers.guardian_pdf(made, lang=lang, version=signed.wording if signed else "")


def _reconfirmation(case: Case, person: Person, lang: wording.Lang) -> bytes:
    said = Reconfirmation.objects.filter(person=person, taken_back_at=None).order_by("-on").first()
    signed = queries.live_declaration(person) or queries.live_guardian_declaration(person)
    made = papers.Reconfirmation(
        letterhead=letterhead(case),
        person=_person(person),
        returns_to=_home(person),
        travel=said.on if said else (signed.travel_date if signed else None),
        answer="yes" if said else "",
        hour=words.local(said.occurred_at).time() if said else None,
        signing=papers.Signing(place=case.office.name, on=said.on if said else None),
    )
    return papers.reconfirmation_pdf(made, lang=lang)


def _withdrawal(case: Case, person: Person, lang: wording.Lang) -> bytes:
    signing = papers.Signing(place=case.office.name, on=clock.today())
    made = papers.Withdrawal(letterhead=letterhead(case), person=_person(person), signing=signing)
    return papers.withdrawal_pdf(made, lang=lang)


def _data_consent(case: Case, person: Person, lang: wording.Lang) -> bytes:
    row = DataConsent.objects.filter(person=person, withdrawn_at=None).first()
    made = papers.Notice(
        letterhead=letterhead(case),
        person=_person(person),
        accepted=True if row else None,
        reading=papers.Reading(language=codes.label("language", row.language) if row else ""),
        signing=papers.Signing(
            place=case.office.name, on=rules.day_of(row.occurred_at) if row else None
        ),
    )
    return papers.data_consent_pdf(made, lang=lang)


def _mpp(case: Case, person: Person, lang: wording.Lang) -> bytes:
    made = papers.Notice(
        letterhead=letterhead(case),
        person=_person(person),
        signing=papers.Signing(place=case.office.name),
    )
    return papers.mpp_pdf(made, lang=lang)


def _person(person: Person) -> papers.Person:
    exact = person.birth_date if person.birth_precision == "day" else None
    return papers.Person(
        name=person.full_name,
        born=exact,
        nationality=", ".join(words.country(code) for code in person.nationalities),
        document=person.known("document_number"),
    )


def _home(person: Person) -> str:
    """Country and department of return; failing that, of origin."""
    country = person.return_country or person.origin_country
    department = person.return_department or (
        person.origin_department if country == person.origin_country else ""
    )
    named = {row["code"]: row["name"] for row in reference.rows("departments")}
    parts = (words.country(country), named.get(department, ""))
    return ", ".join(str(part) for part in parts if part)


def _minors(case: Case, person: Person) -> tuple[papers.Minor, ...]:
    children = set(queries.dependants_of(case, person))
    return tuple(
        papers.Minor(
            name=member.person.full_name,
            born=member.person.birth_date if member.person.birth_precision == "day" else None,
            relation=codes.label("relation_to_guardian", member.guardian_relation),
        )
        for member in queries.members(case)
        if member.person_id in children
    )


def _consents(person: Person) -> dict[str, bool | None]:
    answers = queries.shares_of(person)
    return {
        code: answers[code.upper()].given if code.upper() in answers else None
        for code in wording.recipients()
    }


def _reading(signed: Signed | None, reader: Person) -> papers.Reading:
    if signed is None:
        return papers.Reading(language=codes.label("language", reader.language))
    return papers.Reading(
        language=codes.label("language", signed.language),
        by_person=not signed.read_aloud,
        aloud=signed.read_aloud,
        interpreter=signed.interpreter_name if signed.interpreter == "INDEPENDENT" else "",
    )


def _signing(case: Case, signed: Signed | None, who: str) -> papers.Signing:
    if signed is None:
        return papers.Signing(place=case.office.name)
    return papers.Signing(
        place=case.office.name,
        on=rules.day_of(signed.occurred_at),
        witness=signed.witness,
        officer=_name(signed.recorded_by),
        drawn={who: files.read(signed.signature_file).decode()} if signed.signature_file else {},
    )


def _capacity(signed: GuardianDeclaration | None) -> papers.Capacity:
    match signed.capacity if signed else "":
        case "LEGAL_GUARDIAN":
            return "LEGAL_GUARDIAN"
        case "AUTHORITY":
            return "AUTHORITY"
        case _:
            return "PARENT"


def _name(user_id: UUID | None) -> str:
    return access.names_of({user_id}).get(user_id, "") if user_id else ""
