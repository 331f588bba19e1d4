"""Saying who is whose in a group, when it was not said at registration or was said wrongly."""

from datetime import date, datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock, codes
from rumbo.registry import errors
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.rules.ages import is_adult
from rumbo.registry.values import NewRelation

RELATE = ("registrar", "counsellor", "protection", "child_officer", "documents")
PROTECT = frozenset({"protection", "child_officer"})


def change_relation(
    *,
    actor: Actor,
    member: GroupMember,
    new: NewRelation,
    base_version: int | None = None,
    case: UUID | None = None,
    at: datetime | None = None,
) -> tuple[str, ...]:
    """Say who somebody is in their group and who answers for them; give what changed, as codes.

    Who answers is of the same group and never the person; an adult, unless it is said that they
    are the mother or father: then the child stays on the child track. A child's is always said,
    or that nobody of the group is. `base_version` is the person's.
    """
    with verb(actor, *RELATE):
        when = at or clock.now()
        person = Person.objects.select_for_update(of=("self",)).get(pk=member.person_id)
        if person.sealed and not actor.roles & PROTECT:
            raise errors.kept_by_protection()
        if base_version is not None and person.version != base_version:
            raise changed_meanwhile()
        row: GroupMember = GroupMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
        if row.left_at is not None:
            raise changed_meanwhile()
        _require_known(row, new)
        _require_guardian(row, person, new, clock.day_of(when))
        changed = _changed(row, new)
        if changed:
            row.relation = new.relation
            row.guardian_id, row.guardian_relation = new.guardian, new.guardian_relation
            row.save(update_fields=["relation", "guardian", "guardian_relation"])
            person.version += 1
            person.save(update_fields=["version"])
            audit.record(
                actor=actor, code="registry.relation_changed", at=when, person=person.id,
                case=case, fields=[f"person_field:{code}" for code in changed],
            )  # fmt: skip
    return changed


def _changed(row: GroupMember, new: NewRelation) -> tuple[str, ...]:
    told = []
    if row.relation != new.relation:
        told.append("RELATION")
    if (row.guardian_id, row.guardian_relation) != (new.guardian, new.guardian_relation):
        told.append("GUARDIAN")
    return tuple(told)


def _require_known(row: GroupMember, new: NewRelation) -> None:
    """A group has one first person, who stays so: every relation is told from there."""
    if new.relation not in codes.LISTS["relation"]:
        raise ValueError(new.relation)
    if (row.relation == "HEAD") != (new.relation == "HEAD"):
        raise errors.one_first_person()
    if new.guardian_relation not in ("", *codes.values("relation_to_guardian")):
        raise ValueError(new.guardian_relation)


def _require_guardian(row: GroupMember, person: Person, new: NewRelation, day: date) -> None:
    if new.guardian is None:
        if new.guardian_relation not in ("", "NONE"):
            raise errors.guardian_elsewhere(person.id)
        if not new.guardian_relation and not _is_adult(person, day):
            raise errors.guardian_unsaid()
        return
    if new.guardian == person.id:
        raise errors.own_guardian()
    if new.guardian_relation in ("", "NONE"):
        raise errors.relation_unsaid()
    here = GroupMember.objects.filter(group=row.group_id, left_at=None).select_related("person")
    theirs = here.filter(person=new.guardian).first()
    if theirs is None:
        raise errors.guardian_elsewhere(person.id)
    _require_elder(theirs, person, new, day)


def _require_elder(theirs: GroupMember, person: Person, new: NewRelation, day: date) -> None:
    if theirs.guardian_id == person.id or _is_born_later(theirs.person, person, new):
        raise errors.guardian_younger()
    if new.guardian_relation != "PARENT" and not _is_adult(theirs.person, day):
        raise errors.guardian_not_adult()


def _is_adult(person: Person, day: date) -> bool:
    disputed = person.age_disputed
    return is_adult(person.birth_date, person.birth_precision, day, disputed=disputed)


def _is_born_later(guardian: Person, child: Person, new: NewRelation) -> bool:
    """Nobody is the mother or father of somebody older."""
    if new.guardian_relation != "PARENT" or not guardian.birth_date or not child.birth_date:
        return False
    return guardian.birth_date.year >= child.birth_date.year
