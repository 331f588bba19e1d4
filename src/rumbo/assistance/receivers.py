"""What assistance tells the rooms before it: lines for an emergency, and what two found of a risk."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from rumbo.access.values import Reader
from rumbo.assistance import queries, shown
from rumbo.casework.models import Case
from rumbo.protection.signals import joint_standing_wanted, lines_wanted
from rumbo.protection.values import JointStanding
from rumbo.registry.models import Person


@receiver(lines_wanted, dispatch_uid="assistance.tell_lines")
def tell_lines(
    sender: type, *, case: Case, reader: Reader, people: Sequence[UUID], **_: Any
) -> dict[UUID, list[tuple[str, str]]]:
    """Give where each survivor sleeps and who helps now, and what was found of the risk."""
    return shown.emergency(case, reader, people)


@receiver(joint_standing_wanted, dispatch_uid="assistance.tell_joint_standing")
def tell_joint_standing(sender: type, *, person: Person, **_: Any) -> JointStanding:
    """Say since when an office of origin may know, and whether the look that holds found danger."""
    yes = queries.live_yes(person)
    return JointStanding(
        may_know_since=yes.given_on if yes is not None else None,
        is_unsafe=queries.is_found_unsafe(person),
    )
