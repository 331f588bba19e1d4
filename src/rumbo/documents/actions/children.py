"""Whose child a child is, and the parent who does not travel; safety goes before every paper."""

import uuid
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock, codes
from rumbo.counselling import errors as counselling_errors
from rumbo.counselling import queries as counselling
from rumbo.documents import errors, queries, rules
from rumbo.documents.actions.beginning import begin
from rumbo.documents.actions.files import keep_file
from rumbo.documents.models import OtherParent, Parentage
from rumbo.documents.values import NewFile, NewOtherParent
from rumbo.documents.words import SHOWN_BY
from rumbo.registry.models import Person

FAMILY = ("documents", "registrar", "child_officer", "protection")


def show_parentage(
    *,
    actor: Actor,
    case: Case,
    child: Person,
    shown: bool,
    shown_by: str = "",
    scan: NewFile | None = None,
    at: datetime | None = None,
) -> Parentage:
    """Write down whether it is shown whose child this is, by a document or by the consulate."""
    with verb(actor, *FAMILY):
        when = at or clock.now()
        _require_child(case, child, when)
        if shown and shown_by not in SHOWN_BY:
            raise errors.basis_needed()
        made: Parentage = Parentage.objects.create(
            office_id=child.office_id,
            child=child,
            shown=shown,
            shown_by=shown_by if shown else "",
            scan_file=_keep(actor, case, child, "PARENTAGE", scan, when),
            by=actor.id,
            occurred_at=when,
        )
        begin(actor=actor, case=case, at=when)
        code = "documents.parentage_shown" if shown else "documents.parentage_not_shown"
        audit.record(actor=actor, code=code, at=when, person=child.id, case=case.id)
    return made


def record_other_parent(
    *,
    actor: Actor,
    case: Case,
    child: Person,
    other: NewOtherParent,
    at: datetime | None = None,
) -> OtherParent:
    """Write down how the other parent's word stands; the table judges whether it is enough."""
    with verb(actor, *FAMILY):
        when = at or clock.now()
        _require_child(case, child, when)
        if other.state not in codes.LISTS["other_parent"]:
            raise errors.unknown_code("other_parent")
        if other.state in rules.ASKS_FOR_PAPER and not other.is_papered:
            raise errors.paper_needed()
        if other.state == "CONSENTED" and other.on is None:
            raise errors.consent_day_needed()
        made: OtherParent = OtherParent.objects.create(
            office_id=child.office_id,
            child=child,
            state=other.state,
            on=other.on,
            paper_file=_keep(actor, case, child, "OTHER_PARENT", other.scan, when),
            has_paper=other.is_papered,
            by=actor.id,
            occurred_at=when,
        )
        begin(actor=actor, case=case, at=when)
        audit.record(
            actor=actor, code="documents.other_parent", at=when, person=child.id, case=case.id
        )
        for task in Task.objects.open().filter(case=case, person=child, code="OTHER_PARENT"):
            if other.state != "MISSING":
                casework.finish_task(actor=actor, task=task, at=when)
    return made


def ask_for_other_parent(
    *, actor: Actor, case: Case, child: Person, at: datetime | None = None
) -> Task:
    """Ask that the other parent be looked for; never where that is not known to be safe."""
    with verb(actor, *FAMILY):
        when = at or clock.now()
        _require_child(case, child, when)
        if not counselling.has_data_consent(child):
            raise counselling_errors.no_data_consent()
        if not queries.may_contact_other_parent(case):
            raise errors.contact_not_cleared()
        task = casework.open_task(
            actor=actor, case=case, role="documents", code="OTHER_PARENT", person=child, at=when
        )
        audit.record(
            actor=actor, code="documents.other_parent_asked", at=when, person=child.id, case=case.id
        )
    return task


def _require_child(case: Case, child: Person, when: datetime) -> None:
    counselling.member_of(case, child)
    if counselling.is_adult(child, clock.day_of(when)):
        raise errors.not_a_child()


def _keep(
    actor: Actor, case: Case, child: Person, kind: str, scan: NewFile | None, when: datetime
) -> uuid.UUID | None:
    if scan is None:
        return None
    return keep_file(actor=actor, case=case, person=child, kind=kind, file=scan, at=when).id
