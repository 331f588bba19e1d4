"""One human being with several registrations: what protects them at one booth protects them at all."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from rumbo.casework.models import SideExit
from rumbo.readiness import facts
from rumbo.registry.models import GroupMember, Profile
from rumbo.registry.queries import registrations_of

# Whom another state protects, or was asked to: requirements.md, ASYLUM_CLAIM_SETTLED.
PROTECTED = frozenset({"ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY"})
Known = dict[UUID, dict[str, object]]
# Another registration, and the one of those asked about for which it speaks.
Other = tuple[UUID, UUID]


def others_of(people: Collection[UUID]) -> list[Other]:
    """The other registrations of the human beings behind these, each with the one it speaks for.

    Also where both are among those asked about: read together, each still speaks for the other.
    """
    every = registrations_of(people)
    return [
        (other, person)
        for person, same in sorted(every.items())
        for other in sorted(same - {person})
    ]


def carefully(known: Known, others: Sequence[Other]) -> Known:
    """Let what any registration says of danger count; nothing said elsewhere clears anybody."""
    told = {other: dict(known[other]) for other, _person in others}
    for other, person in others:
        known[person].update(_dangers(known[person], told[other]))
    return known


def asylum_elsewhere(known: Known, others: Sequence[Other]) -> dict[UUID, str]:
    """Who is protected, or asked to be, by what another of their registrations says; by status.

    A claim that is written down there and not settled counts, whatever status was typed.
    """
    if not others:
        return {}
    rows = Profile.objects.filter(
        person__in={other for other, _person in others}, status__in=PROTECTED
    )
    status_of = dict(rows.values_list("person", "status"))
    found = {person: status_of[other] for other, person in others if other in status_of}
    for other, person in others:
        claim = known[other].get("asylum_claim")
        if isinstance(claim, facts.AsylumClaim) and not _is_settled(claim):
            found.setdefault(person, "ASYLUM_SEEKER")
    return found


def barred_elsewhere(others: Sequence[Other]) -> Known:
    """Whose other file rests for a legal reason: they may not be led out of the country by this one."""
    if not others:
        return {}
    held = SideExit.objects.filter(kind="ON_HOLD", reason="LEGAL", ended_at=None)
    rows = GroupMember.objects.filter(
        person__in={other for other, _person in others},
        left_at=None,
        group__case__in=held.values("case"),
    )
    barred = set(rows.values_list("person", flat=True))
    return {person: {"legal_bar": True} for other, person in others if other in barred}


def _is_settled(claim: facts.AsylumClaim) -> bool:
    told = (claim.effects_explained_on, claim.own_decision_on, claim.protection_officer)
    return None not in told


def _dangers(own: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {}
    fear = other.get("fear")
    if isinstance(fear, facts.Fear) and _is_open(fear):
        found["fear"] = fear
    for name in ("trafficking", "survivor", "mpp"):
        if _is_flagged(other.get(name)) and not _is_flagged(own.get(name)):
            found[name] = other[name]
    interests = other.get("best_interests")
    if isinstance(interests, facts.BestInterests) and interests.decision == "NOT_RETURN":
        found["best_interests"] = interests
    found |= {name: True for name in ("in_custody", "legal_bar") if other.get(name) is True}
    return found


def _is_flagged(told: object) -> bool:
    """Whether a fact says that its rows are asked: a flag, or a case in the United States."""
    match told:
        case facts.Trafficking():
            return told.flag is True
        case facts.Survivor():
            return told.kidnapping is True or told.family_violence is True
        case facts.Mpp():
            return told.in_mpp is True
        case _:
            return False


def _is_open(fear: facts.Fear) -> bool:
    """A fear that was told and that two people have not yet resolved with a return."""
    settled = fear.resolution == "RETURN" and fear.second_officer is not None
    return fear.answer in {"YES", "UNSURE"} and not settled
