"""Taking a declaration back: at any time before departure, without a reason, without a price."""

from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors as casework_errors
from rumbo.casework import rules as casework_rules
from rumbo.casework import signals
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import errors, queries
from rumbo.counselling.models import Declaration, GuardianDeclaration
from rumbo.registry.models import Person

HEAR = ("counsellor", "registrar", "protection", "child_officer", "field", "movements")


def withdraw_declaration(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> Declaration:
    """Take an adult's declaration back; held seats are let go, theirs and their children's."""
    with verb(actor, *HEAR):
        when = at or clock.now()
        row = _before_departure(case)
        live = (
            Declaration.objects.select_for_update().filter(person=person, withdrawn_at=None).first()
        )
        if live is None:
            raise errors.nothing_to_withdraw()
        queries.member_of(row, person)
        live.withdrawn_at = when
        live.save(update_fields=["withdrawn_at"])
        audit.record(
            actor=actor,
            code="counselling.declaration_withdrawn",
            at=when,
            person=person.id,
            case=row.id,
        )
        _let_seats_go(actor, row, [person.id, *queries.dependants_of(row, person)], when)
    return live


def withdraw_child_declaration(
    *, actor: Actor, case: Case, child: Person, at: datetime | None = None
) -> GuardianDeclaration:
    """Take back what was declared for a child; the child's seat is let go."""
    with verb(actor, *HEAR):
        when = at or clock.now()
        row = _before_departure(case)
        rows = GuardianDeclaration.objects.select_for_update().filter(child=child)
        live = rows.filter(withdrawn_at=None).first()
        if live is None:
            raise errors.nothing_to_withdraw()
        queries.member_of(row, child)
        live.withdrawn_at = when
        live.save(update_fields=["withdrawn_at"])
        audit.record(
            actor=actor,
            code="counselling.child_declaration_withdrawn",
            at=when,
            person=child.id,
            case=row.id,
        )
        _let_seats_go(actor, row, [child.id], when)
    return live


def _before_departure(case: Case) -> Case:
    row: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not casework_rules.may_withdraw(row.stage):
        raise casework_errors.already_left() if row.is_open else casework_errors.case_is_over()
    return row


def _let_seats_go(actor: Actor, case: Case, people: list[UUID], when: datetime) -> None:
    if case.stage in casework_rules.SEATED:
        signals.people_stopped.send(
            Case, case=case, people=people, kind="DECLARATION_WITHDRAWN", actor=actor, at=when
        )
