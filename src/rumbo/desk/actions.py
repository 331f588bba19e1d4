"""The desk's own verbs: a family registered whole, and an export that is written down."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Inquiry, InquiryVisit
from rumbo.casework.values import NewInquiry
from rumbo.common import clock
from rumbo.desk.rules import children_alone
from rumbo.protection import actions as protection
from rumbo.registry import actions as registry
from rumbo.registry import queries
from rumbo.registry.index import features_of
from rumbo.registry.models import Person
from rumbo.registry.values import NewGroup


def register_family(
    *,
    actor: Actor,
    office: Office,
    group: NewGroup,
    at: datetime | None = None,
    inquiry: Inquiry | None = None,
) -> Case | None:
    """Register people who travel together and open their case, whole or not at all.

    Where they had asked for information, that inquiry is carried on and not counted again.

    A child without a parent or guardian goes to the child officer the same day, and whoever may
    be registered already is put before a person's eyes. None where this group is there already:
    a page that was sent twice registers nobody twice.
    """
    with verb(actor):
        try:
            with transaction.atomic():
                made = registry.register_group(actor=actor, office=office, group=group)
        except IntegrityError:
            return None
        alone = children_alone(group.people, clock.day_of(group.at))
        case = casework.open_case(
            actor=actor,
            office=office,
            group=made,
            site=group.site,
            at=at or group.at,
            urgent=bool(alone),
            inquiry=inquiry,
        )
        people = {member.person_id: member.person for member in made.members.all()}
        for child in alone:
            protection.presume_child_alone(
                actor=actor, case=case, person=people[child], at=group.at
            )
        for person in people.values():
            _suspect(actor, person, set(people))
    return case


def take_inquiry(
    *,
    actor: Actor,
    office: Office,
    inquiry: NewInquiry,
    id: UUID,
    starts_at: datetime | None = None,
    about: str = "REGISTRATION",
) -> Inquiry:
    """Write down who asks and the hour they are given, both or neither."""
    with verb(actor):
        made = casework.record_inquiry(actor=actor, office=office, inquiry=inquiry, id=id)
        if starts_at is not None and not made.visits.exists():
            give_hour(actor=actor, inquiry=made, starts_at=starts_at, about=about)
    return made


def give_hour(*, actor: Actor, inquiry: Inquiry, starts_at: datetime, about: str) -> InquiryVisit:
    """Give who asked an hour with whoever does what they come for."""
    role = "counsellor" if about == "COUNSELLING" else "registrar"
    return casework.make_visit(
        actor=actor, inquiry=inquiry, starts_at=starts_at, role=role, about=about
    )


def _suspect(actor: Actor, person: Person, together: set[UUID]) -> None:
    """Put the likeliest earlier registrations before somebody's eyes."""
    for earlier, weight in queries.likely(features_of(person), least=queries.WARNING):
        if earlier.id not in together:
            registry.suspect_duplicate(
                actor=actor,
                earlier=earlier,
                later=person,
                probability=weight.probability,
                reasons=weight.reasons,
            )
