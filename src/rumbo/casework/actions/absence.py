"""Who did not come, was not found or left on the way."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, queries, rules, signals
from rumbo.casework.actions.contact import add_contact, finish_contact
from rumbo.casework.actions.steps import move
from rumbo.casework.actions.tasks import drop_task, open_task
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, SideExit
from rumbo.common import clock
from rumbo.registry.models import Person


def record_no_show(*, actor: Actor, case: Case, at: datetime | None = None) -> SideExit:
    """Write down that a group did not come; somebody looks for them today, nobody is closed out."""
    with verb(actor):
        row = locked(case)
        if not rules.may_withdraw(row.stage):
            raise errors.already_left() if row.is_open else errors.case_is_over()
        when = at or clock.now()
        made = _absent(actor, row, "NO_SHOW", None, when)
        open_task(
            actor=actor, case=row, role="counsellor", code="CONTACT_AFTER_NO_SHOW", urgent=True,
            at=when,
        )  # fmt: skip
        for person in filter(queries.may_be_called, queries.people_of(row)[:1]):
            add_contact(actor=actor, case=row, person=person, about="NO_SHOW", at=when)
        audit.record(actor=actor, code="casework.no_show", at=when, case=row.id)
    return made


def take_back_no_show(
    *, actor: Actor, case: Case, noted_at: datetime, at: datetime | None = None
) -> None:
    """They did come, the wrong row was tapped: nobody looks for them, and what began then ends."""
    with verb(actor):
        row = locked(case)
        when = at or clock.now()
        if not row.exits.filter(kind="NO_SHOW", occurred_at=noted_at, ended_at=None).update(
            ended_at=when
        ):
            return
        told = {"occurred_at": noted_at, "done_at": None}
        for task in row.tasks.filter(code="CONTACT_AFTER_NO_SHOW", **told):
            drop_task(actor=actor, task=task, at=when)
        for contact in row.contacts.filter(about="NO_SHOW", **told):
            finish_contact(actor=actor, contact=contact, at=when)
        audit.record(actor=actor, code="casework.no_show_taken_back", at=when, case=row.id)


def record_lost_contact(
    *, actor: Actor, case: Case, why: str = "", at: datetime | None = None
) -> Case:
    """Stop looking for somebody, only after enough tries on different days; they may come back."""
    with verb(actor, "counsellor", "registrar", "protection", "child_officer", "coordinator"):
        row = locked(case)
        tried = queries.days_tried(row)
        if (missing := rules.tries_still_missing(len(tried))) > 0:
            raise errors.tries_missing(missing)
        when = at or clock.now()
        moved = move(actor=actor, case=case, to="LOST_CONTACT", at=when, why=why)
        _absent(actor, moved, "LOST_CONTACT", None, when)
        people = [p.pk for p in queries.people_of(row)]
        signals.people_stopped.send(
            Case, case=moved, people=people, kind="LOST_CONTACT", actor=actor, at=when
        )
        audit.record(
            actor=actor, code="casework.lost_contact", at=when, case=row.id, tries=len(tried)
        )
    return moved


def record_interrupted(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> SideExit:
    """Write down that somebody left the journey; once nobody travels on, the file closes."""
    with verb(actor, "field", "movements", "reception", "coordinator"):
        row = locked(case)
        if row.stage != "IN_TRANSIT":
            raise errors.not_on_the_road()
        when = at or clock.now()
        people = queries.people_of(row)
        if person not in people:
            raise errors.not_of_this_case()
        made = _absent(actor, row, "INTERRUPTED", person, when)
        audit.record(
            actor=actor, code="casework.interrupted", at=when, case=row.id, person=person.pk
        )
        left = set(row.exits.filter(kind="INTERRUPTED").values_list("person_id", flat=True))
        if {p.pk for p in people} <= left:
            move(actor=actor, case=case, to="CLOSED", at=when)
    return made


def _absent(actor: Actor, case: Case, kind: str, person: Person | None, when: datetime) -> SideExit:
    made: SideExit = SideExit.objects.create(
        office_id=case.office_id,
        case=case,
        person=person,
        kind=kind,
        by=actor.id,
        occurred_at=when,
    )
    return made
