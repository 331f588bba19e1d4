"""What others must allow: leaving, living over there, and every country on the way."""

from collections.abc import Mapping
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.counselling import queries as counselling
from rumbo.documents import errors
from rumbo.documents.actions.beginning import begin
from rumbo.documents.models import ExitPaper, LegalCheck, ResidenceRight, TransitCheck
from rumbo.registry.models import Person

CHECK = ("documents", "registrar", "protection")


def record_exit_paper(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    needed: bool,
    kind: str = "",
    valid_until: date | None = None,
    at: datetime | None = None,
) -> ExitPaper:
    """Write down whether the host country asks for a paper to leave, and the one that there is."""
    with verb(actor, *CHECK):
        counselling.member_of(case, person)
        if kind and kind not in codes.LISTS["exit_paper"]:
            raise errors.unknown_code("exit_paper")
        if needed and bool(kind) != (valid_until is not None):
            raise errors.exit_paper_dates()
        when = at or clock.now()
        made: ExitPaper = ExitPaper.objects.create(
            office_id=person.office_id,
            person=person,
            needed=needed,
            type=kind if needed else "",
            valid_until=valid_until if needed else None,
            by=actor.id,
            occurred_at=when,
        )
        begin(actor=actor, case=case, at=when)
        _say(actor, "documents.exit_paper", person, case, when)
    return made


def record_legal_check(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    bar: bool,
    note: str = "",
    at: datetime | None = None,
) -> LegalCheck:
    """Write down whether a duty as witness, a criminal case or a custody matter keeps somebody here."""
    with verb(actor, *CHECK):
        counselling.member_of(case, person)
        when = at or clock.now()
        made: LegalCheck = LegalCheck.objects.create(
            office_id=person.office_id,
            person=person,
            bar=bar,
            note=note.strip(),
            by=actor.id,
            occurred_at=when,
        )
        begin(actor=actor, case=case, at=when)
        _say(actor, "documents.legal_check", person, case, when)
    return made


def record_residence_right(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    country: str,
    valid_until: date | None,
    at: datetime | None = None,
) -> ResidenceRight:
    """Write down a right to live in a country that is not one's own, until when it holds."""
    with verb(actor, *CHECK):
        counselling.member_of(case, person)
        if not country:
            raise errors.not_a_country()
        if valid_until is None:
            raise errors.permit_end_needed()
        when = at or clock.now()
        made: ResidenceRight = ResidenceRight.objects.create(
            office_id=person.office_id,
            person=person,
            country=country,
            valid_until=valid_until,
            by=actor.id,
            occurred_at=when,
        )
        begin(actor=actor, case=case, at=when)
        _say(actor, "documents.residence", person, case, when, country=f"country:{country}")
    return made


def record_transit(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    countries: Mapping[str, bool | None],
    at: datetime | None = None,
) -> list[TransitCheck]:
    """Write down for each country on the way whether it lets this person through.

    None says that it is not known yet; no country at all says that nobody's land is crossed.
    """
    with verb(actor, *CHECK):
        counselling.member_of(case, person)
        if any(len(country) != 3 for country in countries):
            raise errors.not_a_country()
        when = at or clock.now()
        answers: list[tuple[str, bool | None]] = [("", None), *countries.items()]
        made = [
            TransitCheck.objects.create(
                office_id=person.office_id,
                person=person,
                country=country,
                allowed=allowed,
                by=actor.id,
                occurred_at=when,
            )
            for country, allowed in answers
        ]
        begin(actor=actor, case=case, at=when)
        _say(actor, "documents.transit", person, case, when)
    return made


def _say(
    actor: Actor, code: str, person: Person, case: Case, when: datetime, **told: object
) -> None:
    audit.record(actor=actor, code=code, at=when, person=person.id, case=case.id, **told)
