"""Answers casework: what is known of each person before eligibility, and how near a list's cases are."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.casework.ready import Ready
from rumbo.casework.signals import facts_wanted, standings_wanted
from rumbo.common import clock
from rumbo.readiness import queries
from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.queries.gathering import facts_of_many
from rumbo.readiness.requirements.people import is_on_child_track
from rumbo.registry.models import Person as Registered

# Papers that show who somebody is, lost or not: a consulate has confirmed them once.
IDENTITY = frozenset({"PASSPORT", "NATIONAL_ID", "LAISSEZ_PASSER", "MINOR_PERMIT"})


@receiver(facts_wanted, dispatch_uid="readiness.tell_facts")
def tell_facts(
    sender: type, *, case: Case, people: Collection[Registered], **_: Any
) -> dict[UUID, dict[str, Any]]:
    """Give, for each person's id, the fields of programmes' Facts that the rooms before know."""
    found = facts_of_many([case], today=clock.today())[case.id].facts
    wanted = {person.id for person in people}
    return {
        UUID(person.id): told_of(person, found)
        for person in found.persons
        if UUID(person.id) in wanted
    }


def told_of(person: Person, file: Facts) -> dict[str, Any]:
    """What eligibility asks of one person; None stays not known."""
    papers = person.documents or ()
    return {
        "free": person.voluntariness.free,
        "capacity": person.voluntariness.capacity,
        "decision_maker": person.voluntariness.decision_maker is not None,
        "fear": person.fear.answer,
        "fear_resolution": person.fear.resolution,
        "child_track": is_on_child_track(person, file),
        "best_interests": person.best_interests.decision,
        "legal_bar": person.legal_bar,
        "in_custody": person.in_custody,
        "identity_confirmed": any(paper.type in IDENTITY for paper in papers) or None,
        "health_result": person.health.result,
        "in_mpp": person.mpp.in_mpp,
        "keeps_case": person.mpp.keeps_case,
    }


@receiver(standings_wanted, dispatch_uid="readiness.tell_standings")
def tell_standings(
    sender: type, *, reader: Reader, cases: Collection[UUID], in_words: bool, **_: Any
) -> dict[UUID, Ready]:
    """Give the kept answers of many cases in one query, as this reader may know them."""
    return queries.readiness(reader, cases, in_words=in_words)
