"""Reading counselling: what was explained and decided, what lives, and who may be told."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from rumbo.casework import errors as casework_errors
from rumbo.casework.models import Case
from rumbo.counselling import elsewhere, rules, wording
from rumbo.counselling.models import (
    Declaration,
    GuardianDeclaration,
    Session,
    ShareConsent,
    VoluntarinessFinding,
)
from rumbo.registry.models import DataConsent, GroupMember, Person

# Ages in the table are those of the day of travel, which is seldom further away than this.
AHEAD = timedelta(days=90)


def member_of(case: Case, person: Person) -> GroupMember:
    """Give a person's place in the group of a case; refuse somebody of another case."""
    rows = GroupMember.objects.filter(group=case.group_id, person=person, left_at=None)
    found = rows.select_related("guardian").first()
    if found is None:
        raise casework_errors.not_of_this_case()
    return found


def members(case: Case) -> list[GroupMember]:
    """List the group of a case, with its people, in its order."""
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    return list(rows.order_by("position", "id").select_related("person", "guardian"))


def has_data_consent(person: Person | UUID) -> bool:
    """Whether a yes to being registered lives."""
    return data_consent(person) is not None


def data_consent(person: Person | UUID) -> DataConsent | None:
    """Give the yes to being registered that lives, if one does."""
    return DataConsent.objects.filter(person=person, withdrawn_at=None).first()


def is_adult(person: Person, day: date) -> bool:
    """Whether somebody is known to be 18 on a day."""
    disputed = person.age_disputed
    return rules.is_adult(person.birth_date, person.birth_precision, day, disputed=disputed)


def is_heard_alone(person: Person, day: date) -> bool:
    """Whether somebody is old enough to be asked alone, or not known to be younger."""
    disputed = person.age_disputed
    return rules.may_be_twelve(person.birth_date, person.birth_precision, day, disputed=disputed)


def answered_for(case: Case, day: date) -> set[UUID]:
    """The small children for whom a parent or guardian of the group answers: nobody asks them alone.

    Requirements COUNSELLED and FEAR_ASKED are for adults, the child track at every age, and FEAR_ASKED
    for children from 12 on the day of travel.
    """
    group = members(case)
    together = {m.person_id for m in group}
    return {
        m.person_id
        for m in group
        if not is_heard_alone(m.person, day)
        and m.guardian_relation in {"PARENT", "LEGAL_GUARDIAN"}
        and m.guardian is not None
        and m.guardian_id in together
        and is_adult(m.guardian, day)
    }


def is_child_alone(case: Case, person: Person, day: date) -> bool:
    """A child without an adult parent or legal guardian in the same group: on the child track."""
    if is_adult(person, day):
        return False
    member = member_of(case, person)
    if member.guardian_relation not in {"PARENT", "LEGAL_GUARDIAN"} or member.guardian is None:
        return True
    together = GroupMember.objects.filter(
        group=case.group_id, person=member.guardian, left_at=None
    ).exists()
    return not (together and is_adult(member.guardian, day))


def sessions_of(person: Person) -> list[Session]:
    """List what was talked about, oldest first."""
    return list(Session.objects.filter(person=person).order_by("occurred_at", "recorded_at"))


def topics_explained(sessions: Iterable[Session]) -> set[str]:
    """Give what all sessions explained together."""
    return {topic for session in sessions for topic in session.topics}


def asylum_explained_on(person: Person) -> date | None:
    """Give the last day on which asylum was explained, None where it never was."""
    rows = Session.objects.filter(person=person, asylum_explained=True).order_by("-occurred_at")
    last = rows.first()
    return rules.day_of(last.occurred_at) if last else None


def latest_finding(person: Person) -> VoluntarinessFinding | None:
    """Give the finding that holds."""
    rows = VoluntarinessFinding.objects.filter(person=person)
    return rows.order_by("-occurred_at", "-recorded_at").first()


def live_declaration(person: Person | UUID) -> Declaration | None:
    """Give an adult's declaration that stands, if one does."""
    return Declaration.objects.filter(person=person, withdrawn_at=None).first()


def live_guardian_declaration(child: Person | UUID) -> GuardianDeclaration | None:
    """Give the declaration that stands for a child, if one does."""
    return GuardianDeclaration.objects.filter(child=child, withdrawn_at=None).first()


def shares_of(person: Person | UUID) -> dict[str, ShareConsent]:
    """Give the answers that live, by recipient."""
    rows = ShareConsent.objects.filter(person=person, withdrawn_at=None)
    return {row.recipient: row for row in rows}


def may_share(person: Person | UUID, recipient: str, day: date) -> bool:
    """Whether a recipient may be told about somebody on a day: their own live yes, else never.

    TRANSFER_CONSENT of requirements.md: every transfer asks this first. `recipient` is a code of
    the list consent_recipient.
    """
    key = person.id if isinstance(person, Person) else person
    return key in may_share_many([key], recipient, day)


def may_share_many(people: Collection[UUID], recipient: str, day: date) -> set[UUID]:
    """Give those of many people about whom a recipient may be told on a day (a few queries)."""
    return set(live_shares(people, recipient, day))


def live_shares(people: Collection[UUID], recipient: str, day: date) -> dict[UUID, ShareConsent]:
    """Give the yes to a recipient that lives on a day, of those of many people who gave one.

    Of somebody with several registrations the narrower answer holds (`elsewhere`).
    """
    rows = ShareConsent.objects.filter(
        Q(until=None) | Q(until__gte=day),
        person_id__in=list(people),
        recipient=recipient.upper(),
        given=True,
        withdrawn_at=None,
    )
    given = [row for row in rows if rules.day_of(row.occurred_at) <= day]
    narrowed = elsewhere.overruled(given)
    said_yes = {row.person_id: row for row in given if row.id not in narrowed}
    live = DataConsent.objects.filter(person_id__in=said_yes, withdrawn_at=None)
    return {key: said_yes[key] for key in live.values_list("person_id", flat=True)}


def recipients() -> list[str]:
    """List the recipients that the page asks about, as codes of the list consent_recipient."""
    return [code.upper() for code in wording.recipients()]


def dependants_of(case: Case, person: Person | UUID) -> list[UUID]:
    """List the children of a case for whom somebody answers."""
    key = person.id if isinstance(person, Person) else person
    rows = GroupMember.objects.filter(group=case.group_id, guardian=key, left_at=None)
    return list(rows.values_list("person_id", flat=True))


def is_named_in_declarations(person: Person) -> bool:
    """Whether somebody's name stands on a declaration that lives: their own, or a child's."""
    own = Declaration.objects.filter(person=person, withdrawn_at=None)
    child = GuardianDeclaration.objects.filter(
        Q(child=person) | Q(guardian=person), withdrawn_at=None
    )
    return own.exists() or child.exists()
