"""The desk's own verbs: a family registered whole, and mended where it was written down wrongly."""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework import errors as casework_errors
from rumbo.casework.locks import locked
from rumbo.casework.lookup import SEALED_FOR, reserved_among
from rumbo.casework.models import Case, FamilyChange, Inquiry, InquiryVisit
from rumbo.casework.values import NewInquiry, Regrouping
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.desk import correcting, errors
from rumbo.desk.correcting import Touched
from rumbo.desk.handing import receivers
from rumbo.desk.roles import CORRECT, GIVE_COPY, RELATE
from rumbo.desk.rules import children_alone
from rumbo.documents import actions as documents
from rumbo.protection import actions as protection
from rumbo.protection import queries as protected
from rumbo.protection.tasks import finish
from rumbo.registry import actions as registry
from rumbo.registry import queries
from rumbo.registry.index import features_of
from rumbo.registry.models import Person
from rumbo.registry.rules.correcting import TELLING
from rumbo.registry.values import Corrected, Correction, NewGroup, NewRelation

# Whether a child counts as alone rests on these; that it was corrected, a child officer sees.
AGES = frozenset({"BIRTH", "AGE_DOUBT"})
CHECK = "CHILD_TRACK_CHECK"


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


def correct_registration(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    correction: Correction,
    base_version: int | None = None,
    at: datetime | None = None,
) -> Corrected:
    """Correct what was written when somebody registered, at whatever stage they stand.

    What rests on the old data becomes somebody's task, children are judged again, and whoever may
    be the same person is looked for again.
    """
    with verb(actor, *CORRECT):
        when = at or clock.now()
        row = locked(case)
        counselling.member_of(row, person)
        before = correcting.alone(counselling.members(row), clock.day_of(when))
        made = registry.correct_person(
            actor=actor, person=person, correction=correction, base_version=base_version,
            presumed_child=protected.is_presumed_alone(person), case=row.id, at=when,
        )  # fmt: skip
        _ask(actor, row, person, correcting.touched(row, person, made.fields), when)
        if AGES.intersection(made.fields):
            left = {person.pk} if made.is_in_doubt else set()
            _judge_children(actor, row, before, when, left=left, seen=person)
        if TELLING.intersection(made.fields):
            people = {m.person_id: m.person for m in counselling.members(row)}
            _suspect(actor, people[person.pk], people.keys())
    return made


def correct_relation(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    new: NewRelation,
    base_version: int | None = None,
    at: datetime | None = None,
) -> tuple[str, ...]:
    """Say who somebody is in their group, and who answers for them; give what changed.

    What papers showed of the child's family falls with the one it was shown of. A child whom
    nobody of the group answers for goes to the child officer today.
    """
    with verb(actor, *RELATE):
        when = at or clock.now()
        row = locked(case)
        if not row.is_open:
            raise casework_errors.case_is_over()
        member = counselling.member_of(row, person)
        was = (member.guardian_id, member.guardian_relation)
        names_somebody = new.guardian and was != (new.guardian, new.guardian_relation)
        if names_somebody and correcting.is_led(person, actor.roles):
            raise errors.track_begun()
        before = correcting.alone(counselling.members(row), clock.day_of(when))
        changed = registry.change_relation(
            actor=actor, member=member, new=new, base_version=base_version, case=row.id, at=when
        )
        if "GUARDIAN" in changed:
            documents.unsettle_family(actor=actor, case=row, child=person, at=when)
            if counselling.live_guardian_declaration(person) is not None:
                _ask(actor, row, person, [correcting.SIGNED], when)
            _judge_children(actor, row, before - {person.pk}, when, seen=person)
            if person.pk in before:
                _child_was_alone(actor, row, person, when)
    return changed


def change_family(
    *, actor: Actor, case: Case, asked: Regrouping, at: datetime | None = None
) -> FamilyChange:
    """Let people travel with another family or on their own; children are judged again in both files.

    Of a child whom nobody answers for any more, what papers showed and what was signed fall too.
    """
    with verb(actor):
        when = at or clock.now()
        before = _alone_in((case, asked.to), when)
        whose = _answered([case, *([asked.to] if asked.to else [])])
        made = casework.regroup(actor=actor, case=case, asked=asked, at=when)
        _unsettle_lost(actor, (made.case, made.other), whose, when)
        _judge_files(actor, (made.case, made.other), before, when)
    return made


def undo_family(
    *, actor: Actor, change: FamilyChange, why: str = "", at: datetime | None = None
) -> Case:
    """Bring people back to the file they left; children are judged again in both files.

    Sisters and brothers who are in two files again are to be reunited again.
    """
    with verb(actor):
        when = at or clock.now()
        files = (change.case, change.other)
        before, whose = _alone_in(files, when), _answered(files)
        back = casework.undo_family_change(actor=actor, change=change, why=why, at=when)
        protection.part_reunited(actor=actor, change=change, at=when)
        _unsettle_lost(actor, files, whose, when)
        _judge_files(actor, files, before, when)
    return back


def give_copy(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    to: str,
    is_identified: bool,
    at: datetime | None = None,
) -> None:
    """Write down that the copy of somebody's own file was given, and into whose hands.

    Never before it was seen who receives it, and never to anybody but them or who answers for a
    child; the copy of a reserved file is given by who protects.
    """
    with verb(actor, *GIVE_COPY):
        counselling.member_of(case, person)
        if reserved_among([case.id]) and not actor.roles & SEALED_FOR:
            raise errors.copy_is_reserved()
        if not is_identified:
            raise errors.check_identity()
        if to not in receivers(case, person, actor.roles):
            raise errors.copy_not_for_them()
        audit.record(
            actor=actor, code="desk.copy_given", at=at, person=person.id, case=case.id,
            to=f"data_consent_by:{to}",
        )  # fmt: skip
        audit.note_reading(actor=actor, person=person.id, page="copy_given")


def _ask(
    actor: Actor, case: Case, person: Person, touched: Sequence[Touched], when: datetime
) -> None:
    """Ask whoever keeps what rests on the old data to see it again."""
    for one in touched:
        casework.open_task(
            actor=actor, case=case, person=person, role=one.role, code=one.code,
            urgent=one.urgent, at=when,
        )  # fmt: skip


def _judge_children(
    actor: Actor,
    case: Case,
    before: Set[UUID],
    when: datetime,
    *,
    seen: Person,
    left: Set[UUID] = frozenset(),
) -> None:
    """Send on who is a child alone now; who is none any more is for protection to see, not for us.

    Where protection itself corrected, it has `seen` the person: its own task is done.
    """
    members = counselling.members(case)
    people = {m.person_id: m.person for m in members}
    now = correcting.alone(members, clock.day_of(when))
    for key in people.keys() & (now - before):
        protection.presume_child_alone(actor=actor, case=case, person=people[key], at=when)
    if actor.roles & correcting.PROTECT:
        finish(CHECK, actor=actor, case=case, person=seen, at=when)
        return
    for key in people.keys() & ((before - now) | left):
        _check_child(actor, case, people[key], when)


def _alone_in(files: Iterable[Case | None], when: datetime) -> set[UUID]:
    day = clock.day_of(when)
    return {
        key
        for file in files
        if file is not None
        for key in correcting.alone(counselling.members(file), day)
    }


def _answered(files: Iterable[Case]) -> dict[UUID, UUID]:
    """Who answers for whom, in some files."""
    return {
        m.person_id: m.guardian_id
        for file in files
        for m in counselling.members(file)
        if m.guardian_id is not None
    }


def _unsettle_lost(
    actor: Actor, files: Iterable[Case], whose: Mapping[UUID, UUID], when: datetime
) -> None:
    for file in files:
        for member in counselling.members(file):
            before = whose.get(member.person_id)
            if before is None or before == member.guardian_id:
                continue
            documents.unsettle_family(actor=actor, case=file, child=member.person, at=when)
            if counselling.live_guardian_declaration(member.person) is not None:
                _ask(actor, file, member.person, [correcting.SIGNED], when)


def _judge_files(actor: Actor, files: Iterable[Case], before: Set[UUID], when: datetime) -> None:
    """Send on who is a child alone now; who is none any more is for protection to see, not for us."""
    for file in files:
        members = counselling.members(file)
        now = correcting.alone(members, clock.day_of(when))
        for member in members:
            if member.person_id in now - before:
                protection.presume_child_alone(
                    actor=actor, case=file, person=member.person, at=when
                )
            elif member.person_id in before - now and not actor.roles & correcting.PROTECT:
                _check_child(actor, file, member.person, when)


def _child_was_alone(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    """Somebody who counted as alone was given a family, or still has none: never in silence."""
    members = counselling.members(case)
    if person.pk in correcting.alone(members, clock.day_of(when)):
        protection.presume_child_alone(actor=actor, case=case, person=person, at=when)
    elif not actor.roles & correcting.PROTECT:
        _check_child(actor, case, person, when)


def _check_child(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    casework.open_task(
        actor=actor, case=case, person=person, role="child_officer", code=CHECK, urgent=True,
        compartment="protection", at=when,
    )  # fmt: skip


def _suspect(actor: Actor, person: Person, together: Set[UUID]) -> None:
    """Put those likely registered twice before somebody's eyes; a pair is asked about once."""
    for other, weight in queries.likely(features_of(person), least=queries.WARNING):
        if other.id in together or queries.is_asked_about(person, other):
            continue
        earlier, later = sorted((person, other), key=lambda one: one.search_no)
        registry.suspect_duplicate(
            actor=actor,
            earlier=earlier,
            later=later,
            probability=weight.probability,
            reasons=weight.reasons,
        )
