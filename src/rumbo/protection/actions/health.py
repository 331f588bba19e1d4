"""Health: fit to travel or not, what a person chose to say, and the care that the way needs."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection import errors, priority, rules, tasks
from rumbo.protection.models import CareNeeds, FitnessFinding, Pregnancy
from rumbo.protection.values import NewFitness
from rumbo.registry.models import Person


def record_fitness(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    fitness: NewFitness,
    at: datetime | None = None,
) -> FitnessFinding:
    """Write down the clinic's result; movement staff learn it and the needs, never why."""
    with verb(actor, "health"):
        counselling.member_of(case, person)
        if fitness.result == "FIT_WITH_ESCORT" and not fitness.escort.strip():
            raise errors.escort_needed()
        if fitness.result.startswith("FIT") and fitness.valid_until is None:
            raise errors.until_needed()
        when = at or clock.now()
        made: FitnessFinding = FitnessFinding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            result=fitness.result,
            valid_until=fitness.valid_until,
            escort=fitness.escort,
            conditions=list(fitness.conditions),
            self_rated_health=fitness.self_rated_health,
            found=rules.answers(fitness.found),
            suffered=rules.answers(fitness.suffered),
            notes=fitness.notes,
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="protection.fitness_found", at=when, person=person.id, case=case.id
        )
        tasks.finish("HEALTH_CHECK", actor=actor, case=case, person=person, at=when)
    return made


def record_pregnancy(  # noqa: PLR0913
    *,
    actor: Actor,
    case: Case,
    person: Person,
    status: str,
    weeks: int | None = None,
    multiple: bool | None = None,
    certificate: bool | None = None,
    at: datetime | None = None,
) -> Pregnancy:
    """Write down what a person chose to say; nobody is tested or made to say."""
    with verb(actor, "health"):
        counselling.member_of(case, person)
        when = at or clock.now()
        says_yes = status == "YES"
        made: Pregnancy = Pregnancy.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            status=status,
            weeks=weeks if says_yes else None,
            multiple=multiple if says_yes else None,
            certificate=certificate if says_yes else None,
            occurred_at=when,
        )
        audit.record(
            actor=actor,
            code="protection.pregnancy_noted",
            at=when,
            person=person.id,
            case=case.id,
            compartment="medical",
        )
        priority.of_pregnancy(actor, case, person, made.weeks, when)
    return made


def record_care_needs(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    needs: tuple[str, ...],
    at: datetime | None = None,
) -> CareNeeds:
    """Write down what those who travel along must provide; empty says that nothing is needed."""
    with verb(actor, "health", "counsellor", "protection", "child_officer"):
        counselling.member_of(case, person)
        when = at or clock.now()
        made: CareNeeds = CareNeeds.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            needs=list(needs),
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="protection.care_noted", at=when, person=person.id, case=case.id
        )
        tasks.finish("CARE_ON_THE_WAY", actor=actor, case=case, person=person, at=when)
    return made
