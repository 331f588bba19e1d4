"""One human being, several registrations: a person decides, and every step can be taken back."""

from collections.abc import Sequence
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.registry import errors
from rumbo.registry.models import Individual, IndividualLink, Person, PossibleDuplicate

DECISIONS = ("SAME", "DIFFERENT", "UNKNOWN")


def suspect_duplicate(
    *,
    actor: Actor,
    earlier: Person,
    later: Person,
    probability: float,
    reasons: Sequence[str],
    at: datetime | None = None,
) -> PossibleDuplicate:
    """Put a pair before a person's eyes; a pair that was put there before is given back.

    A pair with a sealed person goes to protection alone.
    """
    with verb(actor):
        sealed = earlier.sealed or later.sealed
        pair, is_new = PossibleDuplicate.objects.get_or_create(
            earlier=earlier,
            later=later,
            defaults={
                "office_id": later.office_id,
                "compartment": "protection" if sealed else "bio",
                "probability": probability,
                "reasons": list(reasons),
                "occurred_at": at or clock.now(),
            },
        )
        if is_new:
            audit.record(
                actor=actor,
                code="registry.duplicate_suspected",
                at=at,
                person=later.id,
                compartment=pair.compartment,
                pair=pair.id,
            )
    return pair


def decide_duplicate(
    *, actor: Actor, pair: PossibleDuplicate, decision: str, at: datetime | None = None
) -> PossibleDuplicate:
    """Say whether two registrations are one human being (SAME, DIFFERENT, UNKNOWN).

    SAME joins them under one Individual: both histories stay as they are. Refuses a pair that
    somebody else has decided.
    """
    with verb(actor, "registrar", "counsellor", "protection", "child_officer"):
        if decision not in DECISIONS:
            raise ValueError(decision)
        row: PossibleDuplicate = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
        if row.decision:
            raise errors.already_decided()
        row.decision, row.decided_by = decision, actor.id
        row.decided_at = at or clock.now()
        row.version += 1
        row.save(update_fields=["decision", "decided_by", "decided_at", "version"])
        if decision == "SAME":
            _join(actor, row)
        audit.record(
            actor=actor,
            code="registry.duplicate_decided",
            at=row.decided_at,
            person=row.later_id,
            compartment=row.compartment,
            decision=f"duplicate_decision:{decision}",
        )
    return row


def undo_merge(*, actor: Actor, pair: PossibleDuplicate, at: datetime | None = None) -> None:
    """Take a "same" back: each registration points again where it did before, exactly."""
    with verb(actor, "registrar", "counsellor", "protection", "child_officer"):
        row: PossibleDuplicate = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
        if row.decision != "SAME":
            return
        done = row.decided_at or clock.now()
        for link in IndividualLink.objects.filter(duplicate=row, at=done):
            _point(actor, link.person, link.before, row, at or clock.now())
        row.decision, row.decided_by, row.decided_at = "", None, None
        row.version += 1
        row.save(update_fields=["decision", "decided_by", "decided_at", "version"])
        audit.record(
            actor=actor,
            code="registry.merge_undone",
            at=at,
            person=row.later_id,
            compartment=row.compartment,
        )


def _join(actor: Actor, pair: PossibleDuplicate) -> None:
    """Point everybody behind either registration at one individual."""
    both = Person.objects.select_for_update().filter(pk__in=[pair.earlier_id, pair.later_id])
    individuals = sorted({p.individual_id for p in both if p.individual_id})
    if individuals:
        target = Individual.objects.get(pk=individuals[0])
    else:
        target = Individual.objects.create(id=new_id())
    behind = Person.objects.select_for_update().filter(individual__in=individuals)
    for person in {*both, *behind}:
        if person.individual_id != target.id:
            _point(actor, person, target, pair, pair.decided_at or clock.now())


def _point(
    actor: Actor, person: Person, to: Individual | None, pair: PossibleDuplicate, when: datetime
) -> None:
    IndividualLink.objects.create(
        person=person,
        before_id=person.individual_id,
        after=to,
        duplicate=pair,
        by=actor.id,
        at=when,
    )
    Person.objects.filter(pk=person.pk).update(individual=to)
