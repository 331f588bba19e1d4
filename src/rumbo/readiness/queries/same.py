"""One human being with several registrations: what protects them at one booth protects them at all."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from rumbo.readiness import facts
from rumbo.registry.models import Person

Known = dict[UUID, dict[str, object]]


def others_of(people: Collection[UUID]) -> dict[UUID, UUID]:
    """The other registrations of the human beings behind these, each with the one it speaks for."""
    mine = {
        individual: person
        for person, individual in Person.objects.filter(
            pk__in=list(people), individual__isnull=False
        ).values_list("pk", "individual")
    }
    if not mine:
        return {}
    rows = Person.objects.filter(individual__in=list(mine)).exclude(pk__in=list(people))
    return {pk: mine[individual] for pk, individual in rows.values_list("pk", "individual")}


def carefully(known: Known, others: Mapping[UUID, UUID]) -> Known:
    """Let what any registration says of danger count; nothing said elsewhere clears anybody."""
    told: dict[UUID, list[dict[str, object]]] = defaultdict(list)
    for other, person in others.items():
        told[person].append(known[other])
    for person, elsewhere in told.items():
        for one in elsewhere:
            known[person].update(_dangers(known[person], one))
    return known


def _dangers(own: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {}
    fear = other.get("fear")
    if isinstance(fear, facts.Fear) and _is_open(fear):
        found["fear"] = fear
    trafficking = other.get("trafficking")
    if isinstance(trafficking, facts.Trafficking) and trafficking.flag:
        mine = own.get("trafficking")
        if not (isinstance(mine, facts.Trafficking) and mine.flag):
            found["trafficking"] = trafficking
    survivor = other.get("survivor")
    if isinstance(survivor, facts.Survivor) and (survivor.kidnapping or survivor.family_violence):
        mine = own.get("survivor")
        if not (isinstance(mine, facts.Survivor) and (mine.kidnapping or mine.family_violence)):
            found["survivor"] = survivor
    found |= {name: True for name in ("in_custody", "legal_bar") if other.get(name) is True}
    return found


def _is_open(fear: facts.Fear) -> bool:
    """A fear that was told and that two people have not yet resolved with a return."""
    settled = fear.resolution == "RETURN" and fear.second_officer is not None
    return fear.answer in {"YES", "UNSURE"} and not settled
