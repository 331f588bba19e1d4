"""Reads which registrations people have found to be one human being, pair by pair."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.registry import queries
from rumbo.registry.models import (
    AccessRequest,
    ChosenFact,
    IndividualLink,
    Person,
    PossibleDuplicate,
)
from rumbo.registry.rules import joining

# Whose work it is to know that somebody reserved is registered at all.
BESIDE_PROTECTION = frozenset({"protection", "child_officer"})


def known_to(reader: Reader, people: Collection[UUID]) -> list[UUID]:
    """These registrations without those that are protection's alone, where the reader is not that."""
    rows = Person.objects.filter(pk__in=list(people))
    if not reader.roles & BESIDE_PROTECTION:
        rows = rows.filter(sealed=False)
    return list(rows.values_list("pk", flat=True))


def seen_by(reader: Reader, people: Collection[UUID]) -> set[UUID]:
    """Which of these registrations a reader opens: their offices', and those opened to them."""
    mine = Person.objects.visible_to(reader).filter(pk__in=list(people))
    return set(mine.values_list("pk", flat=True)) | queries.granted(reader, list(people))


def pairs_among(people: Collection[UUID]) -> QuerySet[PossibleDuplicate]:
    """The pairs of which both sides are among these registrations, decided or not."""
    rows: QuerySet[PossibleDuplicate] = PossibleDuplicate.objects.filter(
        earlier__in=people, later__in=people
    )
    return rows


def behind(person: UUID) -> frozenset[UUID]:
    """Every registration of the human being behind this one, as the pairs held the same say it."""
    found: frozenset[UUID] = frozenset({person})
    edges: set[tuple[UUID, UUID]] = set()
    ahead = found
    while ahead:
        touching = PossibleDuplicate.objects.filter(
            Q(earlier__in=ahead) | Q(later__in=ahead), decision="SAME"
        )
        edges |= set(touching.values_list("earlier", "later"))
        wider = joining.behind(person, edges)
        found, ahead = wider, wider - found
    return found


def contradicted(people: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Pairs among registrations of one human being that somebody found to be two people."""
    rows = pairs_among(people).filter(decision="DIFFERENT")
    return list(joining.contradicting(people, rows.values_list("earlier", "later")))


def since(people: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these registrations came to stand where it stands now, of those ever joined."""
    rows = IndividualLink.objects.filter(person__in=list(people)).order_by("id")
    return dict(rows.values_list("person", "at"))


def chosen_among(people: Collection[UUID]) -> dict[str, UUID]:
    """Which registration somebody chose to believe, by fact; the last word of each counts.

    It is looked for among all registrations of the human being behind these, seen or not: where the
    one chosen is not among those that the reader sees, nothing is chosen for them, for what it
    overruled holds no more. What was chosen over a joining ended when that was undone.
    """
    every = queries.every_registration_of(people)
    rows = ChosenFact.objects.filter(person__in=every).order_by("id")
    words = [joining.Word(row.pk, row.person_id, row.fact, row.shown) for row in rows]
    return joining.chosen(words, _steps(every) if words else [])


def _steps(people: Collection[UUID]) -> list[joining.Step]:
    """Every step of joining or parting of whoever once stood as one with some of these, in order."""
    mine = IndividualLink.objects.filter(person__in=people)
    borne = {one for link in mine for one in (link.before_id, link.after_id) if one is not None}
    rows = IndividualLink.objects.filter(Q(before__in=borne) | Q(after__in=borne)).order_by("id")
    return [
        joining.Step(row.pk, row.person_id, row.after_id, (row.duplicate_id, row.at))
        for row in rows
    ]


def decidable(reader: Reader) -> QuerySet[PossibleDuplicate]:
    """The open pairs of which the reader may see both people, likeliest first: their queue."""
    rows = queries.open_duplicates(reader)
    if reader.offices is None or reader.user_id is None:
        return rows
    given = AccessRequest.objects.holding(clock.now()).filter(asked_by=reader.user_id)
    asked = given.values("person")
    for side in ("earlier", "later"):
        mine = Q(**{f"{side}__office__in": reader.offices}) | Q(**{f"{side}__in": asked})
        rows = rows.filter(mine)
    return rows


def after(
    rows: QuerySet[PossibleDuplicate], pair: PossibleDuplicate
) -> QuerySet[PossibleDuplicate]:
    """Those of a queue that come after a pair, in its order."""
    less = Q(probability__lt=pair.probability)
    return rows.filter(less | Q(probability=pair.probability, pk__gt=pair.pk))
