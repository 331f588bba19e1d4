"""One human being, several registrations: a person decides, and every step can be taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.registry import errors, joined
from rumbo.registry.models import Individual, IndividualLink, Person, PossibleDuplicate
from rumbo.registry.rules import joining

DECISIONS = ("SAME", "DIFFERENT", "UNKNOWN")
DECIDE = ("registrar", "counsellor", "protection", "child_officer")
LOCK = 7_203_114_905  # any number that nobody else takes as an advisory lock


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

    It joins nobody, however likely they are one: that is said by a person. A pair with a sealed
    person goes to protection alone.
    """
    with verb(actor):
        asked = PossibleDuplicate.objects.filter(earlier=later, later=earlier).first()
        if asked is not None:
            return asked
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
    somebody else has decided, and whoever is nobody: machines put questions and join no people.
    """
    with verb(actor, *DECIDE):
        if decision not in DECISIONS:
            raise ValueError(decision)
        if actor.id is None:
            raise errors.a_person_decides()
        row = _locked(pair)
        if row.decision:
            raise errors.already_decided()
        _write(row, decision, by=actor.id, at=at or clock.now())
        if decision == "SAME":
            _settle(actor, row, at or clock.now())
        told = f"duplicate_decision:{decision}"
        _tell(actor, row, "registry.duplicate_decided", row.decided_at, decision=told)
    return row


def undo_merge(
    *,
    actor: Actor,
    pair: PossibleDuplicate,
    base_version: int | None = None,
    at: datetime | None = None,
) -> None:
    """Take a "same" back: who was joined by this pair alone stands apart again, exactly as before.

    Whoever other pairs hold together stays together. What was chosen to be shown while these stood
    as one holds no more (`joined.chosen_among`). A pair that is not joined is left as it is; one
    that changed since `base_version` is refused, and so is whoever is nobody.
    """
    with verb(actor, *DECIDE):
        if actor.id is None:
            raise errors.a_person_decides()
        row = _locked(pair, base_version)
        if row.decision != "SAME":
            return
        _write(row, "", by=None, at=None)
        _settle(actor, row, at or clock.now())
        _tell(actor, row, "registry.merge_undone", at)


def look_again(
    *,
    actor: Actor,
    pair: PossibleDuplicate,
    base_version: int | None = None,
    at: datetime | None = None,
) -> None:
    """Put a pair back on the list that was found to be two people, or that nobody could tell.

    A pair that changed since `base_version` is refused, and so is whoever is nobody.
    """
    with verb(actor, *DECIDE):
        if actor.id is None:
            raise errors.a_person_decides()
        row = _locked(pair, base_version)
        if row.decision not in {"DIFFERENT", "UNKNOWN"}:
            return
        _write(row, "", by=None, at=None)
        _tell(actor, row, "registry.duplicate_reopened", at)


def _locked(pair: PossibleDuplicate, base_version: int | None = None) -> PossibleDuplicate:
    row: PossibleDuplicate = PossibleDuplicate.objects.select_for_update().get(pk=pair.pk)
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()
    return row


def _write(row: PossibleDuplicate, decision: str, *, by: UUID | None, at: datetime | None) -> None:
    row.decision, row.decided_by, row.decided_at = decision, by, at
    row.version += 1
    row.save(update_fields=["decision", "decided_by", "decided_at", "version"])


def _tell(
    actor: Actor, row: PossibleDuplicate, code: str, at: datetime | None, **told: str
) -> None:
    """Both files say what was found: whoever reads either of them has to know."""
    for person in (row.earlier_id, row.later_id):
        audit.record(
            actor=actor, code=code, at=at, person=person, compartment=row.compartment, **told
        )


def _settle(actor: Actor, pair: PossibleDuplicate, when: datetime) -> None:
    """Let everybody behind either side bear what the pairs held the same say now.

    One at a time in the whole house: two who join or part the same people through different pairs
    would each leave out what the other does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    for together in {joined.behind(pair.earlier_id), joined.behind(pair.later_id)}:
        bearer = joining.bears(together)
        if bearer is not None:
            Individual.objects.get_or_create(id=bearer)
        rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=together)
        for person in rows.order_by("pk"):
            if person.individual_id != bearer:
                _point(actor, person, bearer, pair, when)


def _point(
    actor: Actor, person: Person, to: UUID | None, pair: PossibleDuplicate, when: datetime
) -> None:
    IndividualLink.objects.create(
        person=person,
        before_id=person.individual_id,
        after_id=to,
        duplicate=pair,
        by=actor.id,
        at=when,
    )
    Person.objects.filter(pk=person.pk).update(individual=to)
